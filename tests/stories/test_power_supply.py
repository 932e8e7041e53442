"""The power company's procedure, clause by clause: kinds, green channel and emergency path, stations, conduct, warm hand-overs."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import policies
from sandbox import Sandbox
from sandbox.staff import reply
from tests.core.handling.playing import Case, at, names, told
from tests.policy.judged import judged
from tests.stories.acts import complain, last, newest, says, to

SHIPPED = policies.packaged("power-supply")
AT_ONCE = msgspec.structs.replace(SHIPPED, undo=None)  # answers leave at once

DESK, TOP, DUTY, DISCIPLINE, MARKETING, PLANNING = (
    f"{n}@qingjiang-power.example"
    for n in ("95598", "fang.zhengde", "hao.jianjun", "qi.ruolan", "kang.yifan", "wu.shengli")
)
EAST, EAST_HEAD, VICE = (f"{n}@qingjiang-power.example" for n in ("ke.min", "tao.guoping", "liang.shuhua"))
WEST, KEY, KEY_HEAD = (f"{n}@qingjiang-power.example" for n in ("jian.ning", "xi.jiayi", "mi.hongtao"))
RESCUE, RESCUE_HEAD = "dou.tiejun@qingjiang-power.example", "ran.qiang@qingjiang-power.example"
CONDUCT, CONDUCT_HEAD = "ge.suqin@qingjiang-power.example", "yin.zhiguang@qingjiang-power.example"
LOW = "桃园小区3号楼每到晚上电压低，空调带不动，灯忽明忽暗。"
SPARKS = "桃园小区门口电线断了掉在地上，还在冒火花！"
RUDE = "东门营业厅的人态度恶劣，翻白眼，让我老母亲跑了三趟。"
ANSWER = "#结果 给您添麻烦了。\n原因：台区过载\n处理措施：已调整负荷\n是否属实：是"


def opened(text: str = LOW, when: str = "2026-03-02 09:00") -> Case:
    """A complaint by mail, on a Monday at nine."""
    case = Case(AT_ONCE, when)
    case.customer(text)
    return case


def reads(case: Case, until: str, who: str) -> list[str]:
    """The messages that reach that person, or the customer, up to then."""
    return [m.name for m in case.wind(until) if who in (m.to.role, m.to.mail)]


# -- PW-01: five kinds -------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PW-01")
@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("晚上只有一百七十伏，冰箱起不来", "电压质量"), ("The lights flicker whenever the fridge starts", "电压质量"),
        ("去申请过户，材料退了三回都不说清楚缺什么", "供电服务"), ("抄表员骂人", "供电服务"),
        ("电费比上月多一倍，根本没来抄表", "电费电价"), ("電錶空轉，帳單多算了三百度", "电费电价"),
        ("停电一下午，连个通知都没有", "停电复电"), ("交清了钱还不给复电", "停电复电"),
        ("电杆立在我家大门口", "电网建设"), ("施工挖沟把我家玉米压坏了", "电网建设"),
    ],
)  # fmt: skip
def test_five_kinds_are_told_by_ordinary_words(words: str, category: str):
    complaint = judged(SHIPPED, words)
    assert (complaint.category, "uncertain" in complaint.flags) == (category, False)


@pytest.mark.clause("PW-01")
@pytest.mark.parametrize("words", ["我要投诉你们", "那件事拖了半年了", "麻烦回个电话"])
def test_what_no_word_tells_the_command_centre_judges(words: str):
    case = opened(words)
    assert (case.complaint.category, case.complaint.department) == ("", "")
    assert ("to_assign", "mail", DESK) in told(case.last.messages)


# -- PW-02: green channel and emergency path -----------------------------------------------------------------------------------------


@pytest.mark.clause("PW-02")
@pytest.mark.parametrize(
    ("words", "severity", "unit"),
    [
        (LOW, "general", "东城供电所"),
        ("我们厂专变在东门，电压不稳，生产线老停机", "green", "大客户服务中心"),
        ("本公司力调电费算错了", "green", "大客户服务中心"),
        ("我校教学楼电压太低", "green", "大客户服务中心"),
        (SPARKS, "emergency", "配网抢修指挥中心"),
        ("我爸靠呼吸机，刚刚停电了", "emergency", "配网抢修指挥中心"),
        ("全村都没电，现在还黑着", "emergency", "配网抢修指挥中心"),
        ("Our whole street has no power since this morning", "emergency", "配网抢修指挥中心"),
        ("上个月变压器着火烧坏了我家电视，至今没赔", "general", ""),
    ],
)
def test_who_is_key_and_what_cannot_wait_have_a_way_of_their_own(words: str, severity: str, unit: str):
    complaint = judged(SHIPPED, words)
    assert (complaint.severity, complaint.department) == (severity, unit)


@pytest.mark.clause("PW-02")
@pytest.mark.parametrize(
    ("words", "reach", "answer"),
    [
        (LOW, "2026-03-03 18:00", "2026-03-09 18:00"),
        ("我们厂专变电压不稳，生产线老停机", "2026-03-02 11:00", "2026-03-04 18:00"),
        (SPARKS, "2026-03-02 09:30", "2026-03-02 15:00"),
    ],
)
def test_each_way_has_its_time_to_call_and_to_answer(words: str, reach: str, answer: str):
    case = opened(words)
    assert (case.due("reach"), case.due("answer")) == (at(reach), at(answer))
    handler = case.complaint.handler
    assert "chase" not in reads(case, reach, handler)
    minute_after = (at(reach) + timedelta(hours=8, minutes=1)).strftime("%Y-%m-%d %H:%M")
    assert "chase" in reads(case, minute_after, handler)


@pytest.mark.clause("PW-02")
def test_an_emergency_at_night_is_confirmed_by_the_head_and_the_manager_on_duty():
    case = opened(SPARKS, "2026-10-02 23:40")
    asked = {(channel, who) for name, channel, who in told(case.last.messages) if name == "receipt_request"}
    assert {("mail", RESCUE_HEAD), ("mail", DUTY), ("sms", "+8613800004602"), ("sms", "+8613800004004")} <= asked
    assert case.due("answer") == at("2026-10-03 05:40")


@pytest.mark.clause("PW-02")
def test_what_the_command_centre_grades_as_an_emergency_leaves_it_in_that_minute():
    case = opened("我要投诉你们")
    assert case.due("refer") == at("2026-03-02 11:00")
    case.staff(DESK, "#定级 紧急", "2026-03-02 09:12")
    assert (case.complaint.handler, case.met("refer")) == (RESCUE, at("2026-03-02 09:12"))


@pytest.mark.clause("PW-02")
def test_what_waits_at_the_command_centre_is_chased_after_two_working_hours():
    case = opened("我要投诉你们")
    assert "chase" not in reads(case, "2026-03-02 11:00", DESK)
    assert "chase" in reads(case, "2026-03-02 11:01", DESK)


@pytest.mark.clause("GN-01")
def test_at_the_promised_time_the_customer_hears_finished_or_not():
    case = opened()
    case.staff(EAST, "#联系 已到现场测电压")
    assert reads(case, "2026-03-09 17:59", "customer") == []
    assert reads(case, "2026-03-09 18:00", "customer") == ["holding"]
    assert reads(case, "2026-03-10 18:00", "customer") == ["holding"]


# -- PW-03: a manager for each area ------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PW-03")
@pytest.mark.parametrize(
    ("place", "station"),
    [("桃园小区", "东城供电所"), ("纺织城", "西城供电所"), ("高新区", "南湖供电所"), ("柳树镇", "北山供电所"), ("柳樹鎮", "北山供电所")],
)  # fmt: skip
def test_the_place_tells_the_station_and_its_manager(place: str, station: str):
    case = opened(f"{place}电压太低，灯都不亮")
    assert case.complaint.department == station
    assert case.complaint.handler == next(d.handler for d in SHIPPED.directory.departments if d.name == station)


@pytest.mark.clause("PW-03")
def test_where_no_place_is_named_the_customer_is_asked_and_the_command_centre_writes_the_area_down():
    case = opened("电压太低，灯都不亮")
    assert (case.complaint.category, case.complaint.department) == ("电压质量", "")
    case.staff(DESK, "#备注\n片区：西城片区")
    assert (case.complaint.department, case.complaint.handler) == ("西城供电所", WEST)


@pytest.mark.clause("PW-03")
def test_number_and_address_stay_when_the_manager_changes():
    directory = SHIPPED.directory
    new = tuple(
        msgspec.structs.replace(d, handler=EAST_HEAD, head=VICE) if d.name == "东城供电所" else d
        for d in directory.departments
    )
    changed = msgspec.structs.replace(SHIPPED, directory=msgspec.structs.replace(directory, departments=new))
    phones = {d.name: d.phone for d in changed.directory.departments}
    assert phones["东城供电所"] == "4008095001"
    assert judged(changed, LOW).handler == EAST_HEAD
    assert len(set(phones.values())) == len(phones)


# -- PW-05: conduct ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PW-05")
def test_conduct_leaves_the_station_and_the_director_and_discipline_hear_at_once():
    case = opened(RUDE)
    assert (case.complaint.department, case.complaint.handler) == ("供电服务监督室", CONDUCT)
    heard = {who for name, channel, who in told(case.last.messages) if (name, channel) == ("information", "mail")}
    assert heard == {TOP, DISCIPLINE}


@pytest.mark.clause("PW-05")
def test_founded_conduct_is_answered_only_with_the_person_named_and_the_head_agreeing():
    case = opened(RUDE)
    case.staff(CONDUCT, ANSWER)
    assert "责任人" in case.problems
    assert case.sent("approval") == []
    case.staff(CONDUCT, "#填报\n责任人：东门营业厅 2 号窗口")
    assert told(case.sent("approval")) == [("approval", "mail", CONDUCT_HEAD)]
    case.staff(CONDUCT_HEAD, "#同意")
    assert case.complaint.status == "answered"
    assert "2 号窗口" not in str([m.extra for m in case.last.messages if m.to.role == "customer"])
    assert ("task", "mail", DISCIPLINE) in told(case.wind("2026-03-02 09:01") or case.last.messages)
    assert "chase" not in reads(case, "2026-03-16 18:00", DISCIPLINE)
    assert "chase" in reads(case, "2026-03-16 18:01", DISCIPLINE)
    case.staff(DISCIPLINE, "#填报\n考核决定：扣发当月绩效")
    assert case.problems == ""


@pytest.mark.clause("PW-05")
def test_what_turns_out_to_be_somebodys_fault_is_conduct_as_well_and_what_is_not_founded_names_nobody():
    case = opened()
    case.staff(EAST, f"{ANSWER}\n是否人员责任：是")
    assert "责任人" in case.problems
    assert "zero_tolerance" in case.complaint.flags
    unfounded = opened(RUDE)
    unfounded.staff(CONDUCT, ANSWER.replace("是否属实：是", "是否属实：否"))
    unfounded.staff(CONDUCT_HEAD, "#同意")
    assert (unfounded.complaint.status, unfounded.complaint.valid) == ("answered", False)
    assert DISCIPLINE not in {m.to.mail for m in unfounded.last.messages}


# -- PW-06: warm hand-overs -------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PW-06")
def test_whoever_is_not_responsible_says_what_they_know_and_the_customer_reads_who_has_it():
    case = opened()
    case.staff(EAST, "#转办 西城供电所 不归我们管")
    assert (case.complaint.department, "移交说明" in case.problems) == ("东城供电所", True)
    assert "customer" not in {m.to.role for m in case.last.messages}
    case.staff(EAST, "#转办 西城供电所\n移交说明：3号楼由西城台区供电，客户希望周末前解决")
    assert (case.complaint.department, case.complaint.handler) == ("西城供电所", WEST)
    assert names(m for m in case.last.messages if m.to.role == "customer") == ["passed_to"]
    assert ("assignment", "mail", WEST) in told(case.last.messages)
    case.staff(WEST, "#转办 北山供电所\n移交说明：表在北山台区")
    assert names(m for m in case.last.messages if m.to.role == "customer") == ["passed_to"]


@pytest.mark.clause("PW-03", "PW-06")
def test_the_customers_letters_name_the_manager_with_the_areas_number_and_then_the_new_one():
    with Sandbox(policy="power-supply", now="2026-03-02T09:00+08:00") as box:
        complain(box, LOW)
        first = last(box, "zhang.wei@qq.com").text
        assert "东城供电所 柯敏" in first
        assert "4008095001" in first
        says(box, EAST, "#转办 西城供电所\n移交说明：由西城台区供电", about="请办理")
        handed = last(box, "zhang.wei@qq.com", "现在由谁办理").text
        for told_to in ("西城供电所 简宁", "4008095002", "不必重复"):
            assert told_to in handed
        assert "由西城台区供电" in last(box, WEST, "请办理").text


@pytest.mark.clause("GN-03")
@pytest.mark.parametrize(
    "words", ["就是这样规定的，没有其他办法。", "这个我不知道，您找领导去。", "是夜班抢修的人弄错的，跟我们没关系。"]
)
def test_what_puts_a_customer_off_is_held_back(words: str):
    case = opened()
    case.staff(EAST, f"#告知客户 {words}")
    assert "customer" not in {m.to.role for m in case.last.messages}


# -- PW-04, PW-05: what the stations' month shows --------------------------------------------------------------------------------------------


@pytest.mark.clause("PW-04", "PW-05", "GN-02", "GN-04")
def test_the_months_words_and_figures_stand_by_station_and_the_person_in_the_appraisal():
    with Sandbox(policy="power-supply", now="2026-03-31T09:00+08:00") as box:
        for number in range(2):
            complain(box, f"{LOW}变压器太小了。", sender=f"neighbour{number}@qq.com")
        lines = "\n经验教训：台区要提前扩容\n暂不能解决，建议列入规划：桃园小区新增变压器"
        says(box, EAST, ANSWER + lines, about="请办理")
        complain(box, RUDE)
        says(box, CONDUCT, f"{ANSWER}\n责任人：2 号窗口", about="请办理")
        says(box, CONDUCT_HEAD, "#同意", about="请审批")
        box.wind(hours=5)
        for one in to(box, DESK, "请回访"):
            box.email(reply(one, "#回访\n是否联系上：是\n是否满意：满意", sender=DESK))
        box.wind(to="2026-04-10T09:01+08:00")
        assert newest(box)["fields"]["responsible"] == "2 号窗口"
        words = last(box, MARKETING, "热词分析")
        assert words.at.isoformat() == "2026-04-03T09:00:00+08:00"
        for said in ("东城供电所", "变压器"):
            assert said in words.text
        compared = last(box, TOP, "投诉对比").text
        for said in ("东城供电所", "供电服务监督室", "上期"):
            assert said in compared
        assert "2 号窗口" in last(box, DISCIPLINE, "人员行为投诉").text
        assert "台区要提前扩容" in last(box, EAST_HEAD, "经验教训").text
        assert "桃园小区新增变压器" in last(box, PLANNING, "列入规划").text


@pytest.mark.clause("PW-05")
def test_the_yearly_appraisal_names_persons_and_goes_to_discipline():
    yearly = {r.name: r for r in SHIPPED.reports if r.every == "year"}
    named = yearly["persons_of_year"]
    assert (named.show, named.by, set(named.to)) == (("responsible",), "01-15", {"leadership", "discipline"})
    assert set(yearly["appraisal"].to) == {"leadership", "departments"}


@pytest.mark.clause("PW-05")
def test_what_was_not_founded_is_visited_like_any_other_and_the_station_judged_hears_nothing_of_the_visit():
    case = Case(AT_ONCE, "2026-03-02 09:00")
    case.customer("东城桃园小区晚上电压低，空调带不动")
    case.staff(
        case.complaint.handler,
        "#结果 已检测。\n原因：户内线路老化\n处理措施：入户检查\n是否属实：否",
        "2026-03-02 14:00",
    )
    assert (case.complaint.status, case.complaint.valid, case.due("visit")) == (
        "answered",
        False,
        at("2026-03-05 18:00"),
    )
    late = {(m.name, m.to.role) for m in case.wind("2026-03-06 14:31") if m.name != "return_visit"}
    assert late == {("reminder", "desk"), ("chase", "desk"), ("escalation", "desk_head")}
