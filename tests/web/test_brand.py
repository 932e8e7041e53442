"""Public pages look as the organisation's mails do, and load nothing but its logo."""

import re

import msgspec

from chalicelib import policies
from chalicelib.core.policy.brand import Brand
from chalicelib.core.policy.model import Policy
from chalicelib.render import palette
from chalicelib.web.page import Page, Reader, page

RED, LOGO = "#a4001d", "https://www.lc.example/logo.png"
POLICY = policies.packaged("liaocheng-transport")
THEIRS = Brand(colour=RED, logo=LOGO, signature={"zh-CN": ("客服热线 0635-8888888",)})


def shown(policy: Policy) -> Page:
    return page("notice", policy, Reader("zh-CN"), title="好", lines=["好的"], public=False, address="")


def test_pages_have_the_colour_the_logo_and_the_lines():
    made = shown(msgspec.structs.replace(POLICY, brand=THEIRS))
    assert f"--mark:{RED}" in made.body
    assert f"--mark:{palette.by_night(RED)}" in made.body
    assert f'<img src="{LOGO}" alt="聊城交运集团"' in made.body
    assert "<p>客服热线 0635-8888888</p>" in made.body
    assert "img-src https://www.lc.example;" in made.headers["Content-Security-Policy"]


def test_without_a_logo_nothing_is_loaded():
    made = shown(POLICY)
    assert "img-src" not in made.headers["Content-Security-Policy"]
    assert not re.search(r"<img|src=", made.body)
