"""What the factory's policy makes of customers' words, and what its forms, counts and reports hold."""

import pytest

from chalicelib.policies import packaged
from tests.policy.judged import decided, judged

POLICY = packaged("factory-quality")
NO_CHARGE = "S500型号充电时显示USB，批量500，抽样50，不良8PCS，不良率16%"
ITEMS = ("q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8a", "q8b", "q8c")


@pytest.mark.clause("FQ-01")
@pytest.mark.parametrize(
    ("text", "category", "department"),
    [
        ("電水壺燒一次水就跳不起來了", "function", "工程部"),
        ("风扇网罩漆面一道道划痕", "appearance", "生产部"),
        ("少放了说明书和电源线", "packing", "仓储部"),
        ("少了六台，箱单写120实到114", "delivery", "生管部"),
        ("Your sales guy never answers emails", "service", "业务部"),
        ("外箱压扁，里面的机器也不工作了", "function", "工程部"),  # goods before packing
        ("8D報告要了半個月沒影", "service", "业务部"),  # owed papers are not late goods
        ("一箱里混了两个颜色", "packing", "仓储部"),  # mixed goods are no shade
        ("风扇叶子飞出来打到人", "function", "工程部"),
    ],
)
def test_a_matter_is_known_by_ordinary_words(text: str, category: str, department: str):
    complaint = judged(POLICY, text)
    assert (complaint.kind, complaint.category, complaint.department) == ("complaint", category, department)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("这个电源你们看看", "function"),
        ("东西到了再说", "delivery"),
        ("電鍋的面板真是服了", "appearance"),
    ],
)
def test_what_is_only_likely_is_entered_and_the_desk_looks_first(text: str, category: str):
    complaint = judged(POLICY, text)
    assert (complaint.category, "uncertain" in complaint.flags, complaint.department) == (category, True, "")


@pytest.mark.parametrize("text", ["你们自己看着办", "质量不过关，请尽快回复", "这样下去没法合作"])
def test_what_tells_no_matter_goes_to_the_desk(text: str):
    complaint = judged(POLICY, text)
    assert ("uncertain" in complaint.flags, complaint.department) == (True, "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("请报一下KL-20风扇5000台的价格", "enquiry"),
        ("建议把电源线加长半米", "suggestion"),
        ("这批货质量不错，谢谢你们", "praise"),
    ],
)
def test_what_is_no_complaint_is_passed_on(text: str, kind: str):
    assert judged(POLICY, text).kind == kind


@pytest.mark.parametrize(
    ("text", "grade"),
    [("充电器充着充着冒烟", "urgent"), ("整批风扇网罩歪的，客户拒收", "urgent"), ("充电很慢", "general")],
)
def test_danger_and_what_stands_still_for_it_are_urgent(text: str, grade: str):
    assert judged(POLICY, text).severity == grade


@pytest.mark.clause("FQ-01")
def test_lot_sample_defects_and_rate_are_read_from_the_customers_words():
    fields = judged(POLICY, NO_CHARGE).fields
    read = [fields[name] for name in ("model", "lot_size", "sample", "defects", "defect_rate", "defect")]
    assert read == ["S500", "500", "50", "8", "16", "no_charge"]


@pytest.mark.clause("FQ-02")
@pytest.mark.parametrize(("alike", "marked"), [(1, False), (2, True)])
def test_the_same_defect_of_the_same_model_within_twelve_months_is_marked(alike: int, marked: bool):
    decision = decided(POLICY, NO_CHARGE, {"model+defect within 12 months": alike})
    assert decision.complaint is not None
    told = {m.to.role for m in decision.messages if m.name == "information"}
    assert ("recurs" in decision.complaint.flags, "quality_manager" in told) == (marked, marked)


@pytest.mark.clause("FQ-03")
@pytest.mark.parametrize(
    ("scores", "points", "result"),
    [
        ([10] * 10, "100", "content"),
        ([8] * 10, "80", "content"),
        ([8] * 9 + [6], "78", "not_content"),
        ([4] * 10, "40", "not_content"),
    ],
)
def test_ten_items_make_a_hundred_points_and_eighty_are_satisfied(scores: list[int], points: str, result: str):
    fields = judged(POLICY, NO_CHARGE, None, **{item: str(n) for item, n in zip(ITEMS, scores, strict=True)}).fields
    assert (fields["score"], fields["survey_result"]) == (points, result)


@pytest.mark.parametrize(
    ("name", "kind", "readers", "shown"),
    [
        pytest.param("register", "ledger", ("quality_manager", "desk"), (), marks=pytest.mark.clause("FQ-01")),
        pytest.param("survey_scores", "cases", ("factory_manager", "quality_manager", "desk"), ("score", "survey_result"), marks=pytest.mark.clause("FQ-03")),
        pytest.param("what_customers_say", "cases", ("factory_manager", "departments"), ("shortcomings", "advice"), marks=pytest.mark.clause("FQ-04")),
        pytest.param("lessons", "cases", ("departments", "quality_engineer"), ("defect", "cause", "permanent", "lesson"), marks=pytest.mark.clause("GN-02")),
        pytest.param("for_planning", "cases", ("factory_manager",), ("planned", "cause"), marks=pytest.mark.clause("GN-04")),
    ],
)  # fmt: skip
def test_each_report_goes_to_whom_it_is_for(name: str, kind: str, readers: tuple[str, ...], shown: tuple[str, ...]):
    report = next(each for each in POLICY.reports if each.name == name)
    assert (report.kind, report.to, report.show) == (kind, readers, shown)
