"""An insurer's complaints under the FCA's rules: three business days, eight weeks, and the Ombudsman's six months."""

from datetime import datetime, timedelta

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.model import Channel
from sandbox import Sandbox
from tests.core.handling.playing import Case, told
from tests.stories.acts import complain, last, newest, says, to
from tests.stories.london import LONDON, london, uk

SHIPPED = policies.packaged("fca-firm")
AT_ONCE = msgspec.structs.replace(SHIPPED, undo=None)  # responses leave at once
DESK, HEAD, COO, OVERSIGHT, COMPLIANCE, LEAD = (
    f"{name}@wrenbury.example"
    for name in ("complaints", "laura.finch", "martin.hale", "sarah.devlin", "omar.aziz", "ruth.bell")
)
JENNY, CLAIMS_HEAD = "jenny.moss@wrenbury.example", "david.rowe@wrenbury.example"
REFUSED = "You refused my claim for the burst pipe and nobody tells me why."
SUMMARY = {
    "This letter is": "a summary resolution communication: you made a complaint, and we now consider it resolved",
    "Accepted by customer": "by telephone on 4 March",
    "Root cause": "process",
    "Product": "home",
}
FINAL = {
    "This letter is": "our final response",
    "Decision": "upheld",
    "Reasons": "the pipe burst, it did not wear out",
    "How we put it right": "the claim is paid",
    "Root cause": "training",
    "Product": "home",
    "Lesson": "assessors see photographs first",
}
SIX_MONTHS = "within six months of the date of this letter"


def response(lines: dict[str, str], words: str = "We are sorry.", **changes: str) -> str:
    """A response with these lines, some of them otherwise; an empty one is left out."""
    named = {**lines, **{name.replace("_", " "): value for name, value in changes.items()}}
    return "\n".join((f"#resolve {words}", *(f"{name}: {value}" for name, value in named.items() if value)))


def opened(text: str = REFUSED, when: str = "2026-03-02 10:00", channel: Channel = "mail") -> Case:
    case = Case(AT_ONCE, uk(when))
    case.customer(text, channel=channel)
    return case


def due(case: Case, clock: str) -> datetime:
    return case.due(clock).astimezone(LONDON)


def heard(case: Case, until: str, who: str) -> list[tuple[str, str]]:
    """What that person is told by mail up to then: (message, limit or task)."""
    found = [m for m in case.wind(uk(until)) if m.to.mail == who and m.channel == "mail"]
    return [(m.name, str(m.extra.get("clock") or m.extra.get("task", ""))) for m in found]


def asked(case: Case) -> set[tuple[str, str]]:
    """Who was asked for which task so far."""
    return {(str(m.extra.get("task")), m.to.mail) for m in case.messages if m.name == "task"}


def customer_reads(case: Case, until: str) -> list[str]:
    return [m.name for m in case.wind(uk(until)) if m.to.role == "customer"]


# -- FCA-03, FCA-04: until the close of the third business day -----------------------------------------------------------------


@pytest.mark.clause("FCA-03")
@pytest.mark.parametrize(
    ("received", "close"),
    [
        ("2026-03-02 10:00", "2026-03-05 17:00"),
        ("2026-03-06 22:00", "2026-03-11 17:00"),  # on a Friday evening
        ("2026-04-01 09:00", "2026-04-08 17:00"),  # Good Friday and Easter Monday between
        ("2026-12-24 12:00", "2026-12-31 17:00"),
    ],
)
def test_the_third_business_day_after_receipt_leaves_out_weekends_and_bank_holidays(received: str, close: str):
    assert due(opened(when=received), "third_business_day") == london(close)


@pytest.mark.clause("FCA-03", "FCA-04")
def test_what_the_customer_accepts_in_the_last_minute_of_the_third_day_is_closed_by_a_summary():
    case = opened()
    case.staff(JENNY, response(SUMMARY, Accepted_by_customer=""), uk("2026-03-05 16:58"))
    assert "Accepted by customer" in case.problems
    case.staff(JENNY, response(SUMMARY), uk("2026-03-05 17:00"))
    assert case.complaint.status == "answered", case.problems


@pytest.mark.clause("FCA-03")
def test_after_the_third_day_only_a_final_response_will_do_and_whoever_handles_it_is_told():
    case = opened()
    assert ("reminder", "third_business_day") in heard(case, "2026-03-05 17:00", JENNY)
    assert heard(case, "2026-03-05 17:01", JENNY) == [("day_three", "third_business_day")]
    case.staff(JENNY, response(SUMMARY), uk("2026-03-06 09:00"))
    assert case.complaint.status == "open"
    assert "The third business day is over" in case.problems
    case.staff(JENNY, response(FINAL))
    assert case.complaint.status == "answered", case.problems


