"""The water company's procedure, clause by clause: a word within the day, the leader's consent, a whole form, the customer's opinion."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import policies
from sandbox import Sandbox
from sandbox.staff import compose
from tests.core.handling.playing import Case, at, names, told
from tests.policy.judged import judged
from tests.stories.acts import complain, last, newest, says, to

SHIPPED = policies.packaged("chengdu-water")
AT_ONCE = msgspec.structs.replace(SHIPPED, undo=None)  # answers leave at once

DESK, DESK_HEAD, TOP = (f"{n}@rongjiang-water.example" for n in ("kefu", "yan.shufen", "luo.yongchang"))
PIPES, PIPES_HEAD, PIPES_VP = (f"{n}@rongjiang-water.example" for n in ("tu.jiajun", "liao.dashan", "deng.xiaochuan"))
METERS, SUPPLY, PLANNING = (f"{n}@rongjiang-water.example" for n in ("peng.yuqing", "fu.lei", "you.min"))
LEAK = "建设路12号门口的水管漏水好几天了，报修两次都没人来。"
FLOOD = "建设路12号水管爆了，水往屋里灌，快来人！"
OURS = {
    "投诉原因": "接口老化", "是否我方原因": "是", "处理结果": "已更换接口", "所需时间": "今天已完成", "时间说明": "配件有现货",
    "责任人": "片区巡查员", "应急措施": "先关阀止水", "纠正措施": "更换接口", "预防措施": "同批接口排查", "改进措施": "巡查周期改为每月",
}  # fmt: skip
NOT_OURS = {
    "投诉原因": "漏点在您户内的软管", "是否我方原因": "否", "处理结果": "已协助关阀", "情况说明": "表后管道由用户维护，我们可以介绍维修。",
    "所需时间": "已完成", "时间说明": "当天上门查明", "应急措施": "无",
}  # fmt: skip
VISIT = "#回访\n是否联系上：是\n是否满意：{}\n客户的话：{}\n客户意见及建议：{}"


def form(lines: dict[str, str], without: str = "") -> str:
    """The registration form as the handler sends it back."""
    return "#结果 给您添麻烦了。\n" + "\n".join(f"{name}：{said}" for name, said in lines.items() if name != without)


def opened(text: str = LEAK, when: str = "2026-03-02 09:00") -> Case:
    """A complaint by mail, on a Monday at nine."""
    case = Case(AT_ONCE, when)
    case.customer(text)
    return case


def answered(when: str = "2026-03-02 10:00", **lines: str) -> Case:
    """The customer was called, and has the answer that the leader agreed to."""
    case = opened()
    case.staff(PIPES, "#联系 已电话联系", "2026-03-02 09:30")
    case.staff(PIPES, form(OURS | lines), when)
    case.staff(PIPES_HEAD, "#同意")
    assert case.complaint.status == "answered", case.problems
    return case


def reads(case: Case, until: str, who: str) -> list[str]:
    """The messages that reach that person, or the customer, up to then."""
    mine = [m for m in case.wind(until) if who in (m.to.role, m.to.mail)]
    return [m.name for m in mine]


# -- CW-01, CW-04: the kinds, and whose slip it is -------------------------------------------------------------------------------


@pytest.mark.clause("CW-01", "CW-04")
@pytest.mark.parametrize(
    ("words", "category", "department"),
    [
        ("门口路面挖开半个月了没人回填", "管网维修", "管网维修部"), ("There is a leaking hydrant in our lane", "管网维修", "管网维修部"),
        ("抄表的从来不上门，水费全靠估", "抄表巡查", "营业抄表部"), ("水錶空轉，帳單多收了好幾百", "抄表巡查", "营业抄表部"),
        ("水龙头流出来的水发黄还有铁锈味", "水质", "水质监测中心"), ("早上放出来一盆浑水，底下全是泥沙", "水质", "水质监测中心"),
        ("六楼晚上水压太小，热水器打不燃", "水压", "供水调度中心"), ("Water pressure is too low for the shower", "水压", "供水调度中心"),
        ("抄表员态度恶劣，吼我老母亲", "员工服务", "服务监督室"), ("来修的师傅一问三不知，根本不懂", "员工服务", "服务监督室"),
        ("打客服说话冲得很，还挂我电话", "员工服务", "服务监督室"),
    ],
)  # fmt: skip
def test_each_kind_has_its_department_whose_handler_gets_the_slip(words: str, category: str, department: str):
    case = opened(words)
    assert (case.complaint.category, case.complaint.department) == (category, department)
    handler = next(d.handler for d in SHIPPED.directory.departments if d.name == department)
    assert ("assignment", "mail", handler) in told(case.last.messages)


@pytest.mark.clause("CW-01")
def test_what_no_kind_fits_the_desk_judges_and_its_word_issues_the_slip():
    case = opened("我要投诉你们，太差劲了。")
    assert (case.complaint.category, case.complaint.department) == ("", "")
    assert ("to_assign", "mail", DESK) in told(case.last.messages)
    assert reads(case, "2026-03-02 11:00", DESK) == ["reminder"]
    assert reads(case, "2026-03-02 11:01", DESK) == ["chase"]  # two working hours
    case.staff(DESK, "#转办 供水调度中心\n类别：水压")
    assert (case.complaint.category, case.complaint.handler) == ("水压", SUPPLY)


# -- CW-02, CW-05: soothed, told who and how long; a word within twenty-four hours --------------------------------------------------


@pytest.mark.clause("CW-02", "CW-03", "CW-11", "CW-12", "CW-13", "GN-02", "GN-04")
def test_a_life_from_the_apology_to_the_register():
    with Sandbox(policy="chengdu-water", now="2026-03-31T09:00+08:00") as box:
        number = complain(box, LEAK)["number"]
        first = last(box, "zhang.wei@qq.com").text
        sorry, who, until = (first.index(w) for w in ("深表歉意", "管网维修部 涂家军", "2026年4月3日（周五）17:30"))
        assert sorry < who < until
        assert "24 小时内与您联系" in first
        says(box, PIPES, "#联系 已电话致歉\n已查明的情况：接口渗水\n下一步安排：下午更换", about=number)
        lines = OURS | {"经验教训": "老旧接口要成批换", "暂不能解决，建议列入规划": "建设路管道整体更新"}
        says(box, PIPES, form(lines), about="请办理：投诉")
        box.wind(minutes=30)
        assert not to(box, "zhang.wei@qq.com", "答复")  # the leader has not agreed
        says(box, PIPES_HEAD, "#同意", about="请审批")
        box.wind(minutes=11)
        letter = last(box, "zhang.wei@qq.com", "答复").text
        for line in ("投诉原因：接口老化", "处理结果：已更换接口", "所需时间：今天已完成", "时间说明：配件有现货"):
            assert line in letter
        for inside in ("片区巡查员", "同批接口排查"):
            assert inside not in letter
        assert "已更换接口" in last(box, DESK, "已答复客户").text
        box.wind(hours=5)
        says(box, DESK, VISIT.format("满意", "师傅来得快", "希望短信通知维修进度"), about="请回访")
        case = newest(box)
        assert (case["status"], case["satisfaction"], case["fields"]["opinions"]) == (
            "closed",
            3,
            "希望短信通知维修进度",
        )
        box.wind(to="2026-04-10T09:01+08:00")
        statistics, register = last(box, TOP, "投诉统计报告"), last(box, TOP, "投诉处理登记表")
        assert (statistics.at.isoformat(), register.at.isoformat()) == ("2026-04-03T09:00:00+08:00",) * 2
        assert "管网维修" in statistics.text
        assert "希望短信通知维修进度" in last(box, TOP, "客户意见及建议汇总").text
        assert "老旧接口要成批换" in last(box, PIPES_HEAD, "经验教训").text
        assert "建设路管道整体更新" in last(box, PLANNING, "列入规划").text
        assert [a.name for a in register.attachments if a.name.endswith(".xlsx")]


@pytest.mark.clause("CW-11")
def test_who_wrote_by_text_has_the_result_by_text():
    case = Case(AT_ONCE)
    case.customer(LEAK, channel="sms")
    case.staff(PIPES, form(OURS))
    case.staff(PIPES_HEAD, "#同意")
    assert [m.channel for m in case.sent("outcome")] == ["sms"]


@pytest.mark.clause("CW-05")
@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-06", "2026-10-01"])
def test_the_department_has_twenty_four_hours_on_every_day_of_the_calendar(day: str):
    case = opened(when=f"{day} 21:40")
    assert case.due("contact") - at(f"{day} 21:40") == timedelta(hours=24)


@pytest.mark.clause("CW-05")
def test_nobody_reached_the_customer_in_the_day_so_the_customer_hears_and_handler_and_leader_are_chased():
    case = opened()
    assert reads(case, "2026-03-03 08:59", "customer") == []
    assert reads(case, "2026-03-03 09:00", "customer") == ["day_over"]
    late = told(case.wind("2026-03-03 09:01"))
    assert {("chase", "mail", PIPES), ("chase", "sms", "+8613800003101"), ("escalation", "mail", PIPES_HEAD)} <= set(
        late
    )


@pytest.mark.clause("CW-05")
@pytest.mark.parametrize("word", ["#联系 已电话说明，师傅今天去换", "#告知客户 已查明是接口渗水，今天下午更换。"])
def test_a_call_or_a_message_in_the_last_minute_keeps_it_and_the_outcome_may_follow(word: str):
    case = opened()
    case.staff(PIPES, word, "2026-03-03 09:00")
    assert case.met("contact") == case.due("contact")
    assert "day_over" not in reads(case, "2026-03-05 17:29", "customer")
    assert case.complaint.status == "open"


@pytest.mark.clause("CW-05", "CW-11")
def test_whoever_called_the_desk_is_reached_by_the_department_all_the_same_and_called_with_the_result():
    call = f"#登记\n渠道：电话\n姓名：孙先生\n电话：02885550001\n接收时间：2026-03-02 08:50\n内容：{LEAK}"
    with Sandbox(policy="chengdu-water", now="2026-03-02T09:00+08:00") as box:
        box.email(compose(DESK, box.address, "登记", call))
        limit = newest(box)["deadlines"]["contact"]
        assert (limit["due"], limit["met"]) == ("2026-03-03T08:50:00+08:00", None)
        says(box, PIPES, "#联系 已回电说明", about="请办理")
        assert newest(box)["deadlines"]["contact"]["met"]
        says(box, PIPES, form(OURS), about="请办理")
        says(box, PIPES_HEAD, "#同意", about="请审批")
        box.wind(minutes=12)
        called = last(box, DESK, "致电")
        assert "已更换接口" in called.text
        assert "028 8555 0001" in called.text


# -- CW-06, CW-08, CW-09, CW-16: the form, the time, the leader ---------------------------------------------------------------------


@pytest.mark.clause("CW-06", "CW-09", "CW-16")
@pytest.mark.parametrize("line", list(OURS))
def test_a_form_of_which_one_line_lacks_stays_with_the_handler_who_is_told_which(line: str):
    case = opened()
    case.staff(PIPES, form(OURS, without=line))
    assert (case.complaint.status, line in case.problems, case.sent("approval")) == ("open", True, [])
    case.staff(PIPES, f"#填报\n{line}：{OURS[line]}")
    assert told(case.sent("approval")) == [("approval", "mail", PIPES_HEAD)]


@pytest.mark.clause("CW-06")
def test_an_urgent_one_has_its_emergency_measure_within_two_hours():
    case = opened(FLOOD)
    assert case.complaint.severity == "urgent"
    asked = {who for name, _, who in told(case.last.messages) if name == "receipt_request"}
    assert {PIPES_HEAD, "qin.kai@rongjiang-water.example", "+8613800003102"} <= asked
    case.wind("2026-03-02 10:59")
    assert "chase" not in reads(case, "2026-03-02 11:00", PIPES)
    assert "chase" in reads(case, "2026-03-02 11:01", PIPES)
    case.staff(PIPES, "#填报\n应急措施：已关总阀，正在开挖")
    assert case.met("first_aid")
    case.staff(PIPES, form(OURS, without="应急措施"))  # it stands already
    assert names(case.sent("approval")) == ["approval"]


@pytest.mark.clause("CW-08")
def test_what_the_leader_sends_back_is_the_handlers_again_with_the_comments():
    case = opened()
    case.staff(PIPES, form(OURS))
    assert names(case.last.messages).count("outcome") == 0
    case.staff(PIPES_HEAD, "#退回 只换接口不够，请把整段管道查一遍")
    assert [m.to.mail for m in case.sent("refused")] == [PIPES]
    assert "请把整段管道查一遍" in str(case.sent("refused")[0].extra)
    assert "customer" not in {m.to.role for m in case.last.messages}
    case.staff(PIPES, form(OURS | {"处理结果": "整段更换"}))
    case.staff(PIPES_HEAD, "同意，按此办理")
    assert names(m for m in case.last.messages if m.to.role == "customer") == ["outcome"]


@pytest.mark.clause("CW-08")
def test_a_leader_who_does_not_decide_is_chased_after_four_working_hours():
    case = opened()
    case.staff(PIPES, form(OURS), "2026-03-02 10:00")
    assert reads(case, "2026-03-02 15:30", PIPES_HEAD) == []  # lunch does not count
    assert "chase" in reads(case, "2026-03-02 15:31", PIPES_HEAD)


@pytest.mark.clause("CW-09")
def test_works_that_are_promised_have_a_date_and_are_kept_after_the_closing():
    case = opened()
    case.staff(PIPES, form(OURS | {"后续施工": "恢复路面"}))
    assert "施工完成日期" in case.problems
    case = answered(后续施工="恢复路面", 施工完成日期="2026-03-10")
    case.survey(4, "2026-03-02 12:00")
    assert case.complaint.status == "closed"
    case.wind("2026-03-10 17:29")
    assert "chase" in reads(case, "2026-03-10 17:31", PIPES)


# -- CW-07, CW-14: handing on, helping ----------------------------------------------------------------------------------------------


@pytest.mark.clause("CW-07")
@pytest.mark.parametrize("before", ["", "#备注 像是营业部的事", "#联系 已电话联系"])
def test_nobody_hands_on_what_they_have_not_understood(before: str):
    case = opened()
    if before:
        case.staff(PIPES, before)
    case.staff(PIPES, "#转办 营业抄表部 不是我们的事")
    assert case.complaint.department == "管网维修部"
    assert "已查明的情况" in case.problems
    case.staff(PIPES, "#转办 营业抄表部\n已查明的情况：管道无渗漏，水表接头松动")
    assert (case.complaint.department, case.complaint.handler) == ("营业抄表部", METERS)


@pytest.mark.clause("CW-14")
def test_who_helps_has_one_working_day_and_the_owner_stays():
    case = opened()
    case.staff(PIPES, "#联办 供水调度中心 请查这一段夜间压力")
    assert (case.complaint.handler, "assist" in names(case.last.messages)) == (PIPES, True)
    assert "chase" not in reads(case, "2026-03-03 17:30", SUPPLY)
    assert "chase" in reads(case, "2026-03-03 17:31", SUPPLY)
    case.staff(SUPPLY, "#填报\n协助情况：夜间压力正常")
    assert (case.problems, case.complaint.fields["help_findings"]) == ("", "夜间压力正常")


# -- CW-10: the desk follows the limit -----------------------------------------------------------------------------------------------


@pytest.mark.clause("CW-10")
@pytest.mark.parametrize(
    ("words", "before", "due"),
    [(LEAK, "2026-03-05 13:30", "2026-03-05 17:30"), (FLOOD, "2026-03-03 13:30", "2026-03-03 17:30")],
)
def test_the_desk_hears_before_the_limit_and_at_it_and_the_customer_is_told(words: str, before: str, due: str):
    case = opened(words)
    case.staff(PIPES, "#联系 已电话联系")
    case.staff(PIPES, "#填报\n应急措施：已关阀") if words == FLOOD else None
    assert case.due("answer") == at(due)
    case.now = at(before)
    case.wind(before.replace(":30", ":29"))
    assert reads(case, before, DESK) == ["reminder"]
    assert reads(case, due.replace(":30", ":29"), "customer") == []
    assert reads(case, due, "customer") == ["holding"]
    assert reads(case, due.replace(":30", ":31"), DESK) == ["escalation"]


# -- CW-12: not satisfied ---------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CW-12")
def test_the_desk_has_two_working_days_to_ask_and_writes_down_the_customers_words():
    case = answered()
    assert case.due("visit") == at("2026-03-04 17:30")
    case.wind("2026-03-02 14:00")
    assert ("return_visit", "mail", DESK) in told(case.last.messages)
    case.staff(DESK, VISIT.format("满意", "修得很好", "").replace("\n客户意见及建议：", ""))
    assert "客户意见及建议" in case.problems
    case.staff(DESK, "#回访\n客户意见及建议：无")
    assert (case.complaint.status, case.complaint.satisfaction) == ("closed", 3)


@pytest.mark.clause("CW-12")
def test_not_satisfied_is_looked_at_by_the_leader_and_the_vice_president_agrees():
    case = answered()
    case.staff(DESK, VISIT.format("不满意", "又漏了", "无"), "2026-03-02 15:00")
    assert (case.complaint.round, case.complaint.handler) == (2, PIPES_HEAD)
    case.staff(PIPES_HEAD, form(OURS | {"处理结果": "整段更换"}))
    assert [m.to.mail for m in case.sent("approval")] == [PIPES_VP]


# -- CW-15: ours or not -----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CW-15")
def test_a_cause_that_is_not_ours_goes_out_with_its_reasons_and_is_recorded():
    case = opened()
    case.staff(PIPES, form(NOT_OURS, without="情况说明"))
    assert "情况说明" in case.problems
    case.staff(PIPES, form(NOT_OURS))
    case.staff(PIPES_HEAD, "#同意")
    assert (case.complaint.status, case.complaint.valid) == ("answered", False)
    assert "explanation" in case.complaint.outcome_lines
    ours = answered()
    assert ours.complaint.valid is True


@pytest.mark.clause("CW-15")
def test_what_is_not_valid_is_explained_once_the_leader_agrees():
    case = opened()
    case.staff(PIPES, "#无效 漏点在表后户内管道，由用户维护；我们可以介绍维修。")
    assert [m.to.mail for m in case.sent("approval")] == [PIPES_HEAD]
    case.staff(PIPES_HEAD, "#同意")
    assert names(m for m in case.last.messages if m.to.role == "customer") == ["explanation"]
    assert case.complaint.valid is False


# -- GN: tone --------------------------------------------------------------------------------------------------------


@pytest.mark.clause("GN-03")
@pytest.mark.parametrize(
    "words",
    ["这是前任巡查员弄错的，不关我们的事。", "您自己不会看表吗，别无理取闹。", "给您送两箱矿泉水，您就别投诉了。"],
)
def test_words_that_argue_blame_or_buy_are_held_back(words: str):
    case = opened()
    case.staff(PIPES, f"#告知客户 {words}")
    assert "customer" not in {m.to.role for m in case.last.messages}


def test_what_may_be_urgent_the_desk_sees_first():
    complaint = judged(SHIPPED, "上次爆管把我家一楼淹了，到现在没人来看")
    assert "uncertain" in complaint.flags
    assert complaint.department == ""


@pytest.mark.clause("CW-05")
def test_where_the_desk_asked_the_customer_first_the_department_has_its_own_day_from_the_slip():
    case = opened("我要投诉你们，太差劲了。")
    case.staff(DESK, "#询问客户 请问是哪里的问题？", "2026-03-02 09:05")
    case.staff(DESK, "#转办 管网维修部", "2026-03-02 09:20")
    assert (case.due("contact_by_department"), case.met("contact_by_department")) == (at("2026-03-03 09:20"), None)
    assert "day_over" not in reads(case, "2026-03-03 09:19", "customer")
    assert reads(case, "2026-03-03 09:20", "customer") == ["day_over"]
    assert "chase" in reads(case, "2026-03-03 09:21", PIPES)
    case.staff(PIPES, "#联系 已电话说明")
    assert case.met("contact_by_department") == at("2026-03-03 09:21")


@pytest.mark.clause("CW-12", "CW-15")
def test_whose_complaint_is_not_our_cause_is_asked_within_two_working_days_and_the_desks_head_hears_if_not():
    case = opened()
    case.staff(PIPES, form(NOT_OURS), "2026-03-02 10:00")
    case.staff(PIPES_HEAD, "#同意")
    assert case.due("visit") == at("2026-03-04 17:30")
    late = told(case.wind("2026-03-05 14:01"))
    assert ("escalation", "mail", DESK_HEAD) in late
    assert not [who for name, _, who in late if who == PIPES_HEAD]
