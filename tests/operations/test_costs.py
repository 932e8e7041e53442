from pathlib import Path

import pytest

from bench.cost import MONTHLY, PRICES, life, table
from bench.observed import Observed, units

COSTS = Path(__file__).parents[2] / "docs" / "costs.md"


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
    assert observed.units["dynamodb write units"] <= 360


def test_the_page_on_costs_states_every_price_that_was_used():
    written = COSTS.read_text(encoding="utf-8")
    for name in (*PRICES, *MONTHLY):
        assert name in written


def test_units_are_those_of_the_price_lists():
    assert [units(size, 1024) for size in (0, 1, 1024, 1025, 4096)] == [1, 1, 1, 2, 4]
