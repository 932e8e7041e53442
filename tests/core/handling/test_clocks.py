"""Time limits: the minute before, at and after; late and doubled ticks; nights, weekends, holidays; pauses; rounds."""

import msgspec
import pytest

from tests.core.handling.playing import (
    ANSWER,
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    CUSTOMER,
    DESK,
    DESK_HEAD,
    DIRK,
    HANS,
    OFFICE_DESK,
    SARA,
    TOP,
    Case,
    answered,
    at,
    names,
    office,
    referred,
    told,
    transport,
)


def waiting(opened: str = "2026-03-02 09:00") -> Case:
    """A matter that the desk has to judge first."""
    case = Case(opened=opened)
    case.customer("你好")
    return case


def fires(case: Case, when: str) -> list[tuple[str, str, str]]:
    """What a tick at that moment sends, on a copy of the case."""
    copy = Case(case.policy, complaint=case.complaint)
    return told(copy.tick(when).messages)


# -- the minute before, at, after --------------------------------------------------------------------------------------------


@pytest.mark.clause("LC-03")
def test_the_referral_is_due_within_a_working_hour():
    case = waiting()
    assert case.due("refer") == at("3-2 10:00")
    assert fires(case, "2026-03-02 09:44") == []
    case.tick("2026-03-02 09:45")
    assert told(case.last.messages) == [("reminder", "mail", DESK)]
    assert fires(case, "2026-03-02 09:59") == []
    assert fires(case, "2026-03-02 10:00") == []
    assert fires(case, "2026-03-02 10:00:01") == [("chase", "mail", DESK)]
    case.tick("2026-03-02 10:01")
    assert told(case.last.messages) == [("chase", "mail", DESK)]
    sent = case.wind("2026-03-02 10:31")
    assert ("escalation", "mail", DESK_HEAD) in told(m for m in sent if m.extra["clock"] == "refer")


@pytest.mark.clause("LC-03")
@pytest.mark.parametrize(
    ("when", "late"), [("2026-03-02 09:59:59", False), ("2026-03-02 10:00:00", False), ("2026-03-02 10:00:01", True)]
)
def test_a_referral_is_on_time_up_to_the_last_second(when: str, late: bool):
    case = waiting()
    case.staff(DESK, "#转办 客运营销部", when)
    assert ("met_late" in case.lines) == late
    assert case.met("refer") == at(when.removeprefix("2026-"))


@pytest.mark.clause("LC-04")
def test_the_flow_sheet_is_due_within_two_working_hours():
    case = waiting()
    assert case.due("flow_sheet") == at("3-2 11:00")
    case.tick("2026-03-02 10:59")
    assert fires(case, "2026-03-02 11:00") == []
    case.tick("2026-03-02 11:01")
    assert [(m.name, m.to.mail) for m in case.last.messages if m.extra["clock"] == "flow_sheet"] == [("chase", DESK)]
    sent = [m for m in case.wind("2026-03-02 13:31") if m.extra["clock"] == "flow_sheet"]
    assert told(sent) == [("escalation", "mail", DESK_HEAD), ("escalation", "mail", TOP)]


@pytest.mark.clause("LC-05")
def test_the_answer_is_due_two_calendar_days_after_the_flow_sheet_and_its_ladder_climbs():
    case = referred(opened="2026-03-06 16:00")  # a Friday: the weekend counts
    assert case.due("answer") == at("3-8 16:00")
    steps = {
        "2026-03-08 03:59": [],
        "2026-03-08 04:00": [("reminder", "mail", BUS)],
        "2026-03-08 16:00": [("holding", "mail", CUSTOMER.mail)],
        "2026-03-08 16:01": [
            ("chase", "mail", BUS), ("chase", "sms", "+8613800000103"),
            ("escalation", "mail", DESK),
        ],
        "2026-03-08 20:00": [],
        "2026-03-08 20:01": [("escalation", "mail", BUS_HEAD)],
        "2026-03-09 16:01": [("holding", "mail", CUSTOMER.mail), ("escalation", "mail", BUS_DIRECTOR)],
    }  # fmt: skip
    for when, expected in steps.items():
        case.tick(when)
        assert told(case.last.messages) == expected, when
    assert case.complaint.escalation_level == 2


@pytest.mark.clause("LC-05")
@pytest.mark.parametrize(("written", "late"), [("2026-03-04 09:00:00", False), ("2026-03-04 09:00:01", True)])
def test_an_answer_counts_from_when_it_was_written_not_processed(written: str, late: bool):
    case = referred()
    case.staff(BUS, ANSWER, "2026-03-04 09:05", written=written)
    assert ("met_late" in case.lines) == late
    assert case.met("answer") == at(written.removeprefix("2026-"))


