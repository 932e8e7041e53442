"""A customer who wishes to be called: whoever has the matter in hand reads it in one line, and may record the call."""

import pytest

from tests.core.handling.playing import answered, referred


@pytest.mark.parametrize("words", ["Please ring me on 07700 900321", "麻烦回个电话", "請打電話給我"])
def test_the_handler_of_an_open_complaint_reads_the_wish_and_is_offered_to_record_the_call(words: str):
    case = referred()
    case.customer(words, "2026-03-03 10:00")
    (mail,) = [m for m in case.sent("customer_added") if m.to.role == "handler"]
    assert (mail.extra["call"], mail.extra["commands"]) == (1, ["contact"])


def test_a_first_message_that_wishes_for_a_call_marks_the_assignment():
    case = referred(text="投诉：K12 路公交没来. Could somebody phone me about it?")
    (mail,) = case.sent("assignment")
    assert mail.extra["call"] == 1


def test_a_complaint_that_wishes_for_none_marks_nothing():
    case = referred(text="投诉：K12 路公交没来, nobody called me back")
    (mail,) = case.sent("assignment")
    assert "call" not in mail.extra
    case.customer("I rang you twice", "2026-03-03 10:00")
    assert [m.extra.get("call") for m in case.sent("customer_added")] == [None]


def test_after_the_answer_the_desk_reads_it_and_is_offered_to_record_the_call_beside_its_own_orders():
    case = answered()
    case.customer("Can I have a call back about this?", "2026-03-03 10:00")
    (mail,) = [m for m in case.sent("customer_added") if m.to.role == "desk"]
    assert (mail.extra["call"], mail.extra["commands"]) == (1, ["visit", "reopen", "tell", "note", "contact", "split"])
