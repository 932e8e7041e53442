"""A customer who writes of something else while a complaint is open, and what the desk makes of what was taken wrongly."""

from typing import Any

import msgspec
import pytest

from chalicelib.core.complaint.context import Related
from chalicelib.core.complaint.facts import CustomerWrote, OtherDecided, Writing
from chalicelib.core.complaint.model import Channel, Complainant, Evidence
from chalicelib.core.handling.hear import second_matter
from chalicelib.pipeline.consequences import split_off
from tests.core.handling.playing import (
    ANSWER,
    BUS,
    CUSTOMER,
    DESK,
    LATE_BUS,
    Case,
    answered,
    at,
    file,
    names,
    office,
    referred,
    told,
    transport,
)

BY_PHONE = Complainant(name="张明", phone="+8613912345678")
TRUNK = "另外我要投诉货运公司，托运的箱子被摔裂了"


def opened_with(case: Case) -> dict[str, str]:
    """What the complaint that this decision opens is opened with."""
    (opens,) = [f for f in case.last.facts if f.name == "split_off"]
    return opens.values


@pytest.mark.parametrize("life", [referred, answered])
@pytest.mark.parametrize("channel", ["mail", "sms"])
@pytest.mark.parametrize(
    "words", [TRUNK, "I have another complaint: the car park charged me twice", "還要投訴東關站的計程車繞路"]
)
def test_a_second_matter_opens_a_complaint_of_its_own_and_leaves_the_first_alone(
    life: Any, channel: Channel, words: str
):
    case = life()
    before = case.complaint
    case.customer(words, "2026-03-03 10:00", channel=channel)
    assert opened_with(case)["text"] == words
    assert (opened_with(case)["at"], opened_with(case)["channel"]) == (at("3-3 10:00").isoformat(), channel)
    after = case.complaint
    assert (after.later_words, after.additions, after.status, after.round) == ("", (), before.status, before.round)
    assert case.last.messages == ()
    assert [entry.what for entry in case.last.entries] == ["second_matter"]


def test_it_takes_its_files_along():
    case = referred()
    case.customer(TRUNK, "2026-03-03 10:00", evidence=(file("trunk.jpg"),))
    assert [f.name for f in second_matter.files_of(opened_with(case))] == ["trunk.jpg"]
    assert case.complaint.evidence == ()


INSPECTOR = "今天上午9点半我在客运总站坐大巴，检票员态度恶劣，当众骂人，我要投诉"


@pytest.mark.parametrize(
    "words",
    [
        "网上寄的包裹一个礼拜了还没送到",
        "上周托运的快件外箱全烂了，里面也碎了",
        "在你们汽修厂换轮胎多收了两百块",
        "小区物业不管事，楼道漏雨大半年了",
    ],
)
def test_what_sounds_like_another_matter_without_saying_so_the_desk_is_asked_about(words: str):
    case = Case(transport(), "2026-03-02 09:40")
    case.customer(INSPECTOR, channel="sms")
    case.customer(words, "2026-03-02 10:00", channel="sms")
    opened = [f for f in case.last.facts if f.name == "split_off"]
    asked = [m for m in case.sent("customer_added") if m.to.role == "desk" and m.extra.get("commands") == ["split"]]
    assert opened or asked


@pytest.mark.parametrize(
    "words",
    [
        "检票员个子不高，戴眼镜，四十岁左右",
        "他骂得很难听，后面排队的人都听见了",
        "我坐的是靠窗的位置，当时人很多",
        "工号牌被他用手挡住了没看清",
    ],
)
def test_what_tells_more_of_the_first_goes_to_whoever_handles_it_alone(words: str):
    case = Case(transport(), "2026-03-02 09:40")
    case.customer(INSPECTOR, channel="sms")
    case.customer(words, "2026-03-02 10:00", channel="sms")
    assert [m.to.role for m in case.sent("customer_added")] == ["handler"]


