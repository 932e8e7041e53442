"""Raw mail to a flat list of parts (RFC 5322, RFC 2045-2047).

A reader of our own because it must hold for hostile and broken mail: the standard library's descends recursively, takes
seconds over many empty parts, ends the headers at the first line without a colon and loses text when a boundary is missing.
Here each part is a pair of offsets, the walk is a loop, and every limit is a number below.
"""

import re
from collections.abc import Iterator

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.inbound.header_text import parameters
from chalicelib.inbound.transfer import decoded

MAX_BYTES = 45_000_000
"""SES delivers up to 40 MB; more can only be a mistake of ours."""
MAX_DEPTH = 40
MAX_PARTS = 1_000
MAX_HEADER_BYTES = 256_000
MAX_HEADERS = 1_000
MAX_ALL_HEADERS = 1_000_000
MOST_FOLDS = 20_000
MAX_NESTED_MAILS = 100
MAX_DELIMITERS = 5_000
LONGEST_PADDING = 200
"""Blanks after a boundary."""
MOST_BLANK_FOLDS, MOST_JUNK = 50, 100
"""Lines of blanks only within a header, and lines of it that are none of its own."""

_HEADER = expression(rb"([!-9;-~]+)[ \t]*:[ \t]*(.*)", re.DOTALL)
_PLAIN_LINE = expression(rb"(?:[!-9;-~]++:|[ \t]++[^ \t\r\n])[^\x00\n\x0b\x0c\r\x1c-\x1e]*+")
_FROM = expression(rb"(?mi)^from:")
_ENDS_WITHIN_QUOTES = expression(rb'(?:[^"\r\n]|\r?\n[ \t]|"(?:[^"\\\r\n]|\\.)*+")*+"(?:[^"\\\r\n]|\\.)*+[\r\n]')
_BLANK_LINE = expression(rb"\n([ \t]*)\r{0,2}\n")  # senders that set their own line ends have them doubled: \r\r\n
_EMPTY_LINE = expression(rb"\r{0,2}\n")
_FAMILIAR = expression(
    rb"(?:received|from|to|cc|subject|date|message-id|mime-version|content-[a-z-]+|x-[a-z-]+|reply-to|references|in-reply-to|sender|return-path|dkim-signature"
    rb"|authentication-results|delivered-to|importance|list-[a-z-]+|thread-[a-z]+|user-agent|auto-submitted|precedence|disposition-notification-to|feedback-id)[ \t]*:",
    re.IGNORECASE,
)
# After a line of blanks only: more folds of the same header and then another header, or what only stands within one.
_GOES_ON = expression(
    rb"(?:[ \t][ -~\t]{0,998}\r{0,2}\n){0,20}(?:"
    + _FAMILIAR.pattern
    + rb")|(?:[ \t]+\r{0,2}\n){0,20}[ \t]+(?:<[^>\s@]{1,300}@[^>\s]{1,300}>|(?:charset|boundary|file|name|format|type)[a-z*0-9-]{0,12}=)",
    re.IGNORECASE,
)
_TYPE = expression(r"[\w.+-]+/[\w.+-]+\Z")
_GUESSED_BOUNDARY = expression(rb"^--([^\s-][^\r\n]{0,200}?)[ \t]*\r{0,2}\ncontent-", re.MULTILINE | re.IGNORECASE)


class Part(msgspec.Struct):
    """One node of the tree; `number` is its place in walk order, the root being 0. `start:end` bound its encoded content."""

    number: int
    parent: int
    headers: list[tuple[str, bytes]]
    content_type: str
    parameters: dict[str, str]
    start: int
    end: int
    children: list[int] = []

    def header(self, name: str) -> bytes:
        """The first header of that name (lower case), unfolded and undecoded; b"" if there is none."""
        for key, value in self.headers:  # a mail is asked for some hundred, of which it has a few
            if key == name:
                return value
        return b""

    def all(self, name: str) -> list[bytes]:
        """Every header of that name, in order."""
        return [value for key, value in self.headers if key == name]


