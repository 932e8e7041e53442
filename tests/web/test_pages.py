import base64
import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from chalicelib.core.complaint.model import Complaint, Entry, Moment
from chalicelib.core.people.tokens import person_digest
from chalicelib.core.policy.model import Policy
from chalicelib.core.times.durations import Duration
from chalicelib.web import page as pages
from chalicelib.web.page import Page
from chalicelib.web.public_page import duration_words
from chalicelib.web.routes import get, post, read_form
from chalicelib.web.site import Site

if TYPE_CHECKING:
    from tests.web.conftest import Backstage

Link = Callable[..., str]
DESK = person_digest("tousu-desk@lc-transport.example")
VOID = {"meta", "input", "br", "link", "img", "hr"}


class Tree(HTMLParser):
    """Checks that tags close in order, and gathers addresses, scripts and style attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loaded: list[str] = []
        self.forbidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.loaded += [value or "" for name, value in attrs if name == "src" or (tag == "link" and name == "href")]
        self.forbidden += [name for name, _ in attrs if name == "style" or name.startswith("on")]
        if tag in {"script", "iframe", "object", "base"}:
            self.forbidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def every_page(site: Site, link: Link, now: datetime, language: str) -> list[Page]:
    paths = [
        "/",
        "/poster",
        link("s", "survey"),
        link("c", "case"),
        link("k", "confirm", complaint=""),
        link("u", "reports", complaint="", person=DESK),
        "/nothing",
    ]
    return [get(site, f"{path}?lang={language}", {}, now) for path in paths]


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_every_page_is_sound_loads_nothing_and_runs_nothing(site: Site, link: Link, now: datetime, language: str):
    for page in every_page(site, link, now, language):
        tree = Tree()
        tree.feed(page.body)
        assert tree.open == []
        assert tree.loaded == []
        assert tree.forbidden == []
        assert f'<html lang="{language}">' in page.body
        assert "url(" not in page.body


def test_every_page_names_its_one_style_by_digest_and_is_cached_and_told_nowhere(site: Site, link: Link, now: datetime):
    for page in every_page(site, link, now, "zh-CN"):
        (style,) = re.findall(r"<style>(.*?)</style>", page.body, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
        assert "script" not in policy
        assert "unsafe" not in policy
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_three_languages_have_the_same_sentences_and_blanks():
    def sentences(language: str) -> dict[str, set[str]]:
        module = pages.page_words(language)
        return {name: _blanks(getattr(module, name)) for name in dir(module) if not name.startswith("_")}

    assert sentences("zh-CN") == sentences("zh-TW") == sentences("en")


def _blanks(said: object) -> set[str]:
    if isinstance(said, dict):
        return set(map(str, said))
    return set(re.findall(r"%\(\w+\)s", str(said)))


def test_a_customer_sees_where_the_case_stands_and_its_answer(
    site: Site, link: Link, now: datetime, complaint: Complaint
):
    body = get(site, link("c", "case"), {}, now).body
    assert complaint.number in body
    assert "已答复" in body
    assert "责任在我方调度" in body
    assert "2026年3月2日（周一）09:00" in body


def test_an_open_case_shows_the_promised_time_and_no_draft_of_an_answer(
    site: Site, link: Link, now: datetime, backstage: "Backstage", complaint: Complaint
):
    moments = tuple(m for m in complaint.moments if m.name != "answered")
    backstage.complaints[complaint.id] = msgspec.structs.replace(complaint, status="open", moments=moments)
    body = get(site, link("c", "case"), {}, now).body
    assert "2026年3月4日（周三）09:00" in body
    assert "责任在我方调度" not in body


def test_a_promised_time_that_has_passed_is_no_promise_on_the_page(
    site: Site, link: Link, now: datetime, backstage: "Backstage", complaint: Complaint
):
    moments = tuple(m for m in complaint.moments if m.name != "answered")
    backstage.complaints[complaint.id] = msgspec.structs.replace(complaint, status="open", moments=moments)
    body = get(site, link("c", "case"), {}, now + timedelta(days=1)).body
    assert "2026年3月4日（周三）09:00" not in body
    assert "已超过原定时间" in body


def test_a_customer_does_not_see_what_staff_wrote_among_themselves(
    site: Site, link: Link, now: datetime, backstage: "Backstage", complaint: Complaint
):
    backstage.complaints[complaint.id] = msgspec.structs.replace(
        complaint,
        recent=(Entry(at=now, what="note", by="boss@x.cn", text="此人常投诉"),),
        fields={"compensation": "无", "cause": "调度失误"},
        handler="wang@x.cn",
        moments=(*complaint.moments, Moment(name="proposed", at=now)),
    )
    body = get(site, link("c", "case"), {}, now).body
    assert "此人常投诉" not in body
    assert "wang@x.cn" not in body
    assert "proposed" not in body
    assert "调度失误" not in body


def test_what_a_customer_wrote_stays_text(
    site: Site, link: Link, now: datetime, backstage: "Backstage", complaint: Complaint
):
    hostile = "<img src=x onerror=alert(1)>\"'{{ 7*7 }}"
    backstage.complaints[complaint.id] = msgspec.structs.replace(complaint, subject=hostile, outcome=hostile)
    for path in (link("c", "case"), link("s", "survey")):
        body = get(site, path, {}, now).body
        assert "<img" not in body
        assert "{{ 7*7 }}" in body


def test_a_held_command_is_shown_by_get_and_let_through_by_post_once(
    site: Site, link: Link, now: datetime, backstage: "Backstage"
):
    path = link("k", "confirm", complaint="", person="0123456789")
    assert "#同意" in get(site, path, {}, now).body
    assert backstage.released == 0
    assert "已确认" in post(site, path, {"confirm": "yes"}, {}, now).body
    assert "没有等待确认的命令" in post(site, path, {"confirm": "yes"}, {}, now).body
    assert backstage.released == 1


def test_a_change_of_the_directory_is_asked_about_in_its_own_words(
    site: Site, link: Link, now: datetime, backstage: "Backstage"
):
    backstage.held = "人员“辛仁”：新增\n单位“公交公司”：删去"
    site = msgspec.structs.replace(site, concerns=lambda _: "directory")
    path = link("k", "confirm", complaint="", person="0123456789")
    for language, asks, done in (
        ("zh-CN", "按此生效", "几分钟内生效"),
        ("zh-TW", "依此生效", "幾分鐘內生效"),
        ("en", "put it in force", "in force within minutes"),
    ):
        body = get(site, f"{path}?lang={language}", {}, now).body
        assert (asks in body, "辛仁" in body, "公交公司" in body) == (True, True, True)
        assert done in post(site, f"{path}?lang={language}", {"confirm": "yes"}, {}, now).body
        backstage.held = "人员“辛仁”：新增\n单位“公交公司”：删去"


def test_the_public_page_tells_procedure_channels_method_and_expected_times(site: Site, now: datetime, policy: Policy):
    body = get(site, "/", {}, now).body
    assert "办理流程" in body
    assert "mailto:complaints@redress.example" in body
    assert "sms:+8610690001" in body
    assert f"tel:{policy.directory.phone}" in body
    promised = next(clock for clock in policy.clocks if clock.promised)
    assert promised.labels["zh-CN"] in body
    assert "2 天" in body


@pytest.mark.clause("LC-13")
def test_a_scanned_poster_presets_its_unit_in_mail_and_text(site: Site, now: datetime, policy: Policy):
    unit = next(d.name for d in policy.directory.departments if d.parent)
    body = get(site, f"/?at={unit}&n=3", {}, now).body
    assert f"<strong>{unit} 3</strong>" in body
    (mailto,) = re.findall(r'href="(mailto:[^"]*subject[^"]*)"', body)
    assert "+" not in mailto.partition("?")[2]
    assert "%EF%BC%9A" in mailto


@pytest.mark.parametrize("at", ["请拨打骗子电话", "<script>", "", "x" * 10_000])
def test_nobody_makes_the_public_page_say_words_of_their_own(site: Site, now: datetime, at: str):
    assert "地点：" not in get(site, f"/?at={at}", {}, now).body


@pytest.mark.clause("LC-13")
def test_the_poster_page_has_a_sheet_for_each_unit_or_for_the_one_asked_for(site: Site, now: datetime, policy: Policy):
    unit = next(d.name for d in policy.directory.departments if d.parent)
    parents = {d.parent for d in policy.directory.departments}
    answering = [d for d in policy.directory.departments if d.name not in parents]
    assert get(site, "/poster", {}, now).body.count('class="sheet"') == len(answering)
    assert get(site, f"/poster?unit={unit}", {}, now).body.count('class="sheet"') == 1
    assert get(site, f"/poster?unit={unit}&copies=4", {}, now).body.count('class="sheet"') == 4
    assert get(site, f"/poster?unit={unit}&copies=100000", {}, now).body.count('class="sheet"') <= 50
    every = get(site, "/poster", {}, now).body
    assert get(site, "/poster?copies=50", {}, now).body.count('class="sheet"') == every.count('class="sheet"')
    assert get(site, "/poster?unit=nobody", {}, now).status == 404


@pytest.mark.parametrize(
    ("sent", "language"),
    [
        ("zh-TW,zh;q=0.9", "zh-TW"),
        ("zh-HK", "zh-TW"),
        ("zh-Hant-CN", "zh-TW"),
        ("zh", "zh-CN"),
        ("en-US,en;q=0.5", "en"),
        ("fr-FR, en;q=0.3", "en"),
        ("", "zh-CN"),
        (";;,q=,", "zh-CN"),
    ],
)
def test_the_public_page_speaks_the_browsers_language(site: Site, now: datetime, sent: str, language: str):
    assert f'<html lang="{language}">' in get(site, "/", {"accept-language": sent}, now).body


@pytest.mark.parametrize(
    "path", ["/s", "/s/", "/s/a/b", "/wp-login.php", "/../etc/passwd", "/%00", "//", "/s/%E2%80%AE"]
)
def test_addresses_that_are_none_get_a_friendly_answer(site: Site, now: datetime, path: str):
    assert get(site, path, {}, now).status in {200, 404}
    assert post(site, path, {"score": "4"}, {}, now).status == 404


def test_a_posted_form_is_read_whatever_its_bytes():
    assert read_form(b"score=4&words=%E5%A5%BD+%E7%9A%84&score=3") == {"score": "3", "words": "好 的"}
    assert read_form(b"words=%ff%fe&\xff=1")["words"] == "��"
    assert read_form(b"") == {}
    assert len(read_form(b"&".join(b"a%d=1" % n for n in range(1000)))) == 20


@pytest.mark.parametrize(
    ("duration", "zh", "en"),
    [
        (Duration(1, "working hour"), "1 个工作小时", "1 working hour"),
        (Duration(2, "day"), "2 天", "2 days"),
        (Duration(1, "end of next day"), "次个工作日下班前", "end of the next working day"),
    ],
)
def test_time_limits_are_said_in_words(duration: Duration, zh: str, en: str):
    assert (duration_words(duration, "zh-CN"), duration_words(duration, "en")) == (zh, en)


def test_templates_lie_where_the_package_puts_them():
    assert Path(pages.__file__).parent.parent.parent / "templates" == pages.TEMPLATES


@pytest.mark.parametrize("asked", ["", "lang=zh-TW", "lang=fr"])
def test_a_page_is_written_in_the_policys_languages_alone(asked: str, site: Site, now: datetime):
    english = msgspec.structs.replace(site, policy=msgspec.structs.replace(site.policy, languages=("en",)))
    body = get(english, f"/?{asked}", {"Accept-Language": "zh-CN"}, now).body
    assert '<html lang="en">' in body
    assert "hreflang" not in body
