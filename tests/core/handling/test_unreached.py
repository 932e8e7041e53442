"""What a leader reads in an escalation of those below: whom mail is known not to have reached, and nothing else."""

import pytest

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.saying import Said
from chalicelib.core.words.worded import worded
from tests.core.handling.playing import BUS, BUS_DIRECTOR, BUS_HEAD, Case, referred, transport


def remark(message: Message) -> str:
    said = message.extra.get("reason")
    return worded(said, transport(), "zh-CN") if isinstance(said, Said) else ""


def escalated(case: Case, to: str) -> Message:
    return next(
        m for m in case.wind("2026-03-12 18:00") if m.name == "escalation" and m.to.mail == to and m.channel == "mail"
    )


def test_of_whom_nothing_came_back_an_escalation_says_nothing():
    case = referred()
    assert remark(escalated(case, BUS_HEAD)) == ""


@pytest.mark.parametrize("message", ["assignment", "chase", "reminder"])
def test_the_head_reads_that_the_handlers_mail_came_back(message: str):
    case = referred()
    case.bounce(BUS, message, "2026-03-02 10:00")
    assert remark(escalated(case, BUS_HEAD)) == "发给梁波的邮件被退回，没有送到"


def test_the_director_reads_it_of_the_head_as_well():
    case = referred()
    case.bounce(BUS, "assignment", "2026-03-02 10:00")
    case.bounce(BUS_HEAD, "information", "2026-03-02 10:05")
    assert remark(escalated(case, BUS_DIRECTOR)) == "发给梁波、沈玉兰的邮件被退回，没有送到"


def test_nobody_reads_it_of_themselves_or_of_the_customer():
    case = referred()
    case.bounce(BUS_HEAD, "information", "2026-03-02 10:00")
    case.bounce("zhang@customer.example", "acknowledgement", "2026-03-02 10:05")
    escalations = [m for m in case.wind("2026-03-12 18:00") if m.name == "escalation"]
    assert {remark(m) for m in escalations if m.to.mail == BUS_HEAD} <= {""}
    assert {remark(m) for m in escalations if m.to.mail == BUS_DIRECTOR} == {"发给沈玉兰的邮件被退回，没有送到"}


def test_who_writes_again_has_been_reached():
    case = referred()
    case.bounce(BUS, "assignment", "2026-03-02 10:00")
    case.staff(BUS, "#备注 邮箱已恢复", "2026-03-02 11:00")
    assert remark(escalated(case, BUS_HEAD)) == ""
