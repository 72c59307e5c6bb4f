"""How long a stretch of a template takes, apart from what its values are: known when it is compiled.

What is here is paid where the stretch begins: a loop pays for all its turns, a branch when it is taken.
"""

from __future__ import annotations

from typing import Any

from proactive_ssg.liquid.nodes import (
    AnyExpression,
    AssignNode,
    BlockNode,
    CaptureNode,
    CaseNode,
    ContentNode,
    CycleNode,
    Expression,
    FilteredExpression,
    ForNode,
    HostNode,
    IfChangedNode,
    IfNode,
    Lookup,
    MultiExpressionBlockNode,
    Node,
    OutputNode,
    TablerowNode,
    UnlessNode,
)
from proactive_ssg.liquid.prices import GRAINS, TAG, TAGS, price_of

__all__ = ["expression_turns", "turns"]

_CONTENT, _OUTPUT, _CAPTURE, _LOOP, _OTHER = 4, 10, 20, 30, 10


def turns(block: BlockNode) -> int:
    """The turns of an empty loop that take as long as ``block``, without its branches and loops."""
    return _block(block) // GRAINS


def expression_turns(expression: Expression) -> int:
    """As :func:`turns`, of one expression."""
    return _expression(expression) // GRAINS


def _block(block: BlockNode) -> int:
    return sum(map(_node, block.nodes))


def _node(node: Node) -> int:
    match node:
        case ContentNode():
            return _CONTENT
        case OutputNode():
            return _OUTPUT + _expression(node.expression)
        case AssignNode():
            return 1 + _expression(node.expression)
        case CaptureNode() | IfChangedNode():
            return _CAPTURE + _block(node.block)
        case IfNode() | UnlessNode():
            others = sum(1 + _expression(one.expression) for one in node.alternatives)
            return 1 + _expression(node.condition) + others
        case CaseNode():
            return 2 + sum(_when(block) for block in node.blocks)
        case ForNode() | TablerowNode():
            return _LOOP + _expression(node.expression)
        case CycleNode():
            return _OUTPUT + sum(map(_expression, node.args))
        case HostNode():
            return TAGS.get(node.tag.name, TAG)
        case _:
            return _OTHER


def _when(block: Node) -> int:
    return _expression(block.expression) if isinstance(block, MultiExpressionBlockNode) else 1


def _expression(expression: Expression) -> int:
    """Each part counts; the value of a ``case`` is compared with each of its values."""
    total = 0
    stack: list[Any] = [expression]
    while stack:
        node = stack.pop()
        total += 2
        if isinstance(node, Lookup):
            total += 2 * len(node.segments)
        elif isinstance(node, FilteredExpression):
            total += sum(price_of(one.name).call for one in node.filters or ())
        elif isinstance(node, AnyExpression):
            total += _expression(node.left) * len(node.expressions)
        stack.extend(node.children())
    return total
