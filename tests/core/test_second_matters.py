"""Whether a customer writes of another matter, or wants what was passed on to be a complaint."""

import pytest

from chalicelib.core.written.complaint_wanted import is_mere_wish_to_complain, wants_complaint
from chalicelib.core.written.second_matters import another_matter, points_back, stands_alone, tells_of_trouble
from tests.pace import within


@pytest.mark.parametrize(
    "text",
    [
        "另外我要投诉我家小区物业，漏水一个月没人修！", "另外，我要投诉货运站把我的箱子摔坏", "我还要投诉3路公交今天不停站", "还要反映一个问题：候车厅厕所太脏", "再投诉一件：出租车拒载", "这是另一件事，昨天在货运站丢了包裹", "今天说的是另外一件事：退票收了手续费",
        "我還要投訴你們的停車場亂收費", "I also want to complain about the parking lot", "This is a separate matter: the ticket machine swallowed my money",
        "I have another complaint: lost luggage", "与上次投诉无关，今天校车迟到四十分钟", "第二件事：我的快递被弄丢了", "顺便投诉一下东关站的保安", "还有，我要投诉检票口的空调坏了",
        "In addition, I would like to report a broken seat", "另一个问题：网上订票退不了款", "新的投诉：出租车绕路",
        "We also have a cracked housing in batch 9911, separate issue", "Separate matter: your driver was late", "This is unrelated, but the invoice is wrong too", "Different problem: the connectors of batch 8123 do not fit", "对了，停车费乱收，也一并投诉", "此外小区的电梯天天坏，同时要投诉", "On a different subject: I also complain about the bins", "Please record the noise as another complaint", "can you register the broken gate for a complaint too",
    ],
)  # fmt: skip
def test_a_second_matter_is_announced(text: str):
    assert another_matter(text) == "plainly"


@pytest.mark.parametrize(
    "text",
    [
        "还有一件事，检票员没戴工牌", "另外，我有录音", "另外我还要投诉这个司机骂人", "另外我要投诉没人回复我", "one more thing: I have a photo", "顺便说一下，那天下雨", "by the way I kept the ticket",
        "另外我上周在西门店还有个订单，杯子碎了两个，这个也没人管", "另外我家还租了你们一个车位，道闸坏了", "I also sent another box last week and it came broken",
        "我还要投诉他态度恶劣", "此外，车上没有空调", "另外还要投诉，到现在没人处理",
    ],
)  # fmt: skip
def test_what_may_belong_to_the_first_is_doubtful(text: str):
    assert another_matter(text) == "perhaps"


@pytest.mark.parametrize(
    "text",
    [
        "检票员胸牌015", "我的投诉有进展吗", "补充：工号0312", "没有解决", "到底什么时候答复", "司机叫张三", "我要投诉到底", "谢谢", "the badge number is 015", "是同一件事，不是另一件", "我再说一遍，车没来",
        "我今天又打了电话还是没人接", "我反映的问题解决了吗", "请问投诉编号是多少", "I complained last week, any news?", "This is no different issue", "It is not a separate matter",
    ],
)  # fmt: skip
def test_the_first_matter_goes_on(text: str):
    assert another_matter(text) != "plainly"


def test_what_stands_alone_complains_and_points_back_to_nothing():
    assert stands_alone("投诉：货运站把我的箱子摔坏了")
    assert not stands_alone("我要投诉他，还是那个司机")
    assert not stands_alone("货运站把箱子摔坏了")
    assert points_back("The same driver was rude again")


@pytest.mark.parametrize(
    "text",
    [
        "我希望按投诉办理。", "请按投诉处理", "是的，我要投诉", "作为投诉", "请当作投诉办理", "我這是投訴，請依投訴辦理", "希望轉為投訴", "我就是要投诉", "Please treat it as a complaint",
        "Yes, handle this as a complaint please", "I want to complain", "客户要求按投诉办理", "这个算投诉", "我要正式投诉", "file a complaint please", "按投诉", "请立案", "就是投诉，不是建议", "是投诉", "投诉处理吧🙏",
        "麻烦改成投诉", "我还是想投诉", "I'd like to make a formal complaint",
    ],
)  # fmt: skip
def test_the_wish_for_a_complaint_is_understood(text: str):
    assert wants_complaint(text)


@pytest.mark.parametrize(
    "text",
    [
        "不用按投诉办理", "我不是投诉，只是建议", "谢谢", "怎么投诉？", "不需要投诉", "无需按投诉处理，谢谢", "This is not a complaint", "no need to treat it as a complaint", "补充：早高峰7点",
        "我没有要投诉的意思", "投诉就算了", "How can I complain?", "算了不投诉了", "这是投诉吗", "投诉处理得不错", "别当投诉处理",
    ],
)  # fmt: skip
def test_what_denies_or_asks_wishes_nothing(text: str):
    assert not wants_complaint(text)


def test_a_mere_wish_names_no_matter_of_its_own():
    assert is_mere_wish_to_complain("请按投诉办理")
    assert is_mere_wish_to_complain("Please treat it as a complaint")
    assert not is_mere_wish_to_complain("我要投诉3路公交今天早上不停站")


@pytest.mark.timed
@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("昨天公交5路司机抽烟没人管", False), ("楼下垃圾堆了一个月没人管", False), ("车厢漏水没人管", False), ("小偷在站里偷东西无人管", False), ("大巴超速没人管", False),
        ("没人管", True), ("我的投诉没人管", True), ("投诉三天了，到现在没人管", True), ("这件事没人管", True), ("都没人管我", True), ("司机抽烟，投诉后没人处理", True),
    ],
)  # fmt: skip
def test_that_nobody_minds_what_happens_is_no_word_about_the_handling(text: str, back: bool):
    assert points_back(text) is back


@pytest.mark.parametrize(
    "text",
    [
        "叉车把我们的货撞坏了一角",
        "包裹扔在楼下淋了雨没人管",
        "門衛強行翻我的行李箱",
        "停水两天也没有人通知",
        "My bicycle was stolen at the station",
        "the van scratched our gate",
    ],
)
def test_what_went_wrong_is_told_without_a_word_of_complaint(text: str):
    assert tells_of_trouble(text)


@pytest.mark.parametrize("unit", ["另外", "投诉", "我要", "不是", "与上次", "another ", "also want to ", "按投诉"])
def test_no_words_take_long(unit: str):
    within(1, lambda: (another_matter(unit * 4_000), wants_complaint(unit * 4_000)))
