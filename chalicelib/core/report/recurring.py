"""Words that recur in what customers wrote, and where (F52): hot spots show here before anyone has named a category for them.

Chinese is written without blanks, so every run of two to six characters is a candidate. One that lives only inside a longer
candidate of the same complaints says nothing new and is dropped. A word counts once for each complaint.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from chalicelib.core.indexing import Row
from chalicelib.core.report.figures import Rows, change, unit_of
from chalicelib.core.report.shape import Frame, Section, bars, counted
from chalicelib.core.report.wording import word

SHORTEST, LONGEST = 2, 6  # characters of a Chinese candidate
AT_LEAST = 2  # complaints in which a word must occur
MOST = 20  # words shown
LETTERS_READ = 1000  # of each complaint
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z][a-z0-9-]{2,}")

# Characters that join words: a candidate with one of them is a piece of a sentence and no word.
_JOINING = frozenset(
    "的了着過过吗嗎吧呢啊呀哦我你您他她它们們这這那哪个個是在不没沒有就都也还還和与與及或但而且因所以被把给給让讓要会會能可很太"
    "再又才到从從对對为為于於之其什么麼怎样樣谁誰几幾多少上下里裡说說来來去得地自己请請如若则則每各等已将將向"
)
_GREETINGS = frozenset(
    ["你好", "您好", "谢谢", "謝謝", "投诉", "投訴", "希望", "尽快", "儘快", "处理", "處理", "今天", "昨天", "现在", "現在", "时候", "時候",
     "反映", "问题", "問題", "小时", "小時", "分钟", "分鐘", "the", "and", "for", "was", "you", "that", "this", "with", "have", "not",
     "but", "are", "they", "your", "from", "has", "had", "were", "our", "very", "when", "there", "please", "dear", "hello", "complaint"]
)  # fmt: skip


class Recurring(msgspec.Struct, frozen=True):
    """A word and the complaints in which it occurs."""

    word: str
    rows: tuple[Row, ...]


def recurring(rows: Rows) -> tuple[Recurring, ...]:
    """The words of at least two complaints, the most frequent first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for candidate in sorted(candidates(f"{row.subject}\n{row.content}"[:LETTERS_READ])):
            found[candidate].append(row)
    often = {name: cases for name, cases in found.items() if len(cases) >= AT_LEAST}
    kept = (name for name in often if not _inside_longer(name, often))
    ordered = sorted(kept, key=lambda name: (-len(often[name]), -len(name), name))
    return tuple(Recurring(name, tuple(often[name])) for name in ordered)


def word_section(rows: Rows, previous: Rows, frame: Frame, most: int = MOST) -> Section:
    """The most frequent words: in how many complaints, in how many before, in which units."""
    language, open_rows = frame.language, [row for row in rows if not row.restricted]
    found = recurring(open_rows)[:most]
    if not found:
        return Section(title=word("words", language), text=(word("no_words", language),))
    lines = []
    for item in found:
        now, before = counted(_numbers(item.rows)), counted(_numbers(_mentioning(item.word, previous)))
        lines.append((item.word, now, before, change(now, before, language), _where(item.rows, language)))
    return Section(
        title=word("words", language),
        header=tuple(word(name, language) for name in ("word", "count", "last_period", "change", "unit")),
        rows=tuple(lines),
        bars=bars([(line[0], line[1]) for line in lines]),
    )


def candidates(text: str) -> set[str]:
    """Everything in a text that may be a word."""
    lowered = text.lower()
    latin = {found for found in _LATIN.findall(lowered) if found not in _GREETINGS}
    return latin | {piece for run in _HAN.findall(lowered) for piece in _pieces(run)}


def _pieces(run: str) -> Iterator[str]:
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(run) - length + 1):
            piece = run[start : start + length]
            if not _JOINING.intersection(piece) and not any(greeting in piece for greeting in _GREETINGS):
                yield piece


def _inside_longer(name: str, often: Mapping[str, Sequence[Row]]) -> bool:
    """Whether a longer candidate contains it and occurs as often."""
    return any(
        len(longer) > len(name) and name in longer and len(often[longer]) == len(often[name]) for longer in often
    )


def _mentioning(name: str, rows: Rows) -> list[Row]:
    return [row for row in rows if name in f"{row.subject}\n{row.content}"[:LETTERS_READ].lower()]


def _numbers(rows: Rows) -> tuple[str, ...]:
    return tuple(row.number for row in rows)


def _where(rows: Rows, language: str) -> str:
    """The units concerned, the most concerned first."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[unit_of(row) or word("unassigned", language)] += 1
    return "、".join(f"{unit} {count}" for unit, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
