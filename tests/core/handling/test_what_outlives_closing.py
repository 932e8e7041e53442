"""What a closing ends, and what goes on after it: no limit that a mail names falls silent because the customer was content early."""

import pytest

from chalicelib.core.words.case_view import view
from tests.core.handling.playing import DIRK, HANS, LENA, OFFICE_DESK, Case, at, names, office, told
from tests.core.handling.test_what_follows import OUTCOME

CHECK = """
[[task]]
name = "effect_check"
for = "legal"
opens = "answered"
after = "4 days"
form = ["facts"]
required = ["facts"]
sets = "checked"
"""
ASKED_BY_RULE = """
[[task]]
name = "questions"
for = "legal"
within = "5 days"
form = ["facts"]
sets = "checked"

[[rule]]
group = "questions"
when = [{ moment = "visited" }]
then = { open = ["questions"] }
"""
CLOCK = """
[[clock]]
name = "checked_in_time"
from = "proposed"
until = "checked"
within = "6 days"
labels = { en = "check of the effect" }
rungs = [{ at = "due", tell = ["legal"] }, { at = "+1 day", tell = ["director"], message = "escalation" }]
"""
VISIT = """
[[task]]
name = "call_back"
for = "desk"
opens = "answered"
after = "4 hours"
command = "visit"
form = ["reached", "satisfied", "words"]
sets = "visited"

[[clock]]
name = "called_back"
from = "answered"
until = "visited"
within = "2 days"
rungs = [{ at = "due", tell = ["desk"] }]
"""


def closed(*parts: str, by: str = "survey") -> Case:
    """A complaint that was answered on Monday at ten, and closed two hours later."""
    case = Case(office(OUTCOME, *parts))
    case.customer("the service is slow")
    if by == "invalid":
        case.staff(OFFICE_DESK, "#无效 not ours", "2026-03-02 10:00")
    else:
        case.staff(HANS, "#结果\nFacts: a new lamp", "2026-03-02 10:00")
    if by == "survey":
        case.survey(4, "2026-03-02 12:00")
    elif by == "desk":
        case.staff(OFFICE_DESK, "#结案 done", "2026-03-02 12:00")
    assert case.complaint.status == "closed", case.problems
    return case


@pytest.mark.parametrize("by", ["survey", "desk"])
def test_a_check_some_days_after_the_answer_is_asked_for_however_soon_it_was_closed(by: str):
    case = closed(CHECK, by=by)
    assert ("task", "mail", LENA) in told(case.wind("2026-03-06 10:05"))
    assert ("chase", "mail", LENA) in told(case.wind("2026-03-12 10:05"))
    case.staff(LENA, "#fill\nFacts: it works", "2026-03-13 10:00")
    assert (case.complaint.moment("checked"), case.problems) == (at("3-13 10:00"), "")
    assert names(case.wind("2026-04-13 10:00")) == []


def test_what_was_explained_or_stopped_being_wanted_is_checked_by_nobody():
    assert names(closed(CHECK, by="invalid").wind("2026-04-13 10:00")) == []
    visited = CHECK.replace("after", 'unless = "visited"\nafter')
    assert names(closed(visited).wind("2026-04-13 10:00")) == []


@pytest.mark.parametrize("task", [CHECK.replace('after = "4 days"', 'after = "5 days"'), ASKED_BY_RULE, CHECK])
def test_a_clock_until_what_is_still_asked_for_goes_on_after_the_closing_and_climbs(task: str):
    case = closed(task, CLOCK)
    shown = view(case.complaint, case.policy, "en", case.now).deadlines
    assert ["ended" in d.state for d in shown if d.clock == "check of the effect"] == [False]
    sent = told(m for m in case.wind("2026-03-09 10:05") if m.extra.get("clock") == "checked_in_time")
    assert sent == [("chase", "mail", LENA), ("escalation", "mail", DIRK)]


@pytest.mark.parametrize("done", [False, True])
def test_the_clock_falls_silent_with_the_form(done: bool):
    case = closed(CHECK, CLOCK)
    case.wind("2026-03-07 09:00")
    if done:
        case.staff(LENA, "#fill\nFacts: it works", "2026-03-07 10:00")
    about = [m for m in case.wind("2026-03-12 10:00") if m.extra.get("clock") == "checked_in_time"]
    assert (about == []) == done


@pytest.mark.parametrize(("whose", "hears"), [("legal", []), ("handler", [HANS])])
def test_a_form_that_a_later_round_asks_for_again_takes_the_place_of_the_earlier_one(whose: str, hears: list[str]):
    """That one lay on a list, and nobody chased it."""
    check = CHECK.replace('"legal"', f'"{whose}"').replace('"facts"', '"works"')
    works = '[[field]]\nname = "works"\nlabels = { en = "Works" }\n'
    case = Case(office(OUTCOME, works, check, CLOCK.replace('"legal"', f'"{whose}"')))
    case.customer("the service is slow")
    case.staff(HANS, "#结果\nFacts: a new lamp", "2026-03-02 10:00")
    case.wind("2026-03-06 12:00")
    case.survey(1, "2026-03-06 13:00")
    case.staff(case.complaint.handler, "#结果 again\nFacts: another lamp", "2026-03-06 15:00")
    sent = case.wind("2026-03-10 15:30")
    waiting = [(t.round, t.assignee) for t in case.complaint.tasks if t.name == "effect_check" and t.done is None]
    assert waiting == [(2, LENA if whose == "legal" else case.complaint.handler)]
    assert [m.to.mail for m in sent if m.name == "information"] == hears


def test_a_return_visit_ends_with_the_customers_own_word():
    case = closed(VISIT)
    assert names(case.wind("2026-04-13 10:00")) == []


def test_a_clock_that_a_closing_ends_is_shown_as_ended():
    contacted = '[[clock]]\nname = "spoken_to"\nlabels = { en = "customer told" }\nfrom = "received"\nuntil = "told"\nwithin = "5 days"\nrungs = [{ at = "due", tell = ["handler"] }]'
    case = closed(contacted)
    shown = view(case.complaint, case.policy, "en", case.now).deadlines
    assert [d.state for d in shown if d.clock == "customer told"] == ["ended with the case"]
    assert names(case.wind("2026-04-13 10:00")) == []


ACKNOWLEDGE = """
[[task]]
name = "acknowledge"
for = "desk"
opens = "OPENS"
command = "tell"
sets = "acknowledged"

[[clock]]
name = "acknowledged_in_time"
from = "OPENS"
until = "acknowledged"
within = "5 days"
rungs = [{ at = "due", tell = ["desk"], every = "2 days" }]
"""


@pytest.mark.parametrize(("opens", "chased"), [("received", False), ("referred", False), ("answered", True)])
def test_words_that_were_due_before_the_answer_are_not_asked_for_after_the_closing(opens: str, chased: bool):
    case = closed(ACKNOWLEDGE.replace("OPENS", opens))
    assert case.complaint.status == "closed"
    later = [m for m in case.wind("2026-03-20 09:00") if "acknowledge" in str(m.extra.get("clock"))]
    assert bool(later) == chased
