"""Expressions of updates, which the emulator reads anew at each of them and walks through ten times, each way asking at each node what it looks for.

Here an expression is read once, of which each update makes a copy as ever, and each way asks once.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Node  # type: ignore[attr-defined]
from moto.dynamodb.parsing.expressions import UpdateExpressionParser  # type: ignore[attr-defined]

Processing = Mapping[Any, Callable[[Any], Any]]
read = cache(UpdateExpressionParser.make)


def traverse(way: DepthFirstTraverser, root: Any) -> Any:
    """What `DepthFirstTraverser.traverse` does."""
    return _traversed(way, way._processing_map(), root, -1)


def _traversed(way: DepthFirstTraverser, processing: Processing, node: Any, place: int) -> Any:
    kind: Any = type(node)
    if not _is(kind, Node):
        return node
    parent = node.parent
    for number, child in enumerate(node.children or ()):
        way.pre_processing_of_child(node, number)
        _traversed(way, processing, child, number)
    process = next((process for wanted, process in processing.items() if _is(kind, wanted)), None)
    if process is not None:
        node = process(node)
        node.parent = parent
        if parent:
            parent.children[place] = node
    return node


@cache  # the emulator's kinds of nodes are abstract, and to ask them is slow
def _is(kind: Any, wanted: Any) -> bool:
    return bool(issubclass(kind, wanted))
