"""The insurance branch's clauses where details decide: figures told, promises moved, who hears about whom."""

import pytest

from chalicelib import policies
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Policy
from chalicelib.core.register import counting
from tests.core.handling.playing import Case, at, away, with_directory

INSURANCE = policies.packaged("insurance-branch")
A = "@akl-insurance.example"
DESK, DESK_HEAD = INSURANCE.directory.desk, f"qin.yue{A}"
CLAIMS, CLAIMS_HEAD, IN_CHARGE, BRANCH_HEAD = (f"{n}{A}" for n in ("shao.li", "nie.bin", "lei.chunhua", "bai.zongming"))
UNDERWRITER, SALES = f"tao.yi{A}", f"hou.lan{A}"
CUSTOMER = Complainant(name="王小明", mail="wang@customer.example")
ANSWER = "#结果\n原因：核算错误\n处理措施：补付差额"


def complained(
    text: str = "保单号 1，理赔少赔",
    opened: str = "2026-03-02 10:00",
    policy: Policy = INSURANCE,
    who: Complainant = CUSTOMER,
) -> Case:
    case = Case(policy, opened)
    case.customer(text, who=who)
    return case


def mails_to(case: Case, address: str, name: str) -> list[Message]:
    return [m for d in case.decisions for m in d.messages if (m.to.mail, m.name) == (address, name)]


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("损失5000元", "general"), ("损失 5,001 元", "difficult"), ("直接经济损失：29999元", "difficult"), ("损失了30000元", "major"),
        ("损失约3万", "major"), ("损失三万元", "major"), ("损失两万五", "difficult"), ("我们4个人的保单都这样", "general"),
        ("我们5个人的保单都这样", "major"), ("五人联名", "major"),
    ],
)  # fmt: skip
def test_the_loss_and_the_number_of_people_that_customers_tell_are_heard(said: str, severity: str):
    assert complained(f"保单号 1，理赔少赔，{said}").complaint.severity == severity


@pytest.mark.clause("IB-02")
def test_what_a_colleague_writes_down_stands_against_what_the_customer_told():
    case = complained("保单号 1，理赔少赔，损失30000元")
    case.staff(CLAIMS, "#备注\n直接经济损失：300")
    case.customer("损失40000元", who=CUSTOMER)
    assert (case.complaint.fields["loss"], case.complaint.severity) == ("300", "general")


@pytest.mark.clause("GN-01")
def test_a_customer_whose_promised_time_moves_on_hears_of_it_at_once():
    case = complained()
    case.customer("我准备起诉", "2026-03-02 11:00", who=CUSTOMER)
    (told,) = case.sent("holding")
    assert told.extra == {"promised": at("3-3 17:30").isoformat(), "new_due": at("3-5 17:30").isoformat()}
    case.customer("我准备起诉你们", "2026-03-02 11:10", who=CUSTOMER)
    assert case.sent("holding") == []


@pytest.mark.clause("IB-04")
def test_whoever_does_not_confirm_is_named_upwards_and_not_the_handler():
    case = complained("保单号 1，理赔少赔，我联系了记者")
    case.wind("2026-03-02 12:30")
    reports = [m for m in mails_to(case, DESK_HEAD, "escalation") if m.extra["task"] == "receipt"]
    assert {m.extra["who"] for m in reports} == {f"gu.cheng{A}", f"su.wen{A}"}
    assert mails_to(case, f"su.wen{A}", "chase")[0].extra["commands"] == ["received"]


@pytest.mark.clause("IB-09")
def test_saying_that_it_must_be_passed_on_does_not_pass_it_on():
    case = complained()
    case.staff(CLAIMS, "#填报\n本部门自行处理或移交：移交", "2026-03-02 11:00")
    assert "#转办" in case.problems
    case.wind("2026-03-02 17:31")
    assert any(m.extra["clock"] == "take_or_pass" for m in mails_to(case, CLAIMS, "chase"))
    case.staff(CLAIMS, "#填报\n本部门自行处理或移交：自行处理", "2026-03-02 17:40")
    assert case.complaint.moment("taken") == at("3-2 17:40")


@pytest.mark.clause("IB-09")
def test_nobody_is_reminded_before_being_asked():
    case = complained(opened="2026-03-02 16:00")
    assert not [m for d in case.decisions for m in d.messages if m.name == "reminder"]


