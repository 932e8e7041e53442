"""A sender whom the desk blocks, or no longer, as a mail orders it (`#屏蔽`). Pure."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core.complaint.facts import Command, StaffWrote
from chalicelib.core.complaint.saying import Said, command, labels, say
from chalicelib.core.expressions import expression
from chalicelib.core.people import blocks
from chalicelib.core.people.blocks import Block
from chalicelib.core.policy.model import Policy
from chalicelib.core.written.day_spans import days_in
from chalicelib.core.written.phones import e164

USUAL = timedelta(days=30)
LONGEST = timedelta(days=366)
_ADDRESS = expression(r"[^\s<>()\[\]（）《》,;:：，；、。\"]{1,64}@[A-Za-z0-9.-]{1,200}[A-Za-z0-9]")
_PHONE = expression(r"(?<![\d-])\+?\d[\d -]{5,17}\d(?![\d-])")


def blocked(order: Command, mail: StaffWrote, policy: Policy) -> Block | Said:
    """The block that is ordered, to the end of its last day, or the sentence that says why there is none."""
    address, rest = address_in(order.words)
    if not address:
        return say("address_needed", command=command("block"))
    if refused := blocks.why_not(address, policy):
        return say(refused, address=address)
    zone = ZoneInfo(policy.timezone)
    today = mail.at.astimezone(zone).date()
    said = order.form.get("end", "") or rest
    days = days_in(said, today)
    if days is None and (order.form.get("end") or any(letter.isdecimal() for letter in rest)):
        return say("bad_days", line=labels("end"), text=said)
    last = days[1] if days else today + USUAL
    if not today <= last <= today + LONGEST:
        return say("bad_block_end", end=str(today + LONGEST))
    until = datetime.combine(last + timedelta(days=1), time(0), zone).astimezone(UTC)
    reason = order.form.get("reason", "") or rest.strip(" ，,。;；")
    return Block(address=address, by=mail.by, since=mail.at, until=until, reason=reason)


def unblocked(order: Command, mail: StaffWrote) -> Block | Said:
    """The end of a block, now."""
    address, rest = address_in(order.words)
    if not address:
        return say("address_needed", command=command("unblock"))
    return Block(address=address, by=mail.by, since=mail.at, until=mail.at, reason=rest.strip(" ，,。;；"))


def address_in(words: str) -> tuple[str, str]:
    """The mail address or telephone number that is named, as it is known again, and the words beside it; "" if there is none."""
    found = _ADDRESS.search(words)
    if found is not None:
        return found.group().lower(), f"{words[: found.start()]} {words[found.end() :]}".strip()
    number = next((m for m in _PHONE.finditer(words) if e164(m.group())), None)
    if number is None:
        return "", words
    return e164(number.group()), f"{words[: number.start()]} {words[number.end() :]}".strip()
