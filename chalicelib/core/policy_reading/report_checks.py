"""Whether reports have somebody to go to, something to show, and time for their drafts."""

import re
from calendar import monthrange

from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.policy.report import SORTED_BY
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.policy_reading.names import AUDIENCES
from chalicelib.core.report.schedule import BY_PATTERNS, BY_WORDS
from chalicelib.core.times.durations import Duration

# Who holds these roles follows from one complaint, and a report tells of many.
OF_ONE_COMPLAINT = ("handler", "supervisor", "customer", "assistants", "unit")
A_LEAP_YEAR = 2028
DAYS = {"day": 1, "week": 7, "month": 28, "quarter": 90, "half_year": 181, "year": 365}
DAYS_OF_UNIT = {"day": 1.0, "working day": 1.4, "month": 30.0, "hour": 1 / 24, "working hour": 1 / 6}


def check_reports(policy: Policy, reading: Reading) -> None:
    """All reports."""
    for i, report in enumerate(policy.reports):
        _check_report(report, policy, f"report[{i}]", reading)


def _check_report(report: Report, policy: Policy, path: str, reading: Reading) -> None:
    if (report.kind == "case") is not (report.every == "complaint"):
        reading.refuse(f"{path}.every", 'kind = "case" and every = "complaint" go together')
        return
    if report.kind == "case":
        _check_case(report, path, reading)
        return
    if report.on:
        reading.refuse(f"{path}.on", 'goes with kind = "case" only')
    _check_readers(report.to, AUDIENCES, f"{path}.to", reading)
    _check_readers(report.draft_to, (), f"{path}.draft_to", reading)
    if not report.to:
        reading.refuse(f"{path}.to", "names nobody")
    reading.known(report.calendar, reading.names.calendars, f"{path}.calendar", "a calendar")
    if report.by and not re.fullmatch(BY_PATTERNS[report.every], report.by):
        reading.refuse(f"{path}.by", f'"{report.by}" is not {BY_WORDS[report.every]}')
    elif report.every == "year" and report.by and int(report.by[3:]) > monthrange(A_LEAP_YEAR, int(report.by[:2]))[1]:
        reading.refuse(f"{path}.by", f'"{report.by}" is a day that no calendar has')
    elif report.by == "23:59":
        reading.refuse(f"{path}.by", '"23:59" is the last minute of the day; name the time at which it shall be read')
    _check_draft(report, path, reading)
    _check_contents(report, policy, path, reading)


def _check_case(report: Report, path: str, reading: Reading) -> None:
    """A report on one complaint goes out when something has happened on it, to those who have a role on it."""
    reading.known(report.on, reading.names.moments, f"{path}.on", "a moment")
    for key in ("by", "draft_to", "draft_before", "show", "per"):
        if getattr(report, key):
            reading.refuse(f"{path}.{key}", "is for reports on many complaints, and this one is on each by itself")
    for i, role in enumerate(report.to):
        if role == "customer":
            reading.refuse(f"{path}.to[{i}]", "is no reader of reports; write a rule that tells them something")
        else:
            reading.known(role, reading.names.roles, f"{path}.to[{i}]", "a role")
    if not report.to:
        reading.refuse(f"{path}.to", "names nobody")


def _check_readers(roles: tuple[str, ...], beside: tuple[str, ...], path: str, reading: Reading) -> None:
    for i, role in enumerate(roles):
        if role in OF_ONE_COMPLAINT:
            reading.refuse(
                f"{path}[{i}]",
                f'"{role}" is somebody else on each complaint; known are {", ".join(AUDIENCES)}, desk, desk_head, director and roles of your own',
            )
        else:
            reading.known(role, (*reading.names.roles, *beside), f"{path}[{i}]", "a role")


def _check_draft(report: Report, path: str, reading: Reading) -> None:
    before = report.draft_before
    if bool(report.draft_to) != bool(before):
        reading.refuse(path, "needs both draft_to and draft_before, or neither")
    elif before and before.amount <= 0:
        reading.refuse(f"{path}.draft_before", f'"{before}" is no time before its date; write it like "3 working days"')
    elif before and _in_days(before) >= DAYS[report.every]:
        reading.refuse(f"{path}.draft_before", f'"{before}" is longer than the {report.every} that the report tells of')


def _in_days(duration: Duration) -> float:
    return duration.amount * DAYS_OF_UNIT.get(duration.unit, 0)


def _check_contents(report: Report, policy: Policy, path: str, reading: Reading) -> None:
    reading.known(report.by_field, reading.names.all_fields(), f"{path}.by_field", "a field")
    for key in ("show", "per"):
        for i, field in enumerate(getattr(report, key)):
            known = (*reading.names.fields, *(SORTED_BY if key == "show" else ()))
            reading.known(field, known, f"{path}.{key}[{i}]", "a field")
            if key == "per" and reading.names.types.get(field, "number") != "number":
                reading.refuse(f"{path}.per[{i}]", f'"{field}" is no number; give the field type = "number"')
    for key, kind, given in (
        ("show", "cases", report.show),
        ("of", "sample", report.of != "cases"),
        ("ranked_by", "appraisal", report.ranked_by),
    ):
        if given and report.kind != kind:
            reading.refuse(f"{path}.{key}", f'goes with kind = "{kind}" only')
    for kind, has, wanted in (
        ("promises", any(task.promises for task in policy.tasks), "no task has promises"),
        ("actions", bool(policy.fields_that_mean("action")), 'no field has means = "action"'),
    ):
        if report.kind == kind and not has:
            reading.refuse(f"{path}.kind", f'"{kind}" would always be empty: {wanted}')
    if report.size < 1:
        reading.refuse(f"{path}.size", f"{report.size} would draw nothing")
