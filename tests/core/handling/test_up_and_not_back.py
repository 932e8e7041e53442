"""What somebody has not done is told to whoever is above them, never to themselves as if they were their own superior."""

import pytest

from chalicelib.core.complaint.decision import Message
from chalicelib.core.policy.model import Policy
from tests.core.handling.playing import DIRK, DORA, HANS, LENA, SARA, Case, office, referred, with_directory
from tests.core.handling.playing import away as absent

WORDS = "your service made me call the police"


def notice(role: str) -> str:
    return (
        f'[[rule]]\ngroup = "tell"\nwhen = [{{ words = ["police"] }}]\nthen = {{ tell = ["{role}"], confirm = true }}'
    )


def of_the_receipt(case: Case) -> list[tuple[str, str]]:
    """Who is chased for the missing confirmation, and who hears of it: message and reader, in order."""
    sent = case.wind("2026-03-02 15:00")
    return [(m.name, m.to.mail) for m in sent if is_of_the_receipt(m) and m.channel == "mail"]


def is_of_the_receipt(message: Message) -> bool:
    return str(message.extra.get("clock", "")).startswith("task:receipt")


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("legal", [("chase", LENA), ("escalation", DORA), ("escalation", DIRK)]),
        ("supervisor", [("chase", SARA), ("escalation", DORA), ("escalation", DIRK)]),
        ("desk_head", [("chase", DORA), ("escalation", DIRK), ("escalation", DIRK)]),
        ("director", [("chase", DIRK), ("escalation", DORA), ("chase", DIRK)]),
    ],
)
@pytest.mark.clause("IB-04")
def test_a_notice_that_nobody_confirms_climbs_past_whoever_did_not(role: str, expected: list[tuple[str, str]]):
    assert of_the_receipt(referred(office(notice(role)), text=WORDS)) == expected


def test_who_stands_in_for_the_head_of_the_desk_is_not_told_of_themselves_either():
    policy = with_directory(office(notice("desk_head")), absences=(absent(DORA, LENA),))
    assert of_the_receipt(referred(policy, text=WORDS)) == [("chase", LENA), ("escalation", DIRK), ("escalation", DIRK)]


def test_who_has_nobody_above_is_threatened_with_nobody():
    case = referred(office(notice("director")), text=WORDS)
    first, *_ = (m for m in case.wind("2026-03-02 11:00") if is_of_the_receipt(m) and m.to.mail == DIRK)
    assert (first.name, first.extra["climbs"]) == ("chase", 0)
    case = referred(office(notice("desk_head")), text=WORDS)
    first, *_ = (m for m in case.wind("2026-03-02 11:00") if is_of_the_receipt(m) and m.to.mail == DORA)
    assert (first.name, first.extra["climbs"]) == ("chase", 1)


LIMIT = """
[[clock]]
name = "limit"
from = "received"
until = "answered"
within = "1 working day"
calendar = "work"
rungs = [{ at = "due", tell = ["handler"] }, { at = "+1 hour", tell = ["desk_head"], message = "escalation" }]
"""


def limited(policy: Policy, handler: str) -> list[tuple[str, str]]:
    case = referred(policy, text="your service is slow")
    if handler != HANS:
        case.staff(DORA, f"#transfer {handler}", "2026-03-02 10:00")
        assert case.complaint.handler == handler, case.problems
    sent = case.wind("2026-03-04 09:00")
    return [(m.name, m.to.mail) for m in sent if m.extra.get("clock") == "limit"]


def test_of_a_limit_that_the_head_of_the_desk_did_not_keep_whoever_is_above_hears():
    assert limited(office(LIMIT), HANS) == [("chase", HANS), ("escalation", DORA)]
    assert limited(office(LIMIT), DORA) == [("chase", DORA), ("escalation", DIRK)]


TOGETHER = """
[[clock]]
name = "first_step"
from = "received"
until = "stepped"
within = "1 hour"
rungs = [{ at = "-20 minutes", tell = ["legal"] }, { at = "due", tell = ["legal", "director"] }]

[[task]]
name = "step"
for = "legal"
opens = "referred"
form = ["facts"]
sets = "stepped"
"""


def test_who_is_late_is_chased_in_the_minute_in_which_those_above_hear_of_it():
    case = referred(office(TOGETHER), text="your service is slow")
    sent = [(m.name, m.to.mail) for m in case.wind("2026-03-02 10:30") if m.extra.get("clock") == "first_step"]
    assert sent == [("reminder", LENA), ("chase", LENA), ("escalation", DIRK)]
