"""Reports with nothing to tell: not sent, and how few mails a month without a complaint comes to."""

import json
from collections import Counter
from datetime import datetime, timedelta

import pytest

from chalicelib import policies
from chalicelib.aws.records import Schedule
from chalicelib.clockwork import silent_reports
from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.report import RATED, schedule, units
from tests.report.conftest import SHANGHAI
from tests.report.test_who_sees_what import Case, cases, reporting

FEBRUARY, MARCH = (datetime(2026, month, 20, tzinfo=SHANGHAI) for month in (2, 3))
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


def steps_of(definition: Report, start: datetime, end: datetime, policy: Policy, some: list[Case]) -> list[list[str]]:
    """Of each date of a report the texts of its mails, one after another as the schedule keeps them."""
    made, last, told = reporting(policy, some), Schedule(name=definition.name, last=""), []
    for step in schedule.due_steps(definition, start, end, policy):
        sending = made._sending(definition, step, last, policy, step.at)
        last = Schedule(name=definition.name, last="", silent=sending.silent)
        told.append([str(message.extra["report"]) for message in sending.messages])
    return told


OPEN = ("liaocheng-transport", "telecom-operations", "insurance-branch")


@pytest.mark.parametrize("name", OPEN)
def test_nothing_that_is_open_or_late_is_passed_over_in_silence(name: str):
    """Received in January, still open: every report with rates on February tells of it to whoever may see it, and names it as open."""
    policy = policies.packaged(name)
    answering = {each.name for each in units.answering(policy.directory)}
    case = next(c for c in cases(policy) if c.complaint.status == "open" and _unit(c) in answering)
    rated = [d for d in policy.reports if d.kind in RATED and d.every in ("day", "month") and not d.when]
    for definition in rated:
        told = steps_of(definition, FEBRUARY, MARCH, policy, [case])
        mine = [text for texts in told for text in texts if case.complaint.number in text]
        assert all(texts for texts in told), definition.name
        assert mine, definition.name


def _unit(case: Case) -> str:
    return case.complaint.unit or case.complaint.department


def test_the_next_report_says_how_many_had_nothing_to_tell_and_since_when():
    policy = policies.packaged("telecom-operations")
    daily = next(d for d in policy.reports if d.name == "daily")
    (case, *_) = [
        each for each in cases(policy, 1) if each.complaint.status == "closed" and not each.complaint.restricted
    ]
    received = case.complaint.moments[0].at
    until = received.replace(hour=23)
    told = steps_of(daily, received - timedelta(days=4), until + timedelta(days=3), policy, [case])
    counts = [len(texts) > 0 for texts in told]
    first = counts.index(True)
    assert counts == [n == first for n in range(len(told))]
    assert first >= 3
    assert all(f"起有 {first} 期没有内容，未单独发出。" in text for text in told[first])


def test_no_draft_is_sent_of_a_report_that_has_nothing_to_tell_and_none_counts_as_left_out():
    policy = policies.packaged("liaocheng-transport")
    monthly = next(d for d in policy.reports if d.name == "monthly")
    made, steps = reporting(policy, []), schedule.due_steps(monthly, FEBRUARY, MARCH, policy)
    assert [step.draft for step in steps].count(True) == 1
    for step in steps:
        sending = made._sending(monthly, step, Schedule(name="monthly", last=""), policy, step.at)
        assert bool(sending.messages) != step.draft
        assert bool(sending.silent) != step.draft  # heads of departments hear with the next one


def test_a_report_of_nothing_is_a_few_lines_without_a_workbook():
    policy = policies.packaged("liaocheng-transport")
    monthly = next(d for d in policy.reports if d.name == "monthly")
    (step,) = [s for s in schedule.due_steps(monthly, FEBRUARY, MARCH, policy) if not s.draft]
    for message in (
        reporting(policy, [])._sending(monthly, step, Schedule(name="monthly", last=""), policy, step.at).messages
    ):
        said = json.loads(str(message.extra["report"]))
        assert message.attachments == ()
        assert said["lead"][0].startswith("本期未接到投诉，特此零报告。")
        assert sum(len(part.get("text", ())) + len(part.get("rows", ())) for part in said["sections"]) <= 4


def test_every_summary_of_nothing_has_a_reader_before_any_has_a_second():
    """So that a regulator's quarter is not crowded out by the month's own leaders."""
    policy = policies.packaged("rural-credit")
    april = [d for d in policy.reports if d.name in ("monthly", "quarterly")]
    end = datetime(2026, 5, 1, tzinfo=SHANGHAI)
    for definition in april:
        (step,) = [s for s in schedule.due_steps(definition, end - timedelta(days=30), end, policy) if not s.draft]
        assert silent_reports.told_all_the_same(definition, step, policy), definition.name
