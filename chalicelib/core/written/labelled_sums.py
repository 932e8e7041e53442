"""A sum under a label that names its unit: "forty-eight quid" under "Compensation (pounds)" is 48 there, 48块5, 1万2 and NT$1,200元 under 赔付金额（元） 48.50, 12000 and 1,200."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.numerals import FIGURES, FRACTION, IN_ENGLISH, WRITTEN_OUT, fraction, told
from chalicelib.core.written.words import folded

# What labels call a unit, the signs before a sum in it, and what people write behind one.
_UNITS = (
    (
        r"元|圆|人民币|rmb|cny|yuan",
        r"¥|rmb|cny|人民币",
        rf"(?:元|圆|块(?:钱|整|人民币|{FRACTION})?)(?:整|人民币)?|yuan|rmb|cny",
    ),
    (r"(?<!人民币)元|新台币|ntd", r"nt\$|ntd|twd|新台币|台币", r"(?:元|圆|块)(?:钱|整)?|ntd|twd"),
    (r"pounds?|gbp|£", r"£|gbp", r"pounds?(?: sterling)?|quid|gbp"),
    (r"dollars?|usd|\$", r"(?:us)?\$|usd", r"(?:us )?dollars?|bucks?|usd"),
    (r"euros?|eur|€", r"€|eur", r"euros?|eur"),
)
_PLAIN = expression(r"-?[\d,.]+")
_BRACKETED = expression(r"[(（]([^()（）]+)[)）]")
_SUMS = tuple(
    (
        expression(unit),
        expression(
            rf"(?P<sign>{signs})?\s?(?P<number>{FIGURES}|{WRITTEN_OUT}|{IN_ENGLISH})(?P<unit>\s?(?:{written}))?(?:整|only)?"
        ),
    )
    for unit, signs, written in _UNITS
)
_SHORTENED = expression(r"-?\d.*[万千wk]")  # figures whose noughts a word stands for: 1万2, 1.2k


def without_unit(label: str) -> str:
    """The label as a sentence names it: 赔付金额 for 赔付金额（元）; one whose brackets name no unit is as it was."""
    found = _BRACKETED.search(label)
    names_one = found is not None and any(unit.search(folded(found[1])) for unit, _ in _SUMS)
    return _BRACKETED.sub("", label, count=1).strip() if names_one else label


def as_labelled(value: str, label: str) -> str:
    """The figure alone, where the value is nothing but a number and the unit that its label names; anything else as it is."""
    said = folded(value).strip(" .。")
    bracketed = " ".join(_BRACKETED.findall(folded(label)))
    for unit, written in _SUMS:
        found = written.fullmatch(said) if unit.search(bracketed) else None
        if found and (found["sign"] or found["unit"] or _SHORTENED.match(found["number"])):
            return _in_figures(found) or value
    return value


def _in_figures(found: re.Match[str]) -> str:
    number, rest = found["number"].strip(), fraction(found) if "tenth" in found.re.groupindex else 0
    many = told(number)
    if _PLAIN.fullmatch(number) and not rest:
        return number
    return "" if many is None else f"{many + rest:.2f}".removesuffix(".00")
