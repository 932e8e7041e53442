"""The name with which an order's words begin, in full or in part, and what is said behind it."""

from collections.abc import Sequence

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

STOPS = " \t\u3000，,；;：:。、\n"
_LEADS_IN = expression(r"(?:over |on )?(?:back )?to (?:the )?|[给至到予由]")  # 转办给物流部, #transfer to Car Parks
_WORD = expression(rf"[^{STOPS}]+")
MOST_WORDS = 8  # of a name
SHORTEST_PART = 3  # letters of a Latin name that may stand for it
_BESIDE = frozenset(
    {"&", "and", "of", "the", "team", "dept", "department", "section", "unit", "service", "please", "pls", "thanks"}
)


class Led(msgspec.Struct, frozen=True):
    """Which of the names words begin with, "" if with none or with what several share; what stands there for it; and the rest."""

    name: str
    called: str
    rest: str


def led_by(words: str, names: Sequence[str]) -> Led:
    """The longest name in full goes before a part of one; "Parking Enforcement please" names it though "Parking" begins two."""
    words = words.strip(STOPS)
    bare = words[found.end() :] if (found := _LEADS_IN.match(words.lower())) else words
    for text in dict.fromkeys((words, bare)):
        runs = _runs(text)
        for of in (_in_full, _in_part):
            if led := next(
                (Led(name, text[:end], text[end:]) for end in runs if (name := of(text[:end], names))), None
            ):
                return msgspec.structs.replace(led, rest=_behind(led))
    end = min(_runs(bare), default=0)
    return Led("", bare[:end], bare[end:].strip(STOPS))


def _runs(text: str) -> list[int]:
    """Where each run of the first line's first words ends, the longest first."""
    line = text.partition("\n")[0]
    return [found.end() for found in list(_WORD.finditer(line))[:MOST_WORDS]][::-1]


def _in_full(run: str, names: Sequence[str]) -> str:
    return next((name for name in names if folded(name) == folded(run)), "")


def _in_part(run: str, names: Sequence[str]) -> str:
    said = folded(run)
    if said.isascii() and len(said) < SHORTEST_PART:
        return ""
    near = [name for name in names if _begins_a_word(said, folded(name))]
    return near[0] if len(near) == 1 else ""


def _begins_a_word(said: str, name: str) -> bool:
    """Whether a part of a name stands for it: of a Latin one from the beginning of a word ("Book", not "it" of Facilities)."""
    at = name.find(said)
    while at > 0 and said.isascii() and name[at - 1].isalnum():
        at = name.find(said, at + 1)
    return at >= 0


def _behind(led: Led) -> str:
    """What follows, without the words that only end the name: "Rents and Service Charges team, please"."""
    named = _BESIDE | set(folded(led.name).split())
    head, line, tail = led.rest.partition("\n")
    while (found := _WORD.search(head)) and folded(found.group().strip(".!")) in named and led.called.isascii():
        head = head[found.end() :]
    return (head + line + tail).strip(STOPS + "-–—")