# -- FCA-05, FCA-06: eight weeks -------------------------------------------------------------------------------------------------


@pytest.mark.clause("FCA-02", "FCA-05", "FCA-06", "GN-01")
def test_a_customer_without_a_final_response_hears_at_four_weeks_and_at_eight_and_every_two_after():
    case = opened()  # summer time begins on 29 March: eight weeks are eight weeks
    eight_weeks = london("2026-03-02 10:00") + timedelta(weeks=8, hours=1)
    assert due(case, "final_response") == london("2026-04-27 11:00") == eight_weeks
    assert customer_reads(case, "2026-03-30 10:59") == []
    assert customer_reads(case, "2026-03-30 11:00") == ["holding"]
    assert customer_reads(case, "2026-04-27 10:59") == []
    assert customer_reads(case, "2026-04-27 11:00") == ["eight_week_letter"]
    assert customer_reads(case, "2026-05-11 10:59") == []
    assert customer_reads(case, "2026-05-11 11:00") == ["holding"]


@pytest.mark.clause("FCA-06")
def test_a_week_before_the_eight_are_over_whoever_handles_it_is_asked_to_write_why_and_when():
    case = opened()
    assert ("task", "explain_delay") not in heard(case, "2026-04-20 10:59", JENNY)
    assert ("task", "explain_delay") in heard(case, "2026-04-20 11:01", JENNY)
    case.wind(uk("2026-04-27 11:01"))
    late = {(m.name, m.to.mail) for m in case.messages if m.extra.get("clock") == "final_response"}
    assert {("chase", JENNY), ("escalation", HEAD), ("escalation", OVERSIGHT)} <= late
    case.staff(JENNY, "#tell The engineer's report is not here yet. We expect it on 4 May.", uk("2026-04-27 12:00"))
    assert "delay_explained" in {m.name for m in case.complaint.moments}
    assert ("escalation", "final_response") not in heard(case, "2026-05-04 11:00", COO)
    assert ("escalation", "final_response") in heard(case, "2026-05-04 11:01", COO)


@pytest.mark.clause("FCA-06")
def test_who_explained_in_time_or_answered_is_not_asked_why():
    explained, answered = opened(), opened()
    explained.wind(uk("2026-04-21 10:00"))
    explained.staff(JENNY, "#tell The report is late. We expect it on 4 May.", uk("2026-04-21 10:00"))
    answered.staff(JENNY, response(FINAL), uk("2026-04-17 10:00"))
    for case in (explained, answered):
        case.wind(uk("2026-04-27 12:00"))
        assert [m for m in case.messages if m.extra.get("clock") == "reasons_written" and m.name == "chase"] == []
    assert [m.name for m in answered.messages if m.extra.get("task") == "explain_delay"] == []


@pytest.mark.clause("FCA-07")
def test_more_time_is_had_for_our_own_target_alone_and_never_for_the_eight_weeks():
    case = opened()
    case.staff(JENNY, "#extend 2026-04-19 11:00\nReason: an engineer comes", uk("2026-03-20 10:00"))
    assert told(case.sent("approval")) == [("approval", "mail", CLAIMS_HEAD)]
    case.staff(CLAIMS_HEAD, "#approve")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == []
    assert (due(case, "own_target"), due(case, "final_response")) == (
        london("2026-04-19 11:00"),
        london("2026-04-27 11:00"),
    )
    case.staff(JENNY, "#extend 2026-05-20 11:00\nReason: another engineer comes")
    assert case.problems


# -- FCA-05, FCA-07, FCA-09: what a final response says, and redress ---------------------------------------------------------------


@pytest.mark.clause("FCA-05", "FCA-07", "GN-02")
@pytest.mark.parametrize("line", ["Decision", "Reasons", "How we put it right", "Lesson", "Root cause", "Product"])
def test_no_final_response_goes_out_without_each_of_its_parts(line: str):
    case = opened("You refused my claim and nobody tells me why.")
    case.staff(JENNY, response(FINAL, **{line.replace(" ", "_"): ""}), uk("2026-03-09 10:00"))
    assert case.complaint.status == "open"
    assert line in case.problems
    case.staff(JENNY, f"#fill\n{line}: {FINAL[line]}")
    assert case.complaint.status == "answered", case.problems


@pytest.mark.clause("FCA-09")
@pytest.mark.parametrize(
    ("pounds", "asked"),
    [("1000", []), ("1001", [CLAIMS_HEAD]), ("10000", [CLAIMS_HEAD]), ("10001", [CLAIMS_HEAD, COO])],
)
def test_redress_is_agreed_one_level_up_over_a_thousand_and_two_over_ten_thousand(pounds: str, asked: list[str]):
    case = opened()
    case.staff(JENNY, response(FINAL, **{"We_pay_you_(£)": pounds, "We_pay_by": "2026-03-20"}), uk("2026-03-09 10:00"))
    for approver in asked:
        assert told(case.sent("approval")) == [("approval", "mail", approver)]
        assert [m for m in case.last.messages if m.to.role == "customer"] == []
        case.staff(approver, "#approve")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["outcome"]


