"""Moments: one record each, and those that an organisation has a name of its own for."""

import pytest

from chalicelib.core.complaint.moments import MOMENTS
from chalicelib.core.handling.hold.happening import EFFECTS
from chalicelib.core.handling.tell.notices import NOTICES
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.policy.model import PolicyError
from chalicelib.core.words.labels import moment_name
from chalicelib.core.written.languages import LANGUAGES
from tests.core.handling.playing import OFFICE_DESK, at, office, referred

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
    assert set(NOTICES) - {"taken_for_complaint", "assignment"} <= known


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
