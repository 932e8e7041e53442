"""What facts and decisions lead to beside their own complaint, as the pipeline carries it out. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, cast

import msgspec

from chalicelib.aws.records import OutboxItem, Stored
from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.decision import Decision, Extra, Message
from chalicelib.core.complaint.facts import (
    AnyFact,
    CustomerWrote,
    DeliveryFailed,
    OtherDecided,
    SurveyAnswered,
    TimePassed,
    Writing,
)
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.model import Channel, Complaint, Entry
from chalicelib.core.handling.hear import second_matter
from chalicelib.core.overview.groups import Group, Line, as_json
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.plain_text import first_words
from chalicelib.core.written.case_numbers import NUMBER
from chalicelib.outbox.joining import ASKS

LINES_A_LIST = 400


def split_off(origin: Complaint, fact: OtherDecided) -> tuple[CustomerWrote, Related]:
    """The fact that opens the complaint that was split off another one, with the same complainant and when its words came."""
    values = fact.follow_up.values
    text = values["text"]
    opened = CustomerWrote(
        id=fact.id,
        at=datetime.fromisoformat(values["at"]) if "at" in values else fact.at,
        complainant=origin.complainant,
        channel=msgspec.convert(values.get("channel", origin.channel), Channel),
        writing=Writing(
            text=text,
            full_text=text,
            subject=values.get("subject") or first_words(text),
            raw=values.get("raw", ""),
            message_id=values.get("message_id", ""),
            evidence=second_matter.files_of(values),
        ),
        related=(origin.id,),
        parted=bool(values.get("by")),
    )
    return opened, Related(id=origin.id, number=origin.number, status=origin.status, own=True)


def condensed(mail: str, lines: Sequence[str], policy: Policy) -> tuple[Message, ...]:
    """One list in place of an hour's further escalations to a director; of a storm's thousands several, each a whole mail."""
    to = people.recipient(mail, "director", policy)
    parts = [list(lines[start : start + LINES_A_LIST]) for start in range(0, len(lines), LINES_A_LIST)]
    of = [f"{number}/{len(parts)}" if len(parts) > 1 else "" for number in range(1, len(parts) + 1)]
    return tuple(
        Message(name="condensed", to=to, extra={"lines": part, "part": n}) for part, n in zip(parts, of, strict=True)
    )


def together(parts: Sequence[OutboxItem], policy: Policy, number: str = "") -> Message:
    """One message in place of several that tell one person what is due or late: each with its own words and its complaint's number.

    Forms that they ask for are kept, those alike once, with the numbers that they are for. `number`: of the one complaint that all are
    about, which the message bears itself.
    """
    first, parts = parts[0], sorted(parts, key=lambda part: (NUMBER.findall(part.subject), part.order))
    person = next((p.mail for p in policy.directory.people if first.recipient in (p.mail, p.phone)), first.recipient)
    numbers = dict.fromkeys(number for part in parts for number in NUMBER.findall(part.subject))
    forms: dict[str, dict[str, None]] = {}
    for part in (part for part in parts if part.form):
        forms.setdefault(part.form, {}).update(dict.fromkeys(NUMBER.findall(part.subject)))
    # One's own, and the same of whom they stand in for.
    said = {part.subject.removeprefix(f"[{number}] "): part for part in reversed(parts)}
    extra: Extra = {
        "lines": list(reversed(said)),
        "groups": as_json([Group("", tuple(_line(words, part) for words, part in reversed(said.items())))]),
        "numbers": list(numbers),
        "forms": list(forms),
        "form_numbers": [" ".join(found) for found in forms.values()],
    }
    if number:
        extra["number"] = number
    return Message(name="together", to=people.recipient(person, "staff", policy), channel=_way(first), extra=extra)


def _line(words: str, part: OutboxItem) -> Line:
    """What one of them says, with the reply that its own mail would have opened."""
    number = next(iter(NUMBER.findall(part.subject)), "")
    return (
        Line(words, number=number, reply_to=part.reply_to, begun=part.form) if part.reply_to and number else Line(words)
    )


def gathered(parts: Sequence[OutboxItem]) -> Message | None:
    """One message in place of several that pass on what one customer wrote: all the words, in order; None for parts of another kind."""
    said = [part.said for part in parts if part.said is not None]
    if not said:
        return None
    words = "\n\n".join(str(each.extra.get("text", "")) for each in said)
    only_ask = all(each.extra.get("reason") == ASKS for each in said)
    newest = {name: v for name, v in said[-1].extra.items() if only_ask or (name, v) != ("reason", ASKS)}
    extra = cast("Extra", newest | {"text": words})
    return Message(name=parts[0].message, to=said[-1].to, channel=_way(parts[0]), extra=extra)


def _way(item: OutboxItem) -> Literal["mail", "sms"]:
    return "sms" if item.channel == "sms" else "mail"


def not_delivered(fact: DeliveryFailed, policy: Policy) -> Message:
    """A list, report or receipt that is about no one complaint did not reach its reader: the desk puts the address right."""
    desk = people.recipient(policy.directory.desk, "desk", policy)
    extra: Extra = {"who": fact.address, "reason": fact.diagnostic, "text": fact.message}
    return Message(name="undeliverable", to=desk, extra=extra)


def source_of(fact: AnyFact, version: int) -> str:
    """What the ids of a decision's messages derive from: the fact; for passing time, what it found."""
    if isinstance(fact, TimePassed):
        return f"{fact.id}#{version}"
    if isinstance(fact, SurveyAnswered):
        return f"{fact.id}#{fact.round}"
    return fact.id


def without(decision: Decision, unsaid: frozenset[str], now: datetime, *, opens: bool) -> Decision:
    """The decision without the messages of which somebody has had enough today; that a new complaint is not acknowledged is written down."""
    kept = tuple(message for message in decision.messages if message.name not in unsaid)
    left_out = any(kind_of(m.name, m.to.role).cap == "acknowledgements" for m in decision.messages if m not in kept)
    noted = (Entry(at=now, what="not_acknowledged", by="system", reason="enough_today"),) if opens and left_out else ()
    return msgspec.structs.replace(decision, messages=kept, entries=(*decision.entries, *noted))


def nothing_new(decision: Decision, stored: Stored) -> bool:
    """Whether a tick found nothing to do: a late or doubled one does not even write."""
    quiet = not decision.messages and not decision.entries and not decision.facts
    return quiet and decision.complaint == stored.complaint
