"""A social landlord's complaints, clause by clause: five and ten working days, five and twenty, and what a letter has in it."""

from datetime import datetime

import msgspec
import pytest

from chalicelib import policies
from sandbox import Sandbox
from sandbox.staff import compose
from tests.core.handling.playing import Case, told
from tests.stories.acts import complain, last, newest, says, to
from tests.stories.london import london, uk

SHIPPED = policies.packaged("uk-landlord")
AT_ONCE = msgspec.structs.replace(SHIPPED, undo=None)  # responses leave at once
TEAM, MANAGER, DIRECTOR, MEMBER = (
    f"{name}@harrowden.example" for name in ("complaints", "priya.nair", "helen.ashworth", "ruth.pembroke")
)
TOM, REPAIRS_HEAD, AISHA = (f"{name}@harrowden.example" for name in ("tom.hadley", "joanne.pike", "aisha.rahman"))
SAMUEL, FIONA = "samuel.okoro@harrowden.example", "fiona.drake@harrowden.example"
LEAD = "grace.whitlock@harrowden.example"
MISSED = "Third missed appointment this month. Your plumber never turned up."
MOULD = "There is mould in the bedroom and nobody has come."
LINES = {
    "Complaint definition": "three missed visits; a date that is kept",
    "Decision": "upheld",
    "Reasons": "the visits were booked and not passed on",
    "Remedy offered": "an apology and a visit on Friday",
    "Outstanding actions": "no",
    "Learning": "bookings are confirmed by text",
}
OMBUDSMAN = "www.housing-ombudsman.org.uk, 0300 111 3000"


def response(words: str = "We are sorry.", **lines: str) -> str:
    """A whole response, with other lines where a test wants them; an empty one is left out."""
    named = {**LINES, **{name.replace("_", " "): value for name, value in lines.items()}}
    return "\n".join((f"#resolve {words}", *(f"{name}: {value}" for name, value in named.items() if value)))


def opened(text: str = MISSED, when: str = "2026-03-02 09:00") -> Case:
    case = Case(AT_ONCE, uk(when))
    case.customer(text)
    return case


def acknowledged(text: str = MISSED, when: str = "2026-03-02 09:00", on: str = "2026-03-04 10:00") -> Case:
    """Defined and acknowledged."""
    case = opened(text, when)
    case.staff(TEAM, "#fill\nComplaint definition: three missed visits", uk(on))
    case.staff(TEAM, "#tell We understand that you complain of three missed visits and want a date that is kept.")
    return case


def answered(on: str = "2026-03-06 10:00", **lines: str) -> Case:
    case = acknowledged()
    case.staff(TOM, response(**lines), uk(on))
    assert case.complaint.status == "answered", case.problems
    return case


def at_stage_2(**lines: str) -> Case:
    """Escalated on Monday 9 March, without a word why."""
    case = answered(**lines)
    case.customer("Stage 2 please", uk("2026-03-09 10:00"))
    assert (case.complaint.stage, case.complaint.round) == ("stage_2", 2)
    return case


def heard(case: Case, until: str, who: str) -> list[tuple[str, str, str]]:
    """What that person is told up to then by mail: (message, limit or task, what was promised)."""
    return [
        (m.name, str(m.extra.get("clock") or m.extra.get("task", "")), m.channel)
        for m in case.wind(uk(until))
        if m.to.mail == who and m.channel == "mail"
    ]


def resident_reads(case: Case, until: str) -> list[str]:
    return [m.name for m in case.wind(uk(until)) if m.to.role == "customer"]


def due(case: Case, clock: str) -> datetime:
    return case.due(clock).astimezone(london("2026-03-02 09:00").tzinfo)


# -- UKL-03: acknowledged and defined within five working days ---------------------------------------------------------------


@pytest.mark.clause("UKL-03")
@pytest.mark.parametrize(
    ("received", "limit"),
    [
        ("2026-03-02 09:00", "2026-03-09 17:00"),
        ("2026-03-07 22:00", "2026-03-13 17:00"),  # on a Saturday
        ("2026-03-30 12:00", "2026-04-08 17:00"),  # over Easter
        ("2026-12-22 12:00", "2026-12-31 17:00"),  # Christmas, and Boxing Day made up on the Monday
        ("2027-12-24 12:00", "2028-01-05 17:00"),  # two made up, and New Year's Day on the Monday
    ],
)
def test_five_working_days_leave_out_weekends_and_bank_holidays(received: str, limit: str):
    case = opened(when=received)
    assert (due(case, "acknowledgement"), due(case, "definition_due")) == (london(limit), london(limit))


