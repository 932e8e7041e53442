"""Whether somebody asks for what they were promised, in a message that names no complaint."""

from collections.abc import Iterable

from chalicelib.core.expressions import expression
from chalicelib.core.written.second_matters import another_matter
from chalicelib.core.written.words import folded

LONGEST_READ = 2_000
_PROMISED = expression(
    r"答应|承诺|许诺|允诺|说好|讲好|说过要|保证过|应允|\bpromis|\byou (?:said|told me) (?:that )?(?:you|i|we) (?:would|'d)"
)
_WAITS = expression(
    r"(?:没|未|没有)(?:有)?(?:见到|看到|看见|见|收到|拿到|送到|寄到|到账|到|兑现|退|给|来|动静)|还没|还未|至今|到现在|迟迟|什么时候|何时|几时|多久|怎么还|在哪|呢[?？]?$"
    r"|\bwhere(?:'s| is| are)\b|\bwhen (?:will|do|does|can|is)\b|\bstill\b|\bnever\b|\bnot (?:yet )?(?:come|arriv|receiv|got|been)|n't (?:\w+ ){0,2}(?:come|arriv|receiv|got|been|had)|\bwaiting\b|\boverdue\b"
)
_OF_MONEY = expression(
    r"[钱款费]|[退赔补]|到[账帐]|入[账帐]|\d ?[元块]|[¥£$€]\s?\d|\b(?:money|paid|pay(?:ment|s|ing)?|refund(?:ed|s)?|compensat\w+|cheque|pounds?|quid|bank|account|transfer(?:red)?)\b"
)
_COMES = expression(r"收到|拿到|送到|寄到|兑现|\b(?:arriv\w+|receiv\w+|deliver\w+|kept|broken)\b")
_FIGURE = expression(r"\d{2,}")
_CHINESE = expression(r"[一-鿿]{2,}")
_LATIN = expression(r"[a-z]{4,}")


def may_ask_for_something(text: str) -> bool:
    """Whether the words can be about a promise at all: they speak of one, or of waiting."""
    said = folded(text[:LONGEST_READ])
    return bool(_PROMISED.search(said) or _WAITS.search(said))


def asks_for(text: str, promised: Iterable[str]) -> bool:
    """Whether the words ask for one of the things promised: by its name, or as what was promised; a further complaint does not."""
    said = folded(text[:LONGEST_READ])
    spoken_of, waits = _PROMISED.search(said), _WAITS.search(said)
    named = any(part in said for thing in promised for part in parts_of(folded(thing)))
    return another_matter(text) != "plainly" and bool((named and (spoken_of or waits)) or (spoken_of and waits))


def speaks_of(text: str, thing: str) -> bool:
    """Whether the words can be about this thing that was promised: they name it, its sum, money where it is money, a promise, or what has or has not come."""
    said, promised = folded(text[:LONGEST_READ]), folded(thing)
    if may_ask_for_something(text) or _COMES.search(said) or any(part in said for part in parts_of(promised)):
        return True
    money = _OF_MONEY.search(promised) is not None and _OF_MONEY.search(said) is not None
    return money or bool(set(_FIGURE.findall(said)) & set(_FIGURE.findall(promised)))


def asks_plainly_for(text: str, promised: Iterable[str]) -> bool:
    """Whether they ask for it by its name and as what was promised."""
    said = folded(text[:LONGEST_READ])
    named = any(part in said for thing in promised for part in parts_of(folded(thing)))
    return named and _PROMISED.search(said) is not None and another_matter(text) != "plainly"


def parts_of(thing: str) -> set[str]:
    """What a thing may be called by: two signs of its name that stand together, or a word."""
    pairs = {run[i : i + 2] for run in _CHINESE.findall(thing) for i in range(len(run) - 1)}
    return pairs | set(_LATIN.findall(thing))
