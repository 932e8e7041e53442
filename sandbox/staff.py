"""Mails as people write them: a reply to something the system sent, or a mail of their own."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from itertools import count
from typing import Protocol

FOLD = 900  # letters; RFC 5322 allows 998 a line

Files = Sequence[tuple[str, str, bytes]]

_written = count(1)  # who writes the same words again writes another mail


class Readable(Protocol):
    """What a reply needs to know of the mail that it answers."""

    @property
    def at(self) -> datetime: ...  # noqa: D102
    @property
    def to(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def sender(self) -> str: ...  # noqa: D102
    @property
    def reply_to(self) -> str: ...  # noqa: D102
    @property
    def subject(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def headers(self) -> EmailMessage: ...  # noqa: D102


def reply(
    mail: Readable,
    text: str,
    sender: str = "",
    *,
    at: datetime | None = None,
    to: str = "",
    quote: bool = True,
    headers: Mapping[str, str | None] | None = None,
    attachments: Files = (),
) -> bytes:
    """A reply to `mail` as a mail program writes it, from its recipient unless `sender` says otherwise.

    `headers` replaces headers; None leaves one out, as programs do that lose References. `attachments`: (name, type, bytes).
    """
    answered = str(mail.headers.get("Message-ID", ""))
    thread = " ".join(filter(None, (str(mail.headers.get("References", "")), answered)))
    subject = mail.subject if mail.subject.lower().startswith("re:") else f"Re: {mail.subject}"
    body = f"{text}\n\n{quoted(mail)}" if quote else text
    threading: dict[str, str | None] = {"In-Reply-To": answered or None, "References": thread or None}
    return compose(
        sender or mail.to[0], to or mail.reply_to or mail.sender, subject, body,
        at=at or mail.at, headers=threading | dict(headers or {}), attachments=attachments,
    )  # fmt: skip


def compose(
    sender: str,
    to: str,
    subject: str,
    text: str,
    *,
    at: datetime | None = None,
    headers: Mapping[str, str | None] | None = None,
    attachments: Files = (),
) -> bytes:
    """A new mail. `sender` may carry a name: `王丽 <wang@example.com>`."""
    message = EmailMessage(policy=SMTP.clone(cte_type="8bit"))
    message.set_content(text if text.endswith("\n") else text + "\n", charset="utf-8", cte="8bit")
    for name, content_type, content in attachments:
        maintype, _, subtype = content_type.partition("/")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    identity = hashlib.sha256(
        "\0".join((sender, to, subject, text, str(at), str(next(_written)))).encode()
    ).hexdigest()[:24]
    own = {"From": sender, "To": to, "Subject": subject, "Message-ID": f"<{identity}@{_domain(sender)}>"}
    own |= {"Date": format_datetime(at)} if at else {}
    given = {name: value for name, value in (own | dict(headers or {})).items() if value is not None}
    return "".join(_header(name, value) for name, value in given.items()).encode() + message.as_bytes()


def _header(name: str, value: str) -> str:
    """A header, folded between words only: the library would encode a long Message-ID or address, as no mail program does."""
    display, address = parseaddr(value)
    if value.isascii():
        words = " ".join(value.split())
    elif address and name in {"From", "To", "Cc", "Reply-To"}:
        words = formataddr((display, address))
    else:
        words = Header(value, "utf-8").encode(linesep="\r\n")
    return f"{name}: {words}\r\n" if len(words) < FOLD else f"{name}: " + words.replace(" <", "\r\n <") + "\r\n"


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


def quoted(mail: Readable) -> str:
    """The mail's text as a reply carries it below."""
    lines = "\n".join(f"> {line}".rstrip() for line in mail.text.rstrip().splitlines())
    return f"在 {mail.at:%Y年%m月%d日 %H:%M}，{mail.sender} 写道：\n\n{lines}\n"
