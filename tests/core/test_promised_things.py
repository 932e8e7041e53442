"""Who asks for what they were promised, and who complains of something else."""

import pytest

from chalicelib.core.written.promised_things import asks_for, may_ask_for_something

VOUCHER = ("50元购物券", "voucher of 50", "上门致歉")


@pytest.mark.parametrize(
    "text",
    [
        "购物券还没收到",
        "你们答应的东西到现在没有兑现",
        "購物券什麼時候寄？",
        "说好上门的，一直没来",
        "Where is the voucher?",
        "You said you would send me something and it has not come",
        "the voucher you promised",
    ],
)
def test_who_asks_for_it_is_understood(text: str):
    assert may_ask_for_something(text)
    assert asks_for(text, VOUCHER)


@pytest.mark.parametrize(
    "text",
    [
        "投诉：K12路公交等了四十分钟还没来",
        "我还要投诉另一件事：购物券不能用，答应的没给",
        "谢谢，购物券收到了",
        "The bus still does not come on time",
        "I want to complain about another matter: your promised timetable never came",
        "你好",
    ],
)
def test_who_complains_of_something_else_or_says_thanks_asks_for_nothing(text: str):
    assert not asks_for(text, VOUCHER)
