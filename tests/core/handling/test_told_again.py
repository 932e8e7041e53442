"""After the last rung whoever has to act is chased again, and those told last hear that it is still so: nobody reads the other's letter."""

import pytest

from tests.core.handling.playing import DIRK, DORA, HANS, LENA, SARA, office, referred

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


def test_a_ladder_that_goes_on_chasing_whom_it_asks_tells_nobody_above_again():
    found = told(
        '{ at = "due", tell = ["legal"], every = "1 day" }',
        '{ at = "+1 day", tell = ["director"], message = "escalation" }',
    )
    assert [mail for name, mail in found if name == "chase"] == [LENA] * 6
    assert [mail for name, mail in found if name == "escalation"] == [DIRK]
