"""Words that recur in what customers wrote, and where (F52): hot spots show here before anyone has named a category for them.

Chinese is written without blanks. Characters and phrases that join words, or that every complaint has, cut a text into runs;
every stretch of two to eight characters of a run is a candidate. A word counts once for each complaint. Of candidates that
overlap, the more frequent is shown, and of equals the longer.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.register.rows import Row
from chalicelib.core.report.figures import Rows, unit_of
from chalicelib.core.report.shape import Frame, Section, bars, change, counted
from chalicelib.core.report.wording import measure, word
from chalicelib.core.written.languages import listed

SHORTEST, LONGEST = 2, 8  # characters of a Chinese candidate
AT_LEAST = 2  # complaints in which a word must occur
MOST = 20  # words shown
LETTERS_READ = 500  # of each complaint
CONSIDERED = 300  # candidates, the most frequent ones

# What joins words, counts, or stands in every complaint.
_JOINING = (
    "的了着過过吗嗎吧呢啊呀哦我你您他她它们們这這那哪个個是在不没沒有就都也还還和還与與及或但而且因所以被把给給让讓要会會能可很太"
    "再又才到从從对對为為于於之其什么麼怎样樣谁誰几幾多少上下里裡说說来來去得地自己请請如若则則每各等已将將向"
    "一二两兩三四五六七八九十百千半"
)
_EVERYWHERE = "你好|您好|谢谢|謝謝|投诉|投訴|希望|尽快|儘快|处理|處理|今天|昨天|现在|現在|时候|時候|反映|问题|問題|小时|小時|分钟|分鐘"
_CUT = expression(f"{_EVERYWHERE}|[{_JOINING}]|[^\u4e00-\u9fff]")
_LATIN = expression(r"[a-z][a-z0-9-]{2,}")
_LATIN_EVERYWHERE = frozenset(
    ["the", "and", "for", "was", "you", "that", "this", "with", "have", "not", "but", "are", "they", "your", "from", "has",
     "had", "were", "our", "very", "when", "there", "please", "dear", "hello", "complaint"]
)  # fmt: skip


class Recurring(msgspec.Struct, frozen=True):
    """A word and the complaints in which it occurs."""

    word: str
    rows: tuple[Row, ...]


def recurring(rows: Rows, most: int = MOST) -> tuple[Recurring, ...]:
    """The words of at least two complaints, the most frequent first, none overlapping a more frequent one."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for candidate in candidates(_text(row)):
            found[candidate].append(row)
    often = {name: cases for name, cases in found.items() if len(cases) >= AT_LEAST}
    ordered = sorted(often.keys() - _parts(often), key=lambda name: (-len(often[name]), -len(name), name))
    chosen: list[str] = []
    for name in ordered[:CONSIDERED]:
        if not any(_overlap(name, other) for other in chosen):
            chosen.append(name)
    return tuple(Recurring(name, tuple(often[name])) for name in chosen[:most])


def word_section(rows: Rows, previous: Rows, frame: Frame) -> Section:
    """The most frequent words: in how many complaints, in how many before, in which units."""
    language, open_rows = frame.language, [row for row in rows if not row.restricted]
    found = recurring(open_rows)
    if not found:
        return Section(title=word("words", language), text=(word("no_words", language),))
    lines = []
    for item in found:
        now, before = counted(_numbers(item.rows)), counted(_numbers(_mentioning(item.word, previous)))
        lines.append((item.word, now, before, change(now, before, language), _where(item.rows, language)))
    return Section(
        title=word("words", language),
        header=tuple(
            measure(name, frame.placed_by, language) for name in ("word", "count", "last_period", "change", "unit")
        ),
        rows=tuple(lines),
        bars=bars([(line[0], line[1]) for line in lines]),
    )


def candidates(text: str) -> set[str]:
    """Everything in a text that may be a word."""
    latin = {found for found in _LATIN.findall(text) if found not in _LATIN_EVERYWHERE}
    return latin | {piece for run in _CUT.split(text) for piece in _pieces(run)}


def _pieces(run: str) -> Iterator[str]:
    for length in range(SHORTEST, min(LONGEST, len(run)) + 1):
        for start in range(len(run) - length + 1):
            yield run[start : start + length]


def _parts(often: Mapping[str, Sequence[Row]]) -> set[str]:
    """Candidates that live only inside a longer one of as many complaints."""
    shorter = ((name, part) for name in often for part in (name[1:], name[:-1]))
    return {part for name, part in shorter if len(often.get(part, ())) == len(often[name])}


def _overlap(name: str, other: str) -> bool:
    """Whether two words share at least half of the shorter one, and two characters."""
    length = max(SHORTEST, -(-min(len(name), len(other)) // 2))
    return any(name[start : start + length] in other for start in range(len(name) - length + 1))


def _text(row: Row) -> str:
    return f"{row.subject}\n{row.content}"[:LETTERS_READ].lower()


def _mentioning(name: str, rows: Rows) -> list[Row]:
    return [row for row in rows if name in _text(row)]


def _numbers(rows: Rows) -> tuple[str, ...]:
    return tuple(row.number for row in rows)


def _where(rows: Rows, language: str) -> str:
    """The units concerned, the most concerned first."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[unit_of(row) or word("unassigned", language)] += 1
    most_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return listed((f"{unit} {count}" for unit, count in most_first), language)