@pytest.mark.clause("LC-06")
def test_the_return_visit_is_due_three_calendar_days_after_the_answer():
    case = answered()
    assert case.due("visit") == at("3-5 15:00")
    sent = [(m.name, m.to.mail) for m in case.wind("2026-03-07 15:01") if m.extra.get("clock") == "visit"]
    assert sent == [("reminder", DESK), ("chase", DESK), ("escalation", DESK_HEAD), ("escalation", BUS_DIRECTOR)]
    case.staff(DESK, "#回访 满意", "2026-03-07 16:00")
    assert ("met_late", "visit") in [(e.what, e.reason) for e in case.last.entries]


# -- late, doubled, outdated ----------------------------------------------------------------------------------------------------


def test_a_late_tick_sends_chases_and_escalations_in_order_and_only_records_the_reminder():
    case = referred()
    case.tick("2026-03-06 09:00")
    assert [(m.name, m.to.mail or m.to.phone) for m in case.last.messages if m.channel == "mail"] == [
        ("chase", BUS), ("escalation", DESK), ("escalation", BUS_HEAD), ("holding", CUSTOMER.mail), ("escalation", BUS_DIRECTOR),
    ]  # fmt: skip
    lines = ["reminder_outdated", "chase", "escalation", "escalation", "holding", "escalation"]
    assert [e.what for e in case.last.entries] == lines


def test_a_doubled_tick_says_nothing():
    case = referred()
    case.tick("2026-03-04 09:01")
    once = case.complaint
    assert case.tick("2026-03-04 09:01").messages == ()
    assert case.last.complaint == once


def test_a_tick_that_is_too_early_does_nothing():
    case = referred()
    before = case.complaint
    decision = case.tick("2026-03-02 12:00")
    assert (decision.complaint, decision.messages, decision.entries) == (before, (), ())


@pytest.mark.clause("GN-01")
def test_the_customer_hears_at_every_time_that_they_were_told_less_often_as_it_lasts():
    case = referred()
    promised = [m.extra["new_due"] for m in case.wind("2026-03-24 10:00") if m.name == "holding"]
    assert promised == [at(f"3-{day} 9:00").isoformat() for day in (5, 7, 14, 21, 28)]
    for day in (4, 5, 7, 14, 21):  # each is kept
        assert at(f"3-{day} 9:00") in [d.entries[0].at for d in case.decisions if d.entries and d.messages]


@pytest.mark.clause("GN-01")
@pytest.mark.parametrize(("minute", "heard"), [("2026-03-04 08:59", 0), ("2026-03-04 09:00", 1)])
def test_the_customer_hears_in_the_promised_minute_itself(minute: str, heard: int):
    case = referred()
    assert len([m for m in case.wind(minute) if m.name == "holding"]) == heard


@pytest.mark.clause("GN-01")
def test_after_an_outage_the_customer_hears_the_newest_word_alone():
    case = referred()
    case.tick("2026-03-10 12:00")
    (holding,) = case.sent("holding")
    assert holding.extra["new_due"] == at("3-14 9:00").isoformat()
    assert case.tick("2026-03-10 12:01").messages == ()


def test_a_holding_message_promises_no_time_at_which_nothing_comes():
    policy = office(
        """
        [[clock]]
        name = "settle"
        from = "referred"
        until = "answered"
        within = "1 day"
        rungs = [{ at = "due", tell = ["customer"], message = "holding" }]
        """
    )
    case = referred(policy, text="service is slow")
    (holding,) = [m for m in case.wind("2026-03-03 09:01") if m.name == "holding"]
    assert "new_due" not in holding.extra


def test_what_was_closed_without_an_answer_is_chased_no_more():
    case = referred()
    case.staff(DESK, "#结案 顾客撤诉", "2026-03-02 10:00")
    assert case.wind("2026-03-20 09:00") == []


def test_what_is_answered_is_chased_no_more():
    case = referred()
    case.staff(BUS, ANSWER, "2026-03-04 09:00")
    assert {m.extra.get("clock") for m in case.wind("2026-03-20 09:00")} <= {"visit", None, "task:settle"}


# -- nights, weekends, holidays -------------------------------------------------------------------------------------------------

