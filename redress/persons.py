"""`redress export PERSON` (its command: `exporting`) and `redress erase PERSON`: one person's data, by mail address or telephone number."""

import argparse
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.arrivals.waiting_texts import PREFIX
from chalicelib.aws import erasure
from chalicelib.aws.records import Stored
from chalicelib.aws.transactions import key
from chalicelib.clockwork import sent_workbooks
from chalicelib.clockwork.erasing import refusal
from chalicelib.core.register.indexing import phone_ref, sender_ref
from chalicelib.core.written.phones import e164
from chalicelib.inbound.email_message import parse
from redress import not_taken_in, records
from redress.case_documents import document, encoded
from redress.printing import as_json, counted
from redress.progress import watched
from redress.records import Item
from redress.stack import CallError, Stack, now

# Keys that tell nothing of a person (numbers, ids of mails), and those that change or go with the record, as the last.
KEPT_KEYS = frozenset({"number", "mid", "month", "open", "closed", "sender", "phone"})


class Person(msgspec.Struct, frozen=True):
    """Whose data: an address in lower case, or a number as E.164."""

    mail: str = ""
    phone: str = ""

    @property
    def name(self) -> str:
        """How they were named."""
        return self.mail or self.phone


def register(commands: Any) -> None:
    """Adds the command."""
    words = "erase one person's data; without --yes it only tells what would go"
    erase = commands.add_parser("erase", help=words, description=words)
    erase.add_argument("person", metavar="PERSON", help="a mail address or a telephone number")
    erase.add_argument("--dry-run", action="store_true", help="only tell what would go; this is the default")
    erase.add_argument("--yes", action="store_true", help="erase")
    erase.add_argument("--reason", default="request", help="goes into the history for good, default %(default)s")
    erase.set_defaults(run=_erase)


def person_of(text: str) -> Person:
    """The person meant. CallError if it is neither an address nor a number."""
    if "@" in text:
        return Person(mail=text.strip().lower())
    if number := e164(text):
        return Person(phone=number)
    raise CallError(f"{text}: neither a mail address nor a telephone number")


def complaints_of(stack: Stack, person: Person) -> list[Stored]:
    """The complaints of a person, oldest first."""
    tables = stack.container.pipeline.tables
    known_by = (sender_ref(person.mail) if person.mail else phone_ref(person.phone)).key
    ids = dict.fromkeys(row["complaint"] for row in tables.rows(known_by) if "complaint" in row)
    found = [stored for each in ids if (stored := tables.load(each))]
    return sorted(found, key=lambda stored: stored.complaint.number)


def loose(stack: Stack, person: Person) -> Iterator[Item]:
    """What came from a person and no complaint came of: parked, held and ignored mails and texts."""
    for item in watched(records.receipts(stack), "receipts looked at"):
        if item.get("complaint"):
            continue
        if item.get("raw"):
            raw = stack.objects.get(item["raw"])
            senders = parse(raw).senders if raw else ()
            if person.mail and any(sender.address == person.mail for sender in senders):
                yield item
        elif person.name in item.get("payload", ""):
            yield item


def waiting(stack: Stack, person: Person) -> list[str]:
    """The keys of what came from a person and nothing has taken in yet."""
    mails = not_taken_in.mails(stack, person.mail) if person.mail else ()
    return [*mails, *not_taken_in.texts(stack, person.name)]


# -- export -----------------------------------------------------------------------------------------------------------------


def hand_out(stack: Stack, name: str, to: Path | None, *, for_scripts: bool = False) -> int:
    """Tells what is kept about a person, and writes it into a zip file if there is one to be written. CallError if nothing is kept."""
    person = person_of(name)
    found, others, unread = complaints_of(stack, person), list(loose(stack, person)), waiting(stack, person)
    if not found and not others and not unread:
        raise CallError(f"{NOTHING_KEPT.format(person=person.name)} Nothing was written.")
    if to is not None:
        _write(stack, to, found, others, unread)
    kept = {each.complaint.number: str(stack.container.erasing.traces(each.complaint)) for each in found}
    if for_scripts:
        print(
            as_json(
                {
                    "person": person.name,
                    "complaints": kept,
                    "others": len(others),
                    "not_taken_in": len(unread),
                    "written": str(to or ""),
                }
            )
        )
        return 0
    print(*(f"{number}: {traces}" for number, traces in kept.items()), sep="\n", end="\n" * bool(kept))
    print(f"{counted(len(found), 'complaint')}, {counted(len(others), *LOOSE)}, {counted(len(unread), *WAITING)}")
    print(
        f"{to}: written; it holds personal data, hand it over safely"
        if to
        else "Nothing was written; --to FILE writes all of it."
    )
    return 0