class MimeTree(msgspec.Struct):
    """All parts in walk order; attached mails are leaves: what they hold is evidence and is read apart."""

    data: bytes
    parts: list[Part]
    trouble: list[str]

    @property
    def root(self) -> Part:
        """The mail itself."""
        return self.parts[0]

    @property
    def has_a_plain_header(self) -> bool:
        """Whether nobody can see other headers than we do: each line is a field's or its fold, and all lines end alike."""
        end = b"\r\n" if b"\r\n" in self.data else b"\n"
        head, _, _ = self.data[: MAX_HEADER_BYTES + 2].partition(2 * end)
        lines = head.removesuffix(end).split(end)
        torn = any(_ENDS_WITHIN_QUOTES.match(head, found.start()) for found in _FROM.finditer(head))
        begins = len(head) <= MAX_HEADER_BYTES and lines[0][:1] not in (b" ", b"\t")
        return begins and not torn and all(map(_PLAIN_LINE.fullmatch, lines))

    def leaves(self) -> Iterator[Part]:
        """Parts without parts of their own."""
        return (part for part in self.parts if not part.children)

    def content(self, part: Part) -> bytes:
        """The part's bytes with the transfer encoding undone."""
        return decoded(self.data[part.start : part.end], part.header("content-transfer-encoding"))


def parse(raw: bytes) -> MimeTree:
    """The tree of a mail; what exceeds a limit is left unread and named in `trouble`."""
    data = raw[:MAX_BYTES]
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    tree = MimeTree(data, [], ["bomb:size"] if len(raw) > MAX_BYTES else [])
    start = _beginning(data)
    todo = [(start, len(data), -1, 0, "text/plain")]
    spent = 0
    while todo:
        if len(tree.parts) >= MAX_PARTS or spent > MAX_ALL_HEADERS:
            tree.trouble.append("bomb:parts")
            break
        start, end, parent, depth, default = todo.pop()
        part = _part(tree, start, end, parent, default)
        tree.parts.append(part)
        spent += part.start - start
        if parent >= 0:
            tree.parts[parent].children.append(part.number)
        todo.extend(reversed(_inside(tree, part, depth)))
    if data.count(b"essage/rfc822") > MAX_NESTED_MAILS:
        tree.trouble.append("bomb:depth")
    tree.trouble = list(dict.fromkeys(tree.trouble))
    return tree