@pytest.mark.clause("UKL-03")
def test_the_team_is_reminded_a_day_before_and_its_manager_and_the_director_hear_of_what_is_late():
    case = opened()
    reminded = heard(case, "2026-03-06 17:01", TEAM)
    assert ("reminder", "acknowledgement", "mail") in reminded
    assert heard(case, "2026-03-09 17:00", MANAGER) == []
    case.wind(uk("2026-03-09 17:01"))
    assert {("chase", "mail", TEAM), ("escalation", "mail", MANAGER)} <= set(told(case.messages))
    assert heard(case, "2026-03-10 17:00", DIRECTOR) == []
    assert ("escalation", "acknowledgement", "mail") in heard(case, "2026-03-10 17:01", DIRECTOR)


@pytest.mark.clause("UKL-03")
def test_an_acknowledgement_in_the_last_minute_is_in_time_and_nobody_is_chased():
    case = acknowledged(on="2026-03-09 17:00")
    assert case.met("acknowledgement") == case.due("acknowledgement")
    assert heard(case, "2026-03-12 09:00", MANAGER) == []


# -- UKL-04, UKL-06: ten working days from the acknowledgement, and more time once ---------------------------------------------


@pytest.mark.clause("UKL-04")
def test_ten_working_days_run_from_the_acknowledgement_and_the_ladder_ends_with_the_director():
    case = acknowledged(on="2026-03-27 10:00", when="2026-03-26 16:00")
    assert due(case, "stage_1_response") == london(
        "2026-04-14 17:00"
    )  # Good Friday and Easter Monday are no working days
    assert heard(case, "2026-04-14 17:00", TOM)[-1] == ("reminder", "stage_1_response", "mail")
    assert heard(case, "2026-04-14 17:01", TOM) == [("chase", "stage_1_response", "mail")]
    assert ("escalation", "mail", REPAIRS_HEAD) in told(case.messages)
    assert heard(case, "2026-04-16 17:00", DIRECTOR) == []
    assert heard(case, "2026-04-16 17:01", DIRECTOR) == [("escalation", "stage_1_response", "mail")]


@pytest.mark.clause("UKL-04", "GN-01")
def test_a_resident_without_a_response_hears_at_the_time_they_were_told_and_every_five_working_days_after():
    case = acknowledged()
    assert resident_reads(case, "2026-03-23 16:59") == []  # told at receipt: five and ten working days
    assert resident_reads(case, "2026-03-23 17:00") == ["holding"]
    assert resident_reads(case, "2026-03-30 16:59") == []
    assert resident_reads(case, "2026-03-30 17:00") == ["holding"]


@pytest.mark.clause("UKL-06")
def test_more_time_is_granted_once_by_the_head_of_service_for_a_reason_and_for_ten_working_days_at_most():
    case = acknowledged()  # due on 18 March
    case.staff(TOM, "#extend 2026-04-01 17:00")
    assert "reason" in case.problems
    assert case.sent("approval") == []
    case.staff(TOM, "#extend 2026-04-02 17:00\nReason: the surveyor comes on 30 March")
    assert "Wednesday 1 April 2026, 17:00" in case.problems  # ten working days after 18 March
    case.staff(TOM, "#extend 2026-04-01 17:00\nReason: the surveyor comes on 30 March")
    assert told(case.sent("approval")) == [("approval", "mail", REPAIRS_HEAD)]
    case.staff(REPAIRS_HEAD, "#approve")
    assert due(case, "stage_1_response") == london("2026-04-01 17:00")
    [letter] = [m for m in case.last.messages if m.to.role == "customer"]
    assert (letter.name, letter.extra["reason"]) == ("holding", "the surveyor comes on 30 March")
    case.staff(TOM, "#extend 2026-04-01 17:00\nReason: again")
    case.staff(TOM, "#extend 2026-03-31 17:00\nReason: again")
    case.staff(TOM, "#extend 2026-04-08 17:00\nReason: again")
    assert case.problems
    assert due(case, "stage_1_response") == london("2026-04-01 17:00")


