"""What the writer newly wrote, told apart from the mail that was quoted.

Our own marker is trusted first, then the structure of HTML mail, then the lines by which mail programs introduce a quote.
Answers between quoted lines make no sense alone: then everything is new. Nothing is ever lost: the mail's whole text is kept beside it.
"""

import re

import msgspec

from chalicelib.core.words.marker import REPLY_WORDS
from chalicelib.inbound import attributions, header_blocks, html_text, separators, signatures
from chalicelib.inbound.attributions import QUOTE
from chalicelib.inbound.header_blocks import Cut

LONGEST = 400_000
MOST_LINES = 2_000
"""Characters and lines that are searched; what lies beyond belongs to whatever it follows."""
WIDEST_LINE = 76
"""Characters at which programs fold quoted lines."""
_RULE = re.compile(r"^[\s>*]*[-_=—–－]{3,}\s*$")
_SHARED = re.compile(
    r"(?m)(?<=[^\s>-])[ -]{0,4}(?=On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d{1,2}|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[^\n]{8,200} wrote:[ \t]*$)",
)
_POINTING_BELOW = re.compile(
    r"[见見看][^\n。]{0,6}(?:[红紅蓝藍][字色]|[批夹夾][注註])|[标標][红紅蓝藍]|逐[条條][回答]"
    r"|(?:回[复覆答]|答[复覆]|意[见見])[^\n。]{0,4}[见見在](?:下[文面方]|正文|文中|原[文信邮郵]|行[间間])"
    r"|\b(?:answers?|answered|comments?|responses?|replies|reply|replied)\b[^\n.]{0,20}\b(?:below|inline|in-line|in (?:red|blue|bold|green))\b",
    re.IGNORECASE,
)
# What a writer announces who then sets marks of his own before each item.
_LISTS = re.compile(
    r"(?:如下|以下|诉求|訴求|要求|问题|問題|建议|建議|请求|請求|原因|经过|經過|事项|事項|[几幾]点)[^\n：:]{0,6}[：:]\s*$|\b(?:follow(?:s|ing)?|points?|demands?|requests?|questions?|issues?|problems?|list):\s*$",
    re.IGNORECASE,
)
SHORT = 200
"""Characters of a letter that only sends its reader to the answers below."""
_NOT_COMPARED = re.compile(r"[\s*_<>\[\]|\u200b]+|https?://\S+")


Division = tuple[str, bool]
"""What is new, and whether anything was taken off it."""


class Reading(msgspec.Struct, frozen=True):
    """A letter's newly written text without signature, and the own words above the first quoted line.

    Commands are read in `above` and nowhere else: in a mail that is new throughout, or that answers between the lines, the
    quoted lines are kept with the others, and they hold other people's words.
    """

    new: str
    above: str


def newly_written(text: str, html: str | None = None) -> Reading:
    """What is new; all is where no quote is found or nothing else was written."""
    parts = html_text.pieces(html) if html else None
    parts = parts if parts and parts.found and parts.quoted.strip() else None
    marked = None if parts and _answered_after(parts) else _at_marker(text)
    new, divided = marked or (_by_structure(text, parts) if parts else None) or _by_lines(text)
    if len(new) <= SHORT and _POINTING_BELOW.search(new):
        new, divided = text, False
    above = min([_above_lines(text), *([_above_lines(parts.before)] if parts else [])], key=len)
    kept = signatures.fold(new, answering=divided)[0].strip("\n") if new.strip() else text
    return Reading(kept, signatures.fold(above)[0].strip("\n"))


def _above_lines(text: str) -> str:
    found = REPLY_WORDS.search(text)
    head = text[: text.rfind("\n", 0, found.start()) + 1] if found else text
    lines = head[:LONGEST].split("\n")[:MOST_LINES]
    cut = _first(lines)
    quoted = next((i for i, line in enumerate(lines) if QUOTE.match(line)), len(lines))
    return _trimmed("\n".join(lines[: min(quoted, cut.begin if cut else quoted)]))


def first_cut(text: str) -> Cut | None:
    """Where quoted or forwarded mail begins by its lines."""
    return _first(text[:LONGEST].split("\n"))


def unmarked(text: str) -> str:
    """What of a mail bears no quote mark, without the lines that introduce the quote; "" if it quotes and nothing else."""
    lines = text[:LONGEST].split("\n")
    cut = _first(lines)
    kept = lines[: cut.begin] + lines[cut.body :] if cut else lines
    return "\n".join(line for i, line in enumerate(kept) if not (QUOTE.match(line) or _wrapped(kept, i))).strip()


def _first(lines: list[str]) -> Cut | None:
    return next((cut for i in range(min(len(lines), MOST_LINES)) if (cut := _cut_at(lines, i))), None)


def _at_marker(text: str) -> Division | None:
    """Above our marker, without the lines by which the answering program introduced our mail."""
    found = REPLY_WORDS.search(text[:LONGEST])
    if not found:
        return None
    begin = text.rfind("\n", 0, found.start()) + 1
    above = text[:begin]
    cut = first_cut(above)
    lines = above.split("\n")
    new = "\n".join(lines[: cut.begin] if cut else _without_trailing_quote(lines))
    if new.strip() and _answered_below(text[begin:LONGEST].split("\n")[:MOST_LINES]):
        return text, False
    return (_trimmed(new), True) if new.strip() else None


def _answered_below(lines: list[str]) -> bool:
    """Own words between or below marked lines; where our mail is not marked line by line, nobody can tell."""
    marked = sum(1 for line in lines[:4] if QUOTE.match(line)) > 1
    own = _own_below(lines) if marked and QUOTE.match(lines[0]) else ""
    return own is None or bool(own.strip() and not signatures.closing(own))


