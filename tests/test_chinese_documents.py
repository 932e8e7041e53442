"""The Chinese documentation says what the English one does: section by section the same parts, row by row the same names."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
CHINESE = sorted((DOCS / "zh-CN").glob("*.md"))
PARTS = {
    "paragraphs": r"(?:\A|(?<=\n\n))(?!```|[|]|- )(?=.)",
    "rows": r"^\|",
    "steps": r"^ *(?:-|\d+\.) ",
    "blocks": r"^ *```",
    "terms": r"^\*\*[^*\n]+\*\*",
}
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
ANCHOR = re.compile(r'^<a id="([\w-]+)"></a>\n', re.MULTILINE)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
BLOCK = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"\s+#.*$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)?(?:#([^)\s]+))?\)")
# What Chinese writes in the text itself, and the words by which a label is quoted.
IN_THE_TEXT = re.compile(r"[\u4e00-\u9fff]|^\+label$|docs/deploy\.md")

each_document = pytest.mark.parametrize("chinese", CHINESE, ids=[each.stem for each in CHINESE])


def english(chinese: Path) -> str:
    return (DOCS / chinese.name).read_text(encoding="utf-8")


def sections(text: str) -> list[str]:
    """The text without blocks and anchors, from one heading to the next."""
    return re.split(r"^#+ .+$", ANCHOR.sub("", BLOCK.sub("```\n```", text)), flags=re.MULTILINE)


def beside_each_other(chinese: Path) -> list[tuple[str, str, str]]:
    """Each section's English title, its Chinese text and its English one."""
    text, theirs = chinese.read_text(encoding="utf-8"), english(chinese)
    titles = ["", *(title for _, title in HEADING.findall(BLOCK.sub("", theirs)))]
    return list(zip(titles, sections(text), sections(theirs), strict=True))


def names(text: str) -> set[str]:
    return {span for span in SPAN.findall(text) if not IN_THE_TEXT.search(span)}


def slug(title: str) -> str:
    """The anchor that a heading has by itself."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def anchors(text: str) -> set[str]:
    return {*(slug(title) for _, title in HEADING.findall(text)), *ANCHOR.findall(text)}


def rows(text: str) -> list[str]:
    return re.findall(r"^\|.*$", text, re.MULTILINE)


@each_document
def test_a_chinese_document_has_the_sections_of_the_english_one(chinese: Path):
    ours, theirs = (
        [level for level, _ in HEADING.findall(BLOCK.sub("", text))]
        for text in (chinese.read_text(encoding="utf-8"), english(chinese))
    )
    assert ours == theirs


@each_document
@pytest.mark.parametrize("part", PARTS)
def test_each_section_has_every_part_of_the_english_one(chinese: Path, part: str):
    def count(text: str) -> int:
        return len(re.findall(PARTS[part], text.strip(), re.MULTILINE))

    both = {title: (count(ours), count(theirs)) for title, ours, theirs in beside_each_other(chinese)}
    assert {title: (ours, theirs) for title, (ours, theirs) in both.items() if ours != theirs} == {}


@each_document
def test_each_section_names_the_same_keys_commands_and_figures(chinese: Path):
    differ = {title: names(ours) ^ names(theirs) for title, ours, theirs in beside_each_other(chinese)}
    assert {title: odd for title, odd in differ.items() if odd} == {}


@each_document
def test_each_row_of_a_table_names_the_same_keys_and_defaults(chinese: Path):
    for title, ours, theirs in beside_each_other(chinese):
        for our_row, their_row in zip(rows(ours), rows(theirs), strict=True):
            ours_by_cell, theirs_by_cell = (
                [names(cell) for cell in re.split(r"(?<!\\)\|", row)] for row in (our_row, their_row)
            )
            assert ours_by_cell == theirs_by_cell, f"{title}: {their_row}"


@each_document
def test_each_section_leads_to_the_same_documents(chinese: Path):
    def led_to(text: str) -> set[str]:
        return {path.rpartition("/")[2] for path, _ in LINK.findall(text) if path and "://" not in path}

    differ = {title: led_to(ours) ^ led_to(theirs) for title, ours, theirs in beside_each_other(chinese)}
    assert {title: odd for title, odd in differ.items() if odd - {chinese.name}} == {}


@each_document
def test_the_commands_in_blocks_are_the_same_line_by_line(chinese: Path):
    ours, theirs = (
        [COMMENT.sub("", block) for block in BLOCK.findall(text)]
        for text in (chinese.read_text(encoding="utf-8"), english(chinese))
    )
    assert ours == theirs


WHO = {
    "handler": "承办人",
    "desk": "受理部门",
    "supervisor": "主管",
    "director": "分管领导",
    "anybody of staff": "任何同事",
}
WHEN = {
    "always": "随时", "until answered": "答复之前", "until closed": "结案之前", "until merged": "并案之前", "about no complaint": "不针对某件",
}  # fmt: skip


def test_each_command_has_the_same_names_and_is_for_the_same_people_at_the_same_time():
    (ours, theirs) = next(both[1:] for both in beside_each_other(DOCS / "zh-CN" / "policy.md") if both[0] == "Commands")
    for our_row, their_row in list(zip(rows(ours), rows(theirs), strict=True))[2:]:
        (name, called, who, when, *_), told = their_row.split(" | "), our_row.split(" | ")
        assert told[:4] == [name, called, "、".join(WHO[each] for each in who.split(", ")), WHEN[when]]


def test_each_moment_is_called_the_same():
    title = "A complaint's life"
    (ours, theirs) = next(both[1:] for both in beside_each_other(DOCS / "zh-CN" / "policy.md") if both[0] == title)
    called = [[row.split(" | ")[1] for row in rows(text)[2:]] for text in (ours, theirs)]
    assert called[0] == called[1]


def test_every_section_of_the_chinese_policy_language_is_found_by_the_english_anchor():
    chinese = (DOCS / "zh-CN" / "policy.md").read_text(encoding="utf-8")
    titles = [title for _, title in HEADING.findall(BLOCK.sub("", english(DOCS / "policy.md")))]
    assert ANCHOR.findall(chinese) == [slug(title) for title in titles[1:]]


@pytest.mark.parametrize("document", [*CHINESE, *(DOCS / each.name for each in CHINESE)], ids=str)
def test_every_link_leads_somewhere(document: Path):
    for path, anchor in LINK.findall(document.read_text(encoding="utf-8")):
        if "://" in path:
            continue
        file = (document.parent / path).resolve() if path else document
        assert file.exists(), path
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), anchor


@each_document
def test_each_document_leads_to_the_other_language_and_the_chinese_start_page_to_the_chinese_one(chinese: Path):
    assert f"[English](../{chinese.name})" in chinese.read_text(encoding="utf-8")
    assert f"[中文](zh-CN/{chinese.name})" in english(chinese)
    assert f"](docs/zh-CN/{chinese.name})" in (DOCS.parent / "README.zh-CN.md").read_text(encoding="utf-8")