# -- UKL-05, UKL-13: the letter ------------------------------------------------------------------------------------------------


@pytest.mark.clause("UKL-05", "GN-02")
@pytest.mark.parametrize("line", LINES)
def test_no_response_goes_out_without_each_of_its_parts(line: str):
    case = acknowledged()
    case.staff(TOM, response(**{line.replace(" ", "_"): ""}), uk("2026-03-06 10:00"))
    if line == "Complaint definition":  # the team has written it already
        assert case.complaint.status == "answered"
        return
    assert case.complaint.status == "open"
    assert line in case.problems
    case.staff(TOM, f"#fill\n{line}: {LINES[line]}")
    assert case.complaint.status == "answered", case.problems


@pytest.mark.clause("UKL-05")
@pytest.mark.parametrize("decision", ["upheld", "partly upheld", "not upheld"])
def test_each_decision_is_a_response_like_any_at_both_stages(decision: str):
    case = at_stage_2(Decision=decision)
    case.staff(TEAM, "#tell We understand.", uk("2026-03-10 10:00"))
    case.staff(SAMUEL, response(Decision=decision), uk("2026-03-11 10:00"))
    assert case.complaint.status == "answered", case.problems
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["outcome"]


@pytest.mark.clause("UKL-05")
def test_who_leaves_something_outstanding_names_it_and_the_day():
    case = acknowledged()
    case.staff(TOM, response(Outstanding_actions="yes"), uk("2026-03-06 10:00"))
    assert case.complaint.status == "open"
    assert "Action 1" in case.problems
    case.staff(TOM, "#fill\nAction 1: renew the pipe\nAction 1 by: 2026-03-20")
    assert case.complaint.status == "answered", case.problems


@pytest.mark.clause("UKL-13")
@pytest.mark.parametrize(("pounds", "asked"), [("500", []), ("501", [("approval", "mail", DIRECTOR)])])
def test_compensation_over_five_hundred_pounds_waits_for_the_director(pounds: str, asked: list[tuple[str, str, str]]):
    case = acknowledged()
    case.staff(TOM, response(**{"Compensation_(£)": pounds}), uk("2026-03-06 10:00"))
    assert told(case.sent("approval")) == asked
    if asked:
        assert [m for m in case.last.messages if m.to.role == "customer"] == []
        case.staff(DIRECTOR, "#approve")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["outcome"]


# -- UKL-07, UKL-08: stage 2 -----------------------------------------------------------------------------------------------------


@pytest.mark.clause("UKL-07")
@pytest.mark.parametrize(
    "words",
    [
        "Stage 2 please",
        "I'd like to go to stage two",
        "I don't agree with your decision",
        "Can I have a review please?",
    ],
)
def test_whoever_asks_for_stage_2_in_any_words_gets_it_and_another_person_decides(words: str):
    case = answered()
    case.customer(words, uk("2026-03-09 10:00"))
    assert (case.complaint.stage, case.complaint.handler) == ("stage_2", SAMUEL)
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["reopened"]
    assert due(case, "acknowledgement") == london("2026-03-16 17:00")
    assert ("task", "mail", TEAM) in told(case.wind(uk("2026-03-09 10:02"))) + told(case.last.messages)


@pytest.mark.clause("UKL-07")
def test_a_reviewer_who_gave_the_first_response_does_not_get_the_second():
    case = acknowledged()
    case.staff(TEAM, f"#transfer {SAMUEL}", uk("2026-03-05 10:00"))
    case.staff(SAMUEL, response(), uk("2026-03-06 10:00"))
    case.survey(1, uk("2026-03-09 10:00"))
    assert case.complaint.handler == FIONA


@pytest.mark.clause("UKL-08")
def test_stage_2_has_twenty_working_days_from_its_own_acknowledgement_and_twenty_more_at_most():
    case = at_stage_2()
    case.staff(TEAM, "#tell We understand that you want the decision looked at again.", uk("2026-03-12 10:00"))
    assert due(case, "stage_2_response") == london("2026-04-13 17:00")  # over Easter
    case.staff(SAMUEL, "#extend 2026-05-13 17:00\nReason: a second survey")
    assert "Tuesday 12 May 2026, 17:00" in case.problems  # twenty working days, without 4 May
    case.staff(SAMUEL, "#extend 2026-05-12 17:00\nReason: a second survey")
    assert told(case.sent("approval")) == [("approval", "mail", DIRECTOR)]
    case.staff(DIRECTOR, "#approve")
    assert due(case, "stage_2_response") == london("2026-05-12 17:00")
    assert heard(case, "2026-05-12 17:00", MEMBER) == []
    assert ("escalation", "stage_2_response", "mail") in heard(case, "2026-05-14 17:01", MEMBER)


