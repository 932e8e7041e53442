"""The desk has one copy of each answer: with the work that the answer gives it, or by itself."""

import pytest

from tests.core.handling.playing import HANS, OFFICE_DESK, Case, at, office, referred

VISIT = """
[[task]]
name = "visit"
for = "desk"
command = "visit"
opens = "answered"
after = "{after}"
unless = "visited"
form = ["satisfied"]
brings_answer = {brings}
"""
SIGN = """
[[field]]
name = "signed"
labels = { "zh-CN" = "已签收", en = "signed" }
[[task]]
name = "sign"
for = "desk"
opens = "answered"
form = ["signed"]
brings_answer = true
"""


def answered(*parts: str, top: str = "", when: str = "2026-03-02 10:00") -> Case:
    case = referred(office(*parts, top=top), text="the service was slow")
    case.staff(HANS, "#结果 已退款", when)
    return case


def to_the_desk(case: Case) -> list[str]:
    return [
        m.name
        for m in case.messages
        if m.to.mail == OFFICE_DESK and m.name in ("answered_copy", "task", "return_visit")
    ]


def test_without_work_for_the_desk_it_has_the_copy_at_once():
    assert to_the_desk(answered()) == ["answered_copy"]


@pytest.mark.parametrize(("brings", "told"), [("true", ["return_visit"]), ("false", ["answered_copy", "return_visit"])])
def test_the_return_visit_is_the_copy_where_the_policy_says_so(brings: str, told: list[str]):
    case = answered(VISIT.format(after="2 hours", brings=brings))
    case.wind("2026-03-02 13:00")
    assert to_the_desk(case) == told


@pytest.mark.parametrize("score", [4, 1])
def test_where_the_customer_says_first_what_they_think_the_copy_goes_by_itself(score: int):
    case = answered(VISIT.format(after="2 hours", brings="true"))
    case.survey(score, "2026-03-02 10:30")
    assert to_the_desk(case) == ["answered_copy"]
    case.wind("2026-03-02 15:00")
    assert to_the_desk(case) == ["answered_copy"]


def test_work_that_comes_with_the_answer_shows_it():
    case = answered(SIGN)
    assert to_the_desk(case) == ["task"]
    assert [m.extra.get("answer") for m in case.sent("task") if m.to.mail == OFFICE_DESK] == [1]


def test_an_answer_that_was_taken_back_leaves_no_copy():
    case = answered(VISIT.format(after="2 hours", brings="true"), top='undo = "10 minutes"\n')
    case.staff(HANS, "#撤回", "2026-03-02 10:05")
    case.wind("2026-03-02 15:00")
    assert to_the_desk(case) == []
    case.staff(HANS, "#结果 已全额退款", "2026-03-02 15:00")
    case.wind("2026-03-02 18:00")
    assert to_the_desk(case) == ["return_visit"]
    assert case.complaint.moment("answered") == at("2026-03-02 15:00")
