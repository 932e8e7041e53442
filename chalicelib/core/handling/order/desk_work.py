"""What the intake office orders: accepting, judging, grading, follow-up calls, merging and splitting, closing and reopening."""

import re

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import FollowUp
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.model import Absorbed, Complaint
from chalicelib.core.expressions import expression
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import other_cases, second_matter, verdicts
from chalicelib.core.handling.hold import (
    approvals,
    attempts,
    closing,
    customers_words,
    enclosures,
    forms,
    gates,
    letters,
    replies,
    task_holders,
    tasks,
)
from chalicelib.core.handling.hold.forms import for_history
from chalicelib.core.handling.judge import rounds
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.handling.order.correcting import correct_line, named, pass_on
from chalicelib.core.handling.tell import special_reports
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.policy import stages, vocabulary
from chalicelib.core.policy.model import Stage
from chalicelib.core.written.complaint_wanted import wants_complaint
from chalicelib.core.written.spoken_orders import says_customer_is_dissatisfied

_DISSATISFIED = expression(
    r"不[^，。,;；\s]{0,3}[满滿]|没[^，。,;；\s]{0,2}[满滿]意|沒[^，。,;；\s]{0,2}滿意|未[满滿]意|dissatisf|unsatisf|not (?:\w+ )?satisf"
)
_SATISFIED = expression(r"[满滿]意|satisf")
_MUCH = r"(?:非常|很|极|極|十分|特别|特別|相当|相當|very|extremely|highly)[\s其地]*"
_VERY_DISSATISFIED = expression(rf"{_MUCH}(?:不[满滿]|dissatisf|unsatisf)")
_VERY_SATISFIED = expression(rf"{_MUCH}(?:[满滿]意|satisf)")
OF_A_VISIT = COMMANDS["visit"].always


def _may_accept(draft: Draft) -> bool:
    """What is closed is accepted only if it was passed on as something else."""
    return draft.complaint.status != "closed" or draft.complaint.kind not in draft.policy.flow_kinds


@carries_out("accept", of_use=_may_accept)
def accept(draft: Draft, command: Command) -> None:
    """Accepts the matter, if named as another kind: what was passed on begins its flow, what is no complaint is passed on."""
    kind, wanted = named(draft, command.words, draft.policy.kinds)
    category = "" if kind else named(draft, command.words, draft.policy.categories)[0]
    if wanted and not (kind or category):
        choices = saying.labels(*draft.policy.kinds, *draft.policy.categories)
        draft.results.refuse("unknown_kind", name=wanted, choices=choices)
        return
    kind = kind or draft.complaint.kind
    task = task_holders.open_for(draft, "accept", draft.by, command.form)
    if task is not None and task_holders.lacks(draft, task, {**task.form, **command.form}):
        forms.take(draft, command.form)
        return
    flows, flowed = (k in draft.policy.flow_kinds for k in (kind, draft.complaint.kind))
    if draft.complaint.status == "closed" and (flowed or not flows):
        draft.results.refuse(
            "wrong_status", command=saying.command("accept"), status=saying.labels(draft.complaint.status)
        )
        return
    draft.set_by_hand(kind=kind)
    if category:
        correct_line(draft, "category", category)
    if flows and not flowed:
        rounds.begin_flow(draft)
    draft.set_by_hand(valid=True)
    forms.take(draft, command.form)
    draft.results.refuse_for(gates.shortfalls(draft, "accepted"))
    gates.ask_for(draft, "accepted")
    if flowed and not flows:
        pass_on(draft)


@carries_out("severity", of_use=lambda draft: len(draft.policy.severities) > 1)
def grade(draft: Draft, command: Command) -> None:
    """Sets the severity; deadlines follow by themselves."""
    severity, wanted = named(draft, command.words, draft.policy.severities)
    if not severity:
        draft.results.refuse("unknown_severity", name=wanted, choices=saying.labels(*draft.policy.severities))
        return
    draft.set_by_hand(severity=severity)
    draft.record("graded", reason=severity)
    draft.results.done("graded", severity=saying.labels(severity))


