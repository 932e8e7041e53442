"""The food maker's matrices, cell by cell, and what lies around them."""

import pytest

from chalicelib.core.policy.vocabulary import Test, count_name
from chalicelib.core.written.words import affirms
from chalicelib.policies import packaged
from tests.policy.judged import decided, judged, told

POLICY = packaged("food-abc")
TEAM, FACILITIES, COOKING, QUALITY, DESIGN, MARKETING = (
    "生产班组",
    "设施保障部",
    "煮浆班",
    "质检部",
    "设计中心",
    "营销部",
)

MATRIX = [
    ("consumer", "A", "machine_part", {TEAM, FACILITIES}),
    ("consumer", "A", "same_reaction", {TEAM, COOKING, QUALITY}),
    ("consumer", "A", "spoiled", {COOKING, TEAM}),
    ("consumer", "A", "burnt_or_rancid", {TEAM}),
    ("consumer", "A", "foreign_body", {TEAM}),
    ("consumer", "A", "batch_underweight", {TEAM, QUALITY}),
    ("consumer", "A", "equipment_batch", {TEAM, FACILITIES, QUALITY}),
    ("consumer", "A", "standard_conflict", {DESIGN}),
    ("consumer", "B", "leaking", {TEAM}),
    ("consumer", "B", "seal_open", {TEAM}),
    ("consumer", "B", "black_specks", {TEAM}),
    ("consumer", "C", "seal_wrinkled", {TEAM}),
    ("consumer", "C", "torn_on_opening", {TEAM}),
    ("consumer", "C", "wrong_date", {TEAM}),
    ("trade", "A", "soaked_in_transport", {MARKETING}),
    ("trade", "A", "carton_exchanged", {MARKETING}),
    ("trade", "A", "dealer_storage", {MARKETING}),
    ("trade", "B", "packs_missing", {MARKETING}),
    ("trade", "B", "promotional_items", {MARKETING}),
    ("trade", "B", "compensation_late", {MARKETING}),
    ("trade", "C", "pack_damaged", {MARKETING}),
    ("trade", "C", "badly_broken", {MARKETING}),
]


@pytest.mark.clause("FA-03")
@pytest.mark.clause("FA-04")
@pytest.mark.parametrize(("source", "grade", "fault", "units"), MATRIX, ids=[f"{row[0]}-{row[2]}" for row in MATRIX])
def test_a_cell_of_the_matrix_gives_grade_and_units(source: str, grade: str, fault: str, units: set[str]):
    complaint = judged(POLICY, source=source, fault=fault)
    assert complaint.severity == grade
    row = next(
        r for r in POLICY.rules if r.group == "matrix" and {(source,), (fault,)} <= {t.values for t in r.when[0]}
    )
    assert {row.then.assign, *row.then.assist} == units
    assert complaint.department == row.then.assign


def test_the_matrix_has_no_other_cells_that_name_a_unit():
    assert len([r for r in POLICY.rules if r.group == "matrix" and r.then.assign]) == len(MATRIX)


@pytest.mark.clause("FA-03")
@pytest.mark.parametrize(
    ("text", "source", "fault", "grade"),
    [
        ("豆干里有一颗螺丝", "consumer", "machine_part", "A"),
        ("刚买的豆腐发霉了", "consumer", "spoiled", "A"),
        ("豆腐发红，有酸味", "consumer", "spoiled", "A"),
        ("没拆封的袋子里有虫", "consumer", "foreign_body", "A"),
        ("豆泡一股哈喇味", "consumer", "burnt_or_rancid", "A"),
        ("收到时袋子漏液", "consumer", "leaking", "B"),
        ("有一包是空袋", "consumer", "seal_open", "B"),
        ("豆干表面脏，还有残缺", "consumer", "dirty_surface", "B"),
        ("包装没有生产日期", "consumer", "wrong_date", "C"),
        ("这包重量轻了 20 克", "consumer", "underweight", "C"),
        ("豆腐有色差", "consumer", "watery_or_shade", "C"),
        ("我们一家三口吃完你家豆皮都吐了", "consumer", "same_reaction", "A"),
        ("豆腐酸哒，都起粘了，莫得法吃", "consumer", "spoiled", "A"),
        ("整箱十盒，一盒比一盒轻，标400克都只有360", "consumer", "batch_underweight", "A"),
        ("盒子上那层膜一碰就掀开", "consumer", "seal_open", "B"),
        ("一箱二十袋有两袋没有打日期", "consumer", "undated_few", "B"),
        ("拆纸箱时钩子把袋子扯开一道口", "consumer", "torn_on_opening", "C"),
        ("我是开便利店的，外箱是六月的，里面全是四月的豆干", "trade", "carton_exchanged", "A"),
        ("業務說補貨給我，到現在沒下文", "trade", "compensation_late", "B"),
        ("我是经销商，运输中被雨淋湿", "trade", "soaked_in_transport", "A"),
        ("经销商反映：整箱缺包，箱子已被拆箱", "trade", "packs_missing", "B"),
        ("超市采购：包装破损 3 包", "trade", "pack_damaged", "C"),
    ],
)
def test_the_customers_words_give_source_fault_and_grade(text: str, source: str, fault: str, grade: str):
    complaint = judged(POLICY, text)
    found = complaint.fields["source"], complaint.fields["fault"], complaint.severity
    assert found == (source, fault, grade)


