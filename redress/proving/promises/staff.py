"""What is promised to staff: limits, what they are offered, and that nothing rests with nobody."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from chalicelib.core.complaint.decision import Decision
from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.complaint.saying import Name, Said
from chalicelib.core.words.labels import label
from chalicelib.core.words.worded import worded
from redress.proving import answers
from redress.proving.playing import QUIET, Played, Sent, offered, ticks
from redress.proving.promises.breach import Breach
from redress.proving.promises.chased import is_chased
from redress.proving.promises.reading import DUE_LINES, about, times

MINUTE = timedelta(minutes=1)
HOLIDAYS = timedelta(days=5)  # what the longest break of the year has left when QUIET is over
ASKS = frozenset(
    {"assignment", "task", "return_visit", "call_task", "to_assign", "approval", "receipt_request", "assist"}
)
ASKS_ANEW = ASKS | {"refused"}
OF_ITS_ROUND = frozenset(
    {"assist", "return_visit"}
)  # help to give, and the question how was, an answer that the next round takes back
MOVES = frozenset({"extended", "limit_moved"})
REOPENS_WORK = frozenset({"after_closing"})
ASKS_FOR = {
    "transfer": "referred",
    "accept": "accepted",
    "resolve": "answered",
    "extend": "extended",
}  # what then waits at its gates
# A refusal that the procedure wants, with what is lacking said in it: the offer stands.
CONDITIONS = frozenset(
    {
        *(
            "no_finding",
            "finding_needed",
            "gate_says",
            "forbidden",
            "suspicious",
            "suspicious_or_given",
            "unreached_rule",
            "bad_time",
            "already_there",
            "missing_any",
        ),
        *("file_of_this_type", "file_too_large", "file_without_mail", "file_of_several"),  # the answer went, without it
        *("extension_too_late", "extension_too_often", "extension_too_long", "same_time"),
    }
)
DECIDED = frozenset({"decided_yes", "decided_no"})  # in plain words
NEEDLESS = {
    "approval": frozenset({"approval_needless", "decided_by_other"}),
    "task": frozenset({"help_needless"}),
}
MERGED = frozenset({"merged_away"})  # whatever was asked for here, another complaint goes on with it
LACKING = frozenset({"missing_fields", "missing_none"})  # of a hand-on: another mail has asked for the line


# -- limits ---------------------------------------------------------------------------------------------------------------


def limits_end_in_act_or_chase(played: Played) -> Iterator[Breach]:
    """Every limit named to staff ends in the act or in a chase, never in both."""
    for sent in played.sent:
        if sent.to_customer or sent.message.name not in ASKS or sent.message.channel != "mail":
            continue
        language = sent.message.to.language
        work = label(str(sent.message.extra.get("task", "")), played.policy, language) if sent.along else ""
        for due, line in times(about(sent.text, work), language, played.policy.timezone, sent.at):
            if line.startswith(DUE_LINES) and sent.at < due < played.end - MINUTE and not _ended(played, sent, due):
                why = f"the limit passed, nobody had acted and whoever had to was not chased: {line.strip('▶ ')}"
                yield Breach(promise="limits_end_in_act_or_chase", at=due, sent=sent, why=why)
    yield from _chased_all_the_same(played)


def _ended(played: Played, sent: Sent, due: datetime) -> bool:
    after = [s for s in played.sent if s.at > sent.at and not s.to_customer]
    state = next((s.decision.complaint for s in reversed(played.steps) if s.at <= due and s.decision.complaint), None)
    if (
        state is None
        or _acted(played, sent, due)
        or _is_assigned_since(sent, state)
        or is_chased(played, sent, due, state)
    ):
        return True
    if sent.message.name in OF_ITS_ROUND and state.round > sent.complaint.round:
        return True
    if any(s.at <= due and (_says_needless(s, sent) or _says_later(s, sent, due)) for s in after):
        return True
    return _needless(sent, state, played) or (state.status != "open" and not _is_promised(sent, state, played))


def _says_needless(sent: Sent, asked: Sent) -> bool:
    """Whether whoever was asked is told that nothing is left for them to do: by a mail of its own or a receipt."""
    codes = NEEDLESS.get(asked.message.name, frozenset()) | MERGED
    return any(said.code in codes for said in _told_to_the_same(sent, asked))


def _says_later(sent: Sent, asked: Sent, due: datetime) -> bool:
    """Whether whoever was asked is told of a time beyond the limit: by an extension, or because it was graded anew."""
    until = [said.values.get("due") for said in _told_to_the_same(sent, asked) if said.code in MOVES]
    return any(isinstance(time, Name) and datetime.fromisoformat(time.names[0]) > due for time in until)


def _told_to_the_same(sent: Sent, asked: Sent) -> list[Said]:
    """What a mail or a receipt says, if its reader is who was asked."""
    if sent.message.to.mail != asked.message.to.mail:
        return []
    changes = sent.message.extra.get("changes")
    reason = sent.message.extra.get("reason")
    reasons = reason if isinstance(reason, list) else [reason]
    told = (*reasons, *(changes if isinstance(changes, list) else ()))
    return [said for said in told if isinstance(said, Said)]


def _is_promised(sent: Sent, state: Complaint, played: Played) -> bool:
    """Whether it is what an answer has promised: that is owed however the complaint stands."""
    kept = {task.name for task in played.policy.tasks if task.promises}
    owed = (task for task in state.tasks if task.name in kept and task.done is None)
    return any(task.name == sent.message.extra.get("task") for task in owed)


def _needless(sent: Sent, state: Complaint, played: Played) -> bool:
    """Whether what the policy names as making the task needless has happened by then."""
    task = next((t for t in played.policy.tasks if t.name == sent.message.extra.get("task")), None)
    return task is not None and bool(task.unless) and state.moment(task.unless) is not None


def _is_assigned_since(sent: Sent, state: Complaint) -> bool:
    """Whether what the desk was to assign has gone to somebody meanwhile, as by rules that heard more words."""
    since = [m for m in state.moments if m.name == "assigned" and m.at > sent.at]  # in whichever round
    return sent.message.name == "to_assign" and bool(since)


def _acted(played: Played, sent: Sent, due: datetime) -> bool:
    """Whether anybody did what the mail asked for, in the time that it named."""
    offer = next(iter(offered(sent, played.policy)), None)
    wanted = {offer.command} if offer else set()
    orders = [s for s in played.steps if isinstance(s.fact, StaffWrote) and sent.at <= s.at <= due]
    decided = any(said.code in DECIDED for s in orders if s.answered is sent for said in s.decision.results.changes)
    filled = any(_filled(sent, said) for s in orders for said in s.decision.results.changes)
    ordered = any(wanted & {c.name for c in s.fact.commands} for s in orders if isinstance(s.fact, StaffWrote))
    return decided or filled or ordered


def _filled(sent: Sent, said: Said) -> bool:
    """Whether a receipt says that the form of the task was filled in, as by an answer that brings its lines along."""
    task = said.values.get("task")
    return said.code == "filled" and isinstance(task, Name) and sent.message.extra.get("task") in task.names


STILL_TO_DO = frozenset({"promise_stays"})  # receipts that say that the duty goes on


def _chased_all_the_same(played: Played) -> Iterator[Breach]:
    """A chase for what its reader has done already."""
    for step in played.steps:
        if (
            not isinstance(step.fact, StaffWrote)
            or step.answered is None
            or not step.fact.commands
            or _problems(step.decision)
            or any(said.code in STILL_TO_DO for said in step.decision.results.changes)
        ):
            continue
        asked, by = step.answered, step.fact.by
        command = step.fact.commands[0].name
        for sent in played.sent:
            if sent.at <= step.at or sent.message.name != "chase" or sent.message.to.mail != by:
                continue
            renewed = any(step.at < s.at <= sent.at and _asks_anew(s, by) for s in played.sent)
            first = next(iter(offered(sent, played.policy)), None)
            same = _work(asked) == _work(sent)
            if (
                first
                and first.command == command
                and same
                and not renewed
                and command not in ("note", "extend", "contact", "tell")
            ):
                why = f"chased for #{command}, which the reader gave on {step.at:%m-%d %H:%M} UTC and was told had been taken"
                yield Breach(promise="limits_end_in_act_or_chase", at=sent.at, sent=sent, why=why)
                break


def _work(sent: Sent) -> tuple[object, object]:
    """What a mail asks for beside its command: the task, or the gate at which somebody's yes is wanted."""
    extra = sent.message.extra
    gate = extra.get("gate") or str(extra.get("clock", "")).removeprefix("approval:").partition(":")[0]
    return extra.get("task", ""), gate if "approve" in (extra.get("commands") or ()) else ""  # type: ignore[operator]


