"""Stages of a procedure: who answers next, how often, until when, and what comes after the last answer."""

import re
import tomllib
from collections.abc import Iterator

import msgspec
import pytest

from chalicelib.core.complaint.model import EarlierAnswer
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading import read_policy
from chalicelib.core.words.next_stage import once_more
from chalicelib.render import render
from redress.proving.playing import identity
from tests.core.handling.playing import (
    CUSTOMER,
    DIRK,
    DORA,
    HANS,
    LENA,
    OFFICE,
    OFFICE_DESK,
    OTTO,
    SARA,
    Case,
    at,
    names,
    office,
    referred,
    told,
)

ELSEWHERE = '[words]\noutside_route = { zh-CN = "您可以向消协反映。", zh-TW = "您可以向消保官反映。", en = "You may turn to the ombudsman." }\n'
ANSWERING = """
[[clock]]
name = "answer"
from = "referred"
until = "answered"
within = "3 days"
when = [{ stage = "first" }]
rungs = [{ at = "due", tell = ["handler"] }]

[[clock]]
name = "review"
from = "reopened"
until = "answered"
within = "10 days"
promised = true
unless = [{ stage = "first" }]
rungs = [{ at = "due", tell = ["handler"] }]
"""


def stage(name: str, **said: object) -> str:
    lines = [f'[[stage]]\nname = "{name}"'] + [f"{key} = {value!r}".replace("'", '"') for key, value in said.items()]
    return "\n".join(lines)


def procedure(*stages: str, top: str = "") -> Policy:
    return office(ANSWERING, *stages, ELSEWHERE, top=top)


def dissatisfied(case: Case, by: str, when: str, score: int = 1) -> Case:
    """The next answer, and a customer whom it does not satisfy."""
    case.staff(by, f"#结果 {by}已经处理", f"{when} 10:00")
    assert case.complaint.status == "answered", case.problems
    case.survey(score, f"{when} 11:00", words="没有解决")
    return case


def first_time(policy: Policy) -> Case:
    return dissatisfied(referred(policy, text="poor service"), HANS, "3-3")


@pytest.mark.parametrize(
    ("answers", "handler"),
    [("same", HANS), ("another", SARA), ("superior", SARA), ("legal", LENA), ("desk_head", DORA), ("director", DIRK)],
)
def test_the_next_stage_is_answered_by_whom_it_names(answers: str, handler: str):
    case = first_time(procedure(stage("first"), stage("second", answers=answers)))
    complaint = case.complaint
    assert (complaint.status, complaint.round, complaint.stage, complaint.handler) == ("open", 2, "second", handler)
    assert told(case.sent("reopened")) == [("reopened", "mail", CUSTOMER.mail)]
    assert told(case.sent("assignment")) == [("assignment", "mail", handler)]


def test_of_several_roles_the_first_who_has_not_answered_takes_the_stage_and_the_letter_names_them_all():
    policy = procedure(stage("first"), stage("second", answers=["legal", "desk_head"], times=2))
    case = first_time(policy)
    assert case.complaint.handler == LENA
    dissatisfied(case, LENA, "3-4")
    assert case.complaint.handler == DORA
    second = policy.stages[1]
    assert once_more(second, policy, "en") == "have it looked at again by the legal or head of the desk"
    assert once_more(second, policy, "zh-CN") == "交由legal或客服中心负责人重新办理"


REVIEWERS = """
[[stage]]
name = "second"
answers = "legal"
"""


def test_a_review_by_another_units_people_is_led_by_those_above_them():
    """The head of the unit that answered first is no superior of whoever judges that answer."""
    led = '{ name = "Law", handler = "lena@office.example", head = "otto@office.example", director = "dora@office.example" },'
    policy = procedure(stage("first"), REVIEWERS)
    alone = first_time(policy).complaint
    assert alone is not None
    assert people.holders("supervisor", alone, policy, at("3-3 12:00"))[0].mail == DORA
    law = read_policy(
        tomllib.loads(
            (OFFICE + ANSWERING + stage("first") + REVIEWERS + ELSEWHERE).replace(
                "department = [", f"department = [{led}"
            )
        ),
        "x",
    )
    complaint = first_time(law).complaint
    assert (complaint.handler, complaint.supervisor, complaint.director) == (LENA, OTTO, DORA)


def test_a_complaint_begins_in_the_first_stage():
    case = referred(procedure(stage("first"), stage("second")), text="poor service")
    assert (case.complaint.stage, case.complaint.stage_round) == ("first", 1)
    assert [d.clock for d in case.complaint.deadlines] == ["answer"]


