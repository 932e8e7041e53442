from collections.abc import Callable

import pytest

from chalicelib.inbound import email_message
from sandbox import Sandbox
from tests.stories.acts import CUSTOMER, RUDE, newest, to
from tests.stories.letters import letter

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def given_up(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail that the application could not read however often it was tried."""
    with monkeypatch.context() as broken:
        broken.setattr(email_message, "parse", lambda _raw: 1 / 0)
        box.email(letter(CUSTOMER, box.address, "投诉", RUDE))
    assert box.complaints() == []
    assert len(box.dead_letters) == 1


@pytest.mark.usefixtures("given_up")
def test_what_was_given_up_goes_back_and_becomes_the_complaint_that_it_was(box: Sandbox, run: Run):
    code, told = run("redrive")
    assert (code, "InboundMailDeadLetters: 1 went back to InboundMailQueue" in told) == (0, True)
    assert newest(box)["complainant"]["mail"] == CUSTOMER
    assert len(to(box, CUSTOMER)) == 1
    assert "InboundMailDeadLetters: 0 went back" in run("redrive")[1]


@pytest.mark.usefixtures("given_up")
def test_a_dry_run_moves_nothing(box: Sandbox, run: Run):
    assert "InboundMailDeadLetters: 1 would go back to InboundMailQueue" in run("redrive", "--dry-run")[1]
    assert box.complaints() == []


@pytest.mark.usefixtures("given_up")
def test_one_queue_alone_can_be_named(box: Sandbox, run: Run):
    run("redrive", "DueDeadLetters")
    assert box.complaints() == []
    assert run("redrive", "InboundMailDeadLetters")[0] == 0
    assert newest(box)["status"] == "open"


def test_a_queue_that_does_not_exist_is_named_with_those_that_do(run: Run):
    code, told = run("redrive", "MailQueue")
    assert code == 2
    assert "InboundMailDeadLetters" in told
