"""What a customer adds that may be another matter: the desk is asked, has a limit, and the question ends only with its word."""

from functools import cache

import msgspec
import pytest

from chalicelib import policies
from chalicelib.core.complaint.model import Channel, Complaint
from chalicelib.core.policy.model import Policy
from tests.core.handling.playing import ANSWER, BUS, BUS_HEAD, DESK, DESK_HEAD, Case, at, named, names

INSPECTOR = "今天上午9点半我在客运总站坐大巴，检票员态度恶劣，当众骂人，我要投诉"
BUS_LATE = "投诉：今天早上 K12 路公交在总站等了四十分钟没来，司机态度恶劣"
LEAK = "我家卫生间天花板漏水，报修两周没人来修，我要投诉"
BOILER = "I want to complain: my boiler has been broken for two weeks and nobody has come to repair it."
YOGURT = "我昨天在你们店买的酸奶发霉了，我要投诉"
POLICY_OF = {
    INSPECTOR: "liaocheng-transport", BUS_LATE: "liaocheng-transport", LEAK: "property-group",
    BOILER: "uk-landlord", YOGURT: "food-abc",
}  # fmt: skip
OTHER_MATTERS = {
    INSPECTOR: (
        *("快递站把我东西搞丢了，里面是给孩子买的书", "我家楼下停车场道闸杆砸到我车顶了", "3路公交今早等了50分钟一趟没见着", "校车今天又没接我孩子，害他迟到"),
        *("你们那个出租车，从火车站到人民医院收我80块，平时才25", "昨天在聊大门口叫的车半路把我放下了，说不顺路", "学车交了三千多，教练半年没给安排过一次车"),
        *("寄到济南的货少了两箱", "15路司机边开车边刷抖音🙄太危险了", "小區門口的垃圾三天沒人收，臭死了", "退票手续费收了我20%，不合理吧", "托运行李箱轮子掉了一个"),
        *("my parcel never arrived, tracking stuck since monday", "bus no 6 drove straight past us this morning", "the taxi meter was running like crazy, paid 90 yuan"),
    ),
    BUS_LATE: ("货运公司把我的冰箱门磕瘪了", "快递放驿站三天才通知我", "教练收了我两条烟还嫌少", "12路车门夹了我妈的胳膊", "在你们4S店保养，换下来的零件不给我看"),
    LEAK: ("小区地下车库被水淹了，我的电动车泡坏了", "保安半夜在岗亭里喝酒大声唱歌", "电梯昨晚把我困了四十分钟", "门禁卡办一张收我五十块", "the gym in the club house has been shut for three weeks"),
    BOILER: ("The bins in the courtyard were not collected for a month", "My rent account shows a charge I never agreed to", "the neighbour's dog barks all night long"),
    YOGURT: ("收银员多扫了一件商品，小票上多收了我十二块", "会员积分被清零了，没有通知", "送货员把鸡蛋全摔碎了就走"),
}  # fmt: skip
MORE_OF_THE_SAME = {
    INSPECTOR: (
        *("检票口是东边第二个", "就是穿蓝制服那个女的", "排队的人都可以作证，我有视频", "车票是9:40的 座位12", "她还把我的票扔地上了", "到现在没有人给我打电话", "大巴车牌鲁P12345"),
        *("我要求她当面道歉，不然我找媒体", "因为她耽误，我没赶上车", "检票员姓王好像", "我腿脚不好 她还推我", "the conductor had a badge 015"),
    ),
    BUS_LATE: ("车是红色的，车牌没看清", "等车的有二十多个人呢", "后来来的那辆又没停", "站牌上写的10分钟一班", "今天又晚了半小时！", "总站调度态度也很差，问他也不理"),
    LEAK: ("水滴到洗衣机上了", "楼上1602说不是他家的问题", "昨天又漏了一大片，墙皮都掉了", "我拍了照片", "我白天上班，晚上7点后在家", "it leaks worse when it rains"),
    BOILER: ("It is a Worcester boiler from 2009", "The engineer said he needs a part", "It makes a banging noise when I turn it on", "Nobody turned up today either"),
    YOGURT: ("生产日期是2月20日", "盖子打开上面一层绿毛", "孩子喝了两口肚子疼", "买了两排，都这样"),
}  # fmt: skip


@cache
def policy_of(first: str) -> Policy:
    return msgspec.structs.replace(policies.packaged(POLICY_OF[first]), undo=None)


def written_after(first: str, words: str, channel: Channel = "sms") -> Case:
    """The first matter, open, and twenty minutes later these words from the same customer."""
    case = Case(policy_of(first), "2026-03-02 09:40")
    case.customer(first, channel=channel)
    case.customer(words, "2026-03-02 10:00", channel=channel)
    return case


