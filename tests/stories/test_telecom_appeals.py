"""The appeal bodies' procedure, clause by clause: fifteen working days, the right to appeal, six grounds, a written opinion."""

import msgspec
import pytest

from chalicelib.policies import packaged
from sandbox import Sandbox
from sandbox.staff import reply
from tests.core.handling.playing import Case, at, named, names
from tests.stories.acts import complain, newest, says, to

AT_ONCE = msgspec.structs.replace(packaged("telecom-appeals"), undo=None)  # answers leave at once

DESK, DIRECTOR, REGULATOR = (f"{name}@dianxin-shensu.example" for name in ("shouli", "ju.weiguo", "mao.zhen"))
MOBILE, MOBILE_HEAD = "shi.lan@yd-kefu.example", "hong.tao@yd-kefu.example"
JIANGSU, NATIONAL = "wu.xuan@js-shensu.example", "dai.wen@dianxin-shensu.example"
CHARGED = "南京移动乱扣我15块视频会员费，号码13912345678"
APPEAL = "申诉：南京移动乱扣我15块视频会员费，投诉后答复说没问题，我不服"
NO_SIGNAL = "申诉：南京移动信号一格都没有，投诉后答复说要等，我不服"
ANSWER = "#结果 已经退费\n原因：误订\n处理措施：取消业务"
OPINION = "#结果 双方已经同意\n查明的情况：订购没有经过确认\n调解意见：移动公司退还15元\n双方是否达成一致：是"
EXAMINED = "#填报\n申诉人是否当事人：{party}\n事项发生日期：{occurred}\n是否属下列情形：{excluded}"
EXPLAINED = "#无效 您反映的事项不在申诉受理的范围内，原因已在上面写明"


def opened(text: str = CHARGED, when: str = "2026-03-02 09:00") -> Case:
    case = Case(AT_ONCE, when)
    case.customer(text)
    return case


def examined(
    text: str = APPEAL,
    party: str = "是",
    occurred: str = "2026-01-10",
    excluded: str = "不属于",
    when: str = "2026-03-02 09:00",
) -> Case:
    case = opened(text, when)
    case.staff(JIANGSU, EXAMINED.format(party=party, occurred=occurred, excluded=excluded))
    return case


def hears(case: Case, until: str, clock: str) -> set[tuple[str, str]]:
    """What that limit says up to then: (message, role)."""
    return {(m.name, m.to.role) for m in case.wind(until) if m.extra.get("clock") == clock and m.channel == "mail"}


# -- TA-01, TA-02: the operator's fifteen working days, and the right to appeal -------------------------------------------------


@pytest.mark.clause("TA-01")
@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-03-02 09:00", "2026-03-23 17:30"),
        ("2026-03-07 22:00", "2026-03-27 17:30"),  # on a Saturday
        ("2026-09-21 10:00", "2026-10-19 17:30"),  # over the Mid-Autumn and National Day holidays
    ],
)
def test_the_operator_has_fifteen_working_days_from_receipt(received: str, due: str):
    case = opened(when=received)
    assert (case.complaint.handler, case.due("operator")) == (MOBILE, at(due))


@pytest.mark.clause("TA-01", "TA-02", "GN-01")
def test_at_the_limit_the_user_is_told_of_the_right_to_appeal_and_the_operator_is_chased():
    case = opened()
    case.wind("2026-03-23 17:29")
    assert not [m for m in case.messages if m.name == "right_of_appeal"]
    assert hears(case, "2026-03-23 17:30", "operator") == {("right_of_appeal", "customer")}
    assert hears(case, "2026-03-23 17:31", "operator") == {("chase", "handler"), ("escalation", "supervisor")}
    assert ("holding", "customer") in hears(case, "2026-03-30 17:30", "operator")  # as that letter has said


