"""What is counted of the messages that somebody makes us send: whose count it is, of which day, and what it then keeps back."""

from collections import Counter
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from chalicelib.aws.records import AcknowledgementCap, CapReached
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.facts import Command, CustomerWrote, StaffWrote, TimePassed, Writing
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.written.mailboxes import one_mailbox
from chalicelib.pipeline import full_counts
from chalicelib.reception.limits import Full, governed, limits, notices, share_with_room, text_shares
from chalicelib.telemetry.measures import Measures
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


MANY_NAMED = ["victim@gmail.com", "victim+1@gmail.com", "v.ic.tim@gmail.com", "Victim+a+b@GoogleMail.com"]


@pytest.mark.parametrize("address", MANY_NAMED)
@pytest.mark.parametrize("name", ["acknowledgement", "form_code"])
def test_one_mailbox_is_one_sender_by_whichever_of_its_addresses_they_write(address: str, name: str):
    wrote = CustomerWrote(
        id="mail-1", at=LATE, complainant=Complainant(mail=address), channel="mail", writing=Writing(text="投诉")
    )
    message = Message(name=name, to=Recipient(role="customer", mail=address))
    senders = {cap.sender for cap in limits(wrote, (message,), POLICY, opens=True)}
    assert {each.partition(":")[2] or each for each in senders} == {"victim@gmail.com"}
    assert notices("parked", address, LATE, POLICY).sender == "parked:victim@gmail.com"


@pytest.mark.parametrize(("address", "same"), [
    ("+8613505350001", "+8613505350001"), ("", ""), ("a.b@qq.com", "a.b@qq.com"), ("+a@qq.com", "+a@qq.com"), ("a+b@例子.中国", "a@xn--fsqu00a.xn--fiqs8s"),
])  # fmt: skip
def test_what_names_another_mailbox_stays_another(address: str, same: str):
    assert one_mailbox(address) == same


@pytest.mark.parametrize(("sender", "kept_back"), [
    (f"note:{HANDLER}", {"receipt"}), ("code:+8613505350001", {"address_code", "form_code"}),
    (CUSTOMER, {"acknowledgement", "noted", "question", "filed"}),
])  # fmt: skip
def test_a_full_count_keeps_back_what_stands_under_it(sender: str, kept_back: set[str]):
    assert governed(sender) == kept_back


@pytest.mark.parametrize(("at", "day"), [(LATE, "2026-03-02"), (NEXT_DAY, "2026-03-03")])
def test_notices_about_somebodys_input_are_counted_by_the_organisations_day_too(at: datetime, day: str):
    counted = AcknowledgementCap(sender=f"parked:{CUSTOMER}", day=day, cap=20)
    assert notices("parked", CUSTOMER, at, POLICY) == counted


def texts_to(*numbers: str) -> tuple[Message, ...]:
    return tuple(
        Message(name="outcome", to=Recipient(role="customer", phone=number), channel="sms") for number in numbers
    )


def test_texts_are_counted_by_number_by_colleague_and_all_together():
    fact = a_note(HANDLER, LATE, Command(name="tell", words="已处理"))
    day, one, other = "2026-03-02", "+8613505350001", "+8613505350002"
    assert limits(fact, texts_to(one, one, other), POLICY) == (
        AcknowledgementCap(sender=f"texts to:{one}", day=day, cap=20, number=2),
        AcknowledgementCap(sender=f"texts to:{other}", day=day, cap=20),
        AcknowledgementCap(sender=f"texts by:{HANDLER}", day=day, cap=30, number=3),
        AcknowledgementCap(sender="texts:0", day=day, cap=31, number=3),
    )


def test_texts_that_time_brings_about_are_counted_without_anybodys_name():
    passed = TimePassed(id="time#1", at=LATE)
    assert [cap.sender for cap in limits(passed, texts_to("+8613505350001"), POLICY)] == [
        "texts to:+8613505350001",
        "texts:6",
    ]


@pytest.mark.parametrize(("a_day", "by_one"), [(500, 30), (1, 30), (59, 30), (60, 30), (100, 7), (5000, 1)])
def test_the_shares_of_a_days_texts_are_the_day_and_each_holds_what_one_may_bring_about(a_day: int, by_one: int):
    shares = text_shares(msgspec.structs.replace(POLICY, texts_a_day=a_day, texts_by_one_a_day=by_one))
    assert sum(shares) == a_day
    assert len(shares) == 1 or min(shares) >= by_one
    assert (len(shares) > 1) == (a_day >= 2 * by_one)
    assert len(shares) <= 16


def test_a_thousand_texts_of_one_outage_are_counted_in_all_shares_alike():
    def share_of(name: int) -> str:
        return limits(TimePassed(id=f"time#{name:04x}", at=LATE), texts_to("+8613505350001"), POLICY)[-1].sender

    found = Counter(share_of(name) for name in range(1000))
    assert len(found) == len(text_shares(POLICY))
    assert max(found.values()) < 100


@pytest.mark.parametrize(("taken", "share"), [
    ([0] * 16, 12), ([31] * 12 + [32] * 4, None), ([31] * 12 + [32, 32, 31, 32], 14), ([40] * 3 + [30] + [32] * 12, 3),
])  # fmt: skip
def test_texts_go_to_the_share_that_has_most_room_and_to_none_that_is_used_up(taken: list[int], share: int | None):
    assert share_with_room(taken, POLICY) == share


