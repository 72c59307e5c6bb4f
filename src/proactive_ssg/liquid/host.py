"""A tag of the host becomes a node of the tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proactive_ssg.i18n import _
from proactive_ssg.liquid.errors import LiquidError, position
from proactive_ssg.liquid.nodes import HostNode, Node, Token
from proactive_ssg.liquid.tag import Block, Tag

if TYPE_CHECKING:
    from proactive_ssg.liquid.tree import TreeParser

__all__ = ["RAW_END", "host_node", "raw_text"]

RAW_END = {
    4: re.compile(r"(.*)\{%\s*(\w+)\s*(?:.*)?%\}\Z", re.ASCII | re.DOTALL),
    5: re.compile(r"(.*)\{%-?\s*(\w+)\s*(?:.*)?%\}\Z", re.ASCII | re.DOTALL),
}


def host_node(parser: TreeParser, kind: type[Tag], markup: str, token: Token) -> HostNode:
    """Make the tag, then read its body; a tag that refuses its markup is noted after the body."""
    tag: Tag | None = None
    refused = LiquidError("")
    try:
        tag = kind(token.value, markup, parser.environment, position(parser.text, token.start_index)[0])
    except LiquidError as error:
        refused.message, refused.hint, refused.ruby = error.message, error.hint, error.ruby
    except (ValueError, TypeError, KeyError) as error:
        refused.message, refused.kind = str(error) or type(error).__name__, ""
        refused.hint, refused.ruby = getattr(error, "hint", ""), getattr(error, "ruby", "")
    node = (
        HostNode(token, tag)
        if tag is not None
        else HostNode(token, Tag(token.value, markup, parser.environment, 0))
    )
    if issubclass(kind, Block):
        _read_body(parser, kind, node, token)
    if tag is None:
        raise refused
    return node


def _read_body(parser: TreeParser, kind: type[Block], node: HostNode, token: Token) -> None:
    if kind.raw:
        text = raw_text(parser, token)
        if isinstance(node.tag, Block):
            node.tag.body_text = text
        return
    nodes: list[Node] = []
    while (stop := parser.inside(token, nodes))[0] != f"end{token.value}":
        parser.misplaced(stop, token.value)
    node.block = parser.block(token, nodes)
    node.blank = node.block.blank


def raw_text(parser: TreeParser, token: Token) -> str:
    """The source up to the closing tag, as it is written (Liquid's ``tags/raw.rb``)."""
    closing = f"end{token.value}"
    pieces: list[str] = []
    pattern = RAW_END[parser.dialect]
    while parser.at < len(parser.tokens):
        text, _offset = parser.tokens[parser.at]
        parser.at += 1
        match = pattern.match(text) if text.endswith("%}") else None
        if match is not None:
            if match[2] == closing:
                pieces.append(match[1])
                return "".join(pieces)
            if parser.dialect < 5:
                pieces.append(match[1])  # Ruby Liquid 4 writes it twice
        pieces.append(text)
    message = _("“{name}” is never closed: write {{% end{name} %}} after it")
    raise parser.error(message.format(name=token.value), token)
