"""The rungs of a deadline: which of them are due, when to look again, and how the ladder goes on after the last one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.model import Deadline
from chalicelib.core.handling import addressing
from chalicelib.core.handling.draft import Draft
from chalicelib.core.lately import lately
from chalicelib.core.policy.model import Policy, Rung
from chalicelib.core.times.calendars import WEEKDAYS
from chalicelib.core.times.working_time import DUE, Calendar, Duration, next_opening, shift

JUST_AFTER = timedelta(seconds=1)  # whoever acts at 10:00 on what is due at 10:00 is on time, and chased by nobody
TURNS = 400  # repetitions looked ahead: a daily chase for over a year
TOLD_AGAIN = "chased_at"  # the hours of what is told again, named as the policy's key; no calendar can be called so
WORKING = frozenset({"handler", "desk", "assistants", "unit"})
SUPERIORS = frozenset({"supervisor", "desk_head", "director"})

Alarm = tuple[datetime, int, int, "Running"]


class Running(msgspec.Struct, frozen=True):
    """A deadline with its start, rungs, calendar and (for tasks and approvals) the person that belong to it.

    `told`: by when the customer was told to hear, if that is later than its end. What its ladder tells them is counted from there.
    """

    deadline: Deadline
    rungs: tuple[Rung, ...]
    calendar: Calendar
    assignee: str = ""
    outlives: bool = False  # goes on after closing
    since: datetime | None = None
    told: datetime | None = None
    regraded: datetime | None = None  # when it ends once its own ladder has graded the complaint anew at its end
    hours: dict[str, Calendar] = {}  # by name, those outside which a rung waits
    goes_on: int = -1  # the first rung that the policy has not written: what is chased after the last one


def hours_of(ladder: tuple[Rung, ...], policy: Policy) -> dict[str, Calendar]:
    """The calendars for whose opening steps of the ladder wait."""
    return {rung.hours: policy.calendar(rung.hours) for rung in ladder if rung.hours}


@lately
def parted(ladder: tuple[Rung, ...]) -> tuple[Rung, ...]:
    """The ladder with what its rungs tell the customer beside others in rungs of their own, after the policy's: it may come at another time."""
    shared = [rung for rung in ladder if "customer" in rung.tell and len(rung.tell) > 1]
    own = (msgspec.structs.replace(rung, tell=("customer",), set={}, level=0) for rung in shared)
    others = (_without_customer(rung) if rung in shared else rung for rung in ladder)
    return (*others, *own)


def _without_customer(rung: Rung) -> Rung:
    return msgspec.structs.replace(rung, tell=tuple(role for role in rung.tell if role != "customer"))


def going_on(clock: Running, policy: Policy) -> Running:
    """The ladder with what no policy has written: whoever has to act and those told last are told again and again, until it is done.

    A ladder that goes on speaking to whoever has to act, or to somebody above them, has its own. Where nobody above them has heard, what
    watches over a complaint on which no clock speaks goes on and climbs. Where the policy names a time of day for it (`chased_at`), all that
    is told again waits for that, so that one mail tells each reader of every limit and every complaint.
    """
    further = _further(clock.rungs, policy.chased_again)
    if not further:
        return clock
    hours = clock.hours
    if policy.chased_at:
        further = tuple(msgspec.structs.replace(rung, hours=rung.hours or TOLD_AGAIN) for rung in further)
        hours = {**hours, TOLD_AGAIN: _minute_of(policy.chased_at, policy.timezone)}
    return msgspec.structs.replace(clock, rungs=(*clock.rungs, *further), goes_on=len(clock.rungs), hours=hours)


@lately
def _minute_of(time: str, timezone: str) -> Calendar:
    """One minute of every day."""
    hour, minute = map(int, time.split(":"))
    ends = 60 * hour + minute + 1
    return Calendar(
        name=TOLD_AGAIN, timezone=timezone, hours=((time, f"{ends // 60:02}:{ends % 60:02}"),), days=WEEKDAYS
    )


