"""A complaint that is graded anew wants its answer by another time: whoever has it in hand hears so, and who graded it too."""

import msgspec
import pytest

from chalicelib.core.complaint.saying import labels, say, time_of
from chalicelib.render import render
from redress.proving.playing import identity
from tests.core.handling.playing import HANS, OFFICE_DESK, Case, at, office, referred

LIMIT = """
[[clock]]
name = "answer"
from = "received"
until = "answered"
within = { general = "5 working days", major = "2 working days" }
calendar = "work"
rungs = [{ at = "due", tell = ["handler"] }]
"""
SAME_FOR_ALL = LIMIT.replace('major = "2 working days"', 'major = "5 working days"')
MOVED = say("limit_moved", clock=labels("answer"), old=time_of(at("3-9 17:00")), due=time_of(at("3-4 17:00")))


def in_hand(procedure: str = LIMIT) -> Case:
    return referred(office(procedure), text="the service was slow")


def told_to(case: Case, reader: str) -> list[object]:
    return [m.extra.get("reason") for m in case.last.messages if m.to.mail == reader and m.name == "information"]


def test_the_handler_hears_of_the_new_time_and_what_meets_it():
    case = in_hand()
    case.staff(OFFICE_DESK, "#定级 major", "2026-03-03 10:00")
    [told] = [m for m in case.last.messages if m.to.mail == HANS]
    assert told.extra["reason"] == MOVED
    assert told.extra["due"] == at("3-4 17:00").isoformat()
    assert told.extra["commands"] == ["resolve", "tell"]


@pytest.mark.parametrize(
    ("language", "less", "more"),
    [("zh-CN", "提前了", "延后了"), ("zh-TW", "提前了", "延後了"), ("en", "less time", "more time")],
)
def test_less_time_and_more_are_worded_apart(language: str, less: str, more: str):
    case = in_hand()
    for order, when, said, unsaid in (
        ("#定级 major", "2026-03-03 10:00", less, more),
        ("#定级 general", "2026-03-03 11:00", more, less),
    ):
        case.staff(OFFICE_DESK, order, when)
        [told] = [m for m in case.last.messages if m.to.mail == HANS]
        to = msgspec.structs.replace(told.to, language=language)
        mail = render(msgspec.structs.replace(told, to=to), case.complaint, case.policy, identity(case.now)).text
        assert said in mail
        assert unsaid not in mail


def test_the_receipt_of_whoever_graded_it_names_both_times():
    case = in_hand()
    case.staff(OFFICE_DESK, "#定级 major", "2026-03-03 10:00")
    assert MOVED in case.last.results.changes


@pytest.mark.parametrize(
    ("procedure", "order", "when"),
    [
        (SAME_FOR_ALL, "#定级 major", "2026-03-03 10:00"),  # the time stays
        (LIMIT, "#定级 general", "2026-03-03 10:00"),  # the grade stays
        (LIMIT, "#定级 major", "2026-03-05 10:00"),  # a time that is over is chased, and told to nobody as one to come
        (LIMIT, "#备注 等配件", "2026-03-03 10:00"),
    ],
)
def test_nobody_is_told_of_a_time_that_stays_or_is_over(procedure: str, order: str, when: str):
    case = in_hand(procedure)
    case.staff(OFFICE_DESK, order, when)
    assert told_to(case, HANS) == []


def test_who_has_it_only_from_now_on_reads_the_time_in_the_assignment():
    case = in_hand()
    case.staff(OFFICE_DESK, "#定级 major\n\n#转办 Sales", "2026-03-03 10:00")
    assert [m.name for m in case.last.messages if m.to.role == "handler"] == ["assignment"]
