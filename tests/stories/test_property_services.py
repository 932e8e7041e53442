"""The property company's procedure, clause by clause: the sheet, the site office, the second tier, what is late, what is grave."""

import msgspec
import pytest

from chalicelib import policies
from sandbox import Sandbox
from tests.core.handling.playing import Case, at, told
from tests.policy.judged import judged
from tests.stories.acts import complain, last, newest, says, to

SHIPPED = policies.packaged("property-services")
AT_ONCE = msgspec.structs.replace(SHIPPED, undo=None)  # answers leave at once

SERVICE, SERVICE_HEAD, OFFICER, HR, LEADER = (
    f"{name}@anheli.example" for name in ("kefu", "fang.yun", "duan.yiran", "xu.huilan", "shen.kaiwen")
)
PROPERTY_DIRECTOR, GM_OFFICE = "qiao.mingyuan@anheli.example", "yan.shu@anheli.example"
REPAIRS, REPAIRS_HEAD = "luo.daming@anheli.example", "hong.zhi@anheli.example"
SITES = {
    "翠湖苑": "wu.xiulian@anheli.example",
    "金桂里": "peng.na@anheli.example",
    "北林公寓": "chu.meiling@anheli.example",
}
LIFT = "翠湖苑3栋的电梯停了四天没人修，我要投诉。"
PRESS = f"{LIFT}再不修我就找记者。"
TRAPPED = "翠湖苑3栋电梯把我妈困在里面四十分钟，按铃没人应！"
WATER = "翠湖苑3栋停水三天了，自来水公司也不来人。"
JUDGED = "#填报\n楼栋房号或位置：3栋\n是否合理有效：是"
NOT_VALID = JUDGED.replace("有效：是", "有效：否")
SHEET = "#填报\n原因：曳引轮磨损\n责任：未按期保养\n处理措施：更换曳引轮\n防止再次发生的办法：每月检查"
ANSWER = "#结果 电梯已恢复。\n处理结果：换了曳引轮，已试运行\n是否解决：已解决"
VISIT = "#回访\n是否联系上：是\n是否满意：满意\n客户意见：好了\n回访方式：电话"


def opened(text: str = LIFT, **fields: str) -> Case:
    """A complaint that came to head office by mail, on a Monday at nine."""
    case = Case(AT_ONCE, "2026-03-02 09:00")
    case.customer(text, fields=fields)
    return case


def endorsed(text: str = LIFT) -> Case:
    """Judged valid at 9:30, analysed at 10:00, the measures endorsed at 10:30."""
    case = opened(text)
    case.staff(SERVICE, JUDGED, "2026-03-02 09:30")
    case.staff(REPAIRS, SHEET, "2026-03-02 10:00")
    case.staff(REPAIRS_HEAD, "#同意", "2026-03-02 10:30")
    return case


def answered(text: str = LIFT) -> Case:
    """Carried out and answered at eleven."""
    case = endorsed(text)
    case.staff(REPAIRS, ANSWER, "2026-03-02 11:00")
    assert case.complaint.status == "answered", case.problems
    return case


def heard(case: Case, until: str, who: str) -> list[tuple[str, str]]:
    """What that person gets by mail up to then: (message, limit or task)."""
    return [
        (m.name, str(m.extra.get("clock") or m.extra.get("task", ""))) for m in case.wind(until) if m.to.mail == who
    ]


def customer_reads(case: Case, until: str) -> list[str]:
    """What the customer gets up to then."""
    return [m.name for m in case.wind(until) if m.to.role == "customer"]


def asked(case: Case, task: str) -> list[str]:
    """Whom that form has been asked of."""
    return [t.assignee for t in case.complaint.tasks if t.name == task]


# -- PS-01, PS-02: the sheet ---------------------------------------------------------------------------------------------------


@pytest.mark.clause("PS-01")
@pytest.mark.parametrize(
    ("text", "asked_for"),
    [
        ("电梯停了四天没人修", ["site", "room"]),
        (LIFT, []),
        ("金桂里的路灯全不亮", ["room"]),
        ("三號樓電梯又壞了", ["site"]),
    ],
)
def test_what_a_complaint_does_not_tell_is_asked_for_once(text: str, asked_for: list[str]):
    case = opened(text)
    questions = [m.extra["fields"] for m in case.messages if m.name == "acknowledgement" and "fields" in m.extra]
    assert questions == ([asked_for] if asked_for else [])


