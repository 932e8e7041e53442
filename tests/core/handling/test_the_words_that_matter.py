"""A mail about what a customer wrote later brings these words, and not the first ones alone."""

import pytest

from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.handling.outgoing import Outgoing
from tests.core.handling.playing import DIRK, HANS, OFFICE_DESK, Case, named, office, referred

REGULATOR = """
[[rule]]
group = "regulator"
when = [{ words = ["ombudsman", "申诉"] }]
then = { tell = ["director"] }

[[clock]]
name = "settle"
from = "received"
until = "answered"
within = "3 days"
rungs = [{ at = "due", tell = ["handler"] }]
"""


def at_work() -> Case:
    return referred(office(REGULATOR), text="the service was rude")


@pytest.mark.parametrize("words", ["I have written to the ombudsman", "我已经向监管部门申诉了"])
def test_who_is_told_because_of_an_addition_reads_the_addition(words: str):
    case = at_work()
    case.customer(words, "2026-03-02 11:00")
    (told,) = case.sent("information")
    assert (told.to.mail, told.extra["text"]) == (DIRK, words)


def test_who_is_told_at_the_first_message_reads_it_once():
    case = referred(office(REGULATOR), text="the service was rude, I go to the ombudsman")
    (told,) = case.sent("information")
    assert "text" not in told.extra


def test_the_chase_of_words_after_the_answer_quotes_them_and_offers_to_answer_first():
    case = at_work()
    case.staff(HANS, "#resolve We are sorry", "2026-03-02 10:00")
    case.customer("Has he been spoken to about it?", "2026-03-02 11:00")
    chased = [m for m in case.wind("2026-03-06 12:00") if m.name == "chase" and m.to.mail == OFFICE_DESK]
    assert chased[0].extra["text"] == "Has he been spoken to about it?"
    assert named(chased[0], "commands")[0] == "tell"


def notice(words: str) -> Message:
    return Message(
        name="information",
        to=Recipient(mail=DIRK, role="director"),
        extra={"reason": "regulator", "commands": [], "text": words},
    )


@pytest.mark.parametrize(("second", "mails"), [("I go to the ombudsman", 1), ("and to the papers", 2)])
def test_two_notices_of_the_same_words_are_one_and_of_other_words_lose_none(second: str, mails: int):
    outgoing = Outgoing()
    outgoing.messages = [notice("I go to the ombudsman"), notice(second)]
    outgoing.notice_once()
    assert [m.extra["text"] for m in outgoing.messages] == ["I go to the ombudsman", second][:mails]
