"""The sandbox's page in Chromium: phone and desk, light and dark, and by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from sandbox.chromium import PROGRAM, Tab, tab
from sandbox.server import WebDoor
from tests.sandbox.doors import served

CUSTOMER, PHONE = "lijianjun2026@163.com", "+8613800138000"
BOX = f"/box/{quote(CUSTOMER)}"
PAGES = (
    *("/", "/cases", "/case/LC20260302-0001", "/search?q=17", BOX, f"{BOX}?show=headers", f"{BOX}?show=source"),
    *(f"{BOX}?open=w0&show=text", f"/box/{quote(PHONE)}", f"/compose?sender={CUSTOMER}&to=c@d.example&subject=x"),
)
# The contrast (WCAG 2, 1.4.3) of every text with what lies behind it, where that is too little.
FAINT = """(() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => { const [r, g, b] = parts(colour).slice(0, 3).map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
  const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (parts(c)[3] !== 0) return c } return "rgb(255, 255, 255)" };
  return [...document.body.querySelectorAll("*")].filter(e => !e.disabled
      && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())).map(e => {
    const pair = [light(getComputedStyle(e).color), light(behind(e))].sort((a, b) => b - a);
    return [(pair[0] + .05) / (pair[1] + .05), e.tagName, e.textContent.trim().slice(0, 40)] }).filter(([c]) => c < 4.5);
})()"""

pytestmark = pytest.mark.skipif(not PROGRAM, reason="there is no Chromium on this machine")


@pytest.fixture(scope="module")
def door() -> Iterator[WebDoor]:
    with served() as opened:
        yield opened


@pytest.fixture(scope="module")
def page(door: WebDoor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    files = [("一张很长很长名字的照片" * 4 + ".png", "image/png", b"x" * 2000)]
    door.office.write(f"李 <{CUSTOMER}>", "投诉17路 " + "w" * 90, "昨天8点公交车不停站", files=files)
    door.office.text(PHONE, "投诉3路公交车今天8点不停站")
    door.office.box.email(b"nothing that could be a mail")
    door.office.box.wind(days=3)
    with tab(Path(tmp_path_factory.mktemp("profile"))) as opened:
        yield opened


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen_or_too_faint_to_read(width: int, dark: bool, door: WebDoor, page: Tab):
    page.shown(width, dark=dark)
    for path in PAGES:
        page.open(door.url + path)
        assert page.value("document.documentElement.scrollWidth") == width, path
        assert page.value(FAINT) == [], path
        assert page.value("getComputedStyle(document.documentElement).colorScheme") == "light dark"
        assert page.value("new Blob([document.documentElement.outerHTML]).size") < 100_000, path


def test_a_complaint_is_written_by_keyboard_alone(door: WebDoor, page: Tab):
    page.shown(390)
    page.open(f"{door.url}/search?q=zebra")
    page.press("Tab")
    assert page.value("document.activeElement.className") == "skip"
    page.press("Enter")
    page.press("Tab")
    assert page.value("document.activeElement.tagName") == "SUMMARY"
    page.press("Enter")
    for name, text in (
        ("sender", "王丽 <wang@qq.com>"),
        ("subject", "投诉5路"),
        ("text", "今天8点司机态度恶劣"),
        ("files", ""),
    ):
        page.press("Tab")
        assert page.value("document.activeElement.name") == name
        assert page.value("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.type(text) if text else None
    page.press("Tab")
    page.press("Enter")
    page.until("decodeURIComponent(location.pathname) == '/box/wang@qq.com' && document.readyState == 'complete'")
    assert [letter.subject for letter in door.office.letters("wang@qq.com") if letter.ours] == ["投诉5路"]
