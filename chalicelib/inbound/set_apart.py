"""What a letter's HTML sets apart from the words around it: set in, ruled off, in a table, struck out, or not to be seen.

People set apart so what others said, and what no longer counts. How a mail program lays out a whole letter sets nothing apart in it.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from chalicelib.core.expressions import expression
from chalicelib.inbound import html_text

_ALWAYS = frozenset({"blockquote", "del", "s", "strike", "includetail"})
_WITHIN = frozenset({"pre", "code", "samp", "q", "cite", "dd", "table", "textarea", "fieldset"})
# As much as a program's button sets in, and more than it leaves at the edge of every letter.
_FAR = r"(?:(?:1[5-9]|[2-9]\d|\d{3,4})(?:\.\d+)?(?:px|pt)|1[2-4](?:\.\d+)?pt|[1-9]\d?(?:\.\d+)?(?:r?em|ex|cm|ch)|0?\.[3-9]\d*in|[1-9](?:\.\d+)?in)"
_SET_IN = expression(
    rf"(?:margin|padding)(?:-left|-inline-start)\s*:\s*{_FAR}|(?:margin|padding)\s*:\s*[^\s;]+\s+(?:{_FAR}\s*(?:!important\s*)?(?:;|$)|[^\s;]+\s+[^\s;]+\s+{_FAR})"
    r"|border-(?:left|inline-start)(?:-width|-style)?\s*:\s*(?!none|0)[^\s;]",
    re.IGNORECASE,
)
_UNSEEN = expression(
    r"(?:font-size|opacity|max-height)\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:!important\s*)?(?:;|$)|(?:^|[;\s])color\s*:\s*(?:white|#fff(?:fff)?)\b",
    re.IGNORECASE,
)
_STRUCK = expression(r"text-decoration(?:-line)?\s*:[^;]{0,40}line-through", re.IGNORECASE)
_REPLY = expression(r"schema\.skype\.com/(?:Reply|Forward)", re.IGNORECASE)


def lines(source: str) -> frozenset[str]:
    """The lines of all that is set apart."""
    if html_text.too_heavy(source):
        return frozenset()
    found = (
        html_text.to_text(node.html or "") for node in _outermost(LexborHTMLParser(source[: html_text.LONGEST]).root)
    )
    return frozenset(line.strip() for text in found for line in text.split("\n") if line.strip())


def _outermost(root: LexborNode | None) -> Iterator[LexborNode]:
    """The elements that set their words apart from the letter's first ones, not those within them."""
    around = _around_the_first_words(root)
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if node.tag == "-text" or html_text.is_left_out(node):
            continue
        if _always(node) or (node.mem_id not in around and _within(node)):
            yield node
        else:
            waiting += reversed(list(node.iter(include_text=False)))


def _around_the_first_words(root: LexborNode | None) -> frozenset[int]:
    """The elements in which the letter's first words stand: its layout."""
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if node.tag == "-text" and (node.text_content or "").strip():
            return frozenset(_above(node))
        if node.tag != "-text" and not html_text.is_left_out(node):
            waiting += reversed(list(node.iter(include_text=True)))
    return frozenset()


def _above(node: LexborNode) -> Iterator[int]:
    parent = node.parent
    while parent is not None:
        yield parent.mem_id
        parent = parent.parent


def _always(node: LexborNode) -> bool:
    attributes = node.attributes
    return (
        node.tag in _ALWAYS
        or _STRUCK.search(attributes.get("style") or "") is not None
        or _REPLY.search(attributes.get("itemtype") or "") is not None
    )


def _within(node: LexborNode) -> bool:
    style = node.attributes.get("style") or ""
    return node.tag in _WITHIN or bool(style and (_SET_IN.search(style) or _UNSEEN.search(style)))