@pytest.mark.parametrize(
    "words",
    ["还有一件事，我保留了车票", "另外我还要投诉这个司机态度差", "By the way, I have a photo", "此外，車上沒有開空調"],
)
def test_doubtful_words_are_an_addition_and_the_desk_is_asked(words: str):
    case = referred()
    case.customer(words, "2026-03-03 10:00", channel="sms")
    assert case.complaint.later_words == words
    asked = [(m.to.role, m.extra.get("reason"), m.extra.get("commands")) for m in case.sent("customer_added")]
    assert asked == [("desk", "another", ["split"]), ("handler", None, None)]


@pytest.mark.parametrize(
    "words", ["司机工号是0312", "是同一件事，不是另一件", "到现在也没有人联系我", "the bus had number 12"]
)
def test_what_goes_on_with_the_first_asks_nobody(words: str):
    case = referred()
    case.customer(words, "2026-03-03 10:00", channel="sms")
    assert [m.to.role for m in case.sent("customer_added")] == ["handler"]


@pytest.mark.parametrize(
    "words",
    [
        "We stood in the rain and the next one was full as well",
        "It has been eleven days and I have had no reply",
        "Screenshot attached: the board at the stop shows DELAYED 40 min",
        "I ended up spending £14 on a minicab",
        "My ticket number is T552",
        "过了一个多礼拜了，毫无音讯，热线永远占线",
        "截图里写着：末班车 22:15，实际 21:50 就收车了",
        "我后来打车去的医院，花了四十六块",
        "我一路追到路口，车门都没有打开过",
        "隔壁座位的阿姨被冻得直发抖",
        "都兩個禮拜了，一點回音都沒有",
        "截圖上寫著末班車 22:15，結果 21:50 就收班了",
    ],
)
def test_more_facts_pressing_and_what_stands_in_a_picture_ask_nobody(words: str):
    case = referred()
    case.customer(words, "2026-03-03 10:00")
    assert [m.to.role for m in case.sent("customer_added")] == ["handler"]


@pytest.mark.parametrize(
    "words",
    [
        "The toilets in the ticket hall have been broken for three weeks and the floor is dirty",
        "充值点的人多收了我二十块钱手续费，零钱扔在桌上",
        "候車室的廁所壞了三個禮拜，地上很髒",
    ],
)
def test_a_mail_that_tells_of_other_trouble_the_desk_is_still_asked_about(words: str):
    case = referred(text=INSPECTOR)
    case.customer(words, "2026-03-03 10:00")
    assert ("desk", "another") in [(m.to.role, m.extra.get("reason")) for m in case.sent("customer_added")]


def test_a_text_that_the_rules_give_to_another_unit_and_category_is_a_second_matter():
    case = referred()
    case.customer("投诉货运公司，托运的箱子被摔裂了", "2026-03-03 10:00", channel="sms")
    assert "箱子" in opened_with(case)["text"]


def test_a_mail_in_the_thread_of_the_first_is_an_addition_unless_it_says_otherwise():
    case = referred()
    case.customer("投诉货运公司，托运的箱子被摔裂了", "2026-03-03 10:00")
    assert "箱子" in case.complaint.later_words
    assert ("desk", "another") in [(m.to.role, m.extra.get("reason")) for m in case.sent("customer_added")]


# -- parting --------------------------------------------------------------------------------------------------------------------


def added() -> Case:
    """An open complaint with two additions, of which the first is about something else."""
    case = referred()
    case.customer("另外，货运公司托运的箱子裂了，有照片", "2026-03-02 10:15", evidence=(file("trunk.jpg"),))
    case.customer("司机工号是0312", "2026-03-02 11:00")
    return case


