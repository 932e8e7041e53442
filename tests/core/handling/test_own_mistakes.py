"""Whoever says that their answer is wrong hears how it comes back, or how it is put right once the customer has it."""

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.saying import command, say, time_of
from tests.core.handling.playing import ANSWER, BUS, Case, answered, at, named, office, referred
from tests.core.handling.test_words_that_order_nothing import APPROVED

WRONG = (
    *("发错了，内容不对", "写错了，日期不是3月1日是3月2日", "不好意思，答复里金额写错了，应为50元😅", "内容有误，请更正", "我搞错了"),
    *("弄错了，这是另一个客户的", "發錯了，內容不對", "答錯了，應該是退80元", "发错人了", "粘贴错了，这是另外一件的答复", "请帮我改一下答复，电话写错了"),
    *("能撤回吗？", "撤回撤回！", "先緩一緩，不要寄出", "sorry, that was wrong, wrong customer", "I made a mistake in the answer", "The answer contains an error, please correct it"),
)  # fmt: skip
OTHERS_MISTAKES = (
    *("客户说答复内容不对", "客户问能不能改期", "已告知客户可以改签", "司机坐错了车次", "客户把日期写错了，已核对", "已按要求整改", "The customer says the answer is wrong"),
    *("他认为金额不对", "答复是不是写错了？", "处理完毕，已电话告知客户"),
)  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_who_finds_a_mistake_in_an_answer_that_has_gone_hears_what_corrects_it(words: str):
    case = answered()
    case.staff(BUS, words, "2026-03-02 16:00")
    gone = time_of(at("3-2 15:00"))
    assert case.last.results.problems == (say("sent_as_it_was", due=gone, command=command("tell")),)
    (receipt,) = case.last.messages
    assert named(receipt, "commands")[0] == "tell"


@pytest.mark.parametrize("words", WRONG)
def test_who_finds_it_in_time_hears_until_when_and_how_it_comes_back_and_of_nothing_else(words: str):
    case = referred(policies.packaged("liaocheng-transport"))
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    case.staff(BUS, words, "2026-03-02 15:05")
    leaves = time_of(at("3-2 15:10"))
    assert case.last.results.changes == (say("noted"), say("still_leaves", due=leaves, command=command("undo")))
    assert case.last.results.problems == ()


@pytest.mark.parametrize("words", ["等一下，别发，写错了", "刚刚那封作废", "慢着，先别发", "Wait, don't send it"])
def test_who_wants_it_back_in_so_many_words_has_it_back(words: str):
    case = referred(policies.packaged("liaocheng-transport"))
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    case.staff(BUS, words, "2026-03-02 15:05")
    assert (case.complaint.status, [said.code for said in case.last.results.changes]) == ("open", ["undone"])


def test_who_finds_it_while_the_answer_waits_for_consent_hears_how_it_is_written_anew():
    case = Case(office(APPROVED))
    case.customer("service is slow")
    case.staff("hans@office.example", "#resolve all good now")
    case.staff("hans@office.example", "Sorry, the amount is wrong")
    assert case.last.results.problems == (say("waits_as_it_was", command=command("resolve")),)
    case.staff("hans@office.example", "#resolve twice the amount")
    assert case.complaint.outcome == "twice the amount"


@pytest.mark.parametrize("words", OTHERS_MISTAKES)
def test_what_others_got_wrong_is_a_note_like_any_other(words: str):
    case = answered()
    case.staff(BUS, words, "2026-03-02 16:00")
    assert "sent_as_it_was" not in [said.code for said in case.last.results.problems]


def test_before_there_is_an_answer_there_is_nothing_to_correct():
    case = referred()
    case.staff(BUS, "写错了", "2026-03-02 16:00")
    assert case.last.results.problems == ()


def test_who_may_not_write_to_the_customer_is_not_told_to():
    policy = msgspec.structs.replace(referred().policy, may={"tell": ("director",)})
    case = answered(policy)
    case.staff(BUS, "写错了", "2026-03-02 16:00")
    assert "sent_as_it_was" not in [said.code for said in case.last.results.problems]
