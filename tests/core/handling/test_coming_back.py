"""A customer who writes again after the answer: what they plainly say has its effect, the rest has somebody who must act."""

import msgspec
import pytest

from chalicelib.core.complaint.facts import CustomerWrote, Writing
from chalicelib.core.times.durations import Duration
from tests.core.handling.playing import (
    ANSWER,
    BUS,
    BUS_HEAD,
    CUSTOMER,
    DESK,
    DESK_HEAD,
    HANS,
    OFFICE_DESK,
    Case,
    answered,
    at,
    file,
    named,
    names,
    office,
    referred,
    told,
    transport,
)


def closed() -> Case:
    case = answered()
    case.survey(4, "2026-03-03 09:00")
    assert case.complaint.status == "closed"
    return case


def explained() -> Case:
    case = referred()
    case.staff(DESK_HEAD, "#无效 与事实不符，当日该车正点", "2026-03-02 15:00")
    assert case.complaint.status == "closed", case.problems
    return case


@pytest.mark.parametrize("life", [answered, closed, explained])
@pytest.mark.parametrize(
    "words", ["问题没有解决", "我不认可这个答复", "still broken, not fixed", "你们查的不对，我有录像"]
)
def test_plain_dissatisfaction_begins_what_the_letter_said(life: type[Case], words: str):
    case = life()
    case.customer(words, "2026-03-04 10:00")
    complaint = case.complaint
    assert (complaint.status, complaint.round, complaint.handler) == ("open", 2, BUS_HEAD)
    assert told(case.sent("reopened")) == [("reopened", "mail", CUSTOMER.mail)]
    assert told(case.sent("assignment")) == [("assignment", "mail", BUS_HEAD)]
    assert case.due("answer") == at("3-6 10:00")
    assert complaint.earlier_answers[0].words == words


@pytest.mark.parametrize(
    "words",
    [
        "谢谢，已经解决了",
        "thanks, all good",
        "上周一直没人处理，现在终于处理好了，谢谢",
        "👍",
        "没有意见了",
    ],
)
def test_thanks_ask_nothing_of_anybody(words: str):
    case = answered()
    case.customer(words, "2026-03-02 16:00")
    assert (case.complaint.status, case.complaint.open_task("later_words")) == ("answered", None)
    assert "due" not in case.sent("customer_added")[1].extra


@pytest.mark.parametrize(("life", "message"), [(answered, "customer_added"), (closed, "after_closing")])
def test_doubtful_words_are_the_desks_within_the_first_limit(life: type[Case], message: str):
    case = life()
    case.customer("请问那名司机后来怎么处理的？", "2026-03-04 10:00")
    (asked,) = [m for m in case.sent(message) if m.to.role == "desk"]
    assert asked.extra["due"] == at("3-4 11:00").isoformat()
    task = case.complaint.open_task("later_words")
    assert (task.assignee, task.due) == (DESK, at("3-4 11:00"))
    sent = case.wind("2026-03-06 09:00")
    assert [m.to.mail for m in sent if m.name == "chase" and m.extra.get("clock") == "task:later_words"] == [DESK]
    assert DESK_HEAD in [m.to.mail for m in sent if m.extra.get("clock") == "task:later_words"]


@pytest.mark.parametrize("life", [answered, closed])
def test_whoever_asks_hears_at_the_limit_that_it_is_looked_into_and_again_by_when_that_says(life: type[Case]):
    case = life()
    case.customer("请问那名司机后来怎么处理的？", "2026-03-04 10:00")
    (word,) = [m for m in case.wind("2026-03-04 11:05") if m.name == "holding"]
    assert (word.to.mail, word.extra["task"]) == (CUSTOMER.mail, "later_words")
    assert word.extra["new_due"] == at("3-6 11:00").isoformat()
    assert [m.name for m in case.wind("2026-03-06 10:55") if m.to.role == "customer"].count("holding") == 0
    assert [m.name for m in case.wind("2026-03-06 11:05") if m.to.role == "customer"] == ["holding"]


@pytest.mark.parametrize("life", [answered, closed])
@pytest.mark.parametrize("day", [5, 8, 30])
def test_the_time_by_which_an_answer_was_promised_is_named_no_more_once_it_is_given(life: type[Case], day: int):
    case = life()
    case.complaint = msgspec.structs.replace(case.complaint, told=at(f"3-{day} 11:00"))  # type: ignore[type-var]
    case.customer("请问那名司机后来怎么处理的？", "2026-03-04 10:00")
    (word,) = [m for m in case.wind("2026-03-04 11:05") if m.name == "holding"]
    assert (word.extra["new_due"], "ahead" in word.extra) == (at("3-6 11:00").isoformat(), False)


