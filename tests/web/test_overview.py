"""The page of where things stand: whose link it is, what they may see, filters, tables to save, and what it weighs."""

import csv
import io
import re
from base64 import b64decode
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import msgspec
import openpyxl
import pytest

from chalicelib.core.complaint.model import Deadline, Moment
from chalicelib.core.people.tokens import Token, mint, person_digest
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.rows import Row
from chalicelib.core.report.schedule import Period
from chalicelib.web.page import Page
from chalicelib.web.routes import get, post
from chalicelib.web.site import Register, Site
from tests.web.conftest import KEYS, NOW

HANDLER, HEAD, DIRECTOR = (f"{n}@lc-transport.example" for n in ("liang.bo", "shen.yulan", "li.guoqiang"))
STATION_HEAD = "dong.chengwei@lc-transport.example"
DAY = timedelta(days=1)


def case(number: str, days: float = 3, **values: Any) -> Row:
    """A case of the bus company, received so many days ago."""
    given: dict[str, Any] = {
        "unit": "公交公司", "department": "客运营销部", "handler": HANDLER, "supervisor": HEAD, "director": DIRECTOR,
        "kind": "complaint", "subject": f"事由{number}",
    }  # fmt: skip
    row = Row(id=number.rjust(20, "0"), number=number, policy="liaocheng-transport", received=NOW - days * DAY)
    return msgspec.structs.replace(row, **(given | values))


def due(days: float, **more: Any) -> tuple[Deadline, ...]:
    return (Deadline(clock="answer", round=1, due=NOW + days * DAY, **more),)


STATION: dict[str, Any] = {"unit": "客运总站", "handler": "guo.ping@lc-transport.example", "supervisor": STATION_HEAD}
ROWS = (
    case("LC1", deadlines=due(-1), content="空调坏了没人管"),
    case("LC2", deadlines=due(1), content="空调坏了很热"),
    case("LC3", deadlines=due(-2), **STATION),
    case("LC4", restricted=True, deadlines=due(-3), content="隐情", **STATION),
    case("LC5", status="closed", satisfaction=4, deadlines=due(-1, met=NOW - 2 * DAY), moments=(Moment("answered", NOW - 2 * DAY),)),
)  # fmt: skip


@pytest.fixture
def with_rows(site: Site, policy: Policy) -> Callable[[Iterable[Row]], Site]:
    def make(rows: Iterable[Row]) -> Site:
        every = list(rows)

        def received(period: Period) -> list[Row]:
            return [row for row in every if period.contains(row.received)]

        opened = [row for row in every if row.status in ("open", "answered")]
        return msgspec.structs.replace(site, register=lambda _: Register(policy, opened, received))

    return make


@pytest.fixture
def site_of_all(with_rows: Callable[[Iterable[Row]], Site]) -> Site:
    return with_rows(ROWS)


def path(who: str, query: str = "", **values: Any) -> str:
    claims: dict[str, Any] = {"complaint": "", "person": person_digest(who), "expires": NOW + DAY} | values
    return f"/o/{mint(Token(purpose=values.pop('purpose', 'overview'), **{k: v for k, v in claims.items() if k != 'purpose'}), KEYS)}{query}"


def shown(site: Site, who: str, query: str = "") -> Page:
    return get(site, path(who, query), {}, NOW)


def listed(page: Page) -> list[str]:
    return re.findall(r"<li><strong>(\w+)</strong>", page.body)


def test_each_reader_sees_what_they_may_see_what_is_late_first(site_of_all: Site, policy: Policy):
    readers = (HANDLER, HEAD, STATION_HEAD, DIRECTOR, "gao.feng@lc-transport.example", policy.directory.desk)
    assert {who: listed(shown(site_of_all, who)) for who in readers} == {
        HANDLER: ["LC1", "LC2"], HEAD: ["LC1", "LC2"], STATION_HEAD: ["LC4", "LC3"], DIRECTOR: ["LC4", "LC3", "LC1", "LC2"],
        "gao.feng@lc-transport.example": ["LC3", "LC1", "LC2"], policy.directory.desk: ["LC4", "LC3", "LC1", "LC2"],
    }  # fmt: skip
    assert "隐情" not in shown(site_of_all, DIRECTOR).body
    assert "超时 2 天：答复顾客（郭平，期限" in shown(site_of_all, DIRECTOR).body


