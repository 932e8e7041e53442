"""What the desk orders about contact that is unreasonable: a record with its reason and the day of its review, and its end."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.conduct import Conduct
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import Command
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import conduct, customers_words, replies
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.written.day_spans import days_in

USUAL = timedelta(days=92)  # until the review, if no day is named
LONGEST = timedelta(days=366)
MORNING = time(9)


@carries_out("unreasonable", of_use=lambda draft: _is_known_elsewhere(draft) == "")
def record(draft: Draft, command: Command) -> None:
    """Puts it on record, or its review off to a later day. The customer reads why, until when, and how new matters are heard."""
    who = draft.complaint.complainant
    if number := _is_known_elsewhere(draft):
        draft.results.refuse("conduct_elsewhere", number=number)
    elif not (who.mail or who.phone):
        draft.results.refuse("conduct_of_nobody")
    elif (review := _review(draft, command)) is None:
        return
    elif reason := customers_words.let_through(draft, command, command.words or command.form.get("reason", "")):
        _put(draft, reason, review)


def _put(draft: Draft, reason: str, review: datetime) -> None:
    known = draft.complaint.conduct
    put = Conduct(
        reason=reason,
        since=known.since if known else draft.when,
        review=review,
        by=draft.by,
        number=draft.complaint.number,
        round=known.round if known else draft.complaint.round,
        acknowledged=known.acknowledged if known else None,
    )
    conduct.put(draft, put)
    draft.record("conduct", text=reason, said=saying.say("conduct_until", due=saying.time_of(review)))
    draft.results.told = reason
    draft.tell_customer("conduct", extra=conduct.in_letter(put))
    draft.results.done("conduct_recorded", due=saying.time_of(review))
    draft.results.done(replies.reaching_customer(draft, "customer_told"))
    _tell_the_head(draft, "conduct_on_record", {"text": reason})


@carries_out("reasonable", of_use=lambda draft: draft.complaint.conduct is not None and not _is_known_elsewhere(draft))
def end(draft: Draft, command: Command) -> None:
    """Ends it; the customer hears so."""
    if number := _is_known_elsewhere(draft):
        draft.results.refuse("conduct_elsewhere", number=number)
    elif draft.complaint.conduct is None:
        draft.results.refuse("no_conduct")
    else:
        conduct.put(draft, None)
        draft.record("conduct_ended", text=command.words)
        draft.tell_customer("update", extra={"text": saying.say("conduct_over")})
        draft.results.done("conduct_ended")
        draft.results.done(replies.reaching_customer(draft, "told"))
        _tell_the_head(draft, "conduct_off_record", {"text": command.words})


def _is_known_elsewhere(draft: Draft) -> str:
    """The number of another complaint where it is on record; "" if it is on none, or on this one."""
    known = draft.complaint.conduct
    return known.number if known and known.number != draft.complaint.number else ""


def _review(draft: Draft, command: Command) -> datetime | None:
    """The morning of the day that is named; None, with a refusal, if it cannot be read, is over or too far away."""
    zone, said = ZoneInfo(draft.policy.timezone), command.form.get("review", "")
    today = draft.at.astimezone(zone).date()
    days = days_in(said, today) if said else (today, today + USUAL)
    if days is None:
        draft.results.refuse("bad_days", line=saying.labels("review"), text=said)
    elif not today < days[1] <= today + LONGEST:
        draft.results.refuse("bad_review", end=str(today + LONGEST))
    else:
        return _morning(days[1], zone)
    return None


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, MORNING, zone).astimezone(UTC)


def _tell_the_head(draft: Draft, code: str, said: Extra) -> None:
    head = draft.policy.directory.desk_head
    if head and head != draft.by:
        draft.send("information", "desk_head", extra={**said, "reason": saying.say(code, who=saying.person(draft.by))})
