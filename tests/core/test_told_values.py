"""Values that stand in the customer's own words, and words with gaps."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.policy.model import Field
from chalicelib.core.policy.told_values import told
from chalicelib.core.written.words import mentions

BATCH = Field(name="batch", reads=("批号#", "batch #"))
BOXES = Field(name="boxes", type="number", reads=("#箱", "# boxes"))
LOSS = Field(name="loss", type="number", reads=("损失…#元", "loss of # yuan"))
BOUGHT = Field(name="bought", type="date", reads=("购于#",))


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        (BATCH, "批号20260215的豆腐", "20260215"),
        (BATCH, "产品批号是：A-1203B，谢谢", "A-1203B"),
        (BATCH, "批号：２０２６０２１５", "20260215"),
        (BATCH, "Batch No. X12/3.", "X12/3"),
        (BATCH, "批号是2026年2月15日的", "2026年2月15日"),
        (BATCH, "批号看不清，我买了3包", ""),
        (BATCH, "mybatch 12", ""),
        (BATCH, "先是批号A1，后来批号B2", "A1"),
        (BOXES, "21箱都这样", "21"),
        (BOXES, "一共三十二 箱", "32"),
        (BOXES, "1,200 boxes", "1200"),
        (BOXES, "两箱", "2"),
        (BOXES, "纸箱坏了", ""),
        (LOSS, "损失了大约3万元", "30000"),
        (LOSS, "损失5,000.01元", "5000.01"),
        (LOSS, "先损失300元，后来又损失两千八百元", "2800"),
        (LOSS, "损失惨重。另外我付了30000元", ""),
        (LOSS, "a loss of about 40 yuan", "40"),
        (BOUGHT, "购于2026年2月3日", "2026年2月3"),
        (BOUGHT, "购于2026-02-31", ""),
    ],
)
def test_a_value_is_read_where_the_policy_says_that_it_stands(field: Field, words: str, value: str) -> None:
    assert told(field, words) == value


def test_a_field_without_reads_is_never_filled_from_words() -> None:
    assert told(Field(name="batch"), "批号20260215") == ""


@pytest.mark.parametrize(
    ("word", "text", "there"),
    [
        ("补偿…没到", "你们答应补偿的两箱豆干到现在还没到", True),
        ("补偿…没到", "补偿已经收到。货还没到", False),
        ("replacement…not arrived", "The replacement you promised has not arrived", True),
        ("replacement…not arrived", "No replacement. It has not arrived", False),
        ("每…轻", "每包都轻了3.5克", True),
        ("每…轻", "每" + "包" * 31 + "轻", False),
    ],
)
def test_a_gap_reaches_over_some_letters_of_the_same_sentence(word: str, text: str, there: bool) -> None:
    assert mentions(text, [word]) is there


@given(st.text(max_size=300))
def test_any_words_are_read_without_an_error(words: str) -> None:
    for field in (BATCH, BOXES, LOSS, BOUGHT):
        assert isinstance(told(field, words), str)


def test_a_hostile_text_takes_no_time() -> None:
    start = time.perf_counter()
    told(LOSS, "损失" * 8000)
    told(BATCH, "batch " * 5000)
    mentions("每" * 16000, ["每…包…轻"])
    assert time.perf_counter() - start < 2
