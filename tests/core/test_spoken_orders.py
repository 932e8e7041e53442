"""What a colleague's fresh words ask for, told apart from a customer's complaint that they report."""

import pytest

from chalicelib.core.written.spoken_orders import Spoken, caseless_order, may_be_work, spoken_order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("我明天开始休三天", "absent"),
        ("週四請假一天", "absent"),
        ("I am on leave next week", "absent"),
        ("清单", "list"),
        ("send me my list", "list"),
        ("那件投诉今天办完报我", "urge"),
        ("這件客訴處理完告訴我", "urge"),
        ("Have that complaint finished today", "urge"),
        ("How many complaints did we get this month?", "figures"),
        ("Could you send me the figures for last month", "figures"),
        ("本月有多少件投诉？", "figures"),
    ],
)
def test_words_about_ones_work_are_orders(text: str, order: str):
    assert caseless_order(text) == order


@pytest.mark.parametrize(
    "text",
    [
        "有乘客投诉3路车司机甩站，请登记",
        "客户王女士来电，说豆干里有头发",
        "窗口的人骂旅客，我亲眼看见",
        "A passenger complains that the driver shouted at her",
        "保單賠少了，客戶要投訴",
        "How many times do I have to complain about the heating?",
        "",
    ],
)
def test_words_that_report_a_customers_complaint_are_none(text: str):
    assert caseless_order(text) == ""


@pytest.mark.parametrize(
    "words", ["Give it to the customer today", "Please give this to her", "send it to me", "give this some thought"]
)
def test_what_goes_to_somebody_is_no_complaint_that_is_handed_on(words: str):
    assert spoken_order(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "Please give this to Neighbourhoods.",
        "refer this back to the repairs team",
        "This case should be sent to Repairs",
    ],
)
def test_a_complaint_that_is_to_go_to_a_unit_is(words: str):
    assert spoken_order(words) == Spoken("transfer")


DOUBTFUL = [
    ("", "客运总站那件抓紧处理一下，今天必须回复旅客"), ("关于检票员", "检票员态度的事你们尽快给个说法"), ("", "郭平那件，先别答复，等我看过录像"), ("轉辦", "請轉給公車公司辦"),
    ("报告", "情况核实了，是她不对，已经批评"), ("Re: 会议", "下午开会改到三点"), ("", "Please settle the coach matter before five"), ("催办", "那件投诉怎么样了"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text"), DOUBTFUL)
def test_what_a_colleague_writes_may_be_about_work(subject: str, text: str):
    assert may_be_work(subject, text)


@pytest.mark.parametrize(("subject", "text"), DOUBTFUL)
def test_it_is_a_complaint_if_it_begins_as_the_receipt_says(subject: str, text: str):
    begin = "I want to complain: " if text.isascii() else "我要投诉，"
    assert not may_be_work(subject, begin + text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("投诉", "我要投诉，食堂饭菜太差"),
        ("反映", "昨天我坐公交3路，司机态度恶劣，骂人"),
        ("", "The taxi driver refused to take me home yesterday"),
        ("投訴", "今天早上班車晚點一小時，沒有人解釋"),
        (
            "",
            "我家楼道漏水三个月，报修四次都没有人上门，昨天又淹了楼下，邻居找我赔钱，物业说不归他们管，请问到底归谁管，我还要等多久才有人来看一眼",
        ),
    ],
)
def test_what_plainly_complains_is_a_complaint_whoever_writes_it(subject: str, text: str):
    assert not may_be_work(subject, text)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("Hi, can I have another week please? Waiting for the statements.", "extend"),
        ("I won't make the deadline", "extend"),
        ("Need a bit longer on this", "extend"),
        ("need 3 more days", "extend"),
        ("This isn't ours, it's Car Parks", "return"),
        ("Not one for us", "return"),
        ("Not one for us - please pass to Repairs", "transfer"),
    ],
)
def test_more_time_and_what_is_not_theirs_are_spoken_of_in_many_words(words: str, command: str):
    assert spoken_order(words) == Spoken(command)


@pytest.mark.parametrize(
    "words",
    ["We need more information from her", "I have more than enough", "They need another look", "need more evidence", "She wants more compensation"],
)  # fmt: skip
def test_who_needs_something_else_asks_for_no_time(words: str):
    assert spoken_order(words) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Please can you ask the customer for a photo of her ticket?", Spoken("ask")),
        ("Ask the customer which day it was", Spoken("ask")),
        ("tell her that her refund is on the way", Spoken("tell")),
        ("tell the customer we are looking into it", Spoken("tell", "we are looking into it")),
    ],
)
def test_words_about_the_customer_are_no_line_that_the_customer_may_read(words: str, said: Spoken):
    assert spoken_order(words) == said