REFERRALS = [
    ("2026-03-02 11:30", "2026-03-02 14:00", "across the lunch break"),
    ("2026-03-02 11:00", "2026-03-02 12:00", "used up exactly at the break"),
    ("2026-03-02 17:00", "2026-03-03 09:00", "across the night"),
    ("2026-03-02 22:00", "2026-03-03 09:30", "in the evening"),
    ("2026-03-06 17:00", "2026-03-09 09:00", "across the weekend"),
    ("2026-03-07 10:00", "2026-03-09 09:30", "on a Saturday"),
    ("2026-02-14 09:00", "2026-02-14 10:00", "on the make-up Saturday before Spring Festival"),
    ("2026-02-14 17:00", "2026-02-24 09:00", "across Spring Festival"),
    ("2026-02-20 12:00", "2026-02-24 09:30", "within Spring Festival"),
    ("2026-02-27 17:10", "2026-02-28 09:10", "into the make-up Saturday after Spring Festival"),
    ("2026-04-30 17:00", "2026-05-06 09:00", "across the May holidays"),
    ("2026-01-31 17:00", "2026-02-02 09:30", "across a month's end"),
    ("2026-12-31 17:00", "2027-01-04 09:00", "across the year's end"),
]  # fmt: skip


@pytest.mark.clause("LC-03")
@pytest.mark.parametrize(("opened", "due", "what"), REFERRALS)
def test_a_working_hour_runs_while_the_office_is_open(opened: str, due: str, what: str):
    assert waiting(opened).due("refer") == at(due), what


@pytest.mark.clause("LC-05")
@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-02-27 16:00", "2026-03-01 16:00"),
        ("2026-02-16 10:00", "2026-02-18 10:00"),
        ("2026-12-30 23:30", "2027-01-01 23:30"),
    ],
)
def test_calendar_days_run_through_weekends_holidays_and_months(opened: str, due: str):
    assert referred(opened=opened).due("answer") == at(due)


def test_a_year_whose_make_up_days_are_not_published_gives_provisional_deadlines():
    case = waiting("2028-03-01 17:00")
    assert {d.clock for d in case.complaint.deadlines if d.provisional} == {"refer", "flow_sheet"}
    assert not any(d.provisional for d in waiting().complaint.deadlines)


def test_a_closure_announced_later_moves_what_is_still_to_come():
    case = waiting("2026-03-02 17:00")
    assert case.due("refer") == at("3-3 9:00")
    closed = msgspec.structs.replace(case.policy.directory, closures=(at("3-3 12:00").date(),))
    case.policy = msgspec.structs.replace(case.policy, directory=closed)
    case.tick("2026-03-02 18:00")
    assert case.due("refer") == at("3-4 9:00")


# -- regrading, pauses ----------------------------------------------------------------------------------------------------------

PAUSING = """
[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = { general = "2 working days", major = "4 hours" }
calendar = "work"
pauses = true
promised = true
rungs = [
  { at = "-1 hour", tell = ["handler"] },
  { at = "due", tell = ["handler"], set = { severity = "major" } },
  { at = "+1 day", tell = ["director"] },
]

[[clock]]
name = "contact"
from = "received"
until = "contacted"
within = "1 hour"
rungs = [{ at = "due", tell = ["supervisor"] }]

[[rule]]
group = "severity"
then = { severity = "general" }
"""


def slow(extra: str = "") -> Case:
    return referred(office(PAUSING + extra), text="your service is slow")


def test_grading_moves_the_deadline_and_what_is_due_fires_at_once():
    case = slow()
    assert case.due("settle") == at("3-4 17:00")
    case.staff(OFFICE_DESK, "#severity major", "2026-03-02 14:00")
    assert case.due("settle") == at("3-2 13:00")
    assert ("chase", "mail", HANS) in told(case.last.messages)


def test_a_passed_limit_may_raise_the_severity_for_good():
    case = slow()
    case.wind("2026-03-04 17:01")
    assert (case.complaint.severity, case.complaint.by_hand) == ("major", ("severity",))
    case.customer("hello?", "2026-03-04 18:00")
    assert case.complaint.severity == "major"


@pytest.mark.clause("CW-05")
@pytest.mark.parametrize("text", ["#contact called him, he was reached", "#tell we look into it", "#ask which line?"])
def test_a_call_or_a_message_is_a_contact(text: str):
    case = slow()
    case.staff(HANS, text, "2026-03-02 09:30")
    assert case.met("contact") == at("3-2 9:30")


def test_waiting_for_the_customer_gives_the_time_back():
    case = slow()
    case.staff(HANS, "#ask which line?", "2026-03-03 10:00")
    assert case.due("settle") == at("3-4 17:00")
    case.tick("2026-03-04 18:00")
    assert (case.due("settle"), case.sent("chase")) == (at("3-6 17:00"), [])
    case.customer("line 5", "2026-03-05 10:00")
    assert case.due("settle") == at("3-6 17:00")  # two closings passed meanwhile
    assert case.complaint.pauses[-1].end == at("3-5 10:00")


