"""The wiring from topic to answer: what is packaged, deployed, and allowed to do its work.

What the application decides is tested elsewhere. Here a mail goes in at one end of the deployed queues and an answer
comes out at the other, under the rights that each function has.
"""

import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from chalicelib.aws.bodies import unpacked
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people.tokens import Keys, Token, mint, person_digest
from chalicelib.core.register.indexing import instant
from redress.package import Package
from sandbox.events import delivery_event, sent_mail
from tests.e2e.emulator import DOMAIN, PARAMETERS, REGION, Stack, until

pytestmark = pytest.mark.timeout(600)  # packaging fetches the libraries, and the tick takes its minute

MEGABYTE = 2**20
NUMBER = re.compile(r"LC\d{8}-\d{4,}")
COMPLAINT = "3月2日早上8点，K15路公交车晚点四十分钟，没有人解释。请给个说法。"
ANSWER = """#结果
事实：3月2日8时K15路因车辆故障晚点四十分钟。
责任：我公司调度不当。
措施：已更换车辆，并向当班人员通报。
经济补偿：无
"""


def letter(sender: str, subject: str, text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, PARAMETERS["ComplaintAddress"], subject
    message["Message-ID"] = f"<{uuid4()}@example.net>"
    message.set_content(text)
    return message.as_bytes()


def someone() -> str:
    return f"{uuid4().hex[:12]}@qq.com"


def complain(stack: Stack, sender: str) -> None:
    stack.mail_arrives(uuid4().hex, letter(sender, "投诉K15路晚点", COMPLAINT))


def acknowledgement(stack: Stack, sender: str) -> dict[str, Any]:
    """The one mail that a customer got."""
    (answer,) = until(lambda: stack.mails_to(sender))
    return answer


def number_in(text: str) -> str:
    found = NUMBER.search(text)
    assert found, text
    return found.group()


def acknowledged(stack: Stack, sender: str) -> str:
    """The number that a customer was told."""
    answer = acknowledgement(stack, sender)
    return number_in(answer["Subject"] + answer["BodyText"])


def item(stack: Stack, number: str) -> dict[str, dict[str, Any]]:
    return next(each for each in stack.items("Complaints") if each.get("number", {}).get("S") == number)


def stored(stack: Stack, number: str) -> Complaint:
    return unpacked(bytes(item(stack, number)["body"]["B"]), Complaint)


def history(stack: Stack, case: str) -> list[dict[str, dict[str, str]]]:
    return [entry for entry in stack.items("History") if entry["complaint_id"]["S"] == case]


def in_a_month() -> datetime:
    return datetime.now(UTC) + timedelta(days=30)


def test_the_package_is_small_enough_to_start_quickly(built: Package):
    with zipfile.ZipFile(built.code) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        assert not {"boto3/__init__.py", "botocore/__init__.py", "pip/__init__.py"} & set(archive.namelist())
    assert built.code.stat().st_size < 20 * MEGABYTE
    assert unpacked < 60 * MEGABYTE


def test_a_mail_in_is_a_case_and_an_acknowledgement_out(stack: Stack):
    sender = someone()
    complain(stack, sender)
    case = stored(stack, acknowledged(stack, sender))
    assert case.complainant.mail == sender
    assert history(stack, case.id)


def test_a_text_in_is_a_case_and_a_text_out(stack: Stack):
    stack.text_arrives(uuid4().hex, "+8613800138001", "投诉：K15路晚点两小时，没人管")
    (answer,) = until(lambda: stack.texts_to("+8613800138001"))
    assert stored(stack, number_in(answer)).complainant.phone == "+8613800138001"


def test_a_delivery_that_comes_four_times_at_once_is_one_case(stack: Stack):
    sender, message_id, later = someone(), uuid4().hex, someone()
    raw = letter(sender, "投诉司机态度恶劣", "3月2日K15路司机骂人。")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: stack.mail_arrives(message_id, raw), range(4)))
    number = acknowledged(stack, sender)
    complain(stack, later)
    acknowledged(stack, later)
    until(lambda: stack.is_empty("InboundMailQueue"))
    assert acknowledged(stack, sender) == number
    assert len([each for each in stack.items("Inbound") if each["inbound_id"]["S"] == message_id]) == 1


