"""`redress verify`: do all histories hold, does every reference lead somewhere, was everybody told who had to be?"""

import argparse
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

import msgspec

from chalicelib.aws.records import SentRecord, Stored
from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.facts import TimePassed
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.handling import decide
from chalicelib.core.register import indexing, witness, witness_names
from redress import raw_mails, records
from redress.printing import as_json, counted, with_json
from redress.progress import watched
from redress.records import PATIENCE
from redress.stack import Stack, now


def register(commands: Any) -> None:
    """Adds the command."""
    words = "check every history's chain, every reference, and that no time limit passed in silence"
    verify = commands.add_parser("verify", help=words, description=words)
    verify.add_argument("numbers", nargs="*", metavar="NUMBER", help="only these complaints")
    with_json(verify)
    verify.set_defaults(run=_verify)


class Fault(msgspec.Struct, frozen=True):
    """What is wrong, in words; `number` "" for what is wrong with no complaint."""

    number: str
    problem: str

    def __str__(self) -> str:
        """As it is printed."""
        return f"{self.number}: {self.problem}" if self.number else self.problem


def _verify(chosen: argparse.Namespace) -> int:
    stack, at = Stack(chosen.stack), now()
    witnessed = witness.read(stack.witness.keys(witness_names.PREFIX))
    found = [records.by_number(stack, each) for each in chosen.numbers] or list(
        watched(records.complaints(stack), "complaints found")
    )
    others = () if chosen.numbers else (Fault("", said) for said in (*late_messages(stack, at), *never_left(stack)))
    faults = []
    for fault in chain(_of_complaints(stack, found, witnessed, at), others):
        faults.append(fault)
        if not chosen.json:
            print(fault)
    older = sum(stored.complaint.id not in witnessed for stored in found)
    if chosen.json:
        print(as_json({"complaints": len(found), "without_witness": older, "faults": faults}))
        return int(bool(faults))
    print(f"{counted(len(found), 'complaint')} looked at, {counted(len(faults), 'fault') if faults else 'no faults'}")
    if older:
        print(f"{older} of them without a witness: older than it, or not a quarter of an hour old")
    return int(bool(faults))


def _of_complaints(
    stack: Stack, found: list[Stored], witnessed: Mapping[str, witness.Witnessed], at: datetime
) -> Iterator[Fault]:
    kept, waiting = {mail.key for mail in raw_mails.stored(stack)}, waiting_ids(stack)
    for stored in watched(found, "complaints looked at", len(found)):
        for problem in (
            *wrong(stack, stored, kept, at),
            *untold(stack, stored, waiting),
            *unwitnessed(stack, stored, witnessed.get(stored.complaint.id, {}), at),
        ):
            yield Fault(stored.complaint.number, problem)


def wrong(stack: Stack, stored: Stored, kept: set[str], at: datetime) -> Iterator[str]:
    """What is wrong with one complaint, in words. `kept` are the raw mails in the bucket."""
    complaint = stored.complaint
    yield from stack.container.pipeline.tables.verify(complaint.id)
    yield from _references(stack, complaint)
    yield from _raw(stack, complaint, kept)
    if complaint.status in indexing.LIVE:
        yield from _silence(stack, complaint, at)


def unwitnessed(stack: Stack, stored: Stored, witnessed: witness.Witnessed, at: datetime) -> list[str]:
    """What the witness saw otherwise of one complaint's history, in words."""
    lines = stack.container.pipeline.tables.lines(stored.complaint.id)
    return witness.problems(lines, witnessed, at - PATIENCE)


def _references(stack: Stack, complaint: Complaint) -> Iterator[str]:
    """The keys it must be found by, and the complaints that it names."""
    tables, policy = stack.container.pipeline.tables, stack.container.pipeline.policies.of(complaint.rules)
    wanted = [item for item in indexing.keys(complaint, policy.timezone) if not item.newest]
    found = tables.lookup("", [item.ref for item in wanted]).keys
    for item in wanted:
        kind = item.ref.key.partition("#")[0]
        if item.ref not in found:
            yield f"is not found by its {kind}: the key is missing"
        elif found[item.ref].get("row") != item.values.get("row"):
            yield f"the register says something else under {kind}"
    named = {*complaint.related, *(each.id for each in complaint.absorbed), complaint.merged_into} - {""}
    for each in sorted(named):
        if tables.load(each) is None:
            yield f"refers to a complaint {each} that is not there"