def _without_trailing_quote(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (not lines[end - 1].strip() or QUOTE.match(lines[end - 1])):
        end -= 1
    return lines[:end] if end < len(lines) and any(QUOTE.match(line) for line in lines[end:]) else lines


def _answered_after(parts: html_text.Pieces) -> bool:
    """Own words below the first quoted element, which lines without marks would not show."""
    cut = first_cut(parts.after)
    own = "\n".join(parts.after.split("\n")[: cut.begin]) if cut else parts.after
    return bool(own.strip()) and not signatures.only_signature(own) and not signatures.closing(own)


def _by_structure(text: str, parts: html_text.Pieces) -> Division:
    """By the elements that mail programs put around quoted mail and signatures."""
    before = _by_lines(parts.before)[0] if first_cut(parts.before) else parts.before
    introduced = first_cut(parts.before)
    if introduced and introduced.begin == 0:
        before = ""
    after = "" if signatures.only_signature(parts.after) else parts.after
    if parts.interleaved or (before.strip() and after.strip() and not signatures.closing(after)):
        return text, False
    if before.strip() and after.strip():
        before = f"{_trimmed(before)}\n\n{after}"
    new = _trimmed(before if before.strip() else after)
    if not new.strip():
        return "", True
    plain, divided = _by_lines(text)
    return (plain, divided) if _alike(plain, new) and not _signed_only(new, plain) else (new, True)


def _signed_only(new: str, plain: str) -> bool:
    """Only the HTML shows where the signature begins."""
    return bool(signatures.fold(new)[1]) and not signatures.fold(plain)[1]


def _alike(one: str, other: str) -> bool:
    return _NOT_COMPARED.sub("", one) == _NOT_COMPARED.sub("", other)


def _by_lines(text: str) -> Division:
    lines = _SHARED.sub("\n", text[:LONGEST]).split("\n")  # an attribution on the last line of the answer
    cut = _first(lines)
    if cut is None:
        return text, False
    new = "\n".join(lines[: cut.begin])
    own = _own_below(lines[cut.body :])
    written = new.strip()
    around = bool(own) and bool(written) and not cut.forward
    if own is None or (around and not signatures.closing(own)):
        return text, False
    if own.strip():
        return (f"{_trimmed(written)}\n\n{own}" if written else own), True
    return _trimmed(new), True


def _cut_at(lines: list[str], i: int) -> Cut | None:
    line = lines[i]
    if not line.strip():
        return None
    one = separators.divider(line)
    if one:
        return Cut(i, i + 1, one.forward)
    return header_blocks.cut_at(lines, i) or attributions.cut_at(lines, i) or _bare_quote(lines, i)


def _bare_quote(lines: list[str], i: int) -> Cut | None:
    """Quoted lines without any introduction, at the end of a mail; a single one may be the writer's own mark."""
    if not QUOTE.match(lines[i]):
        return None
    run = sum(1 for line in lines[i : i + 4] if QUOTE.match(line))
    before = next((k for k in range(i - 1, max(i - 3, -1), -1) if lines[k].strip()), -1)
    if before >= 0 and _introduces(lines[before]):
        return Cut(before, i)
    if before >= 0 and _LISTS.search(lines[before]):
        return None
    apart = i == 0 or not lines[i - 1].strip()
    return Cut(i, i) if run >= (2 if apart else 3) else None


def _introduces(line: str) -> bool:
    """A line in a language that the table doesn't know: it tells who or when, and ends with a colon."""
    return line.rstrip().endswith((":", "：")) and bool(separators.TELLING.search(line))


def _own_below(lines: list[str]) -> str | None:
    """Own words below the first quoted run; None if more quoted lines follow them, "" if there are none."""
    if not any(QUOTE.match(line) and not _closes_link(lines, i) for i, line in enumerate(lines[:3])):
        return ""
    quoted = [i for i, line in enumerate(lines) if QUOTE.match(line) or _wrapped(lines, i)]
    run = next((n for n, i in enumerate(quoted) if n and _between(lines, quoted[n - 1], i)), None)
    if run is not None:
        return None
    below = lines[quoted[-1] + 1 :]
    further = _first(below)
    own = "\n".join(below[: further.begin] if further else below).strip("\n")
    return "" if signatures.only_signature(own) else own


def _closes_link(lines: list[str], i: int) -> bool:
    """The ">" that ends an address folded over two lines is no quote mark."""
    return i > 0 and re.search(r"<\s*https?://[^\s<>]*$", lines[i - 1]) is not None


def _between(lines: list[str], one: int, other: int) -> bool:
    return any(line.strip() for line in lines[one + 1 : other])


def _wrapped(lines: list[str], i: int) -> bool:
    """The rest of a long quoted line that was folded without a new mark."""
    if (
        not 0 < i < len(lines) - 1
        or not lines[i].strip()
        or not QUOTE.match(lines[i - 1])
        or not QUOTE.match(lines[i + 1])
    ):
        return False
    before, line = lines[i - 1], lines[i].strip()
    first, _, _ = line.partition(" ")
    only_link = not re.sub(r"[(<]?https?://\S+[)>]?|[<>()\s]", "", line)
    closes_link = re.search(r"[(<]\s*https?://[^\s)>]*$", before) is not None and re.match(r"\S*[)>]", line) is not None
    full = len(before) >= 66 and (len(line) < 40 or len(before) + len(first) >= WIDEST_LINE)  # noqa: PLR2004
    return only_link or closes_link or full


def _trimmed(text: str) -> str:
    """Without the rules and blank lines that stood between new and old."""
    lines = text.rstrip().split("\n")
    while lines and (_RULE.match(lines[-1]) or lines[-1].strip() in {"", "|", "&nbsp;"}):
        lines.pop()
    return "\n".join(lines)
