"""The syntax tree of a Jinja2 layout, rewritten so that what runs is paid for (:mod:`.bounds`).

A loop pays for its turns in advance; a body (of a loop, a branch, a macro, a template) pays where it begins
for all that stands in it, if that is much; what is compared, and what a block collects, by its length.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar, cast

from jinja2 import nodes, pass_context
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

__all__ = ["BOUND_FILTERS", "LOOP_FILTER", "BoundNodes"]

LOOP_FILTER: Final = "loop_items"
_MADE, _COMPARED, _BODY = "bounded_text", "compared", "body_begins"
_FREE: Final = 5  # so many parts of a body are paid with the turn of its loop
_LOOKUP: Final = 3  # a key that is not there takes as long as so many other parts

_Body = TypeVar("_Body", nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.Block, nodes.Template)
_BODIES = (nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.Block)


class BoundNodes(NodeTransformer):
    """Rewrites a tree in place."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (Jinja2's name)
        self._body(node)
        node.iter = _filtered(node.iter, LOOP_FILTER)
        return node

    def _body(self, node: _Body) -> _Body:
        """Pays for the body first; it is weighed before more is written into it."""
        parts = _parts(node.body)
        self.generic_visit(node)
        if parts > _FREE:
            cost = nodes.Const(parts, lineno=node.lineno)
            node.body.insert(0, nodes.ExprStmt(_filtered(cost, _BODY), lineno=node.lineno))
        return node

    visit_If = visit_Macro = _body  # noqa: N815 (Jinja2's names)
    visit_CallBlock = visit_Block = visit_Template = _body  # noqa: N815 (as before)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 (Jinja2's name)
        self.generic_visit(node)
        return _filtered(node, _MADE)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802 (Jinja2's name)
        self.generic_visit(node)
        return _filtered(node, _MADE) if isinstance(node.arg, nodes.Slice) else node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802 (Jinja2's name)
        self.generic_visit(node)
        node.filter = node.filter or nodes.Filter(None, _MADE, [], [], None, None, lineno=node.lineno)
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 (Jinja2's name)
        self.generic_visit(node)
        node.expr = _compared(node.expr)
        for operand in node.ops:
            operand.expr = _compared(operand.expr)
        return node


def _compared(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filtered(node, _COMPARED)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", node), name, [], [], None, None, lineno=node.lineno)


def _parts(body: list[nodes.Node]) -> int:
    """How many parts a body has, apart from the bodies in it, which pay for themselves."""
    count = 0
    waiting: list[nodes.Node] = list(body)
    while waiting:
        node = waiting.pop()
        count += 1 + _LOOKUP * isinstance(node, (nodes.Getattr, nodes.Getitem))
        if isinstance(node, _BODIES):
            fields = [value for name, value in node.iter_fields() if name != "body"]
            waiting.extend(_nodes(fields))
        else:
            waiting.extend(node.iter_child_nodes())
    return count


def _nodes(fields: list[Any]) -> list[nodes.Node]:
    found = [one for value in fields for one in (value if isinstance(value, list) else [value])]
    return [one for one in found if isinstance(one, nodes.Node)]


# What is called; each takes the context, or Jinja2 would compute it once, when the template is compiled.


@pass_context
def _loop_items(context: Context, items: Any) -> Any:
    return _budget(context).loop_items(items)


@pass_context
def _made(context: Context, value: Any) -> Any:
    return _budget(context).made(value)


@pass_context
def _copied(context: Context, value: Any) -> Any:
    return _budget(context).copied(value)


@pass_context
def _begins(context: Context, parts: int) -> None:
    _budget(context).pay(parts)


def _budget(context: Context) -> Any:
    environment: Any = context.environment
    return environment.budget


BOUND_FILTERS = {LOOP_FILTER: _loop_items, _MADE: _made, _COMPARED: _copied, _BODY: _begins}
