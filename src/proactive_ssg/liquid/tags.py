"""The tags of Liquid itself: how each is read (``lib/liquid/tags``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proactive_ssg.i18n import _
from proactive_ssg.liquid.errors import LiquidError
from proactive_ssg.liquid.markup import FRAGMENT, lax
from proactive_ssg.liquid.nodes import (
    AnyExpression,
    AssignNode,
    BlockNode,
    BreakNode,
    CaptureNode,
    CaseNode,
    ConditionalBlockNode,
    ContinueNode,
    CycleNode,
    DecrementNode,
    EchoNode,
    Expression,
    IfChangedNode,
    IfNode,
    IncrementNode,
    MultiExpressionBlockNode,
    Nil,
    Node,
    Token,
    UnlessNode,
)
from proactive_ssg.liquid.tags_loop import read_for, read_tablerow
from proactive_ssg.liquid.tags_text import read_comment, read_doc, read_inline_comment, read_liquid, read_raw

if TYPE_CHECKING:
    from proactive_ssg.liquid.tree import TreeParser

__all__ = ["BUILTIN", "TagReader"]

Read = Callable[["TreeParser", str, Token, list[Node]], None]

_ASSIGN = re.compile(r"(?<![\w\-.\[\]])((?:\(?[\w\-.\[\]]\)?)++)\s*+=\s*(.*)", re.ASCII | re.DOTALL)
_CAPTURE = re.compile(r"((?:\(?[\w\-.\[\]]\)?)+)", re.ASCII)
_WHEN = rf"({FRAGMENT})(?:(?:\s+or\s+|\s*,\s*)(?={FRAGMENT}))?"
_CYCLE_NAMED = rf"({FRAGMENT})\s*:\s*((?s:.*))"


@dataclass(frozen=True, slots=True)
class TagReader:
    """``read`` appends the node to a list; an ``addition`` came with Liquid 5."""

    read: Read
    addition: bool = False


def _assign(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    match = _ASSIGN.search(markup) if "=" in markup else None
    if match is None:
        raise LiquidError(_("“assign” needs a name and a value: {{% assign name = value %}}").format())
    value = parser.markup.filtered(match[2], token)
    node = AssignNode(token, match[1], value)
    node.blank = True
    nodes.append(node)


def _capture(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    match = _CAPTURE.search(markup)
    block = _plain_block(parser, token)
    if match is None:
        raise LiquidError(_("“capture” needs a name: {{% capture name %}}").format())
    node = CaptureNode(token, match[1], block)
    node.blank = True
    nodes.append(node)


def _plain_block(parser: TreeParser, token: Token) -> BlockNode:
    nodes: list[Node] = []
    while (stop := parser.inside(token, nodes))[0] != f"end{token.value}":
        parser.misplaced(stop, token.value)
    return parser.block(token, nodes)


def _condition(parser: TreeParser, markup: str, token: Token) -> Expression:
    """The condition; one that cannot be read is noted, so that the block is read nevertheless."""
    try:
        return parser.markup.condition(markup, token)
    except LiquidError as error:
        parser.problem(error.message, token)
        return Nil(token)


def _if(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    branches: list[tuple[Expression | None, Token, BlockNode]] = []
    condition: Expression | None = _condition(parser, markup, token)
    place = token
    while True:
        body: list[Node] = []
        while True:
            stop = parser.inside(token, body)
            if stop[0] in ("elsif", "else", f"end{token.value}"):
                break
            parser.misplaced(stop, token.value)
        branches.append((condition, place, parser.block(place, body)))
        if stop[0] == f"end{token.value}":
            break
        place = stop[2]
        condition = _condition(parser, stop[1], place) if stop[0] == "elsif" else None
    nodes.append(_branches(token, branches))


def _branches(token: Token, branches: list[tuple[Expression | None, Token, BlockNode]]) -> Node:
    """What follows an ``else`` is never reached, and has had its say in whether the block is blank."""
    kind = IfNode if token.value == "if" else UnlessNode
    default = next((block for condition, _place, block in branches if condition is None), None)
    reached = []
    for condition, place, block in branches:
        if condition is None:
            break
        reached.append((condition, place, block))
    first = reached[0]
    others = [ConditionalBlockNode(place, condition, block) for condition, place, block in reached[1:]]
    node = kind(token, first[0], first[2], others, default)
    node.blank = all(block.blank for _condition, _place, block in branches)
    return node


def _case(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    match = lax(FRAGMENT).search(markup)
    left: Expression = parser.markup.value(match[0], token) if match else Nil(token)
    if match is None:
        parser.problem(_("“case” needs a value: {{% case value %}}").format(), token)
    blocks: list[MultiExpressionBlockNode | BlockNode] = []
    values: list[Expression] | None = None
    place = token
    blank = True
    while True:
        body: list[Node] = []
        stop = parser.inside(token, body)
        while stop[0] not in ("when", "else", "endcase"):
            parser.misplaced(stop, "case")
            stop = parser.inside(token, body)
        block = parser.block(place, body)
        blank = blank and block.blank
        if values:
            blocks.append(MultiExpressionBlockNode(place, block, AnyExpression(place, left, values)))
        elif place is not token:
            blocks.append(block)
        if stop[0] == "endcase":
            break
        place = stop[2]
        values = _when(parser, stop)
    node = CaseNode(token, left, blocks)
    node.blank = blank
    nodes.append(node)


def _when(parser: TreeParser, stop: tuple[str, str, Token]) -> list[Expression]:
    """The values of a ``when``; none for ``else``."""
    name, markup, token = stop
    if name == "else":
        if markup.strip():
            parser.problem(_("“else” of a “case” takes no value").format(), token)
        return []
    values: list[Expression] = []
    at = 0
    while (match := lax(_WHEN).search(markup, at)) is not None:
        values.append(parser.markup.value(match[1], token))
        at = match.end()
        if at == match.end(1):
            break
    if parser.dialect >= 5 and parser.environment.error_mode == "strict" and markup[at:].strip():
        parser.problem(_("“when” takes values between commas or “or”").format(), token)
    if not values:
        parser.problem(_("“when” needs a value: {{% when value or value %}}").format(), token)
        values.append(Nil(token))
    return values


def _cycle(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    named = lax(_CYCLE_NAMED).match(markup)
    if named is None and lax(FRAGMENT).match(markup) is None:
        raise LiquidError(_("“cycle” needs values: {{% cycle 'a', 'b' %}}").format())
    texts = (named[2] if named else markup).split(",")
    found = [lax(FRAGMENT).search(text) for text in texts]
    values = [parser.markup.value(match[0], token) for match in found if match]
    values = [value for value in values if not isinstance(value, Nil)]  # Ruby drops them (`compact`)
    group = parser.markup.value(named[1], token) if named else None
    nodes.append(CycleNode(token, group, values))


def _simple(kind: type[BreakNode] | type[ContinueNode]) -> Read:
    def read(_parser: TreeParser, _markup: str, token: Token, nodes: list[Node]) -> None:
        node = kind(token)
        node.blank = False
        nodes.append(node)

    return read


def _counter(kind: type[IncrementNode] | type[DecrementNode]) -> Read:
    def read(_parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
        node = kind(token, markup.strip())
        node.blank = False
        nodes.append(node)

    return read


def _ifchanged(parser: TreeParser, _markup: str, token: Token, nodes: list[Node]) -> None:
    node = IfChangedNode(token, _plain_block(parser, token))
    node.blank = node.block.blank
    nodes.append(node)


def _echo(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    nodes.append(EchoNode(token, parser.markup.filtered(markup, token)))


BUILTIN: dict[str, TagReader] = {
    "assign": TagReader(_assign),
    "break": TagReader(_simple(BreakNode)),
    "capture": TagReader(_capture),
    "case": TagReader(_case),
    "comment": TagReader(read_comment),
    "continue": TagReader(_simple(ContinueNode)),
    "cycle": TagReader(_cycle),
    "decrement": TagReader(_counter(DecrementNode)),
    "for": TagReader(read_for),
    "if": TagReader(_if),
    "ifchanged": TagReader(_ifchanged),
    "increment": TagReader(_counter(IncrementNode)),
    "raw": TagReader(read_raw),
    "tablerow": TagReader(read_tablerow),
    "unless": TagReader(_if),
    "doc": TagReader(read_doc, addition=True),
    "liquid": TagReader(read_liquid, addition=True),
    "echo": TagReader(_echo, addition=True),
    "#": TagReader(read_inline_comment, addition=True),
}
