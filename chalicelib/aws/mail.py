"""Mail out: an outbox item as a MIME message (RFC 5322, 2045–2049), and sending it through SES."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from email.errors import HeaderParseError, MessageError
from email.header import Header, decode_header, make_header
from email.message import EmailMessage
from email.utils import quote
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from chalicelib.aws.mime_parts import body
from chalicelib.aws.records import OutboxItem
from chalicelib.aws.send_errors import SendError, sending
from chalicelib.core.complaint.model import Evidence
from chalicelib.core.expressions import expression
from chalicelib.core.words.marker import LOOP_HEADER, NO_MACHINE_ANSWERS
from chalicelib.core.written.mailboxes import canonical

REFERENCES_FIRST, REFERENCES_LAST = 4, 6
MESSAGE_ID = expression(r"<[!-;=?-~]{3,250}>")
LIST_VALUE = expression(r"<[!-;=?-~]{3,400}>(?:, <[!-;=?-~]{3,400}>)?")
# What a message is addressed, threaded and encoded by is not for further headers to say.
OURS = frozenset(
    {"from", "to", "cc", "bcc", "subject", "reply-to", "references", "in-reply-to", "message-id", "date", "sender"}
    | {"list-id", "list-unsubscribe"}
    | {"mime-version", "content-type", "content-transfer-encoding", "content-disposition", "return-path"}
)

if TYPE_CHECKING:
    from types_boto3_sesv2 import SESV2Client
ADDRESS = expression(r"[!-;=?-~]{1,254}@[0-9A-Za-z.-]{1,254}")
HEADER_NAME = expression(r"[!-9;-~]+")
TAG_LETTERS = expression(r"[^A-Za-z0-9_-]")
TAG_LENGTH = 256
ENCODED_LINE = 76  # RFC 2047 §2
LONGEST_LINE = 900  # of the 998 that a line may have (RFC 5322 §2.1.1), the rest is the header's name
_ATOM = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+"
DOT_ATOMS = expression(rf"{_ATOM}(?:\.{_ATOM})*@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*")  # what nearly all addresses are

ReadAttachment = Callable[[str], bytes]
ReadFile = Callable[[Evidence], bytes]


def send(
    client: "SESV2Client", item: OutboxItem, configuration_set: str, read: ReadAttachment, read_file: ReadFile
) -> str:
    """Send a mail to its one recipient; SES's id for it. SendError tells why not. `read` fetches an attachment, `read_file` a part of a mail."""
    attached = [(key, read(key)) for key in item.attachments]
    raw = mime(item, [*attached, *((file.name, read_file(file)) for file in item.files)])
    request: dict[str, Any] = {
        "Destination": {"ToAddresses": [in_ascii(item.recipient)]},
        "Content": {"Raw": {"Data": raw}},
        "EmailTags": [{"Name": name, "Value": tag(value)} for name, value in _tags(item) if value],
    }
    if configuration_set:
        request["ConfigurationSetName"] = configuration_set
    with sending(in_ascii(item.recipient)):
        return client.send_email(**request)["MessageId"]


