"""A city's 12345 hotline, clause by clause: orders graded and sent, signed for, chased, answered, followed up, ranked."""

import msgspec
import pytest

from chalicelib import policies
from sandbox import Sandbox
from sandbox.staff import compose
from tests.core.handling.playing import Case, at, names, told
from tests.policy.judged import judged
from tests.stories.acts import complain, last, newest, says, to
from tests.stories.letters import letter

SHIPPED = policies.packaged("hotline-12345")
AT_ONCE = msgspec.structs.replace(SHIPPED, undo=None)  # answers leave at once
MONDAY = "2026-03-02 09:00"

CENTRE, SHIFT_LEADER, DUTY_MANAGER, SECRETARY, CITY, SUPERVISION = (
    f"{name}@hotline.example" for name in ("orders", "meng.xi", "ruan.zhe", "tang.shuyuan", "lin.daoheng", "zhuang.mo")
)
WORKS, WORKS_HEAD = "lu.ping@hotline.example", "shi.jun@hotline.example"
WORKS_PHONE = "+8613800003107"
GAS, GAS_HEAD = "ran.qing@hotline.example", "huo.jianmin@hotline.example"
POWER, HOUSING, HOUSING_HEAD = (f"{name}@hotline.example" for name in ("di.bo", "fang.yi", "an.lizheng"))
LAMP = "人民路的路灯坏了半个月，晚上黑漆漆的。"
GAS_LEAK = "楼道里一股煤气味，越来越浓！"
POWER_CUT = "我们村从昨天停电到现在，冰箱里的东西全坏了。"
OLD_DEED = "房产证拖了八年还没办下来。"
QUESTION = "请问身份证丢了怎么补办，要带什么材料？"
ANSWER = "#结果 路灯已经修好。\n核实情况：灯头损坏\n办理结果：更换三盏灯\n政策依据：无\n办理情况：已解决"
VISIT = "#回访\n是否联系上：是\n是否满意：{}\n客户的话：{}"


def order(text: str = LAMP, when: str = MONDAY) -> Case:
    """A work order, as the citizen's mail makes it."""
    case = Case(AT_ONCE, when)
    case.customer(text)
    return case


def answered(text: str = LAMP, by: str = WORKS, when: str = "2026-03-02 10:00") -> Case:
    """Answered, and with the citizen."""
    case = order(text)
    case.staff(by, ANSWER, when)
    assert case.complaint.status == "answered", case.problems
    return case


def heard(case: Case, until: str, who: str) -> list[str]:
    """The messages that this address or number gets up to then."""
    return [name for name, _, where in told(case.wind(until)) if where == who]


CLOCKS = ("handling", "urgent", "emergency")


def _later(moment: str) -> str:
    """A minute after."""
    return f"{moment[:-2]}{int(moment[-2:]) + 1:02}"


def _earlier(moment: str) -> str:
    """A minute before."""
    day, clock = moment.split(" ")
    hour, minute = clock.split(":")
    return f"{day} {hour}:{int(minute) - 1}" if int(minute) else f"{day} {int(hour) - 1}:59"


# -- HL-01, HL-02: every way in, and what is wanted ---------------------------------------------------------------------------


@pytest.mark.clause("HL-01", "HL-04")
def test_calls_texts_and_mails_become_work_orders_and_the_citizen_reads_number_department_and_time():
    with Sandbox(policy="hotline-12345", now="2026-03-02T09:00+08:00") as box:
        call = f"#登记\n渠道：电话\n姓名：孙先生\n电话：13900001001\n接收时间：2026-03-02 08:50\n内容：{LAMP}"
        box.email(compose(CENTRE, box.address, "登记", call))
        box.sms("+8613900002002", LAMP)
        receipt = complain(box, LAMP, sender="sun@qq.com", subject="路灯")
        orders = {c["channel"]: (c["department"], c["handler"]) for c in box.complaints()}
        assert orders == dict.fromkeys(("phone", "sms", "mail"), ("市政设施管理处", WORKS))
        read = last(box, "sun@qq.com").text
        assert all(word in read for word in (receipt["number"], "市政设施管理处 鲁平", "2026年3月9日（周一）09:00"))