def test_what_was_written_before_the_question_does_not_answer_it():
    case = slow()
    case.staff(HANS, "#ask which line?", "2026-03-03 10:00")
    case.customer("any news?", "2026-03-03 10:02", received="2026-03-03 09:59")
    assert case.complaint.pauses[-1].end is None


def test_a_customer_who_does_not_answer_is_not_waited_for_in_silence():
    case = slow()
    case.staff(HANS, "#ask which line?", "2026-03-03 10:00")
    chase, climb = ("chase", "mail", HANS), ("escalation", "mail", SARA)
    assert told(case.wind("2026-03-18 10:00")) == [chase, chase, chase, climb, chase]


def test_a_pause_of_an_earlier_round_gives_nothing_back_to_a_later_one():
    case = slow()
    case.staff(HANS, "#ask which line?", "2026-03-02 10:00")
    case.customer("line 5", "2026-03-03 10:00")
    case.staff(HANS, "#resolve sorry", "2026-03-03 11:00")
    case.staff(OFFICE_DESK, "#reopen again", "2026-03-04 10:00")
    assert case.due("settle") == at("3-6 17:00")


# -- tasks ------------------------------------------------------------------------------------------------------------------------


def test_a_task_without_a_limit_of_its_own_is_due_the_next_working_day():
    case = slow('[[task]]\nname = "photo"\nfor = "handler"\nopens = "referred"\nform = ["facts"]\n')
    (task,) = case.complaint.tasks
    assert (task.name, task.due) == ("photo", at("3-3 17:00"))


def test_a_task_that_a_clock_waits_for_needs_no_limit():
    case = answered()
    case.wind("2026-03-03 15:01")
    assert [(t.name, t.due) for t in case.complaint.tasks if t.done is None] == [
        ("corrective_action", at("3-22 15:00")),
        ("return_visit", None),
    ]


UNLESS_CONTACTED = """
[[task]]
name = "photo"
for = "handler"
opens = "referred"
unless = "contacted"
form = ["facts"]
within = "1 working day"
calendar = "work"
"""


def test_an_open_task_ends_when_what_makes_it_needless_happens():
    case = referred(office(UNLESS_CONTACTED), text="your service is slow")
    assert case.complaint.open_task("photo") is not None
    case.staff(HANS, "#tell We look into it", "2026-03-02 10:00")
    assert [(t.name, t.done) for t in case.complaint.tasks] == [("photo", at("3-2 10:00"))]
    assert "chase" not in names(case.wind("2026-03-04 09:00"))


def test_a_task_that_is_needless_already_does_not_open():
    case = referred(office(UNLESS_CONTACTED + 'after = "1 hour"\n'), text="your service is slow")
    case.staff(HANS, "#tell We look into it", "2026-03-02 09:30")
    assert "task" not in names(case.wind("2026-03-04 09:00"))
    assert case.complaint.tasks == ()


def test_a_closed_complaint_opens_only_what_opens_with_its_closing():
    later = UNLESS_CONTACTED.replace('unless = "contacted"\n', 'after = "1 hour"\n')
    at_the_end = later.replace("photo", "file").replace('"referred"', '"closed"')
    case = referred(office(later, at_the_end), text="your service is slow")
    case.staff(OFFICE_DESK, "#close the customer withdrew it", "2026-03-02 09:30")
    case.wind("2026-03-02 12:00")
    assert [t.name for t in case.complaint.tasks] == ["file"]


@pytest.mark.clause("LC-12")
def test_a_corrective_action_outlives_closing_and_is_chased_in_three_steps_and_then_again_and_again():
    case = answered()
    case.survey(4, "2026-03-03 09:00")
    assert case.complaint.status == "closed"
    heard = told(case.wind("2026-06-01 09:00"))
    assert heard[:3] == [("chase", "mail", BUS), ("escalation", "mail", BUS_HEAD), ("escalation", "mail", BUS_DIRECTOR)]
    assert heard[3:5] == [("chase", "mail", BUS), ("escalation", "mail", BUS_DIRECTOR)]
    assert set(heard[5:]) == set(heard[3:5])
    case.staff(BUS, "#填报\n整改是否落实：是\n落实情况：已增派备用车", "2026-06-02 09:00")
    assert case.changes == "已填报：整改落实情况"
    assert ("met_late", "task:corrective_action") in [(e.what, e.reason) for e in case.last.entries]