def mime(item: OutboxItem, attachments: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """The message as bytes. SendError "rejected" if its addresses cannot stand in a header."""
    item = msgspec.structs.replace(item, recipient=in_ascii(item.recipient))
    try:
        return (
            _mailboxes(item)
            + _recipient(item.recipient)
            + _references(item.headers)
            + _lists(item.headers)
            + _header("Subject", item.subject)
            + b"".join(_header(name, value) for name, value in _headers(item))
            + b"MIME-Version: 1.0\r\n"
            + body(item.text, item.html, attachments, item.id)
        )
    except (
        MessageError,
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
    ) as error:  # the parser's own, on odd addresses
        raise SendError("rejected", f"no mail can be made of it: {type(error).__name__}") from error


def in_ascii(address: str) -> str:
    """The address as SES takes it: a domain of other letters as punycode (RFC 3492)."""
    return address if address.isascii() else canonical(address)


def tag(value: str) -> str:
    """A value as SES takes it for a message tag."""
    return TAG_LETTERS.sub("_", value)[:TAG_LENGTH]


def capped(references: Sequence[str]) -> list[str]:
    """The first four and the last six Message-IDs, so that a long thread still fits a header."""
    if len(references) <= REFERENCES_FIRST + REFERENCES_LAST:
        return list(references)
    return [*references[:REFERENCES_FIRST], *references[-REFERENCES_LAST:]]


def _recipient(address: str) -> bytes:
    if not (DOT_ATOMS.fullmatch(address) or _is_one_address(address)):
        raise ValueError("not one plain address")
    return f"To: {address}\r\n".encode("ascii")


def _is_one_address(value: str) -> bool:
    """Whether the library reads it as one. SES takes no mail for addresses beyond ASCII (RFC 6531)."""
    message = EmailMessage()
    message["To"] = value
    one = [address.addr_spec for address in message["To"].addresses] == [value]
    return one and value.isascii() and "@" in value[1:-1]


def _mailboxes(item: OutboxItem) -> bytes:
    """From and Reply-To, written here: the library folds names that look like groups into lines of their own."""
    lines = [f"From: {_mailbox(item.sender)}\r\n"]
    if item.reply_to:
        lines.append(f"Reply-To: {_mailbox(item.reply_to)}\r\n")
    return "".join(lines).encode("ascii")


@lru_cache(maxsize=256)  # mails go out in one name
def _mailbox(value: str) -> str:
    """One mailbox (RFC 5322 §3.4) of "Name <address>" or a bare address, whatever stands in the name."""
    name, address = _parted(value)
    address = in_ascii(address)
    if not ADDRESS.fullmatch(address):
        raise ValueError("not one plain address")
    if not name:
        return address
    # An encoded word stands bare: between quotes it is no encoded word (RFC 2047 §5).
    bare = f'"{quote(name)}"'
    spelled = (
        bare if name.isascii() else Header(name, "utf-8", header_name="Reply-To").encode(linesep="\r\n", maxlinelen=75)
    )
    between = " " if len(spelled.rpartition("\n")[2]) + len(address) < ENCODED_LINE - len("Reply-To:  <>") else "\r\n "
    return f"{spelled}{between}<{address}>"


def _parted(value: str) -> tuple[str, str]:
    line = _one_line(value)
    if not line.endswith(">"):
        return "", line
    name, _, address = line[:-1].rpartition("<")
    name = name.strip()
    name = name[1:-1] if len(name) > 1 and name[0] == name[-1] == '"' else name
    return _decoded(name), address


def _decoded(name: str) -> str:
    """A name as it is read, where whoever stored it had spelled it for a header already."""
    try:
        return str(make_header(decode_header(name))) if "=?" in name else name
    except (LookupError, UnicodeError, HeaderParseError):
        return name


def _headers(item: OutboxItem) -> Iterator[tuple[str, str]]:
    # Whatever else is forgotten, robots are told that a robot wrote (RFC 3834), and we know our own mail again.
    quiet = {
        "auto-submitted": ("Auto-Submitted", "auto-generated"),
        "x-auto-response-suppress": ("X-Auto-Response-Suppress", NO_MACHINE_ANSWERS),
        LOOP_HEADER.lower(): (LOOP_HEADER, _parted(item.sender)[1]),
    }
    given = {name.lower(): (name, value) for name, value in item.headers.items() if HEADER_NAME.fullmatch(name)}
    yield from (pair for lower, pair in (quiet | given).items() if lower not in OURS)


def _references(headers: Mapping[str, str]) -> bytes:
    """References and In-Reply-To, folded here: the library encodes long Message-IDs, and then nobody knows them again."""
    lower = {name.lower(): value for name, value in headers.items()}
    answered = MESSAGE_ID.findall(lower.get("in-reply-to", ""))[:1]
    thread = MESSAGE_ID.findall(lower.get("references", "")) + MESSAGE_ID.findall(lower.get("message-id", ""))
    lines = []
    if answered:
        lines.append("In-Reply-To: " + answered[0])
    if thread:
        lines.append("References: " + "\r\n ".join(capped(list(dict.fromkeys(thread)))))
    return "".join(line + "\r\n" for line in lines).encode("ascii")


def _lists(headers: Mapping[str, str]) -> bytes:
    """List-Id and List-Unsubscribe, on a line each: the library would encode a long address, and no program would know it."""
    lower = {name.lower(): value for name, value in headers.items()}
    given = ((name, LIST_VALUE.fullmatch(lower.get(name.lower(), ""))) for name in ("List-Id", "List-Unsubscribe"))
    return "".join(f"{name}: {found.group()}\r\n" for name, found in given if found).encode("ascii")


def _header(name: str, value: str) -> bytes:
    """A header of words, encoded as a whole where it is not ASCII: the library loses blanks between encoded and plain words."""
    line = _one_line(value)
    if not line.isascii() or len(line) > LONGEST_LINE:
        line = Header(line, "utf-8", header_name=name).encode(linesep="\r\n")
    return f"{name}: {line}\r\n".encode("ascii")


def _one_line(value: str) -> str:
    """A header's value without line breaks and control characters: nothing that was written can begin a header."""
    if not value.isprintable():
        value = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(value.split())


def _tags(item: OutboxItem) -> list[tuple[str, str]]:
    # SES writes Feedback-ID itself, by which mailbox providers tell kinds of mail apart, and begins it with these two.
    kinds = [("ses:feedback-id-a", item.message), ("ses:feedback-id-b", "redress")]
    return [("outbox", item.id), ("complaint", item.complaint), ("message", item.message), *kinds]
