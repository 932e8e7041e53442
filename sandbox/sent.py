"""What went out: mails and texts as their readers get them."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses, parseaddr
from functools import cached_property
from typing import Any

import msgspec

from sandbox.events import REGION


class Addresses(tuple[str, ...]):
    """A mail's recipients. One alone also equals its address written as text."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return len(self) == 1 and self[0].lower() == other.lower()
        return tuple(self) == (tuple(other) if isinstance(other, list) else other)

    def __hash__(self) -> int:
        return tuple.__hash__(self)

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and address.lower() in (each.lower() for each in self)

    def __str__(self) -> str:
        return ", ".join(self)


class Attachment(msgspec.Struct, frozen=True):
    """A file that came with a mail."""

    name: str
    content_type: str
    content: bytes

    @property
    def filename(self) -> str:
        """The name, as the mail library calls it."""
        return self.name


class SentMail(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A mail that SES took. `id` is SES's; `raw` is what the recipient's server gets; `tags` are SES message tags.

    It is read when somebody looks into it: of a month's mails a test looks into few.
    """

    id: str
    at: datetime
    to: Addresses
    raw: bytes
    tags: dict[str, list[str]]

    @cached_property
    def headers(self) -> EmailMessage:
        """The mail as its recipient's program reads it."""
        return message_from_bytes(self.raw, _class=EmailMessage, policy=policy.default)

    @property
    def message_id(self) -> str:
        """The Message-ID that SES gave it."""
        return str(self.headers["Message-ID"])

    @property
    def sender(self) -> str:
        """The address it comes from."""
        return self._address("From")

    @property
    def reply_to(self) -> str:
        """The address that answers go to."""
        return self._address("Reply-To") or self.sender

    @cached_property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.headers.get("Subject", ""))

    @cached_property
    def text(self) -> str:
        """The plain text; "" if it has none."""
        return _body(self.headers, "plain")

    @cached_property
    def html(self) -> str:
        """The HTML; "" if it has none."""
        return _body(self.headers, "html")

    @cached_property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files that came with it."""
        parts = self.headers.iter_attachments() if self.headers.is_multipart() else ()
        return tuple(_attachment(part) for part in parts)

    def _address(self, header: str) -> str:
        return parseaddr(str(self.headers.get(header, "")))[1]


class SentText(msgspec.Struct, frozen=True, eq=False):
    """A text that SNS took; `to` is the number."""

    id: str
    at: datetime
    to: str
    sender: str
    text: str
    subject: str = ""
    reply_to: str = ""
    html: str = ""
    headers: dict[str, str] = {}
    attachments: tuple[Attachment, ...] = ()


def sent_mail(
    message_id: str, raw: bytes, recipients: Sequence[str], tags: Mapping[str, list[str]], at: datetime
) -> SentMail:
    """The mail as it is delivered: SES sets Message-ID, Date and Feedback-ID anew and takes its own control headers out."""
    delivered = _delivered(raw, message_id, at, [tags.get(f"ses:feedback-id-{each}", [""])[0] for each in "ab"])
    return SentMail(id=message_id, at=at, to=_addresses(recipients), raw=delivered, tags=dict(tags))


def _delivered(raw: bytes, message_id: str, at: datetime, kinds: Sequence[str]) -> bytes:
    region = "email" if REGION == "us-east-1" else REGION
    head, blank, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = re.split(rb"\n(?![ \t])", head)
    ours = re.compile(rb"(message-id|date|feedback-id|x-ses-[a-z-]+|bcc):", re.IGNORECASE)
    kept = [line for line in lines if not ours.match(line)]
    kept += [f"Message-ID: <{message_id}@{region}.amazonses.com>".encode(), b"Date: " + format_datetime(at).encode()]
    kept.append(f"Feedback-ID: {':'.join(kinds)}:1.{REGION}.sandbox:AmazonSES".encode())
    return (b"\n".join(kept) + blank + body).replace(b"\n", b"\r\n")


def _addresses(recipients: Sequence[str]) -> Addresses:
    """Bare addresses, each once: the emulator lists envelope and header together."""
    found = {address.lower(): address for _, address in reversed(getaddresses(list(recipients))) if address}
    return Addresses(reversed(found.values()))


def _body(message: EmailMessage, subtype: str) -> str:
    part: Any = message.get_body(preferencelist=(subtype,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""


def _attachment(part: Any) -> Attachment:
    content = part.get_payload(decode=True)
    return Attachment(part.get_filename() or "", part.get_content_type(), bytes(content or b""))
