import json
from collections.abc import Callable

import pytest

from redress.raw_mails import Stored, notification
from sandbox import Sandbox
from sandbox.staff import reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, newest, to
from tests.stories.letters import letter

Run = Callable[..., tuple[int, str]]
VIRUS = {"virus": "FAIL"}


def lose(box: Sandbox, raw: bytes, name: str) -> str:
    """SES stores a mail, and the note about it gets lost."""
    box._cloud.store(f"raw/{name}", raw)
    return f"raw/{name}"


def test_a_mail_whose_note_was_lost_is_found_and_becomes_a_complaint(box: Sandbox, run: Run):
    lose(box, letter(CUSTOMER, box.address, "投诉", RUDE), "lost1")
    box.wind(minutes=31)
    code, told = run("reconcile")
    assert code == 0
    assert "raw/lost1" in told
    assert "1 raw mail without a receipt put into the queue" in told
    assert newest(box)["complainant"]["mail"] == CUSTOMER
    assert "every raw mail has its receipt" in run("reconcile")[1]


def test_a_mail_that_may_still_be_on_its_way_is_left_alone(box: Sandbox, run: Run):
    lose(box, letter(CUSTOMER, box.address, "投诉", RUDE), "fresh")
    assert "every raw mail has its receipt" in run("reconcile")[1]


def test_a_late_note_about_a_reconciled_mail_changes_nothing(box: Sandbox, run: Run):
    raw = letter(CUSTOMER, box.address, "投诉", RUDE)
    key = lose(box, raw, "late")
    box.wind(minutes=31)
    run("reconcile")
    note = notification(Stored(key, box.now), raw, "bucket", box.address)
    box._cloud.put_message("InboundMailQueue", json.dumps(note))
    box._settle()
    assert len(box.complaints()) == 1
    assert len(to(box, CUSTOMER)) == 1


def test_what_ses_writes_when_a_rule_is_made_is_no_mail(box: Sandbox, run: Run):
    lose(box, b"Subject: Amazon SES Setup Notification\r\n\r\n", "AMAZON_SES_SETUP_NOTIFICATION")
    box.wind(minutes=31)
    assert "every raw mail has its receipt" in run("reconcile")[1]


def test_a_dry_run_names_the_mails_and_puts_in_nothing(box: Sandbox, run: Run):
    lose(box, letter(CUSTOMER, box.address, "投诉", RUDE), "lost2")
    box.wind(minutes=31)
    assert "1 raw mail without a receipt would be put into the queue" in run("reconcile", "--dry-run")[1]
    assert box.complaints() == []


def test_a_parked_mail_can_be_taken_in_again(box: Sandbox, run: Run):
    key = "raw/" + box.email(letter(CUSTOMER, box.address, "投诉", RUDE), verdicts=VIRUS)
    assert box.complaints()[0]["parked"] == "virus"
    code, told = run("replay", key)
    assert (code, "was parked: virus" in told) == (0, True)
    assert newest(box)["complainant"]["mail"] == CUSTOMER


def test_a_mail_that_became_a_complaint_is_not_taken_in_twice(box: Sandbox, run: Run):
    key = "raw/" + box.email(letter(CUSTOMER, box.address, "投诉", RUDE))
    code, told = run("replay", key)
    assert (code, "was dealt with (decide)" in told) == (0, True)
    assert len(box.complaints()) == 1
    assert len(to(box, CUSTOMER)) == 1


def test_a_key_that_names_nothing_is_said_so(run: Run):
    code, told = run("replay", "raw/nothing")
    assert code == 2
    assert "nothing under this key" in told


def test_an_order_in_a_reconciled_mail_waits_for_its_confirmation(box: Sandbox, run: Run):
    complain(box)
    order = reply(last(box, HANDLER), ANSWER, sender=HANDLER)
    lose(box, order, "order")
    box.wind(minutes=31)
    run("reconcile")
    assert newest(box)["status"] == "open"
    assert "/k/" in last(box, HANDLER).text  # only SES's own note vouches for a sender


@pytest.mark.parametrize(
    ("head", "recipients", "virus"),
    [
        (b"Received: from a by inbound-smtp.x with SMTP id 1 for c+abc@o.example; Mon\r\nX-SES-Virus-Verdict: FAIL", ["c+abc@o.example"], "FAIL"),
        (b"Received: from a by inbound-smtp.x with SMTP id 1 for c@o.example; Mon\r\nX-SES-Virus-Verdict: PASS\r\nX-SES-Virus-Verdict: FAIL", ["c@o.example"], "PASS"),
        (b"To: Somebody <C+Token@O.example>, other@x.example", ["c+token@o.example"], ""),
        (b"Subject: nothing", ["c@o.example"], ""),
    ],
)  # fmt: skip
def test_the_envelope_is_read_from_what_ses_wrote_on_top(head: bytes, recipients: list[str], virus: str, box: Sandbox):
    receipt = notification(Stored("raw/1", box.now), head + b"\r\n\r\n", "b", "c@o.example")["receipt"]
    assert receipt["recipients"] == recipients
    assert receipt["virusVerdict"]["status"] == virus
    assert receipt["dmarcVerdict"]["status"] == "GRAY"