@pytest.mark.clause("TA-01")
def test_an_answer_in_the_last_minute_is_in_time_and_no_right_is_told_of():
    case = opened()
    case.wind("2026-03-23 17:29")
    case.staff(MOBILE, ANSWER)
    case.wind("2026-03-25 09:00")
    assert case.met("operator") == at("2026-03-23 17:29")
    assert not [m for m in case.messages if m.name == "right_of_appeal"]


@pytest.mark.clause("TA-02")
@pytest.mark.parametrize("early", [True, False])
def test_who_speaks_of_an_appeal_while_the_operator_has_it_gets_a_case_of_their_own_opened(early: bool):
    case = opened()
    case.wind("2026-03-10 09:00" if early else "2026-03-24 09:00")
    case.customer("我要申诉，到现在没人理我")
    (task,) = case.sent("task")
    assert (task.to.role, task.extra["task"]) == ("desk", "appeal_wanted")
    assert (case.complaint.kind, case.complaint.handler) == ("complaint", MOBILE)
    case.staff(DESK, "#填报\n申诉件编号：TA20260324-0002")
    assert case.problems == ""


# -- TA-03: where -----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("TA-03")
@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("申诉：江苏联通乱扣费，投诉了不认", "江苏省申诉受理中心"),
        ("投诉深圳电信宽带断网，处理结果我不满意，申诉", "广东省申诉受理中心"),
        ("對成都移動的答覆不服，我要申訴扣費", "四川省申诉受理中心"),
        ("贵州移动不给销户，答复我不接受，申诉", "全国申诉受理中心"),
        ("I appeal against China Unicom in Hangzhou 杭州, they charged me twice", "浙江省申诉受理中心"),
    ],
)
def test_an_appeal_goes_to_the_body_of_the_operators_province_or_to_the_national_centre(words: str, body: str):
    case = opened(words)
    assert (case.complaint.kind, case.complaint.department) == ("appeal", body)


@pytest.mark.clause("TA-03")
def test_of_an_appeal_without_a_province_the_user_is_asked_and_the_desk_assigns():
    case = opened("移动乱扣费，投诉了也不退，我要申诉")
    assert "to_assign" in names(case.last.messages)
    assert "province" in named(case.sent("acknowledgement")[0], "fields")
    assert hears(case, "2026-03-03 17:31", "refer") >= {("chase", "desk")}
    case.staff(DESK, "#转办 全国申诉受理中心")
    assert case.complaint.handler == NATIONAL


# -- TA-04, TA-05: whether it may be accepted ---------------------------------------------------------------------------------------


@pytest.mark.clause("TA-04", "TA-05")
@pytest.mark.parametrize(
    ("text", "told", "ground"),
    [
        (APPEAL, {"occurred": "2025-10-02"}, "acceptable"),  # five months to the day
        (APPEAL, {"occurred": "2025-10-01"}, "fee_too_old"),
        (NO_SIGNAL, {"occurred": "2025-10-01"}, "acceptable"),
        (NO_SIGNAL, {"occurred": "2024-03-02"}, "acceptable"),  # two years to the day
        (NO_SIGNAL, {"occurred": "2024-03-01"}, "too_old"),
        (APPEAL, {"excluded": "已和解并执行"}, "settled"),
        (APPEAL, {"excluded": "已调解并出具意见书"}, "mediated"),
        (APPEAL, {"excluded": "法院、仲裁或消费者组织"}, "elsewhere"),
        (APPEAL, {"excluded": "法律另有规定"}, "by_law"),
        (APPEAL, {"party": "否"}, "not_a_party"),
    ],
)
def test_an_appeal_is_accepted_or_refused_on_the_ground_that_applies(text: str, told: dict[str, str], ground: str):
    case = examined(text, **told)
    assert case.complaint.fields["ground"] == ground
    accepted = [m.to.role for m in case.messages if m.name == "appeal_accepted"]
    assert accepted == (["customer"] if ground == "acceptable" else [])
    case.staff(JIANGSU, OPINION)
    assert case.complaint.status == ("answered" if ground == "acceptable" else "open"), case.problems


