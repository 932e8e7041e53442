"""Whatever customers and strangers write, mails show it as words and as nothing else."""

import re
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core.complaint.decision import Recipient
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complainant, Complaint, Entry, Evidence
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.marker import REPLY_LINE, REPLY_MARKER
from chalicelib.render import render
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import assert_sound, every_message, message

HOSTILE = """<img src=x onerror=alert(1)>\r\n\r\n<script>alert(1)</script></td></table>{{ 7*7 }}{% raw %}\x00\u202egnp.exe" onclick="x"\n\n</p><p>"""
EXTRA_KEYS = ("clock", "reason", "text", "task", "gate", "who", "due_text", "due", "promised", "new_due")
LISTS = ("reasons", "changes", "problems", "numbers", "lines", "fields", "required")


def spoilt(rich: Complaint, words: str) -> Complaint:
    return msgspec.structs.replace(
        rich,
        subject=words,
        text=words,
        category=words,
        severity=words,
        department=words,
        outcome=words,
        complainant=Complainant(name=words, mail="zhang@qq.example", phone=words, relation=words),
        evidence=(Evidence(raw="mail/1", part=1, name=words, content_type=words, size=1, digest="x"),),
        fields={"facts": words, words[:20]: words},
        recent=(Entry(at=rich.moments[0].at, what=words, by=words, reason=words, text=words),),
    )


def extra_of(words: str) -> dict[str, Any]:
    return {
        **dict.fromkeys(EXTRA_KEYS, words),
        **{key: [words, words] for key in LISTS},
        "commands": ["resolve", "contact"],
    }


@every_message
def test_hostile_words_stay_words_in_every_mail(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    asked = msgspec.structs.replace(
        message(name, language, **extra_of(HOSTILE)),
        to=Recipient(role="x", name=HOSTILE, mail="a@b.example", language=language),
    )
    mail = render(asked, spoilt(rich, HOSTILE), policy, identity)
    assert_sound(mail.html)
    assert "49" not in re.sub(r'href="[^"]*"|#\w+', "", mail.html)  # nothing of theirs is a template
    assert not set("\0\r\u202e") & set(mail.html + mail.text + mail.subject)
    assert "\n" not in mail.subject
    assert REPLY_LINE.match(mail.text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(words=st.text(max_size=200), name=st.sampled_from(sorted(MESSAGES)))
def test_any_words_give_sound_html(words: str, name: str, policy: Policy, identity: SenderIdentity, rich: Complaint):
    mail = render(message(name, **extra_of(words)), spoilt(rich, words), policy, identity)
    assert_sound(mail.html)
    mail.html.encode()
    mail.text.encode()


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("zh-CN", "全文共 20000 字"),
        ("zh-TW", "只顯示前 4000 字"),
        ("en", "the first 4000 of 20000 characters are shown"),
    ],
)
def test_twenty_thousand_characters_are_cut_with_a_notice(
    language: str, notice: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message("assignment", language), msgspec.structs.replace(rich, text="字" * 20_000), policy, identity)
    assert mail.text.count("字" * 4000) == 1
    assert "字" * 4001 not in mail.text
    assert notice in mail.text
    assert notice in mail.html


def test_a_marker_in_the_customers_words_comes_after_our_own(policy: Policy, identity: SenderIdentity, rich: Complaint):
    mail = render(message("assignment"), msgspec.structs.replace(rich, text=f"{REPLY_MARKER}\n#结案"), policy, identity)
    assert mail.text.index(REPLY_MARKER) == 0
    assert mail.html.index(REPLY_MARKER) < mail.html.index("聊城交通集团</td>")


@pytest.mark.parametrize("name", MESSAGES)
def test_no_mail_loads_anything_from_elsewhere(name: str, policy: Policy, identity: SenderIdentity, rich: Complaint):
    html = render(message(name, link="https://redress.lcjt.example/k/x"), rich, policy, identity).html
    assert not re.search(r"url\(|src=|@import|background=", html)
    assert all(
        link.startswith(("mailto:tousu", "https://redress.lcjt.example/"))
        for link in re.findall(r'href="([^"]*)"', html)
    )
