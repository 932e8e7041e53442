"""The tax-device maker's procedure, clause by clause: the slip, the customer's facts, days, the customer's word on the account, improvement."""

import msgspec
import pytest

from chalicelib import policies
from sandbox import Sandbox
from sandbox.staff import compose
from tests.core.handling.playing import Case, at, told
from tests.stories.acts import complain, last, newest, says, to

SHIPPED = policies.packaged("tax-services")
AT_ONCE = msgspec.structs.replace(SHIPPED, undo=None)  # answers leave at once

DESK, DESK_HEAD, DIRECTOR, MANAGEMENT, INVESTIGATOR, REPAIRS, REPAIRS_HEAD, HOTLINE = (
    f"{name}@yunling-tax.example"
    for name in (
        "kefu",
        "jiang.wanqing",
        "tan.zhengming",
        "bai.yulan",
        "mou.xin",
        "ge.hongbin",
        "yin.chao",
        "tao.ran",
    )
)
NOT_CURED = "我们公司的开票软件修了三次，照样闪退，没修好。"
SCOLDED = "上门的师傅骂我们公司会计是猪脑子。"
FACTS = "#填报\n服务合同是否在有效期内：是\n技术服务分包单位：江北服务站\n设备出库或系统启用日期：2025-06-01"
ACCOUNT = "#结果 软件已由骨干重新安装，现在能正常开票。\n原因：安装包与系统版本不符\n处理结果：重装并现场试开三张\n改善对策：安装前先核对系统版本，赖俊负责"
AGREES = "#填报\n与客户核实：客户认可"


def opened(text: str = NOT_CURED, when: str = "2026-03-02 09:00") -> Case:
    """A firm writes on a Monday at nine."""
    case = Case(AT_ONCE, when)
    case.customer(text)
    return case


def checked(text: str = NOT_CURED) -> Case:
    """The sales department knows the customer's contract, station and device."""
    case = opened(text)
    case.staff(DESK, FACTS, "2026-03-02 09:20")
    return case


def accounted(text: str = NOT_CURED) -> Case:
    """The unit has said what it found, at ten."""
    case = checked(text)
    case.staff(REPAIRS, ACCOUNT, "2026-03-02 10:00")
    assert case.complaint.status == "open", case.problems
    return case


def answered(when: str = "2026-03-02 10:30") -> Case:
    """The customer agrees, and has the answer."""
    case = accounted()
    case.staff(DESK, AGREES, when)
    assert case.complaint.status == "answered", case.problems
    return case


def heard(case: Case, until: str, who: str) -> list[tuple[str, str]]:
    """What that person gets up to then by mail: (message, limit or task)."""
    sent = (m for m in case.wind(until) if m.channel == "mail" and m.to.mail == who)
    return [(m.name, str(m.extra.get("clock") or m.extra.get("task", ""))) for m in sent]


# -- TX-01, TX-02: how grave it is ----------------------------------------------------------------------------------------------


@pytest.mark.clause("TX-01", "TX-02", "TX-05")
def test_a_customers_third_complaint_of_the_same_is_severe_while_the_two_before_stay_general():
    with Sandbox(policy="tax-services", now="2026-03-02T09:00+08:00") as box:
        for _ in range(3):
            number = complain(box, NOT_CURED, sender="finance@lantian.example")["number"]
            box.email(compose(DESK, box.address, number, f"#结案 {number} 客户来电，已经能开票"))
            box.wind(minutes=3)
        assert [c["severity"] for c in box.complaints()] == ["general", "general", "severe"]
        assert [m.subject.partition(" ")[0] for m in to(box, MANAGEMENT)] == [f"[{newest(box)['number']}]"]
        assert "严重性投诉，请关注" in last(box, MANAGEMENT).text


@pytest.mark.clause("TX-02")
def test_whom_the_desk_names_for_the_third_time_makes_a_general_complaint_severe():
    case = checked()
    for named, grade in ((2, "general"), (3, "severe")):
        counts = {"complained_of within 90 days": named}
        case.staff(DESK, "#备注\n被投诉人：江北服务站的小周", "2026-03-02 09:40", counts=counts)
        assert case.complaint.severity == grade


# -- TX-03: the customer's facts ------------------------------------------------------------------------------------------------


