"""What customers of the stores want, as they say it, and which demand goes first where two meet."""

import pytest

from chalicelib.policies import packaged
from tests.core.handling.playing import named
from tests.policy.judged import decided, judged, told

POLICY = packaged("retail-stores")


@pytest.mark.clause("RS-01")
@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("price_reduction", "标签写的9块9，收银收了我15.8，差价退我"),
        ("price_reduction", "三斤的虾回家一称才两斤四两，少的给我补上"),
        ("price_reduction", "優惠券沒有折到，店員也不肯補"),
        ("return", "昨天买的电饭煲一次没用就不加热，我要退货"),
        ("return", "奶粉买回去发现快到期了，我不要了，把钱还我"),
        ("exchange", "衣服码子小了，想调一件大一号的，柜台说没有"),
        ("exchange", "Could you swap these shoes for a size 42? The shop refused."),
        ("damages", "在你们超市买的鸡蛋糕吃完上吐下泻，去医院花了八百多，这个钱你们得出。"),
        ("damages", "购物车把我新买的大衣勾了个大口子，衣服一千二，给个说法"),
        ("criticism", "收银员一边玩手机一边扫码，问她两句还翻白眼"),
        ("criticism", "厕所臭得没法进，地上全是水"),
        ("suggestion", "建议你们早上七点就开门，上班族能买个早饭"),
        ("suggestion", "要是有儿童推车就好了"),
        ("suggestion", "二樓放台飲水機吧，老人走一圈口乾"),
        ("exchange", "拼图少两块，给我补齐"),
        ("price_reduction", "满三百送五十券，券一张没给，给我补上"),
        ("return", "订的蛋糕做错了，定金还我"),
    ],
)
def test_a_demand_is_known_by_ordinary_words(wanted: str, words: str):
    assert (judged(POLICY, words).kind, judged(POLICY, words).category) == ("complaint", wanted)


@pytest.mark.clause("RS-01")
@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("damages", "锅坏了我要退货，还要赔偿我的医药费"),
        ("return", "要么退要么换，你们总得给我选一个"),
        ("exchange", "给我换一台，店员态度还差"),
        ("price_reduction", "收银员态度差，还多收了我二十块"),
        ("criticism", "排队排了四十分钟，能不能多开几个台"),
    ],
)
def test_of_two_demands_the_first_of_the_order_counts(wanted: str, words: str):
    assert judged(POLICY, words).category == wanted


@pytest.mark.parametrize(
    ("likely", "words"),
    [("criticism", "三号店的货架"), ("damages", "老人摔了一下"), ("exchange", "袖子短")],
)
def test_a_demand_that_is_only_likely_is_entered_as_that(likely: str, words: str):
    complaint = judged(POLICY, words)
    assert (complaint.category, "uncertain" in complaint.flags) == (likely, True)


@pytest.mark.clause("RS-01")
@pytest.mark.parametrize("words", ["你们的牛奶是酸的。", "东西有问题，你们看看。", "那天买的豆腐馊了"])
def test_where_no_demand_is_to_be_heard_the_customer_is_asked_and_no_rule_guesses(words: str):
    assert judged(POLICY, words).category == ""
    (first,) = (message for message in decided(POLICY, words).messages if message.to.role == "customer")
    assert named(first, "fields")[:2] == ["store", "wish"]


def test_praise_and_questions_are_passed_on_and_what_complains_is_not_taken_for_either():
    assert judged(POLICY, "感谢信：滨江店的小李帮我找回了钱包，非常感谢").kind == "praise"
    assert judged(POLICY, "请问中山路店周日几点关门").kind == "enquiry"
    assert judged(POLICY, "请问多收的钱什么时候退我").kind == "complaint"


@pytest.mark.parametrize("words", ["吃了你们的面包食物中毒，要赔偿", "在滨江店滑倒摔伤了"])
def test_who_was_hurt_is_told_of_to_the_director_and_hr(words: str):
    assert {("director", "information"), ("hr_admin", "information")} <= told(POLICY, words)
    assert judged(POLICY, words).flags.count("safety") == 1
