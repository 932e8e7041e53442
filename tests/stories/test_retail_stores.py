"""The stores' procedure, clause by clause: who decides, who names, who reviews, and seven days in all."""

import io

import msgspec
import openpyxl
import pytest

from chalicelib.policies import packaged
from sandbox import Sandbox
from tests.core.handling.playing import Case, at
from tests.stories.acts import complain, newest, says, to

AT_ONCE = msgspec.structs.replace(packaged("retail-stores"), undo=None)  # answers leave at once

DESK, OPERATIONS, DIRECTOR, GENERAL_MANAGER, HR = (
    f"{name}@herun-stores.example" for name in ("kefu", "meng.lan", "gu.weimin", "sheng.guohua", "yao.jing")
)
RIVERSIDE, STORES_HEAD, GOODS, GOODS_HEAD = (
    f"{name}@herun-stores.example" for name in ("bian.tao", "ruan.min", "zhan.feng", "lou.ping")
)
COOKER = "昨天在滨江店买的电饭煲一次没用就不加热，小票号88123，我要退货"
GROUNDS = "#填报\n投诉理由是否成立：是\n是否属顾客原因：否"
OWN_CAUSE = "#填报\n投诉理由是否成立：否\n是否属顾客原因：是"
EXPLANATION = "#无效 电饭煲需要先加水才会加热，欢迎您到店里，我们当面演示给您看"
LINES = ("发生原因", "具体经过", "具体责任者", "结论", "对策", "防范措施")
REPORT = """#结果 电饭煲的加热盘接触不良，已经确认是商品的问题。
发生原因：加热盘出厂时没有压紧
具体经过：3月1日售出，未经试机
具体责任者：家电组当班员工
结论：商品有质量问题
对策：全额退款
防范措施：家电售出前当面试机
处理意见：凭小票全额退款 299 元"""
BEFORE = "2026-03-02 09:00"  # a Monday


def opened(text: str = COOKER, when: str = BEFORE) -> Case:
    case = Case(AT_ONCE, when)
    case.customer(text)
    return case


def accepted(text: str = COOKER, when: str = BEFORE) -> Case:
    case = opened(text, when)
    case.staff(DESK, GROUNDS)
    case.staff(OPERATIONS, "同意")
    return case


def investigated(department: str = "商品部") -> Case:
    case = accepted()
    case.staff(HR, f"#填报\n受理部门：{department}")
    return case


def answered(case: Case, handler: str = GOODS, head: str = GOODS_HEAD) -> Case:
    case.staff(handler, REPORT, "2026-03-03 10:00")
    for approver in (head, HR, GENERAL_MANAGER, head):
        case.staff(approver, "同意")
    assert case.complaint.status == "answered", case.problems
    return case


def asked(case: Case) -> list[str]:
    """Whose consent is asked for now."""
    return [a.approver for a in case.complaint.approvals if a.at is None]


def hears(case: Case, until: str, clock: str) -> set[tuple[str, str]]:
    """What that limit says up to then: (message, address)."""
    return {(m.name, m.to.mail) for m in case.wind(until) if m.extra.get("clock") == clock and m.channel == "mail"}


# -- RS-01, RS-02: what is wanted, and whether it is accepted -------------------------------------------------------------------


@pytest.mark.clause("RS-01", "RS-02")
def test_no_complaint_is_accepted_before_its_demand_is_known():
    case = opened("你们滨江店的牛奶是酸的。")
    case.staff(DESK, GROUNDS)
    assert ("类别" in case.problems, asked(case)) == (True, [])
    case.customer("我想换货")
    assert case.complaint.category == "exchange"
    case.staff(DESK, GROUNDS)
    assert asked(case) == [OPERATIONS]


@pytest.mark.clause("RS-02")
def test_the_desk_confirms_the_grounds_and_its_superior_decides_before_anybody_investigates():
    case = opened()
    case.staff(DESK, GROUNDS)
    assert (asked(case), case.complaint.handler, case.complaint.moment("admitted")) == ([OPERATIONS], "", None)
    case.staff(OPERATIONS, "不同意，请先向滨江店核实")
    assert ([m.to.mail for m in case.sent("refused")], case.complaint.moment("admitted")) == ([DESK], None)
    case.staff(DESK, GROUNDS)
    case.staff(OPERATIONS, "同意")
    assert case.complaint.fields["admission"] == "admitted"
    assert [m.to.mail for m in case.sent("task")] == [HR]


