"""By which way a message reaches somebody: channels, addresses that came back, and the quiet of the night."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core.complaint.context import EVERYBODY
from chalicelib.core.complaint.decision import Recipient
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people import people
from chalicelib.core.policy.country import of_holidays, of_telephones
from chalicelib.core.policy.model import By, Policy
from chalicelib.core.written.phones import REGION, country, takes_texts

NONE_FULL: frozenset[str] = frozenset()


def may_be_texted(number: str, policy: Policy, untexted: frozenset[str] = NONE_FULL) -> bool:
    """Whether we pay for texts to that number: it is of a country that the policy allows, by itself those of the organisation's own
    telephones and holidays, and no count of the day is full.
    """
    at_home = of_telephones(policy).union(of_holidays(policy))
    allowed = frozenset(policy.text_countries) or at_home or frozenset({REGION})
    return country(number) in allowed and untexted.isdisjoint({number, EVERYBODY})


def customer_channel(complaint: Complaint, policy: Policy, untexted: frozenset[str] = NONE_FULL) -> tuple[By, ...]:
    """The channel that the customer used, unless only the other reaches them; () if neither does."""
    who, gone = complaint.complainant, complaint.unreachable
    ways: dict[By, bool] = {
        "mail": bool(who.mail) and who.mail not in gone,
        "sms": bool(who.phone)
        and who.phone not in gone
        and takes_texts(who.phone)
        and may_be_texted(who.phone, policy, untexted),
    }
    order: tuple[By, ...] = ("sms", "mail") if complaint.channel == "sms" else ("mail", "sms")
    return tuple(way for way in order if ways[way])[:1]


def ways(
    to: Recipient,
    by: tuple[By, ...],
    complaint: Complaint,
    policy: Policy,
    at: datetime,
    untexted: frozenset[str] = NONE_FULL,
) -> Iterator[tuple[Recipient, By]]:
    """To whom and how a message goes. Where a colleague's mail comes back, the desk gets it and the colleague a text."""
    gone = complaint.unreachable
    phone = bool(to.phone) and to.phone not in gone and may_be_texted(to.phone, policy, untexted)
    if to.role == "customer":
        reached = {"mail": bool(to.mail) and to.mail not in gone, "sms": phone}
        yield from ((to, way) for way in by if reached[way])
        return
    if "mail" in by or not phone:
        yield _instead(to, complaint, policy, at), "mail"
    if phone and ("sms" in by or to.mail in gone):
        yield to, "sms"


def _instead(to: Recipient, complaint: Complaint, policy: Policy, at: datetime) -> Recipient:
    """The colleague, or who reads their mail while it comes back."""
    if to.mail and to.mail not in complaint.unreachable:
        return to
    found = (
        person for role in ("desk", "desk_head", "director") for person in people.holders(role, complaint, policy, at)
    )
    return next((person for person in found if person.mail not in complaint.unreachable), to)


def waits(
    name: str, to: Recipient, channel: By, policy: Policy, at: datetime, complaint: Complaint | None = None
) -> datetime | None:
    """Until when a message to a customer waits for the end of the night; None if it may go at once."""
    kind = kind_of(name, to.role)
    if to.role != "customer" or kind.at_night in ("all", channel):
        return None
    if complaint is not None and kind.keeps_a_time and is_up(complaint, policy, at):
        return None
    return quiet_until(policy, at)


def is_up(complaint: Complaint, policy: Policy, at: datetime) -> bool:
    """Whether the customer has written in the very night in which `at` lies, so that there was no evening before it to tell them."""
    evening, received = before_quiet(policy, at), complaint.moment("received")
    return evening is not None and received is not None and evening < received


def before_quiet(policy: Policy, at: datetime) -> datetime | None:
    """The last minute before the quiet hours in which `at` lies; None if it lies in none."""
    end = quiet_until(policy, at)
    if end is None:
        return None
    start, local = policy.quiet[0], end.astimezone(ZoneInfo(policy.timezone))
    begins = local.replace(hour=int(start[:2]), minute=int(start[3:]))
    return (begins if begins < local else begins - timedelta(days=1)) - timedelta(minutes=1)


def quiet_until(policy: Policy, at: datetime) -> datetime | None:
    """When quiet hours end, if `at` lies in them; None otherwise."""
    local = at.astimezone(ZoneInfo(policy.timezone))
    start, end = policy.quiet
    clock = f"{local:%H:%M}"
    inside = (start <= clock or clock < end) if start > end else start <= clock < end
    if not inside:
        return None
    opening = local.replace(hour=int(end[:2]), minute=int(end[3:]), second=0, microsecond=0)
    return opening if opening > local else opening + timedelta(days=1)
