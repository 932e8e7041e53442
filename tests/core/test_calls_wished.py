"""Who wishes to be called on the telephone, and who only speaks of calls."""

import pytest

from chalicelib.core.written.calls_wished import beside_the_wish, wishes_for_a_call
from tests.pace import within


@pytest.mark.parametrize(
    "words",
    [
        "Please ring me on 07700 900321", "Could somebody phone me, I do not get on with email", "I would rather you called. Please give me a ring after six", "Can I have a call back?", "I'd like to discuss it over the phone", "Why don't you call me?", "I have a witness. Could someone call me please? I am free after 5pm.", "contact me by phone please",
        "请给我打电话", "麻烦回个电话。", "你们给我打个电话行不行，电话里说得清楚", "打电话给我，我看不懂字", "什么时候来人啊？你们能不能打个电话给我，我不会弄邮件", "请拨打13905310021", "希望电话沟通", "请让负责人给我回个电话", "请电话联系我", "明天上午打我手机",
        "能不能打电话跟我解释一下", "我想跟你们负责人通个电话", "顺便打个电话给我", "对了，给我回个电话",
        "請打電話給我", "麻煩回電，謝謝", "可以打給我嗎", "希望用電話聯絡", "請主管給我回個電話",
    ],
)  # fmt: skip
def test_a_wish_for_a_call_is_understood(words: str):
    assert wishes_for_a_call(words)


@pytest.mark.parametrize(
    "words",
    [
        "He had the nerve to call me a liar", "Nobody called me back", "You said you would ring me", "Please do not phone me at work", "If you need anything else, call me", "I rang the call centre three times", "The guard said he would call me names", "They called me yesterday",
        "昨天给你们打了三次电话", "一直没人给我打电话", "不要给我打电话", "他说会给我回电话的", "有问题随时打我电话", "打了三次站里电话没人接", "站里的人电话里凶我", "司机一边开车一边打电话", "我的电话是13905310021", "这个电话打不通", "你们的电话打不通",
        "請勿來電", "他們打電話來罵我", "打過電話了",
    ],
)  # fmt: skip
def test_who_only_speaks_of_calls_wishes_for_none(words: str):
    assert not wishes_for_a_call(words)


@pytest.mark.parametrize(
    ("words", "rest"),
    [("请给我回个电话，我周三都在家。", "我周三都在家"), ("please ring me", ""), ("车又没来。打电话给我", "车又没来")],
)
def test_what_stands_beside_the_wish_is_told_apart_from_it(words: str, rest: str):
    assert beside_the_wish(words) == rest


def test_however_long_a_text_is_it_is_read_in_time():
    within(2, lambda: wishes_for_a_call("请麻烦希望能不能你们" * 2_000 + "打"))