@carries_out("invalid")
def invalid(draft: Draft, command: Command) -> None:
    """Judges the complaint not valid. The customer gets the reasons as a patient explanation, once whoever approves answers agrees."""
    before = draft.complaint
    letters.drop_others(draft)
    draft.set_by_hand(valid=False)  # what the gates ask of it follows from that
    command = gates.take_what_is_needed(draft, "answered", command)
    reason = customers_words.let_through(draft, command, command.words or command.form.get("reason", ""))
    draft.change(outcome=reason, outcome_from_form=False, letter=(), enclosed=())
    lacking = gates.shortfalls(draft, "answered") if reason else []
    draft.results.refuse_for(lacking)
    if lacking or not reason:
        _keep_lines(draft, before)
        return
    letters.waits_no_more(draft)
    draft.record("judged_invalid", text=reason)
    draft.results.told = reason
    enclosures.enclose(draft)
    enclosures.tell_author(draft)
    draft.change(proposed_by=draft.by)
    approvals.withdraw(draft, "answered")
    gates.ask_for(draft, "answered")


def _keep_lines(draft: Draft, before: Complaint) -> None:
    """Nothing has been judged; the lines that came with it stand, so that those alone need be given that lacked."""
    fields = draft.complaint.fields
    given = {name: fields[name] for name in gates.asked_before(draft, "answered") if name in fields}
    draft.complaint = before
    forms.take(draft, given)


@carries_out("visit", of_use=lambda draft: draft.complaint.moment("answered") is not None)
def visit(draft: Draft, command: Command) -> None:
    """Records a follow-up call: not reached counts as an attempt, otherwise the customer's verdict decides (LC-06)."""
    task = task_holders.open_for(draft, "visit", draft.by)
    form = {**(task.form if task else {}), **command.form}  # what came with an earlier one that lacked lines stands
    verdict = form.get("satisfied", "") or command.words
    if draft.complaint.moment("answered") is None:
        draft.results.refuse("not_answered")
        return
    at = attempts.stated_time(draft, command)
    if at is None:
        return
    score = score_of(verdict)
    forms.take(draft, command.form)
    if attempts.failed(command) and (score == 0 or command.form.get("reached")):
        attempts.count(draft, at, "visit_failed", form.get("words", "") or command.words)
        return
    missing = [f for f in OF_A_VISIT if not form.get(f)] or ["satisfied"] if score == 0 else []
    given = task_holders.lines_of(draft, task, form) if task else form
    missing += forms.unfilled(draft.policy, _asked_on_visit(draft), given)
    if missing:
        draft.results.refuse_for([forms.lacking(missing, form)])
        task_holders.keep(draft, {name: form[name] for name in ("words", *OF_A_VISIT) if form.get(name)})
        return
    if task is not None:
        tasks.finish(draft, task, form)
    if own := {name: form[name] for name in form if name in forms.declared(draft.policy)}:
        lines = msgspec.structs.replace(command, words="", form=own)
        draft.record("task_done", reason=task.name if task else "", text=for_history(draft, lines))
    draft.results.done("visited", at=saying.time_of(at))
    words = form.get("words", "") or (command.words if form.get("satisfied") else "")
    verdicts.take_verdict(draft, score, words, by=draft.by)


def _asked_on_visit(draft: Draft) -> tuple[str, ...]:
    """The policy's own lines that a follow-up call must bring home."""
    asked = (t for t in draft.policy.tasks if t.command == "visit")
    counts, known = draft.context.counts, forms.declared(draft.policy)
    holds = next((t for t in asked if vocabulary.any_holds(t.when, draft.complaint, counts)), None)
    return tuple(name for name in holds.required if name in known) if holds else ()


def score_of(verdict: str) -> int:
    """A verdict in words or figures as 1–4; 0 if it cannot be told."""
    plain = vocabulary.folded(verdict)
    if figure := re.match(r"([1-4])(?![0-9])", plain):
        return int(figure.group(1))
    if _DISSATISFIED.search(plain):
        return 1 if _VERY_DISSATISFIED.search(plain) else 2
    if _SATISFIED.search(plain):
        return 4 if _VERY_SATISFIED.search(plain) else 3
    if vocabulary.says_no(verdict):
        return 2
    return 3 if vocabulary.says_yes(verdict) else 0


@carries_out("close", of_use=lambda draft: draft.complaint.status != "closed")
def close(draft: Draft, command: Command) -> None:
    """Closes by hand, with a reason; as unreached only after enough attempts on enough days.

    A customer who has had no answer yet is told the reason: every complaint ends with an answer.
    """
    reason = command.words or command.form.get("reason", "")
    if draft.complaint.status == "closed":
        draft.results.refuse(
            "wrong_status", command=saying.command("close"), status=saying.labels(draft.complaint.status)
        )
    elif attempts.says_unreached(reason) and not attempts.enough(draft):
        draft.results.refuse("unreached_rule", count=attempts.made(draft))
    elif not reason and draft.complaint.moment("visited") is None:
        draft.results.refuse("not_visited")
    elif shortfalls := gates.shortfalls(draft, "closed"):
        draft.results.refuse_for(shortfalls)
    elif not _is_told_why(draft) or (reason := customers_words.let_through(draft, command, reason)):
        _close(draft, reason)


