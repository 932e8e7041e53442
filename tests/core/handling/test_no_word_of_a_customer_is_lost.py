"""Whatever a customer writes, in whatever state their complaint is: somebody must act on it within a limit, or it has its effect, or it is answered."""

from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Literal

import pytest

from chalicelib import policies
from chalicelib.core.complaint.decision import Decision, Message
from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.handling.hold import standing_tasks
from chalicelib.core.written.by_machine import asks_for_texts, is_automatic, is_reaction, own_words, says_away
from chalicelib.core.written.courtesies import is_mere_thanks
from tests.core.handling.playing import ANSWER, BUS, CUSTOMER, DESK, DESK_HEAD, LATE_BUS, Case, named, names, transport

Way = Literal["mail", "sms"]
WHO: dict[Way, Complainant] = {"mail": CUSTOMER, "sms": Complainant(phone=CUSTOMER.phone)}
WAYS: tuple[Way, ...] = ("mail", "sms")
CLOSING = "#结案 已与客户说清"
RECORD = "#不合理联系 三个月内就同一事项来信四十余封，内容相同\n复核日期：2026-06-01"


def begun(way: Way, text: str = LATE_BUS, *, undo: bool = False) -> Case:
    case = Case(policies.packaged("liaocheng-transport") if undo else transport(), "2026-03-02 14:00")
    case.customer(text, who=WHO[way], channel=way)
    return case


def with_nobody(way: Way) -> Case:
    return begun(way, "我要投诉，服务太差，叫人寒心")


def asked(way: Way) -> Case:
    case = begun(way)
    case.staff(BUS, "#询问客户\n请问是哪一站？", "3-2 14:10")
    return case


def answered(way: Way) -> Case:
    case = begun(way)
    case.staff(BUS, ANSWER, "3-2 14:30")
    return case


def on_its_way(way: Way) -> Case:
    case = begun(way, undo=True)
    case.staff(BUS, ANSWER, "3-2 14:58")
    return case


def judged(way: Way) -> Case:
    case = answered(way)
    case.survey(4, "3-2 14:40")
    return case


def closed(way: Way) -> Case:
    case = answered(way)
    case.staff(DESK, CLOSING, "3-2 14:40")
    return case


def explained(way: Way) -> Case:
    case = begun(way)
    case.staff(DESK_HEAD, "#无效 与事实不符，当日该车正点", "3-2 14:30")
    return case


def answered_twice(way: Way) -> Case:
    case = answered(way)
    case.customer("问题没有解决", "3-2 14:35", who=WHO[way], channel=way)
    case.staff(case.complaint.handler, ANSWER, "3-2 14:40")
    return case


def on_record(way: Way) -> Case:
    case = answered_twice(way)
    case.staff(DESK, RECORD, "3-2 14:45")
    return case


def passed_on(way: Way) -> Case:
    return begun(way, "建议K12路增加班次")


def come_back(way: Way) -> Case:
    case = answered(way)
    case.bounce(WHO[way].mail if way == "mail" else WHO[way].phone, "outcome", "3-2 14:40")
    return case


STATES: dict[Callable[[Way], Case], str] = {
    with_nobody: "open",
    begun: "open",
    asked: "open",
    answered: "answered",
    on_its_way: "answered",
    judged: "closed",
    closed: "closed",
    explained: "closed",
    answered_twice: "answered",
    on_record: "answered",
    passed_on: "closed",
    come_back: "answered",
}

WORDS = (
    "没有解决", "我不满意", "still broken", "你们根本没查", "到底什么时候给答复？", "司机姓王，车牌鲁P12345", "在客运总站那一站", "1", "2", "4", "5", "我给5",
    "1分，太差", "3，问题没有解决", "4。但是钱还没退", "1 非常满意", "3 hours late again", "好的，谢谢", "谢谢，已经解决了。另外还有件事", "👍", "不用了", "我要撤诉",
    "昨天公交5路司机抽烟没人管", "还有一件事：货运站的快递丢了", "你们等着，我去曝光", "我换手机号了，新号13800000000", "我要匿名", "Any news?", "不想活了",
    "？？？", "打错了", "钱没收到", "不同意", "今天又晚点了", "我要求赔偿200元", "HELP", "帮助", "你们经理电话多少", "嗯", "我要投诉", "算了", "请按投诉办理",
)  # fmt: skip
NOTHING = (
    "Liked “您的投诉已收到”", "对“处理结果如下”点了赞", "[自动回复] 我正在开车，稍后联系您", "START", "恢复", "回复「您好，您的投诉」",
    "自动回复：您好，我在休假，3月9日回来", "我正在开会，稍后给您回电",
)  # fmt: skip


@cache
def life(state: Callable[[Way], Case], way: Way) -> Case:
    case = state(way)
    assert case.complaint.status == STATES[state], case.problems
    return case