def asks_or_parts(case: Case) -> bool:
    asked = any(m.extra.get("reason") == "another" or m.extra.get("apart") for m in case.sent("customer_added"))
    return asked or any(f.name == "split_off" for f in case.last.facts)


def opened(case: Case) -> Complaint:
    assert case.complaint is not None
    return case.complaint


@pytest.mark.parametrize("channel", ["sms", "mail"])
@pytest.mark.parametrize(("first", "words"), [(f, w) for f, many in OTHER_MATTERS.items() for w in many])
def test_a_story_that_belongs_to_nothing_said_before_is_not_swallowed(first: str, words: str, channel: Channel):
    assert asks_or_parts(written_after(first, words, channel))


@pytest.mark.parametrize("channel", ["sms", "mail"])
@pytest.mark.parametrize(("first", "words"), [(f, w) for f, many in MORE_OF_THE_SAME.items() for w in many])
def test_what_goes_on_with_the_first_asks_and_parts_nothing(first: str, words: str, channel: Channel):
    assert not asks_or_parts(written_after(first, words, channel))


FURTHER_THINGS = {
    INSPECTOR: ("By the way the coach was also filthy", "对了，车上也很脏", "另外，那趟大巴空调也坏了", "順便說一下，車上也很髒", "Also the toilets on the coach were filthy", "One more thing, the coach left twenty minutes late as well"),
    BUS_LATE: ("对了，司机态度也差", "另外，那个司机还闯红灯", "对了，车里还有股烟味", "還有，司機一路都在講電話", "Also the driver was on his phone the whole way", "By the way, the bus was filthy too"),
    LEAK: ("顺便说一下，师傅来看了一眼就走了", "Also the man who came was rude", "另外物业的人态度也很差"),
    BOILER: ("By the way the radiator in the bedroom is also cold", "Also the engineer was rude to my wife", "By the way the man who came left the flat filthy"),
    YOGURT: ("顺便说一下，你们店员还说是我自己放坏的", "By the way the staff were also rude"),
}  # fmt: skip
OTHER_THINGS = {
    INSPECTOR: ("另外，我上周寄的快递也丢了", "对了，3路公交今天也晚点了四十分钟", "还有，驾校教练也收了我两条烟", "Also, my parcel was damaged last week", "By the way the coach last week was filthy too"),
    BUS_LATE: ("对了，出租车昨天也拒载", "另外，你们驾校的教练也乱收费", "对了，长途车站的检票员也骂人", "Also the taxi driver overcharged me on Sunday"),
    LEAK: ("对了，保安态度也差，昨天不让我进门", "還有，樓下車位也被人占了", "By the way, the lift is also broken again"),
    BOILER: ("By the way, the bins were also not collected for a month", "Also the neighbours' dog barks all night", "By the way the lift is broken as well"),
    YOGURT: ("对了，会员积分也被清零了", "另外送货员昨天也把鸡蛋摔碎了", "还有，停车场多收了我十块"),
}  # fmt: skip


@pytest.mark.parametrize(("first", "words"), [(f, w) for f, many in FURTHER_THINGS.items() for w in many])
def test_a_further_thing_of_the_same_scene_told_by_mail_goes_to_whoever_handles_it_and_asks_nobody(
    first: str, words: str
):
    case = written_after(first, words, "mail")
    assert not asks_or_parts(case)
    assert [m.extra["text"] for m in case.sent("customer_added") if m.to.role == "handler"] == [words]


@pytest.mark.parametrize(("first", "words"), [(f, w) for f, many in OTHER_THINGS.items() for w in many])
def test_what_happened_elsewhere_or_at_another_time_is_still_asked_about_however_it_is_begun(first: str, words: str):
    assert asks_or_parts(written_after(first, words, "mail"))


def test_what_somebody_would_do_if_nothing_is_done_is_never_parted_by_itself():
    case = written_after(LEAK, "不修的话我就不交物业费")
    assert [f.name for f in case.last.facts] == []


ANOTHER = "学车交了三千多，教练半年没给安排过一次车"


def test_the_desk_has_a_limit_is_chased_and_its_head_hears():
    case = written_after(INSPECTOR, ANOTHER)
    (asked,) = (m for m in case.sent("customer_added") if m.to.role == "desk")
    task = opened(case).open_task("apart")
    assert task is not None
    assert (task.assignee, task.due) == (DESK, at("3-2 11:00"))
    assert (asked.extra["task"], asked.extra["due"]) == ("apart", at("3-2 11:00").isoformat())
    late = [(m.name, m.to.mail) for m in case.wind("2026-03-04 09:00") if m.extra.get("clock") == "task:apart"]
    assert late == [("chase", DESK), ("escalation", DESK_HEAD)]


