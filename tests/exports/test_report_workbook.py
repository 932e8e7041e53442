import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report import Frame, summary
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
    assert book.sheetnames == ["投诉统计报告", "所含编号", "顾客投诉台账"]
    charts = book["投诉统计报告"]._charts
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
