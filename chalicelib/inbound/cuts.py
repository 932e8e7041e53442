"""Where quoted mail begins in a letter, by its lines, and which of the lines below are the writer's own again."""

import re
from collections.abc import Iterator

from chalicelib.core.expressions import expression
from chalicelib.core.written.mailboxes import without_token
from chalicelib.inbound import attributions, header_blocks, separators, signatures
from chalicelib.inbound.attributions import QUOTE
from chalicelib.inbound.header_blocks import Cut

LONGEST = 400_000
MOST_LINES = 2_000
"""Characters and lines that are searched; what lies beyond belongs to whatever it follows."""
WIDEST_LINE = 76
"""Characters at which programs fold quoted lines."""
MOST_CUTS = 200
# What a writer announces who then sets marks of his own before each item.
_LISTS = expression(
    r"(?:如下|以下|诉求|訴求|要求|问题|問題|建议|建議|请求|請求|原因|经过|經過|事项|事項|[几幾]点)[^\n：:]{0,6}[：:]\s*$|\b(?:follow(?:s|ing)?|points?|demands?|requests?|questions?|issues?|problems?|list):\s*$",
    re.IGNORECASE,
)
_BAR = expression(r"^\s{0,3}[|│┃¦»](?:[^|│┃]*)$")
LONGEST_SHOWING = 60
_SHOWN = expression(
    r"[：:]\s*$|附上|附件|如下|以下|下面|[回答](?:[复覆])?我(?!们|們)|原[话話文]|[对對]方|\b(?:below|following|attached|enclosed|wrote|answered|replied|told me)\b",
    re.IGNORECASE,
)
_MAILBOX = expression(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_LABELLED_ABOVE = 3
"""Lines above a divider of everyday words in which a header block may stand."""


def first_cut(text: str, parties: frozenset[str] = frozenset()) -> Cut | None:
    """Where quoted or forwarded mail begins by its lines; where it does twice, a mail between the `parties` counts."""
    return first(text[:LONGEST].split("\n"), parties)


def first(lines: list[str], parties: frozenset[str] = frozenset(), *, before_ours: bool = False) -> Cut | None:
    """The first cut, unless own words stand between what it begins and a surer one. `before_ours`: a mail of ours follows the lines."""
    earlier: Cut | None = None
    for cut in _all(lines):
        if cut.doubtful:
            continue
        sure = not (cut.weak or _foreign(lines, cut, parties) or (before_ours and cut.forward))
        if earlier is None and sure:
            return cut
        if earlier is None:
            earlier = cut
        elif sure and not QUOTE.match(lines[cut.begin]) and (earlier.weak or _own_between(lines, earlier, cut)):
            return cut
    return earlier


def header_at_end(lines: list[str]) -> Cut | None:
    """A whole header block, however it reads, with which the lines end: above a mail of ours nobody writes such facts last."""
    end = next((cut for cut in _all(lines) if not any(line.strip() for line in lines[cut.body :])), None)
    labels = (separators.label(line) for line in lines[end.begin : end.body]) if end else ()
    return end if {"from", "to", "subject"} <= {found[0] for found in labels if found} else None


def quotes_surely(text: str) -> bool:
    """Whether an introduction that names a mailbox stands above marked lines."""
    lines = text[:LONGEST].split("\n")
    cut = first(lines)
    if cut is None or cut.weak or cut.forward:
        return False
    named = any(_MAILBOX.search(line[:1_000]) for line in lines[cut.begin : cut.body])
    return named and any(QUOTE.match(line) for line in lines[cut.body : cut.body + 2])


def earliest(lines: list[str]) -> Cut | None:
    """The first line that may introduce a quote, even if people write such lines too: no order is read below it."""
    return next((cut for cut in _all(lines) if cut.begin < cut.body), None)


def _all(lines: list[str]) -> Iterator[Cut]:
    """Every cut, each beginning beyond the one before."""
    at = 0
    for _ in range(MOST_CUTS):
        cut = next(
            (cut for i in range(at, min(len(lines), MOST_LINES)) if (cut := _cut_at(lines, i)) and cut.begin >= at),
            None,
        )
        if cut is None:
            return
        yield cut
        at = max(cut.body, cut.begin + 1)


def _foreign(lines: list[str], cut: Cut, parties: frozenset[str]) -> bool:
    """It introduces a mail that neither the writer nor whom they write to sent or got."""
    named = {without_token(found) for line in lines[cut.begin : cut.body] for found in _MAILBOX.findall(line[:1_000])}
    return bool(named and parties) and not named & parties


def is_of_others(lines: list[str], cut: Cut, parties: frozenset[str]) -> bool:
    """It introduces a mail that came from none of the domains of these parties, below words that show it to the reader: nobody was
    answered.
    """
    above = next((line for line in reversed(lines[: cut.begin]) if line.strip()), "")
    if not _SHOWN.search(above[-LONGEST_SHOWING:]):
        return False
    introduction = lines[cut.begin : cut.body]
    senders = [line for line in introduction if (separators.label(line) or ("", ""))[0] == "from"]
    named = {found for line in senders or introduction for found in _MAILBOX.findall(line[:1_000])}
    domains = {_domain(party) for party in parties}
    return bool(named and parties) and not cut.forward and not any(_domain(each) in domains for each in named)


def _domain(mailbox: str) -> str:
    return mailbox.rpartition("@")[2].lower()


def _own_between(lines: list[str], one: Cut, other: Cut) -> bool:
    """Words without marks between two cuts."""
    return any(line.strip() and not QUOTE.match(line) for line in lines[one.body : other.begin])


def _cut_at(lines: list[str], i: int) -> Cut | None:
    line = lines[i]
    if not line.strip():
        return None
    one = separators.divider(line)
    if one:
        return Cut(i, i + 1, one.forward, doubtful=one.everyday and not _introduces_header(lines, i))
    return header_blocks.cut_at(lines, i) or attributions.cut_at(lines, i) or _bare_quote(lines, i)


def _introduces_header(lines: list[str], i: int) -> bool:
    """Whether a divider that people draw too stands beside lines that only a mail program writes."""
    near = [*lines[max(i - _LABELLED_ABOVE, 0) : i], *lines[i + 1 : i + 1 + _LABELLED_ABOVE]]
    return any(
        QUOTE.match(line) or (separators.label(line.strip(" |").replace("|", ":", 1)) is not None) for line in near
    )


def _bare_quote(lines: list[str], i: int) -> Cut | None:
    """Quoted lines without any introduction, at the end of a mail; a single one may be the writer's own mark."""
    if not QUOTE.match(lines[i]):
        return None
    run = sum(1 for line in lines[i : i + 4] if QUOTE.match(line))
    before = next((k for k in range(i - 1, max(i - 3, -1), -1) if lines[k].strip()), -1)
    if before >= 0 and _introduces(lines[before]):
        return Cut(before, i, weak="@" not in lines[before])
    if before >= 0 and _LISTS.search(lines[before]):
        return None
    apart = i == 0 or not lines[i - 1].strip()
    return Cut(i, i, weak=True) if run >= (2 if apart else 3) else None


def _introduces(line: str) -> bool:
    """A line in a language that the table doesn't know: it tells who or when, and ends with a colon."""
    return line.rstrip().endswith((":", "：")) and bool(separators.TELLING.search(line))


def own_below(lines: list[str]) -> str | None:
    """Own words below the first quoted run; None if more quoted lines follow them, "" if there are none."""
    lines = lines[_header_length(lines) :]
    mark = _mark_of(lines)
    if mark is None:
        return ""
    quoted = [i for i, line in enumerate(lines) if mark.match(line) or wrapped(lines, i)]
    run = next((n for n, i in enumerate(quoted) if n and _between(lines, quoted[n - 1], i)), None)
    if run is not None:
        return None
    below = lines[quoted[-1] + 1 :]
    further = first(below)
    own = "\n".join(below[: further.begin] if further else below).strip("\n")
    return "" if signatures.only_signature(own) else own


def answers_between(lines: list[str]) -> list[str] | None:
    """Own lines between and below marked ones, each run of them below the marked line that it answers; None if no lines are marked."""
    lines = lines[_header_length(lines) :]
    mark = _mark_of(lines)
    if mark is None:
        return None
    quoted = [bool(mark.match(line)) or wrapped(lines, i) for i, line in enumerate(lines)]
    last = max((i for i, each in enumerate(quoted) if each), default=-1)
    further = first(lines[last + 1 :])
    end = last + 1 + further.begin if further else len(lines)
    kept: list[str] = []
    answered: list[str] = []
    for line, is_quoted in zip(lines[:end], quoted[:end], strict=True):
        if is_quoted and line.strip("|│┃¦» \t>＞"):
            answered = [*([""] if answered else []), line]  # what stood before it goes, and leaves a gap
        elif is_quoted:
            answered = answered or [""]
        elif line.strip():
            kept, answered = [*kept, *answered, line], []
        else:
            (answered or kept).append("")
    return kept


def _header_length(lines: list[str]) -> int:
    """Lines of a header block between a divider and what it introduces."""
    length = 0
    for i, line in enumerate(lines[: header_blocks.MOST_LABELS]):
        if QUOTE.match(line):
            break
        if separators.label(line) is not None:
            length = i + 1
        elif line.strip() and "@" not in line:
            break
    return length


def _mark_of(lines: list[str]) -> re.Pattern[str] | None:
    """By which mark the lines below an introduction are quoted, if by any; bars divide the cells of tables too."""
    if any(QUOTE.match(line) and not _closes_link(lines, i) for i, line in enumerate(lines[:3])):
        return QUOTE
    opening = next((line for line in lines[:3] if line.strip()), "")
    return _BAR if _BAR.match(opening) and separators.label(opening) is None else None


def _closes_link(lines: list[str], i: int) -> bool:
    """The ">" that ends an address folded over two lines is no quote mark."""
    return i > 0 and re.search(r"<\s*https?://[^\s<>]*$", lines[i - 1]) is not None


def _between(lines: list[str], one: int, other: int) -> bool:
    return any(line.strip() for line in lines[one + 1 : other])


def wrapped(lines: list[str], i: int) -> bool:
    """The rest of a long quoted line that was folded without a new mark."""
    if (
        not 0 < i < len(lines) - 1
        or not lines[i].strip()
        or not QUOTE.match(lines[i - 1])
        or not QUOTE.match(lines[i + 1])
    ):
        return False
    before, line = lines[i - 1], lines[i].strip()
    first_word, _, _ = line.partition(" ")
    only_link = not re.sub(r"[(<]?https?://\S+[)>]?|[<>()\s]", "", line)
    closes_link = re.search(r"[(<]\s*https?://[^\s)>]*$", before) is not None and re.match(r"\S*[)>]", line) is not None
    full = len(before) >= 66 and (len(line) < 40 or len(before) + len(first_word) >= WIDEST_LINE)  # noqa: PLR2004
    return only_link or closes_link or full
