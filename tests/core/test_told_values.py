"""Values that stand in the customer's own words, and words with gaps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.words.local_dates import day_as_read
from chalicelib.core.written.dates import date_in, whole_date
from chalicelib.core.written.money import sums_of_money
from chalicelib.core.written.numerals import number_in, number_told, written_out
from chalicelib.core.written.values_in_words import day_in, money_in, value_in
from chalicelib.core.written.words import mentions, narrowed, simplified
from tests.pace import within

Asked = tuple[tuple[str, ...], str]
BATCH: Asked = (("批号#", "batch #"), "text")
BOXES: Asked = (("#箱", "# boxes"), "number")
LOSS: Asked = (("损失…#元", "loss of # yuan"), "number")
LOST: Asked = (("损失#", "lost #"), "number")
FLIGHT = ("#的航班", "#航班", "日期#", "on #", "of #")


@pytest.mark.parametrize(
    ("asked", "words", "value"),
    [
        (BATCH, "批号20260215的豆腐", "20260215"),
        (BATCH, "产品批号是：A-1203B，谢谢", "A-1203B"),
        (BATCH, "批号：２０２６０２１５", "20260215"),
        (BATCH, "Batch No. X12/3.", "X12/3"),
        (BATCH, "批号是2026年2月15日的", "2026年2月15日"),
        (BATCH, "批号看不清，我买了3包", ""),
        (BATCH, "mybatch 12", ""),
        (BATCH, "先是批号A1，后来批号B2", "A1"),
        (BOXES, "21箱都这样", "21"),
        (BOXES, "一共三十二 箱", "32"),
        (BOXES, "1,200 boxes", "1200"),
        (BOXES, "两箱", "2"),
        (BOXES, "纸箱坏了", ""),
        (LOSS, "损失了大约3万元", "30000"),
        (LOSS, "损失5,000.01元", "5000.01"),
        (LOSS, "先损失300元，后来又损失两千八百元", "2800"),
        (LOSS, "损失惨重。另外我付了30000元", ""),
        (LOSS, "a loss of about 40 yuan", "40"),
        (LOST, "损失约6,000元", "6000"),
        (LOST, "损失了人民币约3万多", "30000"),
        (LOST, "损失金额合计：￥5,001", "5001"),
        (LOST, "损失超过三万五千元", "35000"),
        (LOST, "损失至少两万五", "25000"),
        (LOST, "损失五千零一元", "5001"),
        (LOST, "损失1.5亿", "150000000"),
        (LOST, "损失六十多万", "600000"),
        (LOST, "损失30多万", "300000"),
        (LOST, "損失了20來萬", "200000"),
        (LOST, "损失一千二百余万元", "12000000"),
        (LOST, "损失三百多块", "300"),
        (BOXES, "三十多箱", "30"),
        (LOST, "We lost about 300 yuan", "300"),
        (LOST, "损失零元", "0"),
        (LOST, "损失万一更大", ""),
        (BOXES, "3，4箱", "3"),
        (BOXES, "2.125箱", "2.125"),
        (BOXES, "十几箱", "11"),
        (BOXES, "七八箱都这样", "7"),
        (BOXES, "twelve boxes", "12"),
        (LOST, "损失3万5", "35000"),
        (LOST, "损失18w", "180000"),
        (LOST, "损失5kg", "5"),
        (LOST, "We lost thirty-two thousand", "32000"),
    ],
)
def test_a_value_is_read_where_the_policy_says_that_it_stands(asked: Asked, words: str, value: str) -> None:
    assert value_in(words, *asked) == value


def test_nothing_is_taken_from_words_without_readings() -> None:
    assert value_in("批号20260215", (), "text") == ""


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("三十二", 32), ("十二", 12), ("二十", 20), ("一百零五", 105), ("一百五", 150), ("五千零一", 5001), ("三千五", 3500), ("两万", 20_000),
        ("两万五", 25_000), ("三万五千", 35_000), ("兩萬零五十", 20_050), ("十五万", 150_000), ("零", 0), ("七", 7),
        ("十几万", 110_000), ("三千多万", 30_000_000), ("兩百來萬", 2_000_000),
        ("萬六", 16_000), ("一亿三千万", 130_000_000), ("壹万贰仟", 12_000), ("廿", 20),
    ],
)  # fmt: skip
def test_a_number_may_be_written_out(numeral: str, number: int) -> None:
    assert written_out(numeral) == number


@pytest.mark.parametrize(
    ("numeral", "least"),
    [
        ("十几", 11),
        ("几十", 20),
        ("几万", 20_000),
        ("三十多万", 300_000),
        ("七八千", 7000),
        ("两三万", 20_000),
        ("两万七八", 27_000),
    ],
)
def test_what_is_told_roughly_is_the_least_that_it_can_mean(numeral: str, least: int) -> None:
    assert written_out(numeral) == least


@pytest.mark.parametrize(
    ("written", "number"),
    [("一共四十八块五毛", 48.5), ("四十八块五", 48.5), ("一千多", 1000), ("兩百出頭", 200), ("一起退两百", 200)],
)
def test_of_what_is_written_out_at_least_what_is_certain_is_read(written: str, number: float) -> None:
    assert number_told(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3万5", 35_000),
        ("3万5千", 35_000),
        ("1万2500", 12_500),
        ("3万零5", 30_005),
        ("3万5月", 30_000),
        ("1.8w", 18_000),
        ("5kg", 5),
        ("48块5", 48.5),
        ("48元5角2分", 48.52),
        ("48块5个", 48),
        ("1.5 thousand pounds", 1500),
        ("2 grand", 2000),
    ],
)
def test_figures_may_go_on_behind_a_unit(written: str, number: float) -> None:
    assert number_in(written) == number


@pytest.mark.parametrize(
    ("words", "sums"),
    [
        ("修了三万二，你们只认六千", [32_000, 6000]),
        ("重新搭要1.8w，定损的看了一眼", [18_000]),
        ("两万出头的修车费", [20_000]),
        ("多收了我48块5，不多但是气人", [48.5]),
        ("车票四十八块五，现在还没退", [48.5]),
        ("多刷了四十八塊五毛二", [48.52]),
        ("盒饭36元5角，打开是馊的", [36.5]),
        ("48块5个，明明写着十块三个", [48, 10]),
        ("运费百把块，说好包邮", [100]),
        ("It cost me 80 quid to get home", [80]),
        ("I'm £1.2k out of pocket", [1200]),
        ("I paid 5 hundred pounds and got nothing", [500]),
        ("五十英镑的押金没退", [50]),
        ("TWD 1,200 還沒退", [1200]),
        ("电瓶换下来15000，维修费2600", [15_000, 2600]),
        ("對方要萬六", [16_000]),
        ("一共自己掏了¥300，八百蚊都唔賠", [300, 800]),
        ("a hospital bill of 18,500", [18_500]),
        ("十五万一分不给", [150_000]),
        ("一夜五万斤鱼没了，跑了三千公里，五百多户都看见了", []),
        ("打12345，住8号楼1502，保单号 88120034，鲁A12345", []),
        ("千万别买他家的百万医疗", []),
        ("2026年3月等了三百天，百分之三十", []),
    ],
)
def test_a_sum_of_money_needs_no_unit_and_what_is_counted_or_numbered_is_none(words: str, sums: list[float]) -> None:
    assert [value for _, _, value in sums_of_money(simplified(narrowed(words)))] == sums


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("修车花了一万二，只赔六千", "12000"),
        ("当初交的六万，退出来少一万四", "14000"),
        ("修了三万五，你们少给了五千", "5000"),
        ("保额一百万，就一个两千块的门诊单子", "2000"),
        ("保额十二万，一分没给", "120000"),
        ("差一点就打起来，花了三万", "30000"),
        ("态度太差", ""),
    ],
)
def test_of_money_what_is_named_counts_before_what_is_told_and_what_was_insured_last(words: str, value: str) -> None:
    assert money_in(words, ("差#", "少#", "少给了#"), ("保额#", "交的#")) == value


@pytest.mark.parametrize(
    ("word", "text", "there"),
    [
        ("补偿…没到", "你们答应补偿的两箱豆干到现在还没到", True),
        ("补偿…没到", "补偿已经收到。货还没到", False),
        ("replacement…not arrived", "The replacement you promised has not arrived", True),
        ("replacement…not arrived", "No replacement. It has not arrived", False),
        ("每…轻", "每包都轻了3.5克", True),
        ("每…轻", "每" + "包" * 31 + "轻", False),
    ],
)
def test_a_gap_reaches_over_some_letters_of_the_same_sentence(word: str, text: str, there: bool) -> None:
    assert mentions(text, [word]) is there


@given(st.text(max_size=300))
def test_any_words_are_read_without_an_error(words: str) -> None:
    for asked in (BATCH, BOXES, LOSS, LOST):
        assert isinstance(value_in(words, *asked), str)
    assert isinstance(money_in(words, *(LOST[0], LOSS[0])), str)
    assert isinstance(day_in(words, ("of #", "#的航班"), date(2026, 3, 2)), str)


@pytest.mark.timed
def test_a_hostile_text_takes_no_time() -> None:
    within(1, lambda: value_in("损失" * 8000, *LOSS))
    within(1, lambda: day_in("日期3月" * 5000, FLIGHT, date(2026, 3, 2)))
    within(1, lambda: value_in("损失了约" * 8000, *LOST))
    within(1, lambda: value_in("batch " * 5000, *BATCH))
    within(1, lambda: money_in("一万" * 8000, *(LOST[0], LOSS[0])))
    within(1, lambda: money_in("1,1 " * 5000, *(LOST[0], LOSS[0])))
    within(1, lambda: mentions("每" * 16000, ["每…包…轻"]))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-20", "2026-03-20"),
        ("2026年3月20日（周五）", "2026-03-20"),
        ("20 March 2026", "2026-03-20"),
        ("Friday 20 March 2026", "2026-03-20"),
        ("March 20, 2026", "2026-03-20"),
        ("1st of May 2025", "2025-05-01"),
    ],
)
def test_a_day_with_its_year_is_a_date_in_figures_and_in_words(written: str, day: str):
    assert date_in(f"since {written} at least") == whole_date(written) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "written", ["20 March 2026, 17:00", "before 20 March 2026", "20/03/2026", "5 May", "2026-02-30", "next Friday", ""]
)
def test_what_is_more_or_less_than_a_date_is_no_whole_one_and_is_read_as_it_was_written(written: str):
    assert whole_date(written) is None
    assert day_as_read(written, "en") == written


@pytest.mark.parametrize(
    ("language", "read"),
    [("en", "Friday 20 March 2026"), ("zh-CN", "2026年3月20日（周五）"), ("zh-TW", "2026年3月20日（週五）")],
)
def test_a_date_is_read_as_letters_write_days(language: str, read: str):
    assert day_as_read("2026-03-20", language) == read


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("BW1871航班 2026年3月1日的航班延误", "2026-03-01"),
        ("我坐3月1日的航班，晚了六小时", "2026-03-01"),
        ("12月30号的航班到现在没人管", "2025-12-30"),
        ("日期：3.1", ""),
        ("日期：3/15", "2026-03-15"),
        ("日期：3/2", ""),  # of February, or of March
        ("昨天的航班延误", "2026-03-01"),
        ("三月一日航班", "2026-03-01"),
        ("BW1871 on 1 March was six hours late", "2026-03-01"),
        ("flight of the 1st of March 2026", "2026-03-01"),
        ("delayed on March 1, 2026, at night", "2026-03-01"),
        ("BW1871 delayed on 2026-03-01", "2026-03-01"),
        ("日期是2026-02-31", ""),
        ("日期：2026年2月3日", "2026-02-03"),
        ("周五的航班", ""),  # of this week, or of last
        ("5号的航班", ""),
    ],
)
def test_a_day_is_read_as_people_write_it_with_or_without_its_year(words: str, value: str):
    assert day_in(words, FLIGHT, date(2026, 3, 2)) == value


def test_yesterday_is_a_day_in_the_first_words_alone_for_nobody_knows_from_when_later_ones_are():
    assert day_in("延误了\n昨天的航班", FLIGHT, date(2026, 3, 2), first="延误了") == ""
    assert day_in("昨天的航班\n还有", FLIGHT, date(2026, 3, 2), first="昨天的航班") == "2026-03-01"
