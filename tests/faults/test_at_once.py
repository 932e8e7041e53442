"""Two things in the same second: whichever way they cross, both take effect, once."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.reception.limits import texts_refs
from sandbox import Sandbox, events
from sandbox.staff import reply
from tests.faults.branches import back_to, remembered
from tests.faults.breaking import Breaker
from tests.reception.scenes import POLICY
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, last, newest, says, to
from tests.stories.letters import letter

PHONE = "+8613505350001"
FIRST, SECOND = "投诉：今天上午9点客运总站检票员态度恶劣", "检票员工号0312，还推了我一把"


class Crossing:
    """A sandbox in which something happens just before each call of something else."""

    def __init__(self, box: Sandbox, breaker: Breaker) -> None:
        self.box, self.breaker = box, breaker
        self.start = remembered(box)

    def begin(self) -> None:
        """From here on."""
        self.start = remembered(self.box)

    def each(self, first: Callable[[], object], second: Callable[[], object]) -> Iterator[int]:
        """Plays both, for every call of the first."""
        first()  # what a process remembers for a minute, it has read from here on
        back_to(self.box, self.start)
        self.breaker.prepare()
        first()
        for number in range(len(self.breaker.calls)):
            back_to(self.box, self.start)
            self.breaker.meanwhile(number, second)
            first()
            assert self.breaker.happened
            self.box.wind(minutes=5)
            assert not self.box.dead_letters
            yield number

    def text(self, words: str, name: str) -> Callable[[], object]:
        """A text, handed to a function of its own."""
        told = events.two_way_text(PHONE, words, self.box.sms_number, name)
        return lambda: self._call("text_arrived", "Text", told, name)

    def mail(self, raw: bytes, name: str, **changes: Any) -> Callable[[], object]:
        """A mail, handed to a function of its own."""
        box = self.box

        def hand_in() -> None:
            bucket = box._cloud.store(f"raw/{name}", raw)
            told = events.receipt_notification(name, raw, box._ours(raw), None, bucket, f"raw/{name}", box.now)
            self._call("email_arrived", "Mail", told | changes, name)

        return hand_in

    def _call(self, function: str, topic: str, told: dict[str, Any], name: str) -> None:
        body = events.sns_envelope(told, self.box._cloud.topic(f"{topic}Topic"), name, "", self.box.now)
        record = events.sqs_record(name, body, "", "arn:aws:sqs:us-east-1:123456789012:queue", 1, self.box.now)
        failed = self.box._lambdas.call(function, {"Records": [record]})
        assert not failed["batchItemFailures"]


@pytest.fixture(scope="module")
def opened() -> Iterator[Crossing]:
    breaker = Breaker()
    with Sandbox(now="2026-03-02T09:00+08:00") as box, breaker.watching():
        box.tick()
        yield Crossing(box, breaker)


@pytest.fixture
def at_once(opened: Crossing) -> Crossing:
    back_to(opened.box, opened.start)
    return Crossing(opened.box, opened.breaker)


def numbers(box: Sandbox) -> list[str]:
    return [c["number"] for c in box.complaints() if c["number"]]


def heard(box: Sandbox) -> str:
    return "\n".join(entry.text for entry in box.history(newest(box)["number"]))


def test_two_first_texts_of_an_unknown_number_open_one_complaint(at_once: Crossing) -> None:
    box = at_once.box
    for _ in at_once.each(at_once.text(FIRST, "one"), at_once.text(SECOND, "two")):
        assert len(numbers(box)) == 1
        assert FIRST in heard(box)
        assert SECOND in heard(box)
        assert len([text for text in box.texts if "编号" in text.text]) == 1


def test_a_text_that_crosses_the_closing_of_the_senders_complaint_is_not_lost(at_once: Crossing) -> None:
    box = at_once.box
    box.sms(PHONE, FIRST)
    says(box, HANDLER, ANSWER)
    at_once.begin()
    for _ in at_once.each(at_once.text(SECOND, "more"), at_once.text("4", "score")):
        assert any(SECOND in e.text for number in numbers(box) for e in box.history(number))
        assert len(numbers(box)) in {1, 2}


def test_the_same_first_mail_through_two_servers_opens_one_complaint(at_once: Crossing) -> None:
    box = at_once.box
    mail = letter(CUSTOMER, box.address, "投诉", FIRST)
    for _ in at_once.each(at_once.mail(mail, "one"), at_once.mail(mail, "two")):
        assert len(numbers(box)) == 1
        assert len(to(box, CUSTOMER)) == 1


def test_of_two_first_mails_of_one_sender_the_desk_hears_that_they_may_be_one_matter(at_once: Crossing) -> None:
    box = at_once.box
    first, second = (letter(CUSTOMER, box.address, "投诉", words) for words in (FIRST, SECOND))
    for _ in at_once.each(at_once.mail(first, "one"), at_once.mail(second, "two")):
        assert len(numbers(box)) == len(set(numbers(box))) == 2
        assert len(to(box, box.desk, "可能")) == 1


def test_two_orders_on_one_complaint_in_the_same_second_both_count(at_once: Crossing) -> None:
    box = at_once.box
    complain(box)
    at_once.begin()
    asked = last(box, HANDLER)
    note, answer = reply(asked, "#备注 已联系司机", sender=HANDLER), reply(asked, ANSWER, sender=HANDLER)
    for _ in at_once.each(at_once.mail(note, "note"), at_once.mail(answer, "answer")):
        assert newest(box)["status"] == "answered"
        assert "已联系司机" in heard(box)
        assert len(to(box, CUSTOMER)) == 2
        assert len(to(box, HANDLER, "已记录")) == 2


def test_of_two_answers_in_the_same_second_one_goes_out_and_the_other_is_told_so(at_once: Crossing) -> None:
    box = at_once.box
    complain(box)
    at_once.begin()
    asked = last(box, HANDLER)
    first, second = (reply(asked, ANSWER + words, sender=HANDLER) for words in ("甲", "乙"))
    for _ in at_once.each(at_once.mail(first, "first"), at_once.mail(second, "second")):
        assert len([m for m in to(box, CUSTOMER) if "/s/" in m.text]) == 1
        assert len([m for m in to(box, HANDLER) if "没能办理" in m.text]) == 1


@pytest.mark.parametrize("about", ["one complaint", "several"])
def test_a_staff_mail_through_two_servers_counts_once_and_has_one_receipt(at_once: Crossing, about: str) -> None:
    box = at_once.box
    number = complain(box)["number"]
    at_once.begin()
    more = (
        "" if about == "one complaint" else f"\n#{number}\n#登记\n姓名：孙先生\n电话：13900001111\n内容：大巴晚点两小时"
    )
    mail = reply(last(box, HANDLER), f"#备注 已联系司机{more}", sender=HANDLER)
    for _ in at_once.each(at_once.mail(mail, "one"), at_once.mail(mail, "two")):
        notes = [e for e in box.history(number) if e.what == "note"]
        assert len(notes) == 1
        opened = 1 if more else 0  # which has a receipt of its own
        assert len(to(box, HANDLER, "已记录")) == len(numbers(box)) == 1 + opened
        known = {each["inbound_id"]: each["outcome"] for each in box._cloud.items("Inbound")}
        assert sorted(known[name].partition(":")[0] for name in ("one", "two")) == ["ignored", "staff"]


def test_a_customers_further_mail_through_two_servers_is_filed_and_passed_on_once(at_once: Crossing) -> None:
    box = at_once.box
    complain(box)
    at_once.begin()
    added = reply(last(box, CUSTOMER), SECOND, sender=CUSTOMER)
    for _ in at_once.each(at_once.mail(added, "one"), at_once.mail(added, "two")):
        assert len([e for e in box.history(newest(box)["number"]) if SECOND in e.text]) == 1
        assert len([m for m in to(box, HANDLER) if SECOND in m.text]) == 1
        assert sorted(each["inbound_id"] for each in box._cloud.items("Inbound"))[-2:] == ["one", "two"]


def test_a_customers_reply_that_crosses_an_answer_is_kept_and_passed_on(at_once: Crossing) -> None:
    box = at_once.box
    complain(box)
    at_once.begin()
    added = reply(last(box, CUSTOMER), SECOND, sender=CUSTOMER)
    answer = reply(last(box, HANDLER), ANSWER, sender=HANDLER)
    for _ in at_once.each(at_once.mail(added, "added"), at_once.mail(answer, "answer")):
        assert newest(box)["status"] == "answered"
        assert SECOND in heard(box)
        assert [m for m in to(box, HANDLER) if SECOND in m.text]


def test_a_reply_that_crosses_the_tick_is_kept_and_the_rung_is_told_once(at_once: Crossing) -> None:
    box = at_once.box
    complain(box)
    stop = box.next_due()
    assert stop is not None
    box.wind(to=stop.replace(tzinfo=box.zone) if stop.tzinfo is None else stop)
    stop = box.next_due()
    at_once.begin()
    added = reply(last(box, CUSTOMER), SECOND, sender=CUSTOMER)
    write = at_once.mail(added, "added")
    at_once.breaker.prepare()
    box.wind(to=stop)
    chased = len(box.mails)
    assert chased > at_once.start.mails
    for _ in at_once.each(lambda: box.wind(to=stop), write):
        assert SECOND in heard(box)
        assert len(to(box, HANDLER)) + len(to(box, box.desk)) >= 1


def test_a_thousand_customers_of_one_outage_stand_in_nobodys_way(
    at_once: Crossing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Transactions of different customers touch no common item, so that none is refused because of another.

    All texts together are counted in shares, so that few meet there, and who meets tries again at once. The third makes it a matter of many, of which the first two are told, once; that has happened here before.
    """
    box, make, touched, shares = at_once.box, vars(BaseClient)["_make_api_call"], list[set[str]](), set[str]()
    counts = {ref.key for ref in texts_refs(box.now, POLICY)}
    for each in range(3):
        complain(box, "K12路今天全线停运，没人管，我要投诉！", sender=f"early{each}@qq.com")

    def noted(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        if operation == "TransactWriteItems":
            for at in map(place, arguments["TransactItems"]):
                (shares if any(count in at for count in counts) else touched[-1]).add(at)
        return make(client, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", noted)
    for each in range(3):
        touched.append(set())
        complain(box, "K12路今天全线停运，没人管，我要投诉！", sender=f"customer{each}@qq.com")
        touched.append(set())
        box.sms(f"+86139000011{each:02d}", "投诉：K12路今天全线停运，没人管")
    for one, other in combinations(touched, 2):
        assert one
        assert not one & other
    assert len(shares) > 1


def place(action: dict[str, Any]) -> str:
    """The item that an action of a transaction is about, by the names of all tables' keys."""
    ((_, details),) = action.items()
    named = details.get("Key") or details["Item"]
    keys = ("id", "complaint_id", "entry", "queue", "position", "inbound_id", "key")
    return f"{details['TableName']} {[named[name] for name in keys if name in named]}"
