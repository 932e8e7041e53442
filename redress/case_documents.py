"""A case as a file of its own: everything that is kept of it, as JSON whose history can be checked line by line without us."""

from datetime import datetime
from typing import Any

import msgspec

from chalicelib.aws.records import Stored
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.register import chain
from redress.printing import as_json, without_keys
from redress.stack import Stack, StackError

ATTEMPTS = 5


class HistoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the history. `said` is what the system said then, as JSON text; `salt` is what the digest of both texts was made with."""

    sequence: int
    at: str
    what: str
    by: str
    reason: str
    raw: str
    text: str = ""
    said: str = ""
    digest: str = ""
    salt: str = ""
    chain: str = ""


class SentMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message of ours that is done with; links in it lack what opens them."""

    at: datetime
    message: str
    role: str
    to: str
    channel: str
    state: str
    subject: str
    text: str
    provider_id: str


class CaseDocument(msgspec.Struct, frozen=True, kw_only=True):
    """All that is kept of a case. `head` and `lines` are how the record says that the history ends; `texts` by the text's id."""

    complaint: Complaint
    history: tuple[HistoryLine, ...]
    head: str
    lines: int
    messages: tuple[SentMessage, ...]
    texts: dict[str, str]
    raw_mails: tuple[str, ...]

    def problems(self) -> list[str]:
        """What is wrong with the history, in words; nothing if its chain holds."""
        lines = [self._line(each) for each in self.history]
        said = {h.sequence: chain.Text(text=h.text, salt=h.salt, said=h.said) for h in self.history if h.salt}
        return chain.problems(lines, said, self.head, self.lines)

    def _line(self, each: HistoryLine) -> chain.Line:
        known = {name: getattr(each, name) for name in chain.Line.__struct_fields__ if name != "complaint"}
        return chain.Line(complaint=self.complaint.id, **known)


def document(stack: Stack, stored: Stored) -> CaseDocument:
    """The case as it is now. StackError if it keeps changing while it is read."""
    tables, complaint_id = stack.container.pipeline.tables, stored.complaint.id
    for _ in range(ATTEMPTS):
        lines, personal = tables.history_as_stored(complaint_id)
        if len(lines) == stored.entries:
            return _document(stack, stored, lines, personal)
        stored = tables.load(complaint_id) or stored
    raise StackError(
        f"{stored.complaint.number} keeps changing, or its history lacks lines (redress verify); give the command again"
    )


def _document(stack: Stack, stored: Stored, lines: list[chain.Line], personal: dict[int, chain.Text]) -> CaseDocument:
    kept = stack.container.erasing.traces(stored.complaint)
    sent = stack.container.pipeline.outbox_table.sent(stored.complaint.id)
    return CaseDocument(
        complaint=stored.complaint,
        history=tuple(_told(line, personal.get(line.sequence)) for line in lines),
        head=stored.chain,
        lines=stored.entries,
        messages=tuple(
            SentMessage(
                at=record.at,
                message=record.item.message,
                role=record.item.role,
                to=record.item.recipient,
                channel=record.item.channel,
                state=record.state,
                subject=record.item.subject,
                text=without_keys(record.item.text),
                provider_id=record.provider_id,
            )
            for record in sent
        ),
        texts=kept.payloads,
        raw_mails=kept.raw,
    )


def _told(line: chain.Line, text: chain.Text | None) -> HistoryLine:
    known: dict[str, Any] = {name: getattr(line, name) for name in line.__struct_fields__ if name != "complaint"}
    said: dict[str, Any] = {"text": text.text, "said": text.said, "salt": text.salt} if text else {}
    return HistoryLine(**known, **said)


def encoded(found: CaseDocument) -> bytes:
    """As it lies in the file."""
    return as_json(found).encode()


def decoded(content: bytes) -> CaseDocument:
    """Such a file. msgspec.DecodeError or ValidationError if it is none."""
    return msgspec.json.decode(content, type=CaseDocument)