def _asks_anew(sent: Sent, of: str) -> bool:
    """Whether the mail asks somebody anew: for other work, for what was refused, or, whoever it reaches, on a customer's later words."""
    return sent.message.name in REOPENS_WORK or (sent.message.name in ASKS_ANEW and sent.message.to.mail == of)


# -- offers ---------------------------------------------------------------------------------------------------------------


def offers_are_accepted(played: Played) -> Iterator[Breach]:
    """Every command that a mail offers is accepted from its reader who gives it at once, with its form filled in."""
    for sent in played.sent:
        if sent.to_customer or sent.message.channel != "mail":
            continue
        state = played.state_at(sent.at)
        for offer in offered(sent, played.policy):
            gone_on = state.round != sent.complaint.round or state.status != sent.complaint.status
            mark = ("offered", sent.message.name, sent.message.to.role, offer.command, sent.message.extra.get("task", ""),
                    state.status, state.kind, state.awaiting, sent.message.extra.get("clock", ""), bool(state.handler))  # fmt: skip
            if gone_on or mark in played.tried:
                continue
            played.tried.add(mark)
            text = answers.reply(offer, sent.message, state, played.policy, sent.at)
            decision = played.what_if(
                state,
                answers.wrote(
                    text,
                    sent.message,
                    played.policy,
                    sent.at + MINUTE / 2,
                    "if-order",
                    sent.rendered.subject,
                    with_files=True,
                ),
            )
            waits = decision.complaint is not None and ASKS_FOR.get(offer.command) in decision.complaint.awaiting
            wanted = CONDITIONS | (LACKING if offer.command == "transfer" else frozenset())
            refused = [said for said in _problems(decision) if said.code not in wanted]
            if refused and not waits:
                why = f"#{offer.command} is offered and refused: {'; '.join(_in_words(said, played) for said in refused)}\n    {text!r}"
                yield Breach(promise="offers_are_accepted", at=sent.at, sent=sent, why=why)


