"""Whom to call where life is in danger: the numbers of the organisation's country, in the reader's language.

Source: the emergency numbers that each country publishes; where we know none, the reader's own local ones are named.
"""

from typing import NamedTuple

from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.words.labels import label
from chalicelib.core.written.languages import Language, language_or_first


class Numbers(NamedTuple):
    """A country's numbers; one and the same where it has one for all."""

    fire: str
    ambulance: str
    police: str
    helpline: str = ""  # for whoever thinks of harming themselves


class Emergency(NamedTuple):
    """What a letter says: whom to call in danger, whom when in despair, the same in short for a text, and the helpline's number."""

    rescue: str
    help: str
    rescue_short: str
    help_short: str
    helpline: str


_ONE = "112"  # everywhere in the European Union
_UNION = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
]  # fmt: skip
NUMBERS = {
    "CN": Numbers("119", "120", "110", "12356"),
    "TW": Numbers("119", "119", "110", "1925"),
    "HK": Numbers("999", "999", "999", "2389 2222"),
    "SG": Numbers("995", "995", "999", "1767"),
    "GB": Numbers("999", "999", "999", "116 123"),
    "IE": Numbers("112", "112", "112", "116 123"),
    "US": Numbers("911", "911", "911", "988"),
    "CA": Numbers("911", "911", "911", "988"),
    "AU": Numbers("000", "000", "000", "13 11 14"),
    "NZ": Numbers("111", "111", "111", "1737"),
    **{code: Numbers(_ONE, _ONE, _ONE) for code in _UNION},
}


@of_policy
def emergency(policy: Policy, language: str) -> Emergency:
    """The numbers to call, in words of that language."""
    known = NUMBERS.get(works_in(policy))
    if known is None:
        unknown = label("emergency.unknown", policy, language)
        return Emergency(unknown, unknown, unknown, unknown, "")
    called: dict[str, str] = {}
    for what in ("fire", "ambulance", "police"):
        called.setdefault(getattr(known, what), label(f"emergency.{what}", policy, language))
    helping = {number: called[number] for number in (known.ambulance, known.police)}
    spelt, last = language_or_first(language), label("emergency.or", policy, language)
    last = f" {last} " if spelt.is_latin else last
    return Emergency(
        _joined(called, last, spelt),
        _joined(helping, last, spelt),
        _joined(dict.fromkeys(called, ""), last, spelt),
        _joined(dict.fromkeys(helping, ""), last, spelt),
        known.helpline,
    )


def _joined(called: dict[str, str], last: str, language: Language) -> str:
    """The numbers in a row, each with what it is for; one for all needs no telling."""
    opening, closing = language.brackets
    each = [n + (f"{opening}{what}{closing}" if what and len(called) > 1 else "") for n, what in called.items()]
    return last.join(filter(None, (language.separator.join(each[:-1]), each[-1])))
