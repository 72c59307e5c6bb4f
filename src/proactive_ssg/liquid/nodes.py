"""The vocabulary of the syntax tree, in one place.

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

What expressions are made of is in :mod:`.expression_nodes`, and can be had from here as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from proactive_ssg.liquid.expression_nodes import (
    AnyExpression,
    Blank,
    Comparison,
    ContainsExpression,
    Continue,
    Empty,
    EqExpression,
    Expression,
    FalseLiteral,
    Filter,
    FilteredExpression,
    FloatLiteral,
    GeExpression,
    GtExpression,
    IntegerLiteral,
    KeywordArgument,
    LeExpression,
    LogicalAndExpression,
    LogicalOrExpression,
    Lookup,
    Loop,
    LtExpression,
    NeExpression,
    Nil,
    PositionalArgument,
    RangeLiteral,
    StringLiteral,
    Token,
    TrueLiteral,
    Unknown,
    literal_value,
)
from proactive_ssg.liquid.tag import Tag

__all__ = [
    "AnyExpression", "AssignNode", "Blank", "BlockNode", "BreakNode", "CaptureNode", "CaseNode",
    "CommentNode", "Comparison", "ConditionalBlockNode", "ContainsExpression", "ContentNode", "Continue",
    "ContinueNode", "CycleNode", "DecrementNode", "EchoNode", "Empty", "EqExpression", "Expression",
    "FalseLiteral", "Filter", "FilteredExpression", "FloatLiteral", "ForNode", "GeExpression", "GtExpression",
    "HostNode", "IfChangedNode", "IfNode", "IncrementNode", "IntegerLiteral", "KeywordArgument",
    "LeExpression", "LogicalAndExpression", "LogicalOrExpression", "Lookup", "Loop", "LtExpression",
    "MultiExpressionBlockNode", "NeExpression", "Nil", "Node", "OutputNode", "PositionalArgument",
    "RangeLiteral", "StringLiteral", "TablerowNode", "Token", "TrueLiteral", "Unknown", "UnlessNode",
    "literal_value",
]  # fmt: skip


class Node:
    """What stands in a block; ``blank``: it writes nothing but white space, whatever happens."""

    __slots__ = ("blank", "token")

    def __init__(self, token: Token, *, blank: bool = False) -> None:
        self.token = token
        self.blank = blank


class BlockNode(Node):
    """What stands between two tags, or the whole template."""

    __slots__ = ("nodes",)

    def __init__(self, token: Token, nodes: list[Node]) -> None:
        self.token = token
        self.nodes = nodes
        self.blank = all(node.blank for node in nodes)


class ContentNode(Node):
    """Text of the template."""

    __slots__ = ("text",)

    def __init__(self, token: Token, text: str) -> None:
        self.token = token
        self.text = text
        self.blank = not text or text.isspace()


class OutputNode(Node):
    """``{{ expression }}``."""

    __slots__ = ("expression",)

    def __init__(self, token: Token, expression: FilteredExpression) -> None:
        self.token = token
        self.expression = expression
        self.blank = False


class EchoNode(OutputNode):
    """``{% echo expression %}``."""

    __slots__ = ()


class AssignNode(Node):
    __slots__ = ("expression", "name")

    def __init__(self, token: Token, name: str, expression: FilteredExpression) -> None:
        super().__init__(token, blank=True)
        self.name = name
        self.expression = expression


class CaptureNode(Node):
    __slots__ = ("block", "name")

    def __init__(self, token: Token, name: str, block: BlockNode) -> None:
        super().__init__(token, blank=True)
        self.name = name
        self.block = block


class ConditionalBlockNode(Node):
    """``elsif``, of ``if`` and of ``unless``."""

    __slots__ = ("block", "expression")

    def __init__(self, token: Token, expression: Expression, block: BlockNode) -> None:
        super().__init__(token, blank=block.blank)
        self.expression = expression
        self.block = block


class _BranchesNode(Node):
    __slots__ = ("alternatives", "condition", "consequence", "default")

    def __init__(
        self,
        token: Token,
        condition: Expression,
        consequence: BlockNode,
        alternatives: list[ConditionalBlockNode],
        default: BlockNode | None,
    ) -> None:
        others = (*alternatives, *([default] if default else []))
        super().__init__(token, blank=consequence.blank and all(one.blank for one in others))
        self.condition = condition
        self.consequence = consequence
        self.alternatives = alternatives
        self.default = default


class IfNode(_BranchesNode):
    __slots__ = ()


class UnlessNode(_BranchesNode):
    __slots__ = ()


class MultiExpressionBlockNode(Node):
    """``when``: its block is written once for each of the values that is equal."""

    __slots__ = ("block", "expression")

    def __init__(self, token: Token, block: BlockNode, expression: AnyExpression) -> None:
        super().__init__(token, blank=block.blank)
        self.block = block
        self.expression = expression


class CaseNode(Node):
    __slots__ = ("blocks", "expression")

    def __init__(
        self, token: Token, expression: Expression, blocks: Sequence[MultiExpressionBlockNode | BlockNode]
    ) -> None:
        super().__init__(token, blank=all(block.blank for block in blocks))
        self.expression = expression
        self.blocks = blocks


class ForNode(Node):
    __slots__ = ("block", "default", "expression")

    def __init__(
        self, token: Token, expression: Loop, block: BlockNode, default: BlockNode | None = None
    ) -> None:
        super().__init__(token, blank=block.blank and (default is None or default.blank))
        self.expression = expression
        self.block = block
        self.default = default


class TablerowNode(Node):
    __slots__ = ("block", "expression")

    def __init__(self, token: Token, expression: Loop, block: BlockNode) -> None:
        super().__init__(token)
        self.expression = expression
        self.block = block


class CycleNode(Node):
    __slots__ = ("args", "group")

    def __init__(self, token: Token, group: Expression | None, args: list[Expression]) -> None:
        super().__init__(token)
        self.group = group
        self.args = args


class _CounterNode(Node):
    __slots__ = ("name",)

    def __init__(self, token: Token, name: str) -> None:
        super().__init__(token)
        self.name = name


class IncrementNode(_CounterNode):
    __slots__ = ()


class DecrementNode(_CounterNode):
    __slots__ = ()


class IfChangedNode(Node):
    __slots__ = ("block",)

    def __init__(self, token: Token, block: BlockNode) -> None:
        super().__init__(token, blank=block.blank)
        self.block = block


class BreakNode(Node):
    __slots__ = ()


class ContinueNode(Node):
    __slots__ = ()


class CommentNode(Node):
    __slots__ = ()


class HostNode(Node):
    """A tag of the host."""

    __slots__ = ("block", "tag")

    def __init__(self, token: Token, tag: Tag, block: BlockNode | None = None) -> None:
        super().__init__(token)
        self.tag = tag
        self.block = block