def test_another_share_counts_where_the_first_was_used_up():
    passed = TimePassed(id="time#1", at=LATE)
    assert limits(passed, texts_to("+8613505350001"), POLICY, share=12)[-1] == AcknowledgementCap(
        sender="texts:12", day="2026-03-02", cap=32
    )


def test_a_policy_says_how_much_one_sender_and_one_number_may_bring_about():
    own = msgspec.structs.replace(
        POLICY, complaints_by_one_a_day=3, additions_by_one_a_day=4, texts_to_one_a_day=5, texts_by_one_a_day=6
    )
    added = Message(name="customer_added", to=Recipient(role="handler", mail=HANDLER), extra={"text": "补充"})
    counted = (
        *limits(wrote(), (), own, opens=True),
        *limits(wrote(), (added,), own),
        *limits(a_note(HANDLER, LATE, Command(name="tell", words="好")), texts_to("+8613505350001"), own)[:2],
    )
    assert [cap.cap for cap in counted] == [3, 4, 5, 6]


def wrote(**more: Any) -> CustomerWrote:
    who = Complainant(mail=CUSTOMER)
    return CustomerWrote(id="mail-1", at=LATE, complainant=who, channel="mail", writing=Writing(text="投诉"), **more)


@pytest.mark.parametrize(("fact", "counted"), [
    (wrote(), [f"opened:{CUSTOMER}"]),
    (wrote(introduced_by=HANDLER), []),  # a colleague writes down what many people say
    (wrote(parted=True), []),
])  # fmt: skip
def test_complaints_are_counted_by_whoever_opens_them_themselves(fact: CustomerWrote, counted: list[str]):
    assert [cap.sender for cap in limits(fact, (), POLICY, opens=True)] == counted


def test_additions_that_are_passed_on_are_counted_and_the_notice_of_a_storm_is_not():
    added = Message(name="customer_added", to=Recipient(role="handler", mail=HANDLER), extra={"text": "补充"})
    notice = msgspec.structs.replace(added, extra={"text": "补充", "reason": "storm"})
    assert [cap.sender for cap in limits(wrote(), (added,), POLICY)] == [f"told:{CUSTOMER}"]
    assert limits(wrote(), (notice,), POLICY) == ()


@pytest.mark.parametrize(("counts", "means"), [
    (["texts to:+86135"], Full(untexted=frozenset({"+86135"}))),
    (["texts:3"], Full(untexted=frozenset({"*"}))),
    ([f"texts by:{HANDLER}"], Full(untexted=frozenset({"*"}))),
    ([f"told:{CUSTOMER}"], Full(storm=True)),
    ([f"opened:{CUSTOMER}"], Full(joins=True)),
    ([f"note:{HANDLER}", "texts to:+86135"], Full(unsaid=frozenset({"receipt"}), untexted=frozenset({"+86135"}))),
])  # fmt: skip
def test_what_full_counts_mean(counts: list[str], means: Full):
    assert Full().and_(counts) == means
    assert means.and_(()) == means


def test_of_forged_orders_one_a_week_is_told():
    for at in (LATE, NEXT_DAY, datetime(2026, 3, 8, 15, 59, tzinfo=UTC)):
        counted = AcknowledgementCap(sender=f"held, forged:{HANDLER}", day="2026-03-02", cap=1, days=7)
        assert notices("held", HANDLER, at, POLICY, forged=True) == counted
    assert notices("held", HANDLER, datetime(2026, 3, 8, 16, tzinfo=UTC), POLICY, forged=True).day == "2026-03-09"


def stack(taken: list[int]) -> Any:
    return SimpleNamespace(
        measures=Measures(),
        policies=SimpleNamespace(of=lambda _: POLICY),
        tables=SimpleNamespace(counts=lambda refs: taken[: len(refs)]),
    )


@pytest.mark.parametrize(("counts", "taken", "means", "rings"), [
    (["texts:3"], [31] * 12 + [0] * 4, Full(share=12), False),
    (["texts:3"], [31] * 12 + [32] * 4, Full(untexted=frozenset({"*"})), True),
    (["texts:3", f"told:{CUSTOMER}"], [0] * 16, Full(share=12, storm=True), True),
    ([f"opened:{CUSTOMER}"], [0] * 16, Full(joins=True), True),
    ([CUSTOMER], [0] * 16, Full(unsaid=governed(CUSTOMER)), True),
    ([f"note:{HANDLER}"], [0] * 16, Full(unsaid=frozenset({"receipt"})), True),
    (["code:+86135"], [0] * 16, Full(unsaid=frozenset({"address_code", "form_code"})), True),
    ([f"texts by:{HANDLER}"], [0] * 16, Full(untexted=frozenset({"*"})), True),
    (["texts to:+86135"], [0] * 16, Full(untexted=frozenset({"+86135"})), True),
])  # fmt: skip
def test_every_full_count_rings_and_a_share_of_texts_alone_does_not_while_another_has_room(
    counts: list[str], taken: list[int], means: Full, rings: bool
):
    pipeline = stack(taken)
    assert full_counts.after(pipeline, CapReached(*counts), Full(), None, LATE) == means
    assert pipeline.measures.counts["Capped"] == rings


def test_a_second_share_that_is_full_ends_the_days_texts():
    pipeline = stack([0] * 16)
    found = full_counts.after(pipeline, CapReached("texts:5"), Full(share=5), None, LATE)
    assert (found.untexted, pipeline.measures.counts["Capped"]) == (frozenset({"*"}), 1)
