"""Every word of every mail can be read, on a light screen and on a dark one (WCAG 2.2 AA), and programs are told that it can."""

import re
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.written import colours
from chalicelib.render import palette, render
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import EXTRA, message

HIDDEN = "display:none"


def shown(node: LexborNode, what: str, *, dark: bool) -> str:
    """The colour of a node's text or ground, as the nearest element around it has it."""
    at: LexborNode | None = node.parent
    while at is not None:
        said = re.search(rf"(?:^|;)\s*{what}:\s*(#[0-9a-f]{{6}})", at.attributes.get("style") or "")
        if said:
            return by_night(at, said[1], what) if dark else said[1]
        at = at.parent
    raise AssertionError(f"no {what} around {node.text_content!r}")


def by_night(node: LexborNode, inline: str, what: str) -> str:
    names = (node.attributes.get("class") or "").split()
    table = palette.TEXTS if what == "color" else palette.GROUNDS
    if what == "color" and "brand" in names:
        return palette.by_night(inline)
    return next((table[name].dark for name in names if name in table), inline)


def words(html: str) -> Iterator[LexborNode]:
    """Every piece of text that somebody reads."""
    body = LexborHTMLParser(html).body
    assert body is not None
    for node in body.traverse(include_text=True):
        hidden = HIDDEN in (node.parent.attributes.get("style") or "") if node.parent else False
        if node.tag == "-text" and (node.text_content or "").strip(" \n\xa0") and not hidden:
            yield node


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", MESSAGES)
def test_every_word_stands_out_from_what_it_stands_on(
    name: str, policy: Policy, identity: SenderIdentity, rich: Complaint, *, dark: bool
):
    html = render(message(name, **EXTRA), rich, policy, identity).html
    for node in words(html):
        text, ground = (shown(node, what, dark=dark) for what in ("color", "background-color"))
        assert colours.contrast(text, ground) >= colours.ENOUGH, (node.text_content, text, ground)


def test_the_contrast_of_two_colours_is_told_as_the_guidelines_reckon_it():
    assert round(colours.contrast("#ffffff", "#000000"), 2) == 21
    assert round(colours.contrast("#777777", "#ffffff"), 2) == 4.48
    assert colours.contrast("#123456", "#123456") == 1


def test_every_band_can_be_read_and_no_two_look_alike():
    assert all(colours.contrast(colour, "#ffffff") >= colours.ENOUGH for colour in palette.TONES.values())
    assert len(set(palette.TONES.values())) == len(palette.TONES)


@pytest.mark.parametrize("colour", ["#000000", "#1f4e79", "#b3261e", "#7a0000", "#00695c"])
def test_an_organisations_colour_is_made_light_enough_for_the_dark(colour: str):
    for name, shade in palette.GROUNDS.items():
        assert name == "bar" or colours.contrast(palette.by_night(colour), shade.dark) >= colours.ENOUGH


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_a_mail_declares_its_colours_and_its_language(
    language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    html = render(message("assignment", language), rich, policy, identity).html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "color-scheme:light dark" in html.partition("<style>")[2].partition("</style>")[0]
    assert html.count(f'lang="{language}"') == 3  # programs drop the outer elements, one or both
