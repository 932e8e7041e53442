"""The number with which a mail is signed, and numbers that sign nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.written.signed_numbers import signed_phone
from tests.pace import within

PHONE, STORY = "+8613800138000", "今天早上3路公交晚了一个小时，我要投诉。\n\n"
TITLES = ("司机", "driver")


@pytest.mark.parametrize(
    "end",
    [
        "王芳\n13800138000", "王芳 13800138000", "此致\n敬礼\n王芳 138-0013-8000\n2026年3月2日", "张伟（13800138000）", "李静女士\n手机：13800138000", "谢谢！\n13800138000",
        "王芳\n13800138000\n发自我的iPhone", "陳怡君 敬上\n手機 13800138000", "Best regards\nAnn Wang\n+86 138 0013 8000", "Thanks,\nAnn\n+86 138 0013 8000", "Ann Wang, M: +86 138-0013-8000",
    ],
)  # fmt: skip
def test_the_number_at_the_end_with_a_name_or_a_closing_phrase_is_the_writers(end: str):
    words = STORY + end
    assert signed_phone(words, words, TITLES) == PHONE


@pytest.mark.parametrize(
    "card",
    ["-- \n王芳\n手机：13800138000", "--\nAnn Wang | M: +86 138-0013-8000 | Acme Ltd", "------\n聊城某某公司 销售部\n电话：0635-8234567\n13800138000"],
)  # fmt: skip
def test_the_number_on_the_card_that_was_folded_is_the_writers(card: str):
    assert signed_phone(STORY, STORY + card, TITLES) == PHONE


@pytest.mark.parametrize(
    "end",
    [
        "张师傅 13800138000", "证人：\n李四 13800138000", "运单号\n13800138000", "运单号 13800138000", "司机 13800138000", "13800138000", "王芳\n0635-8210000",
        "李四 13800138000\n王五 13900139000", "站里的张经理 13800138000", "他叫李四，13800138000", "有两个证人可以作证\n李四 13800138000", "李四 13800138000（证人）", "客服热线 13800138000", "",
    ],
)  # fmt: skip
def test_others_numbers_and_bare_ones_sign_nothing(end: str):
    words = STORY + end
    assert signed_phone(words, words, TITLES) == ""


def test_what_the_mail_answers_and_a_hotline_on_the_card_sign_nothing():
    quoted = "\n\n在2026年3月2日，客服写道：\n> 王芳\n> 13800138000"
    assert signed_phone(STORY, STORY + quoted, TITLES) == ""
    assert signed_phone(STORY, f"{STORY}-- \n某某公司\n服务热线 13800138000", TITLES) == ""


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_written_is_read(text: str, below: str):
    assert isinstance(signed_phone(text, text + below, TITLES), str)


def test_however_long_a_mail_is_it_is_read_in_time():
    within(2, lambda: signed_phone("王芳 " * 5_000, "王芳 " * 5_000 + "1 3 8 " * 5_000, TITLES))
    within(2, lambda: signed_phone("1 3 8\n" * 5_000, "", TITLES))
