"""One value in many spellings: 20260120, 2026-01-20 and 2026年1月20日; 1,000 and 1000; B 17 and ｂ１７."""

import re
from datetime import date
from functools import lru_cache

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded
from chalicelib.core.written.yes_and_no import is_empty, says_yes

_DATE = expression(
    r"(?P<year>(?:19|20)[0-9]{2})(?:(?P<month>[01][0-9])(?P<day>[0-3][0-9])|[-/.年](?P<m>[0-9]{1,2})[-/.月](?P<d>[0-9]{1,2})[日号]?)"
)
_GROUPED = expression(r"-?[0-9]{1,3}(?:,[0-9]{3})+")
_ENDS = ".,;:!?。，、；：！？"


@lru_cache(maxsize=4096)
def alike(value: str) -> str:
    """The one form of all spellings of a value, to be compared and counted by; never shown to anybody.

    Dates become ISO dates, grouped figures plain ones, everything else words without blanks. Zeros before a figure stay: they
    tell a batch from another.
    """
    if is_empty(value):
        return ""
    word = "".join(folded(value).split()).strip(_ENDS)
    if (found := _DATE.fullmatch(word)) and (day := _day(found)):
        return day.isoformat()
    if _GROUPED.fullmatch(word):
        return word.replace(",", "")
    return "yes" if says_yes(word) and not word.isdigit() else word


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"] or found["m"]), int(found["day"] or found["d"]))
    except ValueError:
        return None