NOTHING_KEPT = (
    "nothing is kept of {person}: no complaint, and no mail or text that none came of. Is it spelt as they wrote it? "
    "Whoever wrote from another address or number is found by that; redress show NUMBER tells a case's."
)
WAITING = ("mail or text not taken in yet", "mails and texts not taken in yet")
DEAD = ("text among dead letters", "texts among dead letters")
LOOSE = ("mail or text that no complaint came of", "mails and texts that no complaint came of")


def _write(stack: Stack, path: Path, found: list[Stored], others: list[Item], unread: list[str]) -> None:
    raw: set[str] = {item["raw"] for item in others if item.get("raw")}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for stored in found:
            told = document(stack, stored)
            archive.writestr(f"{stored.complaint.number}.json", encoded(told))
            raw |= set(told.raw_mails)
        texts = [item["payload"] for item in others if item.get("payload")]
        if texts:
            archive.writestr("texts.json", as_json(texts))
        for each in sorted(raw.union(unread)):
            content = stack.objects.get(each)
            if content is not None:
                name = each.rpartition("/")[2]
                archive.writestr(f"texts/{name}.json" if each.startswith(PREFIX) else f"mails/{name}.eml", content)


# -- erase ------------------------------------------------------------------------------------------------------------------


def _erase(chosen: argparse.Namespace) -> int:
    stack, person = Stack(chosen.stack), person_of(chosen.person)
    erasing, refused = stack.container.erasing, 0
    really = chosen.yes and not chosen.dry_run
    found = complaints_of(stack, person)
    for stored in found:
        number, why = stored.complaint.number, refusal(stored)
        refused += bool(why)
        kept = erasing.traces(stored.complaint)
        if why:
            print(f"{number}: {why}")
        elif not really:
            print(f"{number}: would lose name, address and words; {kept}{_workbooks(stack, number)}")
        else:
            gone = sent_workbooks.erase(stack.objects, {number})
            _erase_keys(stack, stored.complaint.id)
            stays = erasing.erase(stored, chosen.reason, now())
            print(
                f"{number}: erased; {kept}, {counted(gone, 'workbook')}"
                + "".join(f"\n  {raw} stays: legal hold" for raw in stays)
            )
    parts = (_erase_loose, _erase_waiting, _erase_block)
    if not any([bool(found), *(erase(stack, person, really=really) for erase in parts)]):
        print(NOTHING_KEPT.format(person=person.name))
    if not really:
        print("Nothing was erased; --yes erases.")
    return int(refused > 0)


def _erase_keys(stack: Stack, complaint_id: str) -> None:
    """Deletes the keys that hold words, as an order waiting for its confirmation does; they would leave by themselves in days."""
    for item in records.keys_of(stack, complaint_id):
        if item["key"].partition("#")[0] not in KEPT_KEYS:
            place = key(key=item["key"], position=item["position"])
            stack.dynamodb.delete_item(TableName=stack.settings.keys_table, Key=place)


def _workbooks(stack: Stack, number: str) -> str:
    """How many list it, as the end of a sentence."""
    count = sum(1 for _ in sent_workbooks.listing(stack.objects, {number}))
    return f", {counted(count, 'workbook')}" if count else ""


def _erase_loose(stack: Stack, person: Person, *, really: bool) -> bool:
    """What no complaint came of; whether there was any."""
    others = list(loose(stack, person))
    if really:
        stack.container.erasing.erase_objects(item["raw"] for item in others if item.get("raw"))
        stack.container.erasing.erase_payloads(item["inbound_id"] for item in others if item.get("payload"))
    goes = ("is erased" if len(others) == 1 else "are erased") if really else "would go"
    print(f"{counted(len(others), *LOOSE)} {goes}")
    return bool(others)


def _erase_waiting(stack: Stack, person: Person, *, really: bool) -> bool:
    """What nothing has taken in yet; whether there was any."""
    keys, dead = waiting(stack, person), not_taken_in.dead_letters(stack, person.name, really=really)
    if really:
        stack.container.erasing.erase_objects(keys)
    for count, words in ((len(keys), WAITING), (dead, DEAD)):
        goes = ("is erased" if count == 1 else "are erased") if really else "would go"
        print(f"{counted(count, *words)} {goes}\n" * bool(count), end="")
    return bool(keys or dead)


def _erase_block(stack: Stack, person: Person, *, really: bool) -> bool:
    """Whether there was one. That the desk has blocked them names them; where that goes they are heard again."""
    places = erasure.block_of(stack.settings, stack.dynamodb, person.name)
    if really:
        erasure.erase_keys(stack.settings, stack.dynamodb, places)
    if places:
        keys = counted(len(places), "key")
        print(f"{keys} of a block: {'erased; it holds no more' if really else 'would go, and the block with it'}")
    return bool(places)
