"""A letter as mailboxes hold it: what it says, its headers, its source and its files."""

import mimetypes
from datetime import datetime
from email import message_from_bytes, policy
from typing import Literal, get_args

import msgspec

from chalicelib.core.written.words import folded
from chalicelib.inbound import email_message
from chalicelib.inbound.header_text import decode_header
from sandbox.sent import Attachment, SentMail, SentText

View = Literal["mail", "text", "headers", "source"]
VIEWS: tuple[View, ...] = get_args(View)
MOST_SHOWN = 200_000  # bytes of a source; files in a mail make it longer than anybody reads
UNKNOWN = "application/octet-stream"


class Letter(msgspec.Struct, frozen=True):
    """A mail or text in a mailbox or on a phone. `key` finds it again; `ours` says that the owner wrote it; a text has no `raw`."""

    key: str
    at: datetime
    other: str
    subject: str
    text: str
    html: str = ""
    ours: bool = False
    raw: bytes = b""
    files: tuple[Attachment, ...] = ()

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Name and value of each header, as they follow one another, encoded words read."""
        read = message_from_bytes(self.raw, policy=policy.compat32).raw_items()
        return [
            (name, decode_header("".join(str(v).splitlines()).encode("ascii", "surrogateescape"))) for name, v in read
        ]

    @property
    def source(self) -> str:
        """The mail as it travels, or its beginning."""
        return self.raw[:MOST_SHOWN].decode("utf-8", "replace").replace("\r\n", "\n")

    @property
    def is_cut(self) -> bool:
        """Whether `source` is the beginning alone."""
        return len(self.raw) > MOST_SHOWN

    def tells(self, words: list[str]) -> bool:
        """Whether each of the words, folded, stands in what is written, in an address or in a file's name."""
        said = folded("\n".join((self.subject, self.other, self.text, *(file.name for file in self.files))))
        return all(word in said for word in words)


def received(sent: SentMail | SentText) -> Letter:
    """What somebody got."""
    raw = sent.raw if isinstance(sent, SentMail) else b""
    return Letter(sent.id, sent.at, sent.sender, sent.subject, sent.text, sent.html, raw=raw, files=sent.attachments)


def written(key: str, at: datetime, to: str, raw: bytes) -> Letter:
    """What somebody wrote, of whatever program it is."""
    read = email_message.parse(raw)
    files = tuple(
        Attachment(file.name, file.content_type, email_message.attachment_bytes(raw, file.part) or b"")
        for file in read.attachments
    )
    return Letter(key, at, to, read.subject, read.text, ours=True, raw=raw, files=files)


def kind_of(name: str) -> str:
    """The type of a file by its name."""
    return mimetypes.guess_type(name)[0] or UNKNOWN
