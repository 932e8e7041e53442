"""The time that a customer was told is the one they were promised: whenever it moves they hear of it, and no letter claims another."""

from datetime import datetime, timedelta

import pytest

from chalicelib.core.complaint.decision import Message
from chalicelib.core.policy.answer_time import promised
from chalicelib.core.policy.model import Policy
from tests.core.handling.playing import DORA, OFFICE_DESK, SARA, ZONE, Case, at, names, office, referred

TOLD = '{ at = "due", tell = ["customer"], message = "holding", every = "7 days" }'
GRADED = f"""
[[clock]]
name = "settle"
from = "received"
until = "answered"
within = {{ general = "15 days", major = "7 days" }}
promised = true
labels = {{ en = "settlement" }}
rungs = [{{ at = "due", tell = ["handler"] }}, {TOLD}]
"""
TAKEN_UP = f"""
[[clock]]
name = "take_up"
from = "received"
until = "accepted"
within = "5 working days"
calendar = "work"
rungs = [{{ at = "due", tell = ["desk"] }}]

[[clock]]
name = "settle"
from = "accepted"
until = "answered"
within = "10 working days"
calendar = "work"
promised = true
labels = {{ en = "settlement" }}
rungs = [{{ at = "due", tell = ["handler"] }}, {TOLD}]
"""


def told_time(case: Case) -> datetime:
    """By when the customer expects the answer."""
    assert case.complaint is not None
    told = promised(case.complaint, case.policy)
    assert told is not None
    return told


def heard(case: Case, until: datetime) -> list[Message]:
    """What the customer reads from now until then."""
    return [m for m in case.wind(f"{until.astimezone(ZONE):%Y-%m-%d %H:%M:%S}") if m.to.role == "customer"]


def told_first(policy: Policy) -> Case:
    case = referred(policy, text="your service is slow")
    (acknowledged,) = case.sent("acknowledgement")
    assert acknowledged.extra["promised"] == told_time(case).isoformat()
    return case


def test_a_time_that_moves_forward_is_told_at_once():
    case = told_first(office(GRADED))
    case.staff(DORA, "#severity major", "2026-03-02 09:30")
    assert case.sent("holding")[0].extra == {
        "promised": at("3-17 9:00").isoformat(),
        "new_due": at("3-9 9:00").isoformat(),
        "sooner": 1,
    }
    assert told_time(case) == at("3-9 9:00")
    case.staff(DORA, "#note nothing new", "2026-03-02 10:00")
    assert case.sent("holding") == []


def test_a_time_that_moves_forward_and_back_is_told_each_time():
    case = told_first(office(GRADED))
    case.staff(DORA, "#severity major", "2026-03-02 09:30")
    case.staff(DORA, "#severity general", "2026-03-02 10:00")
    assert case.sent("holding")[0].extra == {
        "promised": at("3-9 9:00").isoformat(),
        "new_due": at("3-17 9:00").isoformat(),
    }


@pytest.mark.parametrize(("grade", "due"), [("major", "3-9 9:00"), ("general", "3-17 9:00")])
def test_a_time_that_moves_with_the_referral_itself_is_told_at_once_as_well(grade: str, due: str):
    case = Case(office(GRADED), "2026-03-02 09:00")
    case.customer("something else altogether")
    case.staff(OFFICE_DESK, f"#transfer Sales\n\n#severity {grade}", "2026-03-02 09:30")
    assert (case.complaint.department, told_time(case)) == ("Sales", at(due)), case.problems
    assert [m.extra["new_due"] for m in case.sent("holding")] == [at(due).isoformat()] * (grade == "major")


def test_a_limit_that_is_over_as_soon_as_it_moves_leaves_the_customer_the_time_they_were_told():
    case = told_first(office(GRADED))
    case.staff(DORA, "#severity major", "2026-03-12 09:30")
    assert [m for m in case.sent("holding") if "sooner" in m.extra] == []
    assert told_time(case) == at("3-17 9:00")
    sent = [m for m in (*case.last.messages, *case.wind("2026-03-12 12:00")) if m.name == "holding"]
    assert [m.extra.get("ahead") for m in sent] == [1] * len(sent)


@pytest.mark.parametrize("when", ["2026-03-02 09:10", "2026-03-04 10:00"])
def test_a_clock_that_begins_sooner_than_it_might_have_leaves_the_customer_the_time_they_were_told(when: str):
    case = told_first(office(TAKEN_UP))
    first = told_time(case)
    case.staff(DORA, "#accept", when)
    assert (case.sent("holding"), told_time(case)) == ([], first)
    assert case.due("settle") < first
    assert heard(case, until=first - timedelta(seconds=1)) == []
    (word,) = heard(case, until=first)
    assert (word.name, "ahead" in word.extra) == ("holding", False)
    assert word.extra["new_due"] == (first + timedelta(days=7)).isoformat()


ONE_RUNG = '{ at = "due", tell = ["desk", "customer"], every = "2 days" }'
BEFORE_IT = '{ at = "-3 days", tell = ["customer"], message = "holding" }'


