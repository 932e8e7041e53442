"""Which keys a complaint is found by, and what they tell.

Keys are "kind#value". Mail addresses, telephone numbers and Message-IDs stand in them as digests only: whoever sees a key
learns nothing, whoever knows the address finds the complaint. (A digest is a pseudonym and no secret: telephone numbers
can be tried out one by one, so that the table stays encrypted and closed.)
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.core.complaint.conduct import Conduct
from chalicelib.core.complaint.data import Data
from chalicelib.core.complaint.model import Complaint, Offer, Status
from chalicelib.core.policy import vocabulary
from chalicelib.core.register import forgetting, likeness
from chalicelib.core.register.rows import closings, received_at, row

POINTER = "latest"  # position of the pointer to a sender's newest complaint
ITSELF = "complaint"  # position of a key that stands for one complaint
OPEN = "open"
CLOSED = "closed"  # those that are over and still have people in them, by when they ended
NEW_MESSAGES = 10  # Message-IDs that one decision may add to the index
NAMED = timedelta(days=60)  # as long as an address that was named and not proved leads to its complaint
LIVE: frozenset[Status] = frozenset({"open", "answered"})


class KeyRef(Data, frozen=True):
    """Where one key lies."""

    key: str
    position: str = ITSELF


class KeyItem(Data, frozen=True):
    """A key and what it tells. With `newest` it gives way to what a later complaint has put at the same place.

    `members` are added to those that others have put there, and the key has no other values then. `expires`: forgotten some
    time after that moment, so that readers must look at the time themselves.
    """

    ref: KeyRef
    values: dict[str, str] = {}
    newest: str = ""
    members: frozenset[str] = frozenset()
    expires: datetime | None = None


def instant(moment: datetime) -> str:
    """A moment as text that sorts by time: UTC, microseconds, Z. ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def digest(value: str) -> str:
    """Twenty hex digits that stand for an address, a telephone number or a Message-ID in keys."""
    return hashlib.sha256(value.strip().lower().encode()).hexdigest()[:20]


def number_ref(number: str) -> KeyRef:
    """The complaint of that number."""
    return KeyRef(key=f"number#{number.upper()}")


def sender_ref(mail: str) -> KeyRef:
    """The newest complaint of a mail address."""
    return KeyRef(key=f"sender#{digest(mail)}", position=POINTER)


def phone_ref(phone: str) -> KeyRef:
    """The newest complaint of a telephone number (E.164)."""
    return KeyRef(key=f"phone#{digest(phone)}", position=POINTER)


def proof_ref(address: str) -> KeyRef:
    """The complaint whose complainant named this address or phone and has yet to prove it, or let the time for that pass."""
    return KeyRef(key=f"proof#{digest(address)}", position=POINTER)


def conduct_ref(address: str) -> KeyRef:
    """What is on record of the contact of whoever writes from this address or phone."""
    return KeyRef(key=f"conduct#{digest(address)}", position=ITSELF)


def message_ref(message_id: str) -> KeyRef:
    """The complaint that a mail of the customer's, by its Message-ID, belongs to."""
    return KeyRef(key=f"mid#{digest(message_id.strip().strip('<>'))}")


def sent_ref(provider_id: str) -> KeyRef:
    """The complaint that a message of ours was about, by the sending service's id, bare or as `<id@…amazonses.com>`."""
    return KeyRef(key=f"sent#{provider_id.strip().strip('<>').partition('@')[0]}")


def count_ref(counted: str, day: str) -> KeyRef:
    """The day's count of what one sender makes us send, or of all that is sent."""
    return KeyRef(key=f"acks#{digest(counted)}#{day}", position="counter")


def field_key(name: str, value: str) -> str:
    """The partition of complaints that share a field's value, as a batch number."""
    return f"field#{name}#{digest(value)}"


def counted_key(complaint: Complaint, of: str) -> str:
    """The partition of complaints that have the same values as this one in the fields `of` ("batch+reaction").

    "" while one of them is empty, and for a complaint that was merged: the other one counts for it.
    """
    found = [vocabulary.value_of(complaint, name) for name in of.split("+")]
    if complaint.status == "merged" or not all(map(vocabulary.is_filled, found)):
        return ""
    return field_key(of, "\n".join(map(vocabulary.alike, found)))


def customer(complaint: Complaint) -> frozenset[str]:
    """By what one customer's complaints are known as theirs: digests of mailbox and phone, of the name where there is neither."""
    who = complaint.complainant
    reached = frozenset(digest(address) for address in (who.mail, who.phone) if address)
    return reached or frozenset(digest(vocabulary.alike(name)) for name in (who.name,) if name)


def month_key(received: datetime, timezone: str) -> str:
    """The register's month of a complaint, in the organisation's own time."""
    return f"month#{received.astimezone(ZoneInfo(timezone)):%Y-%m}"


def closed_key(closed: datetime, timezone: str) -> str:
    """The month in which a complaint was closed, in the organisation's own time."""
    return f"closed#{closed.astimezone(ZoneInfo(timezone)):%Y-%m}"