@pytest.mark.clause("HL-02")
@pytest.mark.parametrize(
    ("said", "kind", "limit"),
    [
        (QUESTION, "enquiry", "urgent"),
        (LAMP, "help", "handling"),
        ("物业乱收停车费，找他们也不理。", "complaint", "handling"),
        ("化工厂半夜偷排废水，河都黑了。", "report", "handling"),
        ("建议在滨河公园加几个路灯。", "suggestion", ""),
        ("要表扬扫马路的环卫大姐，捡到我的钱包。", "praise", ""),
    ],
)
def test_what_is_wanted_is_told_apart_and_praise_and_proposals_are_passed_on_alone(said: str, kind: str, limit: str):
    case = order(said)
    running = {d.clock for d in case.complaint.deadlines} & {"emergency", "urgent", "handling"}
    assert (case.complaint.kind, running) == (kind, {limit} - {""})
    assert ("assignment" in names(case.last.messages)) == bool(limit)


@pytest.mark.clause("HL-02")
def test_a_question_is_answered_within_a_day_by_what_was_asked_for():
    case = order(QUESTION)
    assert case.due("urgent") == at("3-3 9:00")
    case.staff("ban.jie@hotline.example", "#结果\n答复内容：带户口簿到任一派出所户籍窗口", "2026-03-03 09:00")
    assert case.complaint.status == "answered"


@pytest.mark.clause("HL-02")
def test_the_centre_answers_on_the_spot_what_it_knows_itself():
    case = order("在吗，想反映个事")
    case.staff(CENTRE, "#结果 已经当场向您说明办理渠道。", "2026-03-02 09:05")
    assert (case.complaint.status, "first_contact" in case.complaint.flags) == ("answered", True)


# -- HL-03, HL-04: four grades, sixteen departments -----------------------------------------------------------------------------


@pytest.mark.clause("HL-03", "HL-04", "HL-07")
@pytest.mark.parametrize(
    ("said", "unit", "grade", "clock", "due"),
    [
        (GAS_LEAK, "市燃气热力公司", "emergency", "emergency", "3-2 11:00"),
        ("路口井盖没了，晚上掉下去要出人命的", "市政设施管理处", "emergency", "emergency", "3-2 11:00"),
        (POWER_CUT, "市供电公司", "urgent", "urgent", "3-3 9:00"),
        ("包工头欠我们工钱，饭都吃不上了", "市人力资源和社会保障局", "urgent", "urgent", "3-3 9:00"),
        (LAMP, "市政设施管理处", "general", "handling", "3-9 9:00"),
        ("小区电梯三天两头坏，物业不修", "市住房和城乡建设局", "general", "handling", "3-9 9:00"),
        (OLD_DEED, "市住房和城乡建设局", "complex", "handling", "3-17 9:00"),
    ],
)
def test_two_hours_a_day_seven_days_or_fifteen_by_what_is_the_matter(
    said: str, unit: str, grade: str, clock: str, due: str
):
    case = order(said)
    assert (case.complaint.department, case.complaint.severity, case.due(clock)) == (unit, grade, at(due))


@pytest.mark.clause("HL-03")
@pytest.mark.parametrize("moment", ["2026-03-07 23:50", "2026-02-17 03:00", "2026-10-01 12:00"])
def test_the_two_hours_of_an_emergency_run_by_night_and_on_holidays(moment: str):
    case = order(GAS_LEAK, moment)
    assert case.due("emergency") - at(moment) == at("3-2 2:00") - at("3-2 0:00")
    assert {"receipt_request"} <= {name for name, _, where in told(case.last.messages) if where == GAS_HEAD}


@pytest.mark.clause("HL-04")
def test_what_no_rule_places_the_centre_sends_within_half_an_hour_and_an_emergency_within_ten_minutes():
    case = order("在吗，有个事情想反映一下")
    assert case.complaint.department == ""
    assert heard(case, "2026-03-02 09:30", CENTRE) == ["reminder"]
    assert heard(case, "2026-03-02 09:31", CENTRE) == ["chase"]
    assert heard(case, "2026-03-02 09:45", SHIFT_LEADER) == []
    assert "escalation" in heard(case, "2026-03-02 09:46", SHIFT_LEADER)
    case.staff(CENTRE, "#转办 市公安局", "2026-03-02 09:50")
    assert (case.complaint.department, case.due("handling")) == ("市公安局", at("3-9 9:50"))
    assert order("快来人，冒烟了！").due("dispatch") == at("3-2 9:10")