@pytest.mark.clause("RS-02")
def test_what_the_customer_caused_is_explained_once_the_superior_has_agreed_and_nobody_investigates():
    case = opened()
    case.staff(DESK, EXPLANATION)
    assert ("请先核实投诉理由" in case.problems, case.complaint.status) == (True, "open")
    case.staff(DESK, OWN_CAUSE)
    case.staff(OPERATIONS, "同意")
    assert (case.complaint.fields["admission"], case.sent("task")) == ("not_admitted", [])
    assert case.due("explain") == at("2026-03-03 18:00")
    case.staff(DESK, EXPLANATION)
    assert [m.to.role for m in case.sent("explanation")] == ["customer"]
    assert (case.complaint.status, case.complaint.handler) == ("closed", "")


@pytest.mark.clause("RS-02")
def test_an_explanation_before_the_superiors_decision_waits_for_it():
    case = opened()
    case.staff(DESK, OWN_CAUSE)
    case.staff(DESK, EXPLANATION)
    assert (set(asked(case)), case.complaint.status) == ({OPERATIONS}, "open")


@pytest.mark.clause("RS-02")
def test_the_decision_on_acceptance_has_one_day_and_then_the_superior_and_the_director_hear():
    case = opened()
    assert case.due("accept") == at("2026-03-03 18:00")
    assert hears(case, "2026-03-03 15:59", "accept") == set()
    assert hears(case, "2026-03-03 16:00", "accept") == {("reminder", DESK)}
    assert hears(case, "2026-03-03 18:01", "accept") == {("chase", DESK), ("escalation", OPERATIONS)}
    assert hears(case, "2026-03-04 18:01", "accept") == {("escalation", DIRECTOR)}


# -- RS-03: who investigates ----------------------------------------------------------------------------------------------------


@pytest.mark.clause("RS-03")
@pytest.mark.parametrize(("named", "unit", "handler"), [("商品部", "", GOODS), ("门店管理部", "滨江店", RIVERSIDE)])
def test_hr_names_the_department_and_the_store_that_the_customer_named_gets_its_own(
    named: str, unit: str, handler: str
):
    case = investigated(named)
    assert (case.complaint.department, case.complaint.unit, case.complaint.handler) == (named, unit, handler)


@pytest.mark.clause("RS-03")
def test_hr_reads_which_department_the_matter_suggests():
    for words, suggested in (("收银多收了我二十块，差价退我", "财务收银部"), ("买的鞋三天就开胶，换一双", "商品部")):
        case = accepted(words)
        assert case.complaint.fields["suggested"] == suggested
        (task,) = case.sent("task")
        assert "suggested" in task.extra["filled"]  # type: ignore[operator]


@pytest.mark.clause("RS-03")
def test_nobody_else_hands_a_complaint_to_a_department_without_hr():
    case = opened()
    case.staff(DESK, "#转办 商品部")
    assert ("行政人事部" in case.problems, case.complaint.moment("referred")) == (True, None)
    case = investigated("门店管理部")
    case.staff(RIVERSIDE, REPORT.replace("#结果", "#转办 商品部\n").splitlines()[0] + "\n发生原因：出厂问题")
    assert (asked(case), case.sent("assignment")) == ([HR], [])
    case.staff(HR, "同意")
    assert [m.to.mail for m in case.sent("assignment")] == [GOODS]


@pytest.mark.clause("RS-03")
def test_hr_has_four_working_hours_to_name_it():
    case = accepted()
    assert case.due("naming") == at("2026-03-02 13:00")
    assert hears(case, "2026-03-02 13:00", "naming") == {("reminder", HR)}
    assert hears(case, "2026-03-02 13:01", "naming") == {("chase", HR)}
    assert hears(case, "2026-03-02 15:01", "naming") == {("escalation", DIRECTOR)}


