"""Mails as they really come: twice, empty, without commands, from helpers. Stories an outside examiner told."""

from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from sandbox.staff import compose, reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, newest, says, to

MONDAY = "2026-03-02T09:00+08:00"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="liaocheng-transport", now=MONDAY) as opened:
        yield opened


def test_a_mail_that_servers_hand_in_twice_is_one_complaint(box: Sandbox) -> None:
    raw = compose(CUSTOMER, box.address, "投诉", RUDE)
    box.email(raw)
    before = len(box.mails)
    box.email(raw)
    box.wind(minutes=10)
    box.email(raw)
    assert len(box.complaints()) == 1
    assert len(box.mails) == before


def test_another_mail_under_the_same_message_id_is_added_to_the_complaint(box: Sandbox) -> None:
    raw = compose(CUSTOMER, box.address, "投诉", RUDE, headers={"Message-ID": "<same@qq.com>"})
    more = compose(CUSTOMER, box.address, "投诉", "补充：车牌鲁P12345。", headers={"Message-ID": "<same@qq.com>"})
    box.email(raw)
    box.email(more)
    assert len(box.complaints()) == 1
    assert "鲁P12345" in last(box, HANDLER, "补充").text


def test_a_strangers_mail_under_a_known_message_id_is_a_complaint_of_its_own(box: Sandbox) -> None:
    box.email(compose(CUSTOMER, box.address, "投诉", RUDE, headers={"Message-ID": "<same@qq.com>"}))
    box.email(compose("other@qq.com", box.address, "投诉", RUDE, headers={"Message-ID": "<same@qq.com>"}))
    assert [c["complainant"]["mail"] for c in box.complaints()] == [CUSTOMER, "other@qq.com"]