# -- HL-05, HL-06: signed for, and the citizen called ---------------------------------------------------------------------------


@pytest.mark.clause("HL-05")
@pytest.mark.parametrize(
    ("said", "who", "head", "due", "next_due"),
    [
        (GAS_LEAK, GAS, GAS_HEAD, "2026-03-02 09:15", "2026-03-02 09:30"),
        (POWER_CUT, POWER, "liang.hui@hotline.example", "2026-03-02 10:00", "2026-03-02 10:15"),
        (LAMP, WORKS, WORKS_HEAD, "2026-03-02 14:30", "2026-03-03 10:00"),
    ],
)
def test_who_does_not_sign_for_the_order_in_time_is_chased_and_their_head_hears(
    said: str, who: str, head: str, due: str, next_due: str
):
    case = order(said)
    clock = "sign" if said == LAMP else "sign_at_once"
    assert case.due(clock) == at(due)
    assert "chase" not in heard(case, due, who)
    late = case.wind(f"{due[:-2]}{int(due[-2:]) + 1:02}")
    assert [m.extra["clock"] for m in late if m.name == "chase" and m.to.mail == who and m.channel == "mail"] == [clock]
    assert "escalation" not in heard(case, next_due, head)
    assert "escalation" in heard(case, f"{next_due[:-2]}{int(next_due[-2:]) + 1:02}", head)


@pytest.mark.clause("HL-05")
def test_who_signs_is_left_alone_and_what_is_not_their_own_goes_back_with_its_reason():
    signed, other = order(), order()
    signed.staff(WORKS, "#填报\n签收：签收", "2026-03-02 14:30")
    assert signed.met("sign") == at("3-2 14:30")
    assert "chase" not in heard(signed, "2026-03-02 18:00", WORKS)
    other.staff(WORKS, "#填报\n签收：不属本单位职责", "2026-03-02 10:00")
    assert "#退回" in other.problems
    other.staff(WORKS, "#退回 这段路归区里管养，应由城管局办理", "2026-03-02 10:05")
    assert (other.complaint.department, names(other.sent("to_assign"))) == ("", ["to_assign"])
    other.staff(CENTRE, "#转办 市综合行政执法局", "2026-03-02 10:10")
    assert (other.complaint.handler, other.due("handling")) == ("cheng.guanqun@hotline.example", at("3-9 9:00"))


@pytest.mark.clause("HL-06")
def test_the_department_calls_the_citizen_within_a_day_of_the_order():
    case = order()
    case.staff(WORKS, "#填报\n签收：签收", "2026-03-02 09:30")
    assert "chase" not in heard(case, "2026-03-03 09:00", WORKS)
    assert "chase" in heard(case, "2026-03-03 09:01", WORKS)
    assert "escalation" not in heard(case, "2026-03-04 09:00", WORKS_HEAD)
    assert "escalation" in heard(case, "2026-03-04 09:01", WORKS_HEAD)
    case.staff(WORKS, "#联系 电话，已联系上，约明天到现场")
    assert case.met("contact") is not None


# -- HL-07, HL-08: reminder, chase notice, the leader's copy the next day -----------------------------------------------------------


