"""Whoever is reminded of something, chased for it or told that it is late gets the lines to fill in, whatever the clock is called."""

import msgspec
import pytest

from chalicelib.aws.records import OutboxItem
from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.outbox import items_of
from chalicelib.pipeline.consequences import together
from chalicelib.render import forms, render
from redress.proving.playing import identity
from tests.core.handling.playing import HANS, OFFICE_DESK, SARA, Case, at, office, referred
from tests.core.handling.test_what_is_offered_is_accepted import what_it_offers_is_accepted

ANSWER = """
[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
within = "1 week"
form = ["facts", "amount"]
required = ["facts"]
letter = ["facts"]
sets = "proposed"
"""
VISIT = """
[[task]]
name = "call_back"
for = "desk"
opens = "answered"
command = "visit"
within = "2 weeks"
form = ["satisfied", "words"]
required = ["satisfied"]
"""
APPROVED = """
[[gate]]
name = "agreed"
before = "answered"
approve = ["supervisor"]
within = "1 week"
"""
FORM = "#resolve\nFacts*: \nAmount: "


def clock(until: str, from_: str = "received") -> str:
    return f"""
[[clock]]
name = "limit"
from = "{from_}"
until = "{until}"
within = "1 working day"
calendar = "work"
rungs = [
  {{ at = "-1 working hour", tell = ["handler"] }},
  {{ at = "due", tell = ["handler", "desk"] }},
  {{ at = "+1 day", tell = ["supervisor"] }},
]
"""


def of_the_limit(case: Case, to: str = "2026-03-04 17:30") -> list[tuple[str, str, list[str], str]]:
    """What came of the clock until then: name, reader, commands and the lines to fill in. Each is accepted from its reader."""
    return [
        (m.name, m.to.mail, commands(m), form_in(m, case.policy))
        for m in sent(case, to)
        if m.extra.get("clock") == "limit"
    ]


def sent(case: Case, to: str) -> list[Message]:
    found: list[Message] = []
    while (due := case.complaint.next_check_at) is not None and due <= at(to):
        case.now = due
        case.tick()
        for message in case.last.messages:
            if message.to.role != "customer" and message.channel == "mail":
                what_it_offers_is_accepted(case, message)
        found += case.last.messages
    return found


def commands(message: Message) -> list[str]:
    offered = message.extra["commands"]
    assert isinstance(offered, list)
    return [str(name) for name in offered]


def form_in(message: Message, policy: Policy) -> str:
    return forms.form(message, policy, "en").lines


@pytest.mark.parametrize("until", ["closed", "proposed", "answered", "approved", "agreed"])
def test_before_the_answer_whoever_is_chased_has_its_form_whatever_the_clock_waits_for(until: str):
    found = of_the_limit(referred(office(ANSWER, APPROVED, clock(until)), text="your service is slow"))
    assert [(name, mail) for name, mail, _, _ in found] == [
        ("reminder", HANS),
        ("chase", HANS),
        ("chase", OFFICE_DESK),
        ("escalation", SARA),
    ]
    assert [form.replace("Acted by: \n", "") for _, _, _, form in found] == [FORM] * 4


def test_whose_consent_is_waited_for_is_offered_that_and_nobody_else_the_form_again():
    case = referred(office(ANSWER, APPROVED, clock("agreed")), text="your service is slow")
    case.staff(HANS, "#resolve We have looked into it\nFacts: as told", "2026-03-02 10:00")
    found = of_the_limit(case)
    assert [(name, mail, offered) for name, mail, offered, _ in found if mail in (HANS, SARA)] == [
        ("reminder", SARA, ["approve", "return"]),
        ("chase", SARA, ["approve", "return"]),
    ]


def test_after_the_answer_the_desk_has_the_form_of_the_visit_and_the_handler_nothing_to_fill_in():
    case = referred(office(ANSWER, VISIT, clock("closed")), text="your service is slow")
    case.staff(HANS, "#resolve We have looked into it\nFacts: as told", "2026-03-02 10:00")
    found = {mail: (offered, form) for _, mail, offered, form in of_the_limit(case)}
    assert found[HANS] == (["note"], "")
    assert found[OFFICE_DESK] == (["visit", "close"], "#visit\nActed by: \nReached*: \nSatisfied*: \nWords: ")


def test_a_clock_until_acceptance_offers_to_accept():
    found = of_the_limit(referred(office(ANSWER, clock("accepted")), text="your service is slow"))
    assert {mail: offered for _, mail, offered, _ in found} == {
        HANS: ["note"],
        OFFICE_DESK: ["accept"],
        SARA: ["accept", "transfer"],  # it is the handler who is late
    }


def test_lines_stand_only_with_the_command_that_they_belong_to():
    hans = Recipient(role="handler", mail=HANS, language="en")
    message = Message(name="chase", to=hans, extra={"task": "answer", "commands": ["approve", "resolve"]})
    offered = forms.commands(message, office(ANSWER), "en", OFFICE_DESK, "x")
    assert [view.lines for view in offered] == ["#approve", FORM]


def chases(policy: Policy, number: str) -> tuple[Complaint, Message]:
    case = referred(policy, text="your service is slow")
    (chase,) = [m for m in case.wind("2026-03-03 17:30") if m.name == "chase" and m.to.mail == HANS]
    assert case.complaint is not None
    return msgspec.structs.replace(case.complaint, number=number), chase


def joint(policy: Policy, *about: tuple[Complaint, Message], number: str = "") -> str:
    """The mail that takes the place of these."""
    now = at("2026-03-03 17:30")
    parts: list[OutboxItem] = []
    for complaint, message in about:
        written = [(message, render(message, complaint, policy, identity(now)))]
        parts += items_of(complaint.number, complaint.id, 1, written, now, with_others=True)
    case = about[0][0] if number else None
    return render(together(parts, policy, number), case, policy, identity(now)).text


def test_one_mail_in_place_of_several_has_each_form_once_with_the_numbers_that_it_is_for():
    policy = office(ANSWER, clock("closed"))
    text = joint(policy, *(chases(policy, f"LC20260302-000{n}") for n in (1, 2)))
    assert text.count("#resolve\nFacts*:\nAmount:") == 1
    assert "· LC20260302-0001 LC20260302-0002\n\n#resolve\nFacts*:" in text


@pytest.mark.parametrize(
    ("until", "offered"),
    [
        ("told", "#tell\n\n"),
        ("contacted", "#contact\n"),
        ("closed", "#resolve\nFacts*:"),
        ("agreed", "#resolve\nFacts*:"),
    ],
)
def test_one_mail_about_one_complaint_offers_what_ends_each_of_its_limits_without_the_number(until: str, offered: str):
    policy = office(ANSWER, APPROVED, clock(until))
    complaint, chase = chases(policy, "LC20260302-0001")
    other = msgspec.structs.replace(chase, name="reminder", extra=chase.extra | {"commands": ["assist"], "task": ""})
    text = joint(policy, (complaint, chase), (complaint, other), number=complaint.number)
    assert (text.count(offered), text.count("#assist"), text.count(complaint.number)) == (1, 1, 0)
    assert "a line with #" not in text


def test_what_ends_nothing_is_not_offered_by_one_mail_for_several():
    policy = office(ANSWER, clock("closed"))
    complaint, chase = chases(policy, "LC20260302-0001")
    for command in ("approve", "note"):
        other = msgspec.structs.replace(chase, extra=chase.extra | {"commands": [command], "task": "", "clock": "x"})
        assert f"#{command}" not in joint(policy, (complaint, chase), (complaint, other), number=complaint.number)
