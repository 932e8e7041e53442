"""Lines about cases in a mail: each with a button that opens a reply to that case, by its reader."""

from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from chalicelib.core.complaint.decision import Recipient
from chalicelib.core.overview.groups import Group, Line, as_json
from chalicelib.core.people import tokens
from chalicelib.core.policy.model import Policy
from chalicelib.render import case_lines, envelope, render
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import CASE_ID, NOW, message

GROUPS = as_json([
    Group("已超时 1", (Line("LC20260302-0001 · 晚点", CASE_ID, "LC20260302-0001", 2),)),
    Group("待查看的来件 1", (Line("M-7KQ2M9F4，尚未处理", number="M-7KQ2M9F4"), Line("…… 另有 2 件")), 7, attached=True),
])  # fmt: skip


def hrefs(identity: SenderIdentity, groups: str, language: str = "zh-CN") -> list[str]:
    asked = message("query", groups=groups)
    shown = case_lines.of_message(asked, envelope.signer(asked, None, identity), language)["groups"]
    return [line.href for group in shown for line in group.lines]


def test_a_button_writes_to_the_address_of_its_case_for_its_reader_and_says_the_number(identity: SenderIdentity):
    of_case, of_message, none = hrefs(identity, GROUPS)
    parts = urlsplit(of_case)
    token = tokens.verified(unquote(parts.path).partition("+")[2].partition("@")[0], identity.keys, identity.now)
    assert token is not None
    assert (token.purpose, token.complaint, token.round) == ("reply", CASE_ID, 2)
    assert token.person == tokens.person_digest("li@lcjt.example")
    assert token.expires == (NOW + timedelta(days=60)).replace(microsecond=0)
    assert parse_qs(parts.query) == {"subject": ["Re: [LC20260302-0001]"]}
    assert parse_qs(urlsplit(of_message).query) == {"subject": ["Re: M-7KQ2M9F4"]}
    assert none == ""


@pytest.mark.parametrize(
    ("language", "begins"), [("zh-CN", "#同意\r\n"), ("zh-TW", "#同意\r\n"), ("en", "#approve\r\n")]
)
def test_a_reply_about_ones_own_work_begins_with_the_command_that_does_it(
    identity: SenderIdentity, language: str, begins: str
):
    (href,) = hrefs(identity, as_json([Group("", (Line("a", CASE_ID, "LC1", command="approve"),))]), language)
    assert parse_qs(urlsplit(href).query)["body"] == [begins]


@pytest.mark.parametrize(("language", "button", "left"), [
    ("zh-CN", ">回复</a>", "另有 7 件未列出，全部见所附表格"), ("zh-TW", ">回覆</a>", "另有 7 件未列出，全部見所附表格"), ("en", ">Reply</a>", "7 more, all of which stand in the attached table"),
])  # fmt: skip
def test_a_mail_shows_its_groups_with_their_buttons_and_says_where_the_rest_is(
    policy: Policy, identity: SenderIdentity, language: str, button: str, left: str
):
    to = Recipient(role="staff", name="李明", mail="li@lcjt.example", language=language)
    for name in ("query", "figures", "morning_list"):
        asked = message(name, lines=["a"], groups=GROUPS)
        mail = render(type(asked)(name=name, to=to, extra=asked.extra), None, policy, identity)
        assert (mail.html.count(button), mail.text.count("mailto:")) == (2, 0)
        assert "■ 待查看的来件 1\n\n· M-7KQ2M9F4，尚未处理" in mail.text
        assert left in mail.text


def test_what_a_customer_wrote_does_nothing_in_a_line(policy: Policy, identity: SenderIdentity):
    evil = Group("", (Line('LC1 · <script>alert(1)</script>\u202e"', CASE_ID, "LC1"),))
    mail = render(message("query", lines=["a"], groups=as_json([evil])), None, policy, identity)
    assert "<script" not in mail.html
    assert "\u202e" not in mail.html + mail.text
