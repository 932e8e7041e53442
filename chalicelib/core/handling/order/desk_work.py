"""What the intake office orders: accepting, judging, grading, return visits, merging and splitting, closing and reopening."""

import re

from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.model import Absorbed, FollowUp
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import customer_input
from chalicelib.core.handling.hold import closing, forms, gates, task_holders, tasks
from chalicelib.core.handling.judge import rounds
from chalicelib.core.handling.order import attempts
from chalicelib.core.handling.order.attempts import UNREACHED
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.policy import vocabulary
from chalicelib.core.words.labels import LANGUAGES, label

OF_AN_ANSWER = ("closed", "answered", "proposed", "approved", "visited", "contacted")
_DISSATISFIED = re.compile(
    r"不[^，。,;；\s]{0,3}[满滿]|没[^，。,;；\s]{0,2}[满滿]意|沒[^，。,;；\s]{0,2}滿意|未[满滿]意|dissatisf|unsatisf|not (?:\w+ )?satisf"
)
_SATISFIED = re.compile(r"[满滿]意|satisf")
_MUCH = r"(?:非常|很|极|極|十分|特别|特別|相当|相當|very|extremely|highly)[\s其地]*"
_VERY_DISSATISFIED = re.compile(rf"{_MUCH}(?:不[满滿]|dissatisf|unsatisf)")
_VERY_SATISFIED = re.compile(rf"{_MUCH}(?:[满滿]意|satisf)")


@carries_out("accept")
def accept(draft: Draft, command: Command) -> None:
    """Accepts the matter, if named as another kind: what was passed on begins its flow, what is no complaint is passed on."""
    wanted = command.words.split()[0].strip("，,。：:") if command.words else ""
    kind = _named(draft, wanted, draft.policy.kinds) or draft.complaint.kind
    if wanted and not _named(draft, wanted, draft.policy.kinds):
        draft.problems.append(draft.say("unknown_kind", name=wanted))
        return
    flows, flowed = (k in draft.policy.flow_kinds for k in (kind, draft.complaint.kind))
    if draft.complaint.status == "closed" and (flowed or not flows):
        draft.problems.append(draft.say("wrong_status", command=draft.command_name("accept")))
        return
    draft.set_by_hand(kind=kind)
    if flows and not flowed:
        _begin_flow(draft)
    draft.set_by_hand(valid=True)
    forms.take(draft, command.form)
    draft.problems += gates.shortfalls(draft, "accepted")
    gates.ask_for(draft, "accepted")
    if flowed and not flows and draft.complaint.handler and draft.complaint.moment("referred") is not None:
        _pass_on(draft)


def _begin_flow(draft: Draft) -> None:
    """A matter that turns out to be a complaint. The customer, who was told otherwise, hears by when the answer comes."""
    draft.acknowledge = True
    if draft.complaint.moment("referred") is None:
        return
    draft.forget(*OF_AN_ANSWER)
    draft.become("open")
    draft.reach("flow_begun")
    if draft.complaint.handler:
        draft.reach("slip_issued")
        draft.fresh_assignment = True


def _pass_on(draft: Draft) -> None:
    """A complaint in hand that is none after all: its clocks end, whoever has it keeps it, the customer hears so."""
    draft.forget("slip_issued")
    closing.close(draft, reason="passed_on")
    draft.fresh_assignment = True
    draft.tell_customer("noted")
    to = draft.label(draft.complaint.unit or draft.complaint.department)
    draft.changes.append(draft.say("passed_on", kind=draft.label(draft.complaint.kind), to=to))


@carries_out("severity", of_use=lambda draft: len(draft.policy.severities) > 1)
def grade(draft: Draft, command: Command) -> None:
    """Sets the severity; deadlines follow by themselves."""
    wanted = command.words.split()[0].strip("，,。：:") if command.words else ""
    severity = _named(draft, wanted, draft.policy.severities)
    if not severity:
        choices = "、".join(draft.label(s) for s in draft.policy.severities)
        draft.problems.append(draft.say("unknown_severity", name=wanted, choices=choices))
        return
    draft.set_by_hand(severity=severity)
    draft.record("graded", reason=severity)
    draft.changes.append(draft.say("graded", severity=draft.label(severity)))


def _named(draft: Draft, wanted: str, names: tuple[str, ...]) -> str:
    """The name whose own word or label in any language somebody wrote."""
    for name in names:
        labels = {label(name, draft.policy, lang) for lang in LANGUAGES}
        if wanted and wanted.lower() in {name, *(label.lower() for label in labels)}:
            return name
    return ""


