"""Erasing a complaint's people: raw mails with their versions, texts, messages, keys; at last the record itself.

The record goes last, so that an interrupted erasure is found again and finished. The history keeps its lines without their
texts, and its chain still verifies.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from chalicelib.aws.erasure import erase as erase_texts
from chalicelib.aws.records import Stored
from chalicelib.aws.transactions import key, update_of
from chalicelib.core import forgetting
from chalicelib.core.complaint import Complaint, Entry
from redress import records
from redress.holds import store
from redress.records import Item
from redress.stack import Stack

# Keys that tell nothing of a person (numbers, ids of mails), and those that change or go with the record, as the last.
KEPT_KEYS = frozenset({"number", "mid", "month", "open", "sender", "phone"})


class Traces(msgspec.Struct, frozen=True):
    """What is kept of a complaint outside its record: raw mails, receipts that hold a text message, lines, messages."""

    raw: tuple[str, ...]
    payloads: tuple[str, ...]
    texts: int
    messages: int

    def __str__(self) -> str:
        """In words."""
        return f"{self.texts} texts, {self.messages} sent messages, {len(self.raw)} raw mails, {len(self.payloads)} text messages"


class Noted(msgspec.Struct, frozen=True):
    """All receipts, read once, by complaint; "" are those that no complaint came of."""

    by_complaint: dict[str, list[Item]]

    def of(self, complaint_id: str) -> list[Item]:
        """The receipts of a complaint."""
        return self.by_complaint.get(complaint_id, [])

    def sharing(self, raw: str) -> set[str]:
        """The complaints that a raw mail was about."""
        return {c for c, items in self.by_complaint.items() if any(item.get("raw") == raw for item in items)}


def noted(stack: Stack) -> Noted:
    """Reads all receipts."""
    found: dict[str, list[Item]] = {}
    for item in records.receipts(stack):
        found.setdefault(item.get("complaint", ""), []).append(item)
    return Noted(found)


def refusal(stored: Stored) -> str:
    """Why a complaint must not be erased now; "" if it may be."""
    if forgetting.held(stored.complaint):
        return "is under legal hold; nothing of it is erased until: redress release"
    if stored.complaint.status in ("open", "answered"):
        return "is still being handled; close it first, or wait until it is closed"
    if stored.unsent:
        return "has messages that are not sent yet; try again when they are"
    return ""


def traces(stack: Stack, complaint: Complaint, receipts: Noted) -> Traces:
    """What there is of a complaint, beside its record."""
    tables, office = stack.office.pipeline.tables, stack.office.pipeline
    history, own = tables.history(complaint.id), receipts.of(complaint.id)
    raw = {line.raw for line in history} | {e.raw for e in complaint.evidence} | {item.get("raw", "") for item in own}
    return Traces(
        raw=tuple(sorted(raw - {""})),
        payloads=tuple(item["inbound_id"] for item in own if item.get("payload")),
        texts=sum(1 for line in history if line.text),
        messages=len(office.outbox_table.sent(complaint.id)),
    )


def erase(stack: Stack, stored: Stored, receipts: Noted, reason: str, at: datetime) -> list[str]:
    """Erases a complaint's people. Returns the raw mails that stay, because they belong to a complaint under legal hold."""
    found = traces(stack, stored.complaint, receipts)
    kept = [raw for raw in found.raw if _held(stack, receipts.sharing(raw) - {stored.complaint.id})]
    erase_objects(stack, (raw for raw in found.raw if raw not in kept))
    erase_payloads(stack, found.payloads)
    erase_texts(stack.settings, stack.dynamodb, stored.complaint.id)
    _erase_keys(stack, stored.complaint.id)
    policy = stack.office.pipeline.policies.of(stored.complaint.rules)
    entry = Entry(at=at, what="erased", by="operator", reason=reason)
    store(stack, stored, forgetting.forgotten(stored.complaint, policy), entry)
    return kept


def _held(stack: Stack, complaints: set[str]) -> bool:
    loaded = (stack.office.pipeline.tables.load(each) for each in complaints if each)
    return any(stored is not None and forgetting.held(stored.complaint) for stored in loaded)


def erase_objects(stack: Stack, keys: Iterable[str]) -> None:
    """Deletes objects with all their versions."""
    for each in keys:
        stack.objects.erase(each)


def erase_payloads(stack: Stack, inbound_ids: Iterable[str]) -> None:
    """Takes text messages out of their receipts. The receipts stay: the same message never counts twice."""
    for each in inbound_ids:
        stack.dynamodb.update_item(
            TableName=stack.settings.inbound_table,
            Key=key(inbound_id=each),
            **update_of("REMOVE #payload", "attribute_exists(#inbound_id)"),
        )


def _erase_keys(stack: Stack, complaint_id: str) -> None:
    """Deletes the keys that hold words, as an order waiting for its confirmation does."""
    for item in records.keys_of(stack, complaint_id):
        if item["key"].partition("#")[0] not in KEPT_KEYS:
            place = key(key=item["key"], position=item["position"])
            stack.dynamodb.delete_item(TableName=stack.settings.keys_table, Key=place)