@pytest.mark.parametrize("order", ["#拆分", "#拆分 学车交了三千多", "#拆分 驾校半年没有安排练车"])
def test_it_ends_when_the_desk_parts_it(order: str):
    case = written_after(INSPECTOR, ANOTHER)
    case.staff(DESK, order, "2026-03-02 10:20")
    assert [f.name for f in case.last.facts] == ["split_off"]
    assert opened(case).open_task("apart") is None


@pytest.mark.parametrize(
    "order",
    ["#备注 是同一件", "#备注 客户说的就是这件", "是同一件事", "不用另立，属于补充", "Same matter, no need to split"],
)
def test_it_ends_when_the_desk_says_that_it_is_the_same(order: str):
    case = written_after(INSPECTOR, ANOTHER)
    case.staff(DESK_HEAD, order, "2026-03-02 10:20")
    assert case.last.facts == ()
    assert opened(case).open_task("apart") is None
    assert "words_read" in [said.code for said in case.last.results.changes]


@pytest.mark.parametrize("order", ["#备注 先查一下", "是同一件事"])
def test_nobody_but_the_desk_ends_it(order: str):
    case = Case(policy_of(BUS_LATE), "2026-03-02 09:40")
    case.customer(BUS_LATE, channel="sms")
    case.customer("货运公司把我的冰箱门磕瘪了", "2026-03-02 10:00", channel="sms")
    assert opened(case).open_task("apart") is not None
    for writer in (BUS, BUS_HEAD):
        case.staff(writer, order, "2026-03-02 10:20")
        assert opened(case).open_task("apart") is not None


def test_of_two_in_question_the_second_is_still_asked_about_when_the_first_is_parted():
    case = written_after(INSPECTOR, ANOTHER)
    case.customer("寄到济南的货少了两箱", "2026-03-02 10:10", channel="sms")
    case.staff(DESK, "#拆分 学车交了三千多", "2026-03-02 10:20")
    assert opened(case).open_task("apart") is not None
    case.staff(DESK, "#拆分", "2026-03-02 10:21")
    assert opened(case).open_task("apart") is None


def test_the_answer_to_the_first_matter_does_not_end_it():
    case = Case(policy_of(BUS_LATE), "2026-03-02 09:40")
    case.customer(BUS_LATE, channel="sms")
    case.customer("货运公司把我的冰箱门磕瘪了", "2026-03-02 10:00", channel="sms")
    case.staff(BUS, ANSWER, "2026-03-02 10:20")
    case.staff(DESK, "#结案 客户满意", "2026-03-02 10:30")
    assert opened(case).open_task("apart") is not None
    assert "chase" in names(case.wind("2026-03-02 12:00"))


def test_the_next_piece_of_a_message_in_short_ones_and_the_answer_to_a_question_ask_nothing():
    case = Case(policy_of(INSPECTOR), "2026-03-02 09:40")
    case.customer(INSPECTOR, channel="sms")
    case.customer("寄到济南的货少了两箱", "2026-03-02 09:40:30", channel="sms")
    assert opened(case).open_task("apart") is None


@pytest.mark.parametrize("closes", [False, True])
def test_after_the_answer_whoever_judges_what_was_written_may_part_it_too(closes: bool):
    case = Case(policy_of(BUS_LATE), "2026-03-02 09:40")
    case.customer(BUS_LATE, channel="sms")
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    if closes:
        case.staff(DESK, "#结案 客户满意", "2026-03-02 16:00")
    case.customer("12路车门夹了我妈的胳膊", "2026-03-03 10:00", channel="sms")
    (asked,) = (m for m in case.last.messages if m.to.mail == DESK)
    assert "split" in named(asked, "commands")
    assert [opened(case).open_task(name) is not None for name in ("later_words", "apart")] == [True, False]


@pytest.mark.parametrize(
    "words", ["没有解决", "你们说的退款一直没有到账，我不满意", "这个结果我不接受，司机根本没有道歉"]
)
def test_dissatisfaction_with_an_answer_is_no_other_matter(words: str):
    case = Case(policy_of(BUS_LATE), "2026-03-02 09:40")
    case.customer(BUS_LATE, channel="sms")
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    case.customer(words, "2026-03-03 10:00", channel="sms")
    assert (opened(case).round, asks_or_parts(case)) == (2, False)