def writes(state: Callable[[Way], Case], way: Way, words: str) -> tuple[Complaint, Decision]:
    """The complaint before, and what came of the words; the life itself goes on for the next."""
    case = copy(life(state, way))
    case.decisions = []
    before = case.complaint
    assert before is not None
    return before, case.customer(words, "3-2 15:00", who=WHO[way], channel=way)


def drawn(state: Callable[[Way], Case], way: Way) -> tuple[str, ...]:
    """A third of the words, each state and way another one."""
    return WORDS[(list(STATES).index(state) + WAYS.index(way)) % 3 :: 3]


def somebody_must_act(decision: Decision, words: str) -> bool:
    """Whoever reads the words has the matter in hand, with a clock, or has the task to judge them."""
    complaint = decision.complaint
    assert complaint is not None
    read = [m for m in decision.messages if m.to.role != "customer" and words in str(m.extra.get("text", ""))]
    clocks = complaint.status == "open" and any(d.met is None for d in complaint.deadlines)
    task = complaint.open_task(standing_tasks.LATER_WORDS.name)
    asked_for = any(m.name == "assignment" for m in decision.messages)
    return bool(read or asked_for) and (clocks or (task is not None and task.due is not None))


def told_customer(messages: tuple[Message, ...]) -> list[str]:
    return [m.name for m in messages if m.to.role == "customer"]


def had_its_effect(before: Complaint, decision: Decision) -> bool:
    """It was a verdict, it began another round, or another complaint begins with it."""
    after = decision.complaint
    assert after is not None
    changed = (before.status, before.round, before.satisfaction) != (after.status, after.round, after.satisfaction)
    return changed or any(fact.name == "split_off" for fact in decision.facts)


def is_thanks(words: str, decision: Decision) -> bool:
    """Thanks the desk reads, and nobody has to act upon them."""
    read = [m for m in decision.messages if m.to.mail == DESK and m.extra.get("text") == words]
    return bool(read) and (is_mere_thanks(words) or words in ("👍", "嗯", "4"))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_word_of_a_customer_stays_without_effect_or_answer(state: Callable[[Way], Case], way: Way):
    for words in drawn(state, way):
        before, decision = writes(state, way, words)
        heard = (
            somebody_must_act(decision, words)
            or had_its_effect(before, decision)
            or bool(told_customer(decision.messages))
            or is_thanks(words, decision)
        )
        assert heard, (words, names(decision.messages))


@pytest.mark.parametrize("words", NOTHING)
def test_what_no_person_wrote_is_nothing_by_definition(words: str):
    by_itself = is_automatic(words) or says_away(words) or is_reaction(words) or asks_for_texts(words)
    assert by_itself or not own_words(words)


@pytest.mark.parametrize(
    "words", ["今天又晚点了，K12在东站又没来", "今天又晚点了", "谢谢。另外还有件事", "另外，检票口的门坏了没人修"]
)
def test_a_record_of_unreasonable_contact_closes_nothing_that_may_be_new(words: str):
    """The desk has to judge it; the answer that was final is not given again."""
    before, decision = writes(on_record, "mail", words)
    assert (decision.complaint.status, decision.complaint.satisfaction) == ("answered", before.satisfaction)
    (mail,) = [m for m in decision.messages if m.to.mail == DESK]
    assert (mail.extra.get("apart"), mail.extra.get("task")) == (1, "later_words")
    assert "split" in named(mail, "commands")
    assert told_customer(decision.messages) == []


@pytest.mark.parametrize("words", ["1", "2", "１", "1。", "1分"])
def test_a_low_figure_after_the_closing_is_no_thanks(words: str):
    _, decision = writes(closed, "sms", words)
    assert decision.complaint.open_task("later_words") is not None


@pytest.mark.parametrize(
    "words",
    [
        "补充：司机当时还骂了人",
        "另外，我手机屏幕也摔裂了",
        "请问你们会通报批评吗？",
        "補充一下，當時車上還有一位老人",
        "One more thing: my bag is gone",
    ],
)
def test_words_after_the_answer_are_judged_although_the_customer_then_gives_a_good_mark(words: str):
    case = answered("mail")
    case.customer(words, "3-2 14:35")
    case.survey(4, "3-2 14:40")
    assert (case.complaint.status, case.complaint.open_task(standing_tasks.LATER_WORDS.name) is not None) == (
        "closed",
        True,
    )
    told = [m.name for m in case.tick("3-4 18:00").messages if m.to.mail == DESK]
    assert "chase" in told
    case.staff(DESK, "#告知客户\n您补充的情况我们已经转给车队处理。", "3-5 09:00")
    assert case.complaint.open_task(standing_tasks.LATER_WORDS.name) is None


def test_words_after_the_answer_are_settled_with_the_return_visit_on_which_the_customer_was_reached():
    case = answered("mail")
    case.customer("补充：司机当时还骂了人", "3-2 14:35")
    case.staff(DESK, "#回访\n是否联系上：是\n是否满意：4", "3-3 10:00")
    assert (case.complaint.status, case.complaint.open_task(standing_tasks.LATER_WORDS.name)) == ("closed", None)
