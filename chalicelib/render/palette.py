"""The colours of mails, in the light and in the dark, and the organisation's own fitted to both.

Mail programs keep inline styles and a few of the head's: each colour stands inline, as it is in the light, beside a class of the same
name, which the style of the head gives another colour where the reader's device is set to dark. All pairs of text and ground that a mail
can show are at least 4.5 to 1 (WCAG 2.2, 1.4.3).
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from chalicelib.core.written.colours import lighter
from chalicelib.render import columns


class Shade(msgspec.Struct, frozen=True):
    """One colour by day and by night."""

    light: str
    dark: str


TEXTS: Mapping[str, Shade] = {
    "ink": Shade("#1f2933", "#e6ebf0"),
    "soft": Shade("#52606d", "#b4bfc9"),
    "faint": Shade("#5b6875", "#9aa7b3"),
}
GROUNDS: Mapping[str, Shade] = {
    "page": Shade("#eef1f4", "#12161a"),
    "card": Shade("#ffffff", "#1c2228"),
    "panel": Shade("#f5f7fa", "#252d35"),
    "asked": Shade("#eef4fa", "#21303f"),
    "form": Shade("#fbfbf8", "#2a2a22"),
    "bar": Shade("#5b8db8", "#6ea3cf"),
}
EDGES: Mapping[str, Shade] = {"edge": Shade("#d9dee4", "#3b4650"), "rule": Shade("#b8c2cc", "#5a6672")}
TONES: Mapping[str, str] = {
    "news": "#52606d",
    "task": "#1f4e79",
    "reminder": "#8a5a00",
    "late": "#b3261e",
    "escalation": "#6b1f6e",
    "danger": "#7a0000",
}
"""Grounds of the band at the head of a staff mail, in white letters by day and by night."""


def by_night(colour: str) -> str:
    """The colour made lighter until it can be read on every dark ground that holds text."""
    return lighter(colour, *(shade.dark for name, shade in GROUNDS.items() if name != "bar"))


@cache
def style(brand: str) -> str:
    """What the head of a mail says: the colours of the dark, which go before the inline ones, and how broad words, columns and margins are where there is room."""
    words = {name: f"color:{shade.dark}" for name, shade in TEXTS.items()} | {"brand": f"color:{by_night(brand)}"}
    grounds = {name: f"background-color:{shade.dark}" for name, shade in GROUNDS.items()}
    edges = {name: f"border-color:{shade.dark}" for name, shade in EDGES.items()}
    edges["outline"] = f"border-color:{by_night(brand)}"
    said = "".join(f".{name}{{{value}!important}}" for name, value in (words | grounds | edges).items())
    least = "".join(f".w{step}{{min-width:{step}px}}" for step in columns.STEPS)
    whole = f"@media (min-width:375px){{.whole{{word-break:normal!important}}{least}}}"
    roomy = "@media (min-width:600px){.roomy{padding-left:36px!important;padding-right:36px!important}}"
    return f":root{{color-scheme:light dark;supported-color-schemes:light dark}}{whole}{roomy}@media (prefers-color-scheme:dark){{{said}}}"
