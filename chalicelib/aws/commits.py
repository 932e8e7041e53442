"""What one commit writes: a Commit as the actions of a single transaction."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from chalicelib.aws.attributes import Value, epoch
from chalicelib.aws.bodies import packed, packed_text
from chalicelib.aws.records import (
    AcknowledgementCap,
    CapReached,
    Commit,
    Conflict,
    Duplicate,
    OutboxItem,
    PointerSnapshot,
    Receipt,
    SenderMoved,
    Stored,
)
from chalicelib.aws.sharding import shard_of
from chalicelib.aws.sizing import fit_complaint, fit_entries
from chalicelib.aws.transactions import Action, Cancelled, delete, key, put, update
from chalicelib.core.complaint.model import Complaint, Entry
from chalicelib.core.register import chain, indexing
from chalicelib.core.register.indexing import KeyItem, KeyRef, instant
from chalicelib.settings import Settings

Role = Literal["receipt", "complaint", "acknowledgement", "pointer", "pointer_moved", "content_key", "other"]
KEPT_COUNTERS = timedelta(days=3)
TWINS_WITHIN = timedelta(minutes=15)  # in which servers hand in the same mail again; later somebody means it
AGAIN = "ignored: the same mail again"
NEW_RECEIPT = "attribute_not_exists(#inbound_id)"
FIRST_AGAIN = "attribute_exists(#inbound_id) AND attribute_not_exists(#again)"
ONCE_MORE = "#again = :before"
NEW_LINE = "attribute_not_exists(#entry)"  # history is added to, never written over


class Plan(msgspec.Struct, frozen=True):
    """The actions of a commit, each with its role, and the complaint as it will lie in the table; `capped`: whom it counts.

    `otherwise` is all that is noted if the same came before under another id; `again`: this is that plan.
    """

    actions: tuple[tuple[Role, Action], ...]
    stored: Stored | None
    capped: tuple[str, ...] = ()
    otherwise: tuple[tuple[Role, Action], ...] = ()
    again: bool = False


def plan(settings: Settings, commit: Commit) -> Plan:
    """Everything that a commit writes. ValueError for history or messages' marks without a complaint to carry them."""
    if commit.complaint is None:
        if commit.entries or commit.before:
            raise ValueError("history lines, but no complaint")
        return Plan(tuple(_around(settings, commit)), None, _senders(commit), _again(settings, commit))
    complaint = _next_version(commit, commit.complaint)
    stored, history = _history(settings, commit, complaint)
    actions: list[tuple[Role, Action]] = [
        *_around(settings, commit),
        ("complaint", _record(settings, commit, stored)),
        *(("complaint", action) for action in history),  # a line that is there already means another was first
        *_keys(settings, commit, complaint),
    ]
    return Plan(tuple(actions), stored, _senders(commit), _again(settings, commit))


def after_refusal(planned: Plan, cancelled: Cancelled) -> Plan:
    """What to try once more when only pointers were refused, because a newer complaint owns them; else raises why not."""
    roles = {planned.actions[number][0] for number in cancelled.refused}
    if "receipt" in roles:
        raise Duplicate from cancelled
    if "content_key" in roles:
        return Plan(planned.otherwise, None, again=True)
    if "complaint" in roles or not roles:
        raise Conflict(str(cancelled)) from cancelled
    if "pointer_moved" in roles:
        raise SenderMoved(str(cancelled)) from cancelled
    if "acknowledgement" in roles:
        counted = [number for number, (role, _) in enumerate(planned.actions) if role == "acknowledgement"]
        reached = (
            sender for number, sender in zip(counted, planned.capped, strict=True) if number in cancelled.refused
        )
        raise CapReached(*reached) from cancelled
    kept = tuple(part for number, part in enumerate(planned.actions) if number not in cancelled.refused)
    return Plan(kept, planned.stored, planned.capped, planned.otherwise)


def pending(settings: Settings, item: OutboxItem) -> dict[str, str | bytes]:
    """An unsent outbox item as it lies in its queue: what changes on its own beside the whole."""
    return {
        "queue": queue_of(settings, item),
        "position": item.position,
        "state": item.state,
        "lease_until": instant(item.lease_until) if item.lease_until else "",
        "body": packed(item),
    }


def queue_of(settings: Settings, item: OutboxItem) -> str:
    """The queue in which an unsent item waits."""
    return f"pending#{item.shard or shard_of(item.home, settings.shards)}"


