"""How a mail's table fits a phone: how large its letters are, which columns keep their words whole, and how narrow the others may become.

Whole are those of the first column, which says what a line is about, and of as many others as there is room for, those with the shortest words first.
Chinese may break between any two signs, so that beside a long text a browser would leave a column one sign across: no column becomes narrower than four, where there is room.
"""

from collections.abc import Sequence

from chalicelib.core.expressions import expression

PHONE = 334
"""Pixels that a mail's text has across on a screen of 390."""
NARROW = 319  # the same on a screen of 375, from which on columns have their least width
BROKEN = 56  # pixels for a column whose words may break
STEPS = (56, 48, 40, 32, 24, 16)  # pixels of a column's least width, as `palette` has a class for each
SPACE = {False: 13, True: 7}  # pixels beside a cell's text, in tables of few columns and of many
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
        return FEW_SIZE, _whole([SPACE[False] + FEW_SIZE * WIDE * each for each in longest])
    found = [(size, _whole([SPACE[True] + size * WIDE * each for each in longest])) for size in MANY_SIZES]
    return next((each for each in found if all(each[1])), found[0])


def narrowest(header: Sequence[object], rows: Rows) -> tuple[int, ...]:
    """For each column how many pixels its text has across at least: all that it needs, or four Chinese signs; less where all of them together leave no room."""
    size, kept = fitted(header, rows)
    lines = [line for line in (header, *rows) if line]
    columns = [[line[place] for line in lines if place < len(line)] for place in range(len(kept))]
    # A word that stays whole has its width as it is; what is left is shared among what may break.
    words = [
        size * WIDE * max(map(_longest, cells)) if whole else 0 for cells, whole in zip(columns, kept, strict=True)
    ]
    wanted = [min(max(_across(cell, size) for cell in cells), BROKEN) for cells in columns]
    words[:1] = [max(word, each) for word, each in zip(words[:1], wanted, strict=False)]  # what a line is about
    more = [max(0.0, each - word) for each, word in zip(wanted, words, strict=True)]
    room = NARROW - SPACE[len(kept) > MANY] * len(kept) - sum(words)
    share = max(0.0, min(1.0, room / max(1.0, sum(more))))
    given = (min(word, each) + over * share for word, each, over in zip(words, wanted, more, strict=True))
    return tuple(next((step for step in STEPS if step <= each), 0) for each in given)


def _across(cell: object, size: int) -> float:
    """How many pixels the longest line of a cell takes, Chinese signs as wide as they are high."""
    return max(
        (sum(size * (1 if sign >= "\u2e80" else WIDE) for sign in line) for line in str(cell).splitlines()), default=0
    )


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
