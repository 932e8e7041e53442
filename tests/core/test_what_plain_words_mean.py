"""Plain words of customers and staff, in the ways people write them: what each kind means, and what only looks like it."""

import pytest

from chalicelib.core.policy_reading.shared_lists import SHARED
from chalicelib.core.written.anonymity import asks_to_be_hidden
from chalicelib.core.written.customers_part import customers_part
from chalicelib.core.written.danger import danger_in
from chalicelib.core.written.dissatisfaction import opinion_in
from chalicelib.core.written.ratings import is_disputed
from chalicelib.core.written.taken_up import takes_up_the_end
from chalicelib.core.written.words import affirms

FIRST = "今天上午检票员骂人，我要投诉"


@pytest.mark.parametrize(
    "words",
    [
        "甭搭理这个旅客", "懒得理他", "少跟那人废话", "這位客人真的很煩", "先敷衍一下", "別跟她計較", "小陈你去劝劝他", "唬弄一下就好",
        "please ignore this passenger", "don't bother calling her", "this lady is a real nuisance",
    ],
)  # fmt: skip
def test_how_to_deal_with_the_customer_is_for_colleagues(words: str):
    assert customers_part(f"路灯已修复。\n{words}").words == "路灯已修复。"


@pytest.mark.parametrize(
    "words",
    [
        "如有陌生人来电，请您不要理他。", "您反映检票员说“别理他”，我们已批评教育。", "您不要跟对方计较，我们来处理。", "工作人员当时应付了事，我们深表歉意。",
        "Please ignore the first bill.", "The difficult customer service you met is no standard of ours.",
    ],
)  # fmt: skip
def test_what_is_said_to_the_customer_of_others_goes_out(words: str):
    assert customers_part(words).words == words


@pytest.mark.parametrize(
    "words",
    [
        "塞他三百块算了",
        "给客户五百元",
        "賠她錢",
        "返他车费",
        "送顾客四张票",
        "pay them off",
        "send her 2 tickets",
        "slip him $50",
    ],
)
def test_money_for_somebody_who_is_spoken_of_is_asked_about(words: str):
    assert any(affirms(words, word) for word in SHARED["gifts"])


@pytest.mark.parametrize("words", ["已送他到医院", "给他看过录像", "We told her about the timetable", "站长已向他说明"])
def test_what_else_is_done_for_somebody_is_not_taken_for_money(words: str):
    assert not any(affirms(words, word) for word in SHARED["gifts"])


@pytest.mark.parametrize(
    ("words", "disputed"),
    [
        ("3。可是没人来", True), ("4 but nobody called", True), ("4，行李还没找到", True), ("3！還是沒有修好", True), ("4, however the lift is still broken", True),
        ("4，很好", False), ("2，没人联系我", False), ("3 天没人管", False), ("4路车没来", False), ("3", False), ("没有解决", False),
    ],
)  # fmt: skip
def test_a_figure_is_disputed_by_words_against_it(words: str, *, disputed: bool):
    assert is_disputed(words, ("路",)) is disputed


@pytest.mark.parametrize(
    "words",
    [
        "I will contest this", "it isnt fixed", "we dont accept it", "pack of lies", "useless reply", "一派胡言", "你们在说谎", "根本不是事实", "完全是鬼扯",
        "还没搞好", "問題依舊", "叫你们经理出来", "不是說好了賠償嗎", "我要申诉",
    ],
)  # fmt: skip
def test_an_answer_is_plainly_rejected(words: str):
    assert opinion_in(words) == "dissatisfied"


@pytest.mark.parametrize(
    "words", ["有没有弄好？", "已经弄好了，谢谢", "that is fine", "是不是事实我不清楚", "How do I appeal?"]
)
def test_what_only_sounds_like_rejection_is_none(words: str):
    assert opinion_in(words) != "dissatisfied"


@pytest.mark.parametrize(
    "words",
    [
        "我再考慮看看",
        "讓我想想再說",
        "我的票款呢",
        "那賠償呢？",
        "where is my refund?",
        "I'll think about it",
        "we dont agree",
        "咽不下这口气",
    ],
)
def test_words_that_hang_upon_an_end_take_it_up(words: str):
    assert takes_up_the_end(words, FIRST)


@pytest.mark.parametrize(
    "words", ["我的箱子在济南线上丢了", "再次投诉3路甩站", "my parcel never came to Main Street", "空调坏了"]
)
def test_words_that_tell_something_begin_anew(words: str):
    assert not takes_up_the_end(words, FIRST)


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("我准备一了百了", "self_harm"), ("乾脆一了百了", "self_harm"), ("只想一了百了", "self_harm"),
        ("车上有个男的拿着菜刀", "emergency"), ("有人持刀", "emergency"), ("有乘客亮出匕首", "emergency"),
        ("退款就一了百了吗，别做梦", ""), ("有人拿刀叉当玩具", ""), ("餐厅不给刀", ""),
    ],
)  # fmt: skip
def test_danger_in_few_words_alerts(words: str, danger: str):
    assert danger_in(words) == danger


@pytest.mark.parametrize(
    "words",
    [
        "别把我的手机号发给司机", "请勿将本人的姓名转给店长", "我不愿意留姓名", "不方便透露身份", "請務必保密", "投诉司机。麻烦保密，谢谢",
    ],
)  # fmt: skip
def test_who_wants_to_stay_unnamed_is_hidden(words: str):
    assert asks_to_be_hidden(words)


@pytest.mark.parametrize(
    "words", ["请把我的电话给他们", "你们请他保密，不让我说", "我的电话他们没有", "不要给我打电话"]
)
def test_who_asks_for_something_else_is_not(words: str):
    assert not asks_to_be_hidden(words)
