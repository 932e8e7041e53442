"""What is only passed on: it is answered in words, and praise asks nobody for anything."""

import pytest

from tests.core.handling.playing import ASKS_FOR_FACTS, HANS, OFFICE_DESK, Case, names, office

FORM = ASKS_FOR_FACTS.replace('["facts"]\nrequired', '["facts", "amount"]\nrequired')
ENQUIRES = """
[[rule]]
group = "kind"
when = [{ words = ["hours"] }]
then = { kind = "enquiry" }

[[gate]]
name = "whole"
before = "answered"
needs = ["amount"]
WHEN
"""
PRAISES = """
[[rule]]
group = "kind"
when = [{ words = ["lovely"] }]
then = { kind = "enquiry", flag = ["praise"] }
"""
OF_ENQUIRIES = ENQUIRES.replace("WHEN", 'when = [{ kind = "enquiry" }]')


def passed_on(*parts: str, words: str = "Which hours does the service keep?") -> Case:
    case = Case(office(*parts))
    case.customer(words)
    assert (case.complaint.status, case.complaint.handler) == ("closed", HANS)
    return case


def test_an_enquiry_is_answered_without_the_lines_that_complaints_are_asked_for():
    case = passed_on(FORM, ENQUIRES.replace("WHEN", ""))
    assert case.sent("passed_on")[0].extra["fields"] == []
    case.staff(HANS, "#resolve From nine to five.")
    assert (case.problems, case.complaint.outcome) == ("", "From nine to five.")
    assert "outcome" in names(case.messages)


def test_a_gate_that_names_the_kind_asks_for_its_lines():
    case = passed_on(FORM, OF_ENQUIRIES)
    assert case.sent("passed_on")[0].extra["fields"] == ["amount"]
    case.staff(HANS, "#resolve From nine to five.")
    assert "Amount" in case.problems
    assert "outcome" not in names(case.messages)


def test_a_complaint_still_lacks_them():
    case = Case(office(FORM, ENQUIRES.replace("WHEN", "")))
    case.customer("The service was late")
    case.staff(HANS, "#resolve It will not happen again.")
    assert "Facts" in case.problems
    assert "outcome" not in names(case.messages)


def test_praise_is_passed_on_with_nothing_to_answer():
    case = passed_on(FORM, PRAISES, words="The service was lovely, well done")
    assert case.sent("passed_on")[0].extra["commands"] == ["tell", "note"]


@pytest.mark.parametrize(
    ("words", "told"),
    [("Ah that's lovely, thanks for letting me know", []), ("She wants her money back", [OFFICE_DESK])],
)
def test_the_desk_reads_what_a_unit_says_of_it_and_no_thanks(words: str, told: list[str]):
    case = passed_on(PRAISES, words="The service was lovely, well done")
    case.staff(HANS, words)
    assert [m.to.mail for m in case.last.messages if m.name == "information"] == told