@carries_out("invalid")
def invalid(draft: Draft, command: Command) -> None:
    """Judges the complaint not valid. The customer gets the reasons as a patient explanation, once whoever approves answers agrees."""
    reason = command.words or command.form.get("reason", "")
    if not reason:
        draft.problems.append(draft.say("words_needed", command=draft.command_name("invalid")))
        return
    draft.set_by_hand(valid=False)
    draft.record("judged_invalid", text=reason)
    draft.fill({"proposed_by": draft.by})
    draft.change(outcome=reason)
    gates.withdraw_approvals(draft, *gates.gates_before(draft.policy, "answered"))
    gates.ask_for(draft, "answered")


@carries_out("visit", of_use=lambda draft: draft.complaint.moment("answered") is not None)
def visit(draft: Draft, command: Command) -> None:
    """Records a return visit: not reached counts as an attempt, otherwise the customer's verdict decides (LC-06)."""
    form = command.form
    verdict = form.get("satisfied", "") or command.words
    if draft.complaint.moment("answered") is None:
        draft.problems.append(draft.say("not_answered"))
        return
    score = score_of(verdict)
    if attempts.failed(command) and (score == 0 or form.get("reached")):
        at = attempts.stated_time(draft, command) or draft.at
        attempts.count(draft, at, "visit_failed", form.get("words", "") or command.words)
        return
    if score == 0:
        missing = [f for f in ("reached", "satisfied") if not form.get(f)] or ["satisfied"]
        draft.problems.append(draft.say("missing_fields", fields=draft.labels(missing)))
        return
    task = task_holders.open_for(draft, "visit", draft.by)
    if task is not None:
        tasks.finish(draft, task, form)
    draft.changes.append(draft.say("visited"))
    words = form.get("words", "") or (command.words if form.get("satisfied") else "")
    customer_input.take_verdict(draft, score, words, by=draft.by)


def score_of(verdict: str) -> int:
    """A verdict in words or figures as 1–4; 0 if it cannot be told."""
    plain = vocabulary.plain(verdict)
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
        draft.problems.append(draft.say("wrong_status", command=draft.command_name("close")))
    elif UNREACHED in reason and not attempts.enough(draft):
        draft.problems.append(draft.say("unreached_rule", count=draft.attempts()))
    elif not reason and draft.complaint.moment("visited") is None:
        draft.problems.append(draft.say("not_visited"))
    elif shortfalls := gates.shortfalls(draft, "closed"):
        draft.problems += shortfalls
    else:
        _close(draft, reason)


def _close(draft: Draft, reason: str) -> None:
    answered = draft.complaint.moment("answered") is not None
    closing.close(draft, reason=reason or "visited")
    draft.changes.append(draft.say("closed"))
    if not answered and "muted" not in draft.complaint.flags:
        draft.tell_customer("update", extra={"text": reason})
        draft.changes.append(draft.say_to_customer("customer_told"))


@carries_out("reopen", of_use=lambda draft: draft.complaint.status != "open")
def reopen(draft: Draft, command: Command) -> None:
    """Begins another round with the same handler."""
    reason = command.words or command.form.get("reason", "")
    if not reason:
        draft.problems.append(draft.say("words_needed", command=draft.command_name("reopen")))
    elif not rounds.reopen(draft, reason=reason):
        draft.problems.append(draft.say("already_open"))
    else:
        draft.changes.append(draft.say("reopened"))


@carries_out("merge")
def merge(draft: Draft, command: Command) -> None:
    """Takes another complaint into this one: its history stays its own, what the customer writes there comes here."""
    number = command.words.split()[0].upper().strip("，,。") if command.words else ""
    other = next((r for r in draft.context.related if r.number == number), None)
    if not number:
        draft.problems.append(draft.say("words_needed", command=draft.command_name("merge")))
    elif any(absorbed.number == number for absorbed in draft.complaint.absorbed):
        draft.problems.append(draft.say("already_merged", number=number))
    elif other is None or other.id == draft.complaint.id:
        draft.problems.append(draft.say("unknown_number", number=number))
    elif other.status in ("closed", "merged"):
        draft.problems.append(draft.say("cannot_merge", number=number))
    else:
        draft.change(absorbed=(*draft.complaint.absorbed, Absorbed(id=other.id, number=other.number)))
        into = {"id": draft.complaint.id, "number": draft.complaint.number}
        draft.facts.append(FollowUp(complaint=other.id, name="merged_in", values=into))
        draft.record("merged", reason=other.number)
        if other.restricted and not draft.complaint.restricted:  # what its customer writes comes here from now on
            draft.change(restricted=True)
            draft.record("restricted", reason=other.number)
        draft.changes.append(draft.say("merged", number=other.number))


@carries_out("split")
def split(draft: Draft, command: Command) -> None:
    """Opens a second complaint of the same customer for the words that follow."""
    if not command.words:
        draft.problems.append(draft.say("words_needed", command=draft.command_name("split")))
        return
    values = {"text": command.words, "from": draft.complaint.id, "number": draft.complaint.number}
    draft.facts.append(FollowUp(complaint="", name="split_off", values=values))
    draft.record("split", text=command.words)
    draft.changes.append(draft.say("split"))
