"""Questions about the tree of a Liquid template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from proactive_ssg.liquid.nodes import (
    AssignNode,
    BlockNode,
    CaptureNode,
    CaseNode,
    Expression,
    FilteredExpression,
    ForNode,
    HostNode,
    IfChangedNode,
    IfNode,
    Lookup,
    Node,
    TablerowNode,
    UnlessNode,
)
from proactive_ssg.migrate.sources import Source, partial_name
from proactive_ssg.templates.tags.include import IncludeTag

__all__ = ["assigned_in", "included", "nodes_of", "segments_of"]


def children(node: Node) -> Iterable[BlockNode]:
    """The blocks inside a node."""
    match node:
        case IfNode() | UnlessNode():
            blocks = [node.consequence, *(one.block for one in node.alternatives), node.default]
        case CaseNode():
            blocks = [one if isinstance(one, BlockNode) else one.block for one in node.blocks]
        case ForNode():
            blocks = [node.block, node.default]
        case CaptureNode() | TablerowNode() | IfChangedNode() | HostNode():
            blocks = [node.block]
        case _:
            blocks = []
    return [block for block in blocks if block is not None]


def nodes_of(block: BlockNode) -> Iterable[Node]:
    """Every node, those of blocks inside too."""
    for node in block.nodes:
        yield node
        for inner in children(node):
            yield from nodes_of(inner)


def assigned_in(block: BlockNode) -> set[str]:
    """The names that a block itself assigns."""
    return {str(node.name) for node in nodes_of(block) if isinstance(node, AssignNode | CaptureNode)}


def included(source: Source, sources: Mapping[str, Source]) -> list[str]:
    """The templates that it includes by itself; all partials, where it makes up their names."""
    found: list[str] = []
    for node in nodes_of(source.template.tree):
        if isinstance(node, HostNode) and type(node.tag) is IncludeTag:
            file = node.tag.file
            if isinstance(file, str):
                found.append(partial_name(file))
            else:
                found += [name for name, one in sources.items() if one.is_partial]
    return list(dict.fromkeys(found))


def segments_of(node: Expression) -> set[str]:
    """The texts of the segments of all lookups in an expression."""
    stack, found = [node], set()
    while stack:
        one = stack.pop()
        if isinstance(one, Lookup):
            found |= {segment for segment in one.segments if isinstance(segment, str)}
        if isinstance(one, FilteredExpression):
            stack += [one.left, *(a.value for f in one.filters or () for a in f.args)]
        else:
            stack += [child for child in one.children() if isinstance(child, Expression)]
    return found
