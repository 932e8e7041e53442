"""Who is pressed, who decides and who sees what: desk and unit, approver and head."""

from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, last, newest, says, survey_link, to

MONDAY = "2026-03-02T09:00+08:00"
CENTRE, LEADER = "tousu-desk@lc-transport.example", "wang.jianguo@lc-transport.example"
KITCHEN, RECORDS, COMPANY = (
    "kesu@douxiangfang.example",
    "duan.lin@douxiangfang.example",
    "shang.de@douxiangfang.example",
)
BRANCH, HEAD, CHIEF = "yin.hua@akl-insurance.example", "kang.jian@akl-insurance.example", "bai.zongming@akl-insurance.example"  # fmt: skip


@pytest.fixture
def bus() -> Iterator[Sandbox]:
    with Sandbox(policy="liaocheng-transport", now=MONDAY) as box:
        yield box


@pytest.fixture
def food() -> Iterator[Sandbox]:
    with Sandbox(policy="food-abc", now=MONDAY) as box:
        yield box


@pytest.fixture
def insurance() -> Iterator[Sandbox]:
    with Sandbox(policy="insurance-branch", now=MONDAY) as box:
        yield box


@pytest.mark.clause("LC-05")
def test_the_centre_hears_of_an_answer_that_is_late_and_again_until_it_is_given(bus: Sandbox) -> None:
    number = complain(bus)["number"]
    bus.wind(days=1)
    assert not to(bus, CENTRE, number)
    bus.wind(days=4)
    pressed = len(to(bus, CENTRE, "逾期"))
    assert pressed == 2
    says(bus, HANDLER, ANSWER, "请办理")
    bus.wind(days=5)
    assert len(to(bus, CENTRE, "逾期报告：调查并答复顾客")) <= pressed


@pytest.mark.clause("LC-15")
@pytest.mark.parametrize(
    ("answer", "after", "valid"),
    [
        (ANSWER, "", True),
        (f"{ANSWER}\n是否属实：否", "", False),
        (f"{ANSWER}\n是否属实：是", "", True),
        (ANSWER, "#回访\n是否联系上：是\n是否满意：满意\n是否属实：否", False),
        (f"{ANSWER}\n是否属实：否", "#回访\n是否联系上：是\n是否满意：满意\n是否属实：是", True),
    ],
)
def test_what_is_answered_is_founded_unless_unit_or_desk_finds_otherwise(
    bus: Sandbox, answer: str, after: str, *, valid: bool
) -> None:
    complain(bus)
    says(bus, HANDLER, answer, "请办理")
    if after:
        bus.wind(days=1, minutes=5)
        says(bus, CENTRE, after, "回访")
    assert newest(bus)["valid"] is valid


def to_the_team(box: Sandbox) -> str:
    complain(box, "豆干里有头发，没拆封，还没吃，批号20260115")
    box.wind(minutes=2)
    says(box, KITCHEN, "#填报\n具体事实和理由：经查属实\n是否查证属实：是", "记录单")
    says(box, RECORDS, "#同意", "审批")
    return str(newest(box)["handler"])


REMEDY = "#结果\n原因：发帽佩戴不规范\n应急与处理措施："


@pytest.mark.clause("FA-05")
@pytest.mark.parametrize(
    "remedy", ["赔您现金三百", "按1:20再送一箱", "医药费由我们出", "给您转账500元", "雙倍退款", "we refund you in cash"]
)
def test_money_in_free_words_waits_for_the_company_once_it_is_named(food: Sandbox, remedy: str) -> None:
    team = to_the_team(food)
    says(food, team, REMEDY + remedy, "请办理")
    assert newest(food)["status"] == "open"
    says(food, team, f"{REMEDY}{remedy}\n特例赔付：{remedy}", "请办理")
    assert newest(food)["status"] == "open"
    food.wind(minutes=2)
    says(food, COMPANY, "#同意", "审批")
    assert newest(food)["status"] == "answered"


@pytest.mark.clause("FA-05")
def test_words_that_only_sound_like_money_go_out_once_that_is_said(food: Sandbox) -> None:
    team = to_the_team(food)
    says(food, team, REMEDY + "已向您说明公司不收现金\n特例赔付：无", "请办理")
    assert newest(food)["status"] == "answered"


@pytest.mark.clause("GN-01")
def test_a_question_to_the_customer_leaves_the_promised_time_as_it_was(food: Sandbox) -> None:
    team = to_the_team(food)
    promised = newest(food)["deadlines"]["answer"]["due"]
    food.wind(hours=1)
    says(food, team, "#询问客户\n请问是在哪里买的？", "请办理")
    heard = len(to(food, CUSTOMER))
    food.wind(days=3)
    assert newest(food)["deadlines"]["answer"]["due"] == promised
    assert len(to(food, CUSTOMER)) > heard


@pytest.mark.clause("FA-04")
def test_a_team_that_gets_a_case_after_another_gave_it_back_is_assigned_it(food: Sandbox) -> None:
    first = to_the_team(food)
    food.wind(hours=1)
    says(food, first, "#退回\n不属于本班组", "请办理")
    food.wind(minutes=5)
    says(food, KITCHEN, "#转办 煮浆班\n经查属煮浆班", "请判定并分派")
    food.wind(minutes=5)
    says(food, RECORDS, "#同意", "请审批")
    second = newest(food)["handler"]
    assert second != first
    assert len(to(food, second, "请办理")) == 1


@pytest.mark.clause("IB-11")
def test_a_sanction_that_nobody_has_decided_is_seen_by_who_decides_and_not_by_whom_it_would_hit(
    insurance: Sandbox,
) -> None:
    complain(insurance, "东城业务员推销时误导我，保单号B1")
    says(insurance, BRANCH, "#结果\n原因：讲解不清\n处理措施：退保", "请办理")
    insurance.post(survey_link(last(insurance, CUSTOMER)), {"score": "4"})
    insurance.wind(minutes=3)
    assert "1000" in last(insurance, CHIEF, "建议处理").text
    assert "处罚" not in last(insurance, HEAD, "整改方案").text
    assert "罚款" not in last(insurance, HEAD, "整改方案").text


@pytest.mark.clause("IB-08")
def test_the_report_of_a_major_complaint_reaches_the_centre(insurance: Sandbox) -> None:
    complain(insurance, "东城理赔拖延，我要起诉，保单号B1")
    insurance.wind(minutes=2)
    says(insurance, BRANCH, "#填报\n案情与经过：客户拟起诉，已约面谈\n处理方案：三日内结案", "上报")
    insurance.wind(minutes=5)
    assert "已约面谈" in last(insurance, "complaints@akl-insurance.example", "知悉").text


def test_who_waits_for_the_return_visit_is_not_told_that_the_answer_is_missing(insurance: Sandbox) -> None:
    complain(insurance, "东城业务员推销时误导我，保单号B1")
    says(insurance, BRANCH, "#结果\n原因：讲解不清\n处理措施：退保", "请办理")
    before = len(insurance.mails)
    insurance.wind(days=20)
    assert not [m.subject for m in insurance.mails[before:] if "办结并答复" in m.subject]
