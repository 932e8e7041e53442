"""A contact that is written down in a sentence: its words are what was said, and tell whether the customer was reached."""

import pytest

from tests.core.handling.playing import ASKS_FOR_FACTS, HANS, Case, at, named, office, referred

CALL_FIRST = """
[[task]]
name = "contact"
for = "handler"
opens = "referred"
command = "contact"
form = ["when", "reached", "content"]
required = ["reached", "content"]
sets = "contacted"
"""


def called(*orders: str) -> Case:
    case = referred(office(CALL_FIRST), text="service is slow")
    for minute, order in enumerate(orders):
        case.staff(HANS, order, f"2026-03-02 10:{minute:02}")
    return case


@pytest.mark.parametrize(
    "order",
    [
        "#联系 打过电话了，联系上了，对方要求退票",
        "#联系 已与客户沟通，说明了原因",
        "#联系 客户表示可以等到周五",
        "#聯絡 剛才打通了，她還是要求換車",
        "#contact Spoke to her at noon, she wants the fare back",
        "#contact The customer says she can wait until Friday",
    ],
)
def test_a_sentence_that_tells_what_the_customer_said_is_a_whole_contact(order: str):
    case = called(order)
    assert (case.problems, case.complaint.moment("contacted")) == ("", at("3-2 10:00"))


@pytest.mark.parametrize(
    "order",
    [
        "#联系 电话打了",
        "#联系 明天给客户打电话，客户要求当面谈",
        "#联系 发了短信",
        "#contact I will call, she asked for that",
    ],
)
def test_a_sentence_that_does_not_say_whether_they_were_reached_lacks_that_alone(order: str):
    case = called(order)
    assert "Reached" in case.problems
    assert "Content" not in case.problems
    assert case.complaint.moment("contacted") is None


def test_what_was_said_stands_until_the_line_that_lacks_has_come():
    case = called("#contact Rang at ten", "#contact\nReached: yes")
    assert (case.problems, case.complaint.moment("contacted")) == ("", at("3-2 10:01"))


def test_a_sentence_about_nobody_reached_is_an_attempt_and_no_contact():
    case = called("#联系 打了三次没打通，客户要求过当面谈")
    assert (case.lines[-1], case.complaint.moment("contacted")) == ("contact_failed", None)


def test_lines_that_are_written_go_before_what_the_words_say():
    case = called("#联系 客户说不用了\n是否联系上：否")
    assert (case.lines[-1], case.complaint.moment("contacted")) == ("contact_failed", None)


def test_lines_of_the_answer_without_its_command_are_shown_the_answers_form_though_a_contact_is_open_too():
    case = referred(office(CALL_FIRST, ASKS_FOR_FACTS), text="service is slow")
    case.staff(HANS, "Facts: one counter was closed", "2026-03-02 10:00")
    (told,) = case.sent("receipt")
    assert (named(told, "commands")[0], named(told, "fields")) == ("resolve", ["facts"])
