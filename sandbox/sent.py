"""What went out: mails and texts as their readers get them."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses, parseaddr
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


class SentMail(msgspec.Struct, frozen=True, eq=False):
    """A mail that SES took. `id` is SES's; `raw` is what the recipient's server gets; `tags` are SES message tags."""

    id: str
    at: datetime
    to: Addresses
    sender: str
    reply_to: str
    subject: str
    text: str
    html: str
    headers: EmailMessage
    attachments: tuple[Attachment, ...]
    raw: bytes
    tags: dict[str, list[str]]

    @property
    def message_id(self) -> str:
        """The Message-ID that SES gave it."""
        return str(self.headers["Message-ID"])


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
    """The mail as it is delivered: SES sets Message-ID and Date anew and takes its own control headers out."""
    delivered = _delivered(raw, message_id, at)
    message = message_from_bytes(delivered, _class=EmailMessage, policy=policy.default)
    sender = parseaddr(str(message.get("From", "")))[1]
    return SentMail(
        id=message_id,
        at=at,
        to=_addresses(recipients),
        sender=sender,
        reply_to=parseaddr(str(message.get("Reply-To", "")))[1] or sender,
        subject=str(message.get("Subject", "")),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        headers=message,
        attachments=tuple(_attachment(part) for part in message.iter_attachments()) if message.is_multipart() else (),
        raw=delivered,
        tags=dict(tags),
    )


def _delivered(raw: bytes, message_id: str, at: datetime) -> bytes:
    region = "email" if REGION == "us-east-1" else REGION
    head, blank, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = re.split(rb"\n(?![ \t])", head)
    ours = re.compile(rb"(message-id|date|x-ses-[a-z-]+|bcc):", re.IGNORECASE)
    kept = [line for line in lines if not ours.match(line)]
    kept += [f"Message-ID: <{message_id}@{region}.amazonses.com>".encode(), b"Date: " + format_datetime(at).encode()]
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
