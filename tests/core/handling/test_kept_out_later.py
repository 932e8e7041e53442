"""Small organisations: one person in two roles, the complained-of among the few, and nobody left but a colleague from elsewhere."""

import msgspec
import pytest

from chalicelib.core.complaint.model import Complainant
from tests.core.handling.playing import (
    BUS,
    DESK,
    DIRK,
    DORA,
    LENA,
    SARA,
    Case,
    at,
    names,
    office,
    with_directory,
)

PRESS = """
[[rule]]
group = "press"
when = [{ words = ["newspaper"] }]
then = { flag = ["press"], tell = ["supervisor", "director", "legal"], by = ["mail"], confirm = true }
"""
PLAN = '[[gate]]\nname = "plan"\nbefore = "answered"\napprove = ["supervisor"]\n'
CHECK = """
[[task]]
name = "check"
for = "legal"
opens = "referred"
within = "3 days"
form = ["facts"]
"""
TEXTS = Complainant(name="张明", phone="+8613912345678")


def asked(case: Case, name: str) -> list[str]:
    return [m.to.mail for m in case.messages if m.name == name]


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("your service is slow, I write to the newspaper", [SARA, DIRK, LENA]),
        ("your service is slow, Sara is rude, I write to the newspaper", [DIRK, LENA]),
        ("your service is slow, Dirk is rude, I write to the newspaper", [SARA, LENA]),
    ],
)
def test_who_stands_in_for_the_one_complained_of_reads_a_rules_notice_once(text: str, reach: list[str]):
    case = Case(office(PRESS))
    case.customer(text)
    assert sorted(asked(case, "receipt_request")) == sorted(reach)
    receipts = [t.assignee for t in case.complaint.tasks if t.name == "receipt"]
    assert sorted(receipts) == sorted(reach)


def test_a_form_of_the_handler_that_the_complaint_is_about_is_asked_of_the_next_one():
    case = Case(office(CHECK.replace("legal", "handler")))
    case.customer("your service is slow")
    was = case.complaint.handler
    assert [t.assignee for t in case.complaint.tasks if t.name == "check"] == [was]
    case.customer(f"It was {case.policy.directory.person(was).name}, who was rude.", "2026-03-02 10:00")
    now = case.complaint.handler
    assert now != was
    assert [t.assignee for t in case.complaint.tasks if t.name == "check"] == [now]
    assert asked(case, "task") == [was, now]


def test_who_turns_out_to_be_complained_of_is_chased_for_no_confirmation_and_a_check_is_asked_of_another():
    policy = office(PRESS, CHECK)
    people = [
        msgspec.structs.replace(p, roles=("legal",) if p.mail in (LENA, DORA) else ()) for p in policy.directory.people
    ]
    case = Case(with_directory(policy, people=tuple(people)))
    case.customer("your service is slow, I write to the newspaper")
    first = next(t for t in case.complaint.tasks if t.name == "check")
    other = DORA if first.assignee == LENA else LENA
    name = case.policy.directory.person(first.assignee).name
    case.customer(f"It was {name}, who was rude.", "2026-03-02 09:20")
    (task,) = case.sent("task")
    assert (task.to.mail, task.extra["task"], task.extra["due"]) == (other, "check", first.due.isoformat())
    later = case.wind("2026-03-09 09:00")
    assert first.assignee not in {m.to.mail for m in later}
    assert other in {m.to.mail for m in later if m.extra.get("task") == "check"}


def _two_counsels(*parts: str) -> Case:
    policy = office(*parts)
    people = [
        msgspec.structs.replace(p, roles=("legal",) if p.mail in (LENA, DORA) else ()) for p in policy.directory.people
    ]
    return Case(with_directory(policy, people=tuple(people)))


def test_within_the_minute_in_which_the_mail_to_all_of_a_role_waits_nobody_is_asked_twice():
    case = _two_counsels(CHECK)
    case.customer("your service is slow")
    first = next(t for t in case.complaint.tasks if t.name == "check")
    other = DORA if first.assignee == LENA else LENA
    name = case.policy.directory.person(first.assignee).name
    case.customer(f"It was {name}, who was rude.", "2026-03-02 09:00:20")
    assert [t.assignee for t in case.complaint.tasks if t.name == "check"] == [other]
    assert [m.to.mail for m in case.messages if m.name == "task" and m.to.mail == other] == [other]


