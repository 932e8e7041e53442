"""Notices of accountability: what they say, seven days to object, receipt that is no agreement, copies, and sanctions that are proposals."""

import msgspec
import pytest

from chalicelib import policies
from sandbox import Sandbox
from sandbox.staff import compose
from tests.core.handling.playing import Case, at, told
from tests.stories.acts import complain, last, newest, says, to

SHIPPED = policies.packaged("accountability-notice")
AT_ONCE = msgspec.structs.replace(SHIPPED, undo=None)  # notices leave at once

DESK, DESK_HEAD, OFFICER, PANEL, MANAGER, FINANCE, ADMINISTRATION, FILES = (
    f"{name}@tangxi-garments.example"
    for name in (
        "renshi",
        "chu.yunxia",
        "hong.ting",
        "ou.jianping",
        "kuang.dehai",
        "zhan.meiling",
        "lao.zhiqiang",
        "gu.xiulan",
    )
)
UNCHECKED = "PO11986的船头办没检查就寄给客户，客户正式投诉，要求索赔。"
ENTRY = "#填报\n被通知人姓名：吴可英\n被通知人部门：品质部\n来件人是：被通知人本人"
NOTICE = "#结果\n通知日期：2026-03-03\n本人说明：当天请假\n过失：船头办寄出前未经检查\n依据：《各部门职责制度》第二条\n经验教训：寄样前双人签字"


def entered(when: str = "2026-03-02 09:00") -> Case:
    """A matter about an inspector, entered by the desk at ten."""
    case = Case(AT_ONCE, when)
    case.customer(UNCHECKED)
    case.staff(DESK, ENTRY, "2026-03-02 10:00")
    return case


def notified(when: str = "2026-03-03 10:00") -> Case:
    """The inspector has the notice."""
    case = entered()
    case.staff(OFFICER, NOTICE, when)
    assert case.complaint.status == "answered", case.problems
    return case


def to_the_person(case: Case) -> list[str]:
    """What the newest decision tells the person named."""
    return [m.name for m in case.last.messages if m.to.role == "customer"]


# -- PN-01: the notice --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PN-01", "PN-02", "PN-03")
def test_the_notice_has_all_that_it_needs_and_says_that_it_may_be_disputed_and_is_only_a_proposal():
    with Sandbox(policy="accountability-notice", now="2026-03-02T09:00+08:00") as box:
        entry = f"#登记\n渠道：信件\n姓名：吴可英\n邮箱：wu@qq.example\n电话：13900002222\n内容：{UNCHECKED}\n被通知人姓名：吴可英\n被通知人部门：品质部"
        box.email(compose(DESK, box.address, "登记", entry))
        assert newest(box)["complainant"]["mail"] == "wu@qq.example"
        assert "entry" not in newest(box)["deadlines"]  # it is all there
        assert "涉及您的责任追究事项已经登记" in last(box, "wu@qq.example").text
        says(box, OFFICER, NOTICE, about="请办理")
        box.wind(minutes=12)
        notice = last(box, "wu@qq.example", "责任追究通知").text
        for line in (
            "通知编号：ZT20260302001",
            "通知日期：2026年3月3日",
            "被通知人姓名：吴可英",
            "被通知人部门：品质部",
            "过失：船头办寄出前未经检查",
            "依据\n《各部门职责制度》第二条",
            "拟处理意见：拟扣工资 50 元",
            "由总经理决定后才执行",
            "回复“收到”只表示您收到了通知，不表示同意",
            "前直接回复本邮件告诉我们，我们会交由异议复核小组重新办理",
        ):
            assert line in notice
        assert "经验教训" not in notice
        for reader in (FINANCE, ADMINISTRATION, FILES):
            assert "责任追究通知抄送，请收存" in last(box, reader, "请确认").text
        assert to(box, FILES, "入人事档案")
        box.wind(minutes=2)
        says(box, DESK, "#填报\n签收情况：拒绝签收，有见证人\n签收日期：2026-03-02", about="签收")
        assert newest(box)["fields"]["receipt_signed"] == "declined"


@pytest.mark.clause("PN-01")
@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("通知日期：2026-03-03\n", "通知日期"),
        ("过失：船头办寄出前未经检查\n", "过失"),
        ("依据：《各部门职责制度》第二条\n", "依据"),
        ("本人说明：当天请假\n", "本人说明"),
    ],
)
def test_a_notice_that_lacks_one_of_them_does_not_leave(line: str, label: str):
    case = entered()
    case.staff(OFFICER, NOTICE.replace(line, ""), "2026-03-03 10:00")
    assert case.complaint.status == "open"
    assert label in case.problems


@pytest.mark.clause("PN-01")
def test_whoever_only_reports_a_colleague_is_sent_no_notice():
    case = Case(AT_ONCE, "2026-03-02 09:00")
    case.customer(UNCHECKED)
    assert case.due("entry") == at("2026-03-03 17:30")
    case.staff(DESK, ENTRY.replace("被通知人本人", "反映情况的单位或同事"), "2026-03-02 10:00")
    assert case.complaint.moment("referred") is None
    case.staff(DESK, "#转办 职能人事组")
    assert "每个被通知人各立一件" in case.problems
    case.staff(DESK, "#结案 已为吴可英另立一件，由人事专员核实")
    assert case.complaint.status == "closed"


@pytest.mark.clause("PN-01")
@pytest.mark.parametrize(("when", "stage"), [("2026-03-10 10:00", "objection"), ("2026-03-10 10:01", "issued")])
def test_an_objection_is_reviewed_until_the_minute_in_which_seven_days_are_over(when: str, stage: str):
    case = notified()
    case.wind("2026-03-10 09:59")
    case.customer("我不同意这个通知，当天我请假，不是我检的", when)
    assert case.complaint.stage == stage
    if stage == "objection":
        assert case.complaint.handler == PANEL
        assert to_the_person(case) == ["reopened"]


