"""Words and photographs added on the page of a case."""

from collections.abc import Callable
from datetime import datetime

import msgspec
import pytest

from chalicelib.core.complaint.model import Complainant
from chalicelib.core.people.tokens import person_digest
from chalicelib.web.adding import MOST_FILES
from chalicelib.web.case_page import MOST_BYTES
from chalicelib.web.page import Page
from chalicelib.web.posted import Posted
from chalicelib.web.routes import get, write
from chalicelib.web.site import Site
from sandbox.web import File, posted
from tests.web.conftest import CASE, Backstage

PHOTO = ("照片.jpg", "image/png", b"\xff\xd8\xffphoto")
Link = Callable[..., str]


@pytest.fixture
def mine(link: Link) -> str:
    return link("c", "case", person=person_digest("zhang@qq.com"))


def add(site: Site, page: str, now: datetime, words: str, *files: File) -> Page:
    return write(site, page, Posted(*posted({"words": words}, files)), {}, now)


@pytest.mark.parametrize(
    ("words", "files"),
    [("车牌鲁P12345", ()), ("", (PHOTO,)), ("见照片", (PHOTO, ("票.pdf", "x/y", b"%PDF-1")))],
    ids=["words", "a photograph", "both"],
)
def test_they_are_kept_as_they_came_and_handed_on_in_the_customers_name(
    site: Site, backstage: Backstage, now: datetime, mine: str, words: str, files: tuple[File, ...]
) -> None:
    answer = add(site, mine, now, words, *files)
    assert (answer.status, answer.headers["Location"]) == (303, "?lang=zh-CN&added=1#add")
    (fact,) = backstage.written
    assert (fact.writing.text, fact.channel, fact.complainant.mail) == (words, "web", "zhang@qq.com")
    kinds = [(each.name, each.content_type, each.raw) for each in fact.writing.evidence]
    expected = [("照片.jpg", "image/jpeg"), ("票.pdf", "application/pdf")][: len(files)]
    assert kinds == [(name, kind, f"forms/{fact.id}") for name, kind in expected]
    assert list(backstage.kept) == [fact.id]


@pytest.mark.parametrize(
    ("words", "files", "asked"),
    [
        ("", (), "请写下内容，或选择照片"),
        ("看这个", (("a.jpg", "image/jpeg", b"MZ\x90"),), "只能添加照片"),
        ("看这个", (PHOTO, ("a.svg", "image/svg+xml", b"<svg>")), "只能添加照片"),
        ("很多", (PHOTO,) * (MOST_FILES + 1), "一次最多 9 个文件"),
        ("很大", (("a.jpg", "image/jpeg", b"\xff\xd8\xff" + b"x" * MOST_BYTES),), "文件太大"),
    ],
)
def test_what_is_not_taken_is_said_and_nothing_is_handed_on(
    site: Site, backstage: Backstage, now: datetime, mine: str, words: str, files: tuple[File, ...], asked: str
) -> None:
    answer = add(site, mine, now, words, *files)
    assert (answer.status, backstage.written) == (422, [])
    assert f'role="alert">{asked}' in answer.body
    assert (asked == "文件太大") == (backstage.kept == {})  # what is too large is not even stored


@pytest.mark.parametrize("person", ["", person_digest("li@qq.com"), person_digest("guo.ping@lc-transport.example")])
def test_a_link_that_went_to_nobody_who_complains_adds_nothing(
    site: Site, backstage: Backstage, now: datetime, link: Link, person: str
) -> None:
    page = link("c", "case", person=person)
    assert "<form" not in get(site, page, {}, now).body
    assert add(site, page, now, "我也要说").status == 200
    assert (backstage.kept, backstage.written) == ({}, [])


def test_nor_does_one_whose_bearer_is_reached_elsewhere_now(
    site: Site, backstage: Backstage, now: datetime, mine: str
) -> None:
    assert '<form method="post" enctype="multipart/form-data"' in get(site, mine, {}, now).body
    moved = Complainant(name="张三", mail="zhang@new.example")
    backstage.complaints[CASE] = msgspec.structs.replace(backstage.complaints[CASE], complainant=moved)
    assert "<form" not in get(site, mine, {}, now).body
    add(site, mine, now, "我也要说")
    assert backstage.written == []


def test_the_page_says_that_it_came_and_a_get_adds_nothing(
    site: Site, backstage: Backstage, now: datetime, mine: str
) -> None:
    assert "已经收到您的补充" in get(site, f"{mine}?added=1", {}, now).body
    get(site, f"{mine}?words=补充", {}, now)
    assert (backstage.kept, backstage.written) == ({}, [])


def test_below_the_answer_the_page_says_what_follows_if_it_does_not_satisfy_and_before_it_nothing_of_that(
    site: Site, backstage: Backstage, now: datetime, mine: str
) -> None:
    said = "如果问题没有解决，或者您不同意这个答复，请在下面写明，我们会交由上一级重新办理。"
    assert said in get(site, mine, {}, now).body
    case = backstage.complaints[CASE]
    waiting = tuple(moment for moment in case.moments if moment.name != "answered")
    backstage.complaints[CASE] = msgspec.structs.replace(case, status="open", moments=waiting)
    assert "没有解决" not in get(site, mine, {}, now).body


def test_lines_of_an_answer_stand_under_headings_alike_however_long_they_are(
    site: Site, backstage: Backstage, now: datetime, mine: str
) -> None:
    letter = (
        ("事实", "3月1日8:00，K12路车辆故障，停在昌润路口一百一十八分钟"),
        ("责任", "在我方"),
        ("措施", "增配备用车，并且每天早上检查每一辆车的电瓶"),
    )
    case = msgspec.structs.replace(backstage.complaints[CASE], letter=letter)
    backstage.complaints[CASE] = case
    body = get(site, mine, {}, now).body
    assert [f"<h3>{label}</h3>" in body for label, _ in letter] == [True, True, True]
