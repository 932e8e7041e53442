"""The wiring from topic to answer: what is packaged, deployed, and allowed to do its work.

What the application decides is tested elsewhere. Here a mail goes in at one end of the deployed queues and an answer
comes out at the other, under the rights that each function has.
"""

import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from uuid import uuid4

import pytest
from emulator import PARAMETERS, Stack, until

from chalicelib.core.tokens import Keys, Token, mint
from redress.package import Package

pytestmark = pytest.mark.timeout(600)  # packaging fetches the libraries, and the tick takes its minute

MEGABYTE = 2**20
NUMBER = re.compile(r"LC\d{8}-\d{4,}")
LONG_AGO = "2026-01-01T00:00:00Z"


def mail(sender: str, subject: str, text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, PARAMETERS["ComplaintAddress"], subject
    message["Message-ID"] = f"<{uuid4()}@example.net>"
    message.set_content(text)
    return message.as_bytes()


def someone() -> str:
    return f"{uuid4().hex[:12]}@example.net"


def complain(stack: Stack, sender: str, message_id: str = "") -> None:
    text = "3月2日早上8点，K15路公交车晚点四十分钟，没有人解释。请给个说法。"
    stack.mail_arrives(message_id or uuid4().hex, sender, mail(sender, "投诉K15路晚点", text))


def acknowledged(stack: Stack, sender: str) -> str:
    """The number in the one acknowledgement that a customer got by mail."""
    (answer,) = until(lambda: stack.mails_to(sender), 30)
    found = NUMBER.search(answer["Subject"] + answer["BodyText"])
    assert found, answer
    return found.group()


def complaint(stack: Stack, number: str) -> dict[str, dict[str, str]]:
    return next(item for item in stack.items("Complaints") if item.get("number", {}).get("S") == number)


def test_the_package_is_small_enough_to_start_quickly(built: Package):
    with zipfile.ZipFile(built.code) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        assert "boto3/__init__.py" not in archive.namelist()
    assert built.code.stat().st_size < 20 * MEGABYTE
    assert unpacked < 60 * MEGABYTE


def test_a_mail_in_is_a_case_and_an_acknowledgement_out(stack: Stack):
    sender = someone()
    complain(stack, sender)
    number = acknowledged(stack, sender)
    case = complaint(stack, number)["id"]["S"]
    assert [item for item in stack.items("History") if item["complaint_id"]["S"] == case]


def test_a_text_in_is_a_case_and_a_text_out(stack: Stack):
    stack.text_arrives(uuid4().hex, "+8613800138001", "投诉：K15路晚点两小时，没人管")
    (answer,) = until(lambda: stack.texts_to("+8613800138001"), 30)
    assert complaint(stack, NUMBER.search(answer).group())


def test_a_delivery_that_comes_twice_at_once_is_one_case(stack: Stack):
    sender, message_id, later = someone(), uuid4().hex, someone()
    raw = mail(sender, "投诉司机态度恶劣", "3月2日K15路司机骂人。")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: stack.mail_arrives(message_id, sender, raw), range(4)))
    number = acknowledged(stack, sender)
    complain(stack, later)
    acknowledged(stack, later)  # the queue has gone on, so that a second acknowledgement would be there by now
    until(lambda: stack.is_empty("InboundMailQueue"))
    assert acknowledged(stack, sender) == number
    assert len([item for item in stack.items("Inbound") if item["inbound_id"]["S"].endswith(message_id)]) == 1


def test_poison_ends_in_the_dead_letters_while_its_neighbours_pass(stack: Stack):
    before, neighbours = stack.waiting("InboundMailDeadLetters"), [someone() for _ in range(5)]
    for number, sender in enumerate(neighbours):
        complain(stack, sender)
        if number == 2:
            stack.tell("MailTopic", "{this is not JSON")
    assert len({acknowledged(stack, sender) for sender in neighbours}) == 5
    until(lambda: stack.waiting("InboundMailDeadLetters") == before + 1, 60)
    assert {len(stack.mails_to(sender)) for sender in neighbours} == {1}


def test_what_ses_says_when_it_is_set_up_is_no_poison(stack: Stack):
    stack.tell("DeliveryTopic", "Successfully validated SNS topic for Amazon SES event publishing.")
    until(lambda: stack.is_empty("DeliveryEventsQueue"), 30)
    assert stack.waiting("DeliveryEventsDeadLetters") == 0


def test_a_bounce_reaches_the_case_whose_mail_came_back(stack: Stack):
    sender = someone()
    complain(stack, sender)
    case = complaint(stack, acknowledged(stack, sender))["id"]["S"]
    written = len(history(stack, case))
    (answer,) = stack.mails_to(sender)
    stack.tell("DeliveryTopic", bounce(answer["MessageId"].partition("@")[0], sender))
    until(lambda: len(history(stack, case)) > written, 30)


def history(stack: Stack, case: str) -> list[dict[str, dict[str, str]]]:
    return [item for item in stack.items("History") if item["complaint_id"]["S"] == case]


def bounce(message_id: str, address: str) -> dict[str, object]:
    at = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    recipients = [{"emailAddress": address, "action": "failed", "status": "5.1.1", "diagnosticCode": "smtp; 550 5.1.1"}]
    return {
        "eventType": "Bounce",
        "mail": {"timestamp": at, "messageId": message_id, "destination": [address], "tags": {}},
        "bounce": {
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": recipients,
            "timestamp": at,
            "feedbackId": uuid4().hex,
        },
    }


def test_the_minute_tick_finds_what_is_due_and_hands_it_to_a_worker(stack: Stack):
    sender = someone()
    complain(stack, sender)
    number = acknowledged(stack, sender)
    case = complaint(stack, number)
    stack.change("Complaints", {"id": case["id"]}, {"next_check_at": {"S": LONG_AGO}})
    until(lambda: complaint(stack, number)["next_check_at"]["S"] != LONG_AGO, 90)


def test_the_satisfaction_page_shows_on_get_and_records_on_post(stack: Stack, keys: Keys):
    sender = someone()
    complain(stack, sender)
    number = acknowledged(stack, sender)
    case = complaint(stack, number)["id"]["S"]
    expires = datetime.now(UTC) + timedelta(days=30)
    link = f"/s/{mint(Token('survey', case, '', expires), keys)}"

    shown = stack.page(link)
    assert shown.status_code == 200
    assert shown.headers["Content-Type"].startswith("text/html")
    assert "<form" in shown.text
    written = len(history(stack, case))
    assert stack.page(link).text == shown.text
    assert len(history(stack, case)) == written

    thanked = stack.page(link, {"score": "4", "words": "很快，谢谢"})
    assert thanked.status_code == 200
    assert len(history(stack, case)) > written
    assert "<form" not in stack.page(link).text


def test_a_link_that_was_tampered_with_shows_nothing(stack: Stack):
    assert stack.page(f"/s/{'a' * 50}").status_code == 404


def test_no_function_was_refused_a_call(stack: Stack):
    log = stack.emulator.log.read_text(encoding="utf-8")
    assert "is not authorized to perform" not in log
    assert "AccessDenied" not in log