def _problems(decision: Decision) -> tuple[Said, ...]:
    return decision.results.problems


# -- duties ---------------------------------------------------------------------------------------------------------------


def somebody_has_a_duty(played: Played) -> Iterator[Breach]:
    """No complaint is open without somebody of staff being asked or chased for it."""
    last = played.steps[-1].decision.complaint
    since = played.end - QUIET
    if last is None or last.status not in ("open", "answered") or last.moment("received") is None:
        return
    if any(task.done is None and task.due is not None and task.due > played.end for task in last.tasks):
        return  # somebody has work whose time has not come
    if last.next_check_at is not None and last.next_check_at > played.end and _staff_hear(played, last):
        return  # the office is closed for the holidays, or the time that they have is not over, and then they are asked
    if not any(s.at >= since - MINUTE and not s.to_customer and s.message.name != "receipt" for s in played.sent):
        yield Breach(
            promise="somebody_has_a_duty",
            at=played.end,
            why=f"it is {last.status}, and nobody was asked for anything in {QUIET.days} days",
        )


def _staff_hear(played: Played, complaint: Complaint) -> bool:
    """Whether anybody of staff is asked or chased by the clocks alone: within a holiday's time, or when the limit of theirs is over."""
    running = {
        d.due for d in complaint.deadlines if d.met is None and d.round == complaint.round and d.due > played.end
    }
    known = (due for s in played.sent if not s.to_customer for due, _ in _times_in(s, played))
    runs_out = min((due for due in known if due in running), default=played.end)
    following = ticks(played, complaint, max(played.end + HOLIDAYS, runs_out + MINUTE))
    return any(m.to.role != "customer" for decision in following for m in decision.messages)


def _times_in(sent: Sent, played: Played) -> Iterator[tuple[datetime, str]]:
    return times(sent.text, sent.message.to.language, played.policy.timezone, sent.at)


def _in_words(said: Said, played: Played) -> str:
    """Why something is refused, as its receipt says it."""
    return worded(said, played.policy, played.policy.languages[0])