@lately
def _further(ladder: tuple[Rung, ...], again: Duration) -> tuple[Rung, ...]:
    late = [r for r in ladder if r.at.amount >= 0 and set(r.tell) - {"customer"}]
    repeated = {role for rung in late if rung.every for role in rung.tell}
    told = list(dict.fromkeys(role for rung in late for role in rung.tell if role != "customer"))
    working = [role for role in told if role in WORKING or role == "assignee"]
    last = next((rung for rung in reversed(late) if not rung.every), None)
    if last is None or len(working) == len(told):
        return ()
    doing = working or _chased_first(late)
    if repeated & {*doing[:1], *SUPERIORS}:
        return ()
    above = tuple(r for r in last.tell if r not in {*doing, *repeated, "customer"})
    return _told_again(last, tuple(r for r in doing if r not in repeated), above, again)


def _chased_first(late: list[Rung]) -> list[str]:
    """Of a ladder that asks something of a role of the policy's own, or of a head: whom its first step chases."""
    return [role for role in late[0].tell if role != "customer"] if message_of(late[0]) == "chase" else []


def _told_again(last: Rung, doing: tuple[str, ...], above: tuple[str, ...], again: Duration) -> tuple[Rung, ...]:
    """One rung for both where the ladder's words part them; else one each, so that who leads reads no chase, and who acts no escalation."""
    both = Rung(at=last.at, tell=(*doing, *above), every=again, level=last.level)
    ours = message_of(msgspec.structs.replace(last, message="")) == message_of(last) and not last.hours
    if not above or (ours and set(doing) <= {*WORKING, "assignee"}):
        return (both,) if both.tell else ()
    leading = msgspec.structs.replace(last, tell=above, every=again, by=("mail",), set={})
    return (*([Rung(at=last.at, tell=doing, every=again, message="chase")] if doing else []), leading)


def alarms(draft: Draft, clock: Running) -> Iterator[Alarm]:
    """The rungs that are due and have not fired: moment, index, turn. Of a repeated one the latest turn only."""
    for index, rung in enumerate(clock.rungs):
        latest, _ = _turns(draft, clock, index, rung)
        if latest is not None:
            yield latest[0], index, latest[1], clock


def next_looks(draft: Draft, clock: Running) -> Iterator[datetime]:
    """When the rungs that lie ahead must be looked at."""
    for index, rung in enumerate(clock.rungs):
        _, following = _turns(draft, clock, index, rung)
        if following is not None:
            yield following


def has_more_to_say(draft: Draft, clock: Running) -> bool:
    """Whether any rung of it that speaks to staff is still to come: a customer who is put off moves nothing."""
    to_staff = ((index, rung) for index, rung in enumerate(clock.rungs) if set(rung.tell) != {"customer"})
    turns = (_turns(draft, clock, index, rung) for index, rung in to_staff)
    return any(due is not None or following is not None for due, following in turns)


def _turns(draft: Draft, clock: Running, index: int, rung: Rung) -> tuple[tuple[datetime, int] | None, datetime | None]:
    """The latest turn of a rung that is due and has not fired (moment, turn), and when it must be looked at next."""
    key = (clock.deadline.clock, clock.deadline.round, index)
    begun = 0 if 0 <= clock.goes_on <= index else -1  # its first time was the last rung's own
    done = max((f.turn for f in draft.complaint.fired if (f.clock, f.round, f.rung) == key), default=begun)
    moment, latest = said_at(clock, rung, 0), None
    for turn in range(TURNS):
        said = _when_open(clock, rung, moment)
        looks = _looks(draft, rung, said)
        if looks > draft.now:
            return latest, looks
        if turn > done:
            latest = (said, turn)
        if rung.every is None:
            break
        moment = shift(moment, rung.every, clock.calendar)
    return latest, None


