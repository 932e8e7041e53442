"""The register of complaints (顾客投诉台账) as .xlsx (LC-11)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import Row
from chalicelib.core.report.figures import kept, moment, unit_of
from chalicelib.core.report.wording import word
from chalicelib.core.words.case_view import person_name
from chalicelib.core.words.labels import clock_name, label, moment_name, value_label, value_name
from chalicelib.core.words.local_dates import short_date
from chalicelib.exports import cells, workbooks
from chalicelib.exports.cells import Value


class Print(msgspec.Struct, frozen=True):
    """For whom a register is written, and when."""

    policy: Policy
    now: datetime
    language: str = "zh-CN"


class Column(msgspec.Struct, frozen=True):
    """A column: heading, width in characters, and what stands there for a row. `personal` columns are hidden in restricted cases."""

    heading: str
    width: int
    cell: Callable[[Row, Print], Value]
    personal: bool = False


# Each in zh-CN, zh-TW and English.
HEADINGS = {
    "number": "编号 | 編號 | Number",
    "received": "接收时间 | 接收時間 | Received",
    "registered": "登记时间 | 登記時間 | Registered",
    "channel": "渠道 | 管道 | Channel",
    "kind": "性质 | 性質 | Kind",
    "name": "投诉人姓名 | 投訴人姓名 | Complainant",
    "contact": "联系方式 | 聯絡方式 | Contact",
    "content": "投诉内容 | 投訴內容 | Complaint",
    "category": "投诉类别 | 投訴類別 | Category",
    "severity": "级别 | 級別 | Severity",
    "valid": "是否属实 | 是否屬實 | Upheld",
    "unit": "责任单位 | 權責單位 | Unit",
    "department": "主管部门 | 主管部門 | Department",
    "handler": "经办人 | 經辦人 | Handler",
    "handling": "处置过程 | 處置過程 | Handling",
    "outcome": "处置结果 | 處置結果 | Result",
    "answered": "答复时间 | 答覆時間 | Answered",
    "visited": "回访时间 | 回訪時間 | Return visit",
    "closed": "结案时间 | 結案時間 | Closed",
    "satisfaction": "顾客满意程度 | 顧客滿意程度 | Satisfaction",
    "score": "满意度分值 | 滿意度分值 | Score (1–4)",
    "words": "顾客意见 | 顧客意見 | Customer's words",
    "rounds": "办理次数 | 辦理次數 | Rounds",
    "level": "升级级别 | 升級級別 | Escalation",
    "status": "状态 | 狀態 | Status",
}


def workbook(rows: Iterable[Row], to: Print) -> bytes:
    """The register as .xlsx: header frozen, filters set, one row a case, landscape in print."""
    title = word("ledger", to.language)
    return workbooks.made(lambda book, formats: add_sheet(book, formats, rows, to), title, to.now)


def add_sheet(book: Any, formats: workbooks.Formats, rows: Iterable[Row], to: Print) -> None:
    """The register as a sheet of a workbook."""
    sheet, shown = book.add_worksheet(word("ledger", to.language)), columns(to)
    for position, column in enumerate(shown):
        sheet.set_column(position, position, column.width)
        sheet.write_string(0, position, cells.text(column.heading), formats["head"])
    last = 0
    for last, values in enumerate(_lines(rows, shown, to), start=1):
        for position, value in enumerate(values):
            cells.write(sheet, (last, position), value, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(shown) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def columns(to: Print) -> tuple[Column, ...]:
    """The register's columns: those that every organisation has, the policy's own fields, and one for each clock."""
    policy, language = to.policy, to.language
    own = tuple(
        Column(label(field.name, policy, language), 18, _field(field.name), personal=True) for field in policy.fields
    )
    clocks = dict.fromkeys(clock.name for clock in policy.clocks)
    limits = tuple(
        Column(word("limit", language).format(clock=clock_name(clock, policy, language)), 14, _limit(clock))
        for clock in clocks
    )
    said = tuple(_column(name, language) for name in COMMON)
    return (*said, *own, *limits)


def handling(row: Row, to: Print) -> str:
    """What was done and when, a line for each moment."""
    policy, language = to.policy, to.language
    return "\n".join(
        f"{short_date(m.at, policy.timezone, language)} {moment_name(m.name, policy, language)}" for m in row.moments
    )


def _lines(rows: Iterable[Row], shown: Sequence[Column], to: Print) -> Iterable[list[Value]]:
    hidden = word("restricted", to.language)
    for row in rows:
        yield [hidden if row.restricted and column.personal else column.cell(row, to) for column in shown]


def _column(name: str, language: str) -> Column:
    width, cell, personal = COMMON[name]
    headings = dict(zip(("zh-CN", "zh-TW", "en"), HEADINGS[name].split(" | "), strict=True))
    return Column(headings.get(language, headings["zh-CN"]), width, cell, personal)


def _at(name: str) -> Callable[[Row, Print], Value]:
    def cell(row: Row, to: Print) -> Value:
        at = moment(row, name)
        return cells.local(at, to.policy.timezone) if at else None

    return cell


def _labelled(name: str) -> Callable[[Row, Print], Value]:
    return lambda row, to: value_name(str(getattr(row, name)), to.policy, to.language)


def _field(name: str) -> Callable[[Row, Print], Value]:
    return lambda row, to: value_label(name, row.fields.get(name, ""), to.policy, to.language)


def _limit(clock: str) -> Callable[[Row, Print], Value]:
    """Whether the clock's last deadline was kept; blank while it may still be."""

    def cell(row: Row, to: Print) -> Value:
        deadline = next((d for d in reversed(row.deadlines) if d.clock == clock), None)
        good = kept(row, deadline, to.now) if deadline else None
        return "" if good is None else word("in_time" if good else "overdue", to.language)

    return cell