@pytest.mark.clause("HL-07", "HL-08")
@pytest.mark.parametrize(
    ("said", "who", "head", "reminder", "due", "next_day", "two_days"),
    [
        (LAMP, WORKS, WORKS_HEAD, "3-8 09:00", "3-9 09:00", "3-10 09:00", "3-12 09:00"),
        (OLD_DEED, HOUSING, HOUSING_HEAD, "3-16 09:00", "3-17 09:00", "3-18 09:00", "3-20 09:00"),
        (POWER_CUT, POWER, "liang.hui@hotline.example", "3-3 05:00", "3-3 09:00", "3-4 09:00", "3-5 09:00"),
        (GAS_LEAK, GAS, GAS_HEAD, "3-2 10:30", "3-2 11:00", "3-3 11:00", "3-4 11:00"),
    ],
)
def test_a_reminder_before_the_limit_a_chase_at_it_and_the_next_day_one_with_a_copy_for_the_head(
    said: str, who: str, head: str, reminder: str, due: str, next_day: str, two_days: str
):
    case = order(said)
    case.staff(who, "#填报\n签收：签收\n#联系 电话，已联系上", "2026-03-02 09:10")

    def of_the_answer(until: str, mail: str) -> list[str]:
        found = [m for m in case.wind(until) if m.extra.get("clock") in CLOCKS and m.channel == "mail"]
        return [m.name for m in found if m.to.mail == mail]

    assert of_the_answer(_earlier(reminder), who) == []
    assert of_the_answer(reminder, who) == ["reminder"]
    assert of_the_answer(due, who) == []
    assert of_the_answer(_later(due), who) == ["chase"]
    assert of_the_answer(next_day, head) == []
    again = [m for m in case.wind(_later(next_day)) if m.channel == "mail" and m.extra.get("clock") in CLOCKS]
    assert {(m.name, m.to.mail) for m in again} >= {("chase", who), ("escalation", head)}
    assert of_the_answer(two_days, SUPERVISION) == []
    assert of_the_answer(_later(two_days), SUPERVISION) == ["escalation"]


@pytest.mark.clause("HL-08", "GN-01")
def test_the_notices_read_as_such_and_the_citizen_hears_at_the_promised_time():
    with Sandbox(policy="hotline-12345", now="2026-03-23T09:00+08:00") as box:
        number = complain(box, LAMP)["number"]
        says(box, WORKS, "#填报\n签收：签收\n#联系 电话，已联系上", about=number)
        box.wind(to="2026-03-30T09:00+08:00")
        assert "进展" in last(box, "zhang.wei@qq.com").subject
        box.wind(minutes=1)
        assert "办理答复" in last(box, WORKS, "催办").text
        assert WORKS_PHONE in [t.to for t in box.texts]
        assert not to(box, WORKS_HEAD, number)
        box.wind(to="2026-03-31T09:01+08:00")
        assert "市政设施管理处 鲁平" in last(box, WORKS_HEAD, number).text
        says(box, WORKS, ANSWER, about=number)
        box.wind(minutes=12)
        says(box, CENTRE, VISIT.format("满意", "亮了"), about=number)
        box.wind(to="2026-04-03T09:00+08:00")
        assert number in last(box, SUPERVISION, "督办工单").text


# -- HL-09, HL-10: follow-up call, satisfied or not ----------------------------------------------------------------------------------


@pytest.mark.clause("HL-09")
def test_the_centre_asks_within_three_days_whether_the_citizen_is_satisfied():
    case = answered()
    assert "return_visit" not in heard(case, "2026-03-03 09:59", CENTRE)
    assert "return_visit" in heard(case, "2026-03-03 10:01", CENTRE)
    assert "chase" not in heard(case, "2026-03-05 10:00", CENTRE)
    assert "chase" in heard(case, "2026-03-05 10:01", CENTRE)
    assert "escalation" in heard(case, "2026-03-06 10:01", SHIFT_LEADER)
    case.staff(CENTRE, VISIT.format("满意", "亮了，谢谢"), "2026-03-06 11:00")
    assert (case.complaint.status, case.complaint.satisfaction) == ("closed", 3)


@pytest.mark.clause("HL-09")
def test_nobody_is_called_who_has_said_so_already():
    case = answered()
    case.survey(4, "2026-03-02 12:00")
    assert "return_visit" not in heard(case, "2026-03-06 12:00", CENTRE)