@pytest.mark.clause("PN-01", "PN-03")
def test_the_panel_answers_the_objection_in_writing_and_the_manager_decides_only_then():
    case = notified()
    case.survey(1, "2026-03-04 09:00")
    assert (case.complaint.stage, case.complaint.handler) == ("objection", PANEL)
    assert not [m for m in case.wind("2026-03-13 10:05") if m.to.mail == MANAGER]
    case.staff(PANEL, "#结果\n复核结论：减轻处理\n复核理由：请假属实，由当班组长负责", "2026-03-13 11:00")
    assert case.complaint.status == "answered", case.problems
    assert [m.extra["task"] for m in case.messages if m.to.mail == MANAGER] == ["decide_after_review"]
    case.survey(2, "2026-03-13 15:00")
    assert to_the_person(case) == ["final"]
    assert {m.to.mail for m in case.sent("information")} == {DESK_HEAD}
    assert [m.extra["text"] for m in case.sent("after_closing") if m.to.mail == DESK] == [""]


# -- PN-02: receipt is not agreement, copies ------------------------------------------------------------------------------------------


@pytest.mark.clause("PN-02")
@pytest.mark.parametrize("words", ["收到", "通知收到了", "已签收"])
def test_to_confirm_receipt_is_neither_agreement_nor_objection(words: str):
    case = notified()
    case.customer(words, "2026-03-04 09:00")
    assert (case.complaint.satisfaction, case.complaint.status, case.complaint.round) == (None, "answered", 1)
    case.customer("我不同意，我当天请假", "2026-03-05 09:00")
    assert case.complaint.stage == "objection"


@pytest.mark.clause("PN-02")
def test_finance_administration_and_the_personnel_files_confirm_their_copies_or_are_chased():
    case = notified()
    assert {m.to.mail for m in case.sent("receipt_request")} == {FINANCE, ADMINISTRATION, FILES}
    case.staff(FINANCE, "#收到", "2026-03-03 10:20")
    late = {m.to.mail for m in case.wind("2026-03-03 11:05") if m.name == "chase"}
    assert late == {ADMINISTRATION, FILES}
    assert case.complaint.satisfaction is None


@pytest.mark.clause("PN-02")
def test_the_desk_writes_down_the_signature_within_three_working_days():
    case = notified()
    assert ("chase", "mail", DESK) not in told(case.wind("2026-03-06 17:30"))
    assert ("chase", "mail", DESK) in told(case.wind("2026-03-06 17:31"))


# -- PN-03: proposals --------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PN-03")
@pytest.mark.parametrize(("decision", "message"), [("执行", "sanction_confirmed"), ("不执行", "sanction_dropped")])
def test_the_general_manager_decides_after_the_seven_days_and_the_person_hears_which(decision: str, message: str):
    case = notified()
    assert not [m for m in case.wind("2026-03-10 09:59") if m.to.mail == MANAGER]
    case.wind("2026-03-10 10:01")
    assert [m.extra["task"] for m in case.messages if m.to.mail == MANAGER] == ["decide"]
    case.staff(OFFICER, f"#填报\n总经理决定：{decision}", "2026-03-10 11:00")
    assert case.complaint.status == "answered"  # nobody decides in his place
    case.staff(MANAGER, f"#填报\n总经理决定：{decision}", "2026-03-10 14:00")
    assert (case.complaint.status, to_the_person(case)) == ("closed", [message])


@pytest.mark.clause("PN-03")
def test_who_has_agreed_by_themselves_is_told_the_decision_by_the_desk_and_those_who_carry_it_out_have_it():
    case = notified()
    case.survey(4, "2026-03-04 09:00")
    assert case.complaint.status == "closed"
    case.wind("2026-03-10 10:01")
    case.staff(MANAGER, "#填报\n总经理决定：不执行", "2026-03-10 14:00")
    assert {m.to.mail for m in case.sent("special_report")} == {FINANCE, ADMINISTRATION, FILES}
    case.wind("2026-03-14 10:01")
    assert [m.extra["task"] for m in case.sent("task")] == ["tell_decision"]
    case.staff(DESK, "#告知客户 总经理决定不执行拟处理意见。", "2026-03-14 11:00")
    assert to_the_person(case) == ["update"]
    case.staff(DESK, "#填报\n告知的决定：不执行\n决定告知日期：2026-03-14")
    assert case.complaint.moment("decision_told") is not None


@pytest.mark.clause("PN-03")
def test_each_person_has_a_matter_of_their_own_and_the_third_serious_one_of_one_person_counts_as_an_absence():
    with Sandbox(policy="accountability-notice", now="2026-03-02T09:00+08:00") as box:
        for who in ("wu@qq.example", "fu@qq.example", "wu@qq.example", "wu@qq.example"):
            number = complain(box, UNCHECKED, sender=who)["number"]
            box.email(compose(DESK, box.address, number, f"#结案 {number} 已核实"))
            box.wind(minutes=2)
        assert [c["fields"]["sanction"] for c in box.complaints()] == ["deduction", "deduction", "deduction", "absence"]


@pytest.mark.clause("GN-01")
def test_by_the_fifth_working_day_the_person_has_the_result_or_hears_how_it_stands():
    case = entered()
    assert case.due("issue") == at("2026-03-07 17:30")  # Saturday is worked
    assert [m.name for m in case.wind("2026-03-07 17:30") if m.to.role == "customer"] == ["holding"]
    assert ("chase", "sms", "+8613800009121") in told(case.wind("2026-03-07 17:31"))