def _looks(draft: Draft, rung: Rung, moment: datetime) -> datetime:
    """From when a rung may speak: to the customer in the very minute that they were told, of what is late just after it.

    Who only reads texts hears before the night into which the promised time falls (GN-01), unless they wrote in that night.
    """
    early = _is_for_a_text_reader(draft, rung) and not addressing.is_up(draft.complaint, draft.policy, moment)
    evening = addressing.before_quiet(draft.policy, moment) if early else None
    return evening or (moment if rung.at.amount < 0 or "customer" in rung.tell else moment + JUST_AFTER)


def _is_for_a_text_reader(draft: Draft, rung: Rung) -> bool:
    waits = kind_of(message_of(rung), "customer").at_night != "all"
    return rung.tell == ("customer",) and draft.customer_channel() == ("sms",) and waits


def arm_again(draft: Draft, clock: Running) -> None:
    """The deadline has moved back: rungs that had their say but lie ahead now will have it again, and so will turns of a repeated one."""
    key = (clock.deadline.clock, clock.deadline.round)
    turns = {index: _latest_turn(draft, clock, rung) for index, rung in enumerate(clock.rungs)}
    kept = (
        f if (f.clock, f.round) != key else msgspec.structs.replace(f, turn=min(f.turn, turns.get(f.rung, f.turn)))
        for f in draft.complaint.fired
    )
    draft.change(fired=tuple(f for f in kept if f.turn >= 0))


def _latest_turn(draft: Draft, clock: Running, rung: Rung) -> int:
    """The last turn of a rung whose time has come, counted from 0; -1 for none."""
    moment, turn = said_at(clock, rung, 0), -1
    while moment <= draft.now and turn < TURNS:
        turn += 1
        if rung.every is None:
            break
        moment = shift(moment, rung.every, clock.calendar)
    return turn


def forget(draft: Draft, keys: set[tuple[str, int]]) -> None:
    """Tasks, approvals and questions that are gone: their like may come again, and is chased like the first."""
    if keys:
        draft.change(fired=tuple(f for f in draft.complaint.fired if (f.clock, f.round) not in keys))


def said_at(clock: Running, rung: Rung, turn: int) -> datetime:
    """When a rung has its say for the `turn`th time, counted from 0."""
    moment = _when_open(clock, rung, shift(end_for(clock, rung), rung.at, clock.calendar))
    for _ in range(turn):
        moment = shift(moment, rung.every or DUE, clock.calendar)
    return _when_open(clock, rung, moment)


def _when_open(clock: Running, rung: Rung, moment: datetime) -> datetime:
    """A rung that names hours waits for them."""
    hours = clock.hours.get(rung.hours)
    return next_opening(moment, hours) if hours else moment


def end_for(clock: Running, rung: Rung) -> datetime:
    """When the time is over for whom a rung tells: the customer waits until the time that they were told."""
    return clock.told if clock.told and rung.tell == ("customer",) else clock.deadline.due


def customer_hears_next(clock: Running, after: datetime) -> datetime | None:
    """When the ladder next tells the customer something, later than `after`; None if it says no more."""
    return min((at for each in clock.rungs if (at := customer_hears_after(clock, each, after))), default=None)


def customer_hears_after(clock: Running, rung: Rung, said: datetime) -> datetime | None:
    """When this rung next tells the customer something, later than `said`."""
    if "customer" not in rung.tell:
        return None
    times = (said_at(clock, rung, turn) for turn in range(TURNS if rung.every else 1))
    return next((at for at in times if at > said), None)


def message_of(rung: Rung) -> str:
    """The template of a rung: its own, or by when and to whom it speaks."""
    if rung.message:
        return rung.message
    if rung.tell == ("customer",):
        return "holding"
    if rung.at.amount < 0:
        return "reminder"
    return "escalation" if rung.level or {"supervisor", "director"} & set(rung.tell) else "chase"
