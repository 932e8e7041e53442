"""What became of outbox items, as the actions of a transaction: out of the queue, into the record, off the complaint."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from chalicelib.aws.attributes import Attributes, epoch
from chalicelib.aws.bodies import packed
from chalicelib.aws.commits import pending, queue_of, waiting_marks
from chalicelib.aws.records import OutboxItem, OutboxState, SentRecord
from chalicelib.aws.sizing import ACTIONS, TRANSACTION_BYTES
from chalicelib.aws.transactions import Action, delete, key, put, update
from chalicelib.core.complaint.data import Data
from chalicelib.core.register.indexing import KeyItem, digest, instant, sent_ref
from chalicelib.settings import Settings

OURS = "#state = :state AND #lease_until = :lease"  # nobody took the item over since we read it
MESSAGES = frozenset({"mail", "sms"})


class Marked(Data, frozen=True):
    """What became of an item. `again`: how it lies in the queue from now on, if not final; `follow`: what must follow.

    `line`: the key under which it is kept for a list that is sent in its place.
    """

    item: OutboxItem
    state: OutboxState
    at: datetime
    provider_id: str = ""
    diagnostic: str = ""
    again: OutboxItem | None = None
    follow: OutboxItem | None = None
    line: KeyItem | None = None


def place(settings: Settings, item: OutboxItem) -> Attributes:
    """Where an unsent item lies."""
    return key(queue=queue_of(settings, item), position=item.position)


def sent_place(item: OutboxItem) -> dict[str, str]:
    """Where the record of an item lies once it is final."""
    return {"queue": f"sent#{item.complaint or item.id}", "position": f"{item.order}#{item.id}"}


def state_of(item: OutboxItem) -> dict[str, str]:
    """The values for the condition `OURS`."""
    return {"state": item.state, "lease": instant(item.lease_until) if item.lease_until else ""}


def portions(settings: Settings, outcomes: Sequence[Marked]) -> Iterator[list[Marked]]:
    """Outcomes in portions that each fit one transaction: 33 sent mails on one complaint do."""
    portion: list[Marked] = []
    actions = size = 0
    complaints: frozenset[str] = frozenset()
    for outcome in outcomes:
        cost, weight = len(_moves(settings, outcome)), len(msgspec.json.encode(outcome))
        concerned = complaints | {outcome.item.complaint}
        if portion and (actions + cost + len(concerned) > ACTIONS or size + weight > TRANSACTION_BYTES):
            yield portion
            portion, actions, size, concerned = [], 0, 0, frozenset({outcome.item.complaint})
        portion.append(outcome)
        actions, size, complaints = actions + cost, size + weight, concerned
    if portion:
        yield portion


def marking(settings: Settings, outcomes: Sequence[Marked], gone: frozenset[str]) -> tuple[list[str], list[Action]]:
    """A portion's actions, and beside each the id of the item or complaint it is about. `gone` complaints are left alone.

    Several escalations that go into one list order the same list: one transaction takes that order once.
    """
    moves: list[tuple[str, Action]] = []
    for outcome in outcomes:
        known = [action for _, action in moves]
        moves += [(outcome.item.id, action) for action in _moves(settings, outcome) if action not in known]
    marks = [(complaint, action) for complaint, action in _freed(settings, outcomes) if complaint not in gone]
    return [owner for owner, _ in (*moves, *marks)], [action for _, action in (*moves, *marks)]


def _moves(settings: Settings, outcome: Marked) -> list[Action]:
    """One item's way out of the queue. Only a message that was sent leaves it unconditionally."""
    item, table = outcome.item, settings.outbox_table
    if outcome.state == "SENT":
        return [delete(table, place(settings, item)), *_records(settings, outcome)]
    taken = delete(table, place(settings, item), OURS, **state_of(item))
    if outcome.again:
        return [taken, put(table, pending(settings, outcome.again))]
    follow = [put(table, pending(settings, outcome.follow))] if outcome.follow else []
    kept = (
        {
            "key": outcome.line.ref.key,
            "position": outcome.line.ref.position,
            **outcome.line.values,
            "expires_at": epoch(outcome.line.expires) if outcome.line.expires else None,
        }
        if outcome.line
        else {}
    )
    return [taken, *_records(settings, outcome), *follow, *([put(settings.keys_table, kept)] if kept else [])]


def _records(settings: Settings, outcome: Marked) -> Iterator[Action]:
    """What is kept of a final item, and the keys by which reports and replies find its complaint."""
    item = outcome.item
    if item.channel not in MESSAGES:
        return
    record = SentRecord(
        item=msgspec.structs.replace(item, html="", said=None, shard=""),
        state=outcome.state,
        at=outcome.at,
        provider_id=outcome.provider_id,
        diagnostic=outcome.diagnostic,
    )
    yield put(settings.outbox_table, {**sent_place(item), "state": outcome.state, "body": packed(record)})
    if outcome.provider_id:
        ref = sent_ref(outcome.provider_id)
        about = {"complaint": item.complaint, "outbox": item.id, "message": item.message, "role": item.role}
        pointer = about | {"to": digest(item.recipient.lower())}
        yield put(settings.keys_table, {"key": ref.key, "position": ref.position, **pointer})


def _freed(settings: Settings, outcomes: Sequence[Marked]) -> Iterator[tuple[str, Action]]:
    """Take the marks of final items off their complaints, so that later messages may follow."""
    marks: dict[str, frozenset[str]] = {}
    for outcome in outcomes:
        if outcome.again is None and (freed := waiting_marks(outcome.item)):
            marks[outcome.item.complaint] = marks.get(outcome.item.complaint, frozenset()) | freed
    for complaint, freed in marks.items():
        complaint_key = key(id=complaint)
        yield (
            complaint,
            update(
                settings.complaints_table, complaint_key, "DELETE #unsent :freed", "attribute_exists(#id)", freed=freed
            ),
        )
