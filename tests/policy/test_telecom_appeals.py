"""What telecom users write about, and whether they complain or appeal, by their own words."""

import pytest

from chalicelib.policies import packaged
from tests.policy.judged import judged

POLICY = packaged("telecom-appeals")


@pytest.mark.clause("TA-02")
@pytest.mark.parametrize(
    ("kind", "category", "words"),
    [
        ("complaint", "fee", "流量用超了一个G收了我上百块，也没短信提醒"),
        ("complaint", "fee", "國際漫遊沒開，帳單多了五百多"),
        ("complaint", "handling", "想销户，说要回原归属地办，我人在外地"),
        ("complaint", "handling", "實名認證搞了八遍都過不去"),
        ("complaint", "network", "光纤断了报修五天了没人来"),
        ("complaint", "network", "My broadband has been down for a week and nobody comes."),
        ("complaint", "marketing", "客服三天两头打电话让升级套餐，烦死人"),
        ("complaint", "conduct", "装机师傅一进门就骂骂咧咧"),
        ("complaint", "marketing", "推銷的說是老用戶回饋，回頭成了合約機"),  # a trick, and nothing refused
        ("complaint", "handling", "说是老用户回馈办的合约，现在不让取消"),
        ("complaint", "network", "开的5G套餐，用的还是4G"),
        ("complaint", "conduct", "营业厅那位说话跟吃了炸药一样"),
        ("appeal", "fee", "投诉电信乱扣费快一个月了，一点回音没有，他们的答复我不服"),
        ("appeal", "network", "他们答复说我那地方覆盖差，等了一年了，这算什么答复"),
        ("appeal", "handling", "找移动办销户，投诉了两次，答复还是不给办"),
        ("complaint", "", "你们管不管"),
        ("enquiry", "", "请问怎么申诉"),
    ],
)
def test_who_has_been_through_the_operator_appeals_and_others_complain(kind: str, category: str, words: str):
    found = judged(POLICY, words)
    assert (found.kind, found.category) == (kind, category)


@pytest.mark.parametrize(
    ("category", "words"), [("network", "我手机这样让人怎么活"), ("conduct", "你们客服到底怎么回事")]
)
def test_what_is_only_likely_is_entered_and_the_desk_looks_first(category: str, words: str):
    found = judged(POLICY, words)
    assert (found.category, "uncertain" in found.flags) == (category, True)


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("fee", "宽带断了还照样扣我一百块，客服态度也差"),
        ("handling", "信号差，想转网又说合约不让转"),
        ("network", "宽带断了三天，客服还骂人"),
    ],
)
def test_of_two_matters_the_first_of_the_order_counts(category: str, words: str):
    assert judged(POLICY, words).category == category
