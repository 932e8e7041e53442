import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame, Material, make, summary
from chalicelib.exports.ledger import Print
from chalicelib.exports.report_workbook import workbook

At = Callable[..., datetime]
Line = Callable[..., Row]


@pytest.fixture
def rows(line: Line, policy: Policy) -> list[Row]:
    return [line(f"LC{n}", 1 + n, category=policy.categories[n % 2], satisfaction=4 if n % 3 else 2) for n in range(8)]


@pytest.fixture
def content(rows: list[Row], frame: Frame, policy: Policy) -> bytes:
    return workbook(summary(rows, rows[:0], frame), Print(policy, frame.now), rows)


@pytest.mark.clause("LC-07")
def test_the_attached_workbook_has_native_charts_over_the_tables_own_cells(content: bytes, frame: Frame):
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["投诉统计报告", "图表", "所含编号", "顾客投诉台账"]
    charts = book["图表"]._charts
    drawn = [s for s in summary([], [], frame).sections if s.bars]
    assert len(charts) == len(drawn) >= 4
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        chart = parts.read("xl/charts/chart2.xml").decode()
    cells = re.findall(r"<c:f>投诉统计报告!\$([AB])\$(\d+):\$[AB]\$(\d+)</c:f>", chart)
    assert [column for column, _, _ in cells] == ["A", "B"]
    first, last = int(cells[1][1]), int(cells[1][2])
    sheet = book["投诉统计报告"]
    assert sum(int(sheet.cell(row, 2).value) for row in range(first, last + 1)) == 8


@pytest.mark.clause("LC-07")
def test_every_figure_names_the_cases_behind_it(content: bytes):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["所含编号"]
    header, *lines = sheet.iter_rows(values_only=True)
    assert header == ("部分", "行", "列", "数值", "所含编号", "占其中")
    found = {line[:3]: line[3:] for line in lines}
    assert found["总体情况", "受理投诉件数", "本期"] == ("8", "LC0、LC1、LC2、LC3、LC4、LC5、LC6、LC7", None)
    assert found["总体情况", "满意率", "本期"] == (
        "62.5%（5/8）", "LC1、LC2、LC4、LC5、LC7", "LC0、LC1、LC2、LC3、LC4、LC5、LC6、LC7",
    )  # fmt: skip


def test_a_rate_is_a_number_that_shows_its_denominator(content: bytes):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["投诉统计报告"]
    cell = next(row[1] for row in sheet.iter_rows() if row[0].value == "满意率")
    assert cell.value == 5 / 8
    assert cell.number_format == '0.0%"（5/8）"'


def test_a_figure_of_thousands_of_cases_is_spread_over_several_lines(line: Line, frame: Frame, policy: Policy):
    many = [line(f"LC20260210-{n:04}") for n in range(2500)]
    book = openpyxl.load_workbook(io.BytesIO(workbook(summary(many, [], frame), Print(policy, frame.now))))
    lines = [
        row for row in book["所含编号"].iter_rows(values_only=True) if row[:3] == ("总体情况", "受理投诉件数", "本期")
    ]
    assert sum(len(str(row[4]).split("、")) for row in lines) == 2500


def test_a_zero_month_has_a_workbook(frame: Frame, policy: Policy):
    book = openpyxl.load_workbook(io.BytesIO(workbook(summary([], [], frame), Print(policy, frame.now))))
    assert any("零报告" in str(row[0]) for row in book["投诉统计报告"].iter_rows(values_only=True))


@pytest.mark.clause("LC-07")
def test_a_chart_of_ranked_units_draws_their_figures_under_their_names_in_the_tables_order(
    line: Line, frame: Frame, policy: Policy
):
    units = [d.name for d in policy.directory.departments if d.parent][:2]
    rows = [line(f"LC{n}", unit=units[n > 0], satisfaction=(1, 4, 4)[n]) for n in range(3)]
    ranked = Report(name="r", kind="appraisal", every="month", to=("desk",), ranked_by="satisfaction_rate")
    report = make(ranked, Material(rows=rows), frame)
    assert [bar.label for bar in report.sections[0].bars][:2] == [units[1], units[0]]
    content = workbook(report, Print(policy, frame.now), rows)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    (names, first, _), (values, *_) = re.findall(r"<c:f>投诉统计报告!\$([A-Z])\$(\d+):\$[A-Z]\$(\d+)</c:f>", chart)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["投诉统计报告"]
    assert (sheet[f"{names}{first}"].value, sheet[f"{values}{first}"].value) == (units[1], 2)


def test_every_sheet_prints_on_a4_as_wide_as_the_paper_with_its_heads_on_every_page(content: bytes):
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        setup = sheet.page_setup
        assert setup.paperSize == 9, sheet.title
        assert sheet.print_title_rows, sheet.title
        assert sheet.print_area, sheet.title
        if sheet.title == "图表":  # as large as it is drawn, columns as they come
            assert _columns(sheet) * 64 / 96 * 2.54 < 19
            continue
        width = sum(sheet.column_dimensions[chr(65 + n)].width for n in range(_columns(sheet)))
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, setup.fitToWidth or 1, setup.fitToHeight) == (True, 1, 0)
        paper = 27.7 if setup.orientation == "landscape" else 19
        assert paper / (width * 7 / 96 * 2.54) > 0.6, sheet.title  # of ten points at least six are left


def _columns(sheet: Any) -> int:
    return openpyxl.utils.range_boundaries(sheet.print_area.partition("!")[2] or sheet.print_area)[2]


def test_no_chart_lies_on_two_pages_and_none_covers_another(content: bytes):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["图表"]
    ends, last = [each.id for each in sheet.row_breaks.brk], -1
    assert ends
    for chart in sheet._charts:
        top, bottom = chart.anchor._from.row, chart.anchor.to.row
        assert last < top
        assert not any(top < end <= bottom for end in ends)
        last = bottom
    for page, end in zip([0, *ends], [*ends, last], strict=True):
        assert (end - page) * 15 < 29.7 / 2.54 * 72 - 1.2 * 72  # points of upright A4 between its margins


def test_sentences_are_wrapped_across_the_tables_columns_and_their_rows_are_high_enough(content: bytes):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["投诉统计报告"]
    said = [cells for cells in sheet.merged_cells.ranges if len(str(sheet.cell(cells.min_row, 1).value)) > 60]
    assert said
    for cells in said:
        cell = sheet.cell(cells.min_row, 1)
        width = sum(sheet.column_dimensions[chr(65 + n)].width for n in range(cells.max_col))
        lines = -(-2 * len(str(cell.value)) // int(width))
        assert cell.alignment.wrap_text
        assert sheet.row_dimensions[cells.min_row].height >= 13 * min(lines, 2)


def test_a_long_table_has_a_sheet_of_its_own_whose_heads_are_on_every_page(line: Line, frame: Frame, policy: Policy):
    rows = [line(f"LC{n:03}", subject="=1+1") for n in range(120)]
    listed = Report(name="c", kind="cases", every="month", to=("desk",))
    report = make(listed, Material(rows=rows), frame)
    book = openpyxl.load_workbook(io.BytesIO(workbook(report, Print(policy, frame.now), rows)))
    own = book["事项明细 120"]
    assert (own.max_row, own.print_title_rows, own.freeze_panes) == (121, "$1:$1", "A2")
    assert any("事项明细 120" in str(row[0]) for row in book["投诉统计报告"].iter_rows(values_only=True))
    assert own["E2"].value == "=1+1"
    assert own["E2"].data_type == "s"
