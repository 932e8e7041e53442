"""Reports with nothing to tell: not sent, and how few mails a month without a complaint comes to."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from chalicelib import policies
from chalicelib.aws.records import Schedule
from chalicelib.clockwork import silent_reports
from chalicelib.core.policy.model import Policy
from chalicelib.core.report import schedule
from tests.report.conftest import SHANGHAI
from tests.report.test_who_sees_what import reporting

MONTHS = [datetime(2026, month, 1, tzinfo=SHANGHAI) for month in range(1, 13)]


def sent_in(month: datetime, policy: Policy) -> Counter[str]:
    """How many mails of each report go out in a month in which there is no complaint at all, and was none."""
    end = (month + timedelta(days=32)).replace(day=1)
    found: Counter[str] = Counter()
    empty = reporting(policy, [])
    for definition in policy.reports:
        if definition.kind in ("list", "case"):
            continue
        last = Schedule(name=definition.name, last="")
        for step in schedule.due_steps(definition, month, end, policy):
            sending = empty._sending(definition, step, last, policy, step.at)
            last = Schedule(name=definition.name, last="", silent=sending.silent)
            found[definition.name] += len(sending.messages)
    return found


@pytest.mark.parametrize("name", policies.names())
def test_a_month_without_a_complaint_comes_to_five_report_mails_at_most(name: str):
    policy = policies.packaged(name)
    counts = {month.month: +sent_in(month, policy) for month in MONTHS}
    assert {month: found for month, found in counts.items() if found.total() > silent_reports.MOST} == {}
    assert any(counts.values())  # somebody is told so