@pytest.mark.parametrize("order", ["#拆分 另外，货运公司托运", "#split 另外，货运公司托运的箱子裂了，有照片"])
def test_the_desk_parts_a_message_by_its_first_words_as_of_when_it_came(order: str):
    case = added()
    case.staff(DESK, order, "2026-03-02 15:00")
    assert not case.problems
    assert (opened_with(case)["text"], opened_with(case)["at"]) == (
        "另外，货运公司托运的箱子裂了，有照片",
        at("3-2 10:15").isoformat(),
    )
    assert (case.complaint.later_words, [a.text for a in case.complaint.additions]) == (
        "司机工号是0312",
        ["司机工号是0312"],
    )


def test_without_words_the_newest_message_is_parted_and_each_only_once():
    case = added()
    texts = []
    for hour in (15, 16):
        case.staff(DESK, "#拆分", f"2026-03-02 {hour}:00")
        texts.append(opened_with(case)["text"])
    assert texts == ["司机工号是0312", "另外，货运公司托运的箱子裂了，有照片"]
    assert case.complaint.later_words == ""
    case.staff(DESK, "#拆分", "2026-03-02 17:00")
    assert "拆分" in case.problems


def test_what_no_message_says_is_the_desks_own_words_as_before():
    case = added()
    case.staff(DESK, "#拆分 客户电话里还反映候车室空调坏了", "2026-03-02 15:00")
    assert opened_with(case) == {
        "text": "客户电话里还反映候车室空调坏了",
        "from": case.complaint.id,
        "number": case.complaint.number,
        "by": DESK,
    }


def test_a_message_that_ended_a_pause_and_is_parted_lets_the_question_wait_on():
    case = referred()
    case.staff(BUS, "#询问客户 请问是几点的车？", "2026-03-02 10:00")
    case.customer("另外，货运公司托运的箱子裂了", "2026-03-02 10:15")
    assert case.complaint.pauses[0].end == at("3-2 10:15")
    case.staff(DESK, "#拆分", "2026-03-02 15:00")
    assert case.complaint.pauses[0].end is None


def test_the_parted_message_is_acknowledged_with_both_numbers_and_counts_from_its_receipt():
    case = added()
    case.staff(DESK, "#拆分 另外，货运公司托运", "2026-03-02 15:00")
    (opens,) = [f for f in case.last.facts if f.name == "split_off"]
    fact = OtherDecided(id="out-1", at=at("3-2 15:00"), source=case.complaint.id, follow_up=opens)
    assert case.complaint
    wrote, origin = split_off(case.complaint, fact)
    second = Case(transport(), "2026-03-02 15:00")
    second.take(wrote, at("3-2 15:00"), related=(origin,))
    assert second.complaint.moment("received") == at("3-2 10:15")
    assert second.complaint.complainant == CUSTOMER
    assert told(second.sent("acknowledgement")) == [("acknowledgement", "mail", CUSTOMER.mail)]
    assert second.sent("acknowledgement")[0].extra["beside"] == [case.complaint.number]


def test_a_stranger_who_names_a_number_is_not_told_of_it_as_theirs():
    case = Case(transport(), "2026-03-02 09:00")
    wrote = CustomerWrote(
        id="1", at=case.now, complainant=CUSTOMER, channel="mail", writing=Writing(text=LATE_BUS), related=("aa",)
    )
    case.take(wrote, related=(Related(id="aa", number="LC20260301-0009", status="open"),))
    assert "beside" not in case.sent("acknowledgement")[0].extra


# -- joining --------------------------------------------------------------------------------------------------------------------


def test_the_words_of_a_complaint_that_is_merged_go_along():
    case = referred()
    case.customer("司机工号是0312", "2026-03-02 11:00")
    case.other("merged_in", id="bb", number="LC20260301-0001")
    (goes,) = [f for f in case.last.facts if f.name == "joined"]
    assert (goes.complaint, LATE_BUS in goes.values["text"], "0312" in goes.values["text"]) == ("bb", True, True)


