"""The insurance branch's grades, with the figure below and above each limit, and who hears of them."""

import pytest

from chalicelib.core.times.durations import parse_duration
from chalicelib.policies import packaged
from tests.policy.judged import judged, told

POLICY = packaged("insurance-branch")


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(
    ("loss", "grade"),
    [
        ("", "general"),
        ("5000", "general"),
        ("5001", "difficult"),
        ("29,999", "difficult"),
        ("30000", "major"),
        ("3万元", "major"),
    ],
)
def test_the_loss_grades_a_complaint(loss: str, grade: str):
    assert judged(POLICY, "理赔太少", loss=loss).severity == grade


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(("people", "grade"), [("4", "general"), ("5", "major")])
def test_a_group_of_five_is_major(people: str, grade: str):
    assert judged(POLICY, "我们一起投诉", people=people).severity == grade
    assert judged(POLICY, "同一件事", {"group each customer": int(people)}, group="停运险").severity == grade
    assert judged(POLICY, "另一件事", {"group each customer": int(people)}).severity == "general"


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("我要找记者曝光", "major"),
        ("我会起诉你们", "major"),
        ("已向银保监反映", "major"),
        ("事故造成人员重伤，你们不管", "major"),
        ("准备集体上访", "major"),
        ("造成恶劣影响", "difficult"),
        ("保费算错了", "general"),
    ],
)
def test_words_of_influence_grade_a_complaint(text: str, grade: str):
    assert judged(POLICY, text).severity == grade


@pytest.mark.clause("IB-04")
def test_press_and_regulator_reach_general_manager_and_legal_who_confirm():
    for text in ("我要找记者曝光", "已向银保监反映"):
        assert {("gm_office", "receipt_request"), ("legal", "receipt_request"), ("branch_head", "information")} <= told(
            POLICY, text
        )


@pytest.mark.clause("IB-04")
def test_time_critical_reaches_the_leader_in_charge_and_major_the_branch_head():
    assert ("leader_in_charge", "information") in told(POLICY, "病人急需手术，请马上处理")
    assert ("branch_head", "information") in told(POLICY, "理赔太少", loss="30000")
    assert (
        told(POLICY, "理赔太少", loss="5000") & {("branch_head", "information"), ("gm_office", "receipt_request")}
        == set()
    )


@pytest.mark.clause("IB-14")
def test_petitions_go_to_discipline_and_not_through_the_complaint_flow():
    complaint = judged(POLICY, "举报员工受贿")
    assert (complaint.kind, complaint.department) == ("petition", "人力行政与纪检部")
    assert complaint.kind not in POLICY.flow_kinds
    assert complaint.restricted


THREATS = """
如果你们不赔，我就向纪委举报查勘员收红包
要是下周还拿不到赔款，我就去举报你们业务员拿回扣
不给个说法，我就实名举报你们经理受贿
你们再拖，我只能去纪检举报理赔员以权谋私
三天内不退保，我马上去检举你们
信不信我去纪委告你们吃回扣
逼急了我就写信访件寄到省里
不赔的话我会向信访办提交信访材料
否则我将实名举报业务员挪用保费的事
If you don't pay my claim I will report your surveyor for taking bribes
再拖下去我就向监察委检举收红包的查勘员
要不是看在多年客户份上，早就去举报你们受贿了，赶紧把赔款打过来
赔款再不到账，我就把你们虚列费用的事捅到纪委
如再不理赔，本人将依法向纪检监察部门举报查勘员索贿
妳們再不理賠，我就去紀委檢舉查勘員收紅包
我打算要是还不解决，就去信访，顺便举报你们收好处
我可不想走到举报受贿那一步，请尽快理赔
""".strip().splitlines()

LESS_PLAINLY = """
你们要是不把钱退给我，查勘员收红包这事我可要去纪委说道说道
不想我去举报你们代理人吃回扣就赶紧赔
如果贵司仍不受理，我保留向纪检部门举报受贿行为的权利
不给退，我将考虑检举
If this isn't settled by Friday I shall be reporting your adjuster for bribery
Pay up or I report the kickbacks
惹急了我把你们收好处的录音交给纪委
我手里有查勘员收红包的证据，不赔就交上去
再这样下去我实名举报你们收红包
""".strip().splitlines()

