"""Follow-up calls, surveys and what follows: closing, or another round one level up."""

import pytest

from chalicelib.core.handling.order.desk_work import score_of
from tests.core.handling.playing import (
    ANSWER,
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    CUSTOMER,
    DESK,
    TOP,
    Case,
    answered,
    at,
    names,
    told,
)

AGAIN = ANSWER.replace("增派备用车", "更换车辆")


@pytest.mark.clause("LC-06")
@pytest.mark.parametrize("score", [3, 4])
def test_a_satisfied_customer_closes_the_complaint(score: int):
    case = answered()
    case.survey(score, "2026-03-03 09:00", words="谢谢")
    complaint = case.complaint
    assert (complaint.status, complaint.satisfaction, complaint.satisfaction_words) == ("closed", score, "谢谢")
    assert complaint.moment("visited") == complaint.moment("closed") == at("3-3 9:00")
    assert case.last.messages == ()


@pytest.mark.clause("LC-06")
@pytest.mark.parametrize("score", [1, 2])
def test_a_dissatisfied_customer_is_heard_one_level_up(score: int):
    case = answered()
    case.survey(score, "2026-03-03 09:00", words="没解决")
    complaint = case.complaint
    assert (complaint.status, complaint.round, complaint.satisfaction) == ("open", 2, score)
    assert (complaint.handler, complaint.supervisor, complaint.director) == (BUS_HEAD, BUS_DIRECTOR, TOP)
    assert told(case.last.messages) == [("reopened", "mail", CUSTOMER.mail), ("assignment", "mail", BUS_HEAD)]
    assert case.sent("reopened")[0].extra == {"promised": at("3-5 9:00").isoformat(), "who": BUS_HEAD}
    assert case.sent("assignment")[0].extra["reason"] == "dissatisfied"
    assert (complaint.outcome, complaint.escalation_level) == ("", 1)


def test_the_second_time_it_goes_to_the_director():
    case = answered()
    case.survey(1, "2026-03-03 09:00")
    case.staff(BUS_HEAD, AGAIN, "2026-03-03 15:00")
    case.survey(1, "2026-03-04 09:00")
    complaint = case.complaint
    assert (complaint.round, complaint.handler, complaint.supervisor) == (3, BUS_DIRECTOR, TOP)
    assert complaint.escalation_level == 2


def test_a_new_round_asks_for_a_new_outcome():
    case = answered()
    case.survey(1, "2026-03-03 09:00")
    case.staff(BUS_HEAD, "#结果 已处理", "2026-03-03 15:00")
    assert case.problems == "答复须写明事实、责任和措施，缺一不可\n缺少：事实、责任、措施"
    case.staff(BUS, AGAIN, "2026-03-03 15:10")
    assert case.problems.startswith("您在本件中的身份不能使用")


def test_what_was_still_open_of_a_dissatisfying_round_ends_with_it():
    case = answered()
    case.wind("2026-03-03 15:01")
    assert case.complaint.open_task("return_visit")
    case.survey(1, "2026-03-03 16:00")
    assert not [t for t in case.complaint.tasks if t.done is None and t.name == "return_visit"]


# -- surveys out of place -----------------------------------------------------------------------------------------------------


def test_a_survey_answered_twice_counts_once():
    case = answered()
    case.survey(4, "2026-03-03 09:00")
    case.survey(1, "2026-03-03 09:01")
    assert (case.complaint.status, case.complaint.satisfaction, case.lines[-1]) == ("closed", 4, "survey_too_late")
    assert case.last.messages == ()


def test_a_survey_after_the_desks_visit_changes_nothing():
    case = answered()
    case.staff(DESK, "#回访 满意", "2026-03-03 16:00")
    case.survey(1, "2026-03-03 17:00")
    assert (case.complaint.status, case.complaint.satisfaction) == ("closed", 3)


@pytest.mark.parametrize("of_round", [1, 3])
def test_a_survey_of_another_round_changes_nothing(of_round: int):
    case = answered()
    case.survey(1, "2026-03-03 09:00")
    case.staff(BUS_HEAD, AGAIN, "2026-03-03 15:00")
    case.survey(1, "2026-03-04 09:00", of_round=of_round)
    assert (case.complaint.round, case.complaint.status, case.lines[-1]) == (2, "answered", "survey_too_late")


def test_a_survey_before_any_answer_changes_nothing():
    case = Case()
    case.customer()
    case.survey(4)
    assert (case.complaint.status, case.complaint.satisfaction) == ("open", None)


def test_an_answer_by_text_is_thanked_for():
    case = answered()
    case.survey(4, channel="sms")
    assert told(case.last.messages) == [("thanks", "sms", CUSTOMER.phone)]