def test_each_stage_has_the_limits_that_its_clocks_give_it():
    case = first_time(procedure(stage("first"), stage("second")))
    assert case.due("review") == at("3-13 11:00")
    assert case.sent("reopened")[0].extra["promised"] == at("3-13 11:00").isoformat()
    assert [d.clock for d in case.complaint.deadlines if d.round == 2] == ["review"]


def test_a_stage_may_answer_several_times_before_the_next_begins():
    case = first_time(procedure(stage("first", answers="same", times=2), stage("second", answers="legal")))
    assert (case.complaint.stage, case.complaint.stage_round, case.complaint.handler) == ("first", 2, HANS)
    dissatisfied(case, HANS, "3-4")
    assert (case.complaint.stage, case.complaint.stage_round, case.complaint.handler) == ("second", 1, LENA)


def test_after_the_last_stage_the_customer_is_told_where_else_to_turn_and_it_is_over():
    case = first_time(procedure(stage("first"), stage("second", answers="legal")))
    dissatisfied(case, LENA, "3-5")
    assert (case.complaint.status, case.complaint.round, case.complaint.satisfaction) == ("closed", 2, 1)
    assert told(case.last.messages) == [("final", "mail", CUSTOMER.mail), ("after_closing", "mail", OFFICE_DESK)]
    assert case.last.messages[1].extra == {"text": "没有解决", "reason": "final"}
    assert case.last.entries[-1].reason == "last_stage"
    assert names(case.wind("2026-05-01 09:00")) == []


@pytest.mark.parametrize("score", [1, 2])
def test_a_verdict_on_the_last_answer_that_the_desk_itself_writes_down_is_news_to_nobody_there(score: int):
    case = referred(procedure(stage("first")), text="poor service")
    case.staff(HANS, "#resolve We have dealt with it", "3-3 10:00")
    case.staff(OFFICE_DESK, f"#回访\n满意度：{score}\n客户原话：还是不行", "3-3 12:00")
    assert (case.complaint.status, case.complaint.satisfaction) == ("closed", score)
    assert [name for name, _, to in told(case.last.messages) if to == OFFICE_DESK and name != "receipt"] == []


@pytest.mark.parametrize("words", ["", "the tap still drips", "还是漏水"])
def test_a_verdict_on_the_last_answer_reaches_the_desk_once_with_whatever_words_it_has(words: str):
    case = referred(procedure(stage("first")), text="poor service")
    case.staff(HANS, "#resolve We have dealt with it", "3-3 10:00")
    case.survey(2, "3-3 12:00", words=words)
    assert [m.extra for m in case.last.messages if m.to.mail == OFFICE_DESK] == [{"text": words, "reason": "final"}]


def test_a_rule_that_begins_another_round_after_the_last_stage_takes_the_place_of_the_final_letter():
    rule = """
[[rule]]
group = "second_thoughts"
when = [{ satisfaction = { at_most = 2 }, facts = "settled" }]
then = { reopen = true }
"""
    policy = procedure(stage("first"), rule)
    for facts, after in (("settled", ("open", "reopened")), ("denied", ("closed", "final"))):
        case = referred(policy, text="poor service")
        case.staff(HANS, f"#note Facts: {facts}", "3-3 09:00")
        case.staff(HANS, "#resolve 已经处理", "3-3 10:00")
        case.survey(1, "3-3 12:00")
        heard = [m.name for m in case.last.messages if m.to.role == "customer"]
        assert (case.complaint.status, *heard) == after


def test_whoever_is_satisfied_in_a_later_stage_closes_it():
    case = first_time(procedure(stage("first"), stage("second", answers="legal")))
    dissatisfied(case, LENA, "3-5", score=4)
    assert (case.complaint.status, case.complaint.stage) == ("closed", "second")
    assert case.last.messages == ()


@pytest.mark.parametrize(("day", "status"), [("3-12 10:59", "open"), ("3-13 10:01", "closed")])
def test_the_next_stage_may_be_asked_for_within_its_time_only(day: str, status: str):
    case = referred(procedure(stage("first", within="10 days"), stage("second")), text="poor service")
    case.staff(HANS, "#结果 已经处理", "3-3 10:00")
    case.survey(1, day)
    assert case.complaint.status == status
    assert ("reopened" if status == "open" else "final") in names(case.last.messages)


def test_nobody_answers_twice_where_another_person_is_asked():
    policy = procedure(stage("first"), stage("second", answers="another", times=2), stage("third", answers="director"))
    case = first_time(policy)
    dissatisfied(case, SARA, "3-4")
    assert case.complaint.handler not in (HANS, SARA)


def test_where_nobody_of_that_role_is_left_it_goes_one_level_up():
    case = first_time(procedure(stage("first"), stage("second", answers="legal", times=2)))
    dissatisfied(case, LENA, "3-4")
    assert (case.complaint.stage, case.complaint.stage_round) == ("second", 2)
    assert case.complaint.handler not in (LENA, HANS)


