"""Time limits as a procedure writes them: "20 minutes", "3 working days", "half working day", "end of next day".

A duration is words only; how long it lasts is told by `working_time.due` with a calendar.
"""

import unicodedata
from difflib import get_close_matches
from typing import Literal, get_args

import msgspec

from chalicelib.core.expressions import expression

Unit = Literal[
    "minute",
    "hour",
    "day",
    "month",
    "working minute",
    "working hour",
    "working day",
    "half working day",
    "end of day",
    "end of next day",
]
UNITS: tuple[Unit, ...] = get_args(Unit)

COUNTED: dict[str, tuple[Unit, int]] = {
    "minute": ("minute", 1),
    "hour": ("hour", 1),
    "day": ("day", 1),
    "week": ("day", 7),
    "month": ("month", 1),
    "year": ("month", 12),
    "working minute": ("working minute", 1),
    "working hour": ("working hour", 1),
    "working day": ("working day", 1),
}
PHRASES: tuple[Unit, ...] = ("half working day", "end of day", "end of next day")
PHRASES_BACKWARDS = frozenset({"half working day"})  # one can be half a working day early, but not an end of day early

# Longest amount of each unit: about ten years. No procedure waits longer, and the walk over days stays bounded.
LONGEST: dict[Unit, int] = {
    "minute": 5_256_000,
    "hour": 87_600,
    "day": 3_650,
    "month": 120,
    "working minute": 1_248_000,
    "working hour": 20_800,
    "working day": 2_600,
}
HELP = 'write it like "20 minutes", "1 working hour", "3 working days", "half working day" or "end of next day"'
_COUNTED_TEXT = expression(r"([+-]?) ?([0-9]+) ?([^0-9+-].*)")
_SIDE = expression(r"(\d+ [a-z ]+?) (before|after)")
_FRACTION = expression(r"[0-9][.,][0-9]")
_PHRASE_TEXT = expression(r"([+-]?) ?(.+)")


class Duration(msgspec.Struct, frozen=True):
    """A time limit, or with a sign the distance of a rung from its deadline.

    `amount` counts units; it is 1 (or -1) for the units that are phrases, and 0 means the moment itself.
    """

    amount: int
    unit: Unit

    def __str__(self) -> str:
        """The duration in the words that `parse_duration` reads."""
        if self.unit in PHRASES:
            return f"-{self.unit}" if self.amount < 0 else self.unit
        return f"{self.amount} {self.unit}" + ("" if abs(self.amount) == 1 else "s")


DUE = Duration(0, "minute")  # the moment of the deadline itself


def parse_duration(text: str) -> Duration | str:
    """Read a duration; a str is the error, which quotes the text and offers the nearest known one.

    A leading + or - is for rungs; "due" is the deadline itself. Only whole numbers: "90 minutes", not "1.5 hours".
    """
    words = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    if words == "due":
        return DUE
    if _FRACTION.search(words):
        return f'"{text}" is not a duration; use whole numbers of a smaller unit, "90 minutes" for one hour and a half'
    if counted := _COUNTED_TEXT.fullmatch(words):
        return _counted(text, *counted.groups())
    return _phrase(text, words)


def _counted(text: str, sign: str, digits: str, words: str) -> Duration | str:
    known = COUNTED.get(words.removesuffix("s"))
    if known is None:
        return _unknown(text, f"{sign}{digits} ", words, _spelt(digits))
    unit, times = known
    if len(digits) > len(str(max(LONGEST.values()))) or int(digits) * times > LONGEST[unit]:
        return f'"{text}" is longer than ten years'
    amount = int(digits) * times
    return Duration(-amount if sign == "-" else amount, unit)


def _spelt(digits: str) -> dict[str, str]:
    """Every spelling of a counted unit, mapped to the one that fits the number."""
    plural = "" if digits == "1" else "s"
    return {spelling: unit + plural for unit in COUNTED for spelling in (unit, unit + "s")}


def _phrase(text: str, words: str) -> Duration | str:
    parts = _PHRASE_TEXT.fullmatch(words)
    sign, phrase = parts.groups() if parts else ("", "")
    phrase = phrase.replace("half a ", "half ")
    for unit in PHRASES:
        if phrase == unit and (sign != "-" or unit in PHRASES_BACKWARDS):
            return Duration(-1 if sign == "-" else 1, unit)
    spellings: dict[str, str] = {unit: unit for unit in PHRASES} | {"due": "due"}
    return _unknown(text, "", phrase, spellings | {f"1 {unit}": f"1 {unit}" for unit in COUNTED})


def _unknown(text: str, before: str, words: str, spellings: dict[str, str]) -> str:
    if sided := _SIDE.fullmatch(f"{before}{words}"):
        span, side = sided.groups()
        return f'"{text}" is not a duration; did you mean "{"-" if side == "before" else "+"}{span}"?'
    nearest = get_close_matches(words, spellings, n=1)
    offer = f'did you mean "{before}{spellings[nearest[0]]}"?' if nearest else HELP
    return f'"{text}" is not a duration; {offer}'
