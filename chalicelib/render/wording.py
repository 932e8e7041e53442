"""Templates to words. A template says each thing once per language, as light plain text; text and HTML are made from it.

In a body, blank lines part paragraphs and a line break is a line break. Everything else is a figure of `t` (pairs, quote,
items, button, table, bars …), of which there are two sets: `_text.j2` and `_html.j2`. Values are escaped in HTML by the
environment. A policy may put its own words in place of a block (`<message>.<block>`) or a phrase (`say`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateNotFound
from markupsafe import Markup, escape

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.expressions import expression
from chalicelib.core.policy.brand import Brand
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.once import beginning
from chalicelib.core.words.plain_text import begun_large, one_line
from chalicelib.core.written.languages import FIRST
from chalicelib.render import columns, own_grammar
from chalicelib.render.compiled_templates import Compiled

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_OF_HOW_MANY = expression(r"（[0-9]+/[0-9]+）|\([0-9]+/[0-9]+\)")  # 92%（23/25）
MISTAKES = (TemplateError, TypeError, ValueError, ArithmeticError)  # that own words can hold
Flavour = Literal["text", "html"]
FLAVOURS: tuple[Flavour, ...] = get_args(Flavour)


def block_in(policy: Policy, name: str, block: str, flavour: Flavour, context: dict[str, Any]) -> str | None:
    """One block of a message in the context's language, falling back to the first one; None if the message has no such block."""
    language = str(context["language"])
    texts = policy.words.get(f"{name}.{block}", {})
    own = texts.get(language) if name in MESSAGES else texts.get(language, texts.get(FIRST))
    if own is not None:
        try:
            return in_own_words(flavour, own, context)
        except MISTAKES:
            pass  # a mistake in an organisation's wording must not keep a message back; `word_problems` tells of it
    if name not in MESSAGES:
        return None
    template = _template(flavour, name, language)
    found = template.blocks.get(block)
    return "".join(found(template.new_context(context))) if found else None


def in_own_words(flavour: Flavour, text: str, context: Mapping[str, Any]) -> str:
    """An organisation's own words, filled in. Raises one of MISTAKES if there is one in them."""
    return own_grammar.filled_in(_own(flavour, text), context)


def as_it_is(flavour: Flavour, made: str) -> str:
    """What was rendered from a template, for another one of that flavour: each value in it was escaped."""
    return Markup(made) if flavour == "html" else made  # noqa: S704  # see above


def phrases(policy: Policy, name: str, language: str) -> Callable[..., str]:
    """`say(key, default)`: the policy's words for this message or for all, else the default, else the policy's words in the first language."""

    def say(key: str, default: str = "") -> str:
        texts = {**policy.words.get(key, {}), **policy.words.get(f"{name}.{key}", {})}
        return texts.get(language) or default or texts.get(FIRST, "")

    return say


@cache
def figures(flavour: Flavour, brand: str = Brand().colour, *, letters: bool = False) -> Any:
    """The figures of a body (pairs, quote, button …) in that flavour, with headings and buttons in the organisation's colour; larger in `letters` to customers."""
    return environment(flavour).get_template(f"_{flavour}.j2").make_module({"brand": brand, "letters": letters})


def parts(flavour: Flavour, context: dict[str, Any]) -> Any:
    """The passages that many messages share, in the context's language."""
    return _template(flavour, "_parts", str(context["language"])).make_module(context)


def texts(context: dict[str, Any]) -> Any:
    """The passages that text messages share, in the context's language."""
    return _template("text", "_texts", str(context["language"])).make_module(context)


def layout(context: Mapping[str, Any], body: str) -> str:
    """The whole HTML mail around a body."""
    return environment("html").get_template("_layout.j2").render(context, body=Markup(body))  # noqa: S704  # each value in it was escaped


def paragraphs(body: str, paragraph: Callable[[Markup], str]) -> str:
    """An HTML body with its plain lines made paragraphs; a line that begins with a tag is part of a figure and stays as it is.

    Values were escaped and keep to one line, so that only our own figures can begin with a tag.
    """
    made: list[str] = []
    plain: list[str] = []
    for line in (*map(str.strip, body.split("\n")), ""):
        if line and line[0] != "<":
            plain.append(line)
            continue
        if plain:
            made.append(paragraph(Markup("<br>".join(plain))).strip())  # noqa: S704  # see above
            plain = []
        if line:
            made.append(line)
    return "\n".join(made)


def tidy(text: str) -> str:
    """A text body with single blank lines and no blanks at line ends."""
    lines = "\n".join(map(str.rstrip, text.split("\n")))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def _lines(value: str) -> Markup:
    """A value for HTML with its line breaks kept, and none within a figure's brackets."""
    said = "<br>".join(str(escape(str(value))).splitlines())
    if "/" in said:
        said = _OF_HOW_MANY.sub(r'<span style="white-space:nowrap">\g<0></span>', said)
    return Markup(said)  # noqa: S704  # each line was escaped


def _filled(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Those rows that have a last cell."""
    return [row for row in rows if row[-1]]


@lru_cache(maxsize=1_000)
def _colon(name: str) -> str:
    """A label with the colon of its script: wide among wide signs."""
    if not name:
        return ""
    return f"{name}：" if any(unicodedata.east_asian_width(sign) in "WF" for sign in name) else f"{name}: "


@cache
def standard(name: str, block: str, language: str) -> str:
    """Our own words of a block as its template has them, with the values in braces; "" if it has none."""
    try:
        template = (TEMPLATES / f"{name}.{language}.j2").read_text(encoding="utf-8")
    except OSError:
        return ""
    found = re.search(rf"\{{% block {block} %\}}(.*?)\{{% endblock %\}}", template, re.DOTALL)
    return plain_lines(found[1]) if found else ""


def plain_lines(text: str) -> str:
    """A text as a cell or a file has it, without what nobody sees: blanks at line ends, empty lines above and below."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


@cache
def environment(flavour: Flavour) -> Environment:
    """What the templates of mails and texts are read in."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=flavour == "html",  # noqa: S701  # plain text has nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled(TEMPLATES, flavour),
    )
    return _with_filters(made)


@cache
def _sandbox(flavour: Flavour) -> Environment:
    return _with_filters(own_grammar.environment(html=flavour == "html"))


def _with_filters(environment: Environment) -> Environment:
    environment.filters["lines"] = _lines
    environment.filters["filled"] = _filled
    environment.filters["colon"] = _colon
    environment.filters["beginning"] = beginning
    environment.filters["begun_large"] = begun_large
    environment.filters["ended"] = _ended
    environment.filters["fitted"] = columns.fitted
    environment.filters["narrowest"] = columns.narrowest
    environment.filters["cut"] = lambda value, limit: one_line(str(value), limit)
    return environment


def _ended(text: str, stop: str) -> str:
    """A text with a stop behind its last word, so that what follows on the line is a sentence of its own."""
    return f"{text}{stop}" if text and (text[-1].isalnum() or text[-1] in ")）”\"'」") else text


@cache
def _own(flavour: Flavour, text: str) -> Template:
    return own_grammar.template(_sandbox(flavour), text)


@cache
def _template(flavour: Flavour, name: str, language: str) -> Template:
    try:
        return environment(flavour).get_template(f"{name}.{language}.j2")
    except TemplateNotFound:
        return environment(flavour).get_template(f"{name}.{FIRST}.j2")
