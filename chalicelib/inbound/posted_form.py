"""A form as a browser posts it, kept with the line that says how to read it: so its files are read as those of a mail are.

Which kinds of file are taken follows from their first bytes; what a browser, or whoever posts without one, calls them does not count.
"""

import hashlib
import re
from urllib.parse import parse_qsl

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.inbound import attachments, charsets, mime_tree
from chalicelib.inbound.header_text import parameters
from chalicelib.inbound.inbound_mail import Attachment
from chalicelib.inbound.mime_tree import MimeTree, Part

MOST_FIELDS = 20
LONGEST_HEADER = 300
_KINDS = (
    ("image/jpeg", expression(rb"\xff\xd8\xff")),
    ("image/png", expression(rb"\x89PNG\r\n\x1a\n")),
    ("image/gif", expression(rb"GIF8[79]a")),
    ("image/webp", expression(rb"RIFF....WEBP", re.DOTALL)),
    ("image/heic", expression(rb"....ftyp(?:heic|heix|hevc|mif1|msf1)", re.DOTALL)),
    ("application/pdf", expression(rb"%PDF-")),
)


class PostedForm(msgspec.Struct, frozen=True):
    """The fields by name, of doubled ones the last, and the files; a file of a kind that is not taken has no `content_type`."""

    fields: dict[str, str]
    files: tuple[Attachment, ...] = ()


def stored(content_type: str, body: bytes) -> bytes:
    """How a posted form is kept: what the browser sent, byte for byte, under its Content-Type."""
    said = re.sub(r"[^\x20-\x7e]", "", content_type)[:LONGEST_HEADER]
    return f"MIME-Version: 1.0\r\nContent-Type: {said}\r\n\r\n".encode() + body


def read(raw: bytes) -> PostedForm:
    """What a form says that is kept so. Never raises: what cannot be read is not there."""
    head, _, body = raw.partition(b"\r\n\r\n")
    if parameters(head.rpartition(b"Content-Type:")[2])[0] != "multipart/form-data":
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace", separator="&")
        return PostedForm({name: charsets.clean(value) for name, value in pairs[:MOST_FIELDS]})
    tree = mime_tree.parse(raw)
    parts = [part for part in tree.leaves() if part.number]
    said = [part for part in parts if not _is_file(part)]
    fields = {_name(part): charsets.clean(tree.content(part).decode("utf-8", "replace")) for part in said[:MOST_FIELDS]}
    return PostedForm(fields, tuple(_file(tree, part) for part in parts if _is_file(part) and tree.content(part)))


def _name(part: Part) -> str:
    return parameters(part.header("content-disposition"))[1].get("name", "")


def _is_file(part: Part) -> bool:
    return "filename" in parameters(part.header("content-disposition"))[1]


def _file(tree: MimeTree, part: Part) -> Attachment:
    content = tree.content(part)
    kind = next((name for name, begins in _KINDS if begins.match(content)), "")
    name = attachments.safe_name(attachments.file_name(part)) or f"{part.number}.{kind.partition('/')[2] or 'bin'}"
    return Attachment(name, kind, len(content), hashlib.sha256(content).hexdigest(), part.number)
