"""After the last rung whoever has to act is chased again, and those told last hear that it is still so: nobody reads the other's letter."""

import pytest

from chalicelib.core.policy.model import PolicyError
from tests.core.handling.playing import DIRK, DORA, HANS, LENA, SARA, ZONE, Case, at, office, referred

CHECK = """
[[task]]
name = "legal_check"
for = "legal"
opens = "referred"
sets = "checked"
"""


def ladder(*rungs: str) -> str:
    return f"""
[[clock]]
name = "limit"
from = "referred"
until = "checked"
within = "1 day"
rungs = [{", ".join(rungs)}]
"""


def told(*rungs: str) -> list[tuple[str, str]]:
    """Message and reader of what the clock said by mail in its first week."""
    case = referred(office(CHECK, ladder(*rungs)), text="your service is slow")
    heard = [m for m in case.wind("2026-03-08 10:00") if m.extra.get("clock") == "limit" and m.channel == "mail"]
    return [(m.name, m.to.mail) for m in heard]


@pytest.mark.parametrize(
    ("rungs", "expected"),
    [
        # a role of the policy's own is asked, an office of its own told: neither is a leader by name
        (
            ('{ at = "due", tell = ["legal"] }', '{ at = "+1 day", tell = ["supervisor"], message = "escalation" }'),
            [("chase", LENA), ("escalation", SARA), ("chase", LENA), ("escalation", SARA), ("chase", LENA), ("escalation", SARA)],
        ),
        (
            ('{ at = "due", tell = ["handler"] }', '{ at = "+1 day", tell = ["legal"], message = "escalation" }'),
            [("chase", HANS), ("escalation", LENA), ("chase", HANS), ("escalation", LENA), ("chase", HANS), ("escalation", LENA)],
        ),
        # who heads the desk is a leader the second time, too
        (
            ('{ at = "due", tell = ["handler"] }', '{ at = "+1 day", tell = ["desk_head"] }'),
            [("chase", HANS), ("escalation", DORA), ("chase", HANS), ("escalation", DORA), ("chase", HANS), ("escalation", DORA)],
        ),
    ],
)  # fmt: skip
def test_who_acts_is_chased_and_who_leads_is_told(rungs: tuple[str, ...], expected: list[tuple[str, str]]):
    assert told(*rungs) == expected


NIGHT = """
[[clock]]
name = "limit"
from = "referred"
until = "checked"
within = "2 hours"
rungs = [
  { at = "due", tell = ["legal"], by = ["mail", "sms"] },
  { at = "+2 hours", tell = ["director"], by = ["mail", "sms"], hours = "work", every = "4 hours" },
]
"""


def test_a_step_that_names_hours_waits_for_them_and_is_not_told_of_what_was_done_in_the_night():
    case = referred(office(CHECK, NIGHT), opened="2026-03-02 22:00", text="your service is slow")
    assert told_at(case, "2026-03-03 16:59") == [
        ("03-03 00:00", LENA),  # whoever has to act is chased at once
        ("03-03 09:00", DIRK),  # not at two: once, when the office opens
        ("03-03 13:00", DIRK),
    ]
    done = referred(office(CHECK, NIGHT), opened="2026-03-02 22:00", text="your service is slow")
    done.wind("2026-03-03 03:00")
    done.staff(LENA, "#fill", "2026-03-03 03:00")
    assert told_at(done, "2026-03-03 16:59") == []


def told_at(case: Case, until: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    while case.complaint is not None and (due := case.complaint.next_check_at) is not None and due <= at(until):
        case.now = due
        sent = [m for m in case.tick().messages if m.extra.get("clock") == "limit" and m.channel == "mail"]
        found += [(f"{due.astimezone(ZONE):%m-%d %H:%M}", m.to.mail) for m in sent]
    return found


@pytest.mark.parametrize(
    ("rung", "fault"),
    [
        ('{ at = "+2 hours", tell = ["director"], hours = "wrk" }', 'hours: "wrk" is not a calendar; did you mean "work"?'),
        ('{ at = "-1 hour", tell = ["director"], hours = "work" }', "hours: would let a reminder wait until its time is over"),
        ('{ at = "+2 hours", tell = ["customer"], hours = "work" }', "hours: would keep the customer waiting beyond the time that they were told"),
    ],
)  # fmt: skip
def test_hours_that_would_make_somebody_late_are_refused(rung: str, fault: str):
    with pytest.raises(PolicyError) as refused:
        office(CHECK, ladder('{ at = "due", tell = ["legal"] }', rung))
    assert f"office.toml: clock[0].rungs[1].{fault}" in str(refused.value).splitlines()


def test_a_ladder_that_goes_on_chasing_whom_it_asks_tells_nobody_above_again():
    found = told(
        '{ at = "due", tell = ["legal"], every = "1 day" }',
        '{ at = "+1 day", tell = ["director"], message = "escalation" }',
    )
    assert [mail for name, mail in found if name == "chase"] == [LENA] * 6
    assert [mail for name, mail in found if name == "escalation"] == [DIRK]


def test_what_is_told_again_waits_for_the_policys_time_of_day_and_what_the_ladder_tells_does_not():
    rungs = ('{ at = "due", tell = ["legal"] }', '{ at = "+1 day", tell = ["supervisor"], message = "escalation" }')
    policy = office(CHECK, ladder(*rungs), top='chased_at = "09:00"\n')
    case = referred(policy, opened="2026-03-02 14:20", text="your service is slow")
    heard = told_at(case, "2026-03-09 10:00")
    own, again = heard[:2], heard[2:]
    assert [who for _, who in own] == [LENA, SARA]
    assert not any(at.endswith("09:00") for at, _ in own)
    assert [at for at, _ in again] == [f"03-{day:02} 09:00" for day in (7, 7, 9, 9)]
    assert [who for _, who in again] == [LENA, SARA] * 2


def test_a_time_of_day_that_is_none_is_refused():
    with pytest.raises(PolicyError) as refused:
        office(CHECK, top='chased_at = "9 o\'clock"\n')
    assert 'chased_at: "9 o\'clock" is not a time such as "09:00"' in str(refused.value)
