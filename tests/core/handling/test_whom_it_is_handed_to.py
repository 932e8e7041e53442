"""Departments and people of several words, in the writer's own capitals: it goes to them, and their name is nothing found out."""

import msgspec
import pytest

from chalicelib.core.policy.directory import Department
from tests.core.handling.playing import BUS, BUS_HEAD, DESK, FREIGHT, Case, referred, transport, with_directory


def case_of_the_quay() -> Case:
    policy = transport()
    quays = [
        Department(name=name, handler=FREIGHT, head=BUS_HEAD)
        for name in ("Harbour Lights", "Harbour Ferries and Quays")
    ]
    people = tuple(
        msgspec.structs.replace(p, name="Lena Ashby Cole") if p.mail == FREIGHT else p for p in policy.directory.people
    )
    departments = (*policy.directory.departments, *quays)
    return referred(with_directory(policy, departments=departments, people=people))


@pytest.mark.parametrize(
    "words", ["Harbour Ferries and Quays", "harbour ferries and quays, please", "to Harbour Ferries"]
)
def test_a_name_of_several_words_is_taken_whole(words: str):
    case = case_of_the_quay()
    case.staff(DESK, f"#transfer {words}")
    assert (case.problems, case.complaint.department) == ("", "Harbour Ferries and Quays")
    assert [e.text for e in case.last.entries if e.what == "transferred"] == [""]


def test_a_name_alone_is_no_finding_of_its_handler():
    case = case_of_the_quay()
    case.staff(BUS, "#transfer Harbour Ferries and Quays")
    assert case.complaint.department != "Harbour Ferries and Quays"
    case.staff(BUS, "#transfer Harbour Ferries and Quays\nThe ferry was theirs.")
    assert case.complaint.department == "Harbour Ferries and Quays"


def test_what_two_departments_begin_with_names_neither():
    case = case_of_the_quay()
    case.staff(DESK, "#transfer Harbour")
    assert "Harbour Lights" in case.problems
    assert case.complaint.department not in (
        "Harbour Lights",
        "Harbour Ferries and Quays",
    )


def test_a_colleague_is_named_in_full_and_a_department_asked_to_help():
    case = case_of_the_quay()
    case.staff(DESK, "#transfer lena ashby cole: she knows the ferry")
    assert case.complaint.handler == FREIGHT
    case = case_of_the_quay()
    case.staff(DESK, "#assist Harbour Lights, who has the CCTV?")
    assert [e.reason for e in case.last.entries if e.what == "assistance_asked"] == ["Harbour Lights"]
    assert [m.extra["text"] for m in case.sent("assist")] == ["who has the CCTV?"]
