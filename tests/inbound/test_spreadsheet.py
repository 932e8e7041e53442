"""Spreadsheets as various programs write them, and as nobody should: read, or left alone."""

import io
import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest

from chalicelib.exports.directory_workbook import workbook
from chalicelib.inbound import spreadsheet
from chalicelib.policies import packaged

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def made(cells: str, *, strings: str = "", target: str = "worksheets/sheet1.xml", main: str = MAIN) -> bytes:
    """A workbook of one sheet, 表, as a program writes it that leaves out whatever may be left out."""
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{RELATION}"><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="a" Target="{target}"/>'
        '<Relationship Id="b" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return target.getvalue()


RICH = "<si><r><t>王</t></r><r><t>建国</t></r><rPh><t>wang</t></rPh></si><si><t xml:space='preserve'> 客服 </t></si>"


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ('<row r="1"><c r="A1" t="inlineStr"><is><t>张三</t></is></c></row>', [["张三"]]),
        ('<row r="1"><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>', [["", "王建国", "客服"]]),
        ("<row><c><v>13800138000</v></c><c><v>1.3800138E10</v></c><c><v>2.5</v></c></row>", [["13800138000", "13800138000", "2.5"]]),
        ('<row r="3"><c r="A3" t="str"><f>A1&amp;B1</f><v>和</v></c></row>', [[], [], ["和"]]),
        ('<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"/><c r="CZ1"><v>9</v></c></row>', [["", ""]]),
    ],
)  # fmt: skip
def test_cells_are_read_however_they_are_written(cells: str, rows: list[list[str]]):
    assert spreadsheet.sheets(made(cells, strings=RICH)) == {"表": rows}


def test_an_edition_or_a_place_of_its_own_changes_nothing():
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
    assert spreadsheet.sheets(made(cell, main=STRICT)) == {"表": [["甲"]]}
    assert spreadsheet.sheets(made(cell, target="/xl/worksheets/sheet1.xml")) == {"表": [["甲"]]}


def test_what_another_program_has_saved_again_reads_the_same():
    policy = packaged("food-abc")
    content = workbook(policy, "zh-CN", datetime(2026, 3, 2, tzinfo=UTC))
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(saved)
    again = spreadsheet.sheets(saved.getvalue())
    assert again is not None
    trimmed = {name: [[c for c in row if c] for row in rows] for name, rows in again.items()}
    first = spreadsheet.sheets(content) or {}
    assert trimmed == {name: [[c for c in row if c] for row in rows] for name, rows in first.items()}


BOMB = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
SOUND = made('<row r="1"><c r="A1"><v>1</v></c></row>')


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an older format, or a password",
        SOUND[:-40],
        SOUND[: len(SOUND) // 2] + b"\x00" * (len(SOUND) // 2),
        zipped({"word/document.xml": "<w/>"}),
        zipped({"xl/workbook.xml": BOMB + "<workbook/>", "xl/_rels/workbook.xml.rels": "<r/>"}),
        made(" " * (spreadsheet.LONGEST + 1)),
        made('<row r="2000000"><c r="A2000000"><v>1</v></c></row>'),
        made('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
        made("<row>" + "<is>" * 5_000 + "</is>" * 5_000 + "</row>" + "<c>"),
    ],
)
def test_what_is_no_spreadsheet_or_too_much_is_none(content: bytes):
    assert spreadsheet.sheets(content) is None
