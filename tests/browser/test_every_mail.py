"""Every message in every language in Chromium: nothing is wider than a phone, a tablet or a mail program's column, or too faint to read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.core.written.languages import LANGUAGES
from sandbox import gallery
from sandbox.chromium import PROGRAM, Tab, tab
from sandbox.gallery import Shown
from tests.browser.test_the_sandbox_page import FAINT

pytestmark = pytest.mark.skipif(not PROGRAM, reason="there is no Chromium on this machine")
# What sticks out of the window, and buttons that a finger misses (WCAG 2.2, 2.5.5; 44 pixels).
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
TOO_LOW = """[...document.querySelectorAll("a")].filter(a => getComputedStyle(a).display != "inline")
  .map(a => [a.getBoundingClientRect().height, a.textContent.trim()]).filter(([h]) => h < 44)"""
OFTEN_SENT = (
    "acknowledgement",
    "assignment",
    "reminder",
    "chase",
    "escalation",
    "outcome",
    "receipt",
    "morning_list",
    "report",
)


@pytest.fixture(scope="module")
def mails() -> list[Shown]:
    return gallery.everything()


@pytest.fixture(scope="module")
def folder(mails: list[Shown], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("gallery")
    gallery.write(made, mails)
    return made


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with tab(Path(tmp_path_factory.mktemp("profile"))) as opened:
        yield opened


@pytest.mark.parametrize("width", [320, 390, 600])
def test_no_mail_is_wider_than_the_screen(width: int, mails: list[Shown], folder: Path, page: Tab):
    page.shown(width)
    wide, low, wrapped = [], [], []
    for mail in mails:
        page.open((folder / f"{mail.name}.html").as_uri())
        wide += [mail.name] if page.value(TOO_WIDE) else []
        low += [(mail.name, *each) for each in page.value(TOO_LOW)]
        wrapped += [mail.name] if page.value("document.querySelector('p').getBoundingClientRect().height") > 20 else []
    assert (wide, low, wrapped) == ([], [], [])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_word_can_be_read(mails: list[Shown], folder: Path, page: Tab, *, dark: bool):
    page.shown(390, dark=dark)
    faint = []
    for mail in mails:
        page.open((folder / f"{mail.name}.html").as_uri())
        faint += [(mail.name, *each) for each in page.value(FAINT) if "‌" not in each[2]]
    assert faint == []


def test_what_is_sent_most_was_sent_in_the_stories(mails: list[Shown]):
    sent = {each.name for each in mails if each.played}
    assert {f"{name}.{language}" for name in OFTEN_SENT for language in LANGUAGES} - sent == set()


def test_no_mail_is_cut_by_gmail(mails: list[Shown]):
    assert [each.name for each in mails if len(each.html.encode()) > 100_000] == []