@pytest.mark.clause("TX-03")
def test_the_sales_department_has_four_working_hours_to_check_the_customers_facts():
    case = opened()
    assert case.due("facts") == at("2026-03-02 14:30")
    assert heard(case, "2026-03-02 14:30", DESK) == [("reminder", "facts")]
    assert heard(case, "2026-03-02 14:31", DESK) == [("chase", "facts")]
    assert heard(case, "2026-03-03 09:31", DESK_HEAD) == [("escalation", "facts")]
    case.staff(DESK, "#填报\n服务合同是否在有效期内：否\n技术服务分包单位：自营")
    assert case.met("facts") is None  # the date of the device or system is not there yet
    case.staff(DESK, "#填报\n设备出库或系统启用日期：2024-11-20")
    assert case.met("facts") is not None


@pytest.mark.clause("TX-03", "TX-06")
@pytest.mark.parametrize(
    ("lines", "lacking"),
    [
        ("与客户核实：客户认可\n服务合同是否在有效期内：是\n技术服务分包单位：江南服务站", "设备出库或系统启用日期"),
        ("与客户核实：客户认可\n服务合同是否在有效期内：是\n设备出库或系统启用日期：2025-06-01", "技术服务分包单位"),
        ("与客户核实：客户认可\n技术服务分包单位：自营\n设备出库或系统启用日期：2025-06-01", "服务合同"),
        ("服务合同是否在有效期内：是\n技术服务分包单位：自营\n设备出库或系统启用日期：2025-06-01", "与客户核实"),
    ],
)
def test_no_answer_leaves_before_the_facts_are_checked_and_the_customer_has_been_asked(lines: str, lacking: str):
    case = opened()
    case.staff(REPAIRS, ACCOUNT, "2026-03-02 10:00")
    case.staff(DESK, f"#填报\n{lines}", "2026-03-02 10:30")
    assert case.complaint.status == "open"
    missing = {"与客户核实": AGREES, "服务合同": FACTS}.get(lacking, FACTS)
    case.staff(DESK, missing, "2026-03-02 11:00")
    assert case.complaint.status == "answered"
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["outcome"]


# -- TX-04: the slip --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("TX-04")
def test_the_slip_names_kind_handling_unit_and_person_and_is_there_at_once():
    with Sandbox(policy="tax-services", now="2026-03-02T09:00+08:00") as box:
        complain(box, f"{NOT_CURED}我们在江北。", sender="finance@lantian.example")
        slip = last(box, "lai.jun@yunling-tax.example", "请办理").text
        for line in (
            "类别：维修质量",
            "级别：一般",
            "处理方式：技术骨干复修",
            "责任部门：技术服务部",
            "承办单位：江北服务站",
            "责任人：赖俊",
        ):
            assert line in slip
        said = last(box, "finance@lantian.example").text
        assert "由谁办理：技术服务部 江北服务站 赖俊" in said
        assert "2026年3月4日（周三）17:30" in said


@pytest.mark.clause("TX-04")
def test_what_no_rule_gives_to_a_unit_the_sales_department_gives_within_two_working_hours():
    case = opened("我对你们公司很失望")
    assert case.due("slip") == at("2026-03-02 11:00")
    assert ("chase", "slip") not in heard(case, "2026-03-02 11:00", DESK)
    assert heard(case, "2026-03-02 11:01", DESK) == [("chase", "slip")]
    assert heard(case, "2026-03-02 12:00", DESK_HEAD) == []
    assert heard(case, "2026-03-02 12:01", DESK_HEAD) == [("escalation", "slip")]
    case.staff(DESK, "#转办 服务热线中心\n类别：服务热线")
    assert (case.complaint.handler, case.complaint.category) == (HOTLINE, "hotline")


# -- TX-05: two working days, one for a severe one --------------------------------------------------------------------------------


@pytest.mark.clause("TX-05")
@pytest.mark.parametrize(
    ("text", "received", "limit"),
    [
        (NOT_CURED, "2026-03-02 09:00", "2026-03-04 17:30"),
        (SCOLDED, "2026-03-02 09:00", "2026-03-03 17:30"),
        (NOT_CURED, "2026-03-06 18:00", "2026-03-10 17:30"),  # on a Friday evening
        (SCOLDED, "2026-03-07 10:00", "2026-03-09 17:30"),  # on a Saturday
        (SCOLDED, "2026-09-30 17:00", "2026-10-08 17:30"),  # before the holidays
    ],
)
def test_a_general_one_has_two_working_days_and_a_severe_one_has_one(text: str, received: str, limit: str):
    case = opened(text, received)
    assert {case.due(clock) for clock in ("handle", "account")} == {at(limit)}


