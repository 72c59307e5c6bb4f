"""What the compiler knows of a part of the tree before it writes code for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from proactive_ssg.liquid.nodes import (
    AssignNode,
    BlockNode,
    BreakNode,
    CaptureNode,
    CaseNode,
    ContentNode,
    ContinueNode,
    CycleNode,
    DecrementNode,
    Expression,
    FilteredExpression,
    ForNode,
    HostNode,
    IfChangedNode,
    IfNode,
    IncrementNode,
    Lookup,
    MultiExpressionBlockNode,
    Node,
    OutputNode,
    TablerowNode,
    UnlessNode,
)

__all__ = ["FORLOOP_KEYS", "SPLIT", "Analysis", "Facts", "names", "static_forloop"]

FORLOOP_KEYS = frozenset(("index", "index0", "rindex", "rindex0", "first", "last", "length", "name"))
SPLIT = 10  # so many blocks deep, a block becomes a function of its own: Python nests 20 loops and no more
# How many loops of Python a block may be; the body of a tag of the host is a function anyway.
_LOOPS: dict[type[Node], int] = {
    CaptureNode: 1, CaseNode: 1, ForNode: 1, IfChangedNode: 1, IfNode: 1, TablerowNode: 2, UnlessNode: 1,
}  # fmt: skip


@dataclass(slots=True)
class Facts:
    """Of a node and all in it: the ``names`` it reads from outside, those it assigns and counts, and
    whether somebody beyond the compiled code looks at the variables (``context``), asks for ``forloop``
    as a whole (``forloop_object``), or may leave a loop (``interrupts``)."""

    names: set[str] = field(default_factory=set)
    assigned: set[str] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)
    context: bool = False
    forloop_object: bool = False
    parentloop: bool = False
    interrupts: bool = False

    def add(self, other: Facts) -> None:
        self.names |= other.names
        self.assigned |= other.assigned
        self.counted |= other.counted
        self.context = self.context or other.context
        self.parentloop = self.parentloop or other.parentloop
        self.forloop_object = self.forloop_object or other.forloop_object
        self.interrupts = self.interrupts or other.interrupts


NOTHING = Facts()  # of text; nobody adds to it


def static_forloop(lookup: Lookup) -> bool:
    """Whether it is ``forloop.index`` or the like, of this loop or of one around it."""
    segments = list(lookup.segments)
    while segments and segments[0] == "parentloop":
        segments.pop(0)
    return bool(segments) and isinstance(segments[0], str) and segments[0] in FORLOOP_KEYS


class Analysis:
    """The facts of every node of one tree, gathered once, from the leaves up."""

    def __init__(self, tree: BlockNode, context_filters: frozenset[str]) -> None:
        self._context_filters = context_filters
        self._facts: dict[int, Facts] = {}
        self.split: set[int] = set()
        self._visit(tree, 0)

    def of(self, node: Node) -> Facts:
        return self._facts[id(node)]

    def _visit(self, node: Node, depth: int) -> Facts:
        """``depth``: how deep ``node`` lies in the function that it is part of."""
        if type(node) is ContentNode:
            return self._facts.setdefault(id(node), NOTHING)
        facts = Facts()
        for expression in _expressions(node):
            self._expression(expression, facts)
        loops = _LOOPS.get(type(node), 0)
        splits = loops > 0 and depth >= SPLIT
        below = 0 if splits or isinstance(node, HostNode) else depth
        for child in _children(node):
            facts.add(self._visit(child, below + loops))
        self._own(node, facts)
        if splits:
            self.split.add(id(node))
            facts.context = facts.interrupts = True
        self._facts[id(node)] = facts
        return facts

    def _own(self, node: Node, facts: Facts) -> None:
        match node:
            case ForNode() | TablerowNode():
                loop_name = "forloop" if isinstance(node, ForNode) else "tablerowloop"
                inner = self._facts[id(node.block)].names
                outer = set().union(*(names(part) for part in _expressions(node)))
                if isinstance(node, ForNode):
                    facts.interrupts = self._leaves(node)
                    if node.default is not None:
                        outer |= self._facts[id(node.default)].names
                facts.names = (inner - {node.expression.identifier, loop_name}) | outer
            case AssignNode() | CaptureNode():
                facts.assigned.add(str(node.name))
            case IncrementNode() | DecrementNode():
                facts.counted.add(str(node.name))
            case HostNode():
                facts.context = facts.interrupts = True
            case BreakNode() | ContinueNode():
                facts.interrupts = True
            case _:
                pass

    def _leaves(self, node: ForNode) -> bool:
        """A loop catches what its body throws, not what its “else” does."""
        return node.default is not None and self._facts[id(node.default)].interrupts

    def _expression(self, expression: Expression, facts: Facts) -> None:
        stack: list[Any] = [expression]
        while stack:
            node = stack.pop()
            if isinstance(node, Lookup):
                if isinstance(node.name, str):
                    facts.names.add(node.name)
                    if node.name == "forloop":
                        facts.forloop_object = facts.forloop_object or not static_forloop(node)
                        facts.parentloop = facts.parentloop or "parentloop" in node.segments
                else:
                    facts.context = True
            if isinstance(node, FilteredExpression):
                facts.context = facts.context or any(
                    f.name in self._context_filters for f in node.filters or ()
                )
            stack.extend(node.children())


def names(expression: Expression) -> set[str]:
    """The variables that an expression reads."""
    found: set[str] = set()
    stack: list[Any] = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, Lookup) and isinstance(node.name, str):
            found.add(node.name)
        stack.extend(node.children())
    return found


def _expressions(node: Node) -> list[Expression]:
    match node:
        case OutputNode() | AssignNode() | MultiExpressionBlockNode():
            return [node.expression]
        case IfNode() | UnlessNode():
            return [node.condition, *(alternative.expression for alternative in node.alternatives)]
        case CaseNode():
            return [node.expression]
        case ForNode() | TablerowNode():
            loop = node.expression
            return [part for part in (loop.iterable, loop.limit, loop.offset, loop.cols) if part is not None]
        case CycleNode():
            return [*node.args, *([node.group] if node.group is not None else [])]
        case _:
            return []


def _children(node: Node) -> list[Node]:
    match node:
        case BlockNode():
            return list(node.nodes)
        case IfNode() | UnlessNode():
            default = [node.default] if node.default is not None else []
            return [node.consequence, *(alternative.block for alternative in node.alternatives), *default]
        case CaseNode():
            return list(node.blocks)
        case ForNode():
            return [node.block, *([node.default] if node.default is not None else [])]
        case TablerowNode() | CaptureNode() | IfChangedNode() | MultiExpressionBlockNode():
            return [node.block]
        case HostNode():
            return [node.block] if node.block is not None else []
        case _:
            return []
