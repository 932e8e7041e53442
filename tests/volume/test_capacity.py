"""The document on capacity says what the script reckons, and the script counts no less than a complaint writes."""

import re
from pathlib import Path

import pytest

from bench import capacity, heat

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| `([^`]+)` \| (.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("path", ["capacity.md", "zh-CN/capacity.md"])
def test_the_tables_of_the_document_are_the_scripts(path: str):
    told = {name: tuple(rest.split(" | ")) for name, rest in ROW.findall((DOCS / path).read_text("utf-8"))}
    reckoned = capacity.everything()
    assert {name: told.get(name, ())[: len(cells)] for name, cells in reckoned.items()} == reckoned
    assert told.keys() == reckoned.keys()


def test_a_complaint_writes_no_more_than_is_reckoned_with_on_keys_that_are_reckoned_with():
    reckoned = {place: units for place, (units, _) in capacity.UNITS.items()}
    found = heat.life()
    assert {place: units for place, units in found.items() if units > reckoned.get(place, 0)} == {}
    assert sum(found.values()) > 100


def test_what_ends_first_is_told_first():
    mails = [limit.mails for limit in capacity.limits()]
    assert mails == sorted(mails)
