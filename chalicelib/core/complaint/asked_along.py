"""One mail for all that one decision asks of one person: further forms go along with their assignment, or with the first form.

`decide` asks for each by itself; whoever stores or plays its messages puts them together, and mails show what came along.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from chalicelib.core.complaint.decision import Extra, Message
from chalicelib.core.complaint.saying import Said

ALONG = "along"  # what came along, as JSON
CARRIERS = ("assignment", "to_assign", "task")
FORM = frozenset({"task", "commands", "fields", "required", "filled", "answers", "due", "promise", "promised_before"})
MINUTE = timedelta(minutes=1)


def in_one_mail(messages: Sequence[Message], now: datetime) -> tuple[Message, ...]:
    """The messages without those that go along with another, which says what came along."""
    along: dict[int, list[Extra]] = {}
    carried = [_carrier(message, messages, now) for message in messages]
    for message, carrier in zip(messages, carried, strict=True):
        if carrier is not message:
            along.setdefault(id(carrier), []).append(message.extra)
    alone = (m for m, carrier in zip(messages, carried, strict=True) if carrier is m)
    return tuple(_with(message, along.get(id(message), [])) for message in alone)


def came_along(message: Message) -> tuple[Message, ...]:
    """What else the mail asks for, each as a message of its own would."""
    read = list[dict[str, str | int | list[str | Said]]]
    found = msgspec.json.decode(str(message.extra.get(ALONG, "[]")), type=read)
    return tuple(msgspec.structs.replace(message, name="task", extra=extra) for extra in found)


def _with(message: Message, along: list[Extra]) -> Message:
    said = msgspec.json.encode(along).decode()
    return msgspec.structs.replace(message, extra={**message.extra, ALONG: said}) if along else message


def _carrier(message: Message, messages: Sequence[Message], now: datetime) -> Message:
    """The mail that brings this one along; it itself where none does."""
    if not _is_form(message):
        return message
    mails = (m for m in messages if m.name in CARRIERS and m.channel == "mail" and m.to.mail == message.to.mail)
    soon = (m for m in mails if timedelta() <= (message.not_before or now) - (m.not_before or now) <= MINUTE)
    return min(soon, key=lambda m: CARRIERS.index(m.name), default=message)


def _is_form(message: Message) -> bool:
    """Whether it asks for a form that can be handed in now, and says nothing else."""
    usable = message.extra.get("commands") not in ([], ["note"], None)
    return message.name == "task" and message.channel == "mail" and usable and message.extra.keys() <= FORM