@pytest.mark.clause("PS-01", "PS-02")
def test_the_sheet_is_whole_only_with_place_and_judgement_within_four_working_hours():
    case = opened()
    assert case.due("judge") == at("2026-03-02 13:00")
    case.staff(SERVICE, "#填报\n是否合理有效：是")
    assert "缺少：楼栋房号或位置" in case.problems
    assert ("chase", "judge") not in heard(case, "2026-03-02 13:00", SERVICE)
    assert ("chase", "judge") in heard(case, "2026-03-02 13:01", SERVICE)
    case.staff(SERVICE, "#填报\n楼栋房号或位置：3栋")
    assert (case.met("judge"), case.complaint.valid) == (at("2026-03-02 13:01"), True)


@pytest.mark.clause("PS-02")
def test_what_no_rule_knows_is_customer_services_within_two_working_hours():
    case = opened("你们这物业到底还干不干了")
    assert told(case.sent("to_assign")) == [("to_assign", "mail", SERVICE)]
    assert case.due("refer") == at("2026-03-02 11:00")
    case.staff(SERVICE, "#转办 环境管理部", "2026-03-02 10:00")
    assert (case.complaint.handler, case.met("refer")) == ("mi.lan@anheli.example", at("2026-03-02 10:00"))


@pytest.mark.clause("PS-02")
def test_nothing_is_answered_that_customer_service_has_not_judged():
    case = opened()
    case.staff(REPAIRS, SHEET)
    case.staff(REPAIRS_HEAD, "#同意")
    case.staff(REPAIRS, ANSWER)
    assert "客户服务部还没有判断" in case.problems
    case.staff(SERVICE, JUDGED)
    case.staff(REPAIRS, ANSWER)
    assert (case.complaint.status, case.complaint.valid) == ("answered", True)


# -- PS-03, PS-09: reports, and what is grave ---------------------------------------------------------------------------------------


@pytest.mark.clause("PS-03")
def test_a_general_complaint_needs_a_word_aloud_and_no_report_goes_to_the_leadership():
    case = opened()
    case.staff(SERVICE, f"{JUDGED}\n已口头报告责任部门：电话")
    assert case.complaint.fields["oral_report"] == "by_phone"
    assert (asked(case, "written_report"), heard(case, "2026-03-09 17:00", LEADER)) == ([], [])


@pytest.mark.clause("PS-03")
def test_an_important_complaint_is_reported_to_the_leadership_in_writing():
    with Sandbox(policy="property-services", now="2026-03-02T09:00+08:00") as box:
        number = complain(box, PRESS)["number"]
        box.wind(minutes=2)
        assert newest(box)["severity"] == "important"
        assert "3月3日（周二）18:00" in last(box, SERVICE, "书面报告").text  # one working day
        assert to(box, LEADER) == []
        says(box, SERVICE, "#填报\n情况和已采取的措施：备件今天到货，连夜更换", about="书面报告")
        report = last(box, LEADER)
        assert number in report.subject
        assert "备件今天到货，连夜更换" in report.text
        assert to(box, GM_OFFICE, number)


@pytest.mark.clause("PS-09")
def test_of_a_serious_one_director_and_general_managers_office_hear_at_once_and_the_head_is_contacted():
    case = opened(TRAPPED)
    assert case.complaint.severity == "serious"
    wanted = [(m.channel, m.to.name) for m in case.last.messages if m.name == "receipt_request"]
    assert sorted(wanted) == sorted((way, who) for who in ("乔明远", "严舒", "洪志") for way in ("mail", "sms"))
    assert ("chase", f"task:receipt:{GM_OFFICE}") in heard(
        case, "2026-03-02 10:01", GM_OFFICE
    )  # who does not confirm is asked again


@pytest.mark.clause("PS-09")
def test_its_place_is_looked_at_with_the_customer_and_what_was_found_written_down_before_any_measure():
    case = opened(TRAPPED)
    assert asked(case, "site_visit") == [REPAIRS]
    assert case.due("task:site_visit") == at("2026-03-03 18:00")
    case.staff(SERVICE, JUDGED)
    case.staff(REPAIRS, SHEET)
    assert "先陪客户到现场查看" in case.problems
    case.staff(REPAIRS, "#填报\n查看时间：2026-03-02\n参加人员：客户、罗大明\n现场实际情况：限速器动作")
    case.staff(REPAIRS, SHEET)
    case.staff(REPAIRS_HEAD, "#同意")
    assert case.complaint.moment("analysed") == case.now
    assert case.complaint.fields["findings"] == "限速器动作"


