"""The history's hash chain: what it notices, and what erasing leaves whole."""

from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib.core.complaint.model import Entry
from chalicelib.core.register.chain import START, Line, Text, entry_of, line, problems, text_of

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ENTRIES = (
    Entry(at=AT, what="received", by="customer", text="车晚点", raw="raw/1"),
    Entry(at=AT, what="assigned", by="desk", reason="words"),
    Entry(at=AT, what="answered", by="handler", text="已培训"),
)


def history() -> tuple[list[Line], dict[int, Text]]:
    """Three lines as they are stored, with the personal texts of the first and the last."""
    lines: list[Line] = []
    texts: dict[int, Text] = {}
    for number, entry in enumerate(ENTRIES):
        salt = f"salt-{number}"
        lines.append(line("c1", number, entry, salt, lines[-1].chain if lines else START))
        if text := text_of(entry, salt):
            texts[number] = text
    return lines, texts


def found(lines: list[Line], texts: dict[int, Text], head: str = "", count: int = 3) -> list[str]:
    return problems(lines, texts, head or lines[-1].chain, count)


def test_a_history_that_nobody_touched_is_sound():
    lines, texts = history()
    assert found(lines, texts) == []
    assert [entry_of(one, texts.get(number)) for number, one in enumerate(lines)] == list(ENTRIES)


def test_a_history_without_its_personal_texts_is_sound_and_tells_the_rest():
    lines, _ = history()
    assert found(lines, {}) == []
    assert entry_of(lines[0], None) == msgspec.structs.replace(ENTRIES[0], text="")


@pytest.mark.parametrize("field", ["at", "what", "by", "reason", "raw", "digest", "complaint"])
def test_a_changed_line_is_noticed(field: str):
    lines, texts = history()
    lines[1] = msgspec.structs.replace(lines[1], **{field: "changed"})
    assert found(lines, texts) == ["line 1 was changed or follows another line than it did"]


def test_a_changed_text_is_noticed():
    lines, texts = history()
    texts[2] = msgspec.structs.replace(texts[2], text="什么也没做")
    assert found(lines, texts) == ["the text of line 2 was changed"]


def test_a_dropped_line_is_noticed():
    lines, texts = history()
    assert found([lines[0], lines[2]], texts) == [
        "line 1 is missing or out of its place",
        "line 2 was changed or follows another line than it did",
    ]


def test_a_history_cut_off_at_its_end_is_noticed_by_what_the_record_knows():
    lines, texts = history()
    head = lines[-1].chain
    assert found(lines[:2], texts, head) == ["the record knows 3 lines, the history ends after 2, or elsewhere"]


def test_the_same_words_with_another_salt_have_another_digest():
    first, second = (line("c1", 0, ENTRIES[0], salt, START) for salt in ("one", "two"))
    assert first.digest != second.digest
    assert "车晚点" not in str(first)
