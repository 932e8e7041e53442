"""One mail that says different things of several matters: "LC…-1 同意，LC…-2 不同意，理由…", 第一件同意，第二件不行, "the first: approved".

Which words are about which is said only where it is plain: each matter's words follow it, or each matter follows its words. Pure.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written.consent import answer_in, ungreeted
from chalicelib.core.written.numerals import WRITTEN_OUT, written_out

BETWEEN = r"[\s、,，;；和及与與跟]*(?:and|以及)?[\s、,，;；]*"
SEVERAL = 2
LONGEST_READ = 6_000  # characters
_EDGES = " \t\n、,，;；:：的.。-–—•*·"
_COUNTED = rf"(?:\d{{1,2}}|{WRITTEN_OUT})"
_THING = r"(?:件|个|個|项|項|份|宗|起|条|條|桩|樁|案|单|單)(?:投诉|投訴|案子|事情|事|的)?"
_ENGLISH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}  # fmt: skip
_PLACE = rf"""
    第(?P<place>{_COUNTED}){_THING}
    |(?:(?<=\n)|\A)[ \t]*[（(]?(?P<line>\d{{1,2}})(?:[)）]|[.、:：](?!\d))
    |(?P<ends>前|后|後|最后|最後)(?P<many>{_COUNTED}){_THING}
    |\b(?:the[ ])?(?P<english>{"|".join(_ENGLISH)})(?:[ ](?:one|case|complaint|matter))?\b
    |(?P<rest>(?:其余|其餘|剩下|余下|餘下)(?:的)?(?:{_COUNTED}?{_THING})?|(?:其它|其他|另外)(?:的)?(?:{_COUNTED}?{_THING}|的|(?=[:：，,]?(?:都|均|全|一律|同意|可以|不|退回))))
    |\b(?P<others>(?:the[ ])?(?:rest|others|remaining[ ]ones))\b
"""
_REASON = expression(r"(?:理由|原因|因为|由于|because|since|reason)", re.IGNORECASE)
_LEAD = expression(r"(?:关于|關於|编号|編號|about|case|re|[#＃:：\[【(（\s•*·-])*", re.IGNORECASE)


class Part(msgspec.Struct, frozen=True):
    """Words about some of the matters, by their numbers. `rest`: about all that the others leave."""

    numbers: tuple[str, ...]
    words: str
    rest: bool = False


def parts(text: str, number: str, listed: Sequence[str]) -> tuple[Part, ...]:
    """What is said of each; none if one thing is said of all, or if it is not plain what of which.

    `number`: the pattern of a number; `listed`: the numbers of the matters in the mail that is answered, in its order.
    """
    mark = re.compile(rf"(?P<number>{number})|{_PLACE}", re.IGNORECASE | re.VERBOSE)
    text = text.strip()
    if len(text) > LONGEST_READ:
        return ()
    text = text if mark.match(text, _lead(text)) else ungreeted(text)
    runs = _runs(mark, text)
    if len(runs) < SEVERAL:
        return ()
    before = [text[end:start] for end, start in zip([0, *(r[1] for r in runs)], [r[0] for r in runs], strict=False)]
    after = text[runs[-1][1] :]
    if not before[0].strip(_EDGES) or _lead(text) >= runs[0][0]:
        words = [*before[1:], after]
    elif not after.strip(_EDGES) or _REASON.match(after.strip(_EDGES)):
        words = [*before[:-1], f"{before[-1].strip(_EDGES)}，{after.strip(_EDGES)}"]
        if not all(answer_in(each.strip(_EDGES)).answer in ("yes", "no", "ok") for each in words):
            return ()
    else:
        return ()
    named = any(m["number"] for _, _, marks in runs for m in marks)
    said = list(_parts(runs, [each.strip(_EDGES) for each in words], listed))
    return tuple(said) if _is_plain(said, listed, named=named) else ()


def _lead(text: str) -> int:
    found = _LEAD.match(text)
    return found.end() if found else 0


def _runs(mark: re.Pattern[str], text: str) -> list[tuple[int, int, list[re.Match[str]]]]:
    """Where matters are named, one after the other without words between them: from, to, and which."""
    runs: list[tuple[int, int, list[re.Match[str]]]] = []
    for found in mark.finditer(text):
        if runs and re.fullmatch(BETWEEN, text[runs[-1][1] : found.start()]):
            start, _, marks = runs[-1]
            runs[-1] = (start, found.end(), [*marks, found])
        else:
            runs.append((found.start(), found.end(), [found]))
    return runs


def _parts(
    runs: Sequence[tuple[int, int, list[re.Match[str]]]], words: Sequence[str], listed: Sequence[str]
) -> Iterator[Part]:
    for (_, _, marks), said in zip(runs, words, strict=True):
        rest = any(m["rest"] or m["others"] for m in marks)
        numbers = tuple(n for m in marks for n in _numbers(m, listed))
        yield Part(numbers=numbers, words=re.sub(r"^(?:都|均|全部|一律)", "", said), rest=rest)


def _numbers(mark: re.Match[str], listed: Sequence[str]) -> tuple[str, ...]:
    """The matters that are meant; "" where the list has none in that place."""
    if mark["number"]:
        return (mark["number"].upper(),)
    if mark["ends"]:
        many = _count(mark["many"])
        return tuple(listed[:many] if mark["ends"] == "前" else listed[-many:]) if many <= len(listed) else ("",)
    said = mark["place"] or mark["line"]
    place = _count(said) if said else _ENGLISH.get((mark["english"] or "").lower(), 0)
    if mark["rest"] or mark["others"]:
        return ()
    return (listed[place - 1],) if 0 < place <= len(listed) else ("",)


def _count(said: str) -> int:
    return int(said) if said.isdigit() else written_out(said)


def _is_plain(said: Sequence[Part], listed: Sequence[str], *, named: bool) -> bool:
    """Whether each matter is spoken of once, and those that are meant by their place are all that were listed, each decided."""
    numbers = [number for part in said for number in part.numbers]
    once = len(numbers) == len(set(numbers)) and "" not in numbers and all(part.words for part in said)
    if named or not once:
        return once
    all_told = any(part.rest for part in said) or set(numbers) == set(listed)
    return all_told and all(answer_in(part.words).answer in ("yes", "no", "ok", "received") for part in said)