def test_whoever_holds_the_role_as_well_is_offered_its_form_though_another_form_is_open_before_it():
    before = CHECK.replace('"check"', '"first_look"').replace('"legal"', '"director"').replace("facts", "cause")
    case = _two_counsels(before, CHECK, '[[field]]\nname = "cause"\n')
    case.customer("your service is slow")
    told = [m for m in case.messages if m.name == "task" and m.extra.get("task") == "check"]
    assert {m.to.mail for m in told} == {LENA, DORA}
    assert [m.extra["commands"] for m in told] == [["fill"], ["fill"]]


@pytest.mark.parametrize("about", ["Dirk", "Dora"])
def test_where_every_leader_gave_the_answer_or_is_complained_of_somebody_else_approves_it(about: str):
    policy = office(PLAN)
    directory = policy.directory
    units = tuple(msgspec.structs.replace(d, head=DIRK) for d in directory.departments)
    leader = DORA if about == "Dirk" else DIRK
    case = Case(with_directory(policy, departments=units))
    case.customer(f"your service is slow and {about} is rude")
    case.staff(leader, "#resolve We were slow and are sorry", "2026-03-02 10:00")
    (approver,) = asked(case, "approval")
    assert approver not in {leader, DIRK if about == "Dirk" else DORA}
    case.staff(approver, "#approve", "2026-03-02 11:00")
    assert case.complaint.status == "answered"


def test_where_nobody_else_is_left_the_last_one_is_asked_once():
    policy = office(PLAN)
    only = tuple(p for p in policy.directory.people if p.mail == DIRK)
    units = tuple(msgspec.structs.replace(d, handler=DIRK, head=DIRK) for d in policy.directory.departments)
    case = Case(with_directory(policy, people=only, departments=units, desk_head=DIRK))
    case.customer("your service is slow")
    case.staff(DIRK, "#resolve We were slow and are sorry", "2026-03-02 10:00")
    assert asked(case, "approval") == [DIRK]
    case.staff(DIRK, "#note still waiting", "2026-03-02 10:30")
    assert asked(case, "approval") == [DIRK]


# -- readers of texts ---------------------------------------------------------------------------------------------------------


def answered_at_night(order: str) -> Case:
    case = Case(opened="2026-03-02 15:00")
    case.customer("投诉：K12 路公交在总站等了四十分钟没来", who=TEXTS, channel="sms")
    case.staff(BUS, order, "2026-03-02 22:10")
    assert [m.not_before for m in case.messages if m.name in ("outcome", "explanation")] == [at("3-3 8:00")]
    return case


def test_words_written_while_the_explanation_waits_for_the_morning_are_put_off_after_it():
    case = answered_at_night("#无效 经核查，当日 K12 路按点发车，调度录像可查")
    case.customer("请问那名司机后来怎么处理的？", "2026-03-02 22:40", who=TEXTS, channel="sms")
    task = case.complaint.open_task("later_words")
    assert str(task.due) > str(at("3-3 8:00"))
    assert [m for m in case.wind("2026-03-03 8:00") if m.name == "holding"] == []
    assert names(m for m in case.wind("2026-03-03 20:00") if m.to.role == "customer") == ["holding"]


@pytest.mark.parametrize(("when", "withheld"), [("2026-03-02 23:00", True), ("2026-03-03 9:00", False)])
def test_an_answer_that_waits_for_the_morning_stays_back_once_a_call_has_begun_it_anew(when: str, withheld: bool):
    case = answered_at_night("#结果\n事实：7:40 车辆故障未发车\n责任：公交公司\n措施：增派备用车，当日已向乘客说明")
    case.staff(DESK, "#回访\n是否联系上：是\n是否满意：2\n客户的话：问题还是没有解决", when)
    assert case.complaint.round == 2
    assert ("outcome" in case.last.cancels) is withheld


@pytest.mark.parametrize(("when", "withheld"), [("2026-03-02 23:00", True), ("2026-03-03 9:00", False)])
def test_the_question_that_waits_for_the_morning_stays_back_once_its_reader_is_not_content(when: str, withheld: bool):
    case = Case(opened="2026-03-02 15:00")
    case.customer("投诉：K12 路公交在总站等了四十分钟没来")
    case.staff(BUS, "#结果\n事实：7:40 车辆故障未发车\n责任：公交公司\n措施：增派备用车", "2026-03-02 22:10")
    case.customer("问题还是没有解决。", when)
    assert (case.complaint.round, "survey" in case.last.cancels) == (2, withheld)