# -- PS-04: the site office --------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PS-04")
@pytest.mark.parametrize("estate", SITES)
def test_the_estates_own_office_hears_of_every_complaint_and_speaks_with_the_customer(estate: str):
    case = opened(LIFT.replace("翠湖苑", estate))
    assert [t.assignee for t in case.complaint.tasks if t.name.endswith("_speaks")] == [SITES[estate]]
    case.staff(SITES[estate], "#填报\n与客户联系的情况：已上门致歉，说明停梯原因", "2026-03-02 09:40")
    assert case.complaint.moment("site_spoke") == at("2026-03-02 09:40")
    assert ("information", "mail", REPAIRS) in told(case.last.messages)


@pytest.mark.clause("PS-04")
def test_the_office_is_told_of_an_estate_that_is_named_later_and_chased_after_four_working_hours():
    case = opened("三号楼电梯停了四天没人修")
    case.staff(SERVICE, f"{JUDGED}\n小区：翠湖苑", "2026-03-02 10:00")
    assert asked(case, "site_cuihu_speaks") == [SITES["翠湖苑"]]
    assert ("chase", "task:site_cuihu_speaks") not in heard(case, "2026-03-02 14:00", SITES["翠湖苑"])
    assert ("chase", "task:site_cuihu_speaks") in heard(case, "2026-03-02 14:01", SITES["翠湖苑"])


@pytest.mark.clause("PS-04")
def test_what_the_site_office_itself_was_told_it_is_not_asked_about():
    assert not [t for t in opened(LIFT, came_to="site_office").complaint.tasks if t.name.endswith("_speaks")]


@pytest.mark.clause("PS-04")
def test_the_customer_is_sent_to_the_site_office_only_once_they_agree_and_reads_that_we_watch_over_it():
    case = opened()
    case.staff(SERVICE, "#告知客户 请您直接联系管理处。")
    assert not case.sent("update")
    case.staff(SERVICE, f"{JUDGED}\n客户同意找管理处：否")
    assert not [m for m in case.messages if m.name == "to_the_site_office"]
    case.staff(SERVICE, "#备注\n客户同意找管理处：是")
    assert [m.to.role for m in case.sent("to_the_site_office")] == ["customer"]
    case.staff(SERVICE, "#告知客户 请您直接联系管理处。")
    assert [m.to.role for m in case.sent("update")] == ["customer"]
    assert case.due("follow_up") == at("2026-03-09 18:00")  # head office goes on counting


# -- PS-05: the second tier ----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PS-05", "PS-07")
def test_what_did_not_satisfy_comes_to_customer_service_with_the_first_answer_and_the_verdict():
    with Sandbox(policy="property-services", now="2026-03-02T09:00+08:00") as box:
        number = complain(box, LIFT)["number"]
        box.wind(minutes=1)
        says(box, SERVICE, JUDGED, about="跟进表")
        says(box, REPAIRS, SHEET, about="跟进表")
        says(box, REPAIRS_HEAD, "#同意", about="请审批")
        says(box, REPAIRS, ANSWER, about="请办理")
        box.wind(minutes=20)
        answer = last(box, "zhang.wei@qq.com").text
        assert "换了曳引轮，已试运行" in answer
        assert "未按期保养" not in answer  # whose fault it was stays inside
        again = complain(box, f"{number} 根本没有解决，电梯又停了，非常不满意！")
        assert (again["number"], again["round"], again["stage"]) == (number, 2, "second_tier")
        mine = last(box, OFFICER, "请办理").text
        assert "换了曳引轮，已试运行" in mine
        assert "根本没有解决" in mine
        box.wind(minutes=1)
        says(box, SERVICE, "#填报\n管理处说明：备件装错\n是否合理有效：是", about="重新判断")
        says(box, OFFICER, SHEET, about="跟进表")
        says(box, SERVICE_HEAD, "#同意", about="请审批")  # who is above whoever looks anew
        says(box, OFFICER, ANSWER, about="请办理")
        box.wind(minutes=20)
        complain(box, f"{number} 还是没有解决，不满意！")
        final = last(box, "zhang.wei@qq.com").text
        assert "最终答复" in final
        assert "12345" in final


