"""A picture of a page in few colours, which takes a fraction of the room: PNG as Chromium writes it, in and out."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {2: 3, 6: 4}  # by the colour types that browsers write: RGB, and RGB with transparency
COLOURS = 16  # what text and a page's few colours need; four bits each

Colour = tuple[int, ...]


def in_few_colours(png: bytes) -> bytes:
    """The same picture in its sixteen most frequent colours, every other one as the nearest of them. ValueError if it is no such PNG."""
    width, rows = _pixels(png)
    counted = Counter(pixel for row in rows for pixel in row)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    place = {colour: _nearest(colour, palette) for colour in counted}
    packed = b"".join(b"\0" + _packed([place[pixel] for pixel in row]) for row in rows)
    header = struct.pack(">IIBBBBB", width, len(rows), 4, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", bytes(part for colour in palette for part in colour[:3])))
    return SIGNATURE + b"".join(_chunk(*each) for each in (*parts, (b"IDAT", zlib.compress(packed, 9)), (b"IEND", b"")))


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    def distance(place: int) -> int:
        return sum((mine - theirs) ** 2 for mine, theirs in zip(colour[:3], palette[place], strict=False))

    return min(range(len(palette)), key=distance)


def _packed(places: list[int]) -> bytes:
    """Two pixels a byte."""
    return bytes((left << 4) + right for left, right in zip_longest(places[::2], places[1::2], fillvalue=0))


def _pixels(png: bytes) -> tuple[int, list[list[Colour]]]:
    chunks = dict(_chunks(png))
    width, height, depth, colour_type, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    if depth != 8 or colour_type not in CHANNELS:  # noqa: PLR2004
        raise ValueError(f"a PNG of {depth} bits and colour type {colour_type}")
    channels = CHANNELS[colour_type]
    data, before, rows = zlib.decompress(chunks[b"IDAT"]), bytes(width * channels), []
    for start in range(0, height * (width * channels + 1), width * channels + 1):
        before = _unfiltered(data[start], data[start + 1 : start + 1 + width * channels], before, channels)
        rows.append(list(zip(*(before[channel::channels] for channel in range(channels)), strict=True)))
    return width, rows


def _unfiltered(kind: int, line: bytes, above: bytes, channels: int) -> bytes:
    """A row as it was before its filter (PNG specification, 9.2): none, left, up, average, Paeth."""
    if kind == 0:
        return line
    row = bytearray(line)
    for at in range(len(row)):
        left, corner = (row[at - channels], above[at - channels]) if at >= channels else (0, 0)
        row[at] = (row[at] + _guessed(kind, left, above[at], corner)) & 0xFF
    return bytes(row)


def _guessed(kind: int, left: int, up: int, corner: int) -> int:
    if kind < 4:  # noqa: PLR2004
        return (0, left, up, (left + up) // 2)[kind]
    to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each kind of chunk with its content; those of the picture itself as one."""
    at, content = len(SIGNATURE), b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        content = content + png[at + 8 : at + 8 + length] if kind == b"IDAT" else content
        yield kind, content if kind == b"IDAT" else png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
