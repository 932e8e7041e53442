"""Who tells of their own absence to come, and nobody else's; and what they then read about a case."""

from datetime import date

import pytest

from chalicelib.core.complaint.saying import command, say
from chalicelib.core.written.own_leave import days_of_leave, leave_told_in, plainly_told, who_stands_in
from tests.core.handling.playing import HANS, Case, office, with_directory
from tests.core.handling.playing import away as absent

WEDNESDAY = date(2026, 3, 4)
NAMES = ("李伟", "王佩君", "Ann Ford", "Beth Ford", "Beth Hill")


@pytest.mark.parametrize(
    ("text", "days", "deputy"),
    [
        ("我下周休假，由李伟代", ("2026-03-09", "2026-03-15"), "李伟"),
        ("我這週休假，找李伟", ("2026-03-04", "2026-03-08"), "李伟"),
        ("已联系客户。我明天开始休三天，李伟代", ("2026-03-05", "2026-03-07"), "李伟"),
        ("3月9日到13日请年假", ("2026-03-09", "2026-03-13"), ""),
        ("休假到3月9日，李伟代班", ("2026-03-04", "2026-03-09"), "李伟"),
        ("本人因病请假三天", None, ""),
        ("我下週一到週三出國，案子先給佩君", ("2026-03-09", "2026-03-11"), "王佩君"),
        ("I'm on leave from Wednesday for a week, Beth will cover.", ("2026-03-04", "2026-03-10"), ""),
        ("我从9号起休产假", None, ""),
        ("I'm on leave until 9 March, Ann covers", ("2026-03-04", "2026-03-09"), "Ann Ford"),
        ("Off sick today", ("2026-03-04", "2026-03-04"), ""),
        ("Spoke to her today, I'm off tomorrow, Ann has it", ("2026-03-05", "2026-03-05"), "Ann Ford"),
        ("I'll be away next week and Beth will cover", ("2026-03-09", "2026-03-15"), ""),
        ("I start maternity leave on 9 March", None, ""),
        ("I am taking annual leave from 9 March to 13 March, Beth Hill covers", ("2026-03-09", "2026-03-13"), "Beth Hill"),
    ],
)  # fmt: skip
def test_who_tells_that_they_are_away_is_understood_with_the_days_and_the_deputy(
    text: str, days: tuple[str, str] | None, deputy: str
):
    told = leave_told_in(text)
    assert told
    found = days_of_leave(told.replace("李伟", " "), WEDNESDAY)
    assert (found and (str(found[0]), str(found[1]))) == days
    assert who_stands_in(told, NAMES) == deputy


@pytest.mark.parametrize(
    "text",
    [
        "客户下周休假，回来再联系",
        "司机已请病假",
        "我让她休假三天",
        "我上周休假，没看到邮件",
        "我没有请假",
        "我司下周放假",
        "休假制度已核对",
        "售票员3月9日请假",
        "I was on leave and did not see this",
        "The customer is away next week, will call then",
        "The driver is off sick",
        "he'll be away until Monday",
        "I turned it off on Monday",
        "I'm away from my desk",
        "his leave was refused",
        "",
    ],
)
def test_of_anybody_elses_leave_or_one_that_is_over_nobody_is_told_anything(text: str):
    assert leave_told_in(text) == ""


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("监控已经调了。我下周一到周三请假", ("2026-03-09", "2026-03-11")),
        ("我下周不在，急事打我手机", ("2026-03-09", "2026-03-15")),
        ("明天请一天假，这件周五再办", ("2026-03-05", "2026-03-05")),
        ("我9号到13号特休，14号上班", ("2026-03-09", "2026-03-13")),
        ("我後天公假一天", ("2026-03-06", "2026-03-06")),
        ("本人从3月9日起休年假5天", ("2026-03-09", "2026-03-13")),
        ("我下周去济南出差", ("2026-03-09", "2026-03-15")),
        ("I'm off until 10 March, back on the 11th", ("2026-03-04", "2026-03-10")),
        ("Rang her. I'm out Thursday and Friday", ("2026-03-05", "2026-03-06")),
        ("I'll be away 9-11 March and back on the 12th", ("2026-03-09", "2026-03-11")),
        ("Off sick today", ("2026-03-04", "2026-03-04")),
    ],
)
def test_leave_that_is_told_plainly_can_be_noted_with_its_days(text: str, days: tuple[str, str]):
    found = plainly_told(text, WEDNESDAY)
    assert found is not None
    assert (str(found[0]), str(found[1])) == days


@pytest.mark.parametrize(
    "text",
    [
        "我下周可能休假",
        "我下周休假可以吗？",
        "我下周一到周三请假，等领导批准",
        "我明天下午请假",
        "我这两天病假",
        "我下周休假，周四的会请派人参加",
        "我下周休假。我3月20日到23日也请假",
        "司机的排班表：\n3月9日到13日请年假",
        "我1月5日到7日请假",
        "Am I on leave next week?",
        "I'm probably on leave until 9 March",
        "I'm on leave tomorrow morning",
        "I'm on leave soon",
        "The rota says\nOff until 9 March",
    ],
)
def test_what_is_asked_expected_or_not_certain_is_not_noted(text: str):
    assert plainly_told(text, WEDNESDAY) is None


def referred(**directory: object) -> Case:
    case = Case(with_directory(office(), **directory) if directory else office())
    case.customer("the service was bad")
    return case


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("I'm on leave until 9 March, Otto covers, unless they refuse", "2026-03-02 2026-03-09 Otto"),
        ("#note\nI'm on leave next week unless they refuse it", "2026-03-09 2026-03-15"),
        ("我下周休假，由Otto代，等批准", "2026-03-09 2026-03-15 Otto"),
    ],
)
def test_who_tells_it_in_doubt_beside_a_case_reads_the_line_that_notes_it(words: str, line: str):
    case = referred()
    case.staff(HANS, words, "2026-03-02 10:00")
    assert say("leave_told_by", command=command("absent"), line=line) in case.last.results.problems


def test_without_days_they_read_what_the_line_needs_and_whose_absence_is_known_reads_nothing():
    case = referred()
    case.staff(HANS, "I go on leave soon", "2026-03-02 10:00")
    assert say("leave_untold", command=command("absent")) in case.last.results.problems
    known = referred(absences=(absent(HANS, "otto@office.example"),))
    known.staff(HANS, "I'm on leave until 9 March, Otto covers", "2026-03-02 10:00")
    assert [each.code for each in known.last.results.problems if each.code.startswith("leave")] == []


def test_who_orders_something_beside_it_is_told_nothing_of_it():
    case = referred()
    case.staff(HANS, "#contact I told her that I am on leave until 9 March", "2026-03-02 10:00")
    assert [each.code for each in case.last.results.problems if each.code.startswith("leave")] == []
