"""What the intake office orders: accepting, judging, grading, return visits, merging and splitting, closing and reopening."""

from zoneinfo import ZoneInfo

from chalicelib.core import vocabulary
from chalicelib.core.complaint import Absorbed, FollowUp
from chalicelib.core.facts import Command
from chalicelib.core.handling import hearing, rounds, tasks
from chalicelib.core.handling.draft import Draft
from chalicelib.core.labels import LANGUAGES, label

ATTEMPTS, ATTEMPT_DAYS = 3, 2  # failed calls, on so many days, before a complaint may be closed as unreached
UNREACHED = "未接通"


def accept(draft: Draft, command: Command) -> None:
    """Accepts the matter, if named as another kind; a matter passed on that turns out a complaint begins its flow."""
    wanted = command.words.split()[0] if command.words else ""
    kind = _named(draft, wanted, draft.policy.kinds)
    if wanted and not kind:
        draft.problems.append(draft.say("unknown_kind", name=wanted))
        return
    if kind:
        draft.set_by_hand(kind=kind)
        if kind in draft.policy.flow_kinds and draft.complaint.status == "closed" and draft.become("open"):
            draft.reach("slip_issued")
    draft.set_by_hand(valid=True)
    draft.reach("accepted")
    draft.record("accepted", reason=draft.complaint.kind)
    draft.changes.append(draft.say("accepted", kind=draft.label(draft.complaint.kind)))


def grade(draft: Draft, command: Command) -> None:
    """Sets the severity; deadlines follow by themselves."""
    wanted = command.words.split()[0] if command.words else ""
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


def invalid(draft: Draft, command: Command) -> None:
    """Judges the complaint not valid. The customer gets the reasons as a patient explanation."""
    reason = command.words or command.form.get("reason", "")
    if not reason:
        draft.problems.append(draft.say("words_needed", command="无效"))
        return
    draft.set_by_hand(valid=False)
    draft.record("judged_invalid", text=reason)
    draft.reach("answered")
    draft.change(outcome=reason)
    draft.tell_customer("explanation", extra={"text": reason})
    rounds.close(draft, reason="invalid")
    draft.changes.append(draft.say("invalid"))


def visit(draft: Draft, command: Command) -> None:
    """Records a return visit: not reached counts as an attempt, otherwise the customer's verdict decides (LC-06)."""
    form = command.form
    reached, verdict = form.get("reached", ""), form.get("satisfied", "") or command.words
    if vocabulary.says_no(reached) or (not verdict and reached.startswith(("未", "没"))):
        draft.attempts_made()
        draft.record("visit_failed", text=form.get("words", ""))
        draft.changes.append(draft.say("attempted", count=draft.attempts()))
        return
    score = _score(verdict)
    if score == 0:
        missing = draft.labels([f for f in ("reached", "satisfied") if not form.get(f)] or ["satisfied"])
        draft.problems.append(draft.say("missing_fields", fields=missing))
        return
    task = tasks.open_for(draft, "visit", draft.by)
    if task is not None:
        tasks.finish(draft, task, form)
    draft.changes.append(draft.say("visited"))
    hearing.take_verdict(draft, score, form.get("words", ""), by=draft.by)


def _score(verdict: str) -> int:
    """A verdict in words or figures as 1–4; 0 if it cannot be told."""
    plain = vocabulary.plain(verdict)
    if plain[:1] in "1234" and plain[:1]:
        return int(plain[0])
    strong = any(word in plain for word in ("非常", "very", "很"))
    if any(word in plain for word in ("不满", "不滿", "dissatisfied", "not satisfied", "unsatisfied")):
        return 1 if strong else 2
    if any(word in plain for word in ("满意", "滿意", "satisfied")):
        return 4 if strong else 3
    if vocabulary.says_no(verdict):
        return 2
    return 3 if vocabulary.says_yes(verdict) else 0


def close(draft: Draft, command: Command) -> None:
    """Closes by hand, with a reason; as unreached only after enough attempts on enough days."""
    reason = command.words or command.form.get("reason", "")
    if UNREACHED in reason and not _tried_enough(draft):
        draft.problems.append(draft.say("unreached_rule", count=draft.attempts()))
        return
    if not reason and draft.complaint.moment("visited") is None:
        draft.problems.append(draft.say("not_visited"))
        return
    draft.reach("visited")
    rounds.close(draft, reason=reason or "visited")
    draft.changes.append(draft.say("closed"))


def _tried_enough(draft: Draft) -> bool:
    zone = ZoneInfo(draft.policy.timezone)
    days = {at.astimezone(zone).date() for at in draft.attempt_times()}
    return draft.attempts() >= ATTEMPTS and len(days) >= ATTEMPT_DAYS


def reopen(draft: Draft, command: Command) -> None:
    """Begins another round with the same handler."""
    if not command.words:
        draft.problems.append(draft.say("words_needed", command="重开"))
        return
    if not rounds.reopen(draft, reason=command.words):
        draft.problems.append(draft.say("wrong_status", command="重开"))
        return
    draft.fresh_assignment = True
    draft.changes.append(draft.say("reopened"))


def merge(draft: Draft, command: Command) -> None:
    """Takes another complaint into this one: its history stays its own, what the customer writes there comes here."""
    number = command.words.split()[0].upper() if command.words else ""
    other = next((r for r in draft.circumstances.related if r.number == number), None)
    if other is None or other.id == draft.complaint.id:
        draft.problems.append(draft.say("unknown_number", number=number))
        return
    draft.change(absorbed=(*draft.complaint.absorbed, Absorbed(id=other.id, number=other.number)))
    into = {"id": draft.complaint.id, "number": draft.complaint.number}
    draft.facts.append(FollowUp(complaint=other.id, name="merged_in", values=into))
    draft.record("merged", reason=other.number)
    draft.changes.append(draft.say("merged", number=other.number))


def split(draft: Draft, command: Command) -> None:
    """Opens a second complaint of the same customer for the words that follow."""
    if not command.words:
        draft.problems.append(draft.say("words_needed", command="拆分"))
        return
    values = {"text": command.words, "from": draft.complaint.id, "number": draft.complaint.number}
    draft.facts.append(FollowUp(complaint="", name="split_off", values=values))
    draft.record("split", text=command.words)
    draft.changes.append(draft.say("split"))
