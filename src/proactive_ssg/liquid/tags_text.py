"""Tags whose inside is no template: ``raw``, comments; and ``liquid``, whose inside is nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proactive_ssg.i18n import _
from proactive_ssg.liquid.errors import LiquidError
from proactive_ssg.liquid.host import RAW_END, raw_text
from proactive_ssg.liquid.nodes import CommentNode, ContentNode, Node, Token

if TYPE_CHECKING:
    from proactive_ssg.liquid.tree import TreeParser

__all__ = ["RawNode", "read_comment", "read_doc", "read_inline_comment", "read_liquid", "read_raw"]


def read_comment(parser: TreeParser, _markup: str, token: Token, nodes: list[Node]) -> None:
    """Ruby parses what a comment holds; only tags that it does not know are of no matter there."""
    if parser.dialect >= 5:
        _skip_comment(parser, token)
    else:
        inner: list[Node] = []
        while parser.inside(token, inner)[0] != "endcomment":
            pass
    node = CommentNode(token)
    node.blank = True
    nodes.append(node)


def _skip_comment(parser: TreeParser, token: Token) -> None:
    """To the matching end, whatever stands between: since Liquid 5.5 nothing of it is parsed."""
    depth = 1
    raw = False
    name = re.compile(r"\{%-?\s*(\w+)")
    while parser.at < len(parser.tokens):
        text, _offset = parser.tokens[parser.at]
        parser.at += 1
        match = name.match(text)
        tag = match[1] if match and text.endswith("%}") else ""
        if tag in ("raw", "endraw"):
            raw = tag == "raw"
        elif tag in ("comment", "endcomment") and not raw:
            depth += 1 if tag == "comment" else -1
            if depth == 0:
                parser.trim_after(text)
                return
    raise parser.error(
        _("“{name}” is never closed: write {{% end{name} %}} after it").format(name="comment"), token
    )


def read_raw(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    text = raw_text(parser, token)
    if markup.strip():
        raise LiquidError(_("“{name}” takes nothing after its name").format(name="raw"))
    node = RawNode(token, text)
    node.blank = not text
    nodes.append(node)


class RawNode(ContentNode):
    """Text that white-space control of its neighbours leaves alone."""

    __slots__ = ()


def read_inline_comment(_parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    if re.search(r"\n\s*[^#\s]", markup):
        raise LiquidError(_("each line of a “#” comment begins with “#”").format())
    node = CommentNode(token)
    node.blank = True
    nodes.append(node)


def read_doc(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    """Documentation: nothing of it is parsed, and it holds no other."""
    if markup.strip():
        parser.problem(_("“{name}” takes nothing after its name").format(name="doc"), token)
    while parser.at < len(parser.tokens):
        text, _offset = parser.tokens[parser.at]
        parser.at += 1
        match = RAW_END[5].match(text) if text.endswith("%}") else None
        if match is not None and match[2] == "doc":
            parser.problem(_("“doc” holds no other “doc”").format(), token)
        if match is not None and match[2] == "enddoc":
            parser.trim_after(text)
            node = CommentNode(token)
            node.blank = True
            nodes.append(node)
            return
    raise parser.error(
        _("“{name}” is never closed: write {{% end{name} %}} after it").format(name="doc"), token
    )


def read_liquid(parser: TreeParser, markup: str, token: Token, nodes: list[Node]) -> None:
    """One tag a line; blocks end inside it."""
    start = parser.text.find(markup, token.start_index) if markup else 0
    lines: list[tuple[str, int]] = []
    for line in re.split(r"(?<=\n)", markup):
        if line.strip():
            lines.append((f"{{% {line.strip()} %}}", start))
        start += len(line)
    parser.within(lines, nodes)
