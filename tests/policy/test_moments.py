"""Moments: one record each, and those that an organisation has a name of its own for."""

import pytest

from chalicelib.core.complaint.moments import BY_NAME, GUARDED, MOMENTS
from chalicelib.core.handling.hold.happening import EFFECTS
from chalicelib.core.handling.tell.notices import NOTICES
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.policy.model import PolicyError
from chalicelib.core.words.labels import moment_name
from chalicelib.core.written.languages import LANGUAGES
from tests.core.handling.playing import HANS, OFFICE_DESK, SARA, Case, at, office, referred

SLIP = '[[moment]]\nname = "slip"\nlabels = { zh-CN = "发单", en = "slip issued" }\nat = "assigned"\nwhen = [{ kind = "complaint" }]'
BY_SLIP = (
    '[[clock]]\nname = "answer_by_slip"\nfrom = "slip"\nuntil = "answered"\nwithin = "2 hours"\n'
    'rungs = [{ at = "due", tell = ["desk"] }]'
)


def test_every_moment_is_called_something_in_every_language_and_stopped_by_commands_that_there_are():
    for moment in MOMENTS:
        assert {tag for tag, said in moment.labels.items() if said} == set(LANGUAGES), moment.name
        assert set(moment.stopped_by) <= set(COMMANDS), moment.name


def test_what_a_moment_does_and_who_hears_of_it_belongs_to_a_moment_that_there_is():
    known = {moment.name for moment in MOMENTS}
    assert set(EFFECTS) <= known
    assert set(NOTICES) - {"taken_for_complaint", "assignment", "danger"} <= known


def test_a_moment_of_the_organisations_own_happens_with_the_one_that_it_names():
    case = referred(office(SLIP), text="bad service")
    assert case.complaint.moment("slip") == case.complaint.moment("assigned") == at("3-2 9:00")
    assert moment_name("slip", case.policy, "en") == "slip issued"


def test_it_is_taken_back_with_it_and_happens_anew_in_another_round():
    case = referred(office(SLIP), text="bad service")
    case.staff(OFFICE_DESK, "#受理 咨询", "2026-03-02 10:00")
    assert case.complaint.moment("slip") is None
    case.staff(OFFICE_DESK, "#受理 投诉", "2026-03-02 11:00")
    assert case.complaint.moment("slip") == at("3-2 11:00")


def test_a_clock_may_run_from_it():
    case = referred(office(f"{SLIP}\n{BY_SLIP}"), text="bad service")
    assert case.due("answer_by_slip") == at("3-2 11:00")


@pytest.mark.parametrize(
    ("slip", "fault"),
    [
        (
            SLIP.replace('"assigned"', '"asigned"'),
            'moment[0].at: "asigned" is not a moment that every complaint has; did you mean "assigned"?',
        ),
        (SLIP.replace('"slip"', '"closed"'), 'moment[0].name: "closed" has a meaning already; choose another name'),
    ],
)
def test_a_moment_that_cannot_be_is_named_with_its_place(slip: str, fault: str):
    with pytest.raises(PolicyError) as refused:
        office(slip)
    assert fault in str(refused.value)


# -- what a record says is what happens -----------------------------------------------------------------------------------

PROMISED = (
    '[[clock]]\nname = "settle"\nfrom = "referred"\nuntil = "answered"\nwithin = "5 working days"\ncalendar = "work"\n'
    'promised = true\nrungs = [{ at = "due", tell = ["handler"] }]'
)
ASKED_FOR = {
    "accepted": (OFFICE_DESK, "#accept"),
    "referred": (OFFICE_DESK, "#note in hand"),  # the rules have asked for it
    "proposed": (HANS, "#resolve We were slow, sorry"),
    "answered": (HANS, "#resolve We were slow, sorry"),
    "extended": (SARA, "#extend 2026-03-20 12:00 parts are missing"),
}