@pytest.mark.clause("HL-10", "HL-12")
def test_who_is_not_satisfied_has_it_handled_again_by_the_head_then_under_supervision_and_then_for_good():
    case = answered()
    case.staff(CENTRE, VISIT.format("不满意", "修好又坏了"), "2026-03-03 11:00")
    assert (case.complaint.stage, case.complaint.handler) == ("handled_again", WORKS_HEAD)
    assert (case.due("handling"), case.due("sign")) == (at("3-10 11:00"), at("3-3 16:30"))
    case.staff(WORKS_HEAD, ANSWER, "2026-03-04 10:00")
    assert [(m.name, m.to.mail) for m in case.sent("approval")] == [("approval", SECRETARY)]  # not by its author
    case.staff(SECRETARY, "#同意", "2026-03-04 11:00")
    case.staff(CENTRE, VISIT.format("不满意", "还是老样子"), "2026-03-05 12:00")
    assert (case.complaint.stage, case.complaint.handler) == ("supervised", SUPERVISION)
    case.staff(SUPERVISION, ANSWER, "2026-03-06 10:00")
    assert [m.to.mail for m in case.sent("approval")] == [SECRETARY]  # not by the head of a shift of the centre
    case.staff(SECRETARY, "#同意", "2026-03-06 11:00")
    case.survey(1, "2026-03-06 12:00")
    assert (case.complaint.status, names(case.sent("final"))) == ("closed", ["final"])
    assert ("after_closing", "mail", CENTRE) in told(case.last.messages)  # what is left unsolved is known there


@pytest.mark.clause("HL-10")
def test_an_answer_says_where_else_the_citizen_may_turn_and_plain_words_have_it_handled_again():
    with Sandbox(policy="hotline-12345", now="2026-03-02T09:00+08:00") as box:
        complain(box, LAMP)
        says(box, WORKS, ANSWER)
        box.wind(minutes=11)
        assert "行政复议" in last(box, "zhang.wei@qq.com", "答复").text
        box.email(
            letter("zhang.wei@qq.com", box.address, "Re: 答复", f"[{newest(box)['number']}] 问题没有解决，我不满意。")
        )
        assert (newest(box)["stage"], newest(box)["handler"]) == ("handled_again", WORKS_HEAD)


# -- HL-11 … HL-13: more time, what an answer says, what is not accepted ---------------------------------------------------------------


@pytest.mark.clause("HL-11")
@pytest.mark.parametrize(
    ("said", "who", "head", "latest", "beyond"),
    [
        (LAMP, WORKS, WORKS_HEAD, "2026-03-16 09:00", "2026-03-16 09:30"),
        (OLD_DEED, HOUSING, HOUSING_HEAD, "2026-04-01 09:00", "2026-04-01 09:30"),
    ],
)
def test_more_time_is_given_once_before_the_limit_and_no_longer_than_the_order_had(
    said: str, who: str, head: str, latest: str, beyond: str
):
    case = order(said)
    case.staff(who, f"#延期 {beyond} 等厂家发货", "2026-03-03 10:00")
    assert not case.complaint.awaiting
    assert case.problems
    case.staff(who, f"#延期 {latest} 等厂家发货", "2026-03-03 10:05")
    assert [(m.name, m.to.mail) for m in case.sent("approval")] == [("approval", head)]
    case.staff(head, "#同意", "2026-03-03 11:00")
    assert case.due("handling") == at(latest)
    assert "customer" in {m.to.role for m in case.last.messages}
    case.staff(who, f"#延期 {latest} 再等", "2026-03-04 10:00")
    assert case.problems


@pytest.mark.clause("HL-11")
def test_an_emergency_has_no_more_time_than_its_two_hours():
    case = order(GAS_LEAK)
    case.staff(GAS, "#延期 2026-03-03 17:00 人手不够", "2026-03-02 09:30")
    assert (case.due("emergency"), case.complaint.awaiting) == (at("3-2 11:00"), ())
    assert case.problems


@pytest.mark.clause("HL-12")
@pytest.mark.parametrize("lacking", ["核实情况", "办理结果", "政策依据", "办理情况"])
def test_no_answer_goes_out_without_facts_result_basis_and_whether_it_is_solved(lacking: str):
    case = order()
    case.staff(WORKS, "\n".join(line for line in ANSWER.splitlines() if not line.startswith(lacking)))
    assert (case.complaint.status, lacking in case.problems) == ("open", True)


@pytest.mark.clause("HL-12")
def test_the_head_agrees_to_the_answer_of_a_complex_order_within_a_working_day():
    case = order(OLD_DEED)
    case.staff(HOUSING, ANSWER, "2026-03-10 10:00")
    assert (case.complaint.status, [m.to.mail for m in case.sent("approval")]) == ("open", [HOUSING_HEAD])
    assert "chase" not in heard(case, "2026-03-11 17:30", HOUSING_HEAD)
    assert "chase" in heard(case, "2026-03-11 17:31", HOUSING_HEAD)
    case.staff(HOUSING_HEAD, "#退回 没有说清何时办", "2026-03-12 10:00")
    assert case.complaint.status == "open"
    case.staff(HOUSING, ANSWER, "2026-03-12 11:00")
    case.staff(HOUSING_HEAD, "#同意", "2026-03-12 12:00")
    assert case.complaint.status == "answered"


