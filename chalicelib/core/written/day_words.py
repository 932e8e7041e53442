"""What people call days, parts of the day and spans of time, in the three languages: words of folded text (simplified, small letters) and what they mean."""

from typing import Literal

import msgspec


class Part(msgspec.Struct, frozen=True):
    """A part of the day: how the hours beside its name are meant, and the time of a part that is named alone."""

    names: tuple[str, ...]
    hours: Literal["as said", "noon", "afternoon", "night"]
    alone: tuple[int, int]


PARTS = (
    Part(("凌晨", "清晨", "大清早", "early morning", "in the early morning"), "as said", (6, 0)),
    Part(("早晨", "早上", "一早", "早", "晨"), "as said", (9, 0)),
    Part(("上午", "午前", "in the morning", "morning", "a.m.", "am"), "as said", (12, 0)),
    Part(("中午", "正午", "午间", "晌午", "noon", "midday"), "noon", (12, 0)),
    Part(("下午", "午后", "in the afternoon", "afternoon", "p.m.", "pm"), "afternoon", (17, 30)),
    Part(("傍晚", "黄昏"), "afternoon", (19, 0)),
    Part(("晚上", "晚间", "夜晚", "晚", "in the evening", "evening"), "night", (21, 0)),
    Part(("夜里", "夜间", "半夜", "深夜", "午夜", "大半夜", "夜", "at night", "night", "midnight"), "night", (24, 0)),
)
PART_OF: dict[str, Part] = {name: part for part in PARTS for name in part.names}

# Days by name → how many days from today.
DAYS: dict[str, int] = {
    "大前天": -3, "大前日": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨儿": -1, "今天": 0, "今日": 0, "今儿": 0, "当天": 0,
    "明天": 1, "明日": 1, "明儿": 1, "后天": 2, "后日": 2, "大后天": 3, "大后日": 3,
    "the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "today": 0, "this": 0, "tomorrow": 1,
    "the day after tomorrow": 2, "day after tomorrow": 2, "last": -1, "tonight": 0,
    "前": -2, "昨": -1, "今": 0, "明": 1,
}  # fmt: skip
WITH_A_PART = ("this", "last", "前", "昨", "今", "明")  # a day only before a part of the day: 昨夜, last night
EVENINGS = {"tonight"}  # the evening is part of the word

# Which month a bare 3号 is of → how many months from this one.
MONTHS_BY_NAME: dict[str, int] = {
    "上上个月": -2, "上个月": -1, "上月": -1, "这个月": 0, "这月": 0, "本月": 0, "当月": 0, "下个月": 1, "下月": 1, "下下个月": 2,
}  # fmt: skip
# Days that the moon or a decree sets: nobody here knows their date, and none is taken for another day.
FEASTS = (
    r"(?:元旦|除夕|春节|小年|大年|元宵|清明|五一|劳动节|端午|七夕|中元|中秋|国庆|十一(?:假|黄金周|长假)|重阳|冬至|腊八|腊月|正月|初[一二三四五六七八九十]|农历|阴历|圣诞|双十一|双11|母亲节|父亲节|教师节|妇女节|三八节|儿童节|六一"
    r"|(?<![a-z])(?:christmas|easter|new year(?:'s)?|national day|spring festival|mid-?autumn|thanksgiving|lunar|labou?r day)(?![a-z]))"
)

WEEKDAYS: dict[str, int] = {
    **{sign: day for day, sign in enumerate("一二三四五六日")}, "天": 6, **{str(day + 1): day for day in range(7)},
    **{name[:length]: day for day, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")) for length in (3, len(name))},
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}  # fmt: skip
WEEKS: dict[str, int] = {
    "上上个": -2, "上上": -2, "上个": -1, "上": -1, "这个": 0, "这": 0, "本": 0, "下个": 1, "下": 1, "下下个": 2, "下下": 2,
    "last": -1, "this": 0, "next": 1,
}  # fmt: skip
MONTHS: dict[str, int] = {
    **{name[:length]: month for month, name in enumerate(
        ("january", "february", "march", "april", "may", "june",
         "july", "august", "september", "october", "november", "december"), 1) for length in (3, len(name))},
    "sept": 9,
}  # fmt: skip
COUNTED: dict[str, int] = {
    word: count for count, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
} | {"a": 1, "an": 1}  # fmt: skip
