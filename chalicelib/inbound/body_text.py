"""The letter itself: which parts are read, as text and as HTML."""

import re

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.words import preheader
from chalicelib.inbound import charsets, html_text, program_notes, shells
from chalicelib.inbound.attachments import is_file
from chalicelib.inbound.mime_tree import MimeTree, Part
from chalicelib.inbound.signatures import PART_BREAK
from chalicelib.inbound.transfer import NO_ENCODING, decoded, name_of, undeclared

LONGEST = 2_000_000
"""Characters of text that are kept."""
OUTSIDE = 20_000
"""Bytes above and below the parts that are looked at where they hold no letter."""
SIGNATURE_MARK = "-- "
# Parts that a delivery report or a signature consists of; they are no letter.
NOT_THE_LETTER = {
    "text/rfc822-headers",
    "text/calendar",
    "text/x-amp-html",
    program_notes.REACTION_PART,
    "text/x-vcard",
    "text/vcard",
    "text/directory",
}
_ABOUT_MIME = expression(r"\bMIME\b|multi-?part", re.IGNORECASE)
_META = expression(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


class Body(msgspec.Struct):
    """The letter as text, its HTML ("" if it has none), and the parts it was read from."""

    text: str = ""
    divided: str = ""
    """The same with a mark between texts of several parts, since no signature reaches from one into the next; "" if there is one part."""
    html: str = ""
    parts: set[int] = msgspec.field(default_factory=set)
    trouble: list[str] = msgspec.field(default_factory=list)
    room: int = 2 * LONGEST
    """Characters that may still be read: of a thousand long parts the first ones."""
    tags: int = 0
    """Elements of HTML met so far."""
    spoken: bool = False
    """An alternative has been chosen: others only add their HTML."""


def body_of(tree: MimeTree) -> Body:
    """Plain text where an alternative offers it, otherwise the HTML as text; several texts one below the other."""
    body = Body()
    texts = list(map(preheader.without, _texts(tree, tree.root, body)))
    texts = [text for text in texts if text.strip()]
    texts = [text for text in texts if not shells.says_nothing(text)] or texts
    whole = "\n\n".join(texts)
    body.text = whole[:LONGEST]
    body.divided = f"\n{PART_BREAK}\n".join(texts)[:LONGEST] if len(texts) > 1 else ""
    body.trouble += ["text:cut"] if len(whole) > LONGEST else []
    if not body.text.strip():
        body.text = _behind_the_end(tree, body) or _before_the_parts(tree, body)
    return body


def _texts(tree: MimeTree, part: Part, body: Body) -> list[str]:
    """Texts below `part`; the depth is bounded by the tree's own limit."""
    children = [tree.parts[number] for number in part.children]
    if not children:
        return [] if part.content_type in NOT_THE_LETTER or is_file(part) else [_leaf(tree, part, body)]
    if part.content_type == "multipart/alternative":
        return _chosen(tree, children, body)
    if part.content_type == "multipart/encrypted":
        return []
    if part.content_type in {"multipart/report", "multipart/signed"}:
        children = children[:1]
    if part.content_type == "multipart/related":
        children = _with_root_first(part, children)
    return [text for child in children for text in _texts(tree, child, body)]


def _chosen(tree: MimeTree, children: list[Part], body: Body) -> list[str]:
    """Of alternatives the first that says something; the HTML is kept beside it."""
    chosen: list[str] = []
    empty: list[str] = []
    outer, before = body.spoken, len(body.html)
    for child in children:
        reading = _texts(tree, child, body)
        if body.spoken or not any(text.strip() for text in reading):
            continue
        if all(map(shells.is_shell, reading)):
            empty = empty or reading
        else:
            chosen, body.spoken = reading, True
    body.spoken = outer
    return _letter("\n".join(chosen), body.html[before:]) or chosen or empty


def _letter(plain: str, source: str) -> list[str]:
    """The text of the HTML where the plain part is only a program's word in place of it, or the beginning of it."""
    cut_off = shells.is_cut_off(plain)
    if not source or (len(plain) > shells.LONGEST and not cut_off) or html_text.too_heavy(source):
        return []
    letter = charsets.clean(html_text.to_text(source))
    stands_in = shells.stands_in_for(plain, letter) or (cut_off and shells.begins(plain, letter))
    return [letter] if stands_in else []


def _with_root_first(part: Part, children: list[Part]) -> list[Part]:
    start = part.parameters.get("start", "").strip("<>")
    roots = [c for c in children if start and c.header("content-id").strip(b" <>") == start.encode("utf-8", "replace")]
    return roots + [c for c in children if c not in roots]


def _leaf(tree: MimeTree, part: Part, body: Body) -> str:
    content = tree.content(part)[: 4 * LONGEST]
    if name_of(part.header("content-transfer-encoding")) in NO_ENCODING:
        content = undeclared(content)
    body.parts.add(part.number)
    label = part.parameters.get("charset", "")
    if part.content_type == "text/html" and not charsets.codec_of(label):
        declared = _META.search(content[:4_000])
        label = declared[1].decode("ascii", "replace") if declared else label
    text, trouble = charsets.decode(content[: 4 * body.room], label)
    body.trouble += [trouble] if trouble else []
    body.trouble += ["text:cut"] if len(content) > 4 * body.room else []
    body.room = max(body.room - len(text), 0)
    if part.content_type == "text/html":
        return _html(text, body)
    if part.parameters.get("format", "").lower() == "flowed" and part.parameters.get("delsp", "").lower() == "yes":
        text = re.sub(r"(?m)^(?!-- $)([^\n]*?) \n(?=[^>\n])", r"\1", text)  # RFC 3676: the space marks a soft break
    text = _plain(text) if part.content_type == "text/enriched" else text
    return "\n".join(_without_blanks(line) for line in text[: 2 * LONGEST].split("\n")).strip("\n")


def _without_blanks(line: str) -> str:
    """Without blanks at its end, except the one that makes two dashes the beginning of a signature (RFC 3676 §4.3)."""
    return line if line == SIGNATURE_MARK else line.rstrip()


def _html(source: str, body: Body) -> str:
    source = preheader.without_in_html(source)
    body.html = f"{body.html}\n{source}" if body.html else source
    body.tags += source.count("<")
    heavy = body.tags > 2 * html_text.MOST_TAGS or html_text.too_heavy(source)
    if heavy or len(source) > html_text.LONGEST:
        body.trouble.append("bomb:html")
    if body.spoken:
        return ""
    return charsets.clean(html_text.stripped(source) if heavy else html_text.to_text(source))


def _plain(enriched: str) -> str:
    """text/enriched (RFC 1896) without its commands."""
    return re.sub(r"</?[a-zA-Z]{1,20}>", "", enriched.replace("<<", "\0")).replace("\0", "<").strip()


def _behind_the_end(tree: MimeTree, body: Body) -> str:
    """Text after a multipart's last delimiter, read only where there would be none at all."""
    if not tree.root.children:
        return ""
    last = max((part.end for part in tree.parts if part.number), default=0)
    rest = tree.data[last : last + OUTSIDE].split(b"\n", 2)
    return _stray(rest[-1] if len(rest) == 3 else b"", body)  # noqa: PLR2004  # past the delimiter


def _before_the_parts(tree: MimeTree, body: Body) -> str:
    """Text above a multipart's first delimiter that is no program's word about MIME, read under the same condition."""
    root = tree.root
    if not root.children:
        return ""
    first = tree.data.find(b"--" + root.parameters.get("boundary", "").encode("utf-8", "replace"), root.start)
    text = _stray(tree.data[root.start : max(min(first, root.start + OUTSIDE), root.start)], body)
    return "" if _ABOUT_MIME.search(text) or shells.says_nothing(text) else text


def _stray(data: bytes, body: Body) -> str:
    text, trouble = charsets.decode(decoded(data, b"").strip())
    body.trouble += [trouble] if trouble else []
    return text.strip()