def test_what_the_desk_has_answered_in_time_is_not_put_off():
    case = answered()
    case.customer("请问那名司机后来怎么处理的？", "2026-03-04 10:00")
    case.staff(DESK, "#告知客户 司机已停岗学习三天", "2026-03-04 10:30")
    assert not [m for m in case.wind("2026-03-07 11:05") if m.name == "holding"]


@pytest.mark.parametrize(
    "order",
    [
        "#告知客户 司机已停岗学习三天",
        "#备注 客户只是询问，已电话说明",
        "#重开 客户提出新的情况",
        "#结案 客户电话里表示认可",
    ],
)
def test_whatever_the_desk_does_about_it_ends_its_task(order: str):
    case = answered()
    case.customer("请问那名司机后来怎么处理的？", "2026-03-04 10:00")
    case.staff(DESK, order, "2026-03-04 10:30")
    assert not case.problems
    assert not [t for t in case.complaint.tasks if t.name == "later_words" and t.done is None]


@pytest.mark.parametrize(
    ("order", "ends"),
    [
        ("#备注 客户只是询问", False),
        ("#定级 一般", False),
        ("#告知客户 司机已停岗学习三天", True),
        ("#重开 客户提出新的情况", True),
        ("#联系 电话\n是否联系上：是", True),
    ],
)
def test_a_customer_who_was_told_that_they_hear_is_not_left_with_a_note(order: str, ends: bool):
    case = answered()
    case.customer("请问那名司机后来怎么处理的？", "2026-03-04 10:00")
    late = case.wind("2026-03-04 11:05")
    assert ["note" in named(m, "commands") for m in late if m.name == "chase"] == [False]
    case.staff(DESK, order, "2026-03-04 11:10")
    assert not case.problems
    assert (case.complaint.open_task("later_words") is None, "已告诉客户最迟何时" in case.changes) == (ends, not ends)
    heard = [m.name for m in case.wind("2026-03-06 11:05") if m.to.role == "customer"]
    assert ("holding" in heard) == (not ends)


def test_a_note_of_the_handler_leaves_it_with_the_desk():
    case = answered()
    case.customer("请问那名司机后来怎么处理的？", "2026-03-04 10:00")
    case.staff(BUS, "#备注 知道了", "2026-03-04 10:30")
    assert case.complaint.open_task("later_words") is not None


def test_further_questions_have_one_limit_the_first():
    case = answered()
    for minute in (0, 10, 20):
        case.customer(f"第{minute}个问题：请问怎么处理的？", f"2026-03-04 10:{minute:02}")
    assert [t.due for t in case.complaint.tasks if t.name == "later_words"] == [at("3-4 11:00")]


def test_what_is_written_while_it_is_open_goes_to_the_handler_as_before():
    case = referred()
    case.customer("到现在也没有解决", "2026-03-02 11:00")
    assert (case.complaint.round, names(case.last.messages)) == (1, ["customer_added"])


QUOTE = "在 3月2日 客服 写道：\n> 如果问题没有解决，请直接回复本邮件"


@pytest.mark.parametrize("life", [answered, closed])
def test_a_reply_that_only_quotes_us_is_filed_and_asks_nothing_of_anybody(life: type[Case]):
    case = life()
    before = case.complaint
    writing = Writing(text="", full_text=QUOTE, subject="Re: 问题没有解决")
    fact = CustomerWrote(id="empty", at=at("3-4 10:00"), complainant=CUSTOMER, channel="mail", writing=writing)
    case.take(fact, at("3-4 10:00"))
    assert not {"customer_added", "after_closing", "reopened"} & {m.name for m in case.last.messages}
    assert (case.complaint.round, case.complaint.open_task("later_words")) == (before.round, None)


@pytest.mark.parametrize("life", [answered, closed])
def test_a_picture_above_the_quote_is_looked_at_by_the_desk(life: type[Case]):
    case = life()
    writing = Writing(text="", full_text=QUOTE, subject="Re: 问题没有解决", evidence=(file("IMG_7.jpg", "image/jpeg"),))
    fact = CustomerWrote(id="photo", at=at("3-4 10:00"), complainant=CUSTOMER, channel="mail", writing=writing)
    case.take(fact, at("3-4 10:00"))
    task = case.complaint.open_task("later_words")
    assert (case.complaint.round, task.assignee, task.due) == (1, DESK, at("3-4 11:00"))
    assert {m.extra["text"] for m in case.last.messages if "text" in m.extra} == {"IMG_7.jpg"}


