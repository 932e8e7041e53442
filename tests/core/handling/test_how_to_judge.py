"""Figures that cannot count and the word for help are answered with what can be written, and disturb nobody else."""

import pytest

from chalicelib.core.complaint.model import Channel
from tests.core.handling.playing import BUS, CUSTOMER, DESK, HANS, answered, office, referred, told
from tests.core.handling.test_nothing_is_left_lying import ASKED_AGAIN, LATE


@pytest.mark.parametrize("channel", ["sms", "mail"])
@pytest.mark.parametrize("figure", ["5", "0", "10分", "七分", "3-4"])
def test_a_figure_that_cannot_count_is_answered_with_those_that_can(figure: str, channel: Channel):
    case = answered()
    case.customer(figure, "2026-03-03 10:00", channel=channel)
    assert [(m.name, m.to.role, m.extra) for m in case.last.messages] == [("survey", "customer", {"text": figure})]
    assert (case.complaint.status, case.complaint.satisfaction) == ("answered", None)
    case.survey(3, "2026-03-03 10:05")
    assert (case.complaint.status, case.complaint.satisfaction) == ("closed", 3)


def test_a_second_one_a_person_reads():
    case = answered()
    case.customer("5", "2026-03-03 10:00", channel="sms")
    case.customer("6", "2026-03-03 10:05", channel="sms")
    assert ("customer_added", "mail", DESK) in told(case.last.messages)


def test_before_the_answer_a_figure_is_what_the_customer_says():
    case = referred(channel="sms")
    case.customer("10", "2026-03-02 10:00", channel="sms")
    assert told(case.last.messages) == [("customer_added", "mail", BUS)]


@pytest.mark.parametrize("word", ["HELP", "帮助", "Info", "“幫助”", "短信帮助"])
def test_the_word_for_help_reads_how_it_stands_or_how_to_judge_and_is_nobodys_work(word: str):
    case = referred(channel="sms")
    case.customer(word, "2026-03-02 10:00", channel="sms")
    assert told(case.last.messages) == [("holding", "sms", CUSTOMER.phone)]
    case = answered()
    case.customer(word, "2026-03-03 10:00", channel="sms")
    assert [(m.name, m.to.role, m.extra) for m in case.last.messages] == [("survey", "customer", {})]
    case.customer(word, "2026-03-03 10:05", channel="sms")
    assert (case.last.messages, case.complaint.open_task("later_words")) == ((), None)
    case.customer(word, "2026-03-04 10:05", channel="sms")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["survey"]


def test_weeks_later_it_is_the_later_question_that_is_asked_again():
    case = referred(office(LATE, ASKED_AGAIN), text="bad service")
    case.staff(HANS, "#resolve mended", "2026-03-03 10:00")
    case.survey(4, "2026-03-03 12:00")
    case.wind("2026-04-03 12:00")
    assert case.complaint.asked_again is not None
    case.customer("10", channel="sms")
    assert [(m.name, m.extra.get("text")) for m in case.last.messages] == [("later_survey", "10")]