def test_a_customer_who_could_not_be_reached_is_still_heard_afterwards():
    case = answered()
    for when in ("2026-03-03 16:00", "2026-03-04 16:00", "2026-03-05 09:00"):
        case.staff(DESK, "#回访 未接通", when)
    case.staff(DESK, "#结案 未接通", "2026-03-05 09:05")
    case.survey(1, "2026-03-09 09:00")
    assert (case.complaint.status, case.complaint.round) == ("open", 2)


# -- the desk's visit ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("LC-06")
def test_silence_makes_a_visit_the_desks_task_and_a_survey_makes_it_needless():
    case = answered()
    (visit,) = [m for m in case.wind("2026-03-03 15:00") if m.name == "return_visit"]
    assert (visit.to.mail, visit.extra["commands"], visit.extra["fields"]) == (
        DESK,
        ["visit"],
        ["reached", "satisfied", "words", "founded"],
    )
    case = answered()
    case.survey(4, "2026-03-03 09:00")
    assert "return_visit" not in names(case.wind("2026-03-10 09:00"))


@pytest.mark.clause("LC-06")
def test_a_visit_is_recorded_with_the_customers_words():
    case = answered()
    case.wind("2026-03-03 15:01")
    case.staff(DESK, "#回访\n是否联系上：是\n是否满意：不满意\n客户的话：车还是晚\n经办人：小王", "2026-03-03 16:00")
    assert (case.complaint.round, case.complaint.satisfaction, case.complaint.satisfaction_words) == (2, 2, "车还是晚")
    assert next(t for t in case.complaint.tasks if t.name == "return_visit").done == at("3-3 16:00")


@pytest.mark.parametrize(
    ("verdict", "score"),
    [
        ("4", 4), ("3", 3), ("2", 2), ("1", 1), ("１", 1), ("10", 0),
        ("非常满意", 4), ("很满意", 4), ("满意", 3), ("基本满意", 3), ("滿意", 3), ("very satisfied", 4), ("satisfied", 3),
        ("不满意", 2), ("不太满意", 2), ("不是很满意", 2), ("没有满意", 2), ("不够满意", 2), ("not satisfied", 2), ("dissatisfied", 2),
        ("非常不满意", 1), ("很不满", 1), ("very dissatisfied", 1), ("对处理不满意，对态度满意", 2),
        ("是", 3), ("否", 2), ("一般", 0), ("", 0), ("客户没说", 0),
    ],
)  # fmt: skip
def test_verdicts_in_words_and_figures(verdict: str, score: int):
    assert score_of(verdict) == score


def test_a_visit_without_a_verdict_is_asked_for_it():
    case = answered()
    case.staff(DESK, "#回访\n是否联系上：是")
    assert (case.problems, case.complaint.status) == ("缺少：是否满意", "answered")
    case.staff(DESK, "#回访 聊了一会儿")
    assert case.problems == "缺少：是否联系上、是否满意"


# -- customers write ------------------------------------------------------------------------------------------------------------


def test_what_a_customer_writes_goes_to_whom_it_concerns():
    case = answered()
    case.customer("车又晚了", "2026-03-03 09:00")
    assert told(case.last.messages) == [("customer_added", "mail", BUS), ("customer_added", "mail", DESK)]
    assert case.sent("customer_added")[0].extra == {
        "text": "车又晚了",
        "reason": "answered",
    }  # nothing to do for the unit
    case = Case()
    case.customer()
    case.customer("补充：车牌鲁P12345", "2026-03-02 09:30")
    assert told(case.last.messages) == [("customer_added", "mail", BUS)]
    assert case.complaint.later_words == "补充：车牌鲁P12345"


def test_thanks_after_closing_go_to_the_desk_and_reopen_nothing():
    case = answered()
    case.survey(4)
    case.customer("谢谢你们", "2026-03-04 09:00")
    assert (case.complaint.status, told(case.last.messages)) == ("closed", [("after_closing", "mail", DESK)])


def test_what_comes_to_a_merged_complaint_is_not_lost():
    case = answered()
    case.other("merged_in", id="bb", number="LC20260301-0001")
    case.customer("还没解决", "2026-03-04 09:00")
    assert ("customer_added", "mail", DESK) in told(case.last.messages)


@pytest.mark.parametrize("status", ["open", "answered", "closed"])
def test_out_of_office_mail_is_filed_and_that_is_all(status: str):
    case = answered()
    if status == "open":
        case = Case()
        case.customer()
    if status == "closed":
        case.survey(4)
    before = case.complaint
    for decision in (case.machine(), case.customer("自动回复：外出", automatic=True)):
        assert decision.messages == ()
        assert decision.complaint.status == before.status == status
    assert case.complaint.later_words == ""


def test_only_the_newest_of_what_a_customer_says_is_kept_with_the_complaint():
    case = Case()
    case.customer()
    for number in range(6):
        case.customer(f"{number}" * 3000)
    assert len(case.complaint.later_words) == 8000
    assert case.complaint.later_words.endswith("5" * 3000)
