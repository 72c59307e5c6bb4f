"""Tags of Jekyll and of plugins: includes become those of Jinja2, others stay Liquid, inside ``liquid()``."""

from __future__ import annotations

import re

from proactive_ssg.i18n import _
from proactive_ssg.liquid import Template
from proactive_ssg.liquid.nodes import ContentNode, HostNode, Lookup, OutputNode, Token
from proactive_ssg.migrate.errors import UnmigratableError
from proactive_ssg.migrate.loops import Loops
from proactive_ssg.migrate.sources import partial_name
from proactive_ssg.migrate.tree import assigned_in
from proactive_ssg.migrate.values import literal, parser_of
from proactive_ssg.templates.tags.include import IncludeTag

__all__ = ["Writer"]

_NAME = re.compile(r"(?<![\w.\"'-])[A-Za-z_][\w-]*", re.ASCII)


class Writer(Loops):
    """Writes one template; complete."""

    def host(self, node: HostNode) -> None:
        if type(node.tag) is IncludeTag:
            self._include(node, node.tag)
        else:
            self._other(node)

    def _include(self, node: HostNode, tag: IncludeTag) -> None:
        place = node.token.start_index
        file = tag.file
        source = literal(partial_name(file)) if isinstance(file, str) else self._made_name(node, file)
        if self.plan.outer_loops:
            self._hand_on()
        if tag.parameters is None:
            self.code(f"include {source}", place, place)
            return
        given = [
            f"{literal(key)}: {self._parameter(node, text, markup)}" for key, text, markup in tag.parameters
        ]
        self.code(f"with include = {{{', '.join(given)}}}", place, None)
        self.code(f"include {source}", None, None)
        self.code("endwith", None, place)

    def _hand_on(self) -> None:
        """Partials that ask for the loop around them find it as ``forloop``."""
        loop = self.scope.loop("forloop")
        if loop is not None:
            loop.handed_on = True

    def _parameter(self, node: HostNode, text: str | None, markup: str) -> str:
        if text is not None:
            return literal(text)
        token = Token("expression", markup, node.token.start_index, self.marks.text)
        return self.value(parser_of(self.environment).value(markup, token))

    def _made_name(self, node: HostNode, file: Template) -> str:
        parts = ['"partials/"']
        for part in file.tree.nodes:
            if isinstance(part, ContentNode):
                parts.append(f"append({literal(part.text)})")
            elif isinstance(part, OutputNode):
                parts.append(f"append({self.filtered(part.expression)})")
            else:
                raise UnmigratableError(_("this name of a file has no equivalent in Jinja2"), node)
        return " | ".join(parts)

    def _other(self, node: HostNode) -> None:
        """The tag as it is; the variables that it may ask for are handed over."""
        place = node.token.start_index
        if place not in self.marks.tokens:
            raise UnmigratableError(_("this tag has no equivalent in Jinja2"), node)
        if node.block is not None and assigned_in(node.block):
            message = _("what is assigned inside “{name}” would be lost in Jinja2").format(name=node.tag.name)
            raise UnmigratableError(message, node, _("assign it before the tag"))
        source = self.marks.whole(place)
        before, after = self.marks.before(place), self.marks.after(self.marks.ends.get(place, place))
        source = source.replace("{%-", "{%", 1) if before else source
        source = f"{source[:-3]}%}}" if after else source
        asked = {name for name in _NAME.findall(source) if self._is_variable(name)}
        given = self.given(asked, Lookup(node.token, "", ()))
        made = self.code(f"liquid({', '.join([literal(source), *given])})", None, None, "{{")
        made.before, made.after = before, after

    def _is_variable(self, name: str) -> bool:
        known = self.plan.assigned | self.plan.loops | {"include"}
        return name in known or self.scope.binds(name)
