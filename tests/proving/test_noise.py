"""How much a complaint that is answered in time has staff read: twelve mails at most, unless the procedure's own papers are more."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.policies import names, packaged
from redress.simulation.life import Scenario, play
from redress.simulation.lines import Line

AT_MOST = 12
# What a procedure itself has passed from hand to hand: six consents of four people; a notice and a decision to three offices each.
MORE = {"retail-stores": 15, "accountability-notice": 16}
OF_LATENESS = {"reminder", "chase", "escalation"}  # a simulated colleague takes longer than the shortest limits
MONDAY = "2026-03-02 09:00"


def mails_to_staff(policy: Policy) -> list[Line]:
    received = datetime.fromisoformat(MONDAY).replace(tzinfo=ZoneInfo(policy.timezone))
    mails = (line for line in play(policy, Scenario(received=received)) if line.by == "mail")
    return [line for line in mails if not line.who.startswith("customer") and line.what not in OF_LATENESS]


@pytest.mark.parametrize("name", names())
def test_a_complaint_that_is_answered_in_time_has_staff_read_twelve_mails_at_most(name: str):
    sent = mails_to_staff(packaged(name))
    assert len(sent) <= MORE.get(name, AT_MOST), Counter(line.what for line in sent)