@pytest.mark.clause("HL-13")
def test_what_is_not_accepted_names_its_ground_and_the_shift_leader_agrees():
    case = order()
    case.staff(WORKS, "#无效 已由法院受理", "2026-03-02 10:00")
    assert (case.complaint.status, "不予受理的情形" in case.problems) == ("open", True)
    case.staff(
        WORKS, "#无效 已由法院受理，请等法院判决\n不予受理的情形：已进入诉讼、仲裁、行政复议程序", "2026-03-02 10:05"
    )
    assert (case.complaint.status, [m.to.mail for m in case.sent("approval")]) == ("open", [SHIFT_LEADER])
    case.staff(SHIFT_LEADER, "#同意", "2026-03-02 10:30")
    assert (case.complaint.status, names(case.sent("explanation"))) == ("closed", ["explanation"])


@pytest.mark.clause("HL-13")
def test_a_department_cannot_close_an_order_by_itself():
    case = order()
    case.staff(WORKS, "#结案 不好办", "2026-03-02 10:00")
    assert (case.complaint.status, "#结案" in case.problems) == ("open", True)


# -- HL-14, HL-15: the ranking, many about one matter -------------------------------------------------------------------------------------


@pytest.mark.clause("HL-14", "HL-01", "GN-02", "GN-03", "GN-04")
def test_the_month_ends_in_a_ranking_a_register_and_lists_of_lessons_and_of_what_has_to_be_planned():
    with Sandbox(policy="hotline-12345", now="2026-03-30T09:00+08:00") as box:
        number = complain(box, LAMP)["number"]
        says(box, WORKS, ANSWER.replace("路灯已经修好。", "这是你自己无理取闹。"))
        assert newest(box)["status"] == "open"  # the citizen is not scolded
        says(
            box,
            WORKS,
            ANSWER.replace("已解决", "暂不能解决") + "\n暂不能解决，列入规划：全线改造\n经验教训：灯头批次差",
        )
        box.wind(minutes=12)
        says(box, CENTRE, VISIT.format("满意", "亮了"), about=number)
        box.wind(to="2026-04-03T08:59+08:00")
        assert not to(box, CITY, "排名")
        box.wind(to="2026-04-03T09:00+08:00")  # the last working day up to the 5th, a Sunday
        for who in (CITY, WORKS_HEAD, SUPERVISION):
            lines = [line.split(" | ") for line in last(box, who, "排名").text.splitlines()]
            assert ["1", "市政设施管理处"] in [line[:2] for line in lines], who
            assert ["—", "市供电公司"] in [line[:2] for line in lines], who
        assert len(last(box, CENTRE, "工单台账").attachments) == 1
        box.wind(to="2026-04-10T09:00+08:00")
        assert "全线改造" in last(box, CITY, "待规划").text
        assert "灯头批次差" in last(box, WORKS_HEAD, "经验教训").text


@pytest.mark.clause("HL-15")
def test_the_fifth_citizen_about_one_matter_makes_all_of_them_urgent_and_supervision_hears():
    with Sandbox(policy="hotline-12345", now="2026-03-02T09:00+08:00") as box:
        for index in range(5):
            number = complain(box, LAMP, sender=f"citizen{index}@qq.com")["number"]
            says(box, WORKS, "#备注\n同一事项：人民路路灯", about=number)
            assert {c["severity"] for c in box.complaints()} == ({"urgent"} if index == 4 else {"general"}), index
        assert len(to(box, SUPERVISION, "供您知悉")) == 5


@pytest.mark.clause("HL-15")
@pytest.mark.parametrize(("said", "grade"), [("我们几百户都没人管", "urgent"), ("我们家没人管", "general")])
def test_a_letter_of_many_households_is_urgent(said: str, grade: str):
    assert judged(SHIPPED, f"{LAMP}{said}").severity == grade
