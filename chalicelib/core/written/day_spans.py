"""From which day to which, as people write it: 3月5日至7日, 明天起三天, next Mon–Wed, 5 March to 7 March."""

import itertools
import re
from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib.core.expressions import expression
from chalicelib.core.written.day_words import COUNTED, FEASTS, MONTHS
from chalicelib.core.written.days import DAY, NUMERAL, counted, day_of
from chalicelib.core.written.words import folded_in_place

LONGEST = timedelta(days=183)  # of a span whose year is not named: 3月7日至3月5日 is a slip and no year
SHORT = timedelta(
    days=14
)  # of a span that ends with a bare day of the month after: 3月28日至2日; else it is a slip, too
_TO = r" ?(?:-|–|—|－|~|～|至|到|until|till|through|thru|to) ?"
_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th)?"
# What a span says once for both its ends, written out.
_SAID_ONCE = (
    (expression(rf"({NUMERAL} ?月) ?({NUMERAL})[日号]?({_TO})({NUMERAL})(?!\d| ?[月年])[日号]?"), r"\1\2日\3\4日"),
    (expression(rf"(?<![\d月])({NUMERAL})({_TO})({NUMERAL})([日号])"), r"\1\4\2\3\4"),
    (expression(rf"(?<!\d)(\d{{1,2}}){_ORDINAL}({_TO})(\d{{1,2}}){_ORDINAL} ({_MONTHS})\b"), r"\1 \4\2\3 \4"),
    (expression(rf"\b({_MONTHS}) (\d{{1,2}}){_ORDINAL}({_TO})(\d{{1,2}}){_ORDINAL}(?!\d)"), r"\1 \2\3\1 \4"),
    (expression(r"(\d{4}[-/.]\d{1,2}[-/.])(\d{1,2}) ?(~|～|至|到) ?(\d{1,2})(?![\d\-/.])"), r"\1\2\3\1\4"),
    (expression(rf"((?:周|星期|礼拜))([一二三四五六日])({_TO})([一二三四五六日])(?![天个])"), r"\1\2\3\1\4"),
    (expression(r"今明(?:两|二)?[天日]"), "今天至明天"),
    (expression(r"明后(?:两|二)?[天日]"), "明天至后天"),
)  # fmt: skip
_COUNTED = "|".join(COUNTED)
_LASTING = expression(
    rf"(?P<count>(?<![\d一二三四五六七八九十]){NUMERAL}|\b(?:{_COUNTED})) ?个?(?P<unit>天(?!之?[前后])|周(?![一二三四五六日])|星期|礼拜|(?<=个)月|days?(?! ago)|weeks?|months?)(?![a-z])"
)
_WORKING = expression(r"工作日|working days?|business days?")
_FROM = expression(r"^ ?(?:起|开始|以后|之后|onwards?)|^ ?(?:上午|下午|早上)?(?:起|开始)")
_AND = expression(r"^ ?(?:、|和|及|与|,|，|and |& ?)")
_IS_FROM = expression(r"(?:从|自|\bfrom|\bstarting|\bas of) ?$")
_ALIKE_UNIT = {"天": 1, "d": 1, "周": 7, "星": 7, "礼": 7, "w": 7}
_UNREAD = expression(r"\d ?[./月日号-] ?\d|(?:周|星期|礼拜)[^边围到]|\d ?(?:月|日|号|天)")


def days_in(text: str, today: date) -> tuple[date, date] | None:
    """First and last day of the span in `text`; a single day is its own last. None if it cannot be read or its end is not named.

    Of days without a year, a month or a week the coming ones are meant; the end is the first such day after the beginning.
    """
    said = _written_out(folded_in_place(text))
    if _WORKING.search(said) or re.search(FEASTS, said):
        return None
    lasting = _LASTING.search(said)
    if lasting is not None:
        said = f"{said[: lasting.start()]} {'　' * (lasting.end() - lasting.start())} {said[lasting.end() :]}"
    days = list(_days(said, today))
    rest = re.sub(DAY, " ", said)
    if not days or _UNREAD.search(rest) or any(day is None for day, _ in days):
        return None
    first, last = days[0][0], days[-1][0]
    if first is None or last is None:
        return None
    if _has_gaps(said, days):
        return None
    if lasting is not None:
        return (first, _last_of(first, lasting)) if len(days) == 1 else None
    if len(days) == 1 and _is_open(said, days[0][1]):
        return None
    if days[-1][1]["day_alone"] and (first.year, first.month) != (last.year, last.month) and last - first > SHORT:
        return None
    too_long = last - first > LONGEST and not re.search(r"\d{4}", said)
    return None if last < first or too_long else (first, last)


def _written_out(said: str) -> str:
    said = " ".join(said.split())
    for once, twice in _SAID_ONCE:
        said = once.sub(twice, said)
    return said


def _days(said: str, today: date) -> Iterator[tuple[date | None, re.Match[str]]]:
    """The days of the text in order; each without a year or week of its own is the first such day from the one before."""
    after: date | None = None
    for found in re.finditer(DAY, said):
        day = day_of(found, today, ahead=True, after=after)
        yield day, found
        after = day or after


def _has_gaps(said: str, days: list[tuple[date | None, re.Match[str]]]) -> bool:
    """Whether single days are listed that do not follow each other: 3月5日和3月9日 is no span."""
    listed = ((a, b) for a, b in itertools.pairwise(days) if _AND.match(said[a[1].end() : b[1].start()]))
    return any(one and other and other - one > timedelta(days=1) for (one, _), (other, _) in listed)


def _is_open(said: str, found: re.Match[str]) -> bool:
    """Whether a beginning alone is named: 3月5日起."""
    return bool(_FROM.match(said[found.end() :]) or _IS_FROM.search(said[: found.start()]))


def _last_of(first: date, lasting: re.Match[str]) -> date:
    count, unit = counted(lasting["count"]), lasting["unit"][0]
    if unit in _ALIKE_UNIT:
        return first + timedelta(days=count * _ALIKE_UNIT[unit] - 1)
    month = first.year * 12 + first.month - 1 + count
    beginning = date(month // 12, month % 12 + 1, 1)
    following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(beginning + timedelta(days=first.day - 1), following) - timedelta(days=1)
