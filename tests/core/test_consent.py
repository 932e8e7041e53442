"""Plain words of whoever is asked to decide: yes, no, received, or nothing that may be taken for one of them."""

import pytest

from chalicelib.core.written.consent import answer_in, puts_off, says_what_was_done, takes_back

SIGNED = ("聊城市交通集团", "公交公司", "沈玉兰")
YES = (
    "Yes please", "I'm content with this.", "No objections from me", "Go for it", "Happy for this to go out.", "That's all fine, thanks", "Refund approved", "Happy with this now. Please go ahead", "Sorry, yes",
    "Yes, looks good", "yeah that's ok with me", "Sure, go ahead", "Certainly, approved", "准了", "That seems sensible", "I'm happy to grant it", "批了，辛苦",
    "同意", "同意。请抓紧", "可以，照此办理", "按方案执行", "没意见，尽快回复客户", "已阅，同意", "老梁：同意。沈玉兰", "同意\n\n公交公司 沈玉兰", "同意！辛苦各位",
    "同意，不要再拖了", "無異議", "核准，請從速", "可以的，发吧", "没有不同意见，同意 3月5日", "收到，同意",
    "同意！另外请做好解释", "同意。还有，请注意用语", "批准，下不为例", "核准。同時加強訓練", "Agreed. Please make sure it does not happen again", "同意，避免再次发生",
    "Approved.", "Go ahead, please", "Yes, go ahead. Thanks", "I agree with this.", "No objections.", "Looks good to me", "OK, approved",
)  # fmt: skip
OK = ("OK", "好的", "行", "ok, thanks", "嗯，好")
NO = {
    "不同意，理由：责任没有写清": "责任没有写清",
    "不行，司机的说法没有核实": "司机的说法没有核实",
    "驳回。措施太空": "措施太空",
    "不批准，因为时间太长": "时间太长",
    "退回，理由是没有道歉": "没有道歉",
    "不同意這樣回覆，沒有提到補償": "不同意這樣回覆，沒有提到補償",
    "Sorry, rejected - no evidence": "no evidence",
    "Nope: the sum is wrong": "the sum is wrong",
    "No, because nobody called the customer": "nobody called the customer",
    "Rejected: the cause is missing": "the cause is missing",
    "I don't agree because it blames her": "it blames her",
    "不批，还没有联系客户": "还没有联系客户",
    "Certainly not, she has waited for a week": "she has waited for a week",
    "Not happy with this, the cause is missing": "the cause is missing",
    "No": "",
    "不同意": "",
}
RECEIVED = ("收到", "收悉，谢谢", "知道了", "已阅", "明白，马上安排", "Received, thanks", "Noted.", "Got it")
DOUBTFUL = (
    "同意，但是把停岗改成五天", "可以，不过要先打电话", "原则同意，细节再议", "同意吗？", "同意，金额 800 元", "同意，把最后一句删掉", "基本同意", "可以考虑",
    "不同意延期，但同意先答复", "如果客户认可就同意", "同意。另外，客户电话打通了没有？", "同意，另外把赔偿去掉", "Agreed, also change the date", "同意。还有，先别发",
    "同意个屁", "可以个鬼啊", "批准才怪", "鬼才同意", "同意？做梦", "Yeah right, approve my foot", "OK, in your dreams", "不同意才怪", "同意，请把道歉写进答复里",
    "同意，请他先打电话道歉", "同意，打完电话再发", "OK, but leave out the second line", "Approved once he has apologised", "Yes, if the customer agrees", "Fine, and add an apology",
)  # fmt: skip
NONE = (
    "All good except the date",
    "Happy for it to go out once the bank confirms",
    "我再看看",
    "等我回来",
    "为什么又是这条线？",
    "请立即派人上门",
    "Let me think about it",
    "Who drove that bus?",
    "谢谢",
)


