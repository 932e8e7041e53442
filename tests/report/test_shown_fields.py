"""Of each case a list shows what the policy wants to see: declared fields, and what every case is sorted by."""

import msgspec
import pytest

from chalicelib.core.policy.model import PolicyError
from chalicelib.core.report.breakdown import gathered
from tests.core.handling.playing import HANS, office, referred
from tests.report.test_duties import frame, line

LISTED = """
[[report]]
name = "found"
kind = "cases"
every = "month"
by = "5"
by_field = "channel"
show = ["category", "severity", "facts"]
to = ["legal"]
"""
RULES = """
[[rule]]
group = "sort"
when = [{ words = ["slow"] }]
then = { category = "slow", severity = "major" }
"""
LABELLED = 'categories = ["slow"]\n[labels]\nslow = { en = "too slow" }\nmajor = { en = "grave" }\n'


def test_a_list_of_cases_shows_category_and_severity_by_their_names_beside_declared_fields():
    categories, _, labels = LABELLED.partition("\n")
    policy = office(LISTED, labels, RULES, top=categories + "\n")
    case = referred(policy, text="poor service, and so slow")
    case.staff(HANS, "#note found\nFacts: it leaked")
    assert case.complaint is not None
    shown = msgspec.structs.replace(frame(policy, "3-20 9:00"), language="en")
    (section,) = gathered("channel", policy.reports[0].show, (line(case),), shown)
    assert section.rows[0][3:] == ("too slow", "grave", "it leaked")


def test_who_complains_is_no_column():
    with pytest.raises(PolicyError, match=r'show\[0\]: "phone" is not a field; known are .*category'):
        office(LISTED.replace('"category", "severity", "facts"', '"phone"'))
