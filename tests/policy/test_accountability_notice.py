"""What the clothing factory's policy makes of words about a colleague's fault: which it is, and whether a serious complaint stands behind it."""

import pytest

from chalicelib.policies import packaged
from tests.policy.judged import judged

POLICY = packaged("accountability-notice")


@pytest.mark.clause("PN-01")
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("尾查报告是编的，人根本没去车间", "falsified"),
        ("检针表上的签名是代签", "falsified"),
        ("斷針的事他瞞了三天才講", "falsified"),
        ("The test report was made up", "falsified"),
        ("船头办没过QC就寄出去了", "inspection"),
        ("一箱里五件有破洞，漏检了", "inspection"),
        ("The samples went out without being checked", "inspection"),
        ("唛架排错，浪费八十码布", "marker"),
        ("纸样放缝不对，三百件全小一码", "marker"),
        ("The marker was wrong and the sizes came out small", "marker"),
        ("洗水唛缝反了", "workmanship"),
        ("外箱条码贴错", "workmanship"),
        ("繡花位置低了兩公分", "workmanship"),
        ("样衣晚寄一天是快递没来取", "delay"),
        ("报关资料迟交，赶不上船", "delay"),
        ("The documents were late and we missed the vessel", "delay"),
        ("跟单三天没回客人邮件", "conduct"),
        ("電話裡跟客人吵起來", "conduct"),
        ("He was rude to the customer on the phone", "conduct"),
        ("没过检就寄样，唛架也排错", "inspection"),  # of two, the first
    ],
)
def test_the_fault_is_told_by_the_words(text: str, fault: str):
    assert judged(POLICY, text).category == fault


@pytest.mark.clause("PN-03")
@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("洗水唛缝反，客户整批退货", "serious"),
        ("裁床错了，客户要扣款八千美金", "serious"),
        ("没检就寄，客户发来投诉信", "serious"),
        ("晚交两天，客户取消订单", "serious"),
        ("The customer sent back the goods because of the labels", "serious"),
        ("颜色不对，客人只提了一句下次注意", "general"),
        ("拉布拉短了，幸好没出货", "general"),
        ("跟单没回邮件", "general"),
    ],
)
def test_a_serious_customer_complaint_behind_it_makes_the_proposal_fifty_yuan(text: str, severity: str):
    complaint = judged(POLICY, text)
    sanction = {"serious": "deduction", "general": "talk"}[severity]
    assert (complaint.severity, complaint.fields["sanction"]) == (severity, sanction)


@pytest.mark.clause("PN-03")
@pytest.mark.parametrize(("count", "sanction"), [(1, "deduction"), (2, "deduction"), (3, "absence"), (4, "absence")])
def test_the_third_serious_one_in_the_period_is_proposed_as_an_absence(count: int, sanction: str):
    counts = {"customer+severity within 12 months": count}
    assert judged(POLICY, "没检就寄，客户要求索赔", counts).fields["sanction"] == sanction
    assert judged(POLICY, "没检就寄，客人提了一句", counts).fields["sanction"] == "talk"


@pytest.mark.parametrize("text", ["我觉得处分不公平", "某某有问题，请人事看一下", "没索赔，客户只说下次会退货", "你好"])
def test_what_the_words_do_not_tell_waits_for_personnel(text: str):
    complaint = judged(POLICY, text)
    assert complaint.category == "other" or "uncertain" in complaint.flags
    assert complaint.moment("referred") is None


@pytest.mark.clause("PN-01")
@pytest.mark.parametrize(
    ("text", "fault", "earlier"),
    [
        ("领子缝歪，袋口没打枣，缝线用粗了，针孔很大", "workmanship", "，问他偷偷换的线"),
        ("报价拖了一周没给客人，样衣也晚寄了三天", "delay", "，纸样也画错"),
    ],
)
def test_where_words_of_an_earlier_fault_stand_beside_it_personnel_looks(text: str, fault: str, earlier: str):
    alone, both = judged(POLICY, text), judged(POLICY, text + earlier)
    assert (alone.category, both.category) == (fault, fault)
    assert ("uncertain" in alone.flags, "uncertain" in both.flags) == (False, True)
