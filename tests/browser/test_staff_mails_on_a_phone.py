"""Mails to staff on a phone, in Chromium: the customer's words begin on the first screen, and the first buttons are large enough for a thumb."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from chalicelib.core.written.languages import LANGUAGES
from chalicelib.policies import packaged
from chalicelib.render import render
from chalicelib.render.own_words import TRIAL
from chalicelib.render.sample_case import sample_case, sample_message
from sandbox.chromium import PROGRAM, Tab, tab

WIDTH, SCREEN, THUMB = 390, 800, 44
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
WORDS = "KKK words of a customer"
TOP = f"""[...document.querySelectorAll("td")].filter(e => e.textContent.trim().startsWith("{WORDS}"))[0].getBoundingClientRect().top"""
LOW = f"""[...document.querySelectorAll("a")].filter(e => e.getBoundingClientRect().height < {THUMB}).map(e => e.textContent)"""
ASKING = ("assignment", "task", "reminder", "chase", "escalation", "to_assign", "receipt_request", "approval")

pytestmark = pytest.mark.skipif(not PROGRAM, reason="there is no Chromium on this machine")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with tab(Path(tmp_path_factory.mktemp("profile"))) as opened:
        opened.shown(WIDTH)
        yield opened


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ASKING)
def test_the_customers_words_begin_on_the_first_screen_and_each_button_fits_a_thumb(
    name: str, language: str, page: Tab, tmp_path: Path
):
    policy = packaged("liaocheng-transport")
    case = msgspec.structs.replace(sample_case(policy, language, NOW), text=f"{WORDS}. {'They go on. ' * 40}")
    file = tmp_path / "mail.html"
    file.write_text(render(sample_message(name, language, policy, NOW), case, policy, TRIAL).html, encoding="utf-8")
    page.open(file.as_uri())
    assert page.value(TOP) <= SCREEN
    assert page.value(LOW) == []