# -- UKL-09: turned down ----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("UKL-09")
def test_only_the_complaints_team_turns_down_and_only_on_a_ground_of_the_policy():
    case = opened()
    case.staff(TOM, "#invalid too old", uk("2026-03-03 10:00"))
    assert (case.complaint.status, "Complaints Team" in case.problems) == ("open", True)
    case.staff(TEAM, "#invalid It happened in 2023.")
    assert case.complaint.status == "open"
    assert "Ground for not accepting" in case.problems
    case.staff(TEAM, "#invalid It happened in 2023.\nGround for not accepting: more than 12 months old")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["explanation"]
    assert case.complaint.fields["ground"] == "over_12_months"


@pytest.mark.clause("UKL-09")
@pytest.mark.parametrize(("known_on", "flagged"), [("2025-03-01", True), ("2025-03-03", False)])
def test_what_is_older_than_twelve_months_is_pointed_out_and_not_refused(known_on: str, flagged: bool):
    case = opened()
    case.staff(TEAM, f"#fill\nComplaint definition: visits\nIssue first known on: {known_on}", uk("2026-03-03 10:00"))
    assert ("old" in case.complaint.flags) == flagged
    assert case.complaint.status == "open"


# -- UKL-10, UKL-11, UKL-12 ----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("UKL-10")
def test_an_outstanding_action_is_asked_for_reminded_and_chased_after_the_complaint_is_closed():
    case = answered(
        Outstanding_actions="yes", Action_1="renew the pipe", Action_1_by="2026-03-20", Action_1_who="Tom Hadley"
    )
    case.survey(4, uk("2026-03-09 10:00"))
    assert case.complaint.status == "closed"
    sent = heard(case, "2026-03-20 17:30", TOM)
    assert [name for name, what, _ in sent if what == "keep_action_1" or "keep_action_1" in what] == ["reminder"]
    late = heard(case, "2026-03-20 17:32", TOM)
    assert [name for name, *_ in late] == ["chase"]
    case.staff(TOM, "#fill\nAction 1 done: yes\nAction 1 how: new pipe, photographs")
    assert heard(case, "2026-04-20 17:00", TOM) == []


@pytest.mark.clause("UKL-11")
def test_who_may_need_adjustments_has_them_recorded_within_a_working_day():
    case = opened(f"{MISSED} I am deaf, please do not phone me.")
    assert "adjust" in case.complaint.flags
    case.wind(uk("2026-03-02 09:02"))
    tasks = {str(m.extra.get("task")) for m in case.messages if m.to.mail == TEAM}
    assert "note_adjustments" in tasks
    case.wind(uk("2026-03-03 17:02"))
    assert any("note_adjustments" in str(m.extra.get("clock")) for m in case.messages if m.name == "chase")
    case.staff(TEAM, "#fill\nReasonable adjustments: write, never phone")
    assert case.complaint.fields["adjustments"] == "write, never phone"


@pytest.mark.clause("UKL-12")
def test_an_emergency_hazard_has_twenty_four_hours_on_a_bank_holiday_too():
    case = opened(f"{MOULD} My son has asthma.", "2026-12-24 16:00")
    assert due(case, "emergency_24_hours") == london("2026-12-25 16:00")
    case.wind(uk("2026-12-25 16:00"))
    assert [m for m in case.messages if m.to.mail == DIRECTOR and m.extra.get("clock") == "emergency_24_hours"] == []
    case.wind(uk("2026-12-25 16:01"))
    late = {
        (m.to.mail or m.to.phone)
        for m in case.messages
        if m.extra.get("clock") == "emergency_24_hours" and m.name in ("chase", "escalation")
    }
    assert {AISHA, LEAD, REPAIRS_HEAD, DIRECTOR} <= late
    case.staff(AISHA, "#fill\nHazard found: mould behind the wardrobe\nMade safe by: moved out, treated")
    assert heard(case, "2026-12-26 16:00", DIRECTOR) == []


