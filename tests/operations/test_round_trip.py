"""`redress doctor --round-trip`: a mail from us to us takes every hop and comes back; where it stops is named."""

from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import boto3
import pytest

from chalicelib.core.words.marker import LOOP_HEADER
from chalicelib.policies import packaged
from redress.cli import main
from redress.doctor import round_trip
from sandbox import Sandbox
from tests.stories.acts import CUSTOMER, RUDE, newest, to
from tests.stories.letters import letter

Capture = pytest.CaptureFixture[str]


class World:
    """SES between us and us: `brings` whatever was sent, unless a test has it lose some."""

    def __init__(self, box: Sandbox) -> None:
        self.box, self.brought = box, 0
        self.brings: Callable[[Any], bool] = lambda _: True
        self.reads = True
        self.waited = 0

    def wait(self, seconds: float) -> None:
        """While the command waits: the clock goes on, and what was sent arrives."""
        self.waited += 1
        box = self.box
        box._clock.move_to(box.now + timedelta(seconds=seconds))
        sent = box._cloud.sent_mails()
        for mail in sent[self.brought :]:
            if self.brings(mail):
                self._bring(mail)
        self.brought = len(sent)
        if self.reads:
            box._settle()

    def _bring(self, mail: Any) -> None:
        address, raw = mail.destinations[0], mail.raw_data.encode()
        if self.reads:
            self.box.email(raw, recipients=address)
        else:
            self.box._cloud.store("raw/unread", raw)


@pytest.fixture
def world(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> World:
    made = World(box)
    monkeypatch.setattr(round_trip.time, "sleep", made.wait)  # type: ignore[attr-defined]
    return made


def told(capsys: Capture, *questions: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    code = main(["doctor", "--round-trip", *questions])
    return code, capsys.readouterr().out.splitlines()


def test_it_goes_through_every_hop_comes_back_and_leaves_nothing_behind(world: World, capsys: Capture):
    code, lines = told(capsys)
    assert code == 0, lines
    assert [line.partition(", after")[0] for line in lines] == [
        "ok    round trip: SES has taken a test mail",
        "ok    round trip: it came in, was stored, told to the queue, read, and answered",
        "ok    round trip: SES has reported what became of the answer",
        "ok    round trip: the answer came back",
        "Nothing needs mending.",
    ]
    assert world.box.complaints() == []
    assert {mail.to[0].partition("+")[0] for mail in world.box.mails} == {world.box.address.partition("@")[0]}
    assert len(world.box._cloud.sent_mails()) == 2
    assert "after 3 s" in lines[1]


def test_the_answer_says_what_it_is(world: World, capsys: Capture):
    told(capsys)
    answer = message_from_bytes(world.box._cloud.sent_mails()[-1].raw_data.encode())
    assert answer["Auto-Submitted"] == "auto-replied"
    mail = world.box.mails[-1]
    assert mail.subject == "测试邮件已走完全程"
    assert "与任何投诉无关，无需处理" in mail.text


def test_customers_are_served_as_ever_while_it_travels(world: World, capsys: Capture):
    assert told(capsys)[0] == 0
    world.box.email(letter(CUSTOMER, world.box.address, "投诉", RUDE))
    assert newest(world.box)["status"] == "open"
    assert len(to(world.box, CUSTOMER)) == 1


def test_a_mail_that_never_reaches_the_bucket_is_told_so(world: World, capsys: Capture):
    world.brings = lambda _: False
    code, lines = told(capsys)
    assert code == 1
    assert lines[1] == (
        "BAD   round trip: it never reached the bucket: redress doctor identity sending MX\\ record receipt\\ rules"
    )
    assert world.waited >= 80  # four minutes


def test_a_mail_that_nobody_reads_is_told_so(world: World, capsys: Capture):
    world.reads = False
    code, lines = told(capsys)
    assert code == 1
    assert "it lies in the bucket, but was not read: aws logs tail /redress/redress/email-arrived" in lines[1]


def test_an_answer_that_does_not_come_back_is_told_so(world: World, capsys: Capture):
    world.brings = lambda mail: LOOP_HEADER not in mail.raw_data
    code, lines = told(capsys)
    assert code == 1
    assert "BAD   round trip: the answer did not come back: redress doctor outbox dead\\ letters" in lines


def test_reports_that_do_not_come_are_told_so(world: World, capsys: Capture):
    world.box.reports_delivery = False
    code, lines = told(capsys)
    assert code == 1
    assert "SES has reported nothing of the answer" in lines[2]


def test_with_questions_it_follows_their_answers(world: World, capsys: Capture):
    code, lines = told(capsys, "signing keys")
    assert code == 0
    assert lines[0].startswith("ok    signing keys")
    assert "ok    round trip: the answer came back" in "\n".join(lines)
    assert world.box.complaints() == []


def test_without_keys_it_says_what_is_missing_and_sends_nothing(world: World, capsys: Capture):
    boto3.client("ssm").delete_parameter(Name="/redress/signing-keys/reply")
    code, lines = told(capsys)
    assert (code, "reply" in lines[0]) == (1, True)
    assert world.box._cloud.sent_mails() == []


def test_without_a_policy_it_says_how_there_is_one(capsys: Capture):
    with Sandbox(now="2026-03-02T09:00+08:00", settings={"POLICY": "s3:", "REHEARSAL": "false"}) as box:
        code, lines = told(capsys)
        assert (code, "redress policy publish FILE" in lines[0]) == (1, True)
        assert box._cloud.sent_mails() == []


def test_a_stack_at_an_address_of_examples_is_told_why_nothing_comes_back(
    world: World, capsys: Capture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("REHEARSAL", "false")
    monkeypatch.setattr("chalicelib.container.newest", lambda *_: packaged("liaocheng-transport"))
    code, lines = told(capsys)
    assert (code, "is an address of examples, to which nothing is sent" in lines[0]) == (1, True)
    assert world.box._cloud.sent_mails() == []


def test_a_second_mail_to_the_address_is_not_answered_and_nobody_else_has_such_an_address(
    world: World, capsys: Capture
):
    told(capsys)
    sent = world.box._cloud.sent_mails()
    address = sent[-1].destinations[0]
    world.box.email(letter(CUSTOMER, address, "投诉", RUDE), recipients=address)
    assert len(world.box._cloud.sent_mails()) == len(sent)
    forged = address.replace(address[-60], "x" if address[-60] != "x" else "y")
    world.box.email(letter(CUSTOMER, forged, "投诉", RUDE), recipients=forged)
    assert len(world.box.complaints()) == 1
