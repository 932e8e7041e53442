"""What `check` says of people and their office: telephones that nobody has, absences that hardly end, weeks with a hole."""

from datetime import date

import msgspec
import pytest

from chalicelib.core.policy.directory import Absence
from chalicelib.core.policy.model import Policy
from redress.remarks.directory import remarks_on_directory
from tests.policy.small_policy import small

HER = "lena@office.example"


def told(policy: Policy) -> list[str]:
    return list(remarks_on_directory(policy))


def ringing(*phones: str) -> Policy:
    """The small policy, whose first people have these telephones."""
    policy = small()
    people = policy.directory.people
    given = [msgspec.structs.replace(one, phone=phone) for one, phone in zip(people, phones, strict=False)]
    directory = msgspec.structs.replace(policy.directory, people=(*given, *people[len(given) :]))
    return msgspec.structs.replace(policy, directory=directory)


def away(start: date, end: date) -> Policy:
    policy = small()
    absence = Absence(mail=HER, start=start, end=end)
    return msgspec.structs.replace(policy, directory=msgspec.structs.replace(policy.directory, absences=(absence,)))


def opening(*hours: tuple[str, str]) -> Policy:
    policy = small()
    first, *others = policy.calendars
    return msgspec.structs.replace(policy, calendars=(msgspec.structs.replace(first, hours=hours), *others))


@pytest.mark.parametrize("phone", ["+861380000781", "+86138000078111", "+8612800007811"])
def test_a_number_that_its_country_does_not_give_out_is_told_with_whose_it_is(phone: str):
    policy = ringing("+8613800007811", phone)
    owner = policy.directory.people[1].mail
    assert f"{phone} of {owner} is no number of its country: a digit is missing, too many or wrong" in told(policy)


@pytest.mark.parametrize("phones", [("+8613800007811", "+862884517000"), ("+447700900201", "+447700900202")])
def test_landlines_and_numbers_kept_for_samples_raise_no_alarm(phones: tuple[str, str]):
    assert told(ringing(*phones)) == []


def test_who_is_away_for_years_is_told_and_who_has_leave_is_not():
    (said,) = told(away(date(2026, 5, 1), date(2036, 5, 5)))
    assert said.startswith(f"{HER} is away from 2026-05-01 to 2036-05-05: ")
    assert told(away(date(2026, 5, 1), date(2027, 4, 30))) == []


def test_an_office_that_opens_in_the_night_is_told_unless_it_never_closes():
    (said,) = told(opening(("00:30", "12:00"), ("13:30", "17:30")))
    assert "opens at 00:30: limits in working hours end, and people are chased, in the night" in said
    assert told(opening(("00:00", "24:00"))) == told(opening(("06:00", "22:00"))) == []


@pytest.mark.parametrize(("days", "said"), [
    (("mon", "tue", "thu", "fri"), ["wed"]),
    (("mon", "tue", "wed", "thu", "sat"), ["fri"]),
    (("tue", "wed", "thu", "fri", "sat"), []),
    (("mon", "tue", "wed", "thu"), []),
])  # fmt: skip
def test_a_working_week_with_a_hole_is_told_and_a_short_one_is_not(days: tuple[str, ...], said: list[str]):
    policy = small()
    first, *others = policy.calendars
    week = msgspec.structs.replace(policy, calendars=(msgspec.structs.replace(first, days=days), *others))
    holes = [f'calendar "{first.name}" leaves out {day} amid the week: no limit counts that day' for day in said]
    assert told(week) == holes


def test_two_colleagues_of_one_name_are_told():
    policy = small()
    one, other, *rest = policy.directory.people
    named = msgspec.structs.replace(other, name=one.name)
    alike = msgspec.structs.replace(policy.directory, people=(one, named, *rest))
    (said,) = told(msgspec.structs.replace(policy, directory=alike))
    assert said.startswith(f"{one.mail} and {other.mail} are both called “{one.name}”: ")


def test_a_landline_is_told_where_colleagues_are_told_by_text():
    policy = ringing("+8613800007811", "+862884517000")
    owner = policy.directory.people[1].mail
    first, *others = policy.rules
    texting = msgspec.structs.replace(first.then, by=("mail", "sms"))
    policy = msgspec.structs.replace(policy, rules=(msgspec.structs.replace(first, then=texting), *others))
    assert told(policy) == [
        f"+862884517000 of {owner} is a landline, and people are told by text here: none reaches it"
    ]
