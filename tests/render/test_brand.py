"""An organisation's mails look like its own: its colour, its logo, which a program may not show, and the lines that end its letters."""

import msgspec
import pytest

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.brand import Brand
from chalicelib.core.policy.model import Policy
from chalicelib.core.written import colours
from chalicelib.render import palette, render
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import message

RED, LOGO = "#a4001d", "https://www.lcjt.example/logo.png"
OWN = Brand(colour=RED, logo=LOGO, signature={"zh-CN": ("客服热线 0635-8888888", "地址：聊城市东昌路 1 号")})


@pytest.fixture
def theirs(policy: Policy) -> Policy:
    return msgspec.structs.replace(policy, brand=OWN)


@pytest.mark.parametrize("name", ["acknowledgement", "assignment"])
def test_headings_and_buttons_have_the_organisations_colour(
    name: str, theirs: Policy, identity: SenderIdentity, rich: Complaint
):
    html = render(message(name, commands=["resolve"]), rich, theirs, identity).html
    assert f"background-color:{RED}" in html
    assert Brand().colour not in html.replace(palette.TONES["task"], "")
    assert palette.by_night(RED) in html.partition("</style>")[0]


def test_where_pictures_are_not_shown_the_logo_is_the_name(theirs: Policy, identity: SenderIdentity, rich: Complaint):
    html = render(message("acknowledgement"), rich, theirs, identity).html
    assert f'<img src="{LOGO}" alt="聊城交通集团"' in html
    assert html.count("<img") == 1


def test_a_letter_to_a_customer_ends_with_the_organisations_lines(
    theirs: Policy, identity: SenderIdentity, rich: Complaint
):
    letter = render(message("outcome"), rich, theirs, identity)
    for said in (letter.text, letter.html):
        assert said.index("聊城交通集团") < said.index("客服热线 0635-8888888") < said.index("东昌路 1 号")
    assert "客服热线" not in render(message("assignment"), rich, theirs, identity).text


def test_the_nearest_darker_colour_that_can_be_read_is_known():
    assert not colours.can_be_read("#ff8800")
    assert colours.can_be_read(colours.darker("#ff8800"))
    assert colours.darker(RED) == RED
    assert colours.mixed("#000000", "#ffffff", 0.5) == "#808080"