# -- RS-04, RS-05: the report and its way -----------------------------------------------------------------------------------------


@pytest.mark.clause("RS-04")
@pytest.mark.parametrize("line", LINES)
def test_no_report_lacks_one_of_its_six_parts(line: str):
    case = investigated()
    case.staff(GOODS, "\n".join(each for each in REPORT.splitlines() if not each.startswith(line)))
    assert (f"缺少：{line}" in case.problems, asked(case)) == (True, [])


@pytest.mark.clause("RS-05")
def test_the_report_goes_to_supervisor_hr_and_general_manager_and_back_to_the_supervisor_before_the_customer():
    case = investigated()
    case.staff(GOODS, REPORT, "2026-03-03 10:00")
    way = []
    while asked(case):
        way += asked(case)
        assert not [m for m in case.messages if m.name == "outcome"]
        case.staff(way[-1], "同意")
    assert way == [GOODS_HEAD, HR, GENERAL_MANAGER, GOODS_HEAD]
    (outcome,) = case.sent("outcome")
    assert (outcome.to.role, "凭小票全额退款" in case.complaint.fields["opinion"]) == ("customer", True)


@pytest.mark.clause("RS-05")
@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_whoever_is_on_the_way_may_send_the_report_back_and_the_customer_reads_nothing(steps: int):
    case = investigated()
    case.staff(GOODS, REPORT, "2026-03-03 10:00")
    way = [GOODS_HEAD, HR, GENERAL_MANAGER, GOODS_HEAD]
    for approver in way[:steps]:
        case.staff(approver, "同意")
    case.staff(way[steps], "不同意，请补充进货批次")
    assert GOODS in {m.to.mail for m in case.sent("refused")}
    assert (case.complaint.status, [m for m in case.messages if m.name == "outcome"]) == ("open", [])


# -- RS-06: seven days by the calendar ----------------------------------------------------------------------------------------------


@pytest.mark.clause("RS-06", "GN-01")
@pytest.mark.parametrize("received", ["2026-03-02 09:00", "2026-02-14 20:30", "2026-09-30 23:59"])
def test_seven_calendar_days_run_over_weekends_and_holidays_and_the_answer_is_promised_for_the_sixth(received: str):
    case = opened(when=received)
    assert (case.due("whole") - at(received)).total_seconds() == 7 * 24 * 3600
    assert (case.due("answer") - at(received)).total_seconds() == 6 * 24 * 3600


@pytest.mark.clause("RS-06")
def test_a_case_closed_on_the_seventh_day_is_in_time_and_a_minute_later_hr_and_the_director_hear():
    for closed, hear in (("2026-03-09 09:00", set()), ("2026-03-09 09:02", {HR, DIRECTOR})):
        case = answered(investigated())
        case.wind(closed)
        case.staff(DESK, "#回访\n是否联系上：是\n是否满意：是", closed)
        assert case.complaint.status == "closed"
        case.wind("2026-03-12 09:00")
        late = {m.to.mail for m in case.messages if m.extra.get("clock") == "whole" and m.name == "escalation"}
        assert late == hear


@pytest.mark.clause("RS-06", "GN-01")
def test_a_customer_without_an_answer_hears_at_the_promised_time_a_day_after_and_then_ever_more_rarely():
    case = investigated()
    case.wind("2026-03-08 08:59")
    assert not [m for m in case.messages if m.name == "holding"]
    case.wind("2026-03-08 09:00")
    assert [m.name for m in case.messages if m.to.role == "customer"][-1] == "holding"
    case.wind("2026-03-10 09:00")
    assert len([m for m in case.messages if m.name == "holding"]) == 2
    late = {m.to.mail for m in case.messages if m.extra.get("clock") == "whole" and m.name == "escalation"}
    assert {HR, DIRECTOR} <= late
    assert GENERAL_MANAGER not in late
    assert ("escalation", GENERAL_MANAGER) in hears(case, "2026-03-10 09:01", "whole")


