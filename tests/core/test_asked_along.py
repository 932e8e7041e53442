"""All that one decision asks of one person is one mail: nothing is lost, nothing asked twice, and nobody else's mail changes."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib.core.complaint.asked_along import came_along, in_one_mail
from chalicelib.core.complaint.decision import Extra, Message, Recipient

NOON = datetime(2026, 3, 2, 4, 30, 10, tzinfo=UTC)
LI, WANG = Recipient(role="handler", mail="li@office.example"), Recipient(role="desk", mail="wang@office.example")
DUE = "2026-03-04T09:30:00+00:00"


def form(
    name: str, to: Recipient = LI, after: timedelta = timedelta(minutes=1), command: str = "fill", **more: str
) -> Message:
    extra: Extra = {"task": name, "commands": [command], "fields": ["place"], "required": ["place"], "due": DUE, **more}
    return Message(name="task", to=to, extra=extra, not_before=NOON + after)


def work(name: str, to: Recipient = LI) -> Message:
    return Message(name=name, to=to, extra={"commands": ["resolve", "note"]})


@pytest.mark.parametrize("carrier", ["assignment", "to_assign"])
def test_forms_go_along_with_the_assignment_that_leaves_at_once(carrier: str):
    first, second = form("check"), form("mend", promise="by Friday")
    (mail,) = in_one_mail([first, work(carrier), second], NOON)
    assert (mail.name, mail.not_before) == (carrier, None)
    assert [(m.name, m.to, m.extra) for m in came_along(mail)] == [("task", LI, m.extra) for m in (first, second)]


def test_forms_without_an_assignment_go_along_with_the_first_of_them():
    (mail,) = in_one_mail([form("check"), form("mend")], NOON)
    assert mail.extra["task"] == "check"
    assert [each.extra["task"] for each in came_along(mail)] == ["mend"]


def test_what_goes_to_others_or_at_another_time_or_says_more_stays_a_mail_of_its_own():
    apart = [
        work("assignment"),
        form("another's", WANG),
        form("later", after=timedelta(minutes=3)),
        form("instructed", text="Go there yourself."),
        form("not yet", command="note"),
        msgspec.structs.replace(form("by text"), channel="sms"),
        Message(name="return_visit", to=LI, extra={"task": "visit", "commands": ["visit"]}),
    ]
    assert in_one_mail(apart, NOON) == tuple(apart)


def test_of_a_mail_that_brings_nothing_along_nothing_came_along():
    assert came_along(work("assignment")) == ()
