"""Files in a mail: which parts are files, names that are safe to show and to save, and parts nobody can read."""

import hashlib
import re
import unicodedata
from urllib.parse import quote

from chalicelib.core.expressions import expression
from chalicelib.inbound.header_text import decode_header, parameters
from chalicelib.inbound.inbound_mail import Attachment
from chalicelib.inbound.mime_tree import MimeTree, Part

LONGEST_NAME = 120
# Formats that hide their words from us; a person has to open them.
UNREADABLE = {
    "application/ms-tnef": "tnef",
    "application/vnd.ms-tnef": "tnef",
    "application/vnd.ms-outlook": "msg",
    "application/pkcs7-mime": "smime",
    "application/x-pkcs7-mime": "smime",
    "multipart/encrypted": "pgp",
    "application/pgp-encrypted": "pgp",
    "text/calendar": "calendar",
    "application/ics": "calendar",
    "message/partial": "partial",
    "message/external-body": "external",
}
NAMED = {"winmail.dat": "tnef", "win.dat": "tnef", "smime.p7m": "smime"}
EXTENSIONS = {"text/html": "html", "text/plain": "txt", "text/calendar": "ics", "image/jpeg": "jpg", "image/png": "png",
              "image/gif": "gif", "application/pdf": "pdf", "message/rfc822": "eml", "audio/amr": "amr", "video/mp4": "mp4"}  # fmt: skip
_CONTROL = expression("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def file_name(part: Part) -> str:
    """The name its sender gave the part, not yet made safe; "" if none."""
    _, disposition = parameters(part.header("content-disposition"))
    return disposition.get("filename") or part.parameters.get("name", "")


def is_file(part: Part) -> bool:
    """Whether the part is shown as a file rather than read as the letter."""
    kind, _ = parameters(part.header("content-disposition"))
    return kind == "attachment" or not part.content_type.startswith("text/") or bool(file_name(part))


def described(tree: MimeTree, part: Part, html: str) -> Attachment:
    """The file with its digest and a name to show; `html` is the letter that may show it as a picture."""
    content = tree.content(part)
    name = safe_name(file_name(part) or _inner_subject(part, content)) or _made_up(part)
    digest = hashlib.sha256(content).hexdigest()
    return Attachment(name, part.content_type[:100], len(content), digest, part.number, is_inline(tree, part, html))


def is_inline(tree: MimeTree, part: Part, html: str) -> bool:
    """Whether a picture belongs to the letter itself: shown by its Content-ID, or kept beside the HTML that shows it (RFC 2387)."""
    if not part.content_type.startswith("image/"):
        return False
    content_id = decode_header(part.header("content-id")).strip().strip("<>")
    related = part.number > 0 and tree.parts[part.parent].content_type == "multipart/related"
    return related or bool(content_id and (f"cid:{content_id}" in html or f"cid:{quote(content_id)}" in html))


def safe_name(name: str) -> str:
    """The last piece of a path, without control, direction-changing or reserved characters; the extension survives."""
    name = unicodedata.normalize("NFC", _CONTROL.sub("", name)).replace("\\", "/").rstrip("/").rpartition("/")[2]
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if len(name) > LONGEST_NAME and dot and len(extension) <= 10:  # noqa: PLR2004  # no extension is longer
        return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"
    return name[:LONGEST_NAME]


def unreadable(part: Part) -> str:
    """The trouble code of a part that hides its words, "" for others."""
    if part.content_type.endswith("pkcs7-mime") and part.parameters.get("smime-type") == "certs-only":
        return ""
    name = file_name(part).lower()
    return UNREADABLE.get(part.content_type) or NAMED.get(name) or ("msg" if name.endswith(".msg") else "")


def _inner_subject(part: Part, content: bytes) -> str:
    if part.content_type != "message/rfc822":
        return ""
    found = re.search(rb"(?:^|\n)subject:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", content[:20_000], re.IGNORECASE)
    subject = decode_header(found[1].replace(b"\r", b"").replace(b"\n", b"")) if found else ""
    return f"{subject.replace('/', '_')[:80]}.eml" if subject else ""


def _made_up(part: Part) -> str:
    subtype = part.content_type.partition("/")[2]
    extension = EXTENSIONS.get(part.content_type) or (subtype if re.fullmatch(r"[a-z0-9]{2,5}", subtype) else "bin")
    return f"part-{part.number}.{extension}"
