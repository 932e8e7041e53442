"""The body of a mail as bytes (RFC 2045–2049): texts, files, and what holds several of them together. Lines end in CRLF.

Written here, because the library reads each header of each part that it writes, at ten times the cost.
"""

import base64
import binascii
import mimetypes
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePosixPath

FILE = SMTP.clone(cte_type="7bit")  # SES takes 8-bit bodies apart
BYTES = "application/octet-stream"  # also of a mail: as a message/rfc822 it may not be encoded (RFC 2046 §5.2.1)


def body(text: str, html: str, files: Sequence[tuple[str, bytes]], name: str) -> bytes:
    """A mail's own Content headers and body. `html` may be "". Boundaries are made of `name`, so that each attempt has the same."""
    said = [_text("plain", text)] + ([_text("html", html)] if html else [])
    inner = f"=_{name}.{int(bool(files))}"
    whole = _multipart("alternative", inner, said) if html else said[0]
    if not files:
        return whole
    return _multipart("mixed", f"=_{name}.0", [whole, *(_file(*each) for each in files)])


def _multipart(kind: str, boundary: str, parts: Sequence[bytes]) -> bytes:
    """Parts between boundaries. "=_" comes in neither base64 nor quoted-printable (RFC 2045)."""
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode("ascii")
    line = f"--{boundary}".encode("ascii")
    return b"".join((head, *(b"%b\r\n%b\r\n" % (line, part) for part in parts), line, b"--\r\n"))


def _text(kind: str, said: str) -> bytes:
    lines = b"".join(line + b"\r\n" for line in said.encode().splitlines())
    if _is_foreign(said):
        encoding, encoded = "base64", base64.encodebytes(lines).replace(b"\n", b"\r\n")
    else:
        encoding, encoded = "quoted-printable", binascii.b2a_qp(lines)
    head = f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'
    return head.encode("ascii") + encoded


def _is_foreign(text: str) -> bool:
    """Whether base64 is the shorter: for Chinese it is a third of quoted-printable, which can be read in the raw mail."""
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return 6 * foreign > len(text)


def _file(key: str, content: bytes) -> bytes:
    name = PurePosixPath(key).name
    kind = mimetypes.guess_type(name)[0] or BYTES
    maintype, _, subtype = (BYTES if kind.startswith("message/") else kind).partition("/")
    part = EmailMessage(policy=FILE)
    part.set_content(content, maintype=maintype, subtype=subtype, filename=name, disposition="attachment")
    return part.as_bytes()
