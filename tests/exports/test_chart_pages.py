"""Charts on paper: in every shipped procedure's reports each lies on one A4 page, inside what is printed, and beside no other."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame, Material, make
from chalicelib.core.report.schedule import Period
from chalicelib.exports.ledger import Print
from chalicelib.exports.report_workbook import workbook
from chalicelib.policies import names, packaged

FEBRUARY = Period(datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC), "2026-02")
NOW = datetime(2026, 3, 2, tzinfo=UTC)
POINT, PIXEL = 1 / 72, 1 / 96  # inches
ROW, TITLE, COLUMN = 15 * POINT, 24 * POINT, 64 * PIXEL  # as they come; the title's row is higher
WIDE, HIGH = 21 / 2.54, 29.7 / 2.54  # A4


def month(policy: Policy) -> list[Row]:
    """A complaint of each unit, category and severity in turn."""
    units = [each.name for each in policy.directory.departments]
    return [
        Row(
            id=str(n), number=f"X{n}", policy=policy.name, kind=policy.flow_kinds[0], status="closed",
            received=datetime(2026, 2, 1 + n % 27, tzinfo=UTC), registered=datetime(2026, 2, 1 + n % 27, tzinfo=UTC),
            category=policy.categories[n % len(policy.categories)], severity=policy.severities[n % len(policy.severities)],
            department=units[n % len(units)], unit=units[n % len(units)], satisfaction=1 + n % 4,
        )
        for n in range(40)
    ]  # fmt: skip


def sheets_with_charts(name: str) -> Iterator[Any]:
    policy = packaged(name)
    rows, frame = month(policy), Frame(policy=policy, period=FEBRUARY, now=NOW, language=policy.languages[0])
    for report in (each for each in policy.reports if each.kind != "list" and each.every != "complaint"):
        content = workbook(make(report, Material(rows=rows), frame), Print(policy, NOW), rows)
        yield from (sheet for sheet in openpyxl.load_workbook(io.BytesIO(content)) if sheet._charts)


@pytest.mark.parametrize(
    "name", [name for name in names() if name != "accountability-notice"]
)  # which reports no figures
def test_each_chart_lies_on_one_page_and_inside_what_is_printed(name: str):
    found = list(sheets_with_charts(name))
    assert found
    for sheet in found:
        columns, rows = range_boundaries(sheet.print_area.partition("!")[2] or sheet.print_area)[2:]
        ends = [0, *(each.id for each in sheet.row_breaks.brk), rows]
        places = [(chart.anchor._from, chart.anchor.to) for chart in sheet._charts]
        for top, bottom in places:
            assert [end for end in ends if top.row < end <= bottom.row] == []
            assert (top.col, bottom.col < columns, bottom.row < rows) == (0, True, True)
        assert all(above.row < below.row for (_, above), (below, _) in pairwise(places))
        assert sheet.print_title_rows == "$1:$2"  # the title and a free row: no chart touches it
        margins = sheet.page_margins
        room = HIGH - margins.top - margins.bottom - TITLE - ROW  # which stand on every page
        assert max(end - begin for begin, end in pairwise(ends)) * ROW <= room
        assert columns * COLUMN <= WIDE - margins.left - margins.right
        assert sheet.page_setup.scale in (None, 100)
