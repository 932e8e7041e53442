"""What an organisation's own words may be made of, so that filling them in takes no time and yields no flood.

Jinja's sandbox keeps them from reaching anything; it does not keep them from counting to a billion. So nothing here multiplies: no
numbers beyond a hundred thousand, no loop within a loop, no macros, no name that is made of another one, and only what passages and values offer is called.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError, nodes, pass_eval_context
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from chalicelib.core.expressions import expression

LONGEST = 10_000  # characters of one text, and several times what anybody writes
LONGEST_FILLED = 200_000  # characters that come of it
DEEPEST = 40  # nodes within each other
GREATEST = 100_000
MOST_LOOPS = 5
LONGEST_BETWEEN = 40  # characters between the items of a list

_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Const, nodes.Tuple, nodes.List,
    nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.Add, nodes.Sub, nodes.Div, nodes.FloorDiv, nodes.Neg, nodes.Pos, nodes.Filter,
    nodes.Test, nodes.Call, nodes.Keyword, nodes.For, nodes.Assign,
)  # fmt: skip
_TAGS_ALONE = expression(r"\s*(?:\{%(?:(?!%\}).)*%\}\s*)*")
_TAG_AT_THE_END = expression(r"(?<![-+])%\}\s*$")
_FILTERS = (
    "capitalize", "count", "d", "default", "e", "escape", "first", "int", "last", "length", "lower", "reverse", "sort", "title", "trim",
    "truncate", "unique", "upper",
)  # fmt: skip
_METHODS = frozenset(
    {"get", "items", "keys", "values", "upper", "lower", "strip", "splitlines", "startswith", "endswith"}
)
_PASSAGES = frozenset({"parts", "t", "cmd", "say"})


class BeyondError(TemplateError):
    """Own words hold what they may not; `what` as they have it, or how long they are."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def environment(*, html: bool) -> Environment:
    """Jinja's sandbox, without what makes much of little."""
    made = ImmutableSandboxedEnvironment(
        autoescape=html, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS} | {"join": _join}
    return made


def template(made: Environment, text: str) -> Template:
    """Own words, read. BeyondError, or what Jinja says of a mistake."""
    if len(text) > LONGEST:
        raise BeyondError(f"{len(text)} > {LONGEST}")
    try:
        kept = _with_their_ends(text)
        _look(made.parse(kept), (), 0)
        return made.from_string(kept)
    except RecursionError as error:
        raise BeyondError(text[:DEEPEST]) from error


def _with_their_ends(text: str) -> str:
    """A line of tags alone leaves no empty line behind; one that says something ends where it ends, with a tag too."""
    lines = text.split("\n")
    return "\n".join(line if _TAGS_ALONE.fullmatch(line) else _TAG_AT_THE_END.sub("+%}", line) for line in lines)


def filled_in(read: Template, context: Mapping[str, Any]) -> str:
    """Own words with the values of a message. BeyondError if more comes of them than anybody reads."""
    said, length = [], 0
    for piece in read.generate(context):
        length += len(piece)
        if length > LONGEST_FILLED:
            raise BeyondError(f"{length} > {LONGEST_FILLED}")
        said.append(piece)
    return "".join(said)


@pass_eval_context
def _join(context: EvalContext, value: Any, d: str = "", attribute: str | None = None) -> str:
    if len(d) > LONGEST_BETWEEN:
        raise BeyondError(d[:LONGEST_BETWEEN])
    joined: str = do_join(context, value, d, attribute)
    return joined


def _look(node: nodes.Node, around: tuple[nodes.Node, ...], loops: int) -> int:
    """Refuses what may not stand there; how many loops there are so far."""
    if not isinstance(node, _NODES) or len(around) > DEEPEST:
        raise BeyondError(type(node).__name__.lower())
    _look_at_sizes(node)
    match node:
        case nodes.Call() if not _is_offered(node.node) or node.dyn_args or node.dyn_kwargs:
            raise BeyondError(f"{getattr(node.node, 'attr', '')}(…)")
        case nodes.For():
            loops += 1
            if loops > MOST_LOOPS or node.recursive or any(isinstance(each, nodes.For) for each in around):
                raise BeyondError("for")
        case nodes.Assign() if set(_names(node.node)) & set(_set_in(around)):
            raise BeyondError("set")
        case _:
            pass
    for each in node.iter_child_nodes():
        loops = _look(each, (*around, node), loops)
    return loops


def _look_at_sizes(node: nodes.Node) -> None:
    value = node.value if isinstance(node, nodes.Const) else None
    if isinstance(value, int | float) and abs(value) > GREATEST:
        raise BeyondError(str(value)[:DEEPEST])


def _is_offered(called: nodes.Node) -> bool:
    """Whether it is a passage, one of its parts, or a simple word about a value."""
    if isinstance(called, nodes.Name):
        return called.name in _PASSAGES
    if not isinstance(called, nodes.Getattr):
        return False
    return called.attr in _METHODS or (isinstance(called.node, nodes.Name) and called.node.name in _PASSAGES)


def _names(node: nodes.Node) -> Iterator[str]:
    """The names that stand in a value."""
    yield from (each.name for each in (node, *node.find_all(nodes.Name)) if isinstance(each, nodes.Name))


def _set_in(around: tuple[nodes.Node, ...]) -> Iterator[str]:
    """The names that the whole text sets."""
    for each in around[0].find_all(nodes.Assign):
        yield from _names(each.target)
