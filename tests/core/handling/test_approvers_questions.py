"""An approver asks instead of deciding: whoever wrote what waits reads the question, and the answer comes back with what waits."""

import pytest

from chalicelib.core.complaint.model import Evidence
from tests.core.handling.playing import BUS, BUS_HEAD, HANS, SARA, Case, at, names, referred
from tests.core.handling.test_plain_words import proposed


def codes(case: Case) -> tuple[list[str], list[str]]:
    return [p.code for p in case.last.results.problems], [c.code for c in case.last.results.changes]


@pytest.mark.parametrize(
    "words",
    [
        "Why did you settle on £250?",
        "Where are the photos of the leak",
        "Please send me the engineer's report first",
        "为什么赔250元？依据呢？",
        "怎么没有现场照片",
        "请先补充检修记录",
        "這個金額是怎麼算的",
        "依據哪一條規定？",
    ],
)
def test_a_question_reaches_the_author_and_the_approval_stays_open(words: str):
    case = proposed()
    case.staff(SARA, words, "2026-03-02 11:00")
    (asked,) = case.sent("information")
    assert (asked.to.mail, asked.extra["text"], asked.extra["asks"]) == (HANS, words, 1)
    assert [a.at for a in case.complaint.approvals] == [None]
    assert codes(case) in ((["no_decision"], ["question_passed_on"]), (["undecided"], ["question_passed_on"]))


@pytest.mark.parametrize(
    "words", ["I'll look at it", "Received", "我看看", "收到", "OK, but say sorry first", "同意个屁"]
)
def test_what_asks_nothing_goes_to_nobody(words: str):
    case = proposed()
    case.staff(SARA, words, "2026-03-02 11:00")
    assert case.sent("information") == []


@pytest.mark.parametrize("reply", ["It is what the tariff says", "#note It is what the tariff says"])
def test_the_answer_comes_back_with_what_waits_within_the_time_that_there_was(reply: str):
    case = proposed()
    (first,) = case.sent("approval")
    case.staff(SARA, "Why £250?", "2026-03-02 11:00")
    case.staff(HANS, reply, "2026-03-02 11:20")
    (anew,) = case.sent("approval")
    assert (anew.to, anew.extra["due"]) == (first.to, first.extra["due"])
    assert (anew.extra["question"], anew.extra["reply"]) == ("Why £250?", "It is what the tariff says")
    assert codes(case)[1][-1] == "answer_passed_on"
    case.staff(HANS, "Rang the workshop", "2026-03-02 11:30")
    assert names(case.last.messages) == ["receipt"]  # it was answered already
    case.staff(SARA, "Approved", "2026-03-02 12:00")
    assert case.complaint.status == "answered"


def test_files_alone_answer_it():
    case = proposed()
    case.staff(SARA, "Where are the photos?", "2026-03-02 11:00")
    photo = Evidence(raw="raw/1", part=1, name="leak.jpg", content_type="image/jpeg", size=9, digest="d")
    case.staff(HANS, "", "2026-03-02 11:20", evidence=(photo,))
    assert [m.extra["reply"] for m in case.sent("approval")] == ["[leak.jpg]"]


@pytest.mark.parametrize("words", ["Thanks", "我看看"])
def test_a_courtesy_or_a_promise_to_look_answers_nothing(words: str):
    case = proposed()
    case.staff(SARA, "Why £250?", "2026-03-02 11:00")
    case.staff(HANS, words, "2026-03-02 11:20")
    assert case.sent("approval") == []
    assert case.complaint.approvals[0].question is not None


def test_an_answer_handed_in_anew_is_asked_for_without_the_question():
    case = proposed()
    case.staff(SARA, "Why £250?", "2026-03-02 11:00")
    case.staff(HANS, "#resolve We have repaired it and pay what the tariff says", "2026-03-02 11:20")
    (anew,) = case.sent("approval")
    assert "question" not in anew.extra


def test_who_asked_for_time_is_asked_why_and_the_limit_stands_meanwhile():
    case = referred()
    case.staff(BUS, "#延期 2026-03-05 17:30\n需要调取录像", "2026-03-02 10:00")
    before = case.due("answer")
    case.staff(BUS_HEAD, "录像不是当天就能调吗？", "2026-03-02 11:00")
    assert [m.to.mail for m in case.sent("information")] == [BUS]
    assert (case.due("answer"), case.complaint.awaiting) == (before, ("extended",))
    case.staff(BUS, "录像存在总公司，明天才开放", "2026-03-02 11:30")
    (anew,) = case.sent("approval")
    assert (anew.to.mail, anew.extra["reply"]) == (BUS_HEAD, "录像存在总公司，明天才开放")
    case.staff(BUS_HEAD, "同意", "2026-03-02 12:00")
    assert case.due("answer") == at("3-5 17:30")
