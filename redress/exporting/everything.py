"""`redress export ALL FOLDER`: cases with histories, messages and texts, raw mails, files, reports and policies, as open formats."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from chalicelib.aws.records import Stored
from chalicelib.clockwork.sent_workbooks import REPORTS
from chalicelib.core.complaint.model import WHOLE, Complaint, Evidence
from chalicelib.core.people import blocks
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import instant
from chalicelib.core.report import monthly_figures
from chalicelib.exports.cells import harmless
from chalicelib.inbound.email_message import attachment_bytes
from chalicelib.staff.queries import NOTES_KEPT
from redress import asked, raw_mails, records
from redress.case_documents import CaseDocument, decoded, document, encoded
from redress.exporting.folder import FORMAT, Folder, Manifest, safe_name
from redress.printing import as_json, without_keys
from redress.progress import watched
from redress.stack import Stack

CASES, MAILS, FILES, OTHER, REGISTER, GUIDE = "cases", "mails", "files", "other", "register.csv", "README.txt"
POLICIES = "policy/"
BYTE_ORDER_MARK = "\ufeff"  # without which a spreadsheet reads Chinese in another charset
COLUMNS = (
    *("number", "status", "channel", "kind", "category", "severity", "valid", "department", "unit", "handler"),
    *("subject", "text", "outcome", "satisfaction", "round", "restricted", "anonymous", "merged_into"),
)
WHO, WHEN = ("name", "mail", "phone", "relation"), ("received", "answered", "closed")
GUIDE_TEXT = """\
What {stack} keeps of complaints and people, as of {made}.

