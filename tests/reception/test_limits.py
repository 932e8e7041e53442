"""What is counted of the messages that somebody makes us send: whose count it is, of which day, and what it then keeps back."""

from datetime import UTC, datetime

import pytest

from chalicelib.aws.records import AcknowledgementCap
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.facts import Command, CustomerWrote, StaffWrote, Writing
from chalicelib.core.complaint.model import Complainant
from chalicelib.reception.limits import governed, limits, notices
from tests.reception.scenes import CUSTOMER, HANDLER, HEAD, POLICY

LATE, NEXT_DAY = (
    datetime(2026, 3, 2, 15, 59, tzinfo=UTC),
    datetime(2026, 3, 2, 16, 0, tzinfo=UTC),
)  # midnight in Shanghai
RECEIPT = Message(name="receipt", to=Recipient(role="handler", mail=HANDLER))


def a_note(by: str, at: datetime, *commands: Command) -> StaffWrote:
    return StaffWrote(id="note-1", at=at, by=by, commands=commands, writing=Writing(text="邮件已收到"))


@pytest.mark.parametrize(("by", "at", "day"), [
    (HANDLER, LATE, "2026-03-02"), (HANDLER, NEXT_DAY, "2026-03-03"), (HEAD, LATE, "2026-03-02"),
])  # fmt: skip
def test_receipts_for_notes_are_counted_by_person_and_by_the_organisations_day(by: str, at: datetime, day: str):
    assert limits(a_note(by, at), (RECEIPT,), POLICY) == (AcknowledgementCap(sender=f"note:{by}", day=day, cap=30),)


def test_the_receipt_of_an_order_is_not_counted():
    assert limits(a_note(HANDLER, LATE, Command(name="note", words="在查")), (RECEIPT,), POLICY) == ()


def test_acknowledgements_are_counted_by_customer_and_as_many_as_the_policy_says():
    who = Complainant(mail=CUSTOMER)
    wrote = CustomerWrote(id="mail-1", at=LATE, complainant=who, channel="mail", writing=Writing(text="投诉"))
    acknowledged = Message(name="acknowledgement", to=Recipient(role="customer", mail=CUSTOMER))
    cap = AcknowledgementCap(sender=CUSTOMER, day="2026-03-02", cap=POLICY.acknowledgements_a_day)
    assert limits(wrote, (acknowledged, acknowledged), POLICY) == (cap,)


@pytest.mark.parametrize(("sender", "kept_back"), [
    (f"note:{HANDLER}", {"receipt"}), ("code:+8613505350001", {"address_code"}),
    (CUSTOMER, {"acknowledgement", "noted", "question", "filed"}),
])  # fmt: skip
def test_a_full_count_keeps_back_what_stands_under_it(sender: str, kept_back: set[str]):
    assert governed(sender) == kept_back


@pytest.mark.parametrize(("at", "day"), [(LATE, "2026-03-02"), (NEXT_DAY, "2026-03-03")])
def test_notices_about_somebodys_input_are_counted_by_the_organisations_day_too(at: datetime, day: str):
    counted = AcknowledgementCap(sender=f"parked:{CUSTOMER}", day=day, cap=20)
    assert notices("parked", CUSTOMER, at, POLICY) == counted