@pytest.mark.clause("TA-04")
def test_no_refusal_goes_out_without_its_ground_and_none_at_all_where_there_is_none():
    case = opened(APPEAL)
    case.staff(JIANGSU, EXPLAINED)
    assert ("不予受理须写明属于哪一种情形" in case.problems, case.complaint.status) == (True, "open")
    case.staff(JIANGSU, EXPLAINED + "\n不予受理情形：事项发生已超过两年")
    assert case.complaint.status == "closed"
    case = examined()
    case.staff(JIANGSU, EXPLAINED)
    assert ("符合受理条件" in case.problems, case.complaint.status) == (True, "open")


@pytest.mark.clause("TA-04")
def test_facts_that_are_put_right_make_an_appeal_acceptable_after_all():
    case = examined(occurred="2025-09-01")
    assert case.complaint.fields["ground"] == "fee_too_old"
    case.staff(JIANGSU, "#备注\n事项发生日期：2026-02-01")
    assert case.complaint.fields["ground"] == "acceptable"


@pytest.mark.clause("TA-05")
@pytest.mark.parametrize("lacking", ["申诉人是否当事人", "事项发生日期", "是否属下列情形"])
def test_nothing_is_mediated_before_it_is_known_who_appeals_and_about_what(lacking: str):
    case = opened(APPEAL)
    lines = EXAMINED.format(party="是", occurred="2026-01-10", excluded="不属于").splitlines()[1:]
    case.staff(JIANGSU, "\n".join((OPINION, *(line for line in lines if not line.startswith(lacking)))))
    assert (lacking in case.problems, case.complaint.status) == (True, "open")


@pytest.mark.clause("TA-04")
def test_the_body_has_five_working_days_to_examine():
    case = opened(APPEAL)
    assert case.due("examine") == at("2026-03-09 17:30")
    assert hears(case, "2026-03-09 17:30", "examine") == {("reminder", "handler")}
    assert hears(case, "2026-03-09 17:31", "examine") == {("chase", "handler")}
    assert hears(case, "2026-03-10 17:31", "examine") == {("escalation", "supervisor")}


# -- TA-06, and what people read ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("TA-06")
@pytest.mark.parametrize("line", ["查明的情况", "调解意见", "双方是否达成一致"])
def test_mediation_ends_with_a_whole_opinion_or_not_at_all(line: str):
    case = examined()
    case.staff(JIANGSU, "\n".join(each for each in OPINION.splitlines() if not each.startswith(line)))
    assert (line in case.problems, case.complaint.status) == (True, "open")


@pytest.mark.clause("TA-06", "GN-01")
def test_mediation_has_thirty_working_days_and_one_extension_that_the_user_reads():
    case = examined()
    assert case.due("mediation") == at("2026-04-14 17:30")
    case.staff(JIANGSU, "#延期 2026-05-20 17:30\n理由：企业调取记录", "2026-04-10 09:00")
    case.staff("mei.song@js-shensu.example", "同意")
    assert case.due("mediation") == at("2026-05-20 17:30")
    case.staff(JIANGSU, "#延期 2026-06-10 17:30\n理由：再等", "2026-05-19 09:00")
    assert case.due("mediation") == at("2026-05-20 17:30")
    assert "holding" in {m.name for m in case.wind("2026-05-20 17:30") if m.to.role == "customer"}