def test_a_link_of_somebody_who_has_left_of_another_kind_or_over_shows_nothing(site_of_all: Site):
    refused = (
        path("left@lc-transport.example"), path(DIRECTOR, expires=NOW - DAY), path(DIRECTOR, purpose="case"),
        path(DIRECTOR)[:-1] + "a", path(DIRECTOR, purpose="survey"),
    )  # fmt: skip
    pages = [get(site_of_all, each, {}, NOW) for each in refused]
    assert [page.status for page in pages] == [410, 410, 404, 404, 404]
    assert not [page for page in pages if "LC1" in page.body]
    assert post(site_of_all, path(DIRECTOR), {}, {}, NOW).status == 404


@pytest.mark.parametrize(("query", "numbers"), [
    ("?state=late", ["LC3", "LC1"]), ("?unit=公交公司", ["LC1", "LC2"]), ("?q=空调", ["LC1", "LC2"]), ("?unit=公交公司&state=late", ["LC1"]),
    ("?unit=别的", []), ("?q=隐情", []), ("?unit=客运总站&q=LC4", []), ("?period=上月", ["LC3", "LC1", "LC2"]), ("?from=x&to=2026-13-45", ["LC3", "LC1", "LC2"]),
])  # fmt: skip
def test_filters_stay_within_what_their_reader_may_see(site_of_all: Site, query: str, numbers: list[str]):
    assert listed(shown(site_of_all, "gao.feng@lc-transport.example", query)) == numbers


@pytest.mark.parametrize(("query", "title", "received"), [
    ("", "2026年3月", "4"), ("?period=上月", "2026年2月", "1"), ("?from=2026-02-25&to=2026-02-28", "2026年2月25日（周三） – 2026年2月28日（周六）", "1"),
    ("?period=本月&from=2026-02-25&to=2026-02-28", "2026年3月", "4"), ("?from=2020-01-01&to=2026-02-28", "2026年3月", "4"), ("?period=今年", "2026年", "5"),
])  # fmt: skip
def test_figures_are_of_the_period_that_is_chosen(
    with_rows: Callable[[Iterable[Row]], Site], query: str, title: str, received: str
):
    now = datetime.fromisoformat("2026-03-20T09:00+08:00")
    rows = [case(f"LC{n}", received=now - DAY * n) for n in range(4)] + [
        case("LC9", received=datetime.fromisoformat("2026-02-26T09:00+08:00"))
    ]
    page = get(with_rows(rows), path(DIRECTOR, query, expires=now + DAY), {}, now)
    assert f"投诉情况 · {title}</h1>" in page.body
    assert f"<dt>受理投诉件数</dt><dd>{received}</dd>" in page.body


@pytest.mark.parametrize(("language", "said"), [
    ("zh-CN", ("投诉情况", "目前超时", "按时答复：按收到的周", "写邮件")), ("zh-TW", ("投訴情況", "目前逾時", "按時答覆：按收到的週", "寫郵件")),
    ("en", ("Where things stand", "Late now", "Answered in time, by week of receipt", "write a mail")),
])  # fmt: skip
def test_the_page_is_in_its_readers_language_whole_and_runs_nothing(
    site_of_all: Site, language: str, said: tuple[str, ...]
):
    page = shown(site_of_all, DIRECTOR, f"?lang={language}")
    assert all(each in page.body for each in said)
    tags = Tags()
    tags.feed(page.body)
    assert (tags.open, tags.forbidden) == ([], [])
    assert page.headers["Cache-Control"] == "no-store"