@pytest.mark.clause("FA-05")
@pytest.mark.parametrize(
    ("grade_by", "harm", "gift", "visit", "medical", "approval"),
    [
        ("spoiled", "serious", "慰问品", "yes", "yes", "company_approval"),
        ("spoiled", "some", "", "yes", "yes", "company_approval"),
        ("spoiled", "none", "1:10", "no", "no", "not_needed"),
        ("leaking", "none", "1:2", "no", "no", "not_needed"),
        ("leaking", "some", "1:2", "no", "no", "not_needed"),
        ("wrong_date", "none", "1:1", "no", "no", "not_needed"),
    ],
)
def test_the_remedy_follows_grade_and_harm(
    grade_by: str, harm: str, gift: str, visit: str, medical: str, approval: str
):
    fields = judged(POLICY, source="consumer", fault=grade_by, harm=harm).fields
    found = [fields.get(name, "") for name in ("gift", "home_visit", "medical", "approval")]
    assert found == [gift, visit, medical, approval]


@pytest.mark.clause("FA-05")
def test_a_remedy_out_of_the_table_needs_the_companys_consent():
    gate = next(gate for gate in POLICY.gates if gate.name == "remedy_approved")
    assert gate.approve == ("company",)
    assert [tests[0].of for tests in gate.when] == ["approval", "special_remedy"]


IN_FREE_WORDS = """
再寄两箱新品到您府上，另付二百块
按一比二十给您寄豆干
给您二十倍的产品
您看病的钱我们出
诊费凭票给您结
挂号费和药费我们承担
打车去医院的钱也算我们的
已支付宝给您转了八十八
这箱货款原路退回
全额退还您的货款
多补您一整箱
体检费由公司负责
補貼您兩百
陪您去医院检查，费用由我们承担
送您一张三百面值的卡
损失我们照价承担
折算成钱给您
We are giving you 200 RMB
We'll cover your hospital costs
We will make up for it with a gift of ten boxes
We will pay your doctor's bill
You will get your money back
""".strip().splitlines()

NO_EXCEPTION = """
已停线检修，日期喷码机已校准，给您更换产品
已换上新豆腐，并电话致歉
喷码机调好了，今后每箱抽检两次
按赠送原则给您寄去同款产品一箱
经检验，该批豆干 20 克装重量合格
We have replaced the nozzle and checked the batch
""".strip().splitlines()


def named_as_exception(said: str) -> list[str]:
    """The words for which the answer has to name an exception, or to say that there is none."""
    gate = next(gate for gate in POLICY.gates if gate.name == "remedy_named")
    return [word for word in gate.suspicious_words if affirms(said, word)]


@pytest.mark.clause("FA-05")
@pytest.mark.parametrize("said", IN_FREE_WORDS)
def test_money_another_ratio_and_medical_costs_are_an_exception_in_whatever_words(said: str):
    assert named_as_exception(said)


@pytest.mark.clause("FA-05")
@pytest.mark.parametrize("said", NO_EXCEPTION)
def test_what_gives_no_money_is_no_exception(said: str):
    assert named_as_exception(said) == []


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("吃完有点恶心", "some"), ("刚吃两口就恶心得不行", "some"), ("Your tofu made me feel sick all night", "some"), ("Disgusting, a hair in the tofu", "none"), ("我吃了半包就开始恶心", "some"), ("中午吃的，下午恶心了一下午", "some"), ("吃了以后一直恶心头晕", "some"),
        ("吃后噁心了好久", "some"), ("里面一根头发，恶心死了", "none"), ("吃到一半看见蟑螂，当场恶心", "none"), ("吃完才发现有虫，恶心死了", "none"),
        ("吃完发现有虫，太恶心了", "none"), ("你们客服的态度让我恶心", "none"), ("一直觉得你们的包装恶心", "none"), ("看着有点恶心", "none"),
    ],
)  # fmt: skip
def test_nausea_after_eating_is_harm_and_disgust_is_none(text: str, harm: str):
    assert judged(POLICY, text).fields["harm"] == harm


@pytest.mark.clause("FA-06")
@pytest.mark.parametrize(("boxes", "grade"), [("20", "C"), ("21", "A"), ("约30箱", "A")])
def test_more_than_20_boxes_through_equipment_are_a_batch(boxes: str, grade: str):
    assert judged(POLICY, "有色差", boxes=boxes, through_equipment="是").severity == grade
    assert judged(POLICY, "有色差", boxes=boxes, through_equipment="否").severity == "C"


@pytest.mark.clause("FA-06")
def test_batch_photo_and_place_are_asked_for():
    asked = next(m for m in decided(POLICY, "豆腐里有异物").messages if m.name == "acknowledgement")
    assert asked.extra["fields"] == ["batch", "photo", "place"]


@pytest.mark.clause("FA-07")
@pytest.mark.parametrize(("others", "grade"), [(1, "C"), (2, "A")])
def test_several_people_with_the_same_reaction_to_one_batch_are_grade_a(others: int, grade: str):
    both = count_name(Test(kind="count", of="batch+reaction", at_least=2))
    complaint = judged(POLICY, "有色差", {both: others}, batch="B-17", reaction="腹泻")
    assert complaint.severity == grade


@pytest.mark.clause("FA-08")
@pytest.mark.parametrize("text", ["我要向消协投诉", "不给钱就曝光你们", "市场监管局来函"])
def test_crisis_cases_reach_both_managers_at_once_and_are_restricted(text: str):
    assert judged(POLICY, text).restricted
    assert {("sales_manager", "receipt_request"), ("general_manager", "receipt_request")} <= told(POLICY, text)


@pytest.mark.clause("FA-11")
def test_the_superior_is_told_as_soon_as_a_complaint_comes():
    assert ("supervisor", "information") in told(POLICY, "豆腐有色差")


@pytest.mark.clause("FA-13")
def test_late_compensation_goods_are_a_trade_complaint_for_marketing():
    complaint = judged(POLICY, "上次补偿的货没到")
    assert (complaint.fields["source"], complaint.severity, complaint.department) == ("trade", "B", MARKETING)
