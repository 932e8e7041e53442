"""The rural credit union's procedure, clause by clause: made public, one office, zero reports, every enquiry, who was responsible."""

import msgspec
import pytest

from chalicelib import policies
from sandbox import Sandbox
from tests.core.handling.playing import Case, at, told
from tests.stories.acts import complain, last, to

SHIPPED = policies.packaged("rural-credit")
AT_ONCE = msgspec.structs.replace(SHIPPED, undo=None)  # answers leave at once

OFFICE, HEAD, HANDLER, GROUP, AUDITOR, CREDIT = (
    f"{name}@qinghe-rcu.example"
    for name in ("tousu", "bo.zhiyuan", "lan.caixia", "ji.changhe", "ying.baoguo", "nong.weimin")
)
LOAN = "贷款材料交了两个月还没批下来，春耕都过了。"
TAKEN = "信贷员收了我两条中华才肯给我放贷，我要举报。"
QUESTION = "请问开户要带什么手续？"
ANSWER = "#结果 贷款今天已经发放。\n投诉是否属实：是\n核实结果：经办人压件\n处理措施：当日放款\n责任人：信贷员农为民"
NOT_UPHELD = "#结果 向您说明。\n投诉是否属实：否\n核实结果：材料昨天才齐\n处理措施：已安排加急"


def opened(text: str = LOAN, when: str = "2026-03-02 09:00") -> Case:
    """A complaint by mail, on a Monday at nine."""
    case = Case(AT_ONCE, when)
    case.customer(text)
    return case


def heard(case: Case, until: str, who: str) -> list[tuple[str, str]]:
    """What that person gets by mail up to then: (message, limit or task)."""
    return [
        (m.name, str(m.extra.get("clock") or m.extra.get("task", ""))) for m in case.wind(until) if m.to.mail == who
    ]


def customer_reads(case: Case, until: str) -> list[str]:
    """What the customer gets up to then."""
    return [m.name for m in case.wind(until) if m.to.role == "customer"]


# -- RC-01: what is made public ---------------------------------------------------------------------------------------------------


@pytest.mark.clause("RC-01")
def test_procedure_channels_and_expected_time_stand_in_every_acknowledgement():
    with Sandbox(policy="rural-credit", now="2026-03-02T09:00+08:00") as box:
        complain(box, LOAN)
        box.sms("+8613900002000", TAKEN)
        complain(box, "請問貸款需要什麼手續？", sender="lin@yahoo.example", subject="請問")
        by_mail, by_text, enquiry = (
            last(box, "zhang.wei@qq.com").text,
            box.texts[-1].text,
            last(box, "lin@yahoo.example").text,
        )
        for said in (by_mail, by_text):
            for word in ("登记、核实、答复、回访", "4008000072", "网点"):
                assert word in said
        assert "2026年3月16日（周一）17:30" in by_mail  # ten working days
        assert "3月9日" in by_text  # five, of a major one
        assert "3月4日" in enquiry  # two
        assert "登記、查核、答覆、回訪" in enquiry


@pytest.mark.clause("RC-01")
@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_the_public_page_tells_the_same_times_as_the_limits(language: str):
    public = SHIPPED.words["procedure"][language]
    (settle,) = [clock for clock in SHIPPED.clocks if clock.name == "settle"]
    (reply,) = [clock for clock in SHIPPED.clocks if clock.name == "reply"]
    for limit in (*settle.within.values(), *reply.within.values()):
        assert str(limit.amount) in public


@pytest.mark.clause("RC-01", "GN-01")
def test_at_the_expected_time_the_customer_hears_though_it_is_not_finished():
    case = opened()
    assert case.due("settle") == at("2026-03-16 17:30")
    assert customer_reads(case, "2026-03-16 17:29") == []
    assert customer_reads(case, "2026-03-16 17:30") == ["holding"]
    assert customer_reads(case, "2026-03-19 17:30") == ["holding"]
    assert opened(TAKEN).due("settle") == at("2026-03-09 17:30")


# -- RC-02: one office, a leading group -----------------------------------------------------------------------------------------------


@pytest.mark.clause("RC-02")
@pytest.mark.parametrize(
    ("text", "section"),
    [
        (LOAN, "nong.weimin"),
        ("排了一上午队，只开一个窗口", "du.juan"),
        ("我的养老金没到账", "qi.yongfu"),
        ("手机银行老是闪退", "you.mengjie"),
        (TAKEN, "miao.zhengyi"),
    ],
)
def test_the_one_office_owns_every_complaint_and_the_section_helps_it_to_find_out(text: str, section: str):
    case = opened(text)
    assert (case.complaint.handler, case.complaint.department) == (HANDLER, "投诉处理组")
    assert case.complaint.assistants == (f"{section}@qinghe-rcu.example",)


@pytest.mark.clause("RC-02")
def test_the_section_has_three_working_days_for_its_findings_and_the_office_reads_them():
    case = opened()
    assert ("chase", f"task:find_out:{CREDIT}") not in heard(case, "2026-03-05 17:30", CREDIT)
    assert ("chase", f"task:find_out:{CREDIT}") in heard(case, "2026-03-05 17:31", CREDIT)
    case.staff(CREDIT, "#填报\n核实情况：经办人压件两周")
    assert ("information", "mail", HANDLER) in told(case.last.messages)
    assert case.complaint.moment("found_out") == case.now


@pytest.mark.clause("RC-02")
def test_what_nobody_can_place_the_office_judges_within_four_working_hours():
    case = opened("你们信用社真是越来越不行了")
    assert told(case.sent("to_assign")) == [("to_assign", "mail", OFFICE)]
    assert case.due("refer") == at("2026-03-02 15:00")
    assert ("chase", "refer") not in heard(case, "2026-03-02 15:00", OFFICE)
    assert ("chase", "refer") in heard(case, "2026-03-02 15:01", OFFICE)


