"""What staff mutter in a mail that names no complaint, told apart from what somebody complains of."""

import pytest

from chalicelib.core.written.consent import muses


@pytest.mark.parametrize(
    "text",
    [
        "明天再说",
        "这件事下周再讨论吧",
        "回头看看",
        "我先问问",
        "正在处理",
        "再说吧",
        "稍后再联系",
        "will do tomorrow",
        "on it",
        "let's talk about it later",
    ],
)
def test_words_about_ones_work_are_no_complaint(text: str):
    assert muses(text)


@pytest.mark.parametrize(
    "text",
    [
        "食堂的饭是馊的",
        "我要投诉物业",
        "K12路公交又没来",
        "明天再说的承诺没有兑现，我要投诉",
        "the lift is broken again",
        "空调坏了",
        "你好",
        "",
    ],
)
def test_words_that_may_be_a_complaint_stay_one(text: str):
    assert not muses(text)
