"""Whoever is given a complaint sees up to three closed ones like it, with what solved them."""

import msgspec
import pytest

from chalicelib.core.complaint.context import LikeCase
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.facts import CustomerWrote, Writing
from chalicelib.core.complaint.lesson import Lesson
from chalicelib.core.complaint.saying import Said, Value
from chalicelib.core.register import forgetting, indexing, likeness
from tests.core.handling.playing import BUS, CUSTOMER, DESK, DESK_HEAD, LATE_BUS, Case, at, office, referred, transport

SOLVED = "#结果\n事实：张明先生（13912345678）所乘班次故障\n责任：公交公司\n原因：发动机缺保养\n措施：每月检修，已向张明先生致歉"
_WORDED = referred().complaint
assert _WORDED
SIGNS = likeness.signs(_WORDED, transport())


def solved(answer: str = SOLVED, score: int = 4) -> Case:
    case = referred()
    case.staff(BUS, answer, "2026-03-02 15:00")
    case.survey(score)
    return case


def like(number: str, unit: str = "公交公司", closed: str = "2026-02-01 10:00", **taught: tuple[str, ...]) -> LikeCase:
    lesson = Lesson(cause="缺保养", remedy=f"检修 {number}", **taught)
    return LikeCase(complaint=number, number=number, unit=unit, closed=at(closed), lesson=lesson)


def assigned(*cases: LikeCase) -> Message:
    case = Case()
    writing = Writing(text=LATE_BUS, full_text=LATE_BUS, subject=LATE_BUS[:40])
    case.take(
        CustomerWrote(id="f", at=case.now, complainant=CUSTOMER, channel="mail", writing=writing),
        like=cases,
    )
    (assignment,) = case.sent("assignment")
    return assignment


def shown(*cases: LikeCase) -> list[Value]:
    said = assigned(*cases).extra.get("like", [])
    assert isinstance(said, list)
    return [each.values["number"] for each in said if isinstance(each, Said)]


def taught(case: Case) -> set[str]:
    """The categories under which the complaint is found by whoever is given the next one."""
    assert case.complaint
    return {item.ref.key for item in indexing.keys(case.complaint) if item.ref.key.startswith("like#")}


@pytest.mark.clause("PG-17")
def test_a_closed_complaint_teaches_cause_and_measures_without_its_people():
    case = solved()
    lesson = case.complaint.lesson
    assert lesson == Lesson(cause="发动机缺保养", remedy="每月检修，已向…致歉", signs=SIGNS)
    assert taught(case) == {"like#liaocheng-transport#服务态度"}


@pytest.mark.clause("PG-17")
def test_the_assignment_says_how_the_like_ones_were_solved():
    said = assigned(like("LC1")).extra["like"]
    assert isinstance(said, list)
    (line,) = said
    assert isinstance(line, Said)
    assert (line.code, line.values["cause"], line.values["remedy"]) == ("like_case", "缺保养", "检修 LC1")


def test_three_are_shown_the_units_own_first_then_by_their_words_then_the_newest():
    old, new = like("LC1", closed="2026-01-01 10:00"), like("LC2", closed="2026-02-20 10:00")
    worded = like("LC3", closed="2025-12-01 10:00", signs=SIGNS)
    elsewhere = like("LC4", unit="客运总站", closed="2026-03-01 10:00", signs=SIGNS)
    assert shown(elsewhere, old, new, worded) == ["LC3", "LC2", "LC1"]
    assert shown(elsewhere, old) == ["LC1", "LC4"]
    assert shown() == []


def test_nobody_is_shown_a_complaint_about_themselves():
    assert shown(like("LC1", kept_from=(BUS,)), like("LC2", kept_from=(DESK_HEAD,))) == ["LC2"]


def test_whom_it_was_about_is_kept_from_it_and_not_named():
    named = next(p.name for p in transport().directory.people if p.mail == BUS)
    case = Case()
    case.customer(f"投诉：K12 路公交晚点，{named}师傅态度恶劣")
    case.staff(
        case.complaint.handler, f"#结果\n事实：属实\n责任：公交公司\n原因：{named}疲劳\n措施：{named}停岗", "3-2 15:00"
    )
    case.survey(4)
    lesson = case.complaint.lesson
    assert lesson is not None
    assert (lesson.cause, lesson.remedy, lesson.kept_from) == ("…疲劳", "…停岗", (BUS,))


@pytest.mark.parametrize(
    ("by", "order"),
    [
        (DESK, "#结案 客户撤回投诉"),
        (DESK, "#无效 查无此车，录像显示准点发车"),
    ],
)
def test_what_was_withdrawn_or_not_valid_teaches_nothing(by: str, order: str):
    case = referred()
    case.staff(BUS, "#备注\n原因：无关\n措施：解释", "2026-03-02 10:00")
    case.staff(by, order, "2026-03-02 11:00")
    assert (case.complaint.status, case.complaint.lesson, taught(case)) == ("closed", None, set())


def test_what_did_not_satisfy_teaches_nothing_and_the_answer_that_did_is_the_one_that_is_told():
    case = solved(score=1)
    assert (case.complaint.status, taught(case)) == ("open", set())
    case.staff(case.complaint.handler, SOLVED.replace("每月检修", "换新车"), "2026-03-03 10:00")
    case.survey(4)
    lesson = case.complaint.lesson
    assert lesson is not None
    assert lesson.remedy == "换新车，已向…致歉"
    case.staff(DESK, "#重开 客户来电说又晚点", "2026-03-04 10:00")
    assert (case.complaint.lesson, taught(case)) == (None, set())


def test_a_dissatisfied_customer_whose_complaint_stays_closed_teaches_nobody():
    never = msgspec.structs.replace(transport(), reopen_at_most=0)
    case = referred(never)
    case.staff(BUS, SOLVED, "2026-03-02 15:00")
    case.survey(2)
    assert (case.complaint.status, case.complaint.lesson) == ("closed", None)


def test_whoever_is_forgotten_takes_what_was_learned_along():
    case = solved()
    assert case.complaint
    forgotten = forgetting.forgotten(case.complaint, transport())
    _, gone = indexing.changes(case.complaint, forgotten)
    assert "like#liaocheng-transport#服务态度" in {ref.key for ref in gone}


def test_what_is_restricted_teaches_nothing():
    case = solved()
    assert case.complaint
    case.complaint = msgspec.structs.replace(case.complaint, restricted=True)
    case.staff(DESK, "#备注 存档")
    assert (case.complaint.lesson, taught(case)) == (None, set())


def test_an_answer_without_measures_teaches_nothing():
    case = Case(office())
    case.customer("the service was slow")
    case.staff("hans@office.example", "#result We are sorry.\nFacts: slow", "2026-03-02 11:00")
    case.survey(4)
    assert (case.complaint.status, case.complaint.lesson) == ("closed", None)
