"""A text that comes when all is over: about how it ended, or the beginning of something new."""

import pytest

from chalicelib.core.written.taken_up import takes_up_the_end
from tests.pace import within

FIRST = "昨天下午在东关站坐12路，司机关门夹到我的手，还骂人，我要投诉。"
FIRST_EN = "Yesterday the driver of line 12 closed the door on my hand and shouted at me. I want to complain."


@pytest.mark.parametrize(
    "text",
    [
        "谢谢", "没解决", "對這個結論我有異議", "你们的调查不对，他当着全车人的面骂的", "我沒說過撤訴", "凭什么说我的投诉无效？", "为什么就办结了", "请重新核实", "我不认同你们的说法",
        "司机就是骂人了", "关门的时候明明夹到了，我有录像", "啊？", "為什麼", "呵呵", "不可能，你们根本没查", "I do not agree with your findings", "what?", "That's a lie, the driver did shout",
        "昨天你们的答复我不接受", "答非所问", "处理不公平", "我要申诉", "仲未搞掂", "唔滿意", "那就这样吧", "隨便啦", "祝生意兴隆", "拜拜，晚安", "发错人了，不好意思", "我们有当时的录音", "你們看清楚，我手上有照片", "I have it all on camera", "继续投诉他", "刚才打错分了", "我反悔了？后悔了", "Happy New Year!", "whatever", "wrong number, sorry", "没办法，认了",
    ],
)  # fmt: skip
def test_thanks_and_disputes_go_on_with_it(text: str):
    assert takes_up_the_end(text, FIRST_EN if text.isascii() else FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "今天8路又晚点了", "凭什么涨票价", "售票员不同意我退票", "保安不服务，只顾玩手机", "空调坏了没人修", "司机今天又骂人了", "我的伞丢在车上了", "另外我要投诉9路车", "站台监控坏了",
        "Line 8 was late again", "The air conditioning is broken", "I lost my umbrella on the bus", "投诉13路甩客", "厕所坏了没人管", "售票员态度太差了", "Nobody answers your phone",
        "我有发票，你们多收了钱", "祝贺个啥，车又没来", "行李没事吧，怎么还没送到", "司机打错方向盘撞了护栏", "I have photos of your dirty buses, I want to complain",
    ],
)  # fmt: skip
def test_a_fresh_complaint_begins_one(text: str):
    assert not takes_up_the_end(text, FIRST_EN if text.isascii() else FIRST)


OPENED_AGAIN = [
    "请重开", "重新打开我的投诉", "我要求重办", "還沒弄好，麻煩重新處理一下", "请再次受理我的案子", "I never got the refund, please reopen", "Can you open my complaint again?", "My compensation has still not arrived", "I haven't received any apology",
]  # fmt: skip
PUT_RIGHT = [
    "请把我的电话改成13905350009", "我换号了，以后打13905350009", "我名字写错了，是王芳", "我搬家了，新地址是芙蓉路5号", "我的郵箱換了 a@b.example", "新号码是13905350009", "please update my mobile number to 13905350009", "my new address is 5 Main St", "I have changed my number",
]  # fmt: skip


@pytest.mark.parametrize("text", [*OPENED_AGAIN, *PUT_RIGHT])
def test_who_wants_it_opened_again_or_their_record_put_right_means_what_is_over(text: str):
    assert takes_up_the_end(text, FIRST_EN if text.isascii() else FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "重新办理身份证太慢", "售票员说要重新办卡收了我20元", "换手机号业务办不了，拖了三天", "改电话要收费20元", "投诉：我的地址被你们泄露，骗子找上门", "Line 8 never came", "My parcel was not delivered", "The clerk refused to change my address",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_begins_something_new(text: str):
    assert not takes_up_the_end(text, FIRST_EN if text.isascii() else FIRST)


@pytest.mark.timed
@pytest.mark.parametrize("unit", ["没有", "为什么", "what", "我不同意 ", "凭什么", "就是骂人"])
def test_no_words_take_long(unit: str):
    within(1, lambda: takes_up_the_end(unit * 4_000, FIRST))
