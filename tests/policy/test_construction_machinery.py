"""What the machinery maker's policy makes of customers' words: matter, grade, group and repeat, and that its figures are the procedure's."""

import pytest

from chalicelib.core.times.durations import parse_duration
from chalicelib.policies import packaged
from tests.policy.judged import decided, judged, told

POLICY = packaged("construction-machinery")
STANDS = "新挖机才干了两百个小时，液压泵就坏了，整台车趴窝在工地"
NO_VALVE = "主阀说没库存，要等二十天"


@pytest.mark.clause("CM-10")
@pytest.mark.parametrize(
    ("text", "category", "department"),
    [
        ("吊车大臂焊缝裂了条缝，想起来就后怕", "fault", "质量技术部"),
        ("修了两回都沒修好，同一個毛病", "repair", "技术服务部"),
        ("Called the hotline six times and nobody showed up", "response", "服务调度中心"),
        ("发过来的斗齿型号不对，装不上", "parts", "配件中心"),
        ("出差费收了两遍", "charges", "结算管理部"),
        ("销售答应送的破碎锤到现在没给", "sales", "营销中心"),
        ("这个月已经还款了还把我的车锁了", "credit", "信用管理部"),
        ("师傅来了就问要烟，不给就不干活", "conduct", "服务监察室"),
        # within the warranty is a fault until money is spoken of
        ("新車的油管爆了，還在保固期裡，機器趴窩了", "fault", "质量技术部"),
        ("三包里边修个涡轮，管我要两千", "charges", "结算管理部"),
        # any part that was ordered
        ("订的回转支承在仓库压着，问谁谁不知道", "parts", "配件中心"),
        # two matters in one: money before the repair, a lock before the money, the repair before conduct
        ("修了三次没修好，还收我工时费", "charges", "结算管理部"),
        ("师傅修完又漏油，说他还骂人", "repair", "技术服务部"),
    ],
)
def test_a_matter_is_known_by_ordinary_words(text: str, category: str, department: str):
    complaint = judged(POLICY, text)
    assert (complaint.kind, complaint.category, complaint.department) == ("complaint", category, department)


@pytest.mark.parametrize("text", ["你们公司太差劲了", "我要投诉", "还是那个事", "在吗"])
def test_what_tells_no_matter_goes_to_the_service_centre(text: str):
    complaint = judged(POLICY, text)
    assert ("uncertain" in complaint.flags, complaint.department) == (True, "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("请问小挖多少小时做一次保养", "enquiry"),
        ("建議在我們縣裡設個配件庫", "suggestion"),
        ("张工技术好，态度也好，特来表扬", "praise"),
    ],
)
def test_what_is_no_complaint_is_passed_on(text: str, kind: str):
    assert (judged(POLICY, text).kind, "uncertain" in judged(POLICY, text).flags) == (kind, False)


@pytest.mark.clause("CM-02")
@pytest.mark.parametrize(
    "text",
    [
        STANDS,
        "前天你们师傅来修的行走马达，今天又坏了，车又动不了了",
        "保修期内凭什么还收我1800的工时费",
        "我没欠钱，凭什么锁机",
        "液压泵老是坏，你们要赔我停工损失",
        "空调修了两次没修好，再不解决我就发抖音曝光",
    ],
)
def test_unusable_by_us_overcharged_in_conflict_or_our_name_at_stake_is_major(text: str):
    assert judged(POLICY, text).severity == "major"
    assert ("service_vp", "information") in told(POLICY, text)


@pytest.mark.clause("CM-05")
@pytest.mark.parametrize(
    ("text", "grade"),
    [
        (NO_VALVE, "minor"),
        ("等一个密封件等了十天，说厂里缺货，挖机就这么停着", "minor"),  # it stands still, and for that reason
        ("调度说人手不够排不过来，让我再等等", "minor"),
        ("服务车全派出去了，说没车来不了", "minor"),
        ("主阀没库存，要等二十天，你们要赔我停工损失", "major"),
        ("配件到现在还没发货，都一个礼拜了", "general"),  # late, and nobody says why
        ("报修两天了，到现在没人联系我", "general"),
    ],
)
def test_a_shortage_of_parts_people_or_vehicles_is_minor(text: str, grade: str):
    assert judged(POLICY, text).severity == grade


@pytest.mark.clause("CM-04")
@pytest.mark.parametrize(("customers", "group"), [(10, False), (11, True)])
def test_more_than_ten_customers_on_one_business_are_a_group(customers: int, group: bool):
    decision = decided(POLICY, NO_VALVE, {"category each customer within 30 days": customers})
    complaint = decision.complaint
    assert complaint is not None
    heard = {(m.to.role, m.name) for m in decision.messages} >= {
        ("service_vp", "information"),
        ("desk_head", "information"),
    }
    assert ("group" in complaint.flags, heard) == (group, group)


@pytest.mark.clause("CM-06")
def test_the_limits_are_the_procedures():
    handle = next(clock for clock in POLICY.clocks if clock.name == "handle")
    assert (handle.from_, handle.until, handle.calendar) == ("slip_issued", "answered", "always")
    assert handle.within == {
        "minor": parse_duration("3 hours"), "general": parse_duration("24 hours"), "major": parse_duration("48 hours"),
    }  # fmt: skip


@pytest.mark.clause("CM-01")
@pytest.mark.parametrize(
    ("text", "origin"), [("大臂裂了", "by_customer"), ("你们回访的时候我说过，大臂裂了", "by_visit")]
)
def test_what_the_customer_brings_and_what_a_return_visit_finds_are_told_apart(text: str, origin: str):
    assert judged(POLICY, text).fields["origin"] == origin


@pytest.mark.parametrize(
    ("name", "kind", "every", "readers", "shown"),
    [
        pytest.param("slips", "ledger", "month", ("desk", "service_vp"), (), marks=pytest.mark.clause("CM-10")),
        pytest.param("justified_or_not", "cases", "month", ("service_vp", "desk"), ("justified", "origin", "not_justified_because"), marks=pytest.mark.clause("CM-01")),
        pytest.param("lessons", "cases", "month", ("departments", "desk"), ("cause", "lesson", "prevention"), marks=pytest.mark.clause("GN-02")),
        pytest.param("for_planning", "cases", "quarter", ("planning", "service_vp"), ("planned", "cause"), marks=pytest.mark.clause("GN-04")),
    ],
)  # fmt: skip
def test_each_report_goes_to_whom_the_procedure_says(
    name: str, kind: str, every: str, readers: tuple[str, ...], shown: tuple[str, ...]
):
    report = next(each for each in POLICY.reports if each.name == name)
    assert (report.kind, report.every, report.to, report.show) == (kind, every, readers, shown)


@pytest.mark.clause("CM-09")
def test_the_presidents_answer_that_nobody_judges_is_confirmed_closed_by_the_service_centre():
    clock = next(each for each in POLICY.clocks if each.name == "confirmed_closed")
    assert (clock.until, [rung.tell for rung in clock.rungs]) == (
        "closed",
        [("desk",), ("desk",), ("desk_head",), ("director",)],
    )
