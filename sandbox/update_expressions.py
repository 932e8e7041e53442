"""Expressions of updates, which the emulator reads anew at each of them and walks through ten times, each way asking at each node what it looks for.

Here an expression is read once, of which each update makes a copy as ever, but node by node; each way asks once what it looks
for in a kind of node; and what is counted in the whole is not counted again in each of its parts.
"""

import copy
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from moto.dynamodb.exceptions import MockValidationException
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Node  # type: ignore[attr-defined]
from moto.dynamodb.parsing.expressions import UpdateExpressionParser  # type: ignore[attr-defined]
from moto.dynamodb.parsing.validators import ActionCountValidator, OverlappingPathsValidator

Processing = Mapping[Any, Callable[[Any], Any]]
read = cache(UpdateExpressionParser.make)
# The emulator's kinds of nodes are abstract, and to ask them is slow.
_is: Callable[[Any, Any], bool] = cache(issubclass)
COUNTING = (ActionCountValidator, OverlappingPathsValidator)  # a part has no more of anything than the whole


def copied(value: Any) -> Any:
    """What `deepcopy` makes of an expression, or of a value."""
    return _copied(value, None) if _is(type(value), Node) else copy.deepcopy(value)


def _copied(node: Any, parent: Any) -> Any:
    twin = object.__new__(type(node))
    vars(twin).update(vars(node), parent=parent)
    if node.children is not None:
        twin.children = [_copied(child, twin) if _is(type(child), Node) else child for child in node.children]
    return twin


def traverse(way: DepthFirstTraverser, root: Any) -> Any:
    """What `DepthFirstTraverser.traverse` does."""
    processing = way._processing_map()
    if isinstance(way, COUNTING):
        with suppress(
            MockValidationException
        ):  # the parts are asked one by one, and the first tells what is wrong in it
            return next(iter(processing.values()))(root)
    return _traversed(way, tuple(processing), tuple(processing.values()), root, -1)


def _traversed(way: DepthFirstTraverser, kinds: tuple[Any, ...], processes: Any, node: Any, place: int) -> Any:
    parent = node.parent
    for number, child in enumerate(node.children or ()):
        way.pre_processing_of_child(node, number)
        if _is(type(child), Node):
            _traversed(way, kinds, processes, child, number)
    kind: Any = type(node)
    process = _place_of(kind, kinds)
    if process is not None:
        node = processes[process](node)
        node.parent = parent
        if parent:
            parent.children[place] = node
    return node


@cache
def _place_of(kind: Any, kinds: tuple[Any, ...]) -> int | None:
    return next((place for place, wanted in enumerate(kinds) if _is(kind, wanted)), None)