@pytest.mark.clause("RC-02")
def test_the_leading_group_hears_of_a_major_one_at_once_and_of_any_that_is_a_working_day_late():
    major = opened(TAKEN)
    asked = [(m.channel, m.to.name) for m in major.last.messages if m.name == "receipt_request"]
    assert sorted(asked) == [("mail", "季长河"), ("sms", "季长河")]
    late = opened()
    assert heard(late, "2026-03-17 17:30", GROUP) == []
    assert ("escalation", "settle") in heard(late, "2026-03-17 17:31", GROUP)


@pytest.mark.clause("RC-02")
def test_the_answer_to_a_major_one_needs_the_heads_consent_and_whom_it_does_not_satisfy_the_leading_group_hears():
    case = opened(TAKEN)
    case.staff(HANDLER, ANSWER)
    assert told(case.sent("approval")) == [("approval", "mail", HEAD)]
    case.staff(HEAD, "#同意")
    assert case.complaint.status == "answered"
    case.survey(1)
    assert (case.complaint.stage, case.complaint.handler) == ("review", GROUP)


# -- RC-03: reports, also of nothing ------------------------------------------------------------------------------------------------------


@pytest.mark.clause("RC-03")
def test_statistics_go_out_though_there_was_no_complaint_at_all():
    with Sandbox(policy="rural-credit", now="2026-04-09T09:00+08:00") as box:
        box.wind(to="2026-04-10T09:05+08:00")
        (report,) = to(box, AUDITOR)
        assert "零报告" in report.subject
        assert "本期未接到投诉，特此零报告。受理投诉件数 0，上期 0。" in report.text
        assert "没有内容的报告不单独发出。" in report.text
        assert to(box, GROUP, "季报")


# -- RC-04: every enquiry, and what cannot be met -------------------------------------------------------------------------------------------


@pytest.mark.clause("RC-04")
def test_every_enquiry_is_answered_within_two_working_days_and_is_then_done_with():
    case = opened(QUESTION)
    assert (case.complaint.kind, case.complaint.handler, case.due("reply")) == (
        "enquiry",
        HANDLER,
        at("2026-03-04 17:30"),
    )
    assert ("chase", "reply") not in heard(case, "2026-03-04 17:30", HANDLER)
    late = case.wind("2026-03-04 17:31")
    assert ("chase", HANDLER) in {(m.name, m.to.mail) for m in late}
    case.staff(HANDLER, "#结果 请带身份证，到任一网点办理。")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["outcome"]
    assert (case.complaint.status, heard(case, "2026-03-20 09:00", OFFICE)) == ("closed", [])


@pytest.mark.clause("RC-04", "GN-03")
@pytest.mark.parametrize("words", ["您这是无理取闹。", "都怪柜员没说清楚。"])
def test_what_cannot_be_met_is_explained_patiently_or_does_not_leave(words: str):
    case = opened()
    case.staff(HANDLER, f"#无效 {words}")
    assert case.complaint.status == "open"
    case.staff(HANDLER, "#无效 贷款利率由合同约定，不能在合同期内下调；到期后您可以申请优惠。")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["explanation"]


# -- RC-05: who was responsible -----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("RC-05")
def test_no_upheld_complaint_is_answered_without_whoever_was_responsible_and_one_that_is_not_needs_nobody():
    case = opened()
    case.staff(HANDLER, ANSWER.replace("\n责任人：信贷员农为民", ""))
    assert "缺少：责任人" in case.problems
    case.staff(HANDLER, "#填报\n责任人：信贷员农为民")
    assert (case.complaint.status, case.complaint.valid) == ("answered", True)
    other = opened()
    other.staff(HANDLER, NOT_UPHELD)
    assert (other.complaint.status, other.complaint.valid) == ("answered", False)


@pytest.mark.clause("RC-05")
def test_what_follows_for_them_the_leading_group_writes_down_within_ten_working_days():
    case = opened()
    case.staff(HANDLER, ANSWER, "2026-03-02 10:00")
    letter = next(m for m in case.messages if m.name == "outcome")
    assert "农为民" not in str(letter.extra)
    case.survey(4, "2026-03-02 12:00")
    assert case.due("task:accountability") == at("2026-03-16 17:30")
    case.staff(GROUP, "#填报\n追究意见：批评教育，扣当月绩效")
    assert case.complaint.moment("held_to_account") == case.now
    not_upheld = opened()
    not_upheld.staff(HANDLER, NOT_UPHELD)
    not_upheld.survey(4)
    assert [t for t in not_upheld.complaint.tasks if t.name == "accountability"] == []


@pytest.mark.clause("RC-05")
def test_of_what_was_settled_on_the_spot_it_is_written_down_afterwards_whose_the_duty_was():
    case = opened("你们信用社真是越来越不行了")
    case.staff(OFFICE, "#结果 已当面道歉，今天多开两个窗口。")
    assert [t.assignee for t in case.complaint.tasks if t.name == "spot_record"] == [OFFICE]
    case.staff(OFFICE, "#填报\n投诉是否属实：是")
    assert "缺少：责任人" in case.problems
    case.staff(OFFICE, "#填报\n投诉是否属实：是\n责任人：网点主任")
    assert (case.complaint.moment("spot_recorded"), case.complaint.valid) == (case.now, True)


@pytest.mark.clause("RC-04")
def test_a_complainant_is_asked_afterwards_whether_it_satisfied_them():
    case = opened()
    case.staff(HANDLER, ANSWER)
    assert case.due("visit") == at("2026-03-09 17:30")
    case.wind("2026-03-03 09:00")
    assert [t.assignee for t in case.complaint.tasks if t.name == "return_visit"] == [OFFICE]
