"""The languages that Redress speaks: one record each. How a language is added, file by file, stands in docs/languages.md.

The first language stands in for whatever another has no words for. Words themselves stand beside what they name, a column or key for
each language: `table` reads such a column, `in_words` picks one reader's.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

import msgspec

Text = TypeVar("Text")


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """How a language is called, recognised and written.

    `tags`: beginnings of language tags (BCP 47, lower case) that mean it; the longest one that fits wins. `charset`: the national character set that
    holds its signs and not those of its neighbours; `letters`: signs that only it has, as a regular expression; of a language with neither it is taken
    that it is written in Latin letters. `long_date`, `short_date`: {year} {month} {day} {weekday} {time}, where {month} is one of
    `months` if there are any. `year` to `week`: what a report's period is called. `signed`: a text message under the organisation's name,
    which has `signature` characters at most. `reply_line`: the words of the line above which a mail is answered. `answer_in_a_text`: characters of an answer that one text has room for beside
    its greeting and question. `gsm`: a single sign beyond the GSM alphabet would halve the room in a text. `singular`: an ending that a
    unit of time loses after 1.
    """

    own_name: str
    tags: tuple[str, ...]
    colon: str
    separator: str
    semicolon: str
    brackets: tuple[str, str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...] = ()
    long_date: str
    short_date: str
    year: str
    month: str
    day: str
    quarter: str
    halves: tuple[str, str]
    week: str
    signed: str
    signature: int
    reply_line: str
    charset: str = ""
    letters: str = ""
    gsm: bool = False
    answer_in_a_text: int = 560
    singular: str = ""

    @property
    def is_latin(self) -> bool:
        """Whether it is written in Latin letters."""
        return not self.charset and not self.letters


LANGUAGES: dict[str, Language] = {
    "zh-CN": Language(
        own_name="简体",
        tags=("zh",),
        charset="gb2312",
        colon="：",
        separator="、",
        semicolon="；",
        brackets=("（", "）"),
        weekdays=("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
        long_date="{year}年{month}月{day}日（{weekday}）{time}",
        short_date="{month}月{day}日（{weekday}）{time}",
        year="{year}年",
        month="{year}年{month}月",
        day="{year}年{month}月{day}日",
        quarter="{year}年第{number}季度",
        halves=("{year}年上半年", "{year}年下半年"),
        week="{year}年第{number}周",
        signed="【{organisation}】{text}",
        reply_line="请在此线以上回复",
        signature=16,
    ),
    "zh-TW": Language(
        own_name="繁體",
        tags=("zh-tw", "zh-hk", "zh-mo", "zh-hant"),
        charset="big5",
        colon="：",
        separator="、",
        semicolon="；",
        brackets=("（", "）"),
        weekdays=("週一", "週二", "週三", "週四", "週五", "週六", "週日"),
        long_date="{year}年{month}月{day}日（{weekday}）{time}",
        short_date="{month}月{day}日（{weekday}）{time}",
        year="{year}年",
        month="{year}年{month}月",
        day="{year}年{month}月{day}日",
        quarter="{year}年第{number}季度",
        halves=("{year}年上半年", "{year}年下半年"),
        week="{year}年第{number}週",
        signed="【{organisation}】{text}",
        reply_line="請在此線以上回覆",
        signature=16,
    ),
    "en": Language(
        own_name="English",
        tags=("en",),
        colon=": ",
        separator=", ",
        semicolon="; ",
        brackets=(" (", ")"),
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        months=(
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ),
        long_date="{weekday} {day} {month} {year}, {time}",
        short_date="{weekday:.3} {day} {month:.3} {time}",
        year="{year}",
        month="{month} {year}",
        day="{day} {month} {year}",
        quarter="quarter {number} of {year}",
        halves=("first half of {year}", "second half of {year}"),
        week="week {number} of {year}",
        signed="{organisation}: {text}",
        reply_line="Please reply above this line",
        signature=30,
        gsm=True,
        answer_in_a_text=440,
        singular="s",
    ),
}  # fmt: skip
FIRST = next(iter(LANGUAGES))


@lru_cache(maxsize=1_000)
def spoken(tag: str) -> str:
    """The language that a tag means; "" if we do not speak it. zh-HK and zh-Hant-TW are zh-TW, every other zh is zh-CN."""
    parts = tag.lower().replace("_", "-").split("-")
    wanted = {parts[0], *(f"{parts[0]}-{part}" for part in parts[1:])}
    fitting = [(len(each), name) for name, language in LANGUAGES.items() for each in language.tags if each in wanted]
    return max(fitting, default=(0, ""))[1]


def language_or_first(tag: str) -> Language:
    """How that language is written; the first one for what we do not speak."""
    return LANGUAGES.get(tag, LANGUAGES[FIRST])


def in_words(texts: Mapping[str, Text], language: str, ours: Mapping[str, Text] | None = None) -> Text | None:
    """What `texts` has in that language, else in the first one; None if it has neither.

    `ours`: what we say of the same; whoever says it as we do in the first language does so in those that they leave out.
    """
    same = ours is not None and texts.get(FIRST) == ours.get(FIRST)
    return texts.get(language) or (ours.get(language) if ours and same else None) or texts.get(FIRST)


def table(text: str) -> dict[str, dict[str, str]]:
    """A table of words: its first line names languages, each further one a word and what it is called in their order.

    `noted: 已记入处理记录 | 已記入處理紀錄 | added to the record`. What stands
    at the end of that order may be missing. ValueError names a word that stands there twice, or has too many texts.
    """
    header, *lines = text.strip().splitlines()
    languages, named = header.split(" | "), dict[str, dict[str, str]]()
    for word, _, texts in (line.partition(": ") for line in lines):
        said = texts.split(" | ")
        if word in named or len(said) > len(languages):
            raise ValueError(f"{word}: stands there twice, or in more languages than the first line names")
        named[word] = dict(zip(languages, said, strict=False))
    return named


def bracketed(text: str, language: str) -> str:
    """A text in brackets, to stand behind a word."""
    return text.join(language_or_first(language).brackets)


def listed(words: Iterable[str], language: str) -> str:
    """Several words in a row: 甲、乙、丙; a, b, c."""
    return language_or_first(language).separator.join(words)
