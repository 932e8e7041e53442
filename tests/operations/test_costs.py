import re
from pathlib import Path

import pytest

from bench.cost import MONTHLY, PRICES, in_a_month, life, table
from bench.observed import Observed, units

COSTS = Path(__file__).parents[2] / "docs" / "costs.md"
ROUNDING = 5  # by which the size of a few records differs with every id


@pytest.fixture(scope="module")
def observed() -> Observed:
    return life()


def test_a_thousand_complaints_cost_about_two_dollars(observed: Observed):
    together = sum(dollars for _, _, dollars in table(observed))
    assert 1 < together < 3
    assert observed.units["mails out"] <= 12
    assert observed.units["texts out"] == 0


def test_what_is_stored_of_a_complaints_life_costs_less_than_its_mails(observed: Observed):
    dollars = {name: price for name, _, price in table(observed)}
    assert dollars["dynamodb write units"] < dollars["mails out"] / 3
    assert observed.units["dynamodb write units"] <= 280


def test_the_page_on_costs_states_every_price_that_was_used():
    written = COSTS.read_text(encoding="utf-8")
    for name in (*PRICES, *MONTHLY):
        assert name in written


def test_the_page_on_costs_states_what_was_counted(observed: Observed):
    written = COSTS.read_text(encoding="utf-8")
    counted = {name: int(number) for name, number in re.findall(r"^\| ([a-z0-9 ]+) \| (\d+) \|", written, re.MULTILINE)}
    assert counted.keys() == PRICES.keys()
    for name, number in counted.items():
        assert abs(number - observed.units[name]) <= ROUNDING, name
    (stated,) = re.findall(r"A million complaints a month\*\* are about ([\d,]+) dollars", written)
    assert int(stated.replace(",", "")) == pytest.approx(in_a_month(1_000_000, observed), rel=0.02)


def test_units_are_those_of_the_price_lists():
    assert [units(size, 1024) for size in (0, 1, 1024, 1025, 4096)] == [1, 1, 1, 2, 4]