def _raw(stack: Stack, complaint: Complaint, kept: set[str]) -> Iterator[str]:
    history = stack.container.pipeline.tables.history(complaint.id)
    named = {line.raw for line in history if line.text} | {each.raw for each in complaint.evidence}
    for each in sorted(named - kept - {""}):
        yield f"the raw mail {each} is not in the bucket (erased, or older than the bucket keeps mails)"


def _silence(stack: Stack, complaint: Complaint, at: datetime) -> Iterator[str]:
    """What should have been said by now: the decision of a quarter of an hour ago, had it been taken."""
    policy = stack.container.pipeline.policies.of(complaint.rules)
    then = at - PATIENCE
    due = decide(complaint, TimePassed(id="verify", at=then), policy, Context(complaint_id=complaint.id), then)
    for message in due.messages:
        clock = message.extra.get("clock", "")
        yield f"overdue without notice: {message.name} {clock} to {message.to.role} was not sent".replace("  ", " ")
    if due.complaint and due.complaint.next_check_at is None and not due.messages:
        yield "is open, and nothing will ever chase it"


def untold(stack: Stack, stored: Stored, waiting: frozenset[str]) -> Iterator[str]:
    """Messages that are said to wait and lie nowhere, and an acknowledgement of which nothing is known. `waiting`: ids of what waits."""
    complaint, outbox = stored.complaint, stack.container.pipeline.outbox_table
    lost = _lost(stored, waiting, outbox.sent(complaint.id))
    if lost and (
        now_stored := stack.container.pipeline.tables.load(complaint.id)
    ):  # it may have gone out this very moment
        lost &= _lost(now_stored, waiting_ids(stack), outbox.sent(complaint.id))
    for each in sorted(lost):
        yield f"a message ({each}) is said to wait, and lies nowhere"
    if _never_told(stack, stored, outbox.sent(complaint.id)):
        yield "its customer was never told anything: there is no acknowledgement, sent or waiting"


def _lost(stored: Stored, waiting: frozenset[str], sent: list[SentRecord]) -> frozenset[str]:
    said = frozenset(mark.rpartition("|")[2] for mark in stored.unsent)
    return said - waiting - {record.item.id for record in sent}


def _never_told(stack: Stack, stored: Stored, sent: list[SentRecord]) -> bool:
    """Whether a customer who can be reached got no message at all, and it is not written down why."""
    complaint, who = stored.complaint, stored.complaint.complainant
    to = {indexing.digest(each) for each in (who.mail, who.phone) if each}
    if not to or "muted" in complaint.flags or complaint.moment("registered") is None:
        return False
    if any(record.item.role == "customer" for record in sent) or to & {m.partition("|")[0] for m in stored.unsent}:
        return False
    history = stack.container.pipeline.tables.history(complaint.id)
    return not any(line.what in ("not_acknowledged", "erased") for line in history)


def waiting_ids(stack: Stack) -> frozenset[str]:
    """The ids of all messages that wait, bundled or not."""
    found = list(records.waiting(stack))
    return frozenset(each.id for item in found for each in (item, *item.bundle))


def never_left(stack: Stack) -> Iterator[str]:
    """Messages that count as sent by what was heard of another one: the sending service gives each an id of its own."""
    first: dict[str, SentRecord] = {}
    for record in sorted(records.sent(stack), key=lambda record: record.item.order):
        if record.state == "SENT" and record.provider_id and first.setdefault(record.provider_id, record) is not record:
            item, other = record.item, first[record.provider_id].item
            about = f" about {item.complaint}" if item.complaint else ""
            yield f"outbox: {item.message} to {item.role}{about} was never sent: what is noted of it is {other.message}'s"


def late_messages(stack: Stack, at: datetime) -> Iterator[str]:
    """Messages that should have gone out and did not."""
    for item in records.waiting(stack):
        if item.meant < at - PATIENCE:
            state = item.state.lower()
            yield f"outbox: {item.message} ({item.channel}) waits since {item.meant:%Y-%m-%d %H:%M}Z, {state}, tried {item.attempts} times"
