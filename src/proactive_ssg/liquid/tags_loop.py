"""``for`` and ``tablerow``: how they are read (``tags/for.rb``, ``tags/table_row.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.errors import LiquidError
from proactive_ssg.liquid.markup import FRAGMENT, lax_attributes
from proactive_ssg.liquid.nodes import BlockNode, Continue, ForNode, Loop, Nil, Node, TablerowNode, Token
from proactive_ssg.liquid.strict import END, StrictError

if TYPE_CHECKING:
    from proactive_ssg.liquid.tree import TreeParser

__all__ = ["read_for", "read_tablerow"]

_FOR = re.compile(rf"([\w-]+)\s+in\s+({FRAGMENT}+)\s*(reversed)?", re.ASCII)
_TABLEROW = re.compile(rf"(?<!\w)(\w++)\s+in\s+({FRAGMENT}+)", re.ASCII)


def read_for(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    try:
        loop = parser.markup.choose(
            lambda: _strict(parser, markup, token), lambda: _lax(parser, markup, token), markup, token
        )
    except LiquidError as error:
        parser.problem(error.message, token)
        loop = Loop(token, "", Nil(token), "")
    block, stop = _loop_body(parser, token)
    default: BlockNode | None = None
    if stop[0] == "else":
        default, stop = _loop_body(parser, token)
        if stop[0] == "else":  # Ruby ends the loop at a second “else”, with an empty one
            default = parser.block(token, [])
    node = ForNode(token, loop, block, default)
    node.blank = block.blank and (default is None or default.blank)
    nodes.append(node)


def _loop_body(parser: TreeParser, token: Token) -> tuple[BlockNode, tuple[str, str, Token]]:
    nodes: list[Node] = []
    while True:
        stop = parser.inside(token, nodes)
        if stop[0] in ("else", "endfor"):
            return parser.block(token, nodes), stop
        parser.misplaced(stop, "for")


def _strict(parser: TreeParser, markup: str, token: Token) -> Loop:
    strict = parser.markup.parser(markup)
    variable = strict.consume("id")
    if strict.word("in") is None:
        raise StrictError(_("a loop needs “in”"))
    collection = strict.expression()
    backwards = strict.word("reversed") is not None
    attributes: dict[str, str] = {}
    while strict.look("id") and strict.look("colon", 1):
        key = strict.word("limit", "offset")
        if key is None:
            raise StrictError(_("a loop takes “limit” and “offset” only"))
        strict.consume("colon")
        attributes[key] = strict.expression()
    strict.consume(END)
    return _loop(parser, (variable, collection), backwards, attributes, token)


def _lax(parser: TreeParser, markup: str, token: Token) -> Loop:
    match = _FOR.match(markup)
    if match is None:
        raise LiquidError(_("“for” needs a name and a list: {{% for item in list %}}").format())
    attributes = dict(lax_attributes(parser.dialect).findall(markup))
    return _loop(parser, (match[1], match[2]), bool(match[3]), attributes, token)


def _loop(
    parser: TreeParser, names: tuple[str, str], backwards: bool, attributes: dict[str, str], token: Token
) -> Loop:
    variable, collection = names
    value = parser.markup.value
    parts: dict[str, Any] = {"limit": None, "offset": None, "cols": None, "reversed_": backwards}
    if "limit" in attributes:
        parts["limit"] = value(attributes["limit"], token)
    if "offset" in attributes:
        continues = attributes["offset"] == "continue"
        parts["offset"] = Continue(token) if continues else value(attributes["offset"], token)
    return Loop(token, variable, value(collection, token), f"{variable}-{collection}", **parts)


def read_tablerow(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    match = _TABLEROW.search(markup)
    body: list[Node] = []
    while (stop := parser.inside(token, body))[0] != "endtablerow":
        parser.misplaced(stop, "tablerow")
    if match is None:
        raise LiquidError(
            _("“tablerow” needs a name and a list: {{% tablerow item in list cols:3 %}}").format()
        )
    value = parser.markup.value
    given = {key: value(text, token) for key, text in lax_attributes(parser.dialect).findall(markup)}
    loop = Loop(
        token, match[1], value(match[2], token), f"{match[1]}-{match[2]}",
        limit=given.get("limit"), offset=given.get("offset"), cols=given.get("cols"), reversed_=False,
    )  # fmt: skip
    node = TablerowNode(token, loop, parser.block(token, body))
    node.blank = node.block.blank and parser.dialect < 5
    nodes.append(node)