@pytest.mark.clause("PS-05")
def test_who_was_left_without_an_answer_in_time_and_writes_again_is_customer_services_and_linked_to_the_first():
    with Sandbox(policy="property-services", now="2026-03-02T09:00+08:00") as box:
        first = complain(box, LIFT)["number"]
        box.wind(minutes=1)
        says(box, SERVICE, f"{JUDGED}\n跟进表完成时间：2026-03-02", about="跟进表")
        box.wind(to="2026-03-02T19:00+08:00")
        again = complain(box, "翠湖苑3栋的电梯修了没两天又停了，到底管不管")
        assert (again["department"], again["flags"], again["handler"]) == ("客户关系组", ["second_tier"], OFFICER)
        assert first in last(box, OFFICER, "请办理").text
        assert first in last(box, SERVICE, "可能与已有投诉有关").subject


@pytest.mark.clause("PS-05")
def test_customer_service_hears_where_a_first_complaint_says_that_the_site_office_did_nothing():
    case = opened("翠湖苑3栋电梯坏了，跟管理处说了三次也没人修")
    assert case.complaint.department == "工程维修部"
    assert ("information", "mail", OFFICER) in told(case.last.messages)
    assert ("information", "mail", OFFICER) not in told(opened().last.messages)


# -- PS-06, PS-07: not valid, and valid ---------------------------------------------------------------------------------------------


@pytest.mark.clause("PS-06")
def test_who_complains_of_what_is_not_valid_has_the_explanation_within_one_working_day():
    case = opened()
    case.staff(SERVICE, NOT_VALID, "2026-03-02 10:00")
    assert (case.complaint.valid, case.due("explain")) == (False, at("2026-03-03 18:00"))
    assert ("chase", "explain") not in heard(case, "2026-03-03 18:00", SERVICE)
    late = case.wind("2026-03-03 18:01")
    assert {("chase", SERVICE), ("escalation", SERVICE_HEAD)} <= {(m.name, m.to.mail) for m in late}
    case.staff(REPAIRS, "#无效 电梯是例行年检")
    assert "只能由客户服务部使用" in case.problems
    case.staff(SERVICE, "#无效 当天是例行年检，提前三天已张贴通知，现已恢复运行。")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["explanation"]
    assert (case.complaint.status, heard(case, "2026-03-09 09:00", SERVICE)) == ("closed", [])  # no follow-up call


@pytest.mark.clause("PS-07")
def test_cause_responsibility_and_measures_have_two_working_days_and_count_when_the_head_has_endorsed_them():
    case = opened()
    case.staff(SERVICE, JUDGED, "2026-03-02 09:30")
    assert case.due("analysis") == at("2026-03-04 18:00")
    case.staff(REPAIRS, "#填报\n原因：曳引轮磨损")
    assert "缺少：责任、处理措施、防止再次发生的办法" in case.problems
    assert ("chase", "analysis") not in heard(case, "2026-03-04 18:00", REPAIRS)
    assert ("chase", "analysis") in heard(case, "2026-03-04 18:01", REPAIRS)
    case.staff(REPAIRS, SHEET, "2026-03-04 18:10")
    assert told(case.sent("approval")) == [("approval", "mail", REPAIRS_HEAD)]
    case.staff(REPAIRS_HEAD, "#退回 请写明保养责任人")
    case.staff(REPAIRS, ANSWER)
    assert "经部门负责人认可后实施，再答复客户" in case.problems
    case.staff(REPAIRS, SHEET.replace("未按期保养", "罗大明未按期保养"))
    case.staff(REPAIRS_HEAD, "#同意")
    case.staff(REPAIRS, ANSWER)
    assert (case.complaint.status, case.complaint.moment("analysed")) == ("answered", case.now)


# -- PS-08, PS-10: late, and with others ------------------------------------------------------------------------------------------------


@pytest.mark.clause("PS-08", "GN-01")
def test_what_is_not_finished_in_five_working_days_is_handed_to_administration_and_hr_and_the_customer_hears():
    case = endorsed()
    assert case.due("follow_up") == at("2026-03-09 18:00")
    assert customer_reads(case, "2026-03-09 17:59") == []
    assert asked(case, "take_over") == []
    sent = case.wind("2026-03-09 18:03")
    assert [m.name for m in sent if m.to.role == "customer"] == ["holding"]
    assert ("task", HR) in {(m.name, m.to.mail) for m in sent}
    assert case.due("task:take_over") == at("2026-03-10 18:00")
    case.staff(HR, "#填报\n行政人事部处理意见：责成工程部明日完成，洪志督办", "2026-03-09 19:00")
    assert case.complaint.moment("taken_over") == at("2026-03-09 19:00")
    assert customer_reads(case, "2026-03-12 17:59") == []
    assert customer_reads(case, "2026-03-12 18:00") == ["holding"]