def _beginning(data: bytes) -> int:
    """Past a byte order mark, blank lines and a mailbox's "From " line."""
    found = re.match(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*(?:>?From [^\n]*\n)?", data[:2_000])
    return found.end() if found else 0


def _part(tree: MimeTree, start: int, end: int, parent: int, default: str) -> Part:
    headers, body = _headers(tree, start, end)
    value = next((v for k, v in headers if k == "content-type"), b"")
    kind, params = parameters(value)
    if not _TYPE.match(kind):
        kind = {"html": "text/html", "text": "text/plain"}.get(kind, default)
    return Part(len(tree.parts), parent, headers, kind, params, body, end, [])


def _headers(tree: MimeTree, start: int, end: int) -> tuple[list[tuple[str, bytes]], int]:
    """The header block at `start`, and where the body begins."""
    data = tree.data
    if (empty := _EMPTY_LINE.match(data, start)) is not None:
        return [], empty.end()
    limit = min(end, start + MAX_HEADER_BYTES)
    found = _headers_end(data, start, limit)
    if found is None and limit < end:
        tree.trouble.append("bomb:headers")
    stop, body = found or (limit, limit)
    lines = data[start:stop].split(b"\n")
    headers: list[tuple[str, list[bytes]]] = []
    at, junk = start, 0
    for index, line in enumerate(lines):
        if not _add(headers, line):
            junk += 1
            if junk > MOST_JUNK or not any(_FAMILIAR.match(later) for later in lines[index + 1 : index + 60]):
                body = at  # a body without a blank line before it
                break
            _continue(headers, line)
            tree.trouble.append("header:junk")
        at += len(line) + 1
    if len(headers) > MAX_HEADERS:
        tree.trouble.append("bomb:headers")
    return [(name, _unfolded(pieces)) for name, pieces in headers[:MAX_HEADERS]], body


def _headers_end(data: bytes, start: int, limit: int) -> tuple[int, int] | None:
    """Where the header stops, and where the body begins. A line of blanks only is a fold of the header above it if the header goes on (RFC 5322 §4.2)."""
    found = _BLANK_LINE.search(data, start, limit)
    for _ in range(MOST_BLANK_FOLDS):
        if found is None or not found[1] or not _GOES_ON.match(data, found.end(), limit):
            break
        found = _BLANK_LINE.search(data, found.end() - 1, limit)
    return (found.start(), found.end()) if found else None


def _add(headers: list[tuple[str, list[bytes]]], line: bytes) -> bool:
    """Takes in one line of a header block; False if it cannot belong there."""
    if line[:1] in {b" ", b"\t"} and headers:
        _continue(headers, line)
        return True
    found = _HEADER.match(line)
    if found:
        headers.append((found[1].decode("ascii").lower(), [found[2].strip()]))
    return found is not None


def _continue(headers: list[tuple[str, list[bytes]]], line: bytes) -> None:
    if headers and len(headers[-1][1]) < MOST_FOLDS:
        headers[-1][1].append(line.strip())


def _unfolded(pieces: list[bytes]) -> bytes:
    return b" ".join(pieces)[: MAX_HEADER_BYTES // 4]


def _inside(tree: MimeTree, part: Part, depth: int) -> list[tuple[int, int, int, int, str]]:
    """The parts within a multipart, not yet read; a multipart that cannot be divided becomes plain text."""
    if not part.content_type.startswith("multipart/"):
        return []
    if depth >= MAX_DEPTH:
        tree.trouble.append("bomb:depth")
        return []
    slices = _divided(tree, part, part.parameters.get("boundary", "").encode("utf-8", "replace").rstrip())
    if not slices:
        guess = _GUESSED_BOUNDARY.search(tree.data, part.start, min(part.end, part.start + 100_000))
        slices = _divided(tree, part, guess[1]) if guess else []
        if slices or tree.data[part.start : part.end].strip():
            tree.trouble.append("boundary")
    if not slices:
        part.content_type = "text/plain"
    default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    return [(start, end, part.number, depth + 1, default) for start, end in slices]


def _divided(tree: MimeTree, part: Part, boundary: bytes) -> list[tuple[int, int]]:
    """Slices between the delimiter lines of a multipart; the last is allowed to lack its end."""
    slices: list[tuple[int, int]] = []
    opened = -1
    for count, (start, end, closing) in enumerate(_delimiters(tree.data, part, boundary)):
        if opened >= 0:
            slices.append((opened, max(start, opened)))
        opened = -1 if closing else end
        if count > MAX_DELIMITERS:
            tree.trouble.append("bomb:parts")
            return slices
    if opened >= 0:
        slices.append((min(opened, part.end), part.end))
    return slices


def _delimiters(data: bytes, part: Part, boundary: bytes) -> Iterator[tuple[int, int, bool]]:
    """(start of the line with the break before it, start of the next line, is it the closing one?)"""
    if not boundary:
        return
    mark = b"--" + boundary
    at = data.find(mark, part.start, part.end)
    for _ in range(MAX_DELIMITERS * 10):
        if at < 0:
            return
        if at == part.start or data[at - 1 : at] == b"\n":
            line = data[at + len(mark) : min(at + len(mark) + LONGEST_PADDING, part.end)]
            rest, _, _ = line.partition(b"\n")
            if rest.strip() in {b"", b"--"} and (len(rest) < len(line) or len(line) < LONGEST_PADDING):
                start = at - 1 - (data[at - 2 : at - 1] == b"\r") if at > part.start else at
                yield max(start, part.start), min(at + len(mark) + len(rest) + 1, part.end), rest.strip() == b"--"
        at = data.find(mark, at + len(mark), part.end)
