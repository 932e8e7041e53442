"""What the transport group's policy makes of customers' words, and that its figures are the procedure's."""

import pytest

from chalicelib.core.times.durations import parse_duration
from chalicelib.policies import packaged
from tests.policy.judged import judged

POLICY = packaged("liaocheng-transport")


@pytest.mark.clause("LC-01")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我要投诉司机态度恶劣", "complaint"),
        ("车晚点两小时", "complaint"),
        ("车厢里很脏，没人管", "complaint"),
        ("司機開車看手機，我要投訴", "complaint"),
        ("My bus was two hours late", "complaint"),
        ("建议对态度差的司机加强培训", "complaint"),
        ("建议增加 K12 路早班车", "suggestion"),
        ("希望候车厅增设饮水机", "suggestion"),
        ("能否增加去济南的班次", "suggestion"),
        ("I suggest a later bus", "suggestion"),
        ("请问去济南几点发车", "problem"),
        ("我的钱包丢失在公交车上，请帮忙找", "problem"),
        ("咨询学生票怎么买", "problem"),
        ("I left my umbrella on the coach", "problem"),
    ],
)
def test_complaint_problem_and_suggestion_are_told_apart(text: str, kind: str):
    complaint = judged(POLICY, text)
    assert complaint.kind == kind
    assert "uncertain" not in complaint.flags


@pytest.mark.clause("LC-01")
@pytest.mark.parametrize("text", ["你好", "昨天坐了你们的车", "不是投诉，说说我的感受", "表扬一下 3 路车师傅"])
def test_what_is_uncertain_goes_to_the_desk(text: str):
    complaint = judged(POLICY, text)
    assert "uncertain" in complaint.flags
    assert complaint.department == ""


@pytest.mark.clause("LC-08")
@pytest.mark.parametrize(
    ("text", "department", "unit"),
    [
        ("公交车 3 路晚点", "客运营销部", "公交公司"),
        ("大巴在汽车站晚点", "客运营销部", "客运总站"),
        ("出租车司机绕路多收钱", "客运营销部", "出租车公司"),
        ("司机态度恶劣", "客运营销部", ""),
        ("快递丢件，没人管", "物流部", "快运公司"),
        ("货车司机态度恶劣", "物流部", "货运公司"),
        ("物业一直不修电梯", "房产部", "物业公司"),
        ("购房合同违约，延期交房", "房产部", "置业公司"),
        ("驾校教练骂人", "安全统筹中心", "驾校"),
        ("酒店房间很脏", "安全统筹中心", "酒店旅游公司"),
        ("4S店修车没修好", "汽车事业部", "维修公司"),
        ("提车时新车有划痕，质量问题", "汽车事业部", "汽车销售公司"),
    ],
)
def test_business_decides_the_supervising_department_and_its_unit(text: str, department: str, unit: str):
    complaint = judged(POLICY, text)
    assert (complaint.department, complaint.unit) == (department, unit)


@pytest.mark.parametrize(
    ("clock", "from_", "until", "within", "calendar"),
    [
        pytest.param("refer", "received", "referred", "1 working hour", "work", marks=pytest.mark.clause("LC-03")),
        pytest.param(
            "flow_sheet", "received", "slip_issued", "2 working hours", "work", marks=pytest.mark.clause("LC-04")
        ),
        pytest.param("answer", "slip_issued", "answered", "2 days", "always", marks=pytest.mark.clause("LC-05")),
        pytest.param("visit", "answered", "visited", "3 days", "always", marks=pytest.mark.clause("LC-06")),
    ],
)
def test_a_limit_is_as_the_procedure_says(clock: str, from_: str, until: str, within: str, calendar: str):
    found = next(c for c in POLICY.clocks if c.name == clock)
    assert (found.from_, found.until, found.within, found.calendar) == (
        from_,
        until,
        {"": parse_duration(within)},
        calendar,
    )


@pytest.mark.parametrize(
    "clock", [pytest.param(c, marks=pytest.mark.clause(c.clause), id=c.name) for c in POLICY.clocks]
)
def test_every_limit_reminds_chases_and_climbs_to_head_and_leadership_once(clock):  # noqa: ANN001 - a clock
    before = [r for r in clock.rungs if r.at.amount < 0]
    beside = (
        ("customer", "desk") if "handler" in before[0].tell else ("customer",)
    )  # the desk presses the unit beside them
    levels = [r.level for r in clock.rungs if r.at.amount >= 0 and not set(beside) & set(r.tell)]
    assert len(before) == 1
    assert levels == [0, 1, 2]


@pytest.mark.clause("LC-09")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [("请调取监控", True), ("車上有攝像頭，請看錄像", True), ("check the CCTV", True), ("车晚点", False)],
)
def test_words_about_surveillance_raise_the_video_flag(text: str, wanted: bool):
    assert ("video" in judged(POLICY, text).flags) is wanted


@pytest.mark.parametrize(
    ("name", "kind", "every", "by", "to"),
    [
        pytest.param(
            "monthly", "summary", "month", "5", {"leadership", "departments"}, marks=pytest.mark.clause("LC-07")
        ),
        pytest.param(
            "ledger", "ledger", "month", "5", {"desk", "enterprise_development"}, marks=pytest.mark.clause("LC-11")
        ),
        pytest.param("unit_month", "units", "month", "5", {"units"}, marks=pytest.mark.clause("LC-12")),
        pytest.param("spot_check", "sample", "month", "10", {"leadership"}, marks=pytest.mark.clause("LC-14")),
        pytest.param(
            "desk_audit", "sample", "month", "10", {"enterprise_development"}, marks=pytest.mark.clause("LC-17")
        ),
        pytest.param(
            "action_audit", "sample", "month", "10", {"enterprise_development"}, marks=pytest.mark.clause("LC-17")
        ),
        pytest.param("poster_audit", "sample", "month", "10", {"gm_office"}, marks=pytest.mark.clause("LC-17")),
        pytest.param(
            "appraisal", "appraisal", "year", "01-15", {"leadership", "departments"}, marks=pytest.mark.clause("LC-15")
        ),
    ],
)
def test_a_report_goes_out_when_and_to_whom_the_procedure_says(name: str, kind: str, every: str, by: str, to: set[str]):
    found = next(r for r in POLICY.reports if r.name == name)
    assert (found.kind, found.every, found.by, set(found.to)) == (kind, every, by, to)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("投诉：我们二十几户停水三天了，物业没人管", True),
        ("全體業主對物業服務強烈不滿，我們要投訴", True),
        ("兹有阳光小区36户业主联名反映电梯故障，没人修", True),
        ("一车人在总站等了两个小时，司机骂人", True),
        ("We are 12 passengers and all complain about the driver", True),
        ("投诉：我们小区三十户都被多收了物业费", True),
        ("我们班四十二位家长一致要求退学费", True),
        ("我跟另外六个邻居一起投诉停水", True),
        ("受害业主微信群里已有87人", True),
        ("整个工地的人都没等到车，投诉", True),
        ("On behalf of the 14 families in our building: no lift for a week", True),
        ("投诉物业：1502户漏水，没人修", False),
        ("我和另外一个邻居投诉停水", False),
        ("我们两个人等了一小时，3路没来，投诉", False),
        ("投诉物业：我家3号楼2单元漏水，没人修", False),
        ("投诉：3路司机态度恶劣", False),
    ],
)
def test_a_letter_of_many_is_a_groups_matter(text: str, group: bool):
    assert ("group" in judged(POLICY, text).flags) is group
