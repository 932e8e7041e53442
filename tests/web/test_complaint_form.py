"""The form on the public page and the page of its code: what they take in, what they ask again, and what a GET leaves alone."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest

from chalicelib.core.people.tokens import person_digest, verified
from chalicelib.web.complaint_form import LONGEST_BODY, LONGEST_WORDS
from chalicelib.web.page import Page
from chalicelib.web.posted import Posted
from chalicelib.web.routes import get, post, write
from chalicelib.web.site import Site
from tests.web.conftest import KEYS, Backstage

FORM = "application/x-www-form-urlencoded"
GOOD = {"words": "等了两小时没有车，也没有人解释。", "name": "张三", "reach": "138 0013 8000"}
Link = Callable[..., str]


def fill_in(site: Site, now: datetime, language: str = "zh-CN", **said: str) -> Page:
    body = urlencode({**GOOD, **said}).encode()
    return write(site, f"/new?lang={language}", Posted(FORM, body), {}, now)


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_what_is_filled_in_waits_for_a_code_in_the_readers_language(
    site: Site, backstage: Backstage, now: datetime, language: str
) -> None:
    answer = fill_in(site, now, language)
    (fact,) = backstage.written
    assert (answer.status, answer.body, fact.channel, fact.complainant.language) == (303, "", "web", language)
    assert (fact.complainant.name, fact.complainant.phone, fact.complainant.mail) == ("张三", "+8613800138000", "")
    assert (fact.writing.text, fact.at) == (GOOD["words"], now)
    token = verified(answer.headers["Location"].removeprefix("n/").partition("?")[0], KEYS, now)
    assert token is not None
    assert (token.purpose, f"form-{token.complaint}", token.person) == (
        "form",
        fact.id,
        person_digest("+8613800138000"),
    )
    assert token.expires == backstage.until == now + timedelta(hours=1)


def test_what_was_posted_is_kept_as_it_came_before_it_is_read_though_it_is_refused(
    site: Site, backstage: Backstage, now: datetime
) -> None:
    body = urlencode(GOOD | {"reach": "nobody"}).encode()
    assert write(site, "/new", Posted(FORM, body), {}, now).status == 422
    assert [raw.endswith(b"\r\n\r\n" + body) for raw in backstage.kept.values()] == [True]
    assert backstage.written == []


def test_the_same_form_posted_again_within_minutes_is_the_same_one(
    site: Site, backstage: Backstage, now: datetime
) -> None:
    later = now + timedelta(minutes=30)
    for at in (now, now + timedelta(seconds=5), later):
        fill_in(site, at)
    fill_in(site, now, words="另一件事")
    first, again, anew, other = (fact.id for fact in backstage.written)
    assert (first == again, len({first, anew, other})) == (True, 3)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"words": "  "}, "请写下发生了什么"),
        ({"reach": ""}, "请填写一个完整的手机号或一个邮箱"),
        ({"reach": "zhang@qq.com 13800138000"}, "请填写一个完整的手机号或一个邮箱"),
        ({"reach": "0531-82345678"}, "固定电话收不到短信"),
        ({"reach": "+252612345678"}, "不能向这个国家或地区的号码发短信"),
        ({"reach": "complaints@redress.example"}, "我们自己的或没有人查看的邮箱"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(
    site: Site, backstage: Backstage, now: datetime, said: dict[str, str], asked: str
) -> None:
    answer = fill_in(site, now, **said)
    assert (answer.status, backstage.written) == (422, [])
    assert re.search(rf'role="alert">\s*<p>[^<]*{asked}', answer.body)
    for value in (GOOD | said).values():
        assert value.strip() in answer.body


def test_words_and_form_have_a_longest_length(site: Site, backstage: Backstage, now: datetime) -> None:
    fill_in(site, now, words="长" * (LONGEST_WORDS + 50))
    assert len(backstage.written[0].writing.text) == LONGEST_WORDS
    write(site, "/new", Posted(FORM, b"words=" + b"x" * (3 * LONGEST_BODY)), {}, now)
    assert max(map(len, backstage.kept.values())) < LONGEST_BODY + 200


def test_a_posters_place_comes_along_and_no_other_words(site: Site, backstage: Backstage, now: datetime) -> None:
    shown = get(site, "/new?at=客运总站&n=7", {}, now).body
    assert 'name="at" value="客运总站"' in shown
    fill_in(site, now, at="客运总站", n="7")
    fill_in(site, now, at="点击evil.example", n="7")
    assert [fact.writing.subject for fact in backstage.written] == ["投诉（地点：客运总站 7）", "投诉"]


def test_markup_that_was_typed_is_shown_as_text(site: Site, now: datetime) -> None:
    assert "<script>" not in fill_in(site, now, words="<script>alert(1)</script>", reach='"><b>').body


def test_the_public_page_leads_to_it_with_place_and_language(site: Site, now: datetime) -> None:
    (link,) = re.findall(
        r'href="(https://c\.example/api/new[^"]*)"', get(site, "/?lang=en&at=客运总站&n=7", {}, now).body
    )
    shown = get(site, link.removeprefix("https://c.example/api").replace("&amp;", "&"), {}, now).body
    assert "<strong>客运总站 7</strong>" in shown
    assert "What happened?" in shown


# --- the code


@pytest.fixture
def code_page(link: Link) -> str:
    return link("n", "form", person=person_digest("+8613800138000"))


def test_a_code_is_handed_on_with_what_was_refused_before_and_nothing_is_decided_here(
    site: Site, backstage: Backstage, now: datetime, code_page: str
) -> None:
    backstage.waits = {"address": "+8613800138000", "wrong": "2"}
    assert "138****8000" in get(site, code_page, {}, now).body.replace("+86", "")
    answer = post(site, code_page, {"code": " １２３ 456"}, {}, now)
    assert (answer.status, answer.headers["Location"]) == (303, "?lang=zh-CN&after=2")
    assert backstage.guesses == [("123456", 2)]


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "一二三四五六"])
def test_what_is_no_code_is_not_handed_on(
    site: Site, backstage: Backstage, now: datetime, code_page: str, typed: str
) -> None:
    answer = post(site, code_page, {"code": typed}, {}, now)
    assert (answer.status, backstage.guesses, "6 位数字" in answer.body) == (422, [], True)


def test_the_page_looks_by_itself_until_the_code_was_looked_at(
    site: Site, backstage: Backstage, now: datetime, code_page: str
) -> None:
    backstage.waits = {"address": "+8613800138000"}
    waiting = get(site, f"{code_page}?after=0", {}, now)
    assert waiting.headers["Refresh"] == "2; url=?lang=zh-CN&after=0&look=1"
    assert "正在核对" in waiting.body
    last = get(site, f"{code_page}?after=0&look=15", {}, now)
    assert ("Refresh" in last.headers, "还没有核对完" in last.body) == (False, True)
    backstage.waits = {"address": "+8613800138000", "wrong": "1"}
    assert "还可以再试 4 次" in get(site, f"{code_page}?after=0", {}, now).body


@pytest.mark.parametrize(
    ("waits", "said"),
    [
        ({"wrong": "5"}, "验证码已失效"),
        ({"full": "yes"}, "今天不能再发验证码了"),
        ({"done": "yes", "complaint": "ab" * 10, "number": "LC20260302-0001"}, "LC20260302-0001"),
        ({"done": "yes", "complaint": "", "number": ""}, "工作人员会先看过"),
    ],
)
def test_where_nothing_is_waited_for_the_page_says_so_and_takes_no_code(
    site: Site, backstage: Backstage, now: datetime, code_page: str, waits: dict[str, str], said: str
) -> None:
    backstage.waits = waits
    for shown in (get(site, code_page, {}, now), post(site, code_page, {"code": "123456"}, {}, now)):
        assert said in shown.body
        assert "<form" not in shown.body
    assert backstage.guesses == []


def test_whoever_has_proved_it_is_led_to_the_page_of_their_case(
    site: Site, backstage: Backstage, now: datetime, code_page: str
) -> None:
    backstage.waits = {"done": "yes", "complaint": "ab" * 10, "number": "LC20260302-0001"}
    (token,) = re.findall(r'href="\.\./c/(\w+)\?lang=zh-CN"', get(site, code_page, {}, now).body)
    led = verified(token, KEYS, now)
    assert led is not None
    assert (led.purpose, led.complaint, led.person) == ("case", "ab" * 10, person_digest("+8613800138000"))


def test_looking_at_a_page_changes_nothing_and_a_link_ends(
    site: Site, backstage: Backstage, now: datetime, link: Link, code_page: str
) -> None:
    for path in ("/new", "/new?words=x&reach=13800138000", code_page, f"{code_page}?code=123456&after=0"):
        assert get(site, path, {}, now).status == 200
    assert (backstage.kept, backstage.written, backstage.guesses) == ({}, [], [])
    assert get(site, link("n", "form"), {}, now + timedelta(days=2)).status == 410
    assert get(site, link("n", "case"), {}, now).status == 404
