"""How much more time is asked for where no day is named."""

import pytest

from chalicelib.core.written.lengths import length_asked_for


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("再给三天，厂家说配件周一才到", (3, "day", "厂家说配件周一才到")),
        ("再要三天", (3, "day", "")),
        ("需要再加三天，配件没到", (3, "day", "配件没到")),
        ("three more days", (3, "day", "")),
        ("延长3个工作日", (3, "working day", "")),
        ("处理 两周 配件没到", (2, "week", "配件没到")),
        ("再寬限十二小時，等報告", (12, "hour", "等報告")),
        ("two more days, the parts are late", (2, "day", "the parts are late")),
        ("Please give us another week of time. The lab is closed.", (1, "week", "The lab is closed.")),
        ("by 3 working days because the parts are late", (3, "working day", "because the parts are late")),
        ("再给几天，配件没到", (0, "day", "再给几天，配件没到")),
        ("a few more days, please", (0, "day", "a few more days, please")),
    ],
)
def test_a_length_in_the_first_words_is_read_with_what_remains(words: str, asked: tuple[int, str, str]):
    assert length_asked_for(words, ("处理",)) == asked


@pytest.mark.parametrize(
    "words",
    [
        "3月9日 配件没到",
        "到周五，还要三天",
        "三天后 配件没到",
        "三天内答复",
        "3日下午5点",
        "2026-03-09",
        "next Friday",
        "配件三天才到",
        "",
    ],
)
def test_a_day_or_a_span_is_no_length(words: str):
    assert length_asked_for(words) is None
