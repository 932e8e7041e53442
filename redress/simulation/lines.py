"""The timeline of a life: what happens, who writes, and what goes out to whom, with the paragraph of the procedure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.facts import CustomerWrote, StaffWrote, SurveyAnswered
from chalicelib.core.complaint.model import Complaint, Moment
from chalicelib.core.complaint.saying import Said
from chalicelib.core.orders.command_table import shown
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.worded import worded
from redress.proving.playing import Sent, Step

REFUSED = "is refused"  # what stands in the timeline where somebody tried all ways in vain


class Line(msgspec.Struct, frozen=True):
    """One line of the timeline. `who` is "" for what happens rather than is sent or written; `clause` names the procedure's paragraph.

    `by`: the channel of a message, "" of what somebody writes. `subject`, `text`: the words, in full.
    """

    at: datetime
    what: str
    who: str = ""
    by: str = ""
    clock: str = ""
    clause: str = ""
    subject: str = ""
    text: str = ""


def timeline(policy: Policy, steps: Sequence[Step], sent: Sequence[Sent]) -> list[Line]:
    """All lines, in order of time; of one moment first what was written, then what it brought about, then what goes out."""
    told = [line for step in steps for line in _of_step(policy, step)]
    before: Complaint | None = None
    for step in steps:
        told += _moments(policy, before, step)
        before = step.decision.complaint
    told += [_of_message(policy, each) for each in sent if not each.along]
    return sorted(told, key=lambda line: line.at)


def _of_step(policy: Policy, step: Step) -> Iterator[Line]:
    match step.fact:
        case CustomerWrote(writing=writing):
            yield Line(at=step.at, what="writes", who="customer", text=writing.text)
        case SurveyAnswered(score=score, words=words):
            yield Line(at=step.at, what="rates", who="customer", text=f"{score}/4 {words}".rstrip())
        case StaffWrote(by=by, writing=writing):
            role = step.answered.message.to.role if step.answered and step.answered.message.to.mail == by else "staff"
            yield Line(at=step.at, what="writes", who=f"{role} {_name(by, policy)}", text=writing.text)


def refusal(at: datetime, sent: Sent, command: str, problems: Sequence[Said], policy: Policy) -> Line:
    """What somebody could not do in any way: the order, and why it is refused, as their receipt says it."""
    language = policy.languages[0]
    why = "; ".join(worded(said, policy, language) for said in problems)
    who = f"{sent.message.to.role} {sent.message.to.name}".strip()
    return Line(at=at, what=REFUSED, who=who, text=f"#{shown(command, language)}: {why}")


def _name(mail: str, policy: Policy) -> str:
    person = policy.directory.person(mail)
    return person.name if person else policy.directory.desk_name if mail == policy.directory.desk else mail


def _moments(policy: Policy, before: Complaint | None, step: Step) -> Iterator[Line]:
    known = {(m.name, m.round) for m in before.moments} if before else set()
    after = step.decision.complaint
    if after is None:
        return
    for moment in after.moments:
        if (moment.name, moment.round) not in known:
            name, _, by = moment.name.partition(":")
            what = f"{name}: {_name(by, policy)}" if by else name
            yield Line(at=step.at, what=what, clause=_clause_of_moment(policy, moment, after))


def _of_message(policy: Policy, sent: Sent) -> Line:
    message, rendered = sent.message, sent.rendered
    clock = str(message.extra.get("clock", ""))
    return Line(
        at=sent.at,
        what=message.name,
        who=f"{message.to.role} {message.to.name}".strip(),
        by=message.channel,
        clock=clock,
        clause=_clause(policy, clock) or _clause_of_message(policy, message),
        subject="" if message.channel == "sms" else rendered.subject,
        text=sent.text,
    )


def _clause(policy: Policy, clock: str) -> str:
    kind, _, name = clock.partition(":")
    parts: Mapping[str, Mapping[str, str]] = {
        "task": {t.name: t.clause for t in policy.tasks},
        "approval": {g.name: g.clause for g in policy.gates} | {e.name: e.clause for e in policy.extensions},
    }
    if kind in parts:
        return parts[kind].get(name.partition(":")[0], "")
    return next((c.clause for c in policy.clocks if c.name == clock), "")


def _clause_of_message(policy: Policy, message: Message) -> str:
    for kind in ("task", "gate"):
        name = str(message.extra.get(kind, ""))
        if name:
            return _clause(policy, f"{'approval' if kind == 'gate' else kind}:{name}")
    return ""


def _clause_of_moment(policy: Policy, moment: Moment, complaint: Complaint) -> str:
    """The paragraphs that ask for it of this complaint: those of the clocks that run on it, and of no other stage's."""
    running = {deadline.clock for deadline in complaint.deadlines if deadline.round == moment.round}
    ended = (clock for clock in policy.clocks if clock.until == moment.name and clock.name in running)
    return ", ".join(dict.fromkeys(clock.clause for clock in ended if clock.clause))


def local(at: datetime, policy: Policy) -> datetime:
    """A moment as the organisation's clocks show it."""
    return at.astimezone(ZoneInfo(policy.timezone))


def received_at(text: str, policy: Policy) -> datetime:
    """A time such as 2026-03-02T09:00, local unless it names a zone. ValueError if it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"--received {text}: no time; write it as 2026-03-02T09:00") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(policy.timezone))).astimezone(UTC)
