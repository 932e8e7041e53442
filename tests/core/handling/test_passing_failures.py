"""A message that was given up at a good address: the next ones go there as ever, and somebody brings what this one said."""

import pytest

from chalicelib.core.complaint.delivery import as_delivered, reached
from chalicelib.core.complaint.facts import DeliveryFailed
from chalicelib.core.complaint.model import Complainant
from tests.core.handling.playing import ANSWER, BUS, BUS_HEAD, CUSTOMER, DESK, Case, at, names, referred

MAIL_ONLY = Complainant(name="张明", mail="zhang@customer.example")
LANDLINE = "#联系\n时间：16:10\n是否联系上：是\n内容：已转告"


def given_up(case: Case, address: str, message: str, diagnostic: str = "MailboxFull") -> None:
    fact = DeliveryFailed(
        id=case.id(), at=case.now, address=address, diagnostic=diagnostic, message=message, passing=True
    )
    case.take(fact, case.now)


def lines(case: Case) -> list[tuple[str, str, str]]:
    return [(e.what, e.reason, e.text) for e in case.last.entries if e.what in ("not_arrived", "undeliverable")]


def answered(who: Complainant) -> Case:
    case = Case()
    case.customer(who=who)
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    return case


@pytest.mark.parametrize("cause", ["MailboxFull", "4.4.7", "ContentRejected", "MessageTooLarge", "Undetermined"])
def test_an_answer_to_a_full_mailbox_is_none_yet_and_the_desk_is_to_bring_it(cause: str):
    case = answered(MAIL_ONLY)
    given_up(case, MAIL_ONLY.mail, "outcome", cause)
    complaint = case.complaint
    assert (complaint.unreachable, lines(case)) == ((), [("not_arrived", cause, MAIL_ONLY.mail)])
    assert complaint.open_task("call").assignee == DESK
    (told,) = case.last.messages
    assert (told.name, told.to.mail, told.extra["passing"]) == ("undeliverable", DESK, 1)
    answer = [each for each in complaint.deadlines if each.met == at("3-2 15:00")]
    assert answer
    assert {as_delivered(each, complaint.moments).met for each in answer} == {None}
    assert reached(complaint.moments, complaint.round) is None


def test_who_has_a_phone_is_called_with_what_the_message_said():
    case = answered(CUSTOMER)
    given_up(case, CUSTOMER.mail, "outcome")
    (call,) = case.sent("call_task")
    assert case.complaint.outcome in str(call.extra["text"])
    assert (case.complaint.unreachable, reached(case.complaint.moments, 1)) == ((), None)
    case.staff(DESK, LANDLINE, "2026-03-02 16:30")
    assert reached(case.complaint.moments, 1) == at("3-2 16:10")


def test_a_text_that_expired_asks_for_a_call_and_the_number_stays():
    case = Case()
    case.customer(who=Complainant(phone="+8613800001111"), channel="sms")
    given_up(case, "+8613800001111", "acknowledgement", "TEXT_TTL_EXPIRED")
    assert (case.complaint.unreachable, names(case.sent("call_task"))) == ((), ["call_task"])


def test_the_next_message_goes_to_the_same_address():
    case = answered(MAIL_ONLY)
    given_up(case, MAIL_ONLY.mail, "outcome")
    case.customer("请问有结果了吗", "2026-03-03 10:00", who=MAIL_ONLY)
    (again,) = case.sent("outcome")
    assert (again.to.mail, again.channel) == (MAIL_ONLY.mail, "mail")
    assert reached(case.complaint.moments, 1) == at("3-3 10:00")


@pytest.mark.parametrize(("message", "told"), [("assignment", {DESK, BUS_HEAD}), ("information", {DESK, BUS_HEAD})])
def test_what_did_not_reach_the_handler_the_desk_and_the_head_hear_of(message: str, told: set[str]):
    case = referred()
    given_up(case, BUS, message)
    assert {m.to.mail for m in case.sent("undeliverable")} == told
    assert case.complaint.unreachable == ()


@pytest.mark.parametrize("message", ["", "thanks"])
def test_what_nobody_needs_to_be_called_for_is_a_line_in_the_history(message: str):
    case = referred()
    given_up(case, CUSTOMER.mail, message)
    assert (case.last.messages, case.complaint.open_task("call")) == ((), None)
    assert [what for what, _, _ in lines(case)] == ["not_arrived"]