def _content(row: Row, _: Print) -> Value:
    return "\n".join(dict.fromkeys(filter(None, (row.subject, row.content))))


def _valid(row: Row, to: Print) -> Value:
    return "" if row.valid is None else label("yes" if row.valid else "no", to.policy, to.language)


def _satisfaction(row: Row, to: Print) -> Value:
    return label(f"satisfaction.{row.satisfaction}", to.policy, to.language) if row.satisfaction else ""


def _handler(row: Row, to: Print) -> Value:
    return person_name(row.handler, to.policy, to.language) if row.handler else ""


# name: width, cell, personal
COMMON: dict[str, tuple[int, Callable[[Row, Print], Value], bool]] = {
    "number": (18, lambda row, _: row.number, False),
    "received": (16, lambda row, to: cells.local(row.received, to.policy.timezone), False),
    "registered": (16, _at("registered"), False),
    "channel": (10, _labelled("channel"), False),
    "kind": (8, _labelled("kind"), False),
    "name": (12, lambda row, _: row.name, True),
    "contact": (18, lambda row, _: row.contact, True),
    "content": (48, _content, True),
    "category": (12, _labelled("category"), False),
    "severity": (8, _labelled("severity"), False),
    "valid": (8, _valid, False),
    "unit": (16, lambda row, to: value_name(unit_of(row), to.policy, to.language), False),
    "department": (14, _labelled("department"), False),
    "handler": (12, _handler, False),
    "handling": (32, handling, False),
    "outcome": (48, lambda row, _: row.outcome, True),
    "answered": (16, _at("answered"), False),
    "visited": (16, _at("visited"), False),
    "closed": (16, _at("closed"), False),
    "satisfaction": (12, _satisfaction, False),
    "score": (8, lambda row, _: row.satisfaction, False),
    "words": (24, lambda row, _: row.words, True),
    "rounds": (8, lambda row, _: row.rounds, False),
    "level": (8, lambda row, _: row.escalation_level, False),
    "status": (10, _labelled("status"), False),
}
