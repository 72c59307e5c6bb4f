"""The vocabulary of the syntax tree, in one place: python-liquid's nodes and the few Ruby needs besides.

Nodes of a block (``BlockNode.nodes``; each has ``token`` for its place and ``blank``, Ruby's ``blank?``):

=================  ==========================================================================
ContentNode        ``text``
OutputNode         ``expression`` (FilteredExpression); EchoNode is the same, written ``echo``
AssignNode         ``name``, ``expression`` (FilteredExpression)
CaptureNode        ``name``, ``block``
IfNode, UnlessNode ``condition``, ``consequence``, ``alternatives`` (``expression``, ``block``), ``default``
CaseNode           ``expression``, ``blocks`` (MultiExpressionBlockNode, or BlockNode for ``else``)
ForNode            ``expression`` (Loop), ``block``, ``default``
TablerowNode       ``expression`` (Loop), ``block``
CycleNode          ``group``, ``args``
IncrementNode, DecrementNode  ``name``
IfChangedNode      ``block``
BreakNode, ContinueNode, CommentNode
HostNode           ``tag`` (an instance of the host's class), ``block`` (None unless it has a parsed body)
=================  ==========================================================================

Expressions: FilteredExpression (``left``, ``filters`` with ``name`` and ``args``), Lookup (``name``,
``segments``), Nil, TrueLiteral, FalseLiteral, StringLiteral, IntegerLiteral, FloatLiteral, RangeLiteral
(``start``, ``stop``), Empty, Blank, Continue (as an offset). Conditions: LogicalAndExpression and
LogicalOrExpression (from right to left: ``a and (b or c)``), the comparisons (``left``, ``right``), Unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liquid.ast import BlockNode, ConditionalBlockNode, Node
from liquid.builtin.content import ContentNode
from liquid.builtin.expressions.arguments import KeywordArgument, PositionalArgument
from liquid.builtin.expressions.filtered import Filter, FilteredExpression
from liquid.builtin.expressions.logical import (
    ContainsExpression,
    EqExpression,
    GeExpression,
    GtExpression,
    LeExpression,
    LogicalAndExpression,
    LogicalOrExpression,
    LtExpression,
    NeExpression,
)
from liquid.builtin.expressions.loop import LoopExpression
from liquid.builtin.expressions.primitive import (
    Blank,
    Continue,
    Empty,
    FalseLiteral,
    FloatLiteral,
    Identifier,
    IntegerLiteral,
    Nil,
    RangeLiteral,
    StringLiteral,
    TrueLiteral,
)
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.assign_tag import AssignNode
from liquid.builtin.tags.capture_tag import CaptureNode
from liquid.builtin.tags.case_tag import CaseNode, MultiExpressionBlockNode, _AnyExpression
from liquid.builtin.tags.comment_tag import CommentNode
from liquid.builtin.tags.cycle_tag import CycleNode
from liquid.builtin.tags.decrement_tag import DecrementNode
from liquid.builtin.tags.echo_tag import EchoNode
from liquid.builtin.tags.for_tag import BreakNode, ContinueNode, ForNode
from liquid.builtin.tags.if_tag import IfNode
from liquid.builtin.tags.ifchanged_tag import IfChangedNode
from liquid.builtin.tags.increment_tag import IncrementNode
from liquid.builtin.tags.tablerow_tag import TablerowNode
from liquid.builtin.tags.unless_tag import UnlessNode
from liquid.expression import Expression
from liquid.token import Token

from proactive_ssg.liquid.tag import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liquid.context import RenderContext

AnyExpression = _AnyExpression

__all__ = [
    "AnyExpression", "AssignNode", "Blank", "BlockNode", "BreakNode", "CaptureNode", "CaseNode",
    "CommentNode",
    "ConditionalBlockNode", "ContainsExpression", "ContentNode", "Continue", "ContinueNode", "CycleNode",
    "DecrementNode", "EchoNode", "Empty", "EqExpression", "Expression", "FalseLiteral", "Filter",
    "FilteredExpression", "FloatLiteral", "ForNode", "GeExpression", "GtExpression", "HostNode", "Identifier",
    "IfChangedNode", "IfNode", "IncrementNode", "IntegerLiteral", "KeywordArgument", "LeExpression",
    "LogicalAndExpression", "LogicalOrExpression", "Lookup", "Loop", "LtExpression",
    "MultiExpressionBlockNode", "NeExpression", "Nil", "Node", "OutputNode", "PositionalArgument",
    "RangeLiteral", "StringLiteral", "TablerowNode", "Token", "TrueLiteral", "Unknown", "UnlessNode",
    "identifier", "literal_value",
]  # fmt: skip


class Lookup(Expression):
    """A variable and what is looked up in it.

    ``name`` is a text, or an expression for ``[expr]``; a segment is a text for ``.name`` and an
    expression for ``[expr]``: only the first kind may mean ``size``, ``first`` and ``last``.
    """

    __slots__ = ("name", "segments")

    def __init__(self, token: Token, name: str | Expression, segments: tuple[str | Expression, ...]) -> None:
        super().__init__(token)
        self.name = name
        self.segments = segments

    def evaluate(self, context: RenderContext) -> object:
        raise NotImplementedError  # the compiled function does that

    def children(self) -> list[Expression]:
        return [part for part in (self.name, *self.segments) if isinstance(part, Expression)]


class Unknown(Expression):
    """``a & b``: an operator that fails when it is reached."""

    __slots__ = ("operator",)

    def __init__(self, token: Token, operator: str) -> None:
        super().__init__(token)
        self.operator = operator

    def evaluate(self, context: RenderContext) -> object:
        raise NotImplementedError

    def children(self) -> list[Expression]:
        return []


class Loop(LoopExpression):
    """python-liquid's, and Ruby's name of the loop (``item-items``), under which it remembers its offset."""

    __slots__ = ("name",)

    def __init__(self, token: Token, identifier: str, iterable: Expression, name: str, **parts: Any) -> None:
        super().__init__(token, identifier, iterable, **parts)
        self.name = name


class HostNode(Node):
    """A tag of the host."""

    __slots__ = ("block", "tag")

    def __init__(self, token: Token, tag: Tag, block: BlockNode | None = None) -> None:
        super().__init__(token)
        self.tag = tag
        self.block = block
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: Any) -> int:
        raise NotImplementedError

    def children(self, static_context: RenderContext, *, include_partials: bool = True) -> Iterable[Node]:  # noqa: ARG002
        return [self.block] if self.block else []


def identifier(name: str, token: Token) -> Identifier:
    return Identifier(name, token=token)


def literal_value(node: Expression) -> tuple[bool, Any]:
    """Whether the expression is a constant, and which."""
    if isinstance(node, (StringLiteral, IntegerLiteral, FloatLiteral, TrueLiteral, FalseLiteral)):
        return True, node.value
    if isinstance(node, (Empty, Blank)):
        return True, ""
    return isinstance(node, Nil), None
