"""What a text resembles among texts that somebody has sorted before: the nearest centroid (Rocchio's method).

Chinese is cut into its signs and each two that follow one another, which needs no dictionary and forgives
slips of the pen; other scripts into words, their beginnings and pairs. A piece counts by how rare it is, and a name's texts
together against all others' (Manning, Raghavan & Schütze, Introduction to Information Retrieval, 9.1.1 and 14.2).
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from operator import add, mul
from typing import NamedTuple

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

Examples = tuple[tuple[str, tuple[str, ...]], ...]  # name → the texts sorted under it
Vector = dict[str, float]  # piece → weight

READ = 600  # characters: who writes more has said by then what it is about
STEM = 5  # letters
SHORT = 20.0  # a text of eight signs or so; what is shorter tells less
OTHERS = 0.5  # how much what others' texts are made of speaks against a name
WORD = expression(r"[a-z]+")
SIGNS = expression("[\u3400-\u9fff]+")


class _Centroid(NamedTuple):
    own: Vector  # of the name's texts, by how much it speaks for the name
    against: float  # times all texts' together: what speaks against it
    length: float


class _Learned(NamedTuple):
    rarity: Vector
    all: Vector
    centroids: dict[str, _Centroid]


def resemblance(text: str, examples: Examples) -> dict[str, float]:
    """Name → how much the text is like the texts under it and unlike the others, from -1 to 1 (a cosine, less of a short text); 0 for all if nothing is known of it."""
    return dict(_resemblance(text[:READ], examples))


@lru_cache(maxsize=256)  # a complaint's words are weighed anew at each of its facts
def _resemblance(text: str, examples: Examples) -> dict[str, float]:
    learned = _learned(examples)
    pieces = {piece: learned.rarity[piece] for piece in _pieces(text) if piece in learned.rarity}
    length = max(math.hypot(*pieces.values()), SHORT)
    usual = _product(pieces, learned.all)
    return {
        name: (_product(pieces, centroid.own) - centroid.against * usual) / centroid.length / length
        for name, centroid in learned.centroids.items()
    }


@lru_cache(maxsize=32)
def _learned(examples: Examples) -> _Learned:
    """What thousands of texts come to is the larger part of a first complaint: loops that Python's own functions can go through are left to them."""
    texts = {name: [_pieces(text) for text in each] for name, each in examples}
    count = sum(map(len, texts.values()))
    found = Counter(chain.from_iterable(chain.from_iterable(texts.values())))
    rarity = {piece: math.log(1 + count / n) for piece, n in found.items()}
    sums = {name: _sum(each, rarity) for name, each in texts.items()}
    everything: Vector = {}
    for each in sums.values():
        for piece, weight in each.items():
            everything[piece] = everything.get(piece, 0.0) + weight
    square = _square(everything)
    centroids = {name: _centroid(each, everything, square, len(texts[name]), count) for name, each in sums.items()}
    return _Learned(rarity, everything, centroids)


def _sum(texts: Iterable[set[str]], rarity: Vector) -> Vector:
    """The texts together, each of length 1."""
    total: Vector = {}
    for pieces in texts:
        weights = [rarity[piece] for piece in pieces]
        length = math.hypot(*weights) or 1.0
        for piece, weight in zip(pieces, weights, strict=True):
            total[piece] = total.get(piece, 0.0) + weight / length
    return total


def _centroid(own: Vector, everything: Vector, everything_square: float, texts: int, all_texts: int) -> _Centroid:
    against = OTHERS / max(all_texts - texts, 1)
    share = 1 / max(texts, 1) + against
    shared = share * _product(own, everything)
    square = share**2 * _square(own) - 2 * against * shared + against**2 * everything_square
    mine = {piece: weight * share for piece, weight in own.items()}
    return _Centroid(mine, against, math.sqrt(max(square, 0.0)) or 1.0)


def _product(one: Vector, other: Vector) -> float:
    return float(sum(map(mul, one.values(), (other.get(piece, 0.0) for piece in one))))


def _square(one: Vector) -> float:
    return float(sum(map(mul, one.values(), one.values())))


def _pieces(text: str) -> set[str]:
    """What a text is made of, each piece once."""
    said = folded(text[:READ])
    return {*_of_signs(said), *_of_words(WORD.findall(said))}


def _of_signs(said: str) -> Iterator[str]:
    for run in SIGNS.findall(said):
        yield from run
        yield from map(add, run, run[1:])


def _of_words(words: list[str]) -> Iterator[str]:
    yield from words
    yield from (f"{word[:STEM]}-" for word in words)
    yield from (f"{one} {other}" for one, other in pairwise(words))
