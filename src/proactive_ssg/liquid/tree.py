"""A template's text becomes a tree of nodes, block by block (Liquid's ``block_body.rb``, ``block.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proactive_ssg.i18n import _
from proactive_ssg.liquid.errors import LiquidError, position
from proactive_ssg.liquid.expressions import SPACE
from proactive_ssg.liquid.host import host_node
from proactive_ssg.liquid.markup import MarkupParser
from proactive_ssg.liquid.nodes import BlockNode, ContentNode, Node, OutputNode, Token
from proactive_ssg.liquid.tags import BUILTIN
from proactive_ssg.liquid.tokens import tokenize

if TYPE_CHECKING:
    from proactive_ssg.liquid.environment import Environment

__all__ = ["TreeParser"]

MAX_PROBLEMS = 50
_TAG = {
    False: re.compile(r"\{%-?\s*(\w+)\s*(.*?)-?%\}\Z", re.ASCII | re.DOTALL),
    True: re.compile(r"\{%-?\s*(#|\w+)\s*(.*?)-?%\}\Z", re.ASCII | re.DOTALL),
}
_OUTPUT = re.compile(r"\{\{-?(.*?)-?\}\}\Z", re.DOTALL)


class TreeParser:
    """One text and the place in it. ``problems``: syntax errors; ``warnings``: what only lax parsing took."""

    def __init__(self, environment: Environment, text: str, name: str) -> None:
        self.environment = environment
        self.text = text
        self.name = name
        self.dialect = environment.dialect
        self.tokens = tokenize(text)
        self.at = 0
        self.problems: list[LiquidError] = []
        self.warnings: list[LiquidError] = []
        self.markup = MarkupParser(environment.error_mode, environment.dialect, self.warn)
        self._trim = False
        self._depth = 0
        self._tag = _TAG[environment.additions]

    def parse(self) -> BlockNode:
        """The whole template; raises LiquidError with every problem found."""
        nodes: list[Node] = []
        start = Token("content", "", 0, self.text)
        try:
            while (stop := self.body(nodes)) is not None:
                self._outside(stop)
        except LiquidError as error:
            self.problems.append(error if error.line else self.error(error.message, start))
        if self.problems:
            first = self.problems[0]
            first.errors = tuple(self.problems)
            raise first
        return self.block(start, nodes)

    def body(self, nodes: list[Node]) -> tuple[str, str, Token] | None:
        """Parse until a tag that is not registered: its name, markup and place; None at the end."""
        while self.at < len(self.tokens):
            text, offset = self.tokens[self.at]
            self.at += 1
            if text.startswith("{%"):
                stop = self._read_tag(text, offset, nodes)
                if stop is not None:
                    return stop
            elif text.startswith("{{"):
                self._whitespace(text, nodes)
                self._read_output(text, Token("output", text, offset, self.text), nodes)
            else:
                if self._trim:
                    text = text.lstrip(SPACE)
                    self._trim = False
                node = ContentNode(Token("content", text, offset, self.text), text)
                node.blank = not text.strip(" \t\r\n\f\v")
                nodes.append(node)
        return None

    def within(self, tokens: list[tuple[str, int]], nodes: list[Node]) -> None:
        """Parse these tokens as a text of their own."""
        saved = self.tokens, self.at, self._trim
        self.tokens, self.at = tokens, 0
        while (stop := self.body(nodes)) is not None:
            self._outside(stop)
        self.tokens, self.at, self._trim = saved

    def inside(self, owner: Token, nodes: list[Node]) -> tuple[str, str, Token]:
        """As :meth:`body`, of a block that must be closed before the text ends."""
        self._depth += 1
        if self._depth > self.environment.limits.depth:
            raise self.error(
                _("nesting too deep: more than {count} levels").format(count=self.environment.limits.depth),
                owner,
            )
        stop = self.body(nodes)
        self._depth -= 1
        if stop is None:
            message = _("“{name}” is never closed: write {{% end{name} %}} after it")
            ruby = f"'{owner.value}' tag was never closed"
            raise self.error(message.format(name=owner.value), owner, ruby)
        return stop

    def misplaced(self, stop: tuple[str, str, Token], owner: str) -> None:
        """Note a tag that the block ``owner`` does not know."""
        name = stop[0]
        if name == "else":
            message = _("“{owner}” takes no “else”").format(owner=owner)
        elif name.startswith("end"):
            message = _("“{name}” does not close “{owner}”: write {{% end{owner} %}}").format(
                name=name, owner=owner
            )
        else:
            self._unknown(stop)
            return
        self.problem(message, stop[2])

    def block(self, token: Token, nodes: list[Node]) -> BlockNode:
        node = BlockNode(token, nodes)
        node.blank = all(child.blank for child in nodes)
        return node

    def error(self, message: str, token: Token, ruby: str = "") -> LiquidError:
        error = LiquidError(message, *position(self.text, token.start_index), self.name, ruby=ruby)
        error.kind = "syntax error"
        return error

    def problem(self, message: str, token: Token, ruby: str = "") -> None:
        """Note a syntax error and go on."""
        self.problems.append(self.error(message, token, ruby))
        if len(self.problems) >= MAX_PROBLEMS:
            raise self.error(_("too many problems in one template"), token)

    def warn(self, message: str, token: Token) -> None:
        self.warnings.append(self.error(message, token))

    def _outside(self, stop: tuple[str, str, Token]) -> None:
        name = stop[0]
        if name in ("else", "end") or name.startswith("end"):
            self.problem(_("“{name}” has nothing to close or to belong to").format(name=name), stop[2])
        else:
            self._unknown(stop)

    def _unknown(self, stop: tuple[str, str, Token]) -> None:
        message = _("unknown tag “{name}”").format(name=stop[0])
        self.problem(message, stop[2], f"Unknown tag '{stop[0]}'")

    def _read_tag(self, text: str, offset: int, nodes: list[Node]) -> tuple[str, str, Token] | None:
        self._whitespace(text, nodes)
        match = self._tag.match(text)
        if match is None:
            token = Token("tag", "", offset, self.text)
            shown = text if len(text) < 80 else text[:77] + "..."
            self.problem(_("the tag “{text}” is not ended by %}}").format(text=shown), token)
            return None
        name, markup = match[1], match[2]
        token = Token("tag", name, offset, self.text)
        environment = self.environment
        reader = None if name in environment.tags else BUILTIN.get(name)
        if reader is None and name not in environment.tags:
            return name, markup, token
        if reader is not None and reader.addition and not environment.additions:
            return name, markup, token
        self._append(nodes, name, markup, token)
        return None

    def _append(self, nodes: list[Node], name: str, markup: str, token: Token) -> None:
        """The node of a registered tag; what is wrong with its markup is noted, and its block is read."""
        depth = self._depth
        try:
            if name in self.environment.tags:
                nodes.append(host_node(self, self.environment.tags[name], markup, token))
            else:
                BUILTIN[name].read(self, markup, token, nodes)
        except LiquidError as error:
            self._depth = depth
            if error.line:
                raise
            self.problem(error.message, token, error.ruby)
            noted = self.problems[-1]
            noted.hint = error.hint
            noted.kind = error.kind and noted.kind

    def _read_output(self, text: str, token: Token, nodes: list[Node]) -> None:
        match = _OUTPUT.match(text)
        if match is None:
            shown = text if len(text) < 80 else text[:77] + "..."
            self.problem(_("the output “{text}” is not ended by }}}}").format(text=shown), token)
            return
        try:
            node = OutputNode(token, self.markup.filtered(match[1], token))
        except LiquidError as error:
            self.problem(error.message, token)
            return
        nodes.append(node)

    def _whitespace(self, text: str, nodes: list[Node]) -> None:
        """``{{-`` takes the white space before it, ``-}}`` that of the next text, whatever comes between."""
        if text[2:3] == "-" and nodes and type(nodes[-1]) is ContentNode:
            nodes[-1].text = nodes[-1].text.rstrip(SPACE)
        self.trim_after(text)

    def trim_after(self, text: str) -> None:
        self._trim = text[-3:-2] == "-"