@pytest.mark.clause("TA-02", "TA-04", "TA-06", "TA-07", "GN-02", "GN-03", "GN-04")
def test_from_the_operators_answer_to_the_regulators_quarterly_figures():
    with Sandbox(policy="telecom-appeals", now="2026-03-30T09:00+08:00") as box:
        complain(box, CHARGED, subject="乱扣费")
        box.wind(minutes=1)
        held = says(box, MOBILE, ANSWER.replace("已经退费", "您自己不看清楚，怪谁"))
        assert "确认发送" in held.text  # GN-03
        says(box, MOBILE, ANSWER)
        box.wind(minutes=10)
        box.email(reply(to(box, "zhang.wei@qq.com")[-1], "不满意，没有解决", sender="zhang.wei@qq.com"))
        letter = to(box, "zhang.wei@qq.com")[-1].text
        assert "您也有权申诉" in letter
        assert "江苏省申诉受理中心" in letter

        complain(box, APPEAL, subject="申诉", sender="li.min@qq.com")
        box.wind(minutes=1)
        says(box, JIANGSU, EXAMINED.format(party="是", occurred="2026-01-10", excluded="不属于"), about="审查")
        assert "已受理" in to(box, "li.min@qq.com")[-1].text
        says(
            box,
            JIANGSU,
            f"{OPINION}\n经验教训：订购要二次确认\n暂不能解决，建议列入规划：改造订购页面",
            about=newest(box)["number"],
        )
        box.wind(minutes=10)
        opinion = to(box, "li.min@qq.com")[-1].text
        assert "调解意见书编号：TJ20260330" in opinion
        assert "移动公司退还15元" in opinion
        box.email(reply(to(box, "li.min@qq.com")[-1], "非常满意", sender="li.min@qq.com"))

        complain(box, APPEAL, subject="申诉", sender="wu.di@qq.com")
        box.wind(minutes=1)
        says(box, JIANGSU, EXAMINED.format(party="是", occurred="2025-08-01", excluded="不属于"), about="审查")
        says(box, JIANGSU, EXPLAINED, about=newest(box)["number"])
        box.wind(minutes=10)
        refusal = to(box, "wu.di@qq.com")[-1].text
        assert "不予受理的情形：话费争议，事项发生已超过五个月" in refusal

        box.wind(to="2026-04-10T08:59+08:00")
        assert not to(box, REGULATOR, "申诉统计季报")
        box.wind(to="2026-04-10T09:01+08:00")
        report = to(box, REGULATOR, "申诉统计季报")[-1].text
        assert "话费争议" in report
        assert "订购要二次确认" in to(box, "mei.song@js-shensu.example", "经验教训")[-1].text  # GN-02
        assert "改造订购页面" in to(box, DIRECTOR, "待规划事项")[-1].text
        assert "话费争议，事项发生已超过五个月" in to(box, DIRECTOR, "不予受理情形统计")[-1].text


@pytest.mark.clause("TA-02")
def test_who_answers_by_text_that_they_are_not_satisfied_reads_there_that_they_may_appeal():
    with Sandbox(policy="telecom-appeals", now="2026-03-02T09:00+08:00") as box:
        phone = "+8613912345678"
        box.sms(phone, "移动乱扣我话费，江苏南京的号码13912345678，投诉")
        box.wind(minutes=2)
        case = newest(box)
        says(box, case["handler"], "#结果 已核实。\n原因：误扣\n处理措施：更正", about=case["number"])
        box.wind(minutes=12)
        box.sms(phone, "1")
        box.wind(minutes=2)
        told = box.texts[-1].text
        assert (box.texts[-1].to, "重新办理" in told, "有权向企业所在省的申诉受理机构申诉" in told) == (
            phone,
            True,
            True,
        )
        box.sms(phone, "我要申诉")
        box.wind(minutes=2)
        assert to(box, box.desk, "用户提出申诉")


@pytest.mark.clause("TA-04")
def test_what_the_operator_explains_names_no_ground_of_a_refused_appeal():
    with Sandbox(policy="telecom-appeals", now="2026-03-02T09:00+08:00") as box:
        case = complain(box, "移动乱扣我话费，江苏南京的号码13912345678，投诉")
        says(box, case["handler"], "#无效 是您同意的套餐。\n不予受理情形：无，符合受理条件", about=case["number"])
        box.wind(minutes=12)
        letter = to(box, "zhang.wei@qq.com")[-1].text
        assert ("经核实说明如下" in letter, "不予受理" in letter) == (True, False)