cases/NUMBER.json     a complaint: its record, its whole history, what was sent, the texts that came in
register.csv          a line for each complaint (a text that a spreadsheet would take for a formula has a ' before it)
mails/ID.eml          every raw mail as it came in, those with a virus among them
files/NUMBER/         what was attached to them
reports/              the workbooks that were sent (.xlsx), and what each counted (.json)
policy/               the rules, directories and words that were published, by digest; current.json names those in force
other/receipts.jsonl  mails and texts that no complaint came of: parked, held, ignored
other/messages.jsonl  messages about no complaint: lists, reports, notices
other/notes.jsonl     who of staff asked for which cases, senders that are blocked, figures given for a month
manifest.json         every file with its SHA-256 and size

Not in it: indexes and counts, which follow from the cases, messages that were not yet sent, signing keys, logs.
Links in messages lack what opens them. Times are UTC. It holds personal data: keep it encrypted, and erase it when its time is over.

To see whether it is whole:  python -m redress export --check FOLDER
It needs neither AWS nor the stack. A line of a history is bound to those before it: its `chain` is the SHA-256 of the chain before, a
line feed and the line as JSON (keys sorted, no blanks: at, by, complaint, digest, raw, reason, sequence, what); its `digest` that of
salt, line feed, `said` and a line feed if there is any, and text.
"""


class Export:
    """One stack written into one folder."""

    def __init__(self, stack: Stack, path: Path) -> None:
        self.stack = stack
        self.folder = Folder(path, f"{stack.name} ({stack.settings.mail_bucket})")
        self.missing: set[str] = set()
        self.in_bucket: set[str] = set()  # raw mails; what lies in the folder alone was erased since it was written
        self.mail = lru_cache(maxsize=4)(stack.objects.get)

    def write(self, policy: Policy, at: datetime) -> Manifest:
        """All of it, each file unless it is there already."""
        self.in_bucket = {each.key for each in watched(raw_mails.stored(self.stack), "mails found")}
        found = watched(records.complaints(self.stack), "cases")
        cases = [register_line(self._case(stored), policy) for stored in found]
        for each in watched(sorted(self.in_bucket), "mails", len(self.in_bucket)):
            self._mail(each)
        for prefix in (REPORTS, POLICIES):
            for key, state in watched(self._listed(prefix), f"files of {prefix}"):
                self._object(key, state)
        self._others()
        self._text(REGISTER, as_csv(columns(policy), sorted(cases)))
        self._text(GUIDE, GUIDE_TEXT.format(stack=self.folder.stack, made=instant(at)))
        return self.folder.finish(policy.name, at, len(cases), self.missing)

    def _case(self, stored: Stored) -> Complaint:
        """A case with its mails and files; the record as it was written."""
        name = f"{CASES}/{safe_name(stored.complaint.number or stored.complaint.id)}.json"
        found = decoded(self.folder.read(name)) if self.folder.has(name, state_of(stored)) else None
        if found is None or found.problems():
            found = document(self.stack, stored)
            self.folder.put(name, state_of(stored), encoded(found))
        self.missing |= {raw for raw in found.raw_mails if not self._mail(raw)}
        for name, file in files_of(found):
            self._file(name, file)
        return found.complaint

    def _mail(self, key: str) -> bool:
        """A raw mail; whether there is one."""
        name = f"{MAILS}/{mail_name(key)}"
        if key in self.in_bucket and self.folder.has(name, key):
            return True
        content = self.mail(key)
        if content is not None:
            self.folder.put(name, key, content)
        return content is not None

    def _file(self, name: str, file: Evidence) -> None:
        """What was attached to a mail; nothing where the mail is gone."""
        if file.raw in self.in_bucket and self.folder.has(name, f"{file.raw} {file.part}"):
            return
        raw = self.mail(file.raw)
        content = attachment_bytes(raw, file.part) if raw else None
        if content is not None:
            self.folder.put(name, f"{file.raw} {file.part}", content)
        elif raw:
            self.missing.add(f"{file.raw} {file.part}")

    def _listed(self, prefix: str) -> Iterator[tuple[str, str]]:
        """What the bucket holds under a prefix: its key, and another word for each content."""
        pages = self.stack.objects.client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self.stack.objects.bucket, Prefix=prefix):
            yield from ((found["Key"], found["ETag"]) for found in page.get("Contents", ()))

    def _object(self, key: str, state: str) -> None:
        """What lies in the bucket, under its own name."""
        name = "/".join(safe_name(part) for part in key.split("/"))
        if not self.folder.has(name, state) and (content := self.stack.objects.get(key)) is not None:
            self.folder.put(name, state, content)

    def _others(self) -> None:
        """What belongs to no complaint."""
        receipts = (each for each in records.receipts(self.stack) if not each.get("complaint"))
        self._text(f"{OTHER}/receipts.jsonl", _lines({k: str(v) for k, v in each.items()} for each in receipts))
        sent = (each for each in records.sent(self.stack) if not each.item.complaint)
        told = (
            {"at": s.at, "to": s.item.recipient, "message": s.item.message, "state": s.state, "subject": s.item.subject,
             "text": without_keys(s.item.text), "attachments": s.item.attachments}
            for s in sent
        )  # fmt: skip
        self._text(f"{OTHER}/messages.jsonl", _lines(told))
        rows = self.stack.container.pipeline.tables.rows
        noted = (*asked.notes(self.stack, NOTES_KEPT.days), *rows(blocks.KEY), *rows(monthly_figures.KEY))
        self._text(f"{OTHER}/notes.jsonl", _lines(iter(noted)))

    def _text(self, name: str, text: str) -> None:
        self.folder.put(name, "", text.encode())


def state_of(stored: Stored) -> str:
    """Another word for each state of a case: its record, its history and what is not yet sent of it."""
    told = (FORMAT, stored.complaint.version, stored.chain, stored.entries, *sorted(stored.unsent))
    return sha256(as_json(told).encode()).hexdigest()[:20]


def mail_name(key: str) -> str:
    """What a raw mail is called in the export."""
    return f"{safe_name(key.removeprefix(raw_mails.RAW).replace('/', '_'))}.eml"


def files_of(found: CaseDocument) -> Iterator[tuple[str, Evidence]]:
    """The files of a case with their names in the export."""
    number = safe_name(found.complaint.number or found.complaint.id)
    for place, file in enumerate(found.complaint.evidence, 1):
        if file.part != WHOLE:
            yield f"{FILES}/{number}/{place:02}-{safe_name(file.name)}", file


def columns(policy: Policy) -> tuple[str, ...]:
    """What the register has of each complaint; the policy's fields are the last."""
    return (*COLUMNS, *WHO, *WHEN, *(field.name for field in policy.fields))


def register_line(case: Complaint, policy: Policy) -> tuple[str, ...]:
    """A complaint's line of the register."""
    at = (case.moment(name) for name in WHEN)
    values = (
        *(getattr(case, name) for name in COLUMNS),
        *(getattr(case.complainant, name) for name in WHO),
        *(instant(moment) if moment else "" for moment in at),
        *(case.fields.get(field.name, "") for field in policy.fields),
    )
    return tuple("" if value is None else harmless(str(value)) for value in values)


def as_csv(header: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    """A table as a spreadsheet opens it."""
    text = io.StringIO()
    csv.writer(text).writerows((header, *lines))
    return BYTE_ORDER_MARK + text.getvalue()


def _lines(values: Iterator[object]) -> str:
    return "".join(msgspec.json.encode(each).decode() + "\n" for each in values)
