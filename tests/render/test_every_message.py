"""Every message in every language, for a complaint of which all is known, one of which nothing is, and none at all."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.marker import REPLY_LINE
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import render
from chalicelib.render.sender_identity import SenderIdentity
from chalicelib.render.wording import TEMPLATES
from tests.render.samples import EXTRA, assert_sound, every_message, message


def test_every_message_has_its_templates_in_every_language_and_every_template_its_message():
    needed = {f"{name}.{language}.j2" for name in (*MESSAGES, "_parts", "_texts") for language in LANGUAGES}
    assert {path.name for path in TEMPLATES.glob("*.*.j2")} == needed


@pytest.fixture(params=["rich", "bare", "none"])
def complaint(request: pytest.FixtureRequest, rich: Complaint, bare: Complaint) -> Complaint | None:
    return {"rich": rich, "bare": bare, "none": None}[request.param]


@pytest.fixture(params=[EXTRA, {}], ids=["with all", "with nothing"])
def extra(request: pytest.FixtureRequest) -> dict[str, Any]:
    return request.param


@every_message
def test_every_message_renders_whatever_is_known(
    name: str,
    language: str,
    extra: dict[str, Any],
    complaint: Complaint | None,
    policy: Policy,
    identity: SenderIdentity,
):
    mail = render(message(name, language, **extra), complaint, policy, identity)
    assert mail.subject.strip()
    assert REPLY_LINE.match(mail.text)
    assert_sound(mail.html)
    for text in (mail.subject, mail.text, mail.html):
        assert not re.search(r"\bNone\b|Undefined|\{\{|\{%|\{\}", text)
        assert "\n\n\n" not in text
    text = render(message(name, language, "sms", **extra), complaint, policy, identity).sms
    assert text.strip()
    assert not re.search(r"\n|None|Undefined", text)


@every_message
def test_text_and_html_say_the_same(
    name: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    mail = render(message(name, language, **EXTRA), rich, policy, identity)
    collector = Collector()
    collector.feed(mail.html)
    shown = collector.text
    for line in mail.text.splitlines():
        for word in re.findall(r"[\u4e00-\u9fff]{4,}|[A-Za-z]{6,}", line):
            if "https://" not in line:
                assert word in shown


class Collector(HTMLParser):
    """The text of a page."""

    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


@every_message
def test_mails_stand_in_the_readers_script(
    name: str, language: str, policy: Policy, identity: SenderIdentity, bare: Complaint
):
    mail = render(message(name, language), bare, policy, identity)
    body = re.sub(r"#[^a-z\s]+|张伟|李明|客运营销部", "", REPLY_LINE.sub("", mail.text))
    if language == "en":
        assert not re.search(r"[\u4e00-\u9fff]", mail.subject + body)
    elif language == "zh-TW":
        assert not set(mail.subject + body) & set("们这为时请诉办复满个对员现来说没经")
    else:
        assert not set(mail.subject + body) & set("們這為時請訴辦復滿個對員現來說沒經")


def test_a_language_that_nobody_wrote_falls_back_to_chinese(policy: Policy, identity: SenderIdentity, rich: Complaint):
    japanese = render(message("acknowledgement", "ja"), rich, policy, identity)
    assert japanese.subject == render(message("acknowledgement", "zh-CN"), rich, policy, identity).subject


@pytest.mark.parametrize(
    ("tag", "language"), [("zh_TW", "zh-TW"), ("zh-HK", "zh-TW"), ("zh", "zh-CN"), ("EN-gb", "en")]
)
def test_other_spellings_of_a_language_are_understood(
    tag: str, language: str, policy: Policy, identity: SenderIdentity, rich: Complaint
):
    spelt = render(message("outcome", tag), rich, policy, identity)
    assert spelt.subject == render(message("outcome", language), rich, policy, identity).subject