@pytest.mark.clause("TX-05", "GN-01")
def test_at_the_limit_the_customer_hears_and_a_minute_later_the_management_hears_that_the_unit_is_late():
    case = checked()
    assert heard(case, "2026-03-04 17:29", MANAGEMENT) == []
    said = case.wind("2026-03-04 17:30")
    assert [(m.name, m.extra["new_due"]) for m in said] == [("holding", "2026-03-05T09:30:00+00:00")]
    late = told(case.wind("2026-03-04 17:31"))
    assert set(late) == {
        ("chase", "mail", REPAIRS),
        ("chase", "sms", "+8613800007121"),
        ("escalation", "mail", REPAIRS_HEAD),
        ("escalation", "mail", MANAGEMENT),
    }
    assert [m.name for m in case.wind("2026-03-05 17:30") if m.to.role == "customer"] == ["holding"]
    assert [m.name for m in case.wind("2026-03-09 17:30") if m.to.role == "customer"] == ["holding"]


@pytest.mark.clause("TX-05")
def test_an_answer_in_the_last_minute_is_in_time_and_no_overdue_notice_goes_out():
    case = answered("2026-03-04 17:30")
    assert case.met("handle") == case.due("handle")
    case.wind("2026-03-04 18:00")
    assert not [m for m in case.messages if m.to.mail == MANAGEMENT]


@pytest.mark.clause("TX-05", "TX-06")
def test_of_an_account_that_was_there_in_time_the_overdue_notice_names_the_sales_department():
    case = accounted()
    late = [m for m in case.wind("2026-03-04 17:31") if m.extra.get("clock") == "own_part"]
    assert {(m.name, m.to.mail) for m in late} == {
        ("chase", DESK),
        ("escalation", DESK_HEAD),
        ("escalation", MANAGEMENT),
    }
    assert {m.extra["who"] for m in late} == {DESK}
    assert not [m for m in case.messages if m.name == "chase" and m.to.mail == REPAIRS]


# -- TX-06: the customer's word on what the unit says, and own investigation ---------------------------------------------------------


@pytest.mark.clause("TX-06")
def test_the_units_account_waits_two_working_hours_for_the_customers_word():
    case = accounted()
    assert case.due("verify") == at("2026-03-02 12:00")
    assert [m.extra["task"] for m in case.sent("task")] == ["verification"]
    assert ("chase", "verify") not in heard(case, "2026-03-02 12:00", DESK)
    assert heard(case, "2026-03-02 12:01", DESK) == [("chase", "verify")]
    assert case.complaint.status == "open"
    case.staff(DESK, AGREES)
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["outcome"]


@pytest.mark.clause("TX-06")
def test_an_account_that_the_customer_contradicts_needs_own_findings_and_the_word_of_the_head_of_sales():
    case = accounted()
    case.staff(DESK, "#填报\n与客户核实：客户说法不同", "2026-03-02 10:30")
    assert (case.complaint.status, case.sent("approval")) == ("open", [])
    case.staff(DESK, "#备注\n直接调查情况：到现场看过，软件仍会闪退", "2026-03-02 11:00")
    assert [m.to.mail for m in case.sent("approval")] == [DESK_HEAD]
    case.staff(DESK_HEAD, "#退回 与客户说的不符，请重做", "2026-03-02 11:30")
    assert {m.to.mail for m in case.sent("refused")} == {REPAIRS}
    case.staff(REPAIRS, ACCOUNT.replace("重新安装", "换机重装"), "2026-03-02 16:00")
    case.staff(DESK_HEAD, "#同意", "2026-03-02 16:30")
    assert case.complaint.status == "answered"
    assert "换机重装" in case.complaint.outcome


