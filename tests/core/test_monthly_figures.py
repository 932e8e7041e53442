"""The organisation's own figures, which the desk tells month by month and reports relate complaints to."""

from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.facts import Command, StaffWrote
from chalicelib.core.report.monthly_figures import MonthlyFigure, figures_in, item, of_period
from chalicelib.core.report.schedule import Period

POLICY = policies.packaged("insurance-branch")
NAME = next(name for report in POLICY.reports for name in report.per)
MAIL = StaffWrote(id="mail-1", at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC), by=POLICY.directory.desk)


def told(words: str, figure: str = "1200") -> tuple[MonthlyFigure, ...]:
    return figures_in(Command(name="figures", words=words, form={NAME: figure, "facts": "7"}), MAIL, POLICY)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("2026-02", "2026-02"),
        ("2025年12月", "2025-12"),
        ("2026年1月份", "2026-01"),
        ("", "2026-02"),
        ("上月", "2026-02"),
    ],
)
def test_figures_are_of_the_month_that_is_named_or_else_of_the_last_one(words: str, month: str):
    assert told(words) == (MonthlyFigure(month, NAME, 1200.0),)


def test_the_last_month_is_the_organisations_and_not_the_worlds():
    new_years_eve = msgspec.structs.replace(MAIL, at=datetime(2025, 12, 31, 16, 30, tzinfo=UTC))  # 2026 in Shanghai
    order = Command(name="figures", form={NAME: "5"})
    assert [figure.month for figure in figures_in(order, new_years_eve, POLICY)] == ["2025-12"]


def test_what_is_no_figure_is_not_told():
    assert told("", "很多") == ()


def test_a_figure_told_again_takes_the_place_of_the_first():
    first, second = item(MonthlyFigure("2026-02", NAME, 1200.0)), item(MonthlyFigure("2026-02", NAME, 1300.0))
    assert first.ref == second.ref
    assert (first.values, second.values) == ({"value": "1200.0"}, {"value": "1300.0"})


def test_a_period_has_the_sums_of_its_own_months():
    lines = [
        {"position": position, "value": value}
        for position, value in (
            ("2025-12#sold", "100.0"), ("2026-01#sold", "1.5"), ("2026-02#sold", "2.0"), ("2026-02#claims", "7.0"), ("2026-04#sold", "100.0"),
        )
    ]  # fmt: skip
    quarter = Period(datetime(2025, 12, 31, 16, 0, tzinfo=UTC), datetime(2026, 3, 31, 16, 0, tzinfo=UTC), "2026-Q1")
    assert of_period(lines, quarter, "Asia/Shanghai") == {"sold": 3.5, "claims": 7.0}
