"""What Outlook wraps in a winmail.dat (MS-OXTNEF): the files, and the words where they are text or HTML.

A list of attributes, each with a level, a number, a length and a checksum; files carry a second list, of MAPI properties,
that holds their long names. Both are read as far as they go, within the limits below.
"""

import struct
from collections.abc import Iterator

import msgspec

from chalicelib.inbound import charsets, html_text

SIGNATURE = 0x223E9F78
MOST_ATTRIBUTES = 2_000
MOST_PROPERTIES = 2_000
MOST_VALUES = 200
MOST_FILES = 50
LONGEST_WORDS = 2_000_000

FILE_BEGINS, FILE_TITLE, FILE_CONTENT, FILE_PROPERTIES = 0x69002, 0x18010, 0x6800F, 0x69005
MAIL_PROPERTIES, PLAIN_BODY, CODE_PAGE, MESSAGE_CLASS = 0x69003, 0x2800C, 0x69007, 0x78008
LONG_NAME, SHORT_NAME, DISPLAY_NAME, OBJECT = 0x3707, 0x3704, 0x3001, 0x3701
BODY, HTML_BODY, CLASS = 0x1000, 0x1013, 0x1A
NOTES = ("read receipt", "ipnrn", "ipnnrn", "report.ipm.note.dr", "ipm.outlook.recall")
"""How the class of a message ends that only says that another was read, arrived or is recalled."""
FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 0x14: 8, 0x40: 8, 0x48: 16}
"""Bytes of a value by its property type."""
SEVERAL, UTF16, ANSI, NAMED = 0x1000, 0x1F, 0x1E, 0x8000
UNICODE = "utf-16-le"
VARIABLE = {ANSI, UTF16, 0x0D, 0x102}


class Wrapped(msgspec.Struct):
    """Files as (name, content) in order, the words if there are any, what class of message it is, and whether it was read to its end."""

    files: list[tuple[str, bytes]] = msgspec.field(default_factory=list)
    text: str = ""
    kind: str = ""
    whole: bool = False

    @property
    def is_note(self) -> bool:
        """Whether it only says that a mail was read, arrived or is recalled."""
        return self.kind.lower().endswith(NOTES)


class _File(msgspec.Struct):
    title: str = ""
    name: str = ""
    content: bytes = b""


def decoded(data: bytes) -> Wrapped | None:
    """None if it is no TNEF at all."""
    if len(data) < 6 or struct.unpack_from("<I", data)[0] != SIGNATURE:  # noqa: PLR2004  # signature and key
        return None
    wrapped, files, codec = Wrapped(), list[_File](), ""
    for number, value in _attributes(data, wrapped):
        if number == CODE_PAGE and len(value) >= 4:  # noqa: PLR2004  # the first of two figures
            codec = f"cp{struct.unpack_from('<I', value)[0]}"
        elif number == FILE_BEGINS:
            files.append(_File())
        elif number == MESSAGE_CLASS:
            wrapped.kind = _string(value, codec)
        elif number in {PLAIN_BODY, MAIL_PROPERTIES}:
            wrapped.text = wrapped.text or _words(number, value, codec)
            wrapped.kind = wrapped.kind or _class_in(number, value, codec)
        elif files:
            _add(files[-1], number, value, codec)
    wrapped.files = [(f.name or f.title, f.content) for f in files[:MOST_FILES] if f.content or f.name or f.title]
    return wrapped


def _attributes(data: bytes, wrapped: Wrapped) -> Iterator[tuple[int, bytes]]:
    at = 6
    for _ in range(MOST_ATTRIBUTES):
        if at + 9 > len(data) or data[at] not in {1, 2}:
            break
        number, length = struct.unpack_from("<II", data, at + 1)
        end = at + 9 + length
        if end > len(data):
            return
        yield number, data[at + 9 : end]
        at = end + 2  # the checksum
    wrapped.whole = at + 9 > len(data)


def _add(file: _File, number: int, value: bytes, codec: str) -> None:
    if number == FILE_TITLE:
        file.title = _string(value, codec)
    elif number == FILE_CONTENT:
        file.content = value
    elif number == FILE_PROPERTIES:
        found = dict(_properties(value, codec))
        name = found.get(LONG_NAME) or found.get(SHORT_NAME) or found.get(DISPLAY_NAME) or b""
        file.name = _utf8(name)
        file.content = max(file.content, found.get(OBJECT, b""), key=len)  # an attached mail is an object


def _words(number: int, value: bytes, codec: str) -> str:
    if number == PLAIN_BODY:
        return _string(value, codec)[:LONGEST_WORDS]
    found = dict(_properties(value, codec))
    text = _utf8(found.get(BODY, b""))[:LONGEST_WORDS]
    return text if text.strip() else html_text.to_text(charsets.decode(found.get(HTML_BODY, b""), codec)[0])


def _class_in(number: int, value: bytes, codec: str) -> str:
    return _utf8(dict(_properties(value, codec)).get(CLASS, b"")) if number == MAIL_PROPERTIES else ""


def _properties(data: bytes, codec: str) -> Iterator[tuple[int, bytes]]:
    """(number, value) of each property; strings come as UTF-8."""
    try:
        yield from _walked(data, codec)
    except struct.error:
        return


def _walked(data: bytes, codec: str) -> Iterator[tuple[int, bytes]]:
    count, at = struct.unpack_from("<I", data)[0], 4
    for _ in range(min(count, MOST_PROPERTIES)):
        kind, number = struct.unpack_from("<HH", data, at)
        at = _past_name(data, at + 4) if number >= NAMED else at + 4
        several, base = bool(kind & SEVERAL), kind & ~SEVERAL
        values = 1
        if several or base in VARIABLE:
            values = struct.unpack_from("<I", data, at)[0]
            at += 4
        value = b""
        for _ in range(min(values, MOST_VALUES)):
            value, at = _value(data, at, base)
        yield number, _as_utf8(value, base, codec)


def _past_name(data: bytes, at: int) -> int:
    """Behind the name of a property that has one: a set of 16 bytes, then a number or a string."""
    if struct.unpack_from("<I", data, at + 16)[0] == 0:
        return at + 24
    length = struct.unpack_from("<I", data, at + 20)[0]
    return int(at + 24 + length + -length % 4)


def _value(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    if kind not in VARIABLE:
        if kind not in FIXED:
            raise struct.error(kind)
        return data[at : at + FIXED[kind]], at + FIXED[kind]
    length = struct.unpack_from("<I", data, at)[0]
    return data[at + 4 : at + 4 + length], at + 4 + length + -length % 4


def _as_utf8(value: bytes, kind: int, codec: str) -> bytes:
    if kind == UTF16:
        return _string(value, UNICODE).encode()
    return _string(value, codec).encode() if kind == ANSI else value


def _string(value: bytes, codec: str) -> str:
    ended = value if codec == UNICODE else value.rstrip(b"\0")
    return charsets.decode(ended, codec)[0]


def _utf8(value: bytes) -> str:
    return value.decode("utf-8", "replace")
