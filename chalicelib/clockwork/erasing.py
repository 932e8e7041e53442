"""Erasing a complaint's people: raw mails with their versions, texts, messages, keys; at last the record itself.

The record goes last, so that an interrupted erasure is found again and finished. The history keeps its lines without their
texts, and its chain still verifies. Nothing is scanned: all that a complaint left behind is found from the complaint.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from chalicelib.aws import erasure
from chalicelib.aws.objects import Objects
from chalicelib.aws.records import CONFIRMED, SEVERAL, Commit, Stored
from chalicelib.aws.transactions import key
from chalicelib.core.complaint.model import Complaint, Entry
from chalicelib.core.register import forgetting
from chalicelib.core.register.indexing import number_ref, sent_ref
from chalicelib.pipeline.pipeline import Pipeline


class Traces(msgspec.Struct, frozen=True):
    """What is kept of a complaint outside its record: raw mails, receipts that hold a text message, lines, messages."""

    raw: tuple[str, ...]
    payloads: dict[str, str]
    texts: int
    messages: tuple[str, ...]

    def __str__(self) -> str:
        """In words."""
        return (
            f"texts {self.texts}, sent messages {len(self.messages)}, raw mails {len(self.raw)}, "
            f"text messages {len(self.payloads)}"
        )


def refusal(stored: Stored) -> str:
    """Why a complaint must not be erased now; "" if it may be."""
    if forgetting.held(stored.complaint):
        return "is under legal hold; nothing of it is erased until: redress release"
    if stored.complaint.status in ("open", "answered"):
        return "is still being handled; close it first, or wait until it is closed"
    if stored.unsent:
        return "has messages that are not sent yet; try again when they are"
    return ""


class Erasing:
    """Forgets the people of one stack's complaints."""

    def __init__(self, pipeline: Pipeline, objects: Objects) -> None:
        self.pipeline = pipeline
        self.objects = objects
        self.settings, self.client = pipeline.settings, pipeline.tables.client

    def traces(self, complaint: Complaint) -> Traces:
        """What there is of a complaint, beside its record."""
        history = self.pipeline.tables.history(complaint.id)
        own = list(erasure.receipts(self.settings, self.client, complaint.id))
        raw = {line.raw for line in history} | {e.raw for e in complaint.evidence} | {i.get("raw", "") for i in own}
        sent = self.pipeline.outbox_table.sent(complaint.id)
        return Traces(
            raw=tuple(sorted(raw - {""})),
            payloads={item["inbound_id"]: item["payload"] for item in own if item.get("payload")},
            texts=sum(1 for line in history if line.text),
            messages=tuple(record.provider_id for record in sent),
        )

    def erase(self, stored: Stored, reason: str, at: datetime) -> list[str]:
        """Erases a complaint's people. Returns the raw mails that stay: they belong to a complaint under legal hold, too."""
        complaint = stored.complaint
        found = self.traces(complaint)
        kept = [raw for raw in found.raw if self._held(raw, complaint.number)]
        self.erase_objects(raw for raw in found.raw if raw not in kept)
        self.erase_payloads(found.payloads)
        self._erase_sent_keys(found.messages)
        erasure.erase(self.settings, self.client, complaint.id)
        policy = self.pipeline.policies.of(complaint.rules)
        entry = Entry(at=at, what="erased", by="operator", reason=reason)
        after = forgetting.forgotten(complaint, policy)
        self.pipeline.tables.commit(Commit(before=stored, complaint=after, entries=(entry,), timezone=policy.timezone))
        return kept

    def erase_objects(self, keys: Iterable[str]) -> None:
        """Deletes objects with all their versions."""
        for each in keys:
            self.objects.erase(each)

    def erase_payloads(self, inbound_ids: Iterable[str]) -> None:
        """Takes text messages out of their receipts."""
        erasure.erase_payloads(self.settings, self.client, inbound_ids)

    def _erase_sent_keys(self, provider_ids: Iterable[str]) -> None:
        """The keys by which late reports find the complaint: they hold a digest of whom we wrote to."""
        for each in filter(None, provider_ids):
            ref = sent_ref(each)
            self.client.delete_item(TableName=self.settings.keys_table, Key=key(key=ref.key, position=ref.position))

    def _held(self, raw: str, own: str) -> bool:
        """Whether a mail with orders for several complaints belongs to another one that is under legal hold."""
        name = raw.rpartition("/")[2]
        receipts = (self.pipeline.tables.receipt(each) or {} for each in (name, f"{name}{CONFIRMED}"))
        numbers = [n for each in receipts for n in each.get("outcome", "").removeprefix(SEVERAL).split()]
        others = [number_ref(number) for number in numbers if "-" in number and number != own]
        found = self.pipeline.tables.lookup("", others).keys.values() if others else ()
        loaded = (self.pipeline.tables.load(values["complaint"]) for values in found)
        return any(stored is not None and forgetting.held(stored.complaint) for stored in loaded)
