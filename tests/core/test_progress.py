"""Who merely asks how their matter stands, and who tells something."""

import pytest

from chalicelib.core.written.progress import asks_among_other_things, asks_how_it_stands, speaks_of_what_is_known
from tests.pace import within


@pytest.mark.parametrize(
    "text",
    ["司机甩客的事怎么样了？", "我的投诉有结果了吗", "请问何时答复", "想知道处理进度", "處理得如何", "What is the status of my complaint?", "When can I get an answer?", "Any update?"],
)  # fmt: skip
def test_a_mere_question_asks(text: str):
    assert asks_how_it_stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "怎么一直没有人给我打电话？", "都过了一天了，怎么还不给说法", "还不给个交代？", "到底什么时候给说法", "催一下", "都一个礼拜了，还是没消息", "人呢？", "您好，在吗", "怎麼還不處理呀", "進度", "等了五天了，你们到底管不管", "尽快给个说法，谢谢", "还要等多久啊",
        "Could you let me know when I can expect a reply?", "Just wondering where things are with my complaint", "Please can I have an update", "It has been a week and no response", "Do you have an answer for me yet?", "Has anyone even looked at my complaint yet?",
        "I'm still waiting to hear back about the conductor", "Can you tell me when this will be resolved?", "Where are we with this?", "What is being done about my complaint?", "都两天了一点动静都没有", "你们是不是想拖着不办？", "怎么还没处理完",
        "Hello? I'm still waiting", "Nobody has called me back yet.", "It's been two weeks. No reply so far", "I havent heard anything from you", "What is happening with my complaint?", "哪位在跟进", "这事现在由谁负责呀", "有没有人处理啊", "可不可以早点给我答复", "能快点吗拜托", "怎么没人给我打电话", "可以尽快解决吗", "who's got my case?", "Who is handling this then",
    ],
)  # fmt: skip
def test_who_presses_for_an_answer_asks_too(text: str):
    assert asks_how_it_stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "没人打扫楼道", "今天又没人理我，司机还骂人", "钱还没退", "电话没人接", "不用处理了", "不要联系我", "三天了", "等了三个小时", "您好", "谢谢", "快点退钱", "还没修好",
        "Has anyone looked at the broken door in coach C? My hand got trapped", "Where are we supposed to sit with a wheelchair", "What is being done about the drivers who shout at people", "司机是不是想拖着不开门", "He asked when I can expect a reply and laughed",
        "Hello", "I never received my luggage", "The waiting room was dirty", "Nobody cleaned the room", "It's been two weeks", "Reply to this nonsense", "谁负责赔钱给我", "能不能快点把路灯修好", "谁在骂人", "who is working on Sundays", "Who was handling the luggage?",
    ],
)  # fmt: skip
def test_who_tells_what_is_wrong_or_only_how_long_it_was_presses_for_nothing(text: str):
    assert not asks_how_it_stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "今天12路又甩客了，你们怎么样处理？", "我要投诉售票员，多久答复？", "另外我想投诉食堂，有结果了吗", "刚才司机骂人，什么时候处理", "没有人联系我，何时退款", "你好", "",
        "The bus was late again, any news?", "我有录音，补充一下，什么时候给我答复", "谢谢",
    ],
)  # fmt: skip
def test_who_tells_something_does_more_than_ask(text: str):
    assert not asks_how_it_stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "我今天早上投诉的那件事办得怎么样了", "请问我昨天反映的问题有结果了吗", "想问一下上周五举报的案子进度如何", "我三天前提交的投诉，什么时候答复", "刚才投訴的事有消息了嗎",
        "How is my complaint of this morning going?", "Any update on the case I raised yesterday?", "What is the status of my complaint from last Monday?",
    ],
)  # fmt: skip
def test_who_says_which_of_their_complaints_they_mean_still_only_asks(text: str):
    assert asks_how_it_stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "病历的事不用管了，退保的事快点",
        "退票那件事请尽快处理",
        "行李的案子算了，赔偿的案子有结果了吗",
        "退款的事別拖了",
        "Forget the parking matter, please hurry up with the refund case",
    ],
)
def test_who_says_how_each_of_their_matters_is_to_go_on_speaks_of_what_is_known(text: str):
    assert speaks_of_what_is_known(text)


@pytest.mark.parametrize(
    "text",
    [
        "病历的事不用管了，但是今天又有人骂我",
        "司机骂人",
        "退保的事业务员骗了我",
        "The refund never came",
        "你们的态度有问题，要处理",
        "票务部乱收费的事要处理，收了我两百",
        "",
    ],
)
def test_who_tells_more_does_not(text: str):
    assert not speaks_of_what_is_known(text)


@pytest.mark.timed
@pytest.mark.parametrize(
    "unit", ["什么时候", "进展", "when will i ", "有没有", "都", "三天", "waiting for ", "no reply. "]
)
def test_no_words_take_long(unit: str):
    within(1, lambda: asks_how_it_stands(unit * 4_000))


@pytest.mark.parametrize(
    "text",
    [
        "什么时候来人啊？你们能不能打个电话给我，我不会弄邮件",
        "你们人到哪了？水都流到楼下了",
        "我不會用信箱，能不能當面說，順便問下啥時候能辦好",
        "I have sent it to the shop already. Can somebody call me? And when will I know who saw it?",
        "The water is coming through the ceiling. When is somebody coming?",
    ],
)
def test_a_question_among_other_words_is_asked_all_the_same(text: str):
    assert asks_among_other_things(text)
    assert not asks_how_it_stands(text)


@pytest.mark.parametrize("text", ["你们人到哪了", "师傅几点来？谢谢", "When is someone coming?"])
def test_who_waits_for_somebody_asks_how_it_stands(text: str):
    assert asks_how_it_stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "谢谢，有结果请告诉我",
        "我昨天问客服什么时候有结果，他说不知道",
        "投诉：问司机什么时候发车，他不理我",
        "司机什么时候来都不知道，等了四十分钟",
        "另外我要投诉食堂，什么时候有结果",
        "I asked the driver when we would know and he laughed",
    ],
)
def test_what_was_asked_of_others_or_is_told_is_no_question_to_us(text: str):
    assert not asks_among_other_things(text)