def test_the_person_complained_of_does_not_answer_a_further_stage():
    case = referred(procedure(stage("first"), stage("second", answers="legal")), text="poor service, Lena was rude")
    dissatisfied(case, HANS, "3-3")
    assert case.complaint.handler not in (LENA, HANS)


def test_the_answer_and_the_verdict_stay_with_their_stage():
    case = first_time(procedure(stage("first"), stage("second", answers="legal")))
    said = EarlierAnswer(
        round=1, stage="first", at=at("3-3 10:00"), by=HANS, outcome=f"{HANS}已经处理", satisfaction=1, words="没有解决"
    )
    assert case.complaint.earlier_answers == (said,)
    case.staff(LENA, "#结果 全额退款", "3-5 10:00")
    assert (case.complaint.satisfaction, case.complaint.satisfaction_words) == (None, "")
    assert case.complaint.earlier_answers == (said,)


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_whoever_answers_next_reads_first_what_the_customer_said_of_the_last_answer(language: str):
    case = first_time(procedure(stage("first"), stage("second", answers="legal")))
    (asked,) = case.sent("assignment")
    to = msgspec.structs.replace(asked.to, language=language)
    mail = render(msgspec.structs.replace(asked, to=to), case.complaint, case.policy, identity(case.now)).text
    assert re.search("(: |：)没有解决", mail.partition("■")[0])


def test_a_desk_that_reopens_by_hand_uses_up_no_stage():
    case = referred(procedure(stage("first"), stage("second", answers="legal")), text="poor service")
    case.staff(HANS, "#结果 已经处理", "3-3 10:00")
    case.staff(DORA, "#重开 漏写了退款金额", "3-3 12:00")
    assert (case.complaint.round, case.complaint.stage, case.complaint.stage_round) == (2, "first", 1)
    assert case.complaint.handler == HANS


def rules(**effects: str) -> Iterator[str]:
    for name, then in effects.items():
        yield f'[[rule]]\ngroup = "{name}"\nwhen = [{{ stage = "second" }}]\nthen = {{ {then} }}'


@pytest.mark.clause("PS-05")
def test_a_rule_may_ask_in_which_stage_a_complaint_is():
    policy = procedure(stage("first"), stage("second", answers="desk_head"), *rules(second='tell = ["legal"]'))
    case = first_time(policy)
    assert ("information", "mail", LENA) in told(case.last.messages)
    assert case.complaint.handler == DORA


@pytest.mark.clause("CM-08")
@pytest.mark.clause("CM-09")
def test_twice_dissatisfied_the_president_instructs_the_answer_and_it_is_confirmed():
    policy = procedure(
        stage("first", answers="same", times=2),
        stage("president", answers="same"),
        '[[gate]]\nname = "instruction"\nbefore = "answered"\nwhen = [{ stage = "president" }]\napprove = ["director"]',
    )
    case = first_time(policy)
    assert (case.complaint.handler, case.complaint.stage) == (HANS, "first")
    dissatisfied(case, HANS, "3-4")
    case.staff(HANS, "#结果 建议更换整机", "3-5 10:00")
    assert (case.complaint.status, told(case.sent("approval"))) == ("open", [("approval", "mail", DIRK)])
    case.staff(DIRK, "#同意", "3-5 14:00")
    assert case.complaint.status == "answered"


def test_without_stages_dissatisfaction_leads_one_level_up_as_often_as_it_comes():
    case = referred(office(), text="poor service")
    for day, by in (("3-3", HANS), ("3-4", SARA), ("3-5", DIRK)):
        dissatisfied(case, by, day)
    assert (case.complaint.round, case.complaint.stage, case.complaint.status) == (4, "", "open")


FORM = """
[[task]]
name = "call_first"
for = "supervisor"
opens = "referred"
within = "1 day"
when = [{when}]
"""


@pytest.mark.parametrize(
    ("when", "left"),
    [('{ stage = "first" }', []), ('{ stage = ["first", "second"] }', ["call_first"]), ('{ kind = "complaint" }', ["call_first"])],
)  # fmt: skip
def test_a_form_that_only_a_stage_asks_for_ends_with_it_and_is_chased_no_more(when: str, left: list[str]):
    policy = procedure(stage("first"), stage("second", answers="legal"), FORM.replace("{when}", when))
    case = first_time(policy)
    assert case.complaint is not None
    first = [t for t in case.complaint.tasks if t.round == 1 and t.name == "call_first"]
    assert [t.name for t in first if t.done is None] == left
    chased = [m for m in case.wind("2026-03-08 09:00") if m.extra.get("clock") == "task:call_first"]
    assert bool(chased) is bool(left)