@pytest.mark.parametrize(("mail", "heard"), [(CUSTOMER.mail, True), ("other@customer.example", False)])
def test_they_reach_its_handler_and_are_additions_only_of_the_same_customer(mail: str, heard: bool):
    case = referred()
    values = {
        "number": "LC20260302-0002",
        "text": "K12路的车又没来",
        "at": at("3-2 9:30").isoformat(),
        "channel": "mail",
        "mail": mail,
        "phone": "",
    }
    case.other("joined", **values)
    (sent,) = case.sent("customer_added")
    assert (sent.to.mail, sent.extra) == (
        BUS,
        {"text": "K12路的车又没来", "numbers": ["LC20260302-0002"], "reason": "joined"},
    )
    assert ("K12路的车又没来" in case.complaint.later_words) is heard
    case.other("parted", number="LC20260302-0002")
    assert case.complaint.later_words == ""


# -- questions ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "收到",
        "已收到，谢谢！",
        "发自我的iPhone",
        "Received, thanks.",
        "我在休假，3月9日回来后处理",
        "收到，謝謝您",
        "您好\n\n此致\n敬礼\n张明",
    ],
)
def test_what_answers_nothing_leaves_the_question_open_and_reaches_the_handler(words: str):
    case = referred()
    case.staff(BUS, "#询问客户 请问是几点的车？", "2026-03-02 10:00")
    case.customer(words, "2026-03-02 10:30")
    assert case.complaint.pauses[0].end is None
    assert names(case.last.messages) == ["customer_added"]


@pytest.mark.parametrize("words", ["7点40", "早上", "不记得了", "收到。大概七点半吧", "yes", "3"])
def test_the_shortest_answer_ends_the_pause(words: str):
    case = referred()
    case.staff(BUS, "#询问客户 请问是几点的车？", "2026-03-02 10:00")
    case.customer(words, "2026-03-02 10:30")
    assert case.complaint.pauses[0].end == at("3-2 10:30")


def test_a_picture_answers_and_the_picture_of_a_signature_does_not():
    case = referred()
    case.staff(BUS, "#询问客户 请发一下车票照片", "2026-03-02 10:00")
    case.customer("谢谢", "2026-03-02 10:30", evidence=(inline_logo(),))
    assert case.complaint.pauses[0].end is None
    case.customer("", "2026-03-02 10:40", evidence=(file("ticket.jpg", "image/jpeg"),))
    assert case.complaint.pauses[0].end == at("3-2 10:40")


def inline_logo() -> Evidence:
    return msgspec.structs.replace(file("logo.png", "image/png"), inline=True)


# -- what was passed on -----------------------------------------------------------------------------------------------------------


def suggested(channel: Channel = "mail") -> Case:
    case = Case(transport(), "2026-03-02 09:00")
    case.customer("建议3路公交增加早高峰班次", channel=channel)
    assert (case.complaint.kind, case.complaint.status) == ("suggestion", "closed")
    return case


@pytest.mark.parametrize("channel", ["mail", "sms"])
@pytest.mark.parametrize(
    "words", ["请按投诉办理", "是的，我要投诉", "請依投訴辦理", "Please treat it as a complaint.", "这件事我坚持投诉"]
)
def test_who_was_told_to_say_so_gets_a_complaint_with_its_clocks(channel: Channel, words: str):
    case = suggested(channel)
    case.customer(words, "2026-03-03 10:00", channel=channel)
    assert (case.complaint.kind, case.complaint.status) == ("complaint", "open")
    assert case.due("answer") == at("3-5 10:00")
    assert names(case.last.messages) == ["after_closing", "acknowledgement", "assignment"]
    assert case.sent("acknowledgement")[0].extra["promised"] == at("3-5 10:00").isoformat()