def waiting_marks(item: OutboxItem) -> frozenset[str]:
    """The marks that an item and those bundled in it leave on the complaint's record."""
    own = frozenset({item.waiting}) if item.waiting else frozenset[str]()
    return own.union(*(waiting_marks(inner) for inner in item.bundle))


def _next_version(commit: Commit, complaint: Complaint) -> Complaint:
    version = commit.before.complaint.version + 1 if commit.before else 1
    return fit_complaint(msgspec.structs.replace(complaint, version=version))


def _around(settings: Settings, commit: Commit) -> Iterator[tuple[Role, Action]]:
    """Receipt, acknowledgement counter and outbox: what there may be without a complaint, too."""
    if commit.receipt:
        yield "receipt", _receipt(settings, commit.receipt)
        yield from _content_key(settings, commit.receipt)
    for cap in _caps(commit):
        yield "acknowledgement", _counted(settings, cap)
    for item in commit.items:
        yield "other", put(settings.outbox_table, pending(settings, item))
    for extra in commit.keys:
        yield _key(settings, extra)


def _caps(commit: Commit) -> tuple[AcknowledgementCap, ...]:
    return (*((commit.acknowledgement,) if commit.acknowledgement else ()), *commit.caps)


def _senders(commit: Commit) -> tuple[str, ...]:
    return tuple(cap.sender for cap in _caps(commit))


def _new(receipt: Receipt) -> tuple[str, dict[str, Value]]:
    """When a receipt may be written: where there is none, or in place of the one from which it was taken up anew."""
    if receipt.again > 1:
        return ONCE_MORE, {"before": str(receipt.again - 1)}
    return (FIRST_AGAIN if receipt.again else NEW_RECEIPT), {}


def _receipt(settings: Settings, receipt: Receipt, condition: str = "", **bound: Value) -> Action:
    """A receipt. A text that no complaint came of leaves by itself; what a complaint came of goes when its people do."""
    new, told = _new(receipt)
    loose = receipt.payload and not receipt.complaint
    until = receipt.expires_at or (receipt.at + timedelta(days=settings.retention_days) if loose else None)
    written = {
        "inbound_id": receipt.inbound_id,
        "at": instant(receipt.at),
        "outcome": receipt.outcome,
        "complaint": receipt.complaint or None,
        "raw": receipt.raw,
        "payload": receipt.payload,
        "expires_at": epoch(until) if until else None,
        "again": str(receipt.again) if receipt.again else None,
    }
    return put(settings.inbound_table, written, condition or new, **(bound or told))


def _content_key(settings: Settings, receipt: Receipt) -> Iterator[tuple[Role, Action]]:
    if receipt.content_key:
        since = instant(receipt.at - TWINS_WITHIN)
        content_key = Receipt(receipt.content_key, receipt.at, receipt.outcome, expires_at=receipt.at + TWINS_WITHIN)
        yield "content_key", _receipt(settings, content_key, f"{NEW_RECEIPT} OR #at < :since", since=since)


def _again(settings: Settings, commit: Commit) -> tuple[tuple[Role, Action], ...]:
    if commit.receipt is None:
        return ()
    return (("receipt", _receipt(settings, msgspec.structs.replace(commit.receipt, outcome=AGAIN))),)


def _counted(settings: Settings, cap: AcknowledgementCap) -> Action:
    day = datetime.fromisoformat(cap.day).replace(tzinfo=UTC)
    within = "#count < :cap"  # which nothing is where nothing was counted
    return update(
        settings.keys_table,
        key(key=indexing.count_ref(cap.sender, cap.day).key, position="counter"),
        "ADD #count :number SET #expires_at = :expires_at",
        f"attribute_not_exists(#count) OR {within}" if cap.number <= cap.cap else within,
        number=cap.number,
        cap=cap.cap - cap.number + 1,
        expires_at=epoch(day + timedelta(days=cap.days - 1) + KEPT_COUNTERS),
    )


def _record(settings: Settings, commit: Commit, stored: Stored) -> Action:
    complaint, due = stored.complaint, stored.complaint.next_check_at
    sets = "SET #body = :body, #version = :version, #number = :number, #due_shard = :shard, #chain = :chain, #entries = :entries"
    added = frozenset[str]().union(*map(waiting_marks, commit.items))
    return update(
        settings.complaints_table,
        key(id=complaint.id),
        sets
        + (", #next_check_at = :due" if due else " REMOVE #next_check_at")
        + (" ADD #unsent :added" if added else ""),
        "#version = :expected" if commit.before else "attribute_not_exists(#id)",
        body=packed(complaint),
        version=complaint.version,
        number=complaint.number,
        shard=shard_of(complaint.id, settings.shards),
        chain=stored.chain,
        entries=stored.entries,
        **({"due": instant(due)} if due else {}),
        **({"added": added} if added else {}),
        **({"expected": commit.before.complaint.version} if commit.before else {}),
    )


