"""Which of a customer's complaints a text is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.arrivals.texts import text_fact
from chalicelib.aws.records import Stored
from chalicelib.core.complaint.facts import CustomerWrote, SurveyAnswered
from chalicelib.core.complaint.model import Complainant, Complaint, Moment, Status, Task
from chalicelib.core.complaint.more_time import Pause
from chalicelib.inbound.text_message import InboundText
from chalicelib.reception.texting import about
from tests.reception.scenes import POLICY

PHONE = "+8613505350001"
NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def case(number: int, status: Status, **values: Any) -> Stored:
    known: dict[str, Any] = {
        "kind": "complaint",
        "channel": "sms",
        "complainant": Complainant(phone=PHONE),
        "moments": (Moment(name="received", at=NINE),),
    } | values
    return Stored(
        complaint=Complaint(id=f"{number:020}", number=f"LC20260302-{number:04}", policy="", status=status, **known)
    )


def chosen(text: str, *cases: Stored) -> int:
    """The last figure of the complaint's number; 0 for none."""
    found = about(text, PHONE, cases, POLICY)
    return int(found.complaint.number[-1]) if found else 0


@pytest.mark.parametrize("text", ["4", "1 很差", "非常满意，谢谢", "3 good service", "打4分"])
def test_a_verdict_belongs_to_what_was_answered(text: str):
    assert chosen(text, case(2, "open"), case(1, "answered")) == 1


@pytest.mark.parametrize("text", ["4 天了没人管", "司机工号0312", "3，问题没有解决"])
def test_all_else_belongs_to_the_newest(text: str):
    assert chosen(text, case(2, "open"), case(1, "answered")) == 2


@pytest.mark.parametrize(("text", "number"), [("是早上八点", 1), ("收到", 2), ("好的", 1)])
def test_an_answer_belongs_to_what_was_asked(text: str, number: int):
    waits = (Pause(start=NINE + timedelta(hours=1)),)
    assert chosen(text, case(2, "open"), case(1, "open", pauses=waits)) == number


def test_what_is_not_over_goes_before_what_is():
    assert chosen("有进展吗", case(2, "closed"), case(1, "open")) == 1


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("谢谢", "complaint", 1),
        ("没有解决", "complaint", 1),
        ("请按投诉办理", "suggestion", 1),
        ("是的，我要投诉", "suggestion", 1),
        ("我要投诉", "complaint", 0),
        ("我要投诉3路公交不停站", "suggestion", 0),
        ("今天3路车又没来", "complaint", 0),
        ("我对这个结论有异议", "complaint", 1),
        ("啊？", "complaint", 1),
    ],
)
def test_after_the_end_only_what_is_about_it_goes_on(text: str, kind: str, number: int):
    assert chosen(text, case(1, "closed", kind=kind)) == number


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("没有", 1),
        ("还没有", 1),
        ("並沒有", 1),
        ("no", 1),
        ("Not yet.", 1),
        ("解决了", 4),
        ("是的，谢谢", 4),
        ("yes", 4),
        ("2", 2),
    ],
)
def test_yes_and_no_answer_whether_it_was_really_solved(text: str, score: int):
    stored = case(1, "closed", asked_again=NINE)
    assert about(text, PHONE, [stored], POLICY) == stored
    come = InboundText(id="t1", sender=PHONE, recipient="", text=text)
    fact = text_fact(come, stored, NINE, POLICY)
    assert isinstance(fact, SurveyAnswered)
    assert (fact.score, fact.later, fact.channel) == (score, True, "sms")


@pytest.mark.parametrize("text", ["no", "No.", "not really", "不", "没有", "還沒有"])
def test_a_plain_no_to_whether_they_are_satisfied_is_a_verdict(text: str):
    come = InboundText(id="t1", sender=PHONE, recipient="", text=text)
    fact = text_fact(come, case(1, "answered"), NINE, POLICY)
    assert isinstance(fact, SurveyAnswered)
    assert (fact.score, fact.later) == (2, False)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("no", case(1, "open")),  # nobody has asked how satisfied they are
        ("no", case(1, "answered", pauses=(Pause(NINE),))),  # a colleague has asked something else
        ("yes", case(1, "answered")),  # satisfied, or not solved
        ("no seats on line 3", case(1, "answered")),
    ],
)
def test_a_no_to_what_was_not_asked_is_words(text: str, stored: Stored):
    come = InboundText(id="t1", sender=PHONE, recipient="", text=text)
    assert isinstance(text_fact(come, stored, NINE, POLICY), CustomerWrote)


@pytest.mark.parametrize("text", ["没有座位了", "no seats on line 3", "今天车没来"])
def test_more_than_yes_or_no_is_no_answer_to_it(text: str):
    fact = text_fact(
        InboundText(id="t1", sender=PHONE, recipient="", text=text), case(1, "closed", asked_again=NINE), NINE, POLICY
    )
    assert isinstance(fact, CustomerWrote)


REFUND = Task(name="pay_back", round=1, assignee="a@b.example", opened=NINE, promised="退款50元", done=NINE)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("说好的退款没到", 1),
        ("你们答应的钱呢？", 1),
        ("退款怎么还没收到", 1),
        ("Where is the refund you promised", 1),
        ("承諾的退款至今沒收到", 1),
        ("3路车司机今天又骂人，我要投诉", 0),
        ("站牌坏了没人修", 0),
    ],
)
def test_after_the_end_whoever_asks_for_what_was_promised_comes_back_to_where_it_was(text: str, number: int):
    assert chosen(text, case(2, "closed"), case(1, "closed", tasks=(REFUND,))) == number


@pytest.mark.parametrize(("text", "number"), [("说好的退款没到", 1), ("怎么还没有消息", 2), ("退款呢", 2)])
def test_beside_an_open_complaint_only_what_is_plainly_what_was_promised_goes_back(text: str, number: int):
    assert chosen(text, case(2, "open"), case(1, "closed", tasks=(REFUND,))) == number


def test_whoever_has_no_complaint_begins_one():
    assert chosen("谢谢") == 0