REPORTS = """
员工收好处，不处理我的案子，请纪委查处
理赔员索贿，不给钱就不赔
查勘员张某收了我八百块红包才肯定损，特此举报
实名举报：东城支公司经理挪用客户保费
你们业务员拿回扣，我要举报
本人检举业务主管虚列费用套取佣金
查勘员说不给红包就不定损，我向你们举报
举报查勘员收红包，如果你们不查我就去纪委
你们的人收红包，我举报，不处理我就去信访局
我要信访，材料附后
I want to report your surveyor: he took a bribe. If you do nothing I will report him to the police
""".strip().splitlines()


@pytest.mark.clause("IB-14")
@pytest.mark.parametrize("text", THREATS)
def test_who_threatens_to_report_somebody_has_a_complaint_that_keeps_its_times_and_is_graded_up(text: str):
    complaint = judged(POLICY, text)
    assert (complaint.kind, complaint.severity, complaint.restricted) == ("complaint", "major", False)
    assert {"refer", "contact"} <= {deadline.clock for deadline in complaint.deadlines}


@pytest.mark.clause("IB-14")
@pytest.mark.parametrize("text", LESS_PLAINLY)
def test_what_may_be_a_threat_keeps_its_times_and_is_the_desks_to_judge_before_any_unit_reads_it(text: str):
    complaint = judged(POLICY, text)
    assert (complaint.kind, complaint.severity, complaint.department) == ("complaint", "major", "")
    assert {"refer", "contact", "promise"} <= {deadline.clock for deadline in complaint.deadlines}


@pytest.mark.clause("IB-14")
@pytest.mark.parametrize("text", REPORTS)
def test_who_reports_somebody_has_a_petition_whatever_else_they_threaten_with(text: str):
    complaint = judged(POLICY, text)
    assert (complaint.kind, complaint.restricted) == ("petition", True)


@pytest.mark.clause("IB-14")
def test_a_petition_has_no_limits_of_the_complaint_flow_however_grave_it_is():
    complaint = judged(POLICY, "我要信访，材料附后，已找记者")
    assert not {d.clock for d in complaint.deadlines} & {"contact", "settle", "major_report", "head_office_report"}
    assert complaint.kind == "petition"


@pytest.mark.clause("IB-04")
@pytest.mark.parametrize(
    "name",
    [
        "国家金监总局",
        "国金总局",
        "金融监管总局",
        "中保协",
        "总局消保处",
        "保险业监理处",
        "金融消保中心",
        "保险同业公会",
    ],
)
def test_the_regulator_is_heard_by_each_of_its_names(name: str):
    assert ("gm_office", "receipt_request") in told(POLICY, f"理赔款没到账，我已写信给{name}")


@pytest.mark.clause("IB-02")
@pytest.mark.parametrize(
    ("text", "people"),
    [("我们班四十二位家长一致要求退保", "42"), ("同行十一名旅客都没赔", "11"), ("微信群里已有87人没拿到赔款", "87")],
)
def test_a_group_is_counted_however_it_is_told(text: str, people: str):
    complaint = judged(POLICY, text)
    assert (complaint.fields.get("people"), complaint.severity) == (people, "major")


@pytest.mark.parametrize(
    ("clock", "severity", "within", "calendar"),
    [
        pytest.param("refer", "", "20 minutes", "always", marks=pytest.mark.clause("IB-03")),
        pytest.param("contact", "", "1 hour", "always", marks=pytest.mark.clause("IB-05")),
        pytest.param("settle", "general", "1 working day", "work", marks=pytest.mark.clause("IB-06")),
        pytest.param("settle", "difficult", "3 working days", "work", marks=pytest.mark.clause("IB-06")),
        pytest.param("settle", "major", "3 working days", "work", marks=pytest.mark.clause("IB-06")),
        pytest.param("result_back", "", "end of day", "work", marks=pytest.mark.clause("IB-07")),
        pytest.param("visit", "", "end of next day", "always", marks=pytest.mark.clause("IB-07")),
        pytest.param("major_report", "", "half working day", "work", marks=pytest.mark.clause("IB-08")),
        pytest.param("head_office_report", "", "3 working days", "work", marks=pytest.mark.clause("IB-08")),
        pytest.param("take_or_pass", "", "end of day", "work", marks=pytest.mark.clause("IB-09")),
    ],
)
def test_a_limit_is_as_the_procedure_says(clock: str, severity: str, within: str, calendar: str):
    found = next(c for c in POLICY.clocks if c.name == clock)
    assert (found.within[severity], found.calendar) == (parse_duration(within), calendar)
