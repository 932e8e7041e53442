"""The report on one complaint: on its moment, and for whoever asks."""

import msgspec
import pytest

from chalicelib.core.policy.model import Policy
from chalicelib.core.report import Frame, ReportDocument
from chalicelib.core.report.schedule import Period
from chalicelib.core.report.special import special
from chalicelib.pipeline.special_reports import filled
from tests.core.handling.playing import DIRK, HANS, OFFICE_DESK, SARA, Case, at, office, told

REPORTS = """
[[field]]
name = "sanction"
labels = { zh-CN = "处分", en = "Sanction" }
shown_to = ["director"]

[[clock]]
name = "settle"
labels = { zh-CN = "办结", en = "settlement" }
from = "referred"
until = "answered"
within = "1 day"
rungs = [{ at = "due", tell = ["handler"] }]

[[gate]]
name = "agreed"
labels = { zh-CN = "方案", en = "the remedy" }
before = "answered"
when = [{ severity = "major" }]
approve = ["supervisor"]

[[rule]]
group = "severity"
when = [{ words = ["blood"] }]
then = { severity = "major" }

[[report]]
name = "major_case"
labels = { zh-CN = "重大投诉专题报告", en = "major complaint" }
kind = "case"
every = "complaint"
on = "closed"
when = [{ severity = "major" }]
to = ["director", "supervisor"]
"""
POLICY = office(REPORTS)
BLOOD = "the service was bad, there was blood"


def closed(text: str = BLOOD, policy: Policy = POLICY) -> Case:
    case = Case(policy)
    case.customer(text)
    case.staff(
        HANS, "#result Sorry, it is mended.\nFacts: a loose screw\nAmount: 300\nSanction: a warning", "2026-03-04 11:00"
    )
    if case.complaint and case.complaint.awaiting:
        case.staff(SARA, "#approve", "2026-03-04 12:00")
    case.survey(4, "2026-03-05 10:00")
    assert case.complaint
    assert case.complaint.status == "closed"
    return case


def shown(case: Case, reader: str) -> ReportDocument:
    assert case.complaint
    now = at("2026-03-06 10:00")
    frame = Frame(policy=case.policy, period=Period(now, now, ""), now=now, language="en")
    return special(case.complaint, frame, reader)


def section(report: ReportDocument, title: str) -> list[tuple[str, ...]]:
    return next([tuple(map(str, row)) for row in s.rows] for s in report.sections if s.title == title)


def _pairs(rows: list[tuple[str, ...]]) -> dict[str, str]:
    return {row[0]: row[1] for row in rows}


@pytest.mark.clause("PG-12")
def test_it_goes_out_when_such_a_complaint_closes_to_whom_the_policy_says():
    case = closed()
    assert [t for t in told(case.last.messages) if t[0] == "special_report"] == [
        ("special_report", "mail", DIRK),
        ("special_report", "mail", SARA),
    ]
    assert "reported" in case.lines


def test_of_any_other_complaint_none_goes_out():
    assert "special_report" not in [m.name for m in closed("the service was bad").messages]


def test_once_a_round():
    case = closed()
    case.staff(OFFICE_DESK, "#note filed", "2026-03-06 10:00")
    assert case.sent("special_report") == []
    case.staff(OFFICE_DESK, "#reopen It came loose again.", "2026-03-07 10:00")
    case.staff(HANS, "#result Sorry again.\nFacts: a loose screw", "2026-03-07 11:00")
    case.staff(SARA, "#approve", "2026-03-07 12:00")
    case.survey(4, "2026-03-08 10:00")
    assert [m.to.mail for m in case.sent("special_report")] == [DIRK, SARA]


WAITING = {
    "closed": "#invalid the tape shows no blood",
    "answered": "#result Sorry, it is mended.\nFacts: a loose screw",
}


@pytest.mark.parametrize("on", WAITING)
def test_what_can_still_be_taken_back_is_reported_when_it_has_left_and_never_if_it_was(on: str):
    late = office(REPORTS.replace('on = "closed"', f'on = "{on}"'), top='undo = "10 minutes"\n')
    case = Case(late)
    case.customer(BLOOD)
    for asked, when, leaves in ((False, "10:00", "10:10"), (True, "10:30", "10:40")):
        case.staff(HANS, WAITING[on], f"2026-03-04 {when}")
        if case.complaint and case.complaint.awaiting:
            case.staff(SARA, "#approve", f"2026-03-04 {when}")
        assert [(m.to.mail, m.not_before) for m in case.sent("special_report")] == [
            (who, at(f"2026-03-04 {leaves}")) for who in (DIRK, SARA)
        ]
        if not asked:
            case.staff(SARA, "#undo", "2026-03-04 10:05")
            assert (case.problems, "special_report" in case.last.cancels) == ("", True)


@pytest.mark.parametrize("text", [BLOOD, "the service was bad"])
def test_a_leader_or_the_desk_asks_for_it_at_any_time(text: str):
    case = Case(POLICY)
    case.customer(text)
    for who in (SARA, DIRK, OFFICE_DESK):
        case.staff(who, "#dossier", "2026-03-02 10:00")
        assert [m.to.mail for m in case.sent("special_report")] == [who]
    case.staff(HANS, "#dossier", "2026-03-02 11:00")
    assert case.sent("special_report") == []
    assert case.problems


def test_it_tells_limits_answers_findings_and_who_did_what():
    report = shown(closed(), DIRK)
    assert ("settlement", "1", "Mon 3 Mar 09:00", "", "") not in section(report, "Time limits")
    (limit,) = [row for row in section(report, "Time limits") if row[0] == "settlement"]
    assert limit[-1] == "Late"
    (answer,) = section(report, "Answers")
    assert answer[2:5] == ("Hans", "Sorry, it is mended.", "very satisfied")
    assert _pairs(section(report, "Findings and measures")) == {
        "Facts": "a loose screw",
        "Amount": "300",
        "Sanction": "a warning",
    }
    assert ("Sara", "agreed") in [(row[1], row[-1]) for row in section(report, "Who did what")]
    assert "answered" in " ".join(row[1] for row in section(report, "History")).lower()


def test_an_earlier_stages_answer_stands_there_too():
    case = Case(POLICY)
    case.customer("the service was bad")
    case.staff(HANS, "#result Sorry.\nFacts: slow", "2026-03-02 11:00")
    case.survey(1, words="no help at all")
    case.staff(SARA, "#result Here is your refund.\nFacts: slow", "2026-03-02 15:00")
    assert [(row[0], row[2], row[3], row[5]) for row in section(shown(case, DIRK), "Answers")] == [
        ("1", "Hans", "Sorry.", "no help at all"),
        ("2", "Sara", "Here is your refund.", ""),
    ]


def test_what_is_shown_to_some_is_shown_to_nobody_else_and_of_a_restricted_one_nobodys_words():
    case = closed()
    assert "Sanction" not in _pairs(section(shown(case, SARA), "Findings and measures"))
    assert case.complaint
    case.complaint = msgspec.structs.replace(case.complaint, restricted=True)
    hidden = msgspec.json.encode([s.rows for s in shown(case, DIRK).sections]).decode()
    for words in ("blood", "loose screw", "mended"):
        assert words not in hidden


def test_the_mail_brings_the_report_under_the_policys_name():
    case = closed()
    message = case.sent("special_report")[0]
    report = filled(message, case.complaint, POLICY, case.now).extra["report"]
    assert '"title":"major complaint"' in str(report)