@pytest.mark.clause("LC-12")
def test_a_corrective_action_of_an_earlier_round_is_still_due_and_can_be_reported():
    case = answered()
    case.survey(1, "2026-03-03 09:00")
    assert case.complaint.round == 2
    assert case.due("task:corrective_action", of_round=1) == at("3-22 15:00")
    assert [t.name for t in case.complaint.tasks if t.done is None] == ["corrective_action", "answer"]
    case.staff(BUS, "#填报\n整改是否落实：是\n落实情况：已培训", "2026-03-04 09:00")
    assert [d.met for d in case.complaint.deadlines if d.clock == "task:corrective_action"] == [at("3-4 9:00")]


def test_a_form_is_filled_by_whom_it_was_asked_or_who_leads_them_and_completely():
    case = answered()
    case.staff("ma.chunlei@lc-transport.example", "#填报\n整改是否落实：是\n落实情况：做了")
    assert case.problems == "现在没有需要填报的表"
    case.staff(BUS, "#填报\n整改是否落实：是")
    assert case.problems == "缺少：落实情况"
    case.staff(BUS_HEAD, "#填报\n整改是否落实：是\n落实情况：做了")
    assert case.problems == ""


# -- rounds ---------------------------------------------------------------------------------------------------------------------


def test_the_clocks_of_a_second_round_start_from_the_reopening_and_the_first_ones_stay_as_they_ended():
    case = answered()
    case.survey(1, "2026-03-04 10:00")
    assert [(d.clock, d.round, d.due, d.met) for d in case.complaint.deadlines if not d.clock.startswith("task")] == [
        ("refer", 1, at("3-2 10:00"), at("3-2 9:00")),
        ("flow_sheet", 1, at("3-2 11:00"), at("3-2 9:00")),
        ("answer", 1, at("3-4 9:00"), at("3-2 15:00")),
        ("visit", 1, at("3-5 15:00"), at("3-4 10:00")),
        ("refer", 2, at("3-4 11:00"), at("3-4 10:00")),
        ("flow_sheet", 2, at("3-4 12:00"), at("3-4 10:00")),
        ("answer", 2, at("3-6 10:00"), None),
    ]
    assert ("chase", "mail", BUS_HEAD) in told(case.wind("2026-03-06 10:01"))


def test_in_the_second_round_escalations_climb_above_the_new_handler():
    case = answered()
    case.survey(1, "2026-03-04 10:00")
    sent = [t for t in told(case.wind("2026-03-07 10:01")) if t[0] == "escalation" and t[2] != DESK]
    assert sent == [("escalation", "mail", BUS_DIRECTOR), ("escalation", "mail", TOP)]


# -- nothing rests in silence ------------------------------------------------------------------------------------------------------


def test_a_complaint_on_which_no_clock_runs_is_looked_at_all_the_same():
    case = referred(office(), text="your service is slow")
    sent = told(case.wind("2026-03-22 09:01"))
    assert sent[0] == ("chase", "mail", HANS)
    assert ("escalation", "mail", SARA) in sent
    assert ("escalation", "mail", DIRK) in sent
    assert case.complaint.next_check_at is not None


def test_when_every_rung_has_had_its_say_the_desk_is_reminded_of_a_visit_all_the_same():
    case = answered()
    case.staff(BUS, "#填报\n整改是否落实：是\n落实情况：做了")
    case.wind("2026-03-09 09:00")
    assert ("chase", "mail", DESK) in told(case.wind("2026-03-14 09:00"))


def test_every_clock_of_the_packaged_policy_speaks_to_somebody_before_at_and_after():
    for clock in transport().clocks:
        signs = {(r.at.amount > 0) - (r.at.amount < 0) for r in clock.rungs}
        assert signs == {-1, 0, 1}, clock.name
    assert names(referred().wind("2026-03-04 09:01")) == ["reminder", "holding", "chase", "chase", "escalation"]


@pytest.mark.parametrize("name", ["settle", "call", "referral", "receipt"])
def test_what_a_limit_is_called_says_nothing_of_how_to_keep_it(name: str):
    clock = f'[[clock]]\nname = "{name}"\nfrom = "referred"\nuntil = "accepted"\nwithin = "1 hour"\nrungs = [{{ at = "due", tell = ["desk"] }}]'
    case = referred(office(clock), text="the service was bad")
    (chase,) = (m for m in case.wind("2026-03-02 10:01") if m.name == "chase")
    assert (chase.extra["clock"], chase.extra["commands"]) == (name, ["accept"])