@pytest.mark.clause("FCA-09")
def test_redress_is_paid_by_its_day_also_after_the_closing():
    case = opened()
    case.staff(JENNY, response(FINAL, **{"We_pay_you_(£)": "250"}), uk("2026-03-09 10:00"))
    assert "We pay by" in case.problems
    case.staff(JENNY, "#fill\nWe pay by: 20 March 2026")
    case.survey(4, uk("2026-03-10 10:00"))
    assert case.complaint.status == "closed"
    assert [name for name, what in heard(case, "2026-03-20 17:30", JENNY) if "pay_redress" in what] == [
        "reminder",
    ]
    assert [name for name, _ in heard(case, "2026-03-20 17:32", JENNY)] == ["chase"]
    case.staff(JENNY, "#fill\nRedress paid: yes\nPayment reference: BACS 0815")
    assert heard(case, "2026-04-20 17:00", JENNY) == []


# -- FCA-08: what comes after ----------------------------------------------------------------------------------------------------


@pytest.mark.clause("FCA-08")
def test_a_final_response_is_final_and_a_summary_that_does_not_satisfy_is_not():
    final, summary = opened(), opened()
    final.staff(JENNY, response(FINAL), uk("2026-03-04 10:00"))
    summary.staff(JENNY, response(SUMMARY), uk("2026-03-04 10:00"))
    for case, status, letter in ((final, "closed", "final"), (summary, "open", "reopened")):
        case.customer("I am not satisfied with this after all.", uk("2026-03-16 10:00"))
        assert [m.name for m in case.last.messages if m.to.role == "customer"] == [letter]
        assert case.complaint.status == status
        assert {m.to.role for m in case.last.messages} > {"customer"}  # somebody of staff reads it
    assert due(summary, "final_response") == london("2026-05-11 11:00")


# -- FCA-10, FCA-13, FCA-14, FCA-05 by post ----------------------------------------------------------------------------------------


@pytest.mark.clause("FCA-10")
def test_where_others_may_be_affected_compliance_looks_for_them_within_twenty_business_days():
    case = opened()
    case.staff(JENNY, response(FINAL, Others_affected="yes"), uk("2026-03-09 10:00"))
    assert ("look_wider", COMPLIANCE) in asked(case)
    assert heard(case, "2026-04-08 17:00", COMPLIANCE) in ([], [("reminder", "task:look_wider:1")])
    assert [name for name, _ in heard(case, "2026-04-08 17:01", COMPLIANCE)] == ["chase"]  # over Easter
    case.staff(COMPLIANCE, "#fill\nOthers found: 12\nDone for them: written to, and paid")
    assert heard(case, "2026-05-08 17:00", COMPLIANCE) == []


@pytest.mark.clause("FCA-13")
def test_a_vulnerable_customer_is_called_within_a_business_day_and_their_lead_hears_at_once():
    case = opened(f"{REFUSED} My husband has just died.")
    assert ("information", "mail", LEAD) in told(case.messages)
    assert due(case, "first_call_due") == london("2026-03-03 17:00")
    case.wind(uk("2026-03-03 17:01"))
    late = {m.to.mail for m in case.messages if m.extra.get("clock") == "first_call_due" and m.name == "chase"}
    assert late == {JENNY, LEAD}
    case.staff(JENNY, "#fill\nSupport needed: write in large print, one person to speak to")
    assert heard(case, "2026-03-04 17:02", CLAIMS_HEAD) == []


@pytest.mark.clause("FCA-14")
def test_a_complaint_about_another_firm_is_forwarded_by_name_and_explained_by_customer_relations_alone():
    case = opened()
    case.staff(JENNY, "#invalid Not ours.\nGround: another firm is responsible", uk("2026-03-03 10:00"))
    assert "Customer Relations" in case.problems
    case.staff(DESK, "#invalid Your policy is with Acme.")
    assert "Ground" in case.problems
    case.staff(DESK, "#invalid Your policy is with Acme.\nGround: another firm is responsible")
    assert "Forwarded to" in case.problems
    case.staff(
        DESK, "#invalid Your policy is with Acme.\nGround: another firm is responsible\nForwarded to: Acme Insurance"
    )
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["explanation"]


