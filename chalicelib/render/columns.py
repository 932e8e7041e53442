"""How a mail's table fits a phone: how large its letters are, and which columns keep their words whole.

That is the first column, which says what a line is about, and as many others as there is room for, those with the shortest words first.
"""

from collections.abc import Sequence

from chalicelib.core.expressions import expression

PHONE = 334
"""Pixels that a mail's text has across on a screen of 390."""
BROKEN = 56  # pixels for a column whose words may break
MANY = 5  # columns; more are set in smaller letters
FEW_SIZE, MANY_SIZES = 14, (12, 11)  # pixels of a letter's height; the smaller one only where all words then stay whole
WIDE = 0.55  # of its height
_WORD = expression(r"[^\s\u2e80-\u9fff\uff00-\uffef]+")  # Chinese breaks between any two signs

Rows = Sequence[Sequence[object]]


def fitted(header: Sequence[object], rows: Rows) -> tuple[int, tuple[bool, ...]]:
    """The height of its letters in pixels, and for each column whether its words stay whole."""
    lines = [line for line in (header, *rows) if line]
    across = max((len(line) for line in lines), default=0)
    longest = [
        max((_longest(line[place]) for line in lines if place < len(line)), default=0) for place in range(across)
    ]
    if across <= MANY:
        return FEW_SIZE, _whole([13 + FEW_SIZE * WIDE * each for each in longest])
    found = [(size, _whole([7 + size * WIDE * each for each in longest])) for size in MANY_SIZES]
    return next((each for each in found if all(each[1])), found[0])


def _whole(widths: Sequence[float]) -> tuple[bool, ...]:
    """For each column, `widths` pixels wide with whole words, whether it has them."""
    kept, room = set[int](), PHONE - sum(min(width, BROKEN) for width in widths)
    for place in sorted(range(len(widths)), key=lambda each: (each > 0, widths[each])):
        more = max(0.0, widths[place] - BROKEN)
        if more <= room:
            room -= more
            kept.add(place)
    return tuple(place in kept for place in range(len(widths)))


def _longest(cell: object) -> int:
    return max((len(word) for word in _WORD.findall(str(cell))), default=0)