@pytest.mark.parametrize(
    "words",
    [
        "请问处理得怎么样了？",
        "什么时候给我答复",
        "我投诉的事有結果了嗎",
        "Any news?",
        "When will I hear from you?",
        "怎么还没人联系我？",
        "催一下，等了两天了",
        "Still waiting. Nobody has called me.",
    ],
)
def test_who_asks_how_it_stands_reads_it_at_once_though_once_a_day(words: str):
    case = referred()
    case.customer(words, "2026-03-02 14:00")
    (word,) = case.sent("holding")
    assert (word.to.mail, word.extra) == (CUSTOMER.mail, {"ahead": 1})
    assert [(m.to.role, m.extra["reason"]) for m in case.sent("customer_added")] == [("handler", "asks")]
    case.customer(words, "2026-03-02 15:00")
    assert not case.sent("holding")
    case.customer(words, "2026-03-03 10:00")
    assert len(case.sent("holding")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "今天又没来，怎么样处理？",
        "司机态度怎么样你们清楚",
        "电话换成13800001111",
        "没人管，何时退款",
    ],
)
def test_who_tells_something_is_answered_by_whoever_handles_it(words: str):
    case = referred()
    case.customer(words, "2026-03-02 14:00")
    assert not case.sent("holding")
    assert case.sent("customer_added")


def test_who_asks_among_other_words_reads_how_it_stands_and_the_words_are_an_addition():
    case = referred()
    case.customer("补充：我有录音，什么时候给我答复", "2026-03-02 14:00")
    (word,) = case.sent("holding")
    assert word.extra == {"ahead": 1}
    assert [(m.to.role, m.extra.get("reason", "")) for m in case.sent("customer_added")] == [("handler", "")]


# -- a verdict by mail, and thanks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "score"),
    [("非常满意", 4), ("满意，谢谢", 3), ("4", 4), ("3分，处理得不错", 3), ("very satisfied, thank you", 4)],
)
def test_who_answers_the_question_by_mail_in_its_own_words_has_given_their_verdict(words: str, score: int):
    case = answered()
    case.customer(words, "2026-03-02 16:00")
    assert (case.complaint.status, case.complaint.satisfaction) == ("closed", score)
    assert told(case.last.messages) == [("thanks", "mail", CUSTOMER.mail)]


@pytest.mark.parametrize("words", ["2", "1，很差", "1分"])
def test_a_bad_verdict_by_mail_begins_what_the_letter_said(words: str):
    case = answered()
    case.customer(words, "2026-03-02 16:00")
    assert (case.complaint.round, case.complaint.earlier_answers[0].satisfaction) == (2, int(words[0]))
    assert "thanks" not in names(case.last.messages)


@pytest.mark.parametrize("words", ["3个人都在场", "4路车又晚点", "3，问题没有解决", "1 非常满意", "谢谢", "4 路 4 点"])
def test_a_figure_that_judges_nothing_and_mere_thanks_are_no_verdict(words: str):
    case = answered()
    case.customer(words, "2026-03-02 16:00")
    assert case.complaint.satisfaction is None


def test_a_figure_that_answers_a_question_of_ours_is_no_verdict():
    case = answered()
    case.staff(DESK, "#询问客户 车上有几个人？", "2026-03-02 15:30")
    assert not case.problems
    case.customer("3", "2026-03-02 16:00")
    assert (case.complaint.status, case.complaint.satisfaction) == ("answered", None)


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("谢谢！", 3),
        ("修好了，谢谢。", 3),
        ("谢谢，但问题没有解决", 2),
        ("谢谢，请问司机怎么处理的？", None),
        ("👍", None),
    ],
)
def test_words_that_the_policy_takes_for_satisfaction_close_the_matter_if_nothing_in_them_disputes(
    words: str, score: int | None
):
    case = answered()
    case.policy = msgspec.structs.replace(case.policy, satisfied_words=("谢谢", "修好了"))
    case.customer(words, "2026-03-02 16:00")
    said = case.complaint.earlier_answers[0].satisfaction if case.complaint.round > 1 else case.complaint.satisfaction
    assert said == score


@pytest.mark.parametrize("life", [answered, closed])
def test_the_desk_reads_once_what_is_said_and_what_may_be_another_matter(life: type[Case]):
    case = life()
    case.customer("谢谢，已经解决了。还有一件事，我保留了车票", "2026-03-04 16:00")
    (asked,) = [m for m in case.last.messages if m.to.mail == DESK and "text" in m.extra]
    assert asked.extra["apart"] == 1
    assert "split" in list(asked.extra["commands"])  # type: ignore[arg-type]