@pytest.mark.clause("TX-06")
def test_a_customer_who_is_not_satisfied_has_the_sales_departments_own_investigator_and_then_the_last_answer():
    case = answered()
    case.survey(1, "2026-03-02 14:00")
    assert (case.complaint.round, case.complaint.handler) == (2, INVESTIGATOR)
    case.staff(INVESTIGATOR, ACCOUNT, "2026-03-03 10:00")
    case.staff(DESK, AGREES, "2026-03-03 11:00")
    assert case.complaint.status == "answered", case.problems  # the customer's facts are not asked for again
    case.survey(2, "2026-03-03 15:00")
    assert (case.complaint.status, [m.name for m in case.last.messages if m.to.role == "customer"]) == (
        "closed",
        ["final"],
    )


# -- TX-07: improvement -----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("TX-07")
def test_an_improvement_is_proposed_with_the_account_executed_within_ten_working_days_and_checked_after_a_month():
    case = checked()
    case.staff(REPAIRS, "#结果 已重装。\n原因：版本不符\n处理结果：重装", "2026-03-02 10:00")
    assert "改善对策" in case.problems
    case.staff(REPAIRS, "#结果\n改善对策：先核对系统版本", "2026-03-02 10:10")
    case.staff(DESK, AGREES, "2026-03-02 10:30")
    assert case.complaint.status == "answered"
    case.survey(4, "2026-03-02 11:00")  # closed, and still to be done
    assert not [name for name, _ in heard(case, "2026-03-16 17:30", REPAIRS) if name == "chase"]
    assert heard(case, "2026-03-16 17:31", REPAIRS) == [("chase", "task:improvement_executed")]
    case.staff(REPAIRS, "#填报\n改善对策是否执行：是\n执行情况：已列入装机步骤，3月10日起执行", "2026-03-17 09:00")
    assert heard(case, "2026-04-02 10:29", DESK) == []
    assert ("task", "effect_check") in heard(case, "2026-04-02 10:31", DESK)


@pytest.mark.clause("TX-07")
@pytest.mark.parametrize(("effective", "status"), [("是", "closed"), ("否", "open")])
def test_an_improvement_without_effect_is_taken_up_anew(effective: str, status: str):
    case = answered()
    case.survey(4, "2026-03-02 11:00")
    case.wind("2026-04-02 10:31")
    case.staff(DESK, f"#填报\n改善对策是否有效：{effective}\n检查情况：抽查五户", "2026-04-03 09:00")
    assert (case.complaint.status, case.complaint.round) == (status, 1 if status == "closed" else 2)


# -- TX-08: ledger, summary, statistics ---------------------------------------------------------------------------------------------


@pytest.mark.clause("TX-08", "GN-02", "GN-04")
def test_the_month_has_its_ledger_its_summary_and_its_table_of_cases():
    with Sandbox(policy="tax-services", now="2026-03-30T09:00+08:00") as box:
        complain(box, NOT_CURED, sender="finance@lantian.example")
        says(box, REPAIRS, f"{ACCOUNT}\n经验教训：装前核对版本\n暂不能解决，建议列入规划：老机型换代")
        box.wind(minutes=2)
        says(box, DESK, f"{FACTS}\n与客户核实：客户认可")
        box.wind(minutes=11)
        says(box, DESK, "#结案 客户来电确认")
        box.wind(to="2026-04-11T00:00+08:00")
        for reader, title in [
            (DESK_HEAD, "台账（2026年3月）"),
            (MANAGEMENT, "月度汇总（2026年3月）"),
            (REPAIRS_HEAD, "月度汇总（2026年3月）"),
            (MANAGEMENT, "案件统计表（2026年3月）"),
        ]:
            assert [m.at.isoformat() for m in to(box, reader, title)] == ["2026-04-03T09:00:00+08:00"]
        assert "安装包与系统版本不符" in last(box, MANAGEMENT, "案件统计表").text
        assert "装前核对版本" in last(box, REPAIRS_HEAD, "经验教训").text
        assert "老机型换代" in last(box, MANAGEMENT, "待规划").text


# -- GN-03 ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("GN-03")
@pytest.mark.parametrize("words", ["是夜班的错，与我们无关", "您真是无理取闹"])
def test_words_that_blame_do_not_reach_the_customer(words: str):
    case = accounted()
    case.staff(REPAIRS, f"#结果 {words}\n原因：版本不符\n处理结果：重装\n改善对策：核对版本", "2026-03-02 10:20")
    case.staff(DESK, AGREES, "2026-03-02 10:30")
    assert case.complaint.status == "open"