def test_of_a_question_that_nobody_has_and_becomes_a_complaint_the_desk_hears_what_it_is_to_do():
    asks = '[[rule]]\ngroup = "kind"\nwhen = [{ words = ["please tell me"] }]\nthen = { kind = "enquiry" }'
    case = Case(office(asks))
    case.customer("please tell me what it costs")
    assert (case.complaint.kind, case.complaint.handler) == ("enquiry", "")
    case.customer("Nobody answers? I want to complain", "2026-03-03 10:00")
    (word,) = case.sent("customer_added")
    assert (case.complaint.kind, word.extra["reason"], word.extra["commands"]) == (
        "complaint",
        "taken_for_complaint",
        ["transfer"],
    )


@pytest.mark.parametrize("words", ["不用按投诉办理，谢谢", "早高峰是7点到8点", "怎么投诉？"])
def test_who_asks_for_no_complaint_gets_none(words: str):
    case = suggested()
    case.customer(words, "2026-03-03 10:00")
    assert (case.complaint.kind, case.complaint.status) == ("suggestion", "closed")
    assert case.sent("after_closing")


@pytest.mark.parametrize(
    "order", ["#重开 客户要求按投诉办理", "#重開 客戶希望依投訴辦理", "#reopen the customer wants it as a complaint"]
)
def test_the_desk_reopens_it_as_a_complaint_for_that_reason(order: str):
    case = suggested()
    case.staff(DESK, order, "2026-03-03 10:00")
    assert not case.problems
    assert (case.complaint.kind, case.complaint.status) == ("complaint", "open")
    assert case.sent("acknowledgement")


def test_for_another_reason_it_is_passed_on_once_more():
    case = suggested()
    case.staff(DESK, "#重开 请再研究一次", "2026-03-03 10:00")
    assert (case.complaint.kind, case.complaint.status) == ("suggestion", "closed")
    assert case.sent("passed_on")


def test_an_answered_complaint_stays_answered_whatever_its_customer_calls_it():
    case = referred()
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    case.customer("这是投诉，请按投诉办理", "2026-03-03 10:00")
    assert case.complaint.status == "answered"


# -- a verdict and another matter in one text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "score", "rest"),
    [
        ("4，另外我要投诉火车站那边的出租车拒载", 4, "另外我要投诉火车站那边的出租车拒载"),
        ("1 很差。还要投诉检票员骂人", 1, "还要投诉检票员骂人"),
        ("3分，处理得不错，还有一件事要投诉：厕所太脏", 3, "还有一件事要投诉：厕所太脏"),
        ("4. I also want to complain about the taxi rank", 4, "I also want to complain about the taxi rank"),
        ("2，没解决，另外投诉司机抽烟", 2, "另外投诉司机抽烟"),
    ],
)
def test_a_figure_before_another_matter_judges_the_answer_and_the_rest_is_a_complaint(text: str, score: int, rest: str):
    case = Case()
    case.customer(channel="sms", who=BY_PHONE)
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    case.customer(text, "2026-03-02 16:00", who=BY_PHONE, channel="sms")
    assert case.complaint.satisfaction == score
    assert [fact.values["text"] for fact in case.last.facts if fact.name == "split_off"] == [rest]


@pytest.mark.parametrize(
    "text", ["4，问题没有解决，另外我要投诉司机", "3 路车又晚点，另外我要投诉司机", "4个人等了一小时，还要投诉站务"]
)
def test_a_figure_that_says_something_else_judges_nothing(text: str):
    case = Case()
    case.customer(channel="sms", who=BY_PHONE)
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    case.customer(text, "2026-03-02 16:00", who=BY_PHONE, channel="sms")
    assert case.complaint.satisfaction is None


def test_before_an_answer_a_figure_judges_nothing():
    case = Case()
    case.customer(channel="sms", who=BY_PHONE)
    case.customer("4，另外我要投诉司机抽烟", "2026-03-02 10:00", who=BY_PHONE, channel="sms")
    assert case.complaint.satisfaction is None


