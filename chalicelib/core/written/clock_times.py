"""Times of day as people write them: 17:30, 下午5点半, 夜里12点, half past 3 pm."""

import re
from collections.abc import Mapping

from chalicelib.core.written.day_words import COUNTED, PART_OF, Part
from chalicelib.core.written.days import NUMERAL, any_of, counted

CLOSING = (17, 30)  # what a bare date means
NOON, MIDNIGHT, HOUR = 12, 24, 60
SMALL_HOURS = 4  # up to then an hour of the night belongs to the night before: 昨天夜里1点
EITHER_HALF = range(1, 7)  # 3点 alone may be the night's or the afternoon's
# 早班, 晚饭, 晚高峰, 晚点 are no part of a day.
_PARTS = (
    rf"(?:{any_of(n for n in PART_OF if len(n) > 1)}|(?:{any_of(n for n in PART_OF if len(n) == 1)})(?![班饭餐高点自]))"
)
_HOUR = rf"(?:零|{NUMERAL})"
_BEHIND = "[ap]\\.m\\.|[ap]m|" + any_of(name for name in PART_OF if name.startswith(("in the", "at ")))


def clock_pattern(name: str) -> str:
    """A time of day, or a part of it alone; its groups bear that name before their own, and a figure behind it for another way to say it."""
    before = rf"(?P<{name}part>{_PARTS})(?![a-z])[ ,]*(?:的|at )?"
    after, after_fraction = (rf"(?: ?(?P<{name}{group}>{_BEHIND})(?![a-z]))?" for group in ("after", "after3"))
    minutes = (
        rf":(?P<{name}minute>\d{{2}})(?::\d{{2}})?(?!\d)|\.(?P<{name}minute2>\d{{2}})(?= ?[ap]\.?m)"
        rf"|[点时](?:钟|整|(?P<{name}half>半)|(?P<{name}quarters>[一三1-3])刻|过?(?P<{name}past>{NUMERAL})(?!个)分?)?| ?o'?clock"
    )
    return (
        rf"(?:(?:{before})?(?:at )?(?<![\d.])(?P<{name}hour>{_HOUR})(?:(?:{minutes}){after}| ?(?P<{name}after2>{_BEHIND})(?![a-z]))"
        rf"|(?P<{name}part2>{_PARTS})(?![a-z]) at (?P<{name}hour2>\d{{1,2}})(?![\d:.])"
        rf"|(?:at )?(?P<{name}fraction>half past|quarter past|quarter to) (?P<{name}hour3>\d{{1,2}}|{any_of(COUNTED)})(?![a-z\d]){after_fraction}"
        rf"|(?:at )?(?<![a-z])(?P<{name}alone>{_PARTS})(?![a-z]))"
    )


def clock_in(found: re.Match[str]) -> Mapping[str, str]:
    """What a match says of the time of day, the word for the part of the day under `part`. Behind a day goes before before it."""
    said = {name: value for name, value in found.groupdict().items() if value and name[1:2] == "_" and name[0] in "ab"}
    before, behind = (
        {name[2:].rstrip("23"): value for name, value in said.items() if name.startswith(side)} for side in ("b_", "a_")
    )
    halves = "hour" in before and set(behind) == {"alone"}  # quarter past nine this morning
    clock = before | {"part": behind["alone"]} if halves else behind or before
    part = next((clock[name] for name in ("part", "after", "alone") if name in clock), "")
    return clock | ({"part": part} if part else {})


def hour_and_minute(clock: Mapping[str, str], part: Part | None) -> tuple[int, int]:
    """Hour (24 and more: of the day after; -1: not clear which) and minute."""
    if "hour" not in clock:
        return part.alone if part else CLOSING
    hour, minute = counted(clock["hour"]), _minute(clock)
    hour -= clock.get("fraction") == "quarter to"
    if part is None:
        vague = "minute" not in clock and (hour in EITHER_HALF or "fraction" in clock)
        return (-1 if vague or hour > MIDNIGHT else hour), minute
    return _of_the_part(hour, part, clock["part"]) if "part" in clock else hour + NOON, minute


def _minute(clock: Mapping[str, str]) -> int:
    if "half" in clock or clock.get("fraction") == "half past":
        return 30
    if "quarters" in clock:
        return 15 * counted(clock["quarters"])
    if "fraction" in clock:
        return 15 if clock["fraction"] == "quarter past" else 45
    return counted(clock.get("minute") or clock.get("past") or "0")


def _of_the_part(hour: int, part: Part, name: str) -> int:
    if hour > NOON:
        return hour if hour <= MIDNIGHT else -1
    if part.hours == "afternoon":
        return hour if hour == NOON else hour + NOON
    if part.hours == "noon":
        return hour + NOON if hour <= SMALL_HOURS else hour
    if part.hours == "night":
        return hour % NOON + MIDNIGHT if hour == NOON or hour <= SMALL_HOURS else hour + NOON
    return 0 if hour == NOON and name not in ("上午", "早上") else hour