def _close(draft: Draft, reason: str) -> None:
    told = _is_told_why(draft)
    closing.close(draft, reason="" if reason else "visited", words=reason)
    draft.results.done("closed")
    if told:
        draft.results.told = reason
        draft.tell_customer("update", extra={"text": reason, "closed": 1})
        draft.results.done(replies.reaching_customer(draft, "customer_told"))


def _is_told_why(draft: Draft) -> bool:
    """Whether the reason for closing is all that the customer ever hears."""
    return draft.complaint.moment("answered") is None and "muted" not in draft.complaint.flags


@carries_out("reopen", of_use=lambda draft: draft.complaint.status != "open")
def reopen(draft: Draft, command: Command) -> None:
    """Begins another round, as the answer promised where the reason says that the customer is not satisfied, or else with the same handler.

    What was passed on is handled as a complaint where the reason says so.
    """
    reason = command.words or command.form.get("reason", "")
    if not reason:
        draft.results.refuse("words_needed", command=saying.command("reopen"))
        return
    if wants_complaint(reason) and rounds.take_for_complaint(draft):
        draft.record("reopened", text=reason)
        draft.results.done("taken_for_complaint", kind=saying.labels(draft.complaint.kind))
        return
    stage = _promised_stage(draft, reason)
    if not rounds.reopen(draft, reason="dissatisfied" if stage else "", words=reason, stage=stage):
        draft.results.refuse("already_open")
    elif stage:
        draft.results.done("reopened_as_promised", who=saying.person(draft.complaint.handler))
    else:
        draft.results.done("reopened")


def _promised_stage(draft: Draft, reason: str) -> Stage | None:
    """What the answer promised a customer whom it does not satisfy, if the reason says that it does not."""
    if draft.complaint.moment("answered") is None or not says_customer_is_dissatisfied(reason):
        return None
    return stages.following(draft.complaint, draft.policy, draft.now)


@carries_out("merge")
def merge(draft: Draft, command: Command) -> None:
    """Takes another complaint into this one: its history stays its own, what the customer writes there comes here."""
    number = command.words.split()[0].upper().strip("，,。") if command.words else ""
    other = next((r for r in draft.context.related if r.number == number), None)
    if not number:
        draft.results.refuse("words_needed", command=saying.command("merge"))
    elif any(absorbed.number == number for absorbed in draft.complaint.absorbed):
        draft.results.refuse("already_merged", number=number)
    elif other is None or other.id == draft.complaint.id:
        draft.results.refuse("unknown_number", number=number)
    elif other.status in ("closed", "merged"):
        draft.results.refuse("cannot_merge", number=number)
    else:
        draft.change(absorbed=(*draft.complaint.absorbed, Absorbed(id=other.id, number=other.number)))
        into = FollowUp(complaint=other.id, name="merged_in", values=other_cases.itself(draft))
        draft.outgoing.follow_ups.append(into)
        draft.record("merged", reason=other.number)
        if other.restricted and not draft.complaint.restricted:  # what its customer writes comes here from now on
            draft.change(restricted=True)
            draft.record("restricted", reason=other.number)
        draft.results.done("merged", number=other.number)


@carries_out("split")
def split(draft: Draft, command: Command) -> None:
    """Opens a second complaint of the same customer: with the message that the words begin, or without words with the newest
    that the customer added, as of when it came; else with the desk's own words.
    """
    message = second_matter.meant(draft, command.words)
    if message is not None:
        second_matter.part(draft, message)
        draft.results.done("parted", at=saying.time_of(message.at))
    elif not command.words:
        draft.results.refuse("words_needed", command=saying.command("split"))
    else:
        values = {"text": command.words, "from": draft.complaint.id, "number": draft.complaint.number}
        values["by"] = draft.by
        draft.outgoing.follow_ups.append(FollowUp(complaint="", name="split_off", values=values))
        draft.record("split", text=command.words)
        draft.results.done("split")


@carries_out("dossier")
def dossier(draft: Draft, _: Command) -> None:
    """A report on this complaint, for whoever asks."""
    special_reports.send_to(draft, draft.sender())
    draft.record("reported")
    draft.results.done("report_sent")
