"""Texts that an organisation which writes traditional Chinese elsewhere has in simplified signs alone: its readers get those."""

from collections.abc import Iterator
from functools import cache

from opencc import OpenCC

from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import BUILT_IN
from redress.remarks.policy_texts import Texts, texts_of

SHOWN = 5
FEW = 3  # for each that has none, so many that have: whoever writes few of them does so by choice
_FROM, _TO = "zh-CN", "zh-TW"


def remarks_on_untold_traditional(policy: Policy) -> Iterator[str]:
    """One sentence for all of them, the first with how they would read; none where nobody reads traditional signs, or little is written in them."""
    texts = list(texts_of(policy))
    told = sum(_TO in each for _, each in texts) if _TO in policy.languages else 0
    untold = [f"{where}: {_as_read(each)}" for where, each in texts if told and _lacks(where, each)]
    if 0 < FEW * len(untold) <= told:
        more = f"; and {len(untold) - SHOWN} more" if len(untold) > SHOWN else ""
        yield f"no {_TO}, so that its readers get simplified signs where other texts have theirs (perhaps): {'; '.join(untold[:SHOWN])}{more}"


def _lacks(where: str, texts: Texts) -> bool:
    """Whether a text is only there in simplified signs that traditional ones differ from, and is none that we say ourselves."""
    said = texts.get(_FROM, "")
    ours = BUILT_IN.get(where.split('"')[1], {}) if '"' in where else {}
    return bool(said) and _TO not in texts and ours.get(_FROM) != said and _traditional(said) != said


def _as_read(texts: Texts) -> str:
    said = _traditional(texts[_FROM]).splitlines()[0]
    return f"“{said[:30]}{'…' if len(said) > 30 else ''}”"  # noqa: PLR2004  enough to know it by


@cache
def _signs() -> OpenCC:
    return OpenCC("s2tw")


def _traditional(text: str) -> str:
    return str(_signs().convert(text))
