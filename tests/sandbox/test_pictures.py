"""The documents' pictures: drawn from stories that still play, small, and each shown where it is spoken of."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from sandbox.palette import SIGNATURE, in_few_colours, size
from sandbox.picture_stories import STORIES, Story
from sandbox.pictures import FOLDER, MAILS, OVERVIEW, ROOT, SHARPNESS, SURVEY, WIDTH, links
from sandbox.post_office import PostOffice
from sandbox.world import Sandbox

DOCUMENTS = {"en": ("README.md", "docs/sandbox.md"), "zh-CN": ("README.zh-CN.md", "docs/zh-CN/sandbox.md")}
SHOWN = re.compile(r'<img src="([^"]+)"')
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def shown(document: str) -> list[Path]:
    text = (ROOT / document).read_text(encoding="utf-8")
    return [((ROOT / document).parent / path).resolve() for path in SHOWN.findall(text)]


@pytest.mark.parametrize("language", DOCUMENTS)
def test_every_picture_is_shown_by_a_document_of_its_language_and_every_one_shown_is_there(language: str):
    there = set(FOLDER.glob(f"*.{language}.png"))
    assert there == {picture for document in DOCUMENTS[language] for picture in shown(document)}
    assert len(there) == len(MAILS) + 3


@pytest.mark.parametrize("picture", sorted(FOLDER.glob("*.png")), ids=lambda picture: picture.name)
def test_a_picture_is_small_and_as_wide_as_a_phone(picture: Path):
    assert picture.stat().st_size < 80_000
    assert size(picture.read_bytes())[0] == WIDTH * SHARPNESS


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_a_story_brings_about_every_mail_and_page_that_is_drawn(story: Story, tmp_path: Path):
    with Sandbox(policy=story.policy(ROOT, tmp_path), now=story.at) as box:
        story.play(PostOffice(box))
        assert [story.first(box.mails, name).subject for name in MAILS]
        assert story.first(box.mails, "acknowledgement").to == [story.customer]
        for pages, mails in (
            (SURVEY, [story.first(box.mails, "outcome")]),
            (OVERVIEW, [m for m in box.mails if story.leader in m.to]),
        ):
            assert box.get(next(links(pages, mails))).status == 200
        assert not box.dead_letters


@pytest.mark.parametrize("kind", range(5), ids=["none", "left", "up", "average", "paeth"])
def test_a_picture_of_few_colours_keeps_each_of_them_however_its_rows_were_filtered(kind: int):
    rows = [[RED, BLUE, WHITE], [WHITE, RED, RED]]
    assert read(in_few_colours(written(rows, kind))) == rows


def test_a_rare_colour_becomes_the_nearest_of_the_sixteen_most_frequent():
    often = [(shade, shade, shade) for shade in range(0, 256, 16)]
    assert read(in_few_colours(written([often, often, [(33, 33, 33), *often[1:]]], 0)))[2][0] == (32, 32, 32)


def test_what_is_no_picture_of_a_browser_is_refused():
    with pytest.raises(ValueError, match="4 bits and colour type 3"):
        in_few_colours(in_few_colours(written([[RED]], 0)))


def written(rows: list[list[tuple[int, int, int]]], kind: int) -> bytes:
    """A PNG of three bytes a pixel, each row filtered in that way."""
    lines, above = b"", bytes(3 * len(rows[0]))
    for row in rows:
        line = bytes(part for pixel in row for part in pixel)
        lines += bytes([kind]) + bytes((line[at] - guess(kind, line, above, at)) % 256 for at in range(len(line)))
        above = line
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )


def guess(kind: int, line: bytes, above: bytes, at: int) -> int:
    left, corner = (line[at - 3], above[at - 3]) if at >= 3 else (0, 0)
    near = sorted((left, above[at], corner), key=lambda each: abs(left + above[at] - corner - each))
    return (0, left, above[at], (left + above[at]) // 2, near[0])[kind]


def read(png: bytes) -> list[list[tuple[int, ...]]]:
    """The pixels of a PNG of sixteen colours."""
    width, height = size(png)
    found = {}
    at = len(SIGNATURE)
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        found[name] = png[at + 8 : at + 8 + length]
        at += length + 12
    colours, data, step = found[b"PLTE"], zlib.decompress(found[b"IDAT"]), (width + 1) // 2 + 1
    packed = [data[row * step + 1 : (row + 1) * step] for row in range(height)]
    places = [[half for byte in line for half in (byte >> 4, byte & 15)][:width] for line in packed]
    return [[tuple(colours[3 * place : 3 * place + 3]) for place in line] for line in places]