@pytest.mark.parametrize("rungs", [ONE_RUNG, f"{TOLD}, {BEFORE_IT}", f"{ONE_RUNG}, {BEFORE_IT}"])
def test_whatever_a_ladder_tells_the_customer_is_counted_from_the_time_they_were_told(rungs: str):
    policy = office(TAKEN_UP.replace(TOLD, rungs))
    case = told_first(policy)
    first = told_time(case)
    case.staff(DORA, "#accept", "2026-03-02 09:10")
    assert heard(case, until=first - timedelta(days=3, minutes=1)) == []
    assert [m.extra.get("ahead") for m in heard(case, until=first - timedelta(minutes=1))] == (
        [1] if BEFORE_IT in rungs else []
    )
    assert [m.name for m in heard(case, until=first)] == ["holding"]


def test_a_text_reader_hears_before_the_night_into_which_the_time_falls_and_by_when_again():
    in_days = TAKEN_UP.replace("5 working days", "2 days").replace("10 working days", "14 days")
    case = Case(office(in_days.replace('calendar = "work"\n', "")))
    case.customer("your service is slow", "2026-03-01 23:30", channel="sms")
    first = told_time(case)
    case.staff(DORA, "#accept", "2026-03-02 09:10")
    (word,) = heard(case, until=first)
    assert word.channel == "sms"
    assert str(word.extra["new_due"]) > first.isoformat()


def test_asking_how_it_stands_moves_no_time_that_the_ladder_keeps():
    case = told_first(office(TAKEN_UP))
    first = told_time(case)
    case.staff(DORA, "#accept", "2026-03-02 09:10")
    heard(case, until=first)
    case.customer("When will I hear from you?", f"{first.astimezone(ZONE):%Y-%m-%d} 23:00")
    (word,) = case.sent("holding")
    assert word.extra["new_due"] == (first + timedelta(days=7)).isoformat()
    assert told_time(case) == first
    assert [m.name for m in heard(case, until=first + timedelta(days=7))] == ["holding"]


def test_more_time_that_is_granted_before_the_promised_clock_runs_ends_in_a_word_then():
    case = told_first(office(TAKEN_UP))
    case.staff(SARA, "#extend 2026-04-10 17:00 the part comes then", "2026-03-03 10:00")
    assert told_time(case) == at("4-10 17:00")
    assert [m.name for m in heard(case, until=at("4-10 16:59"))] == []
    assert [m.name for m in heard(case, until=at("4-10 17:00"))] == ["holding"]


def test_a_time_granted_between_the_clocks_end_and_the_one_told_is_an_earlier_one_for_the_customer():
    case = told_first(office(TAKEN_UP))
    first = told_time(case)
    case.staff(DORA, "#accept", "2026-03-02 09:10")
    case.staff(SARA, "#extend 2026-03-18 12:00 the part comes then", "2026-03-03 10:00")
    assert case.due("settle") == at("3-18 12:00") < first
    extra = case.sent("holding")[0].extra
    assert (extra["promised"], extra["new_due"], extra["sooner"]) == (
        first.isoformat(),
        at("3-18 12:00").isoformat(),
        1,
    )
    case.staff(SARA, "#extend 2026-04-01 12:00 the part is lost", "2026-03-04 10:00")
    extra = case.sent("holding")[0].extra
    assert (extra["promised"], "sooner" in extra) == (at("3-18 12:00").isoformat(), False)
    assert names(case.last.messages).count("holding") == 1


def test_what_is_only_passed_on_is_promised_no_time_that_its_closing_ends():
    enquiries = '[[rule]]\ngroup = "kind"\nwhen = [{ words = ["may I ask"] }]\nthen = { kind = "enquiry" }'
    case = Case(office(GRADED, enquiries))
    case.customer("may I ask when your service opens")
    assert case.complaint is not None
    assert (names(case.sent("noted")), case.complaint.status) == (["noted"], "closed")
    assert promised(case.complaint, case.policy) is None


GROWS = GRADED.replace(
    'rungs = [{ at = "due", tell = ["handler"] }',
    'rungs = [{ at = "+1 minute", tell = ["supervisor"], set = { severity = "major" } }',
).replace('general = "15 days", major = "7 days"', 'general = "3 days", major = "7 days"')


@pytest.mark.parametrize(
    ("received", "named"), [("2026-03-05 14:00", "3-12 14:00"), ("2026-02-20 14:00", "3-13 14:00")]
)
def test_what_is_late_as_soon_as_it_opens_names_one_time_to_come_and_the_customer_hears_by_then(
    received: str, named: str
):
    case = Case(office(GROWS.replace("7 days\" }'", "1 day\" }'")))
    case.customer("your service is slow", "2026-03-09 09:00", received=received)
    (acknowledged,), (word,) = case.sent("acknowledgement"), case.sent("holding")
    assert acknowledged.extra["promised"] == ""
    assert word.extra["new_due"] == at(named).isoformat()
    assert heard(case, until=at(named) - timedelta(minutes=1)) == []
    assert [m.name for m in heard(case, until=at(named))] == ["holding"]


def test_a_rung_that_moves_the_limit_while_another_tells_the_customer_leaves_them_one_time():
    case = told_first(office(GROWS))
    case.tick("2026-03-05 09:02")
    (word,) = case.sent("holding")
    assert word.extra["new_due"] == at("3-9 9:00").isoformat()
    assert told_time(case) == at("3-9 9:00")
    assert heard(case, until=at("3-9 8:59")) == []
    assert [m.name for m in heard(case, until=at("3-9 9:00"))] == ["holding"]
