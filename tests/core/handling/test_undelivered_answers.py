"""An answer that came back has been given, and is none yet: reports count it from when the customer had it."""

from datetime import UTC, datetime

import pytest

from chalicelib.core.complaint.delivery import reached
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.register.rows import row
from chalicelib.core.report import figures
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.shape import Frame
from tests.core.handling.playing import ANSWER, BUS, CUSTOMER, DESK, Case, at, names, referred, transport

MAIL_ONLY = Complainant(name="张明", mail="zhang@customer.example")
LANDLINE = Complainant(name="王老太", phone="+866358888888")
CALL = "#联系\n时间：{}\n是否联系上：{}\n内容：{}"


def answered_for(who: Complainant, when: str = "2026-03-02 15:00") -> Case:
    case = Case()
    case.customer(who=who, channel="phone" if not who.mail else "mail", introduced_by="" if who.mail else DESK)
    case.staff(BUS, ANSWER, when)
    assert case.complaint.status == "answered"
    return case


def rates(case: Case, now: str, *, for_unit: bool = False) -> tuple[str, str]:
    """答复率 and 按时率 of a register that holds this complaint alone."""
    policy = transport()
    period = Period(start=datetime(2026, 3, 1, tzinfo=UTC), end=datetime(2026, 4, 1, tzinfo=UTC), label="2026-03")
    frame = Frame(policy=policy, period=period, now=at(now), language="zh-CN")
    assert case.complaint is not None
    rows = (row(case.complaint),)
    return str(figures.answered(rows)), str(figures.answers_in_time(rows, frame, for_unit=for_unit))


def had_it(case: Case) -> datetime | None:
    return reached(case.complaint.moments, case.complaint.round)


def test_an_answer_that_came_back_counts_as_none_and_is_late_once_its_time_is_over():
    case = answered_for(MAIL_ONLY)
    assert (had_it(case), rates(case, "3-20 9:00")[1]) == (at("3-2 15:00"), "1/1（100%）")
    case.bounce(MAIL_ONLY.mail, "outcome", "2026-03-02 15:01")
    assert had_it(case) is None
    answered_rate, in_time = rates(case, "3-20 9:00")
    assert (answered_rate, in_time) == ("0/1（0%）", "0/1（0%）")


def test_what_went_another_way_counts_from_then():
    case = referred()
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    case.bounce(CUSTOMER.mail, "outcome", "2026-03-02 16:00")
    assert ("outcome", "sms") in [(m.name, m.channel) for m in case.last.messages]
    assert had_it(case) == at("3-2 16:00")
    case.bounce(CUSTOMER.phone, "outcome", "2026-03-02 16:05")
    assert had_it(case) is None


def test_the_desks_call_brings_it_and_one_that_reached_nobody_does_not():
    case = answered_for(LANDLINE)
    assert (had_it(case), names(case.sent("call_task"))) == (None, ["call_task"])
    case.staff(DESK, CALL.format("15:20", "否", "没人接"), "2026-03-02 15:30")
    assert had_it(case) is None
    case.staff(DESK, CALL.format("16:10", "是", "已转告"), "2026-03-02 16:30")
    assert had_it(case) == at("3-2 16:10")
    assert rates(case, "3-20 9:00") == ("1/1（100%）", "1/1（100%）")


def test_a_call_after_the_limit_makes_the_answer_late():
    case = answered_for(LANDLINE)
    case.staff(DESK, CALL.format("3月10日 16:10", "是", "已转告"), "2026-03-10 16:30")
    assert rates(case, "3-20 9:00") == ("1/1（100%）", "0/1（0%）")


def test_the_unit_that_answered_in_time_is_not_blamed_for_the_letter_that_came_back():
    case = answered_for(MAIL_ONLY)
    case.bounce(MAIL_ONLY.mail, "outcome", "2026-03-02 15:01")
    assert rates(case, "3-20 9:00", for_unit=True)[1] == "1/1（100%）"


def test_who_says_how_satisfied_they_are_has_read_it():
    case = answered_for(MAIL_ONLY)
    case.bounce(MAIL_ONLY.mail, "outcome", "2026-03-02 15:01")
    case.survey(4, "2026-03-02 17:00")
    assert had_it(case) == at("3-2 17:00")


def test_who_writes_from_the_address_again_gets_the_answer_that_came_back():
    case = answered_for(MAIL_ONLY)
    case.bounce(MAIL_ONLY.mail, "outcome", "2026-03-02 15:01")
    case.customer("请问有结果了吗", "2026-03-03 10:00", who=MAIL_ONLY)
    (again,) = case.sent("outcome")
    assert (again.to.mail, case.complaint.outcome in str(again.extra["text"])) == (MAIL_ONLY.mail, True)
    assert had_it(case) == at("3-3 10:00")
    case.customer("谢谢", "2026-03-03 11:00", who=MAIL_ONLY)
    assert case.sent("outcome") == []


@pytest.mark.parametrize("words", ["问题还是没有解决。", "不满意，你们太慢了", "至今没人理我，要求重新处理"])
def test_words_written_before_the_answer_was_there_to_be_read_are_no_verdict_on_it(words: str):
    case = answered_for(MAIL_ONLY)
    case.bounce(MAIL_ONLY.mail, "outcome", "2026-03-02 15:01")
    case.customer(words, "2026-03-03 10:00", who=MAIL_ONLY)
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["outcome"]
    assert (case.complaint.round, case.complaint.open_task("later_words").assignee) == (1, DESK)
    case.customer("看了答复，问题还是没有解决。", "2026-03-03 10:05", who=MAIL_ONLY)
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["reopened"]
    assert case.complaint.round == 2


def test_news_that_come_back_take_nothing_from_the_answer():
    case = answered_for(MAIL_ONLY)
    case.bounce(MAIL_ONLY.mail, "survey", "2026-03-02 15:01")
    assert had_it(case) == at("3-2 15:00")
