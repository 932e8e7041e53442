"""Which columns of a mail's table keep their words whole: as many as a phone has room for, those with the shortest words first."""

from collections.abc import Sequence

from chalicelib.core.expressions import expression

PHONE = 334
"""Pixels that a mail's text has across on a screen of 390."""
BROKEN = 56  # pixels for a column whose words may break
MANY = 5  # columns; more are set in smaller letters
_WORD = expression(r"[^\s\u2e80-\u9fff\uff00-\uffef]+")  # Chinese breaks between any two signs


def whole(header: Sequence[object], rows: Sequence[Sequence[object]]) -> tuple[bool, ...]:
    """For each column whether its words stay whole."""
    lines = [line for line in (header, *rows) if line]
    across = max((len(line) for line in lines), default=0)
    letter, edges = (6.6, 7) if across > MANY else (7.6, 13)
    widths = [
        edges + letter * max((_longest(line[place]) for line in lines if place < len(line)), default=0)
        for place in range(across)
    ]
    kept, room = set[int](), PHONE - sum(min(width, BROKEN) for width in widths)
    for place in sorted(range(across), key=widths.__getitem__):
        room -= max(0.0, widths[place] - BROKEN)
        if room < 0:
            break
        kept.add(place)
    return tuple(place in kept for place in range(across))


def _longest(cell: object) -> int:
    return max((len(word) for word in _WORD.findall(str(cell))), default=0)
