"""A month with one silent handler: who is told again of a late case in the morning gets no list beside it that tells the same, and no working day is left out."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from sandbox import Sandbox
from sandbox.sent import SentMail
from tests.stories.letters import letter

FIRST, DAYS = date(2026, 3, 3), 27
WORDS = "我要投诉：你们的业务员夸大收益误导我买了这份保险，我要求全额退保并追究责任。"
REPEATS = {"chase", "escalation", "together"}


@pytest.fixture(scope="module")
def mails() -> Iterator[tuple[SentMail, ...]]:
    with Sandbox("insurance-branch", now=f"{FIRST}T10:00+08:00") as box:
        box.email(letter("zhou@mail.example", box.address, "误导销售", WORDS))
        box.wind(days=DAYS)
        yield tuple(box.mails)


def in_the_morning(mails: tuple[SentMail, ...], day: date) -> dict[str, set[str]]:
    """By reader, the kinds of what they are told of the late case between nine and a quarter past."""
    told: dict[str, set[str]] = {}
    for mail in mails:
        if mail.at.date() == day and mail.at.hour == 9 and mail.at.minute < 15:
            told.setdefault(mail.to[0], set()).add(mail.tags["message"][0])
    return told


def working_days() -> list[date]:
    return [day for n in range(1, DAYS) if (day := FIRST + timedelta(days=n)).weekday() < 5]


def test_nobody_is_told_the_same_by_a_repeat_and_by_a_list_but_with_the_weeks_first(mails: tuple[SentMail, ...]):
    repeated = 0
    for day in (day for day in working_days() if day.weekday()):
        for told in in_the_morning(mails, day).values():
            repeated += bool(REPEATS & told)
            assert not ("morning_list" in told and REPEATS & told), (day, told)
    assert repeated > 10


def test_whoever_has_it_hears_of_it_each_working_morning_from_the_day_on_which_it_is_late(
    mails: tuple[SentMail, ...],
):
    handler = next(mail.to[0] for mail in mails if mail.tags["message"][0] == "assignment")
    late = next(mail.at.date() for mail in mails if mail.to[0] == handler and mail.tags["message"][0] == "chase")
    days = [day for day in working_days() if day > late]
    assert len(days) > 10
    silent = [day for day in days if not {"morning_list", *REPEATS} & in_the_morning(mails, day).get(handler, set())]
    assert silent == []


def test_the_weeks_first_list_has_it_whatever_was_repeated(mails: tuple[SentMail, ...]):
    mondays = [day for day in working_days() if not day.weekday()][1:]
    lists = [{r for r, told in in_the_morning(mails, day).items() if "morning_list" in told} for day in mondays]
    assert min(len(readers) for readers in lists) >= 3
