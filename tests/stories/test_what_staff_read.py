"""Mails to staff of played stories, read as they read them: nothing for machines, what the desk is asked to do by a button, nothing twice."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.sent import SentMail
from tests.stories.acts import CUSTOMER, HANDLER, RUDE, complain, last, says, to
from tests.stories.letters import letter
from tests.stories.test_what_customers_read import BOMB, MACHINES, bare

ROOT = Path(__file__).parents[2]
CALLER = "#登记\n姓名：周敏\n电话：0635-8345678\n内容：17路公交车不停站，我要投诉。"


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    """A complaint whose handler errs and is late, one by telephone, one whose mailbox is full of nothing, and a mail that nobody can read."""
    with Sandbox(policy="liaocheng-transport", now="2026-03-16T09:00+08:00") as played:
        complain(played, RUDE)
        says(played, HANDLER, "#办结 好了")
        says(played, HANDLER, "#结果\n事实：检票员高声呵斥旅客属实")
        played.report(last(played, CUSTOMER), "Bounce")
        muted = letter("lin@163.com", played.address, "投诉", RUDE)
        played.email(b"Precedence: bulk\n" + muted)
        played.email((ROOT / BOMB).read_bytes())
        says(played, played.desk, CALLER, "来件")
        played.wind(days=4)
        yield played


def mails(box: Sandbox) -> list[SentMail]:
    return [mail for mail in box.mails if "-transport.example" in str(mail.to) and mail.tags["message"][0] != "report"]


def test_nothing_in_a_mail_to_staff_is_for_machines(box: Sandbox):
    found = {mail.tags["message"][0]: hit.group() for mail in mails(box) if (hit := MACHINES.search(bare(mail.text)))}
    assert found == {}


def test_what_the_desk_must_look_at_it_does_by_a_button(box: Sandbox):
    notices = [
        m for m in to(box, box.desk) if m.tags["message"][0] in ("undeliverable", "parked", "linked", "to_assign")
    ]
    assert {m.tags["message"][0] for m in notices} >= {"undeliverable", "parked"}
    assert all("mailto:" in mail.html for mail in notices)


def test_why_a_mail_came_back_is_said_in_words(box: Sandbox):
    assert "原因：没有这个地址，可能写错了" in last(box, box.desk, "联系不上").text


def test_an_error_is_answered_by_what_was_written_and_one_command(box: Sandbox):
    wrong = to(box, HANDLER, "没能办理")[0]
    assert "▶ 您写的：#办结 好了" in wrong.text
    assert len(re.findall(r"^#\w+  \S", wrong.text, re.MULTILINE)) == 1


def test_the_customer_s_words_and_the_answer_stand_once_in_a_mail(box: Sandbox):
    for mail in mails(box):
        assert mail.text.count("检票员态度恶劣，当众骂人") <= 1, mail.subject
        assert mail.text.count("检票员高声呵斥旅客属实") <= 1, mail.subject