@pytest.mark.parametrize("words", YES)
def test_consent_without_reservation_is_a_yes(words: str):
    assert answer_in(words, SIGNED).answer == "yes"


@pytest.mark.parametrize("words", OK)
def test_an_ok_may_mean_either(words: str):
    assert answer_in(words, SIGNED).answer == "ok"


@pytest.mark.parametrize(("words", "reason"), NO.items())
def test_a_refusal_brings_its_reason(words: str, reason: str):
    said = answer_in(words, SIGNED)
    assert (said.answer, said.rest.rstrip("。.")) == ("no", reason)


@pytest.mark.parametrize("words", RECEIVED)
def test_whoever_has_read_it_has_agreed_to_nothing(words: str):
    assert answer_in(words, SIGNED).answer == "received"


@pytest.mark.parametrize("words", DOUBTFUL)
def test_consent_with_a_condition_a_question_or_a_new_figure_is_doubtful(words: str):
    assert answer_in(words, SIGNED).answer == "doubtful"


@pytest.mark.parametrize("words", NONE)
def test_words_that_speak_of_something_else_decide_nothing(words: str):
    assert answer_in(words, SIGNED).answer == "none"


def test_a_figure_that_was_proposed_may_be_repeated():
    assert answer_in("同意延期到3月6日", proposed="2026 3 6 17 30").answer == "yes"
    assert answer_in("同意延期到3月9日", proposed="2026 3 6 17 30").answer == "doubtful"


def test_who_only_puts_it_off_neither_instructs_nor_reports():
    assert [puts_off(w) for w in ("我看看", "我先研究一下", "I'll look into it", "请查一查", "看看客户还要什么")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert [says_what_was_done(w) for w in ("收到，马上办", "好的", "Noted, will do", "已上门道歉，客户接受", "收到。已换车")] == [
        False, False, False, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "刚才的答复写错了，撤回", "金额算错了，先别发", "发错了！撤回", "答复有误。请撤回", "结果没写完，先不要发", "I made a mistake, please take it back", "Wrong amount. Don't send it yet",
        "撤回，刚才写错了",
    ],
)  # fmt: skip
def test_the_reason_may_stand_before_what_is_taken_back(words: str):
    assert takes_back(words)


@pytest.mark.parametrize(
    "words",
    [
        "刚才的答复写错了",
        "写错了，撤回可以吗？",
        "票价有误，请承办人重新核对",
        "客户说金额算错了，要求撤回投诉决定",
        "对方说写错了，请回复客户",
    ],
)
def test_who_only_says_what_is_wrong_takes_nothing_back(words: str):
    assert not takes_back(words)


@pytest.mark.parametrize(
    ("words", "agreed", "told"),
    [
        ("同意。另外请他明天回电客户", "同意", "另外请他明天回电客户"),
        ("同意延期同时请公交公司协助", "同意延期", "同时请公交公司协助"),
        ("請他明天當面道歉。核准", "核准", "請他明天當面道歉"),
        ("批准，后天上午把监控拿来给我看", "批准", "后天上午把监控拿来给我看"),
        ("Approved. Please call her on Friday", "Approved", "Please call her on Friday"),
        ("同意。下不为例，让小韩给我写个书面检查", "同意", "下不为例，让小韩给我写个书面检查"),
    ],
)
def test_what_a_colleague_is_told_beside_a_yes_reserves_nothing(words: str, agreed: str, told: str):
    said = answer_in(words, SIGNED)
    assert (said.answer, said.agreed, said.instruction) == ("yes", agreed, told)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("同意，让他先跟客户打个招呼", "yes"),
        ("OK, have him call her first", "ok"),
        ("同意，请他3月5日前办完", "doubtful"),
        ("同意，但请他先打电话", "doubtful"),
    ],
)
def test_beside_a_yes_to_more_time_what_is_done_first_reserves_nothing_but_another_day_does(words: str, answer: str):
    assert answer_in(words, SIGNED, meanwhile=True).answer == answer
