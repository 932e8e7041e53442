"""Dates and times as people write them, against a mail of Monday, 2 March 2026, 10:00 in Liaocheng."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.written.dates import moment_in, moments_in, stated, time_asked_for
from chalicelib.core.written.day_spans import days_in
from tests.core.handling.playing import at

MAIL = at("3-2 10:00")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-06 17:30", "3-6 17:30"),
        ("2026/3/6 9:05", "3-6 9:05"),
        ("2026年3月6日 17时30分", "3-6 17:30"),
        ("2026.3.6", "3-6 17:30"),
        ("3月6日下午5点半", "3-6 17:30"),
        ("3月6号 上午9点", "3-6 9:00"),
        ("12月31日", "2025-12-31 17:30"),
        ("昨天 9:30", "3-1 9:30"),
        ("今天上午8:40", "3-2 8:40"),
        ("9:30", "3-2 9:30"),
        ("下午3点", "3-2 15:00"),
        ("9点5分", "3-2 9:05"),
        ("刚才", "3-2 10:00"),
        ("", "3-2 10:00"),
    ],
)
def test_a_stated_time_is_understood(text: str, meant: str):
    assert stated(text, MAIL, "Asia/Shanghai") == at(meant)


@pytest.mark.parametrize("text", ["不记得", "2026-02-30", "25:00", "13月40日", "9:75"])
def test_what_is_no_time_is_not_guessed(text: str):
    assert stated(text, MAIL, "Asia/Shanghai") is None


def test_without_a_day_to_reckon_from_a_date_needs_its_year():
    assert moment_in("3月6日 17:30", "Asia/Shanghai") is None
    assert moment_in("2026年3月6日 17:30", "Asia/Shanghai") == at("3-6 17:30")


def test_all_dates_of_a_line_are_found():
    text = "2026-03-02 至 3月6日 李国强"
    assert moments_in(text, "Asia/Shanghai", MAIL) == [at("3-2 17:30"), at("3-6 17:30")]


def test_a_bare_day_ends_when_the_office_closes_on_it():
    closings = [(17, 0)] * 4 + [(16, 0)] * 3
    assert moments_in("3月5日, 3月6日, 3月6日上午", "Asia/Shanghai", MAIL, closings) == [
        at("3-5 17:00"),
        at("3-6 16:00"),
        at("3-6 12:00"),
    ]
    assert time_asked_for("3月6日 配件未到", "Asia/Shanghai", MAIL, (), closings) == (at("3-6 16:00"), "配件未到")


CLOCKS = ("处理期限", "repair", "first reply")


@pytest.mark.parametrize(
    ("words", "until", "reason"),
    [
        ("2026-03-06 17:30，配件未到", "3-6 17:30", "配件未到"),
        ("3月6日\n水泵3月4日到货，3月5日下午试压。", "3-6 17:30", "水泵3月4日到货，3月5日下午试压。"),
        ("处理期限 2026-03-09 08:00 要等街道3月6日开会", "3-9 8:00", "要等街道3月6日开会"),
        ("处理期限延至3月9日前，3月8日才有人手", "3-9 17:30", "3月8日才有人手"),
        ("3月9日 处理期限：人手不够", "3-9 17:30", "人手不够"),
        ("3月9日 处理期限太紧", "3-9 17:30", "处理期限太紧"),
        ("请延到3月9日12:00，等检测", "3-9 12:00", "等检测"),
        ("水泵3月4日到货\n3月9日 12:00", "3-9 12:00", "水泵3月4日到货"),
        ("水泵要到3月9日才到货", "3-9 17:30", "水泵要到3月9日才到货"),
        ("2026年3月9日（周一）09:00 等检测", "3-9 9:00", "等检测"),
        ("把期限改到下周三，3月9日才开会", "3-11 17:30", "3月9日才开会"),
        ("repair: 20 March 2026\nWe ordered it on 27 February, it comes on Thursday 19 March.", "3-20 17:30",
         "We ordered it on 27 February, it comes on Thursday 19 March."),
        ("we need until Friday 20 March at 5 pm, as the lab opens on Monday", "3-20 17:00", "as the lab opens on Monday"),
        ("Thursday 19 March, the roofer is ill until 12 March", "3-19 17:30", "the roofer is ill until 12 March"),
        ("March 16, 2026 - the supplier is late", "3-16 17:30", "the supplier is late"),
    ],
)  # fmt: skip
def test_of_an_order_for_more_time_only_the_time_asked_for_is_taken_out(words: str, until: str, reason: str):
    assert time_asked_for(words, "Asia/Shanghai", MAIL, CLOCKS) == (at(until), reason)


# -- as people write them, against a mail of Wednesday, 4 March 2026, 16:00 ------------------------------------------------

WEDNESDAY = at("3-4 16:00")
ZONE_NAME = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("今天中午1点", "3-4 13:00"),
        ("中午十二點半", "3-4 12:30"),
        ("今日午间12:10", "3-4 12:10"),
        ("昨天夜里11点", "3-3 23:00"),
        ("昨夜十點四十分", "3-3 22:40"),
        ("前晚10点", "3-2 22:00"),
        ("昨天晚上12点", "3-4 0:00"),
        ("昨天夜里1点多", "3-4 1:00"),
        ("今天半夜2点", "3-4 2:00"),
        ("凌晨12点20分", "3-4 0:20"),
        ("上周五下午3点", "2-27 15:00"),
        ("上個星期天傍晚6點一刻", "3-1 18:15"),
        ("本周一早上八点", "3-2 8:00"),
        ("周二14:20", "3-3 14:20"),
        ("3日上午9点整", "3-3 9:00"),
        ("上月28日下午两点", "2-28 14:00"),
        ("2天前上午11点", "3-2 11:00"),
        ("昨天下午", "3-3 17:30"),
        ("半个小时前", "3-4 15:30"),
        ("大约20分钟前", "3-4 15:40"),
        ("15点35分到16点", "3-4 15:35"),
        ("3月3日（周二）下午3点左右", "3-3 15:00"),
        ("下午3点（3月3日）", "3-3 15:00"),
        ("1:30 pm", "3-4 13:30"),
        ("1.30 p.m. yesterday", "3-3 13:30"),
        ("12:05 am", "3-4 0:05"),
        ("last night at 11", "3-3 23:00"),
        ("this morning at 9", "3-4 9:00"),
        ("half past 2 in the afternoon", "3-4 14:30"),
        ("quarter to 4 pm", "3-4 15:45"),
        ("quarter past nine this morning", "3-4 9:15"),
        ("half past ten yesterday evening", "3-3 22:30"),
        ("9:40 this morning", "3-4 9:40"),
        ("quarter to five on Monday afternoon", "3-2 16:45"),
        ("half past 7 last night", "3-3 19:30"),
        ("last Friday, 3pm", "2-27 15:00"),
        ("on Monday at noon", "3-2 12:00"),
        ("2nd of March, 10 am", "3-2 10:00"),
        ("March 3rd 16:45", "3-3 16:45"),
        ("an hour ago", "3-4 15:00"),
        ("15/2 8:30", "2-15 8:30"),
    ],
)
def test_a_time_is_understood_as_people_say_it(text: str, meant: str):
    assert stated(text, WEDNESDAY, ZONE_NAME) == at(meant)


@pytest.mark.parametrize(
    "text",
    ["今天3点", "星期二五點", "6 o'clock", "yesterday at 4", "3/5 下午2点", "下午25点", "昨天 9点75分", "周末", "不清楚，大概3点", "下午3点，要么5点"],
)  # fmt: skip
def test_what_may_mean_either_of_two_times_is_asked(text: str):
    assert stated(text, WEDNESDAY, ZONE_NAME) is None


WAYS_OF_DAYS = (
    "{0:%Y-%m-%d}",
    "{0.year}年{0.month}月{0.day}日",
    "{0.month}月{0.day}号",
    "{0.day} {0:%B} {0.year}",
    "{0:%b} {0.day}, {0.year}",
)


def _ways_of_a_clock(moment: datetime) -> list[str]:
    hour, minute = moment.hour, moment.minute
    half = f"{(hour - 1) % 12 + 1}:{minute:02d}"
    return [
        f"{hour}:{minute:02d}",
        f"{hour:02d}：{minute:02d}",
        f"{half} {'am' if hour < 12 else 'pm'}",
        f"{'上午' if hour < 12 else '下午'}{half}" if hour % 12 else f"{hour}点{minute}分" if minute else f"{hour}点整",
    ]


@given(st.integers(0, 76_000), st.sampled_from(WAYS_OF_DAYS), st.integers(0, 3))
def test_however_a_past_minute_is_written_it_is_read_as_that_minute(minutes_ago: int, day: str, clock: int):
    wanted = (WEDNESDAY - timedelta(minutes=minutes_ago)).astimezone(ZoneInfo(ZONE_NAME))
    text = f"{day.format(wanted)} {_ways_of_a_clock(wanted)[clock]}"
    assert stated(text, WEDNESDAY, ZONE_NAME) == wanted


@given(st.text("今昨前明上下周一三五日月号点半午晚夜 0123456789:-/至到起天amp at", max_size=30))
def test_no_text_is_too_odd_to_be_read_or_asked(text: str):
    stated(text, WEDNESDAY, ZONE_NAME)
    span = days_in(text, date(2026, 3, 4))
    assert span is None or span[0] <= span[1]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3月5日至7日", "3-5", "3-7"),
        ("3月5-7日", "3-5", "3-7"),
        ("三月五號到七號", "3-5", "3-7"),
        ("5号～7号", "3-5", "3-7"),
        ("3月30日至2日", "3-30", "4-2"),
        ("3月5日起三天", "3-5", "3-7"),
        ("明天起休三天", "3-5", "3-7"),
        ("从后天开始请两天假", "3-6", "3-7"),
        ("10号起一周", "3-10", "3-16"),
        ("3月5日起一个月", "3-5", "4-4"),
        ("明后两天", "3-5", "3-6"),
        ("下週一上午", "3-9", "3-9"),
        ("下周一到三", "3-9", "3-11"),
        ("这周四至下周二", "3-5", "3-10"),
        ("3月5日、6日", "3-5", "3-6"),
        ("3月5日（周四）至3月7日（周六）", "3-5", "3-7"),
        ("2026-03-05~07", "3-5", "3-7"),
        ("next Mon–Wed", "3-9", "3-11"),
        ("Friday to Monday", "3-6", "3-9"),
        ("5 March to 7 March", "3-5", "3-7"),
        ("5th-7th March", "3-5", "3-7"),
        ("March 5 till 9", "3-5", "3-9"),
        ("tomorrow for two days", "3-5", "3-6"),
        ("3 days from tomorrow", "3-5", "3-7"),
        ("starting Monday for a week", "3-9", "3-15"),
    ],
)
def test_days_are_understood_as_people_say_them(text: str, first: str, last: str):
    assert days_in(text, date(2026, 3, 4)) == (at(f"{first} 12:00").date(), at(f"{last} 12:00").date())


@pytest.mark.parametrize(
    "text",
    ["明天起", "from 5 March", "三天", "3/5-3/7", "3.5-3.7", "3月5日起三个工作日", "3月5日和3月9日", "3月7日至3月5日", "3月7日至5日", "3月9日到3号", "March 9 to 5", "10号至8号", "4月31日", "下周", "过几天"],
)  # fmt: skip
def test_days_without_an_end_or_that_may_mean_others_are_asked(text: str):
    assert days_in(text, date(2026, 3, 4)) is None


@given(st.dates(date(2026, 3, 5), date(2026, 6, 1)), st.integers(0, 20), st.sampled_from(WAYS_OF_DAYS),
       st.sampled_from(("至", " - ", "到", " to ", "~", "\n")))  # fmt: skip
def test_however_two_days_are_written_they_are_read_as_these(first: date, days: int, way: str, between: str):
    last = first + timedelta(days=days)
    assert days_in(f"{way.format(first)}{between}{way.format(last)}", date(2026, 3, 4)) == (first, last)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("上个月3号", "2-3 17:30"),
        ("上月28号下午4点", "2-28 16:00"),
        ("这个月1号早上7点", "3-1 7:00"),
        ("今天零点", "3-2 0:00"),
        ("昨晚零点十分", "3-2 0:10"),
        ("下午3点一刻", "3-1 15:15"),
        ("早上班前", "3-2 9:00"),
    ],
)
def test_a_month_by_name_and_the_hour_of_zero_are_understood(text: str, meant: str):
    now = MAIL if "下午" not in text or "月" in text else at("3-1 16:00")
    assert stated(text, now, "Asia/Shanghai") == at(meant)


@pytest.mark.parametrize(
    "text",
    ["晚饭后", "今天早班车", "除夕晚上8点", "中秋节下午3点", "大年初五上午9点", "3.1下午", "昨天晚高峰", "昨天下午5-6点", "Christmas Eve at 9 pm"],
)  # fmt: skip
def test_a_feast_or_a_meal_is_no_time_that_anybody_here_knows(text: str):
    assert stated(text, MAIL, "Asia/Shanghai") is None


@pytest.mark.parametrize(
    ("text", "meant"), [("下个月3号", "4-3 17:30"), ("本月15号上午9点", "3-15 9:00"), ("明天零点", "3-3 0:00")]
)
def test_a_time_to_come_by_the_name_of_its_month_is_that_months(text: str, meant: str):
    assert moment_in(text, "Asia/Shanghai", MAIL) == at(meant)
    assert moment_in(text, "Asia/Shanghai", at("3-1 10:00")) in (at(meant), at("3-2 0:00"))


@pytest.mark.parametrize(
    "text", ["国庆节后周三", "春节前的周五", "明天下午5-6点", "明天晚上7、8点", "Friday at 3", "3月6日早班前"]
)
def test_of_a_time_to_come_that_is_not_read_whole_no_part_is_taken(text: str):
    assert moment_in(text, "Asia/Shanghai", MAIL) is None


@pytest.mark.parametrize(
    "text", ["春节三天", "国庆节后周一至周三", "正月初三到初五", "五一休5天", "Spring Festival Mon-Wed"]
)
def test_days_of_a_feast_are_asked(text: str):
    assert days_in(text, date(2026, 3, 2)) is None


def test_days_of_a_month_by_its_name_are_that_months():
    assert days_in("下个月3号到5号", date(2026, 3, 1)) == (date(2026, 4, 3), date(2026, 4, 5))
    assert days_in("本月20日至下月2日", date(2026, 3, 1)) == (date(2026, 3, 20), date(2026, 4, 2))


def test_a_time_beyond_twenty_thousand_characters_is_not_read():
    near = at("2026-03-02 09:00")
    for before, found in ((19_900, 1), (20_000, 0)):
        assert len(moments_in(f"{'好' * before}3月5日15:00到场", "Asia/Shanghai", near)) == found