def test_the_desk_is_not_asked_whether_what_it_has_parted_is_the_same():
    for parted, asked in ((True, []), (False, ["linked"])):
        fresh = Case()
        related = (Related(id="aa", number="LC20260302-0001", status="open", own=True),)
        fact = CustomerWrote(
            id="x", at=fresh.now, complainant=BY_PHONE, channel="sms", writing=Writing(text="司机抽烟"), parted=parted
        )
        fresh.take(fact, related=related)
        assert [m.name for m in fresh.sent("linked")] == asked
        assert "linked" in fresh.lines


@pytest.mark.parametrize(
    "words",
    [
        "物业公司的电梯漏水一星期了",
        "我在驾校学车，教练多收费，我要投诉",
        "物業公司的電梯坏了沒人修",
        "物业公司电梯晚上噪音很大",
        "还有个问题，昨天另一辆校车没来接孩子",
        "对了，出租车司机拒载，站着不走",
        "同一天下午出租车还拒载，气死我了",
        "对了，驾校教练收红包",
    ],
)
def test_a_text_that_tells_of_trouble_elsewhere_is_a_second_matter_though_it_does_not_say_complaint(words: str):
    case = referred(channel="sms")
    case.customer(words, "2026-03-03 10:00", channel="sms")
    assert opened_with(case)["text"] == words
    assert case.complaint.additions == ()


@pytest.mark.parametrize(
    "words",
    [
        "那司机骂人的时候物业公司的人也在",
        "车上空调也坏了，没人管",
        "我后来去了驾校学车",
        "司机还骂了我妈，态度恶劣",
        "我住物业公司旁边",
        "你们一直拖着，没人回复我",
        "另外，我在驾校还有一份录音",
        "对了，司机也看见了",
        "对了，我的手机号没变",
        "同一天我也打过你们电话",
    ],
)
def test_a_text_that_adds_to_the_first_or_only_names_another_place_opens_nothing(words: str):
    case = referred(channel="sms")
    case.customer(words, "2026-03-03 10:00", channel="sms")
    assert "split_off" not in [f.name for f in case.last.facts]
    assert [added.text for added in case.complaint.additions] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "对了，停车场的保安收红包",
        "对了，车上很脏，有异味",
        "对了，出租车司机绕路还骂人",
        "哦对了，加油站的人骂人还推搡",
        "同一天，物業公司的保安也罵人",
    ],
)
def test_where_the_rules_cannot_tell_the_desk_is_asked_whether_it_is_another_matter(words: str):
    case = referred(channel="sms")
    case.customer(words, "2026-03-03 10:00", channel="sms")
    assert [(m.to.role, m.extra.get("reason")) for m in case.sent("customer_added")] == [
        ("desk", "another"),
        ("handler", None),
    ]


@pytest.mark.parametrize("first", ["客运总站检票员态度恶劣，当众骂人，我要投诉", "货运站把我的快递弄丢了，我要投诉"])
@pytest.mark.parametrize("words", ["昨天公交5路司机抽烟没人管", "公交K3路司机开车抽烟没人管", "公交车上垃圾很脏没人管"])
def test_a_text_that_tells_of_trouble_in_another_unit_is_another_matter(first: str, words: str):
    case = Case()
    case.customer(first, who=BY_PHONE, channel="sms")
    case.customer(words, "2026-03-02 16:00", who=BY_PHONE, channel="sms")
    assert opened_with(case)["text"] == words
    assert case.complaint.later_words == ""


@pytest.mark.parametrize("channel", ["sms", "mail"])
@pytest.mark.parametrize(
    "words", ["另外我要投诉出租车司机张强，昨天他绕路还骂人", "另外我還要投訴計程車司機張強，他繞路還罵人"]
)
def test_a_second_matter_that_then_says_he_of_somebody_whom_it_names_opens_all_the_same(words: str, channel: Channel):
    case = Case(transport(), "2026-03-02 09:40")
    case.customer(INSPECTOR, channel=channel)
    case.customer(words, "2026-03-02 16:00", channel=channel)
    assert opened_with(case)["text"] == words
