"""A passed limit that grades a complaint anew: the customer has one letter with the time that they have then, and the miss stays on record."""

import pytest

from chalicelib.core.complaint.decision import Message
from chalicelib.core.register.rows import row
from chalicelib.core.report import figures
from chalicelib.render import render
from redress.proving.playing import identity
from tests.core.handling.playing import HANS, OFFICE_DESK, Case, at, office, referred

LATE_IS_MAJOR = """
[[clock]]
name = "solve"
labels = { en = "solution" }
from = "received"
until = "proposed"
within = { general = "3 working days", major = "7 working days" }
calendar = "work"
promised = true
rungs = [
  { at = "due", tell = ["handler"] },
  { at = "due", tell = ["customer"], message = "holding", every = "1 day" },
  { at = "AFTER", tell = ["supervisor"], set = { severity = "major" } },
]
"""
TWO_CLOCKS = """
[[clock]]
name = "solve_general"
from = "received"
until = "answered"
within = "3 working days"
calendar = "work"
promised = true
when = [{ severity = "general" }]
rungs = [
  { at = "due", tell = ["handler"], set = { severity = "major" } },
  { at = "due", tell = ["customer"], message = "holding", every = "1 day" },
]

[[clock]]
name = "solve_major"
from = "received"
until = "answered"
within = "7 working days"
calendar = "work"
promised = true
when = [{ severity = "major" }]
rungs = [{ at = "due", tell = ["handler"] }, { at = "due", tell = ["customer"], message = "holding", every = "1 day" }]
"""
FIRST, SECOND = "2026-03-05 17:00", "2026-03-11 17:00"


def to_customer(messages: list[Message]) -> list[Message]:
    return [m for m in messages if m.to.mail == "zhang@customer.example" and m.channel == "mail"]


def text_of(message: Message, case: Case) -> str:
    return render(message, case.complaint, case.policy, identity(case.now)).text


@pytest.mark.parametrize(
    "procedure",
    [
        LATE_IS_MAJOR.replace("AFTER", "due"),
        LATE_IS_MAJOR.replace("AFTER", "+1 minute"),
        TWO_CLOCKS,
        LATE_IS_MAJOR.replace("AFTER", "due").replace('every = "1 day"', 'every = "2 days"'),
        LATE_IS_MAJOR.replace("AFTER", "due").replace('tell = ["supervisor"], set', 'tell = ["director"], set'),
    ],
)
def test_one_letter_names_the_time_that_has_passed_and_the_one_that_the_new_grade_gives(procedure: str):
    case = referred(office(procedure), text="your service is slow")
    (letter,) = to_customer(case.wind("2026-03-05 17:10"))
    told = text_of(letter, case)
    assert "我们原定在 2026年3月5日（周四）17:00 前答复您，现在还没有办完" in told
    assert "我们最迟在 2026年3月11日（周三）17:00 再次答复您" in told
    assert (case.complaint.severity, case.complaint.told) == ("major", at(SECOND))


def test_nothing_more_comes_before_the_time_that_the_letter_named_and_a_word_at_it():
    case = referred(office(LATE_IS_MAJOR.replace("AFTER", "due")), text="your service is slow")
    case.wind("2026-03-05 17:10")
    assert to_customer(case.wind("2026-03-11 16:59")) == []
    assert [m.name for m in to_customer(case.wind(SECOND))] == ["holding"]


def test_a_time_that_was_granted_stays_and_its_letter_names_the_ladders_next_word():
    case = referred(office(LATE_IS_MAJOR.replace("AFTER", "due")), text="your service is slow")
    case.staff("dora@office.example", "#extend 2026-03-10 12:00 parts are late", "2026-03-02 10:00")
    case.staff("sara@office.example", "#extend 2026-03-10 12:00 parts are late", "2026-03-02 10:00")
    case.wind("2026-03-10 11:59")
    (letter,) = to_customer(case.wind("2026-03-10 12:10"))
    assert "我们最迟在 2026年3月11日（周三）12:00 再次答复您" in text_of(letter, case)


def test_an_answer_in_the_last_minute_leaves_the_grade_as_it_was():
    case = referred(office(LATE_IS_MAJOR.replace("AFTER", "due")), text="your service is slow")
    case.wind(FIRST)
    case.staff(HANS, "#resolve it runs again", FIRST)
    case.wind("2026-03-05 17:10")
    assert case.complaint.severity == "general"


def test_the_limit_that_was_missed_stays_missed_in_case_sheet_and_rates():
    case = referred(office(LATE_IS_MAJOR.replace("AFTER", "due")), text="your service is slow")
    case.wind("2026-03-06 09:00")
    case.staff(HANS, "#resolve it runs again", "2026-03-06 10:00")
    assert case.complaint is not None
    solve = next(d for d in case.complaint.deadlines if d.clock == "solve")
    assert (solve.due, solve.missed) == (at(SECOND), at(FIRST))
    assert figures.kept(row(case.complaint), solve, case.now) is False
    sheet = text_of(case.sent("receipt")[0], case)
    assert case.complaint.status == "answered", sheet


def test_a_limit_that_the_desk_lengthens_before_it_has_passed_is_no_miss():
    case = referred(office(LATE_IS_MAJOR.replace("AFTER", "due")), text="your service is slow")
    case.staff(OFFICE_DESK, "#severity major", "2026-03-03 10:00")
    case.staff(HANS, "#resolve it runs again", "2026-03-09 10:00")
    assert case.complaint is not None
    solve = next(d for d in case.complaint.deadlines if d.clock == "solve")
    assert solve.missed is None
    assert figures.kept(row(case.complaint), solve, case.now) is True


def test_the_case_sheet_says_what_was_missed_and_what_runs_now():
    case = referred(office(LATE_IS_MAJOR.replace("AFTER", "due")), text="your service is slow")
    case.wind("2026-03-05 17:10")
    up = next(m for m in case.messages if m.name in ("escalation", "chase") and "sara" in m.to.mail)
    assert "solution | Wednesday 11 March 2026, 17:00 | overdue Thu 5 Mar 17:00; running" in text_of(up, case)