def keys(complaint: Complaint, timezone: str = "Asia/Shanghai", counted: Sequence[str] = ()) -> tuple[KeyItem, ...]:
    """Every key this complaint is to be found by now. `counted` names fields whose equal values are counted."""
    at = instant(received_at(complaint))
    return (
        KeyItem(ref=number_ref(complaint.number), values={"complaint": complaint.id}),
        *_register(complaint, at, timezone),
        *_people(complaint, at),
        *(_proof(complaint, offer) for offer in complaint.offers),
        *_conduct(complaint),
        *_counted(complaint, counted, at),
        *(KeyItem(ref=message_ref(i), values={"complaint": complaint.id}) for i in complaint.thread[-NEW_MESSAGES:]),
    )


def changes(
    before: Complaint | None, after: Complaint, timezone: str = "Asia/Shanghai", counted: Sequence[str] = ()
) -> tuple[tuple[KeyItem, ...], tuple[KeyRef, ...]]:
    """What to write and what to delete so that the keys of `before` become those of `after`.

    The number and the Message-IDs of mails stay for good: a reply to an old mail still finds its complaint.
    """
    old = {item.ref: item for item in keys(before, timezone, counted)} if before else {}
    new = {item.ref: item for item in keys(after, timezone, counted)}
    written = tuple(item for ref, item in new.items() if old.get(ref) != item)
    return written, tuple(ref for ref in old.keys() - new.keys() if not ref.key.startswith(("mid#", "number#")))


def _register(complaint: Complaint, at: str, timezone: str) -> Iterator[KeyItem]:
    line = {"complaint": complaint.id, "row": msgspec.json.encode(row(complaint)).decode()}
    month = month_key(received_at(complaint), timezone)
    yield KeyItem(ref=KeyRef(key=month, position=f"{at}#{complaint.id}"), values=line)
    for closing in closings(complaint.moments, complaint.status, complaint.round):
        ref = KeyRef(key=closed_key(closing.at, timezone), position=f"{instant(closing.at)}#{complaint.id}")
        yield KeyItem(ref=ref, values=line)
        if closing.round == complaint.round and (case := likeness.told(complaint, closing.at)):
            yield KeyItem(ref=KeyRef(key=likeness.like_key(complaint), position=ref.position), values=case)
    asked = any(a.at is None and a.round == complaint.round for a in complaint.approvals)
    if complaint.status in LIVE or (
        complaint.status == "closed" and (asked or any(task.done is None for task in complaint.tasks))
    ):
        yield KeyItem(ref=KeyRef(key=OPEN, position=complaint.id), values=line)
    over = forgetting.over_since(complaint)
    if over and forgetting.FORGOTTEN not in complaint.flags:
        place = KeyRef(key=CLOSED, position=f"{instant(over)}#{complaint.id}")
        yield KeyItem(ref=place, values={"complaint": complaint.id})


def _people(complaint: Complaint, at: str) -> Iterator[KeyItem]:
    """For each way to reach the complainant: the pointer to the newest complaint, and this one among all of theirs."""
    pointer = {"complaint": complaint.id, "status": complaint.status, "at": at}
    who = complaint.complainant
    for ref in ([sender_ref(who.mail)] if who.mail else []) + ([phone_ref(who.phone)] if who.phone else []):
        yield KeyItem(ref=ref, values=pointer, newest=at)
        yield _belongs(ref.key, complaint, at)


def _proof(complaint: Complaint, offer: Offer) -> KeyItem:
    until = instant(offer.until)
    values = {"complaint": complaint.id, "until": until, "at": until}
    return KeyItem(ref=proof_ref(offer.address), values=values, newest=until, expires=offer.until + NAMED)


def _conduct(complaint: Complaint) -> Iterator[KeyItem]:
    """What is on record of the customer's contact, by each way that they write; from the complaint on which it was recorded."""
    conduct, who = complaint.conduct, complaint.complainant
    if conduct is not None and conduct.number == complaint.number:
        values = {"complaint": complaint.id, "record": msgspec.json.encode(conduct).decode()}
        yield from (KeyItem(ref=conduct_ref(each), values=values) for each in (who.mail, who.phone) if each)


def conduct_in(values: Mapping[str, str]) -> Conduct | None:
    """What such a key tells."""
    return msgspec.json.decode(values["record"], type=Conduct) if values.get("record") else None


def _belongs(key: str, complaint: Complaint, at: str) -> KeyItem:
    return KeyItem(ref=KeyRef(key=key, position=f"{at}#{complaint.id}"), values={"complaint": complaint.id})


def _counted(complaint: Complaint, counted: Sequence[str], at: str) -> Iterator[KeyItem]:
    """The complaint among those that share a value, with the counts that it knows of."""
    for of in counted:
        if key := counted_key(complaint, of):
            known = {name: count for name, count in complaint.counts.items() if name.partition(" ")[0] == of}
            told = {"known": msgspec.json.encode(known).decode(), "who": " ".join(sorted(customer(complaint)))}
            item = _belongs(key, complaint, at)
            yield msgspec.structs.replace(item, values={**item.values, **told})
