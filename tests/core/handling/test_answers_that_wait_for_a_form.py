"""An answer that lacks nothing but lines asked of somebody else is kept, handed in with them, and nobody is late but whoever has yet to fill them in."""

import pytest

from tests.core.handling.playing import ASKS_FOR_FACTS, DIRK, HANS, OFFICE_DESK, SARA, Case, office, referred

VERDICT = """
[[field]]
name = "verdict"
type = "choice"
choices = { founded = { en = "founded" }, unfounded = { en = "unfounded" } }
labels = { zh-CN = "是否属实", en = "Verdict" }

[[task]]
name = "judge"
labels = { zh-CN = "认定", en = "verdict" }
for = "desk"
opens = "referred"
within = "3 days"
form = ["verdict"]
required = ["verdict"]

[[gate]]
name = "judged"
before = "answered"
needs = ["verdict"]
reason = { en = "The desk judges first.", zh-CN = "先由客服认定。" }

[[clock]]
name = "settle"
labels = { zh-CN = "办结", en = "settlement" }
from = "received"
until = "answered"
within = "2 days"
rungs = [{ at = "-1 day", tell = ["handler"] }, { at = "due", tell = ["handler"] }, { at = "+2 hours", tell = ["supervisor"] }]
"""
WAITS = 'to fill in Verdict under "verdict", by Thursday 5 March 2026, 09:00; it is handed in then, and you need not send it again'


def given(text: str) -> Case:
    case = referred(office(ASKS_FOR_FACTS, VERDICT), text="the service was rude")
    case.staff(HANS, text, "2026-03-02 10:00")
    return case


@pytest.mark.parametrize("text", ["#resolve We are sorry.\nFacts: he shouted", "#resolve\nFacts: he shouted"])
def test_words_and_lines_alone_both_wait_for_the_form_and_go_with_it(text: str):
    case = given(text)
    assert case.problems == ""
    assert WAITS in case.changes
    assert case.complaint.status == "open"
    case.staff(OFFICE_DESK, "#fill\nVerdict: founded", "2026-03-02 11:00")
    assert case.complaint.status == "answered"
    assert [m.to.role for m in case.sent("outcome")] == ["customer"]


def test_a_leader_who_answers_waits_for_the_desks_verdict_like_the_handler_though_they_might_give_it():
    case = referred(office(ASKS_FOR_FACTS, VERDICT), text="the service was rude")
    case.staff(DIRK, "#resolve\nFacts: he shouted", "2026-03-02 10:00")
    assert case.problems == ""
    assert WAITS in case.changes


def test_the_desk_that_answers_itself_is_told_that_its_own_verdict_is_missing():
    case = referred(office(ASKS_FOR_FACTS, VERDICT), text="the service was rude")
    case.staff(OFFICE_DESK, "#resolve\nFacts: he shouted", "2026-03-02 10:00")
    assert "缺少：是否属实" in case.problems
    assert "waits for" not in case.changes


def test_whoever_owes_the_verdict_and_is_chased_for_the_answer_reads_both_in_one_form_which_is_accepted():
    lists = VERDICT.replace('{ at = "due", tell = ["handler"] }', '{ at = "due", tell = ["handler", "desk"] }')
    case = referred(office(ASKS_FOR_FACTS, lists), text="the service was rude")
    chased = [m for m in case.wind("2026-03-04 09:30") if m.name == "chase"]
    forms = {m.to.mail: m.extra.get("fields", ["facts"]) for m in chased if m.extra["clock"] == "settle"}
    assert forms == {OFFICE_DESK: ["facts", "verdict"], HANS: ["facts"]}
    case.staff(OFFICE_DESK, "#resolve We are sorry.\nFacts: he shouted\nVerdict: founded", "2026-03-04 10:00")
    assert (case.problems, case.complaint.status) == ("", "answered")


def test_what_the_author_may_fill_in_is_still_refused():
    case = given("#resolve We are sorry.")
    assert "missing: Facts" in case.problems
    assert "waits for" not in case.changes


def test_while_it_waits_the_desk_is_reminded_chased_and_named_and_not_who_has_answered():
    case = given("#resolve We are sorry.\nFacts: he shouted")
    told = case.wind("2026-03-04 12:00")
    assert {m.to.mail for m in told if m.name in ("reminder", "chase")} == {OFFICE_DESK}
    (late,) = [m for m in told if m.name == "escalation" and m.to.mail == SARA]
    assert late.extra["who"] == OFFICE_DESK
    (chased,) = [m for m in told if m.name == "chase"]
    assert (chased.extra["commands"], chased.extra["task"]) == (["fill"], "judge")
