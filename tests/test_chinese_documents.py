"""The Chinese documentation says what the English one does: as many headings, rows and steps, the same commands and names."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
CHINESE = sorted((DOCS / "zh-CN").glob("*.md"))
COUNTED = {"headings": r"^#+ ", "rows": r"^\|", "steps": r"^ *(?:-|\d+\.) ", "blocks": r"^ *```"}
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
BLOCK = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"\s+#.*$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)?(?:#([^)\s]+))?\)")


def _english(chinese: Path) -> str:
    return (DOCS / chinese.name).read_text(encoding="utf-8")


@pytest.mark.parametrize("chinese", CHINESE, ids=[each.stem for each in CHINESE])
@pytest.mark.parametrize("counted", COUNTED)
def test_a_chinese_document_has_every_part_of_the_english_one(chinese: Path, counted: str):
    both = (chinese.read_text(encoding="utf-8"), _english(chinese))
    ours, theirs = (len(re.findall(COUNTED[counted], text, re.MULTILINE)) for text in both)
    assert ours == theirs


@pytest.mark.parametrize("chinese", CHINESE, ids=[each.stem for each in CHINESE])
def test_both_name_the_same_commands_parameters_and_figures(chinese: Path):
    names = [
        set(SPAN.findall(BLOCK.sub("", text))) for text in (chinese.read_text(encoding="utf-8"), _english(chinese))
    ]
    # What Chinese writes in the text itself, and the words by which a label is quoted.
    differ = {each for each in names[0] ^ names[1] if not re.search(r"[\u4e00-\u9fff]|^\+label$|docs/deploy\.md", each)}
    assert differ == set()


@pytest.mark.parametrize("chinese", CHINESE, ids=[each.stem for each in CHINESE])
def test_the_commands_in_blocks_are_the_same_line_by_line(chinese: Path):
    ours, theirs = (
        [COMMENT.sub("", block) for block in BLOCK.findall(text)]
        for text in (chinese.read_text(encoding="utf-8"), _english(chinese))
    )
    assert ours == theirs


@pytest.mark.parametrize("chinese", CHINESE, ids=[each.stem for each in CHINESE])
def test_every_link_of_a_chinese_document_leads_somewhere(chinese: Path):
    for path, anchor in LINK.findall(chinese.read_text(encoding="utf-8")):
        if "://" in path:
            continue
        file = (chinese.parent / path).resolve() if path else chinese
        assert file.is_file(), path
        headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        known = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert not anchor or anchor in known, anchor