def test_a_line_opens_a_mail_that_says_which_case_is_meant(site_of_all: Site):
    assert 'href="mailto:complaints@redress.example?subject=%5BLC1%5D"' in shown(site_of_all, HEAD).body


def test_charts_show_what_is_open_by_unit_and_age_satisfaction_and_words(site_of_all: Site):
    body = shown(site_of_all, DIRECTOR, "?period=今年").body
    bars = re.findall(r'<tr><th scope="row">([^<]+)</th><td><svg[^>]*>(.*?)</svg></td><td>([^<]+)</td></tr>', body)
    told = {name: (len(re.findall("<rect", drawn)), value) for name, drawn, value in bars}
    assert {name: told[name] for name in ("客运总站", "公交公司", "非常满意", "空调坏")} == {
        "客运总站": (1, "2 · 已超时 2"), "公交公司": (1, "2 · 已超时 1"), "非常满意": (1, "1"), "空调坏": (1, "2"),
    }  # fmt: skip


def test_three_hundred_open_cases_weigh_less_than_a_tenth_of_a_megabyte(with_rows: Callable[[Iterable[Row]], Site]):
    rows = [
        case(
            f"LC{n:04}",
            days=n % 40,
            deadlines=due(-1),
            subject="事由" * 20,
            content=f"第{n}次晚点" * 30,
            unit=f"第{n % 30}分公司",
        )
        for n in range(300)
    ]
    page = shown(with_rows(rows), DIRECTOR)
    assert (len(listed(page)), "另有 240 件未列出" in page.body) == (60, True)
    assert len(page.body.encode()) < 100_000


def test_what_a_customer_wrote_does_nothing_on_the_page_nor_in_a_table(with_rows: Callable[[Iterable[Row]], Site]):
    evil = case("LC1", subject="<script>alert(1)</script>", content='=HYPERLINK("http://evil.example")', name="@evil")
    site = with_rows([evil])
    assert "<script" not in shown(site, DIRECTOR).body
    cells = [
        cell for line in csv.reader(io.StringIO(shown(site, DIRECTOR, "?as=csv&period=今年").body)) for cell in line
    ]
    assert "'@evil" in cells
    assert not [cell for cell in cells if cell.lstrip("\ufeff").startswith(("=", "+", "-", "@"))]


def test_a_table_holds_what_was_received_in_the_period_as_its_reader_may_see_it(site_of_all: Site):
    page = shown(site_of_all, DIRECTOR, "?as=csv&period=今年")
    lines = list(csv.reader(io.StringIO(page.body.removeprefix("\ufeff"))))
    assert (lines[0][0], [line[0] for line in lines[1:]]) == ("编号", ["LC1", "LC2", "LC3", "LC4", "LC5"])
    assert page.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert page.headers["Content-Disposition"] == 'attachment; filename="LC-2026.csv"'
    assert "隐情" not in page.body
    own = list(csv.reader(io.StringIO(shown(site_of_all, STATION_HEAD, "?as=csv&period=今年").body)))
    assert [line[0] for line in own[1:]] == ["LC3", "LC4"]
    book = re.search(r'download="LC-2026.xlsx"', shown(site_of_all, HEAD, "?as=xlsx&period=今年").body)
    content = re.search(r"base64,([^\"]+)", shown(site_of_all, HEAD, "?as=xlsx&period=今年").body)
    assert book
    assert content
    sheet = openpyxl.load_workbook(io.BytesIO(b64decode(content[1]))).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)] == ["LC1", "LC2", "LC5"]


class Tags(HTMLParser):
    """Tags that are open, and whatever a page must not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.forbidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "input"}:
            self.open.append(tag)
        self.forbidden += [name for name, _ in attrs if name == "style" or name.startswith("on") or name == "src"]
        self.forbidden += [tag] if tag in {"script", "iframe", "link", "img"} else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