def test_who_handles_it_at_the_desk_reads_a_customers_words_once():
    case = answered()
    case.complaint = msgspec.structs.replace(case.complaint, handler=DESK)  # type: ignore[type-var]
    case.customer("请问那名司机后来怎么处理的？", "2026-03-02 16:00")
    (asked,) = [m for m in case.last.messages if m.to.mail == DESK]
    assert asked.extra["task"] == "later_words"


@pytest.mark.parametrize("words", ["4，行李到现在没有收到", "3。可是還沒有修好", "4 but it is still broken"])
def test_a_survey_s_figure_with_words_against_it_is_the_desk_s_task_and_the_case_stays_answered(words: str):
    case = answered()
    case.customer(words, "2026-03-02 16:00")
    assert (case.complaint.status, case.complaint.round, case.complaint.satisfaction) == ("answered", 1, None)
    task = case.complaint.open_task("later_words")
    assert task is not None
    assert task.due is not None


@pytest.mark.parametrize(
    "words",
    [
        "我撤诉",
        "不追究了",
        "撤案吧，多谢",
        "I'd like to withdraw my complaint",
        "請取消我的投訴",
        "帮我把那个投诉撤了",
        "You may close this now",
    ],
)
def test_who_takes_an_open_complaint_back_is_answered_and_staff_are_told_what_to_do(words: str):
    case = referred()
    case.customer(words, "2026-03-02 10:30")
    heard = [(m.to.mail, m.extra["reason"], m.extra.get("commands")) for m in case.sent("customer_added")]
    assert heard == [(DESK, "withdraws", ["close"]), (BUS, "withdraws", None)]
    assert {m.to.mail for m in case.sent("holding")} == {CUSTOMER.mail}
    assert case.complaint.status == "open"
    case.customer(words, "2026-03-02 11:30")
    assert case.sent("holding") == []
    case.staff(DESK, "#结案\n原因：客户来电确认撤诉", "2026-03-02 13:00")
    assert (case.complaint.status, case.problems) == ("closed", "")


@pytest.mark.parametrize(
    "words",
    [
        "保单号写错了，应是 B88888",
        "补充：还有一位同事在场",
        "我想起来车号是 K12",
        "補充一點，時間是七點",
        "I forgot: it was bus 12",
    ],
)
def test_who_gave_an_answer_that_waits_hears_when_it_goes_out_and_takes_it_back_as_the_mail_says(words: str):
    case = referred(msgspec.structs.replace(transport(), undo=Duration(10, "minute")))
    case.staff(BUS, ANSWER, "2026-03-02 10:00")
    case.customer(words, "2026-03-02 10:03")
    (added,) = [m for m in case.last.messages if m.name == "customer_added" and m.to.role == "handler"]
    assert (added.to.mail, added.extra["leaves"], added.extra["due"], added.extra["commands"]) == (
        BUS,
        1,
        at("2026-03-02 10:10").isoformat(),
        ["undo"],
    )
    case.staff(BUS, "#撤回", "2026-03-02 10:05")
    assert (case.complaint.status, case.complaint.moment("answered")) == ("open", None)


def test_what_is_added_before_an_answer_is_given_speaks_of_none_that_waits():
    case = referred(msgspec.structs.replace(transport(), undo=Duration(10, "minute")))
    case.customer("补充：还有一位同事在场", "2026-03-02 09:30")
    assert [m.extra.get("leaves") for m in case.last.messages if m.name == "customer_added"] == [None]


def test_words_after_the_answer_are_judged_by_the_first_limit_that_runs_and_no_later_than_the_next_working_day():
    clocks = """
        [[clock]]
        name = "entry"
        from = "received"
        until = "registered"
        within = "30 minutes"
        when = [{ channel = "phone" }]
        rungs = [{ at = "due", tell = ["desk"] }]

        [[clock]]
        name = "settle"
        from = "received"
        until = "answered"
        within = "7 days"
        promised = true
        rungs = [{ at = "due", tell = ["handler"] }]
        """
    case = referred(office(clocks), text="service is slow")
    case.staff(HANS, "#resolve We are sorry; a second counter is open now.", "2026-03-02 10:00")
    case.customer("Is that counter open on Saturdays?", "2026-03-02 11:00")
    task = case.complaint.open_task("later_words")
    assert (task.assignee, task.due) == (OFFICE_DESK, at("3-3 17:00"))