def test_poison_ends_in_the_dead_letters_while_its_neighbours_pass(stack: Stack):
    before, neighbours = stack.waiting("InboundMailDeadLetters"), [someone() for _ in range(5)]
    for number, sender in enumerate(neighbours):
        complain(stack, sender)
        if number == 2:
            stack.tell_of_mail(uuid4().hex, letter(someone(), "投诉", "this mail never was in the bucket"))
    assert len({acknowledged(stack, sender) for sender in neighbours}) == 5
    until(lambda: stack.waiting("InboundMailDeadLetters") == before + 1)
    assert {len(stack.mails_to(sender)) for sender in neighbours} == {1}


def test_what_ses_says_when_it_is_set_up_is_no_poison(stack: Stack):
    stack.tell("DeliveryTopic", "Successfully validated SNS topic for Amazon SES event publishing.")
    until(lambda: stack.is_empty("DeliveryEventsQueue"))
    assert stack.waiting("DeliveryEventsDeadLetters") == 0


def test_a_bounce_reaches_the_case_whose_mail_came_back(stack: Stack):
    sender = someone()
    complain(stack, sender)
    case = stored(stack, acknowledged(stack, sender)).id
    written = len(history(stack, case))
    now, message_id = datetime.now(UTC), acknowledgement(stack, sender)["MessageId"].partition("@")[0]
    stack.tell("DeliveryTopic", delivery_event("Bounce", sent_mail(message_id, "", [sender], [], {}, now), now))
    until(lambda: len(history(stack, case)) > written)


def test_the_minute_tick_finds_what_is_overdue_and_a_worker_chases_it(stack: Stack):
    sender = someone()
    complain(stack, sender)
    case = stored(stack, acknowledged(stack, sender))
    chased = len(stack.mails_to(case.handler))
    grow_old(stack, case)
    until(lambda: len(stack.mails_to(case.handler)) > chased)
    assert stored(stack, case.number).fired


def grow_old(stack: Stack, case: Complaint) -> None:
    """As if all that happened to the complaint had happened ten days earlier."""
    earlier = timedelta(days=10)
    moments = tuple(msgspec.structs.replace(moment, at=moment.at - earlier) for moment in case.moments)
    due = datetime.now(UTC) - earlier
    older = msgspec.structs.replace(case, moments=moments, next_check_at=due)
    values = {"body": {"B": msgspec.json.encode(older)}, "next_check_at": {"S": instant(due)}}
    stack.change("Complaints", {"id": {"S": case.id}}, values)


def test_the_links_in_a_mail_lead_to_the_deployed_pages(stack: Stack):
    sender = someone()
    complain(stack, sender)
    number = acknowledged(stack, sender)
    api = f"https://{stack.physical['RestAPI']}.execute-api.{REGION}.amazonaws.com/api"
    link = re.search(re.escape(api) + r"(/c/[a-z0-9]{50})", acknowledgement(stack, sender)["BodyText"])
    assert link
    shown = stack.page(link.group(1))
    assert shown.status_code == 200
    assert number in shown.text


def test_the_satisfaction_page_shows_on_get_and_records_on_post(stack: Stack, keys: Keys):
    sender = someone()
    complain(stack, sender)
    number = acknowledged(stack, sender)
    answer(stack, keys, stored(stack, number))
    case = until(lambda: answered(stack, number))

    link = f"/s/{mint(Token('survey', case.id, person_digest(sender), in_a_month(), case.round), keys)}"
    shown = stack.page(link)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "<form" in shown.text
    assert stored(stack, number).satisfaction is None

    assert stack.page(link, {"score": "4", "words": "很快，谢谢"}).status_code == 200
    assert stored(stack, number).satisfaction == 4
    assert "<form" not in stack.page(link).text


def answer(stack: Stack, keys: Keys, case: Complaint) -> None:
    """The handler's reply with the outcome."""
    token = mint(Token("reply", case.id, person_digest(case.handler), in_a_month()), keys)
    stack.mail_arrives(uuid4().hex, letter(case.handler, "Re: 投诉", ANSWER), f"tousu+{token}@{DOMAIN}")


def answered(stack: Stack, number: str) -> Complaint | None:
    case = stored(stack, number)
    return case if case.moment("answered") else None


def test_a_link_that_was_tampered_with_shows_nothing(stack: Stack):
    assert stack.page(f"/s/{'a' * 50}").status_code == 404


def test_no_function_was_refused_a_call(stack: Stack):
    assert "is not authorized to perform" not in stack.logged()