@pytest.mark.clause("IB-13")
def test_while_the_head_acts_for_the_handler_the_leader_in_charge_hears_of_the_limit():
    case = complained(
        policy=with_directory(INSURANCE, absences=(away(CLAIMS, CLAIMS_HEAD, start="2026-03-03"),)),
        opened="2026-03-02 20:00",
    )
    case.wind("2026-03-04 12:00")
    assert [
        m.to.mail
        for d in case.decisions
        for m in d.messages
        if (m.name, m.extra.get("clock")) == ("escalation", "take_or_pass")
    ]
    late = [
        m for d in case.decisions for m in d.messages if m.extra.get("clock") == "settle" and m.name == "escalation"
    ]
    assert {m.to.mail for m in late} <= {IN_CHARGE, BRANCH_HEAD}


@pytest.mark.clause("IB-17")
def test_the_owner_gets_the_panels_opinions():
    case = complained("保单号 1，理赔少赔，损失6000元")
    case.staff(CLAIMS, "#联办 承保部\n#备注\n是否成立工作组：是", "2026-03-02 11:00")
    case.staff(UNDERWRITER, "#填报\n意见：同意赔付", "2026-03-02 13:30")
    (told,) = case.sent("information")
    assert (told.to.mail, told.extra["who"], told.extra["text"]) == (CLAIMS, UNDERWRITER, "意见：同意赔付")


@pytest.mark.clause("IB-18")
@pytest.mark.clause("IB-11")
def test_a_late_check_or_decision_is_no_business_of_the_unit_and_no_escalation_of_the_complaint():
    case = complained()
    case.staff(CLAIMS, ANSWER, "2026-03-02 10:30")
    case.staff(DESK, "#回访 满意", "2026-03-02 14:00")
    case.wind("2026-03-25 10:00")
    heard: dict[str, set[str]] = {
        str(m.extra["task"]): set() for d in case.decisions for m in d.messages if m.name == "escalation"
    }
    for decision in case.decisions:
        for m in decision.messages:
            if m.name == "escalation":
                heard[str(m.extra["task"])].add(m.to.mail)
    assert heard["quality_check"] == heard["sanction_decision"] == {DESK_HEAD, IN_CHARGE}
    assert (case.complaint.escalation_level, case.complaint.valid) == (0, True)


@pytest.mark.clause("IB-11")
def test_a_third_complaint_about_conduct_brings_both_zero_tolerance_and_admonition():
    case = complained("西城网点态度恶劣，保单号 1")
    case.staff(case.complaint.handler, ANSWER, "2026-03-02 10:30")
    case.staff(DESK, "#回访 满意", "2026-03-02 14:00")
    counts = {vocabulary.count_name(test): 3 for test in counting.asked(INSURANCE)}
    assert case.complaint is not None
    rule = vocabulary.first_match(INSURANCE.rules, "sanction", case.complaint, counts)
    assert rule is not None
    assert (case.complaint.fields["sanction"], rule.then.set["sanction"]) == (
        "零容忍：记过或辞退",
        "零容忍：记过或辞退；并诫勉",
    )


@pytest.mark.clause("IB-14")
def test_a_petition_is_answered_in_its_own_words():
    case = complained("我举报你们经理受贿")
    case.staff(case.complaint.handler, "#结果 已按规定立案核查", "2026-03-02 11:00")
    assert (case.problems, case.complaint.outcome) == ("", "已按规定立案核查")


@pytest.mark.clause("IB-19")
@pytest.mark.clause("IB-07")
def test_the_centre_hears_of_what_a_unit_found_invalid():
    case = complained()
    case.staff(CLAIMS, "#无效 条款有明确约定", "2026-03-02 11:00")
    assert [m.to.mail for m in case.sent("answered_copy")] == [DESK]


@pytest.mark.clause("IB-05")
def test_an_answer_that_can_only_be_telephoned_is_no_contact_yet():
    case = complained(who=Complainant(name="李四", phone="+866358888888"))
    case.staff(CLAIMS, ANSWER, "2026-03-02 10:30")
    assert case.complaint.moment("contacted") is None
    case.staff(DESK, "#联系\n是否联系上：是\n客户的话：知道了", "2026-03-02 10:50")
    assert case.complaint.moment("contacted") == at("3-2 10:50")
