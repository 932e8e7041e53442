"""Which words answer a question, and which only say that their writer has read it, or will see to it."""

import pytest

from chalicelib.core.written.answers import can_answer
from chalicelib.core.written.case_numbers import NUMBER
from chalicelib.core.written.remarks import is_about_the_customer
from chalicelib.core.written.words_about_each import parts
from tests.pace import within

WHICH = "请问您乘坐的是哪一班车，车牌号是多少？"
WHETHER = "您是否同意我们把录音转给保险公司？"


@pytest.mark.parametrize(
    "text",
    [
        "收到，谢谢！", "您好！来信已收到，祝工作顺利！", "知道啦", "谢谢您的耐心", "等我下班看看", "在开会，晚点回你", "晚上回去找一下票", "我现在不方便，回头说", "好的，我查一下票再告诉你们",
        "Will do", "let me check my ticket tonight", "I'm in a meeting now, I'll get back to you later", "感谢您的来信，我会尽快回复。", "Thanks for your email, I will get back to you as soon as possible.",
        "张三 撤回了邮件“Re: 投诉”", "(this message was deleted)", "[语音通话] 未接听", "已读：关于您的投诉", "收悉。\n\n王芳\n市场部", "Noted, thanks.\n\nBest regards,\nLi Lei", "在吗？", "Are you there?", "??", "👍",
        "發自我的iPhone", "您好，我正在休假，3月9日回来后回复您。",
    ],
)  # fmt: skip
def test_what_only_says_that_it_was_read_or_will_be_seen_to_answers_nothing(text: str):
    assert not can_answer(text, WHICH)
    assert not can_answer(text, WHETHER)


@pytest.mark.parametrize(
    "text",
    [
        "K12路，鲁P12345", "忘了", "不记得了，大概是早上8点", "8点那班", "票丢了", "白色大巴，车牌看不清", "去济南的", "早上第一班", "为什么要问这个？", "我已经说过了，K12", "不想说", "13912345678", "聊城到济南",
        "bus 12, around 8", "I don't remember", "不用了，我不投诉了", "好的，是K12路", "收到，鲁P12345", "回头看是K12路", "晚上8点那班", "let me check: it was bus 12", "算了", "随便", "好的\n八点\n人民广场",
    ],
)  # fmt: skip
def test_what_says_something_may_be_the_answer(text: str):
    assert can_answer(text, WHICH)


@pytest.mark.parametrize("text", ["OK", "嗯嗯", "👌 ok", "可以", "同意", "不同意", "不行", "没问题", "yes"])
def test_a_word_of_consent_answers_whether_and_not_which(text: str):
    assert can_answer(text, WHETHER)
    assert not can_answer("OK", WHICH)


@pytest.mark.timed
@pytest.mark.parametrize(
    "unit",
    [
        "再",
        "等我",
        "晚上回去",
        "已当场",
        "解释清楚",
        "第一件同意，",
        "LC20260302-0001 同意",
        "1. ",
        "其余",
        "好的，",
        "i will check ",
    ],
)
def test_no_words_take_long(unit: str):
    text = unit * (20_000 // len(unit))
    within(2, lambda: can_answer(text, WHICH))
    within(2, lambda: is_about_the_customer(text))
    within(2, lambda: parts(text, NUMBER.pattern, ("LC20260302-0001", "LC20260302-0002")))