def _history(settings: Settings, commit: Commit, complaint: Complaint) -> tuple[Stored, list[Action]]:
    """The complaint as it will be stored, and its history's new lines, each chained to the one before."""
    before = commit.before or Stored(complaint=complaint)
    head, sequence, actions = before.chain, before.entries, []
    for entry in fit_entries(commit.entries):
        salt = secrets.token_hex(16)
        line = chain.line(complaint.id, sequence, entry, salt, head)
        actions += list(_line(settings, line, entry, salt))
        head, sequence = line.chain, sequence + 1
    unsent = before.unsent.union(*map(waiting_marks, commit.items))
    return Stored(complaint=complaint, chain=head, entries=sequence, unsent=unsent), actions


def _line(settings: Settings, line: chain.Line, entry: Entry, salt: str) -> Iterator[Action]:
    place = {"complaint_id": line.complaint, "entry": f"{line.sequence:06d}"}
    public = {name: getattr(line, name) for name in ("at", "what", "by", "reason", "raw", "digest", "chain")}
    yield put(settings.history_table, {**place, **public}, NEW_LINE)
    if text := chain.text_of(entry, salt):
        personal = {"complaint_id": line.complaint, "entry": f"{line.sequence:06d}#p"}
        kept = {"text": text.text, "salt": text.salt, "said": text.said}
        yield put(settings.history_table, {**personal, **kept}, NEW_LINE)


def _keys(settings: Settings, commit: Commit, complaint: Complaint) -> Iterator[tuple[Role, Action]]:
    before = commit.before.complaint if commit.before else None
    written, gone = indexing.changes(before, complaint, commit.timezone, commit.counted)
    pointer = commit.receipt.pointer if commit.receipt and not before else None
    for item in written:
        yield _unchanged(settings, item, pointer) if pointer and item.ref == pointer.ref else _key(settings, item)
    for ref in gone:
        yield _gone(settings, ref, complaint.id)


def _gone(settings: Settings, ref: KeyRef, complaint_id: str) -> tuple[Role, Action]:
    """Away with a key; a sender's pointer only while it still points here."""
    place = key(key=ref.key, position=ref.position)
    if ref.position != indexing.POINTER:
        return "other", delete(settings.keys_table, place)
    own = "attribute_not_exists(#key) OR #complaint = :me"
    return "pointer", delete(settings.keys_table, place, own, me=complaint_id)


def _key(settings: Settings, item: KeyItem) -> tuple[Role, Action]:
    if item.members:
        return "other", _grown(settings, item)
    expires = epoch(item.expires) if item.expires else None
    told = {name: packed_text(value) for name, value in item.values.items()}
    written = {"key": item.ref.key, "position": item.ref.position, **told, "expires_at": expires}
    if not item.newest:
        return "other", put(settings.keys_table, written)
    unless_newer = "attribute_not_exists(#key) OR #complaint = :me OR #at <= :at"
    action = put(settings.keys_table, written, unless_newer, me=item.values["complaint"], at=item.newest)
    return "pointer", action


def _unchanged(settings: Settings, item: KeyItem, pointer: PointerSnapshot) -> tuple[Role, Action]:
    """A sender's pointer, set if it still tells what it told; one to a later complaint stays, but must be unchanged too."""
    place = {"key": item.ref.key, "position": item.ref.position}
    if not pointer.values:
        return "pointer_moved", put(settings.keys_table, {**place, **item.values}, "attribute_not_exists(#key)")
    values = pointer.values if pointer.values["at"] > item.newest else item.values
    still, told = "#complaint = :complaint AND #status = :status", pointer.values
    kept = {**place, **values}
    return "pointer_moved", put(settings.keys_table, kept, still, complaint=told["complaint"], status=told["status"])


def _grown(settings: Settings, item: KeyItem) -> Action:
    """More members for a key's set: two who add at the same time lose nothing, whoever adds twice changes nothing."""
    place = key(key=item.ref.key, position=item.ref.position)
    if item.expires is None:
        return update(settings.keys_table, place, "ADD #members :members", members=item.members)
    lasting = "ADD #members :members SET #expires_at = :expires_at"
    return update(settings.keys_table, place, lasting, members=item.members, expires_at=epoch(item.expires))
