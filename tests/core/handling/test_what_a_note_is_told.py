"""What whoever writes a note instead of an order reads: nothing that would send words for colleagues to the customer."""

import pytest

from tests.core.handling.playing import ASKS_FOR_FACTS, HANS, OFFICE_DESK, SARA, Case, office, referred

CLOCK = """
[[clock]]
name = "settle"
labels = { zh-CN = "办结", en = "settlement" }
from = "received"
until = "answered"
within = "3 days"
promised = true
rungs = [{ at = "due", tell = ["handler"] }]
"""


def noted(text: str) -> Case:
    case = referred(office(ASKS_FOR_FACTS, CLOCK), text="the service was rude")
    case.staff(HANS, text, "2026-03-02 10:00")
    return case


@pytest.mark.parametrize(
    "text",
    [
        "This is a duplicate of the one she sent last week I think",
        "The driver wrote his statement, it is in the file",
        "已让司机写了情况说明，明天交上来",
        "乘客扬言要找媒体，怎么办？",
        "She has threatened to go to the papers, what do I do?",
    ],
)
def test_words_for_colleagues_are_not_told_to_be_sent_again_as_the_answer(text: str):
    (said,) = [c for c in noted(text).last.results.changes if c.code != "noted"]
    assert said.code == "only_noted_no_answer"


@pytest.mark.parametrize(
    "text",
    ["Dear Ms Nair, your money is on its way", "刘女士您好，司机已停班学习", "We are sorry that you had to wait"],
)
def test_words_to_the_customer_are_told_the_command_that_sends_them(text: str):
    (said,) = [c for c in noted(text).last.results.changes if c.code != "noted"]
    assert said.code == "only_noted"


def test_a_call_is_one_to_the_customer_only_if_its_author_says_so():
    case = noted("Spoke to the signaller, it was a points failure")
    assert "if it was the customer whom you spoke with, write #contact" in case.changes


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("#extend 2026-03-10 because the log comes from the operator", "The log comes from the operator"),
        ("#extend two days - waiting for the log", "Waiting for the log"),
        ("#extend 2026-03-10 Because of the strike", "Because of the strike"),
        ("#extend 2026-03-10 the log is late", "the log is late"),
        ("#延期 2026-03-10，司机请假，谈话没法做", "司机请假，谈话没法做"),
    ],
)
def test_the_reason_for_more_time_reads_as_a_sentence_of_its_own(words: str, reason: str):
    case = noted(words)
    (asked,) = case.sent("approval")
    assert (asked.to.mail, asked.extra["text"]) == (SARA, reason)


def unassigned(text: str) -> str:
    """What the desk's receipt says whose words about a matter that nobody has yet give no command."""
    case = Case(office(ASKS_FOR_FACTS, CLOCK))
    case.customer("it was rude")
    assert not case.complaint.handler
    case.staff(OFFICE_DESK, text, "2026-03-02 10:00")
    return case.changes


@pytest.mark.parametrize("text", ["这件给 Sales", "This one is for Sales I think", "Sales 管这个"])
def test_a_desk_that_names_whose_a_matter_is_reads_the_line_that_gives_it_to_them(text: str):
    assert "#transfer Sales" in unassigned(text) or "#转办 Sales" in unassigned(text)


@pytest.mark.parametrize("text", ["客户又补了一张照片", "The letter is in the file", "收到"])
def test_a_desk_that_only_notes_something_reads_that_nobody_has_the_matter_yet(text: str):
    said = unassigned(text)
    assert "还没有责任单位" in said or "nobody is responsible yet" in said