def gate(before: str) -> str:
    return f'[[gate]]\nname = "stop"\nbefore = "{before}"\nneeds = ["amount"]'


def lived() -> Case:
    """A complaint with about everything that can happen in a round."""
    case = referred(office(PROMISED, top='undo = "1 day"\n'), text="your service is slow")
    case.staff(OFFICE_DESK, "#accept", "2026-03-02 09:10")
    case.staff(HANS, "#tell We look into it", "2026-03-02 10:00")
    case.staff(HANS, "#tell We still do", "2026-03-02 11:00")
    case.staff(SARA, "#extend 2026-03-20 12:00 parts are missing", "2026-03-03 10:00")
    case.staff(SARA, "#extend 2026-03-21 12:00 they come later", "2026-03-03 11:00")
    case.staff(HANS, "#resolve We were slow, sorry", "2026-03-03 15:00")
    return case


def happened(case: Case) -> set[str]:
    return {name for name in BY_NAME if case.complaint.moment(name) is not None}


@pytest.mark.parametrize("moment", GUARDED)
def test_a_gate_holds_back_a_guarded_moment(moment: str):
    case = referred(office(PROMISED, gate(moment)), text="your service is slow")
    by, order = ASKED_FOR[moment]
    case.staff(by, order)
    assert case.complaint.moment(moment) is None
    case.staff(OFFICE_DESK, "#note\nAmount: 5")
    case.staff(by, order)
    assert case.complaint.moment(moment) == case.now


@pytest.mark.parametrize("moment", sorted(set(BY_NAME) - set(GUARDED)))
def test_no_gate_stands_before_a_moment_that_is_not_guarded(moment: str):
    with pytest.raises(PolicyError) as refused:
        office(gate(moment))
    assert 'gate[0].before: "' in str(refused.value)


def test_the_newest_time_of_a_moment_that_repeats_counts_and_of_any_other_the_first():
    case = lived()
    assert (case.complaint.moment("extended"), case.complaint.moment("told")) == (at("3-3 11:00"), at("3-2 10:00"))


def test_only_what_lasts_is_known_of_an_earlier_round():
    case = lived()
    assert happened(case) == {
        *("received", "registered", "accepted", "referred", "assigned", "told", "contacted"),
        *("extended", "proposed", "answered"),
    }
    case.staff(OFFICE_DESK, "#reopen the customer called", "2026-03-04 09:00")
    assert happened(case) == {"received", "registered", "reopened", "referred", "assigned"}


def test_what_belongs_to_the_answer_is_taken_back_with_it():
    case = lived()
    case.staff(HANS, "#undo", "2026-03-03 15:10")
    assert case.problems == ""
    before = {"received", "registered", "accepted", "referred", "assigned", "told", "contacted", "extended"}
    assert happened(case) == before  # the customer had been told something before there was an answer
    case.staff(HANS, "#resolve We were slow and are sorry", "2026-03-03 16:00")
    assert case.complaint.moment("answered") == at("3-3 16:00")


def test_a_contact_that_the_answer_itself_was_is_taken_back_with_it():
    case = referred(office(top='undo = "1 day"\n'), text="your service is slow")
    case.staff(HANS, "#resolve We were slow, sorry", "2026-03-02 10:00")
    assert case.complaint.moment("contacted") == at("3-2 10:00")
    case.staff(HANS, "#undo", "2026-03-02 10:10")
    assert happened(case) == {"received", "registered", "referred", "assigned"}


def test_what_began_with_receipt_begins_anew_with_what_restarts_it():
    from_receipt = PROMISED.replace('"referred"', '"received"')
    case = referred(office(from_receipt), text="your service is slow")
    assert case.due("settle") == at("3-9 17:00")
    case.staff(HANS, "#resolve We were slow, sorry", "2026-03-02 10:00")
    case.staff(OFFICE_DESK, "#reopen the customer called", "2026-03-05 09:00")
    assert case.due("settle") == at("3-12 17:00")