@pytest.mark.clause("RS-05")
def test_whom_the_answer_does_not_satisfy_gets_a_review_one_level_up_and_then_the_last_word():
    case = answered(investigated())
    case.survey(1, "2026-03-03 12:00")
    assert (case.complaint.stage, case.complaint.handler, case.complaint.department) == ("review", GOODS_HEAD, "商品部")
    case.staff(GOODS_HEAD, REPORT, "2026-03-04 10:00")
    way = []
    while asked(case):
        way += asked(case)
        case.staff(way[-1], "同意")
    assert way == [DIRECTOR, HR, GENERAL_MANAGER, DIRECTOR]
    case.survey(1, "2026-03-04 12:00")
    assert ([m.name for m in case.last.messages if m.to.role == "customer"], case.complaint.status) == (
        ["final"],
        "closed",
    )


# -- what people read, and the reports ------------------------------------------------------------------------------------------------


@pytest.mark.clause("RS-05", "RS-07", "RS-08", "GN-02", "GN-03", "GN-04")
def test_a_refund_from_the_customers_mail_to_the_months_statistics_and_record_cards():
    with Sandbox(policy="retail-stores", now="2026-03-30T09:00+08:00") as box:
        complain(box, COOKER, subject="退货")
        number = newest(box)["number"]
        assert "2026年4月5日（周日）09:00" in to(box, "zhang.wei@qq.com")[0].text
        box.wind(minutes=1)
        says(box, DESK, GROUNDS, about="请核实")
        says(box, OPERATIONS, "同意")
        box.wind(minutes=1)
        says(box, HR, "#填报\n受理部门：商品部")
        box.wind(minutes=30)
        held = says(box, GOODS, REPORT.replace("电饭煲的加热盘", "都怪家电组，电饭煲的加热盘"), about=number)
        assert "确认发送" in held.text  # GN-03
        promise = "\n退换、退差或赔偿事项：退款 299 元\n兑现日期：2026-03-31\n经验教训：家电要试机\n暂不能解决，建议列入规划：增设试机台"
        says(box, GOODS, REPORT + promise, about=number)
        for approver in (GOODS_HEAD, HR, GENERAL_MANAGER, GOODS_HEAD):
            read = to(box, approver, "请审批")[-1].text
            assert "凭小票全额退款 299 元" in read
            assert "家电组当班员工" in read
            says(box, approver, "同意", about="请审批")
        box.wind(minutes=10)
        outcome = to(box, "zhang.wei@qq.com")[-1].text
        assert "兑现日期：2026年3月31日" in outcome
        assert "家电组当班员工" not in outcome
        box.wind(to="2026-03-31T17:31+08:00")
        assert to(box, GOODS, "催办：兑现退换、退差或赔偿")
        says(box, GOODS, "#填报\n是否已兑现：是", about="兑现")
        says(box, DESK, "#回访\n是否联系上：是\n是否满意：是", about=number)
        assert newest(box)["status"] == "closed"

        box.wind(to="2026-04-07T08:59+08:00")
        assert not to(box, HR, "投诉统计表")
        box.wind(to="2026-04-07T09:01+08:00")
        assert to(box, HR, "投诉统计表")  # the draft
        box.wind(to="2026-04-10T08:59+08:00")
        assert not to(box, GENERAL_MANAGER, "投诉统计表")
        box.wind(to="2026-04-10T09:01+08:00")
        assert "退货" in to(box, GENERAL_MANAGER, "投诉统计表")[-1].text
        cards = to(box, HR, "客户投诉记录卡")[-1]
        (workbook,) = [each.content for each in cards.attachments if each.name.endswith(".xlsx")]
        rows = list(openpyxl.load_workbook(io.BytesIO(workbook)).active.iter_rows(values_only=True))
        (card,) = [row for row in rows if number in row]
        told = "\n".join(str(cell) for cell in card)
        for part in ("zhang.wei@qq.com", "退货", number, "凭小票全额退款 299 元"):
            assert part in told, part
        assert "家电售出前当面试机" in to(box, GOODS_HEAD, "同类原因")[-1].text
        assert "增设试机台" in to(box, GENERAL_MANAGER, "待规划事项")[-1].text