@pytest.mark.clause("PS-08")
def test_a_time_on_the_sheet_is_the_limit_where_it_is_shorter_and_the_customer_is_told():
    case = opened()
    case.staff(SERVICE, f"{JUDGED}\n跟进表完成时间：2026-03-05")
    assert case.due("follow_up") < at("2026-03-06 09:00")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["holding"]
    case.wind("2026-03-06 09:00")
    assert asked(case, "take_over") == [HR]


@pytest.mark.clause("PS-08")
def test_what_the_second_tier_does_not_finish_in_time_hr_hears_of_as_well():
    case = answered()
    case.survey(1, "2026-03-02 12:00")
    assert (case.complaint.handler, case.due("follow_up")) == (OFFICER, at("2026-03-09 18:00"))
    assert heard(case, "2026-03-09 18:00", HR) == []
    assert ("escalation", "second_tier_finished") in heard(case, "2026-03-09 18:01", HR)


@pytest.mark.clause("PS-10")
@pytest.mark.parametrize(("text", "before"), [(WATER, ["other_organisation"]), (LIFT, [])])
def test_where_another_organisation_has_a_part_the_customer_hears_a_working_day_before_the_limit(
    text: str, before: list[str]
):
    case = opened(text)
    assert customer_reads(case, "2026-03-06 17:59") == []
    assert customer_reads(case, "2026-03-06 18:00") == before
    assert customer_reads(case, "2026-03-09 18:00") == ["holding"]


@pytest.mark.clause("PS-10")
def test_that_somebody_else_has_a_part_may_turn_out_later_and_changes_no_promise():
    case = endorsed()
    case.staff(REPAIRS, "#备注\n是否涉及其他单位：是")
    assert [m for m in case.last.messages if m.to.role == "customer"] == []
    assert customer_reads(case, "2026-03-06 18:00") == ["other_organisation"]


# -- PS-11: the follow-up call -----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PS-11")
def test_the_return_visit_is_by_telephone_or_in_person_within_two_working_days_and_recorded():
    case = answered()
    assert case.due("visit") == at("2026-03-04 18:00")
    case.wind("2026-03-02 13:00")
    assert asked(case, "return_visit") == [SERVICE]
    case.staff(SERVICE, VISIT.replace("\n回访方式：电话", ""))
    assert case.complaint.moment("visited") is None
    assert ("chase", "visit") not in heard(case, "2026-03-04 18:00", SERVICE)
    assert ("chase", "visit") in heard(case, "2026-03-04 18:01", SERVICE)
    case.staff(SERVICE, VISIT)
    assert (case.complaint.status, case.complaint.fields["visited_by"]) == ("closed", "called")


@pytest.mark.clause("PS-11")
def test_who_has_judged_by_themselves_is_called_all_the_same():
    case = answered()
    case.survey(4, "2026-03-02 12:00")
    assert (case.complaint.status, asked(case, "visit_after_verdict")) == ("closed", [SERVICE])
    assert ("chase", "task:visit_after_verdict") in heard(case, "2026-03-04 18:01", SERVICE)
    case.staff(SERVICE, "#填报\n回访方式：上门\n回访情况：客户表示满意")
    assert case.complaint.moment("spoken_with") == case.now


# -- for all --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("GN-04")
def test_what_is_not_wholly_solved_is_answered_only_with_what_is_to_be_planned():
    case = endorsed()
    partly = ANSWER.replace("已解决", "暂不能解决")
    case.staff(REPAIRS, partly)
    assert "列入规划" in case.problems
    case.staff(REPAIRS, f"{partly}\n暂不能解决，建议列入规划：更换整梯")
    assert (case.complaint.status, case.complaint.fields["planning"]) == ("answered", "更换整梯")


@pytest.mark.clause("GN-03")
@pytest.mark.parametrize("words", ["您无理取闹", "都怪保洁不小心"])
def test_no_words_that_scold_or_blame_reach_the_customer(words: str):
    case = endorsed()
    case.staff(REPAIRS, ANSWER.replace("电梯已恢复", words))
    assert case.complaint.status == "open"


# -- sorting ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PS-02", "PS-03", "PS-09")
def test_who_threatens_and_who_is_hurt_is_told_apart_from_whom_it_only_annoys():
    graded = {text: judged(SHIPPED, text).severity for text in (LIFT, PRESS, TRAPPED, WATER)}
    assert graded == {LIFT: "general", PRESS: "important", TRAPPED: "serious", WATER: "general"}
