"""More time, or less: asked for by whoever works on a complaint, set by whoever may grant it, and only as far as the policy goes."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command, StaffWrote
from chalicelib.core.complaint.more_time import Extension
from chalicelib.core.complaint.saying import Said
from chalicelib.core.expressions import expression
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import approvals, customers_words, extensions, gates
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.handling.timing import deadlines
from chalicelib.core.policy import limits
from chalicelib.core.policy import model as rules
from chalicelib.core.times.durations import Duration, parse_duration
from chalicelib.core.times.working_time import shift
from chalicelib.core.words.labels import clock_name
from chalicelib.core.written.dates import names_a_clock, time_asked_for
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.lengths import length_asked_for

_LABEL = expression(r"^\s*(?:延期)?(?:原因|理由|reason)\s*[:：]\s*", re.IGNORECASE)  # the mail has one of its own


def _may_be_longer(draft: Draft) -> bool:
    """Whether more time may still be asked for, for any clock that runs."""
    return any(
        extensions.may_be_longer(draft, clock.name) and _too_late(draft, clock) is None
        for clock in _may_be_moved(draft)
    )


_LEADS_IN = expression(
    r"^[\s\-–—:：,，;；.。]+(?:(?:because(?! of\b)|since|as)\s+)?|^(?:because(?! of\b)|since|as)\s+", re.IGNORECASE
)


@carries_out("extend", of_use=_may_be_longer)
def extend(draft: Draft, command: Command) -> None:
    """Asks for another time for a clock, or sets it as somebody who may grant it. What the policy does not allow is refused at once."""
    command = gates.take_what_is_needed(draft, "extended", command)
    said = "\n".join(filter(None, (command.words, command.form.get("reason", ""))))
    clock = _clock_meant(draft, said)
    if clock is None:
        draft.results.refuse("not_extendable")
        return
    asked = _time_asked_for(draft, command, clock)
    if asked is None:
        draft.results.refuse("bad_time", text=command.words or "—")
        return
    until, reason = asked
    if until <= draft.at:
        draft.results.refuse("time_over", due=saying.time_of(until))
        return
    rule = extensions.rule_for(draft, clock.name)
    until = _within_the_last_day(draft, clock, rule, until, command)
    wish = _wish(draft, clock, rule, until.astimezone(UTC), _as_a_sentence(_LABEL.sub("", reason)))
    if problem := _against(draft, clock, rule, wish):
        draft.results.refuse_for([problem])
        return
    if clock.promised and wish.reason:
        reason = customers_words.let_through(draft, command, wish.reason)
        if not reason:
            return
        wish = msgspec.structs.replace(wish, reason=reason)
    _ask(draft, wish)
    if clock.promised and "extended" in draft.reached:
        draft.results.told = wish.reason


def _as_a_sentence(reason: str) -> str:
    """The reason as it stands by itself, without what joined it to the time: "because the log is late", "- waiting for the log"."""
    said = _LEADS_IN.sub("", reason, count=1)
    return said if said == reason else said[:1].upper() + said[1:]


def _within_the_last_day(
    draft: Draft, clock: rules.Clock, rule: rules.Extension | None, until: datetime, command: Command
) -> datetime:
    """The time as it was named; of the last day that may be granted, named without an hour, the hour up to which it may be."""
    latest = _latest(draft, clock, rule) if rule else None
    zone = ZoneInfo(draft.policy.timezone)
    if latest is None or until <= latest or until.astimezone(zone).date() != latest.astimezone(zone).date():
        return until
    said = "\n".join((command.words, command.form.get("reason", "")))
    return until if names_a_clock(said) else latest


def _time_asked_for(draft: Draft, command: Command, clock: rules.Clock) -> tuple[datetime, str] | None:
    """The time and its reason, without the names of clocks: out of the order's own words, or else its line for the reason."""
    names = {clock_name(c.name, draft.policy, language) for c in draft.policy.clocks for language in LANGUAGES}
    ordered = sorted(names, key=len, reverse=True)
    given, closings = command.form.get("reason", ""), limits.closings(draft.policy)
    if length := length_asked_for(command.words, tuple(ordered)):
        until = _longer_by(draft, clock, length[0], length[1])
        return (until, "\n".join(filter(None, (length[2], given)))) if until else None
    if own := time_asked_for(command.words, draft.policy.timezone, draft.at, ordered, closings):
        return own[0], "\n".join(filter(None, (own[1], given)))
    asked = time_asked_for(given, draft.policy.timezone, draft.at, ordered, closings)
    return (asked[0], "\n".join(filter(None, (command.words, asked[1])))) if asked else None


def _longer_by(draft: Draft, clock: rules.Clock, many: int, unit: str) -> datetime | None:
    """So much beyond the time at which the clock ends as it stands; None of a length that names no number."""
    ends = extensions.standing(draft.complaint, clock.name, draft.policy)
    amount = parse_duration(f"{many} {unit}{'s' * (many > 1)}") if many else None
    return (
        shift(ends, amount, draft.policy.calendar(_hours_of(draft, clock)))
        if ends and isinstance(amount, Duration)
        else None
    )


