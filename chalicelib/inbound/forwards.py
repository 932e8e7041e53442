"""Mail passed on: whose it was and what it said, attached or inline."""

import re

from chalicelib.core.written import subjects
from chalicelib.inbound import body_text, charsets, cuts, mime_tree, separators
from chalicelib.inbound.header_text import addresses, decode_header
from chalicelib.inbound.inbound_mail import Address, Forwarded
from chalicelib.inbound.mime_tree import MimeTree

MOST_NESTED = 4_000_000


def forwarded_in(tree: MimeTree, subject: str, text: str) -> Forwarded | None:
    """The first mail that this one passes on; None if it only answers or is no forward at all."""
    attached = next((part for part in tree.leaves() if part.content_type == "message/rfc822"), None)
    if attached is not None and tree.root.content_type != "multipart/report":
        return _attached(tree.content(attached)[:MOST_NESTED])
    cut = cuts.first_cut(text)
    if cut is None or not (cut.forward or subjects.passes_on(subject)):
        return None
    return _inline(text.split("\n")[cut.begin :])


def _attached(raw: bytes) -> Forwarded:
    inner = mime_tree.parse(raw)
    senders = [a for value in inner.root.all("from") for a in addresses(value)]
    return Forwarded(
        senders[0] if senders else None, decode_header(inner.root.header("subject")), body_text.body_of(inner).text
    )


def _inline(lines: list[str]) -> Forwarded | None:
    """The header block below the divider, and the words below the block."""
    sender, subject, body = None, "", 0
    for i, line in enumerate(lines[:25]):
        found = separators.label(line)
        if found:
            kind, value = found
            sender = sender or (_sender(value) if kind == "from" else None)
            subject = subject or (value if kind == "subject" else "")
            body = i + 1
        elif body and line.strip() and "@" not in line:
            break
    if not body:
        return None
    text = "\n".join(re.sub(r"^[>＞] ?", "", line) for line in lines[body:])
    return Forwarded(sender, subject, text.strip())


def _sender(value: str) -> Address | None:
    value = re.sub(r"\[mailto:([^\]]*)\]|<mailto:([^>]*)>", r"<\1\2>", value).replace("&lt;", "<").replace("&gt;", ">")
    found = addresses(charsets.clean(value).encode("utf-8", "replace"))
    return found[0] if found else None