@pytest.mark.clause("UKL-12")
def test_a_significant_hazard_has_ten_working_days_then_three_for_the_summary_and_five_to_make_safe():
    case = opened(MOULD)
    assert due(case, "significant_investigated") == london("2026-03-16 17:00")
    case.staff(AISHA, "#fill\nHazard found: a leak above the window", uk("2026-03-11 12:00"))
    assert due(case, "hazard_summary") == london("2026-03-16 17:00")
    assert due(case, "significant_made_safe") == london("2026-03-18 17:00")
    case.staff(AISHA, "#fill\nSummary sent on: 2026-03-12", uk("2026-03-12 12:00"))
    case.staff(AISHA, "#fill\nHazard removed by: gutter renewed", uk("2026-03-18 17:00"))
    assert case.met("hazard_summary")
    assert case.met("significant_made_safe")


@pytest.mark.clause("UKL-12")
def test_a_hazard_that_is_only_reported_is_passed_on_and_made_safe_all_the_same():
    case = opened("Hello, we have no hot water since this morning, can you send somebody?")
    assert (case.complaint.kind, case.complaint.status) == ("service_request", "closed")
    case.wind(uk("2026-03-03 09:02"))
    late = {
        m.to.mail
        for m in case.messages
        if m.extra.get("clock") == "emergency_24_hours" and m.name in ("chase", "escalation")
    }
    assert {TOM, DIRECTOR} <= late


# -- what people read ------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("UKL-05", "UKL-08", "UKL-14")
def test_the_letters_of_both_stages_say_what_they_must_and_all_of_them_name_the_ombudsman():
    with Sandbox(policy="uk-landlord", now="2026-03-02T09:00+00:00") as box:
        complain(box, MISSED, sender="ann@home.example", subject="Missed appointments")
        box.wind(minutes=2)
        first = last(box, "ann@home.example")
        for words in (
            "HH20260302-0001",
            "Within 5 working days",
            "within 10 working days",
            "Monday 23 March 2026, 17:00",
            "reasonable adjustments",
        ):
            assert words in first.text
        says(box, TEAM, "#tell We understand that you want a date that is kept.", "acknowledge")
        says(box, TEAM, "#fill\nComplaint definition: three missed visits", "define")
        box.wind(days=1)
        says(
            box,
            TOM,
            response(Outstanding_actions="yes", Action_1="renew the pipe", Action_1_by="2026-03-20"),
            "To handle",
        )
        box.wind(minutes=11)
        letter = last(box, "ann@home.example", "stage 1 response")
        for words in (
            "This is our stage 1 response", "Complaint definition\nthree missed visits", "Decision: upheld", "Reasons\nthe visits", "Remedy offered\nan apology",
            "Outstanding actions: yes", "Action 1: renew the pipe", "Action 1 by: Friday 20 March 2026", "To go to stage 2, simply say so",
        ):  # fmt: skip
            assert words in letter.text
        assert "Learning" not in letter.text
        complain(box, "Stage 2 please", sender="ann@home.example", subject=f"Re: {letter.subject}")
        box.wind(minutes=2)
        assert "You need not give a reason" in last(box, "ann@home.example").text
        says(box, TEAM, "#tell You want the decision looked at again.", "acknowledge")
        box.wind(days=2)
        says(box, SAMUEL, response("We have looked at all of it again."), "To handle")
        box.wind(minutes=11)
        final = last(box, "ann@home.example", "stage 2 response")
        assert "This is our stage 2 response" in final.text
        assert "This is our final answer" in final.text
        assert "To go to stage 2" not in final.text
        assert newest(box)["stage"] == "stage_2"
        letters = [
            m
            for m in to(box, "ann@home.example")
            if "reached" in m.subject or "response" in m.subject or "complaint" in m.subject
        ]
        assert len(letters) >= 5
        assert [m.subject for m in letters if OMBUDSMAN not in m.text] == []


