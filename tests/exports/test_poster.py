import re
from html.parser import HTMLParser

import pytest
import segno

from chalicelib.core.policy.model import Policy
from chalicelib.exports import poster

CONTACT = poster.Contact("https://c.example/api", "complaints@c.example", "+8613800138000")


@pytest.mark.clause("LC-13")
def test_each_units_code_leads_to_the_public_page_with_the_unit_preset():
    (sheet,) = poster.posters(CONTACT, ["聊城汽车总站"])
    assert sheet.place == "聊城汽车总站"
    assert sheet.link == "https://c.example/api/?at=%E8%81%8A%E5%9F%8E%E6%B1%BD%E8%BD%A6%E6%80%BB%E7%AB%99"
    expected = segno.make(sheet.link, error="m", micro=False)
    side = expected.symbol_size(border=4)[0]
    assert f'viewBox="0 0 {side} {side}"' in sheet.svg
    assert _dark_modules(sheet.svg) == sum(map(sum, expected.matrix))


@pytest.mark.clause("LC-13")
def test_several_copies_of_a_unit_carry_numbers_each_with_its_own_code():
    first, second = poster.posters(CONTACT, ["东站"], copies=2)
    assert (first.place, second.place) == ("东站 1", "东站 2")
    assert first.link.endswith("&n=1")
    assert first.svg != second.svg


@pytest.mark.clause("LC-13")
def test_a_sheet_prints_one_page_a_poster_with_hotline_mail_and_number(policy: Policy):
    page = poster.html(poster.posters(CONTACT, ["东站", "西站"]), CONTACT, policy)
    assert page.count('<section class="sheet">') == 2
    assert "@page { size: A4 portrait" in page
    assert policy.directory.phone in page
    assert "complaints@c.example" in page
    assert "138 0013 8000" in page  # as people at home dial it


def test_a_poster_needs_nothing_from_outside(policy: Policy):
    asked: list[str] = []

    class Finder(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            asked.extend(
                value or "" for name, value in attrs if name in {"src", "href", "xlink:href"} or tag == "script"
            )

    Finder().feed(poster.html(poster.posters(CONTACT, ["东站"]), CONTACT, policy))
    assert asked == []
    assert "url(" not in poster.style()


def test_a_units_name_cannot_write_into_the_page(policy: Policy):
    page = poster.html(poster.posters(CONTACT, ["<script>alert(1)</script>"]), CONTACT, policy)
    assert "<script" not in page


def _dark_modules(svg: str) -> int:
    """The dark modules of a drawn code: its path is rows of horizontal strokes."""
    return sum(int(length) for length in re.findall(r"h(\d+)", svg))