def _hours_of(draft: Draft, clock: rules.Clock) -> str:
    """The calendar that working days of more time are counted in: the clock's own, or else the organisation's first."""
    others = (calendar.name for calendar in draft.policy.calendars)
    return (
        clock.calendar if clock.calendar in {c.name for c in draft.policy.calendars} else next(others, clock.calendar)
    )


def _ask(draft: Draft, wish: Extension) -> None:
    """Puts it before the gates and whoever grants it; a new request takes the place of one for the same clock that has not been decided."""
    rule = extensions.rule_for(draft, wish.clock)
    if extensions.is_shared(draft) or rule is None:
        approvals.withdraw(draft, "extended")
    else:
        approvals.withdraw_gates(draft, rule.name)
    others = (w for w in extensions.asked_for(draft.complaint) if w.clock != wish.clock)
    draft.change(extension=wish, wishes=tuple(others))
    draft.record("extension_asked", text=wish.reason, said=saying.say("until", due=saying.time_of(wish.until)))
    draft.results.refuse_for(gates.shortfalls(draft, "extended"))
    gates.ask_for(draft, "extended")
    if wish.reason and any(clock.promised for clock in draft.policy.clocks if clock.name == wish.clock):
        draft.results.done("reason_read", text=wish.reason)


def _clock_meant(draft: Draft, said: str) -> rules.Clock | None:
    """The clock that the words or the mail's subject name; else the promised one; else the first that runs and may be extended."""
    clocks = _may_be_moved(draft)
    subject = draft.fact.writing.subject if isinstance(draft.fact, StaffWrote) else ""
    if len(clocks) > 1:
        named = [c for text in (said, subject) for c in clocks if _is_named(c, text, draft.policy)]
        clocks = [*named, *(c for c in clocks if c.promised), *clocks]
    return next(iter(clocks), None)


def _may_be_moved(draft: Draft) -> list[rules.Clock]:
    return [c for c in draft.policy.clocks if extensions.rule_for(draft, c.name) and _may_move(draft, c)]


def _may_move(draft: Draft, clock: rules.Clock) -> bool:
    """Whether it runs on this complaint; the promised one may be set before it does."""
    if clock.promised:
        return clock == deadlines.promised_clock(draft) and draft.complaint.moment(clock.until) is None
    running = {d.clock for d in draft.complaint.deadlines if d.met is None and d.round == draft.complaint.round}
    return clock.name in running


def _is_named(clock: rules.Clock, text: str, policy: rules.Policy) -> bool:
    return any(clock_name(clock.name, policy, language).lower() in text.lower() for language in LANGUAGES)


def _wish(draft: Draft, clock: rules.Clock, rule: rules.Extension | None, until: datetime, reason: str) -> Extension:
    """What is asked for. A superior who only writes another time decides what somebody had asked for, with its reason."""
    by_right = rule is not None and extensions.may_grant(draft, rule, draft.by)
    wish = Extension(clock=clock.name, until=until, reason=reason, asked_by=draft.by, by_right=by_right)
    asked = next((w for w in extensions.asked_for(draft.complaint) if w.clock == clock.name), None)
    if by_right and asked is not None:
        return msgspec.structs.replace(wish, reason=reason or asked.reason, asked_by=asked.asked_by)
    return wish


def _against(draft: Draft, clock: rules.Clock, rule: rules.Extension | None, wish: Extension) -> Said | None:
    """Why the policy does not allow it, with what it allows; an earlier time is always allowed. None if nothing speaks against it."""
    due = extensions.standing(draft.complaint, clock.name, draft.policy)
    name = saying.labels(clock.name)
    others = [w.clock for w in extensions.asked_for(draft.complaint) if w.clock != clock.name]
    if others and extensions.is_shared(draft):
        return saying.say("extension_waits", clock=name, other=saying.labels(*others))
    if due is not None and wish.until == due:
        return saying.say("same_time", clock=name, due=saying.time_of(due))
    if rule is None or (due is not None and wish.until < due):
        return None
    if late := _too_late(draft, clock):
        return late
    if not extensions.may_be_longer(draft, clock.name):
        return saying.say("extension_too_often", clock=name, times=rule.times or 0)
    latest = _latest(draft, clock, rule)
    if latest is not None and wish.until > latest:
        return saying.say("extension_too_long", clock=name, due=saying.time_of(latest))
    if rule.reason and not wish.reason.strip():
        code = "extension_reason_told" if clock.promised else "extension_reason"
        return saying.say(code, command=saying.command("extend"))
    return None


def _too_late(draft: Draft, clock: rules.Clock) -> Said | None:
    """That its limit has passed, where more time may only be asked for before that."""
    rule, due = extensions.rule_for(draft, clock.name), extensions.standing(draft.complaint, clock.name, draft.policy)
    if rule is None or not rule.before_due or due is None or draft.at <= due:
        return None
    return saying.say("extension_too_late", clock=saying.labels(clock.name), due=saying.time_of(due))


def _latest(draft: Draft, clock: rules.Clock, rule: rules.Extension) -> datetime | None:
    """The latest time that may be granted, however often it is granted: so much beyond the clock's own."""
    own = deadlines.own_limit(draft, clock)
    return shift(own, rule.at_most, draft.policy.calendar(clock.calendar)) if own and rule.at_most else None
