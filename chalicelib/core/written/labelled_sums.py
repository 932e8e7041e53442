"""A sum under a label that names its unit: "forty-eight quid" under "Compensation (pounds)" is 48 there, 四十八块 under 赔付金额（元） likewise."""

from chalicelib.core.expressions import expression
from chalicelib.core.written.numerals import FIGURES, IN_ENGLISH, WRITTEN_OUT, told
from chalicelib.core.written.words import folded

# What labels call a unit, and what people write who mean it.
_UNITS = (
    (r"元|圆|人民币|新台币|yuan|rmb|cny|ntd", r"(?:元|圆|块)(?:钱|整|人民币)?|yuan|rmb|cny|ntd"),
    (r"pounds?|gbp|£", r"pounds?(?: sterling)?|quid|gbp"),
    (r"dollars?|usd|\$", r"(?:us )?dollars?|bucks?|usd"),
    (r"euros?|eur|€", r"euros?|eur"),
)
_BRACKETED = expression(r"[(（]([^()（）]+)[)）]")
_SUMS = tuple(
    (expression(unit), expression(rf"(?P<number>{FIGURES}|{WRITTEN_OUT}|{IN_ENGLISH})\s?(?:{written})(?:整|only)?"))
    for unit, written in _UNITS
)


def as_labelled(value: str, label: str) -> str:
    """The figure alone, where the value is nothing but a number and the unit that its label names; anything else as it is."""
    said = folded(value).strip(" .。")
    bracketed = " ".join(_BRACKETED.findall(folded(label)))
    for unit, written in _SUMS:
        found = written.fullmatch(said) if unit.search(bracketed) else None
        if found:
            number = found["number"].strip()
            many = told(number)
            return number if number[-1].isdigit() else value if many is None else f"{many:.2f}".removesuffix(".00")
    return value
