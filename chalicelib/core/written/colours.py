"""Colours as `#rrggbb`: how far two stand apart, and lighter or darker ones of the same kind."""

from chalicelib.core.expressions import expression

ENOUGH = 4.5
"""How far text must stand out from its ground (WCAG 2.2, 1.4.3, level AA)."""
COLOUR = expression(r"#[0-9a-f]{6}")
PALE = "#f1f3f4"
"""About the darkest of the pale grounds on which mails and pages show words in the organisation's colour."""
_KNEE, _POWER = 0.04045, 2.4
_STEPS = 20


def contrast(one: str, other: str) -> float:
    """From 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def can_be_read(colour: str) -> bool:
    """Whether words in it stand out from a pale ground, and white ones from it."""
    return contrast(colour, PALE) >= ENOUGH


def darker(colour: str) -> str:
    """The first darker one of its kind that can be read."""
    steps = (mixed(colour, "#000000", step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in steps if can_be_read(shade))


def lighter(colour: str, *grounds: str) -> str:
    """The first lighter one of its kind that can be read on dark grounds."""
    steps = (mixed(colour, "#ffffff", step / _STEPS) for step in range(_STEPS + 1))
    return next(tint for tint in steps if all(contrast(tint, ground) >= ENOUGH for ground in grounds))


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with that share of another in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= _KNEE else ((channel + 0.055) / 1.055) ** _POWER

    red, green, blue = (linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
