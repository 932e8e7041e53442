"""HTML mail to readable text, and to what stands before, in and after its quoted mail."""

import html as entities
import re
from collections.abc import Iterator
from itertools import groupby

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from chalicelib.core.expressions import expression
from chalicelib.inbound import attributions, html_quotes

LONGEST = 2_000_000
"""Characters of HTML that are read."""
DEEPEST = 500
"""Open elements at once; the time of HTML readers grows with the square of it."""
MOST_TAGS = 30_000
SIGNATURE_RULE = "________"
LAST_SAID = 40
"""Pieces of text in which the introduction of a quote is looked for."""

SKIPPED = {"script", "style", "head", "title", "template", "object", "-comment", "!doctype", "meta", "link"}
BLOCKS = {"address", "article", "aside", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "header", "hr", "li",
          "main", "nav", "ol", "section", "table", "tbody", "thead", "tr", "ul", "blockquote", "pre", "p",
          "h1", "h2", "h3", "h4", "h5", "h6"}  # fmt: skip
SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"}
# Elements that close themselves or each other, so that leaving them open nests nothing.
UNNESTED = {"area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "param",
            "source", "td", "th", "tr", "wbr", "html", "head", "body", "tbody", "thead", "tfoot"}  # fmt: skip

_HIDDEN = expression(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_FLUSH = expression(r"MsoNormal|margin(?:-top)?\s*:\s*0(?:px|pt|cm|in|em)?(?:\s|;|$)", re.IGNORECASE)
_TAG = expression(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_BREAKS = expression(r"[ \n]+")  # whole runs: seeking a line end within one takes the square of its length
_SPACES = expression(r"[ \t\r\n\f]+")

ANSWER, OWN, QUOTED, AFTER_BEGINNING, SIGNATURE = range(-1, 4)
"""What a piece of text is; an answer is the writer's own within quoted mail, by its colour."""


class Pieces(msgspec.Struct, frozen=True):
    """Text of an HTML mail around its quoted part; `found` tells whether its structure shows one."""

    before: str
    quoted: str
    after: str
    found: bool
    interleaved: bool = False
    answers: str = ""
    """The own text below the first quoted, with the line that each piece of it answers."""
    coloured: bool = False
    """Answers are told from what they answer by their colour alone."""
    unsigned: str = ""
    """All of it but the signature, "" if none is marked."""


def to_text(source: str) -> str:
    """The whole as text: line breaks, list marks, cells apart, link targets."""
    if too_heavy(source):
        return stripped(source)
    return _tidy("".join(text for text, _ in _runs(source)))


def pieces(source: str) -> Pieces:
    """The own and the quoted text by the structure that mail programs leave."""
    if too_heavy(source):
        return Pieces(stripped(source), "", "", found=False)
    spoken = list(_runs(source))
    runs = [(text, max(state, OWN)) for text, state in spoken]
    first = next(
        (i for i, (text, state) in enumerate(runs) if state in {QUOTED, AFTER_BEGINNING} and text.strip()), len(runs)
    )
    before, rest = runs[:first], runs[first:]
    return Pieces(
        _tidy("".join(text if state == OWN else "\n" for text, state in before)),
        _tidy("".join(text for text, state in runs if state != OWN)),
        _tidy("".join(text if state == OWN else "\n" for text, state in rest)),
        found=any(state != OWN for _, state in runs),
        unsigned=_tidy("".join(text if state != SIGNATURE else "\n" for text, state in runs))
        if any(state == SIGNATURE for _, state in runs)
        else "",
        interleaved=_interleaved([state != OWN for text, state in rest if text.strip() and state != SIGNATURE]),
        answers=_answers(rest),
        coloured=any(text.strip() and state == ANSWER for text, state in spoken),
    )


def _answers(runs: list[tuple[str, int]]) -> str:
    """Each run of own text below the last line of the quoted text before it."""
    pieces: list[str] = []
    answered = ""
    for own, group in groupby(runs, key=lambda run: run[1] == OWN):
        said = _tidy("".join(text if own or state != SIGNATURE else "\n" for text, state in group))
        if not said:
            continue
        if not own:
            answered = f"> {said.rpartition(chr(10))[2]}"
        else:
            pieces += [answered, said] if answered else [said]
            answered = ""
    return "\n\n".join(pieces)


def _interleaved(quoted: list[bool]) -> bool:
    """Own words between quoted ones."""
    changes = [one for one, before in zip(quoted, [None, *quoted], strict=False) if one != before]
    return len(changes) > 2  # noqa: PLR2004  # quoted, own, quoted


def too_heavy(source: str) -> bool:
    """Too many elements, or too many open at once; judged before anything parses them."""
    tags = _TAG.findall(source[:LONGEST])
    open_now: dict[str, int] = {}
    depth = 0
    for closing, name in tags:
        tag = name.lower()
        step = -1 if closing else 1
        if tag in UNNESTED or open_now.get(tag, 0) + step < 0:
            continue
        open_now[tag] = open_now.get(tag, 0) + step
        depth += step
        if depth > DEEPEST:
            return True
    return len(tags) > MOST_TAGS


def _runs(source: str) -> Iterator[tuple[str, int]]:
    """Pieces of text in order, each with whether it is the writer's own."""
    said: list[str] = []
    for text, state in _walked(LexborHTMLParser(source[:LONGEST]).root, said):
        said.append(text)
        yield text, state


def _walked(root: LexborNode | None, said: list[str]) -> Iterator[tuple[str, int]]:
    """The same; `said` is what has been yielded so far."""
    node: LexborNode | None = root
    marked: list[tuple[int, int]] = []  # open elements that change the state, and to what
    numbers: dict[int, int] = {}
    begun = OWN
    while node is not None and root is not None:
        tag = node.tag or ""
        entered = not is_left_out(node)
        if entered and tag != "-text":
            begun = AFTER_BEGINNING if html_quotes.begins(node) else begun
            state = _state_within(node, tag, said, quoted=_state(begun, marked) > OWN)
            if state != OWN:
                marked.append((node.mem_id, min(state, marked[-1][1]) if marked else state))
            yield _opening(node, tag, numbers), _state(begun, marked)
        elif entered:
            yield _text(node), _state(begun, marked)
        if entered and node.child is not None:
            node = node.child
            continue
        while node is not None:
            if tag != "-text" and entered:
                yield _closing(node, node.tag or ""), _state(begun, marked)
            if marked and node.mem_id == marked[-1][0]:
                marked.pop()
            if node.mem_id == root.mem_id or node.next is not None:
                node = None if node.mem_id == root.mem_id else node.next
                break
            node, entered, tag = node.parent, True, ""


def _state(begun: int, marked: list[tuple[int, int]]) -> int:
    inner = marked[-1][1] if marked else OWN
    return inner if inner == ANSWER else max(begun, inner)


def _state_within(node: LexborNode, tag: str, said: list[str], *, quoted: bool) -> int:
    if quoted and html_quotes.is_coloured_answer(node):
        return ANSWER
    if html_quotes.holds_quote(node, tag) or (tag == "blockquote" and _introduced(said)):
        return QUOTED
    return SIGNATURE if html_quotes.holds_signature(node) else OWN


def _introduced(said: list[str]) -> bool:
    return attributions.closes(_tidy("".join(said[-LAST_SAID:])))


def is_left_out(node: LexborNode) -> bool:
    """Whether nobody is shown what an element holds."""
    if node.tag in SKIPPED:
        return True
    if node.tag == "-text":
        return False
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _text(node: LexborNode) -> str:
    content = node.text_content or ""
    parent = node.parent
    if parent is not None and parent.tag in {"pre", "textarea"}:
        return content.replace("\r\n", "\n")
    return _SPACES.sub(" ", content)


def _opening(node: LexborNode, tag: str, numbers: dict[int, int]) -> str:
    if tag == "br":
        return "\v"
    if tag == "img":
        alt = (node.attributes.get("alt") or "").strip()
        return alt if len(alt) <= 4 and not alt.isascii() else f"[{alt[:100]}]" if alt else ""  # noqa: PLR2004  # an emoji
    if tag == "li":
        return f"\n{_list_mark(node, numbers)}"
    if tag in {"td", "th"}:
        return "\t"
    if tag == "hr" and html_quotes.begins_signature(node):
        return f"\n{SIGNATURE_RULE}\n"
    return _break(node, tag)


def _break(node: LexborNode, tag: str) -> str:
    """Line breaks around a block; Word's paragraphs stand without space between."""
    if tag not in BLOCKS:
        return ""
    if tag == "p" and _FLUSH.search(f"{node.attributes.get('class') or ''};{node.attributes.get('style') or ''}"):
        return "\n"
    return "\n\n" if tag in SPACED else "\n"


def _closing(node: LexborNode, tag: str) -> str:
    if tag == "a":
        return _target(node)
    return _break(node, tag)


def _list_mark(node: LexborNode, numbers: dict[int, int]) -> str:
    parent = node.parent
    if parent is None or parent.tag != "ol":
        return "- "
    numbers[parent.mem_id] = numbers.get(parent.mem_id, 0) + 1
    return f"{numbers[parent.mem_id]}. "


def _target(node: LexborNode) -> str:
    href = (node.attributes.get("href") or "").strip()
    if not href.lower().startswith(("http://", "https://")):
        return ""
    shown = node.text(deep=True)
    bare = re.sub(r"^https?://|/$", "", href)
    return "" if bare in shown or not shown.strip() else f" <{href[:500]}>"


def _run_of_breaks(found: re.Match[str]) -> str:
    """What a run of blanks and line ends comes to: a paragraph, a line, or the blanks."""
    ends = found[0].count("\n")
    return "\n\n" if ends > 3 else "\n" if ends else found[0]  # noqa: PLR2004


def _tidy(text: str) -> str:
    """Line breaks as a browser would show them."""
    text = _BREAKS.sub(_run_of_breaks, text)
    text = text.replace("\v", "\n").replace("\xa0", " ")
    text = "\n".join(line.strip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def stripped(source: str) -> str:
    """Text of HTML that no reader should be given: tags taken out, nothing interpreted."""
    text = re.sub(r"<(?:br|/p|/div|/tr|/li)\b[^<>]{0,200}>", "\n", source[:LONGEST], flags=re.IGNORECASE)
    return entities.unescape(re.sub(r"<[^<>]{0,2000}>", "", text)).strip()
