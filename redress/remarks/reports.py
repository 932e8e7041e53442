"""Reports of a sound policy: what they are called after beside how often they come, and drafts of a time that is not over."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from chalicelib.core.expressions import expression
from chalicelib.core.policy.answering import EXPLAINS, answer_tasks
from chalicelib.core.policy.model import Policy, Report
from chalicelib.core.report.schedule import due_steps
from redress.remarks.condition_logic import FILLED

PERIODS = {
    "day": expression(r"日报|日報|每日|今日|每天|\b(?:daily|today)\b", re.IGNORECASE),
    "week": expression(r"周报|週報|周度|週度|每周|每週|本周|本週|上周|上週|\b(?:weekly|week)\b", re.IGNORECASE),
    "month": expression(r"月报|月報|月度|每月|本月|上月|\b(?:monthly|month)\b", re.IGNORECASE),
    "quarter": expression(r"季报|季報|季度|每季|本季|上季|\b(?:quarterly|quarter)\b", re.IGNORECASE),
    "half_year": expression(r"半年|\b(?:half[- ]year(?:ly)?|biannual|six[- ]monthly)\b", re.IGNORECASE),
    "year": expression(r"年报|年報|年度|每年|全年|\b(?:yearly|annual(?:ly)?)\b", re.IGNORECASE),
}  # fmt: skip
CLOSED = expression(r"结案|結案|办结的|辦結的|\bclosed\b", re.IGNORECASE)
EVENING = expression(
    r"晚报|晚報|下班|收工|当日|當日|傍晚|\bevening\b|close of (?:work|business|the day)|end of (?:the )?day|\bday's end\b",
    re.IGNORECASE,
)
HALF_A_DAY = 12 * 60
AN_HOUR = 60
MORNING = expression(r"早报|早報|晨|早上|\bmorning\b", re.IGNORECASE)
A_YEAR = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def remarks_on_reports(policy: Policy) -> Iterator[str]:
    """A sentence for each report that its readers would take for another."""
    for report in (each for each in policy.reports if each.every != "complaint"):
        yield from _called_after_another_period(report, policy)
        yield from _drafted_too_early(report, policy)
        yield from _at_another_time_of_day(report)
        yield from _on_a_twelve_hour_clock(report, policy)
        yield from _of_the_closed(report)
        yield from _without_what_it_lists(report, policy)
        yield from _of_the_other_answer(report, policy)


def _called_after_another_period(report: Report, policy: Policy) -> Iterator[str]:
    texts = [report.name.replace("_", " "), *(report.labels or policy.labels.get(report.name, {})).values()]
    for text in texts:
        said = [every for every, words in PERIODS.items() if words.search(text)]
        if "half_year" in said and "year" in said:
            said.remove("year")
        if said and report.every not in said:
            yield (
                f'report "{report.name}" is called “{text}” and goes out every {report.every.replace("_", " ")}: '
                f"its readers take the figures of a {report.every.replace('_', ' ')} for those of a {said[0].replace('_', ' ')}"
            )
            return


def _at_another_time_of_day(report: Report) -> Iterator[str]:
    """A morning's list that comes in the afternoon."""
    texts = (report.name.replace("_", " "), *report.labels.values())
    if ":" in report.by and any(MORNING.search(text) for text in texts) and report.by >= "12:00":
        yield f'report "{report.name}" is the morning\'s and goes out at {report.by}'


def _on_a_twelve_hour_clock(report: Report, policy: Policy) -> Iterator[str]:
    """An evening's count that comes in the morning; or one before anybody is at work, half a day from when another like it comes."""
    if ":" not in report.by or report.every != "day":
        return
    texts = (report.name.replace("_", " "), *report.labels.values())
    late = next((text for text in texts if EVENING.search(text)), "")
    if late and report.by < "12:00":
        yield f'report "{report.name}" is called “{late}” and goes out at {report.by}: the day is not over then'
        return
    opening = min((hours[0] for each in policy.calendars for hours in each.hours), default="08:00")
    others = [each for each in policy.reports if each.every == "day" and ":" in each.by and each.kind != "list"]
    for other in (each for each in others if each is not report and report.by < opening <= each.by):
        if abs(_minutes(other.by) - _minutes(report.by) - HALF_A_DAY) <= AN_HOUR:
            yield f'report "{report.name}" goes out at {report.by}, before anybody is at work, and report "{other.name}" at {other.by}: hours count to 24'
            return


def _minutes(at: str) -> int:
    hours, _, minutes = at.partition(":")
    return int(hours) * 60 + int(minutes)


def _of_the_closed(report: Report) -> Iterator[str]:
    """What is called after closed complaints and has those that came in."""
    looks = any(test.of == "status" or "closed" in test.values for table in report.when for test in table)
    called = [text for text in (report.name.replace("_", " "), *report.labels.values()) if CLOSED.search(text)]
    if called and not looks and report.placed_by != "closed":
        yield f'report "{report.name}" is called “{called[0]}” and has what was received: give it placed_by = "closed"'


def _without_what_it_lists(report: Report, policy: Policy) -> Iterator[str]:
    """A list of what has a line filled that does not show the line; and one of what stands in a line that few have, of all complaints."""
    listed = [test.of for table in report.when for test in table if test.values == FILLED and not test.negate]
    shown = [name for name in report.show if any(field.name == name for field in policy.fields)]
    if report.show and (unshown := [name for name in listed if name not in report.show]):
        yield f'report "{report.name}" lists what has "{unshown[0]}" filled, and does not show it'
    required = {name for task in policy.tasks for name in task.required}
    others = [
        t.of
        for each in policy.reports
        for table in each.when
        for t in table
        if t.of in each.show and t.values == FILLED
    ]
    if report.kind == "cases" and shown and others and not report.when and not {*shown} & required:
        yield f'report "{report.name}" lists all complaints for their "{shown[0]}", which many have not: give it when = [{{ {shown[0]} = {{ filled = true }} }}]'


def _of_the_other_answer(report: Report, policy: Policy) -> Iterator[str]:
    """A list of what was refused, divided by a line of the answer that those get who were not; or the other way round."""
    answers = answer_tasks(policy)
    elsewhere = {name for task in policy.tasks if task not in answers for name in task.form}
    granted = {name for task in answers for name in task.form} - elsewhere
    refused = {name for gate in policy.gates if gate.binds == (EXPLAINS,) for name in gate.needs} - elsewhere - granted
    listed = {test.of for table in report.when for test in table if test.values == FILLED and not test.negate}
    for of, other in ((refused, granted), (granted, refused)):
        if listed & of and report.by_field in other:
            yield f'report "{report.name}" lists what has "{min(listed & of)}" filled and divides it by "{report.by_field}", which no such complaint has'


def _drafted_too_early(report: Report, policy: Policy) -> Iterator[str]:
    """A draft that mostly is made before the time that it tells of is over."""
    if not report.draft_before or report.every in ("day", "complaint"):
        return
    drafts = [step for step in due_steps(report, *A_YEAR, policy) if step.draft]
    early = [step for step in drafts if step.at < step.period.end]
    if len(early) * 2 > len(drafts):
        yield (
            f'report "{report.name}" shows its draft {report.draft_before} before its date, '
            f"when the {report.every.replace('_', ' ')} that it tells of is not over: part of it is missing"
        )