@pytest.mark.clause("FCA-05")
def test_who_complained_by_telephone_gets_the_letter_by_post_with_the_leaflet():
    case = opened(channel="phone")
    case.staff(JENNY, response(FINAL), uk("2026-03-09 10:00"))
    assert ("post_letter", DESK) in asked(case)
    by_mail = opened()
    by_mail.staff(JENNY, response(FINAL), uk("2026-03-09 10:00"))
    assert ("post_letter", DESK) not in asked(by_mail)


@pytest.mark.clause("GN-03")
def test_words_that_blame_are_asked_about_before_the_customer_reads_them():
    case = opened()
    case.staff(JENNY, response(FINAL, "It is your own fault."), uk("2026-03-09 10:00"))
    assert case.complaint.status == "open"
    assert "fair, clear and not misleading" in case.problems


# -- what people read --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("FCA-02", "FCA-04", "FCA-05", "FCA-06", "FCA-08")
def test_the_letters_say_what_the_rules_want_of_each():
    with Sandbox(policy="fca-firm", now="2026-03-02T10:00+00:00") as box:
        complain(box, REFUSED, sender="ann@home.example", subject="My claim")
        box.wind(minutes=1)
        first = next(m for m in to(box, "ann@home.example") if "we are dealing with it" in m.subject)
        for words in (
            "WI20260302-0001",
            "we are dealing with it",
            "within three business days",
            "Monday 27 April 2026, 11:00",
            "Financial Ombudsman Service",
        ):
            assert words in first.text
        box.wind(days=1)
        says(box, JENNY, response(SUMMARY, "We have agreed that the claim is paid."), "To handle")
        box.wind(minutes=11)
        summary = last(box, "ann@home.example", "Our response")
        for words in (
            "You complained to us on Monday 2 March 2026",
            "a summary resolution communication",
            "we now consider it resolved",
            SIX_MONTHS,
            "www.financial-ombudsman.org.uk",
        ):
            assert words in summary.text
        assert "Accepted by customer" not in summary.text
        assert "Root cause" not in summary.text
        complain(box, "Nobody answers the phone, an hour on hold again.", sender="bob@home.example", subject="Phone")
        box.wind(days=7)
        says(
            box,
            "tessa.ward@wrenbury.example",
            response(FINAL, "You waited too long.", **{"We_pay_you_(£)": "50", "We_pay_by": "2026-03-20"}),
            "To handle",
        )
        box.wind(minutes=11)
        final = last(box, "bob@home.example", "Our response")
        for words in (
            "This letter is: our final response", "Decision: upheld", "Reasons\nthe pipe", "How we put it right: the claim is paid", "We pay you (£): 50", "We pay by: Friday 20 March 2026",
            SIX_MONTHS, "Want to take your complaint further?", "0800 023 4567",
        ):  # fmt: skip
            assert words in final.text
        assert newest(box)["status"] == "answered"


@pytest.mark.clause("FCA-06")
def test_the_letter_at_eight_weeks_says_why_and_that_the_ombudsman_may_be_asked_now():
    case = opened()
    case.wind(uk("2026-04-27 11:00"))
    letter = next(m for m in case.messages if m.name == "eight_week_letter")
    assert datetime.fromisoformat(str(letter.extra["new_due"])) == london("2026-05-11 11:00")
    words = SHIPPED.words["eight_week_letter.body"]["en"]
    for said in ("Eight weeks have passed", "not yet in a position to send you our final response", "because our enquiries are not finished", "{{ new_due }}",
                 "You may now refer your complaint to the Financial Ombudsman Service", "Want to take your complaint further?", "We consent"):  # fmt: skip
        assert said in words


@pytest.mark.clause("FCA-10", "FCA-11", "FCA-12", "FCA-09", "GN-04")
def test_the_return_is_drawn_up_twice_a_year_and_the_causes_every_quarter():
    with Sandbox(policy="fca-firm", now="2026-06-29T10:00+01:00") as box:
        complain(box, REFUSED, sender="ann@home.example", subject="My claim")
        box.wind(minutes=2)
        says(box, JENNY, response(FINAL, Needs_planning="a claims portal"), "To handle")
        box.wind(minutes=30)
        box.wind(days=12)
        causes = last(box, OVERSIGHT, "Root causes and lessons")
        assert "assessors see photographs first" in causes.text
        assert "a claims portal" in last(box, COO, "What must be planned").text
        assert to(box, COMPLIANCE, "Complaints register")
        assert to(box, COMPLIANCE, "Redress promised and paid") == []  # nothing was
        assert to(box, COMPLIANCE, "Complaints return") == []
        box.wind(days=20)
        both = to(box, COMPLIANCE, "Complaints return")
        assert sorted(("opened" in m.subject, "first half of 2026" in m.subject) for m in both) == [
            (False, True),
            (True, True),
        ]
        assert [m.subject for m in to(box, DESK, "Complaints return")]  # the draft, before
