"""Who has an answer and only waits for what it promised says nothing against the answer."""

import pytest

from chalicelib.core.written.awaited import awaits

SUM = ("退费金额（元）：380",)
GIFT = ("上门检修暖气", "voucher for a coffee")


@pytest.mark.parametrize(
    "text",
    [
        "钱还没到",
        "380还没退给我",
        "那380什么时候到账？",
        "谢谢，收到了。不过那笔款还没到账",
        "您好，退費怎麼還沒收到？",
        "你們說的退款要等多久才會到帳",
        "Thanks! But the refund has not arrived yet.",
        "When will I get the money?",
        "I haven't received the refund",
    ],
)
def test_who_only_waits_for_a_sum_is_understood(text: str):
    assert awaits(text, SUM) == "merely"


@pytest.mark.parametrize("text", ["检修的师傅什么时候来？", "说好的检修还没来", "Where is the voucher?"])
def test_other_things_are_waited_for_by_their_names(text: str):
    assert awaits(text, GIFT) == "merely"


@pytest.mark.parametrize(
    "text", ["现在是热了，谢谢卢站长。不过那120块还没到账", "退费还没到，站里那位师傅电话里很凶怎么说？"]
)
def test_what_is_said_beside_it_is_for_a_person(text: str):
    assert awaits(text, SUM) == "beside"


@pytest.mark.parametrize(
    "text",
    [
        "问题还没解决，钱也没到账",
        "不认可，钱还没到",
        "退款没退够，少了100",
        "380太少了",
        "凭什么等到25号，现在就退",
        "屋里还是冷，师傅还没来",
        "收到了，谢谢",
        "The refund has not arrived and I do not accept your answer",
        "",
    ],
)
def test_who_is_against_the_answer_or_has_it_waits_for_nothing(text: str):
    assert awaits(text, SUM) == "no"


def test_a_thing_that_is_no_sum_is_not_waited_for_by_words_of_money():
    assert awaits("钱还没到", GIFT) == "no"
