"""A month is meant by its name as by its number: March, "Sept", "February 2025"."""

from datetime import UTC, datetime

import pytest

from chalicelib.core.overview.periods import meant


@pytest.mark.parametrize(
    ("said", "label", "rest"),
    [
        ("March", "2026-03", ""),
        ("figures for february", "2026-02", "figures for"),
        ("Sept 2025", "2025-09", ""),
        ("for May", "2025-05", "for"),
        ("Dec 2024", "2024-12", ""),
        ("april", "2025-04", ""),
    ],
)
def test_a_month_by_its_name_is_the_newest_that_has_begun(said: str, label: str, rest: str):
    found = meant(said, datetime(2026, 3, 17, 12, tzinfo=UTC), "Europe/London")
    assert found is not None
    assert (found.period.label, found.rest) == (label, rest)


@pytest.mark.parametrize("said", ["marching", "maybe", "decide", "it may be damaged", "Jan Hill"])
def test_a_word_that_begins_like_a_month_is_none(said: str):
    assert meant(said, datetime(2026, 3, 17, 12, tzinfo=UTC), "Europe/London") is None
