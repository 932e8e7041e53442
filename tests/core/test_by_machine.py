"""What telephones and mail programs write, told apart from what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.written.answers import can_answer
from chalicelib.core.written.by_machine import asks_for_help, asks_for_texts, is_automatic, own_words, says_away
from tests.pace import within

NAMES = ("聊城交通运输集团", "聊城交运", "Liaocheng Transport")


@pytest.mark.parametrize(
    "text",
    [
        "Liked “【聊城交运】您反映的事项已收到”", "Loved an image", "“【聊城交运】您好”觉得很赞", "觉得“您反映的事项已收到”很赞", "对“已收到”表示喜爱", "對「您反映的事項已收到」按讚", "「已收到」按了讚", "喜歡「您好」",
        "喜欢了一张图片", "对“您好。编号LC1”点了赞", "Reacted 👍 to “Your message”", "👍 to “Your message has arrived”", "Removed a like from “abc”", "Laughed at “abc”",
        "Emphasized “line1\nline2”", "Zhang Wei reacted to your message:\n👍", "赞了“已收到您的反映”", "強調了「已收到」", "對「abc」表示強調", "Disliked “abc”", "对“abc”回应了👍",
        "“abc”表示赞", "說「已收到」讚", "Questioned “abc”", "张伟 通过 Gmail 作出了回应",
        "已強調「【聊城交运】您反映的事项」", "已喜歡「您好」", "已对“abc”表示赞同", "取消了对“abc”的喜欢", "用 😡 回应了“已收到您的反映”", "Added a thumbs up to “Your message has arrived”", "张明对“已收到”点了踩", " \u200b👎\u200b to “Your message”",
    ],
)  # fmt: skip
def test_a_reaction_leaves_nothing_to_read(text: str):
    assert own_words(text, NAMES) == ""


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("回复「您反映的事项已收到」：检票员工号0312", "检票员工号0312"),
        ("回覆「您反映的事項已收到」\n是週一上午", "是週一上午"),
        ("「您反映的事项」\n- - - - - - - - -\n工号0312", "工号0312"),
        ("> 您反映的事项已收到\n工号0312", "工号0312"),
        ("Replied to “Your message”: badge 0312", "badge 0312"),
        ("【聊城交运】您反映的事项已收到，编号LC20260302-0001。\n那天是周一", "那天是周一"),
        ("【聊城交运】您反映的事项已收到，编号LC20260302-0001。", ""),
        ("司机对“老人免票”大笑", "司机对“老人免票”大笑"),
    ],
)
def test_what_a_program_quotes_of_ours_is_taken_off(text: str, own: str):
    assert own_words(text, NAMES) == own


@pytest.mark.parametrize(
    "text",
    ["“已解决”我不赞同", "喜欢坐你们的车，但是又晚点了", "你们说“已处理”但没处理", "对“退一赔三”的说法我不认可", "I liked the old bus better",
     "【聊城火车站】旁边的站牌倒了", "他回复我「等着吧」就走了", "Liaocheng Transport: your driver was rude"],
)  # fmt: skip
def test_peoples_words_stay_whole(text: str):
    assert own_words(text, NAMES) == text


@pytest.mark.parametrize(
    "text",
    [
        "我正在开车，驾驶勿扰模式已开启。我到达目的地后会看到您的信息。",
        "I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I get where I'm going.",
        "I’m driving with Focus turned on. I’ll see your message when I get where I’m going.",
        "(I’m not receiving notifications. If this is urgent, reply “urgent” to send a notification through with your original message.)",
        "I'm driving right now, I'll get back to you later.", "我正在开车，稍后回复您", "我現在正在開車，稍後回覆。", "我正在開車，已開啟「行車勿擾」，到達目的地後會看到您的訊息。",
        "【漏话提醒】用户13905350000于3月2日10:05来电", "来电提醒：您好，13905350000 于03月02日10时来电", "您有1个未接来电，号码13905350000", "You have a missed call from +8613905350000",
        "Missed call from 053588888", "[来电助手]您有2个未接来电", "漏接電話通知：0912345678 於10:05來電", "号码13905350000在3月2日10:05给您来电1次",
        'Zhang Wei would like to recall the message, "投诉"', "张伟将撤回邮件“投诉”。", "已读：您的投诉", "Your message was read on Monday",
    ],
)  # fmt: skip
def test_what_no_person_wrote_is_known(text: str):
    assert is_automatic(text)
    assert not can_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "我正在开车，前面的公交突然变道，差点撞上", "投诉：司机开车时打电话，稍后还骂人", "我打了三次电话，3个未接来电没人回", "昨天我在外地出差，你们的车晚点两小时没人管", "我读了你们的回复，邮件里说的不对", "请你们尽快回复",
        "The driver was driving while on the phone", "I called you on Monday and nobody answered", "13905350000是我的电话，请来电", "您的司机开车不专注", "我休假在家，随时可以联系",
        "I missed call because bus was loud", "You called me at 9 but I was in a meeting", "客服打过来时我在开车没接到", "来电提醒我几点到站", "我有3个未接来电都是你们打来的，请再打一次",
    ],
)  # fmt: skip
def test_people_write_of_driving_and_calls_too(text: str):
    assert not is_automatic(text)


@pytest.mark.parametrize(
    "text",
    [
        "自动回复：我正在休假", "I am out of the office until Monday", "本人正在出差，3月9日回来后回复您", "您的来信已收到，我会尽快回复", "我正在休假，下周一回来后再处理",
    ],
)  # fmt: skip
def test_a_note_of_absence_is_no_answer(text: str):
    assert says_away(text)
    assert not can_answer(text)


@pytest.mark.parametrize(
    ("text", "texts", "help_"),
    [("START", True, False), ("恢复", True, False), ("恢復。", True, False), ("Unstop", True, False), ("HELP", False, True), ("帮助", False, True), ("“幫助”", False, True),
     ("请帮助我", False, False), ("恢复3路车", False, False), ("start over please", False, False), ("", False, False)],
)  # fmt: skip
def test_a_keyword_counts_alone(text: str, texts: bool, help_: bool):
    assert (asks_for_texts(text), asks_for_help(text)) == (texts, help_)


@pytest.mark.parametrize(
    "text",
    [
        "收到", "收到。", "已收到，谢谢", "谢谢", "👍", "发自我的iPhone", "Sent from my iPhone", "您好", "-- \n张伟\n聊城某公司", "START", "帮助", "Liked “abc”",
        "收到，谢谢！\n\n发自我的 iPhone", "Best regards,\nZhang Wei", "此致\n敬礼\n张伟", "noted with thanks", "Received, thank you", "知道了", "", "。", "Got it",
        "收到！辛苦了", "謝謝您", "此致敬禮", "明白",
    ],
)  # fmt: skip
def test_what_says_nothing_answers_nothing(text: str):
    assert not can_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "好的", "OK", "可以", "是的", "不是", "3月1日上午", "张伟 13905350001", "0312", "4", "没有", "收到了", "不知道", "行", "嗯", "Yes", "no", "K12路",
        "有的，车牌鲁P12345\n\n发自我的iPhone", "收到。工号是0312", "谢谢，是周一", "忘了", "？", "大概下午两点吧", "没看清",
    ],
)  # fmt: skip
def test_a_short_answer_is_one(text: str):
    assert can_answer(text)


WHERE, WHETHER, WHO = "请问是在哪个站台上的车？", "可以把您的诉求转给车队吗？", "请告诉我们您的姓名和电话"
CARD = "李敏\n东昌府区柳园路5号\n13800001111"


@pytest.mark.parametrize(
    "text",
    [
        "好的",
        "OK",
        "行。",
        "稍等",
        "等一下",
        "好的，稍等",
        "我查一下",
        "one moment please",
        "I'll check",
        "嗯嗯",
        CARD,
        "收到",
    ],
)
def test_consent_patience_and_a_card_do_not_answer_where_something_was(text: str):
    assert not can_answer(text, WHERE)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (WHETHER, "好的"), (WHETHER, "OK"), ("Do you agree to that?", "sure"), ("您方便明天来吗", "行"), (WHO, CARD), (WHERE, "东关站"), (WHERE, "柳园路站\n13800001111"),
        (WHERE, "稍等我看票……是东关站"), (WHERE, "不知道"), (WHERE, "没有"), (WHERE, "2"), ("", "好的"),
    ],
)  # fmt: skip
def test_what_fits_the_question_answers_it(question: str, text: str):
    assert can_answer(text, question)


@given(st.text(max_size=300))
def test_any_words_are_read(text: str):
    own_words(text, NAMES)
    can_answer(text)


@pytest.mark.timed
@pytest.mark.parametrize(
    "unit", ["“", "”", "“a”", "回复「a」", "对“", "I'm driving ", "收到", "👍", "有1个", "> a\n", "【聊城", "张"]
)
def test_no_words_take_long(unit: str):
    within(1, lambda: own_words(unit * 4_000, NAMES))
    within(1, lambda: can_answer(unit * 4_000))


@pytest.mark.parametrize(
    "text",
    [
        "抱歉，我现在不能接电话。", "我现在不方便说话，有什么事吗？", "你好，我现在没空接听，晚点给你回电话", "我正在开会，请发短信给我", "我馬上到。", "抱歉，我現在無法接聽電話", "我稍後回電給您，好嗎？", "免打扰模式：稍后查看消息", "我已將通知設為靜音", "[玫瑰][抱拳]",
        "Sorry, I can’t answer the phone right now.", "I’m busy. Can I call you later?", "Can't talk now. What's up?", "On my way!", "I'll text you back as soon as I can", "Do Not Disturb: I'll reply when I arrive", "I am in a meeting, please text me", "在上课，等会儿打给您", "現正會議中，稍後打給你", "晚些时候回您电话", "对方已读", "【导航】正在驾驶，预计8分钟后抵达",
    ],
)  # fmt: skip
def test_the_sentences_that_telephones_offer_in_place_of_a_call_are_no_words_of_a_customer(text: str):
    assert is_automatic(text)


@pytest.mark.parametrize(
    "text",
    [
        "你们的电话一直无法接听", "我在路上等了四十分钟车没来", "请给我回电话", "尽快回复", "不能接受", "没空", "我现在不方便，上门的人也不来", "司机开车打电话", "马上给我退款", "[投诉]", "抱歉有用吗", "我马上到车站了，车却提前走了", "您有什么事？",
        "I can't talk to anybody at your office", "I'm on my way and the bus drove past me", "Please call me", "I'm busy and your driver keeps calling me", "I will call the police", "一会儿打给站长", "晚点打给你们经理说清楚", "已读不回是什么意思", "我在开车去投诉，预计10点到",
    ],
)  # fmt: skip
def test_words_that_begin_like_them_are_a_customer_s(text: str):
    assert not is_automatic(text)
