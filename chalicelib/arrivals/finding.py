"""Finding complaints: where a merged one goes on, and whether a code that somebody sends back is the one that we sent them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.aws.records import Found, PointerSnapshot, SenderMoved, Stored, is_open
from chalicelib.core.complaint.context import Related
from chalicelib.core.expressions import expression
from chalicelib.core.people import tokens
from chalicelib.core.register.indexing import LIVE, NAMED, KeyRef
from chalicelib.core.written.of_an_answer import is_of_an_answer
from chalicelib.core.written.progress import asks_how_it_stands, speaks_of_what_is_known
from chalicelib.core.written.promised_things import asks_for, may_ask_for_something
from chalicelib.core.written.words import narrowed
from chalicelib.pipeline.deciding import Undecided
from chalicelib.pipeline.pipeline import ATTEMPTS, Pipeline

LATE_CODE = timedelta(days=3)  # so long a bare code is one that comes too late, and no matter of its own
OF_AN_ANSWER = timedelta(days=60)  # so long thanks and dispute in a mail of their own are of the last answer
_CODE = expression(r"(?<!\d)\d{6}(?!\d)")
_TELLS_NOTHING = 9  # characters of a subject: 投诉, 我的投诉, complaint
_ALONE = 12  # characters of a message that is a code and nothing else


def until_settled(inbound_id: str, match_and_carry_out: Callable[[], None]) -> None:
    """Does so, and again if the sender's newest complaint changed in between, as when two first messages come at once."""
    for _ in range(ATTEMPTS):
        with suppress(SenderMoved):
            match_and_carry_out()
            return
    raise Undecided(inbound_id)


def is_taken_up(receipt: Mapping[str, str], again: int) -> bool:
    """Whether a note takes up anew what that receipt tells of: the next time after it, and only if no complaint came of it."""
    return again == int(receipt.get("again", 0)) + 1 and is_open(receipt)


def pointer(found: Found, ref: KeyRef) -> PointerSnapshot:
    """What a lookup brought of a sender's pointer."""
    return PointerSnapshot(ref=ref, values=found.keys.get(ref, {}))


def live(pointer: Mapping[str, str]) -> str:
    """The id of the sender's newest complaint, if it is not closed or goes on elsewhere; else ""."""
    return pointer.get("complaint", "") if pointer.get("status") in {*LIVE, "merged"} else ""


def related(pipeline: Pipeline, ids: Sequence[str], sender: str, now: datetime) -> tuple[Related, ...]:
    """Complaints as what somebody else reads of them, each with whether it is the sender's own."""
    found = pipeline.lookup(now, complaints=ids).complaints if ids else {}
    complaints = (found[each].complaint for each in ids if each in found)
    return tuple(
        Related(
            id=c.id,
            number=c.number,
            status=c.status,
            subject=c.subject,
            own=sender in (c.complainant.mail, c.complainant.phone),
        )
        for c in complaints
    )


def that_promised(pipeline: Pipeline, pointer: Mapping[str, str], text: str, now: datetime) -> Stored | None:
    """The sender's newest complaint, closed as it is, if a message without number or thread asks for what was promised there."""
    if pointer.get("status") != "closed" or not may_ask_for_something(text):
        return None
    stored = pipeline.load(pointer.get("complaint", ""), now)
    made = [task.promised for task in stored.complaint.tasks if task.promised] if stored else []
    return stored if made and asks_for(text, made) else None


def asked_about(
    pipeline: Pipeline, pointer: Mapping[str, str], subject: str, text: str, now: datetime
) -> Stored | None:
    """The sender's newest complaint, not over as it is, if a message without number or thread merely asks how it stands, or
    speaks of matters of theirs as known.

    A subject that tells more than that it is about a complaint may be another matter.
    """
    if pointer.get("status") not in LIVE or not (asks_how_it_stands(text) or speaks_of_what_is_known(text)):
        return None
    stored = pipeline.load(pointer.get("complaint", ""), now)
    known = stored is not None and subject.strip() == stored.complaint.subject.strip()
    return stored if known or len(subject.strip()) <= _TELLS_NOTHING or asks_how_it_stands(subject) else None


def answered_before(
    pipeline: Pipeline, pointer: Mapping[str, str], subject: str, text: str, now: datetime
) -> Stored | None:
    """The sender's newest complaint, if it was answered, and a message without number or thread only thanks for an answer or disputes it."""
    if pointer.get("status") not in ("answered", "closed") or not is_of_an_answer(subject, text):
        return None
    stored = pipeline.load(pointer.get("complaint", ""), now)
    answered = stored.complaint.moment("answered") if stored else None
    return stored if answered is not None and now - answered <= OF_AN_ANSWER else None


def proves(offered: Mapping[str, str], text: str, address: str, keys: tokens.Keys, at: datetime) -> bool:
    """Whether the code that was sent to this address is in its text, in time."""
    if not offered.get("complaint") or at > datetime.fromisoformat(offered["until"]):
        return False
    until = datetime.fromisoformat(offered["until"])
    found = _CODE.findall(narrowed(text))[:3]
    return any(tokens.is_code(each, offered["complaint"], address, until, keys) for each in found)


def is_guess(offered: Mapping[str, str], text: str, at: datetime) -> bool:
    """Whether a message is a code, though not the right one, where one is awaited or was not long ago."""
    if not offered.get("complaint") or at > datetime.fromisoformat(offered["until"]) + LATE_CODE:
        return False
    return is_bare_code(text)


def named_in(offered: Mapping[str, str], at: datetime) -> str:
    """The id of the complaint whose complainant named the sender's address or phone as theirs and has not proved it; "" if there is none."""
    named = offered.get("complaint", "")
    return named if named and at <= datetime.fromisoformat(offered["until"]) + NAMED else ""


def is_bare_code(text: str) -> bool:
    """Whether a message is six digits and nothing else worth reading."""
    return len(text.strip()) <= _ALONE and bool(_CODE.search(narrowed(text)))