@pytest.mark.clause("UKL-06", "UKL-09", "UKL-14")
def test_a_letter_of_more_time_and_a_refusal_give_the_reason_and_name_the_ombudsman():
    with Sandbox(policy="uk-landlord", now="2026-03-02T09:00+00:00") as box:
        complain(box, MISSED, sender="ann@home.example", subject="Missed appointments")
        box.wind(minutes=2)
        says(box, TEAM, "#tell We understand that you want a date that is kept.", "acknowledge")
        box.wind(minutes=2)
        says(box, TOM, "#extend 2026-03-30 17:00\nReason: the surveyor comes on 26 March", "To handle")
        says(box, REPAIRS_HEAD, "approved", "For your decision")
        letter = last(box, "ann@home.example")
        for words in (
            "stage 1 response",
            "The reason: the surveyor comes on 26 March",
            "30 March 2026, 17:00",
            OMBUDSMAN,
        ):
            assert words in letter.text
        complain(box, "You people are a joke.", sender="bob@home.example", subject="That time in 2019")
        box.wind(minutes=2)
        says(box, TEAM, "#invalid It ended in 2019.\nGround for not accepting: more than 12 months old", "To assign")
        box.wind(minutes=11)
        refusal = last(box, "bob@home.example")
        assert "Why we have not accepted your complaint HH20260302-0002" in refusal.subject
        assert "It ended in 2019." in refusal.text
        assert OMBUDSMAN in refusal.text


@pytest.mark.clause("UKL-15", "GN-02", "GN-04", "UKL-10")
def test_the_reports_go_to_whom_the_code_says_and_tell_what_was_learned():
    with Sandbox(policy="uk-landlord", now="2026-03-30T09:00+01:00") as box:
        complain(box, MISSED, sender="ann@home.example", subject="Missed appointments")
        box.wind(minutes=2)
        says(box, TEAM, "#tell We understand.", "acknowledge")
        box.wind(minutes=2)
        says(box, TOM, response(Complaint_definition="visits", Needs_investment="a booking system"), "To handle")
        box.email(
            compose(
                TEAM,
                box.address,
                "Register",
                f"#register\nChannel: telephone\nName: Bo Reed\nPhone: +447700900555\nContent: {MOULD}",
            )
        )
        box.wind(days=11)
        member = [m.subject for m in to(box, MEMBER)]
        for report in (
            "Quarterly complaints report",
            "Quarterly report by stage",
            "What we learned",
        ):
            assert [s for s in member if report in s], (report, member)
        assert not [s for s in member if "Complaints we did not accept" in s]  # there was none
        learned = last(box, MEMBER, "What we learned")
        assert "bookings are confirmed by text" in learned.text
        assert "a booking system" in last(box, DIRECTOR, "What needs investment").text
        assert to(box, MEMBER, "What needs investment") == []
        assert to(box, MANAGER, "Complaints register")
        assert to(box, DIRECTOR, "Outstanding actions") == []  # nothing is still to be done for anybody


@pytest.mark.clause("GN-03")
def test_words_that_scold_or_blame_are_asked_about_before_the_resident_reads_them():
    case = acknowledged()
    case.staff(TOM, response("It is your own fault."), uk("2026-03-06 10:00"))
    assert case.complaint.status == "open"
    assert "no scolding" in case.problems


# -- what is asked at one time ---------------------------------------------------------------------------------------------------


def test_one_mail_asks_the_team_to_assign_and_for_both_forms_and_one_reply_does_all_three():
    with Sandbox(policy="uk-landlord", now="2026-03-02T09:00+00:00") as box:
        complain(box, "I complain: nobody has dealt with it.", sender="tenant@mail.example", subject="Complaint")
        box.wind(minutes=5)
        (mail,) = to(box, TEAM)
        assert all(said in mail.text for said in ("#transfer", "#tell", "Complaint definition*:"))
        assert "subject=Re%3A%20%5BHH20260302-0001%5D%20define%20the%20complaint" in mail.html.replace("+", "%20")
        says(box, TEAM, "#fill\nActed by: Ann\nComplaint definition: a repair that nobody has begun")
        says(box, TEAM, "#tell\nActed by: Ann\nWe understand that nobody has begun the repair.", about="To assign")
        says(box, TEAM, "#transfer Repairs\nActed by: Ann", about="To assign")
        known = newest(box)
        assert known["department"] == "Repairs"
        box.wind(days=9)
        assert not [m for m in to(box, TEAM) if "definition" in m.subject]
