"""The sending service refuses our own sender for hours: everything waits, an alarm rings, and afterwards everybody reads the same."""

from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

import app
from sandbox import Sandbox
from tests.stories.acts import CUSTOMER, HANDLER, complain, newest, to

UNVERIFIED = (
    "Email address is not verified. The following identities failed the check in region US-EAST-1: {sender}, {receiver}"
)


class Refusing:
    """Stands before SES and SNS and refuses as told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: dict[str, tuple[str, str]] = {}
        make = vars(BaseClient)["_make_api_call"]

        def made(client: Any, operation: str, arguments: Any) -> Any:
            if operation not in self.answers:
                return make(client, operation, arguments)
            code, words = self.answers[operation]
            (receiver,) = arguments.get("Destination", {}).get("ToAddresses", [arguments.get("PhoneNumber")])
            told: Any = {"Error": {"Code": code, "Message": words.format(receiver=receiver, sender="us@ours.example")}}
            raise ClientError(told | {"ResponseMetadata": {"HTTPStatusCode": 400}}, operation)

        monkeypatch.setattr(BaseClient, "_make_api_call", made)


@pytest.mark.parametrize(
    ("code", "words"),
    [("MessageRejected", UNVERIFIED), ("MailFromDomainNotVerifiedException", ""), ("NotFoundException", "")],
)
def test_two_hours_without_a_sender_lose_no_mail_and_make_nobody_unreachable(
    monkeypatch: pytest.MonkeyPatch, code: str, words: str
) -> None:
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        refusing = Refusing(monkeypatch)
        refusing.answers["SendEmail"] = (code, words)
        paused = []
        monkeypatch.setattr(app, "publish", lambda measures: paused.append(measures.taken()[0].get("SendingPaused", 0)))
        number = complain(box)["number"]
        box.wind(hours=2)
        assert (box.mails, newest(box)["status"]) == ([], "open")
        assert sum(paused) >= 20  # each of which rings the alarm
        refusing.answers.clear()
        box.wind(minutes=10)
        for reader in (CUSTOMER, HANDLER):
            assert number in to(box, reader)[0].text
        assert not any("送达" in entry.what or "未送" in entry.what for entry in box.history(number))


def test_texts_wait_where_our_number_is_at_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        refusing = Refusing(monkeypatch)
        refusing.answers["Publish"] = ("InvalidParameter", "AWS.MM.SMS.OriginationNumber is not active")
        box.sms("+8613505350001", "投诉：今天上午9点客运总站检票员态度恶劣")
        box.wind(minutes=30)
        assert box.texts == []
        refusing.answers.clear()
        box.wind(minutes=10)
        (text,) = box.texts
        assert newest(box)["number"] in text.text
