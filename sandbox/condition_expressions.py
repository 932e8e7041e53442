"""Conditions of reads and writes, which the emulator reads anew three times for each item of a transaction, sign by sign.

Here the words of a condition, and the names of attributes that it stands for, are read once; its values are put in each time.
"""

from functools import cache
from typing import Any

from moto.dynamodb.comparisons import AttributeValue, ConditionExpressionParser, Func, Op

_parse = ConditionExpressionParser.parse
_operand = ConditionExpressionParser._make_operand
_Told = tuple[Any, tuple[str, ...], tuple[str, ...]]


def parse(parser: ConditionExpressionParser) -> Op | Func:
    """What `ConditionExpressionParser.parse` does."""
    if not parser.condition_expression:
        return _parse(parser)
    names, values = parser.expression_attribute_names, parser.expression_attribute_values
    root, names_found, values_found = _read(
        parser.condition_expression,
        None if names is None else tuple(names.items()),
        None if values is None else tuple(values),
    )
    parser.expr_attr_names_found.extend(names_found)
    parser.expr_attr_values_found.extend(values_found)
    return parser._make_op_condition(root)


def operand(parser: ConditionExpressionParser, node: Any) -> Any:
    """What `ConditionExpressionParser._make_operand` does, with a value of this time."""
    if node.kind == parser.Kind.EXPRESSION_ATTRIBUTE_VALUE and parser.expression_attribute_values:
        return AttributeValue(parser.expression_attribute_values[node.text])
    return _operand(parser, node)


class _Reader(ConditionExpressionParser):
    def _make_op_condition(self, node: Any) -> Any:
        return node


@cache
def _read(text: str, names: tuple[tuple[str, str], ...] | None, values: tuple[str, ...] | None) -> _Told:
    """A condition as a tree, of whose nodes none is ever changed, and the names and values in it."""
    reader = _Reader(
        text, None if names is None else dict(names), None if values is None else {each: {} for each in values}
    )
    root = _parse(reader)
    return root, tuple(reader.expr_attr_names_found), tuple(reader.expr_attr_values_found)
