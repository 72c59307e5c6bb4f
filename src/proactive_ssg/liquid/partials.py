"""Liquid's own ``include`` and ``render``, for hosts that keep templates by name (Jekyll's differs).

``tags = {"include": include_tag(load), "render": render_tag(load)}``, where ``load(name)`` gives a
:class:`Template` or raises LiquidError.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.context import Context
from proactive_ssg.liquid.errors import LiquidError
from proactive_ssg.liquid.loops import ForLoop
from proactive_ssg.liquid.markup import FRAGMENT, lax_attributes
from proactive_ssg.liquid.tag import Tag
from proactive_ssg.liquid.template import Template
from proactive_ssg.liquid.values import items_of

if TYPE_CHECKING:
    from proactive_ssg.liquid.environment import Environment

__all__ = ["include_tag", "render_tag"]

Load = Callable[[str], Template]

_SYNTAX = re.compile(rf"({FRAGMENT})(?:\s+(with|for)\s+({FRAGMENT}))?(?:\s+as\s+(\w[\w-]*))?", re.ASCII)
_NAME = re.compile(r"""'[^']*'|"[^"]*\"""")


class _Partial(Tag):
    """``'name' with value as alias, key: value``."""

    load: Load
    isolated = False

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        match = _SYNTAX.match(markup)
        if match is None or (self.isolated and not _NAME.fullmatch(match[1])):
            raise LiquidError(_("“{name}” needs the name of a template between quotes").format(name=name))
        self._template, self._word, self._value, self._alias = match.groups()
        self._arguments = lax_attributes(environment.dialect).findall(markup)

    def render(self, context: Context) -> str:
        name = context.evaluate(self._template)
        if not isinstance(name, str):
            raise LiquidError(
                _("“{name}” needs the name of a template between quotes").format(name=self.name)
            )
        template = type(self).load(name)
        variables = {key: context.evaluate(text) for key, text in self._arguments}
        alias = self._alias or name.rsplit("/", 1)[-1]
        if self._value is None:
            return self._run(template, context, variables)
        value = context.evaluate(self._value)
        if isinstance(value, (list, tuple)) and (self._word == "for" or not self.isolated):
            return self._each(template, context, variables, alias, list(items_of(value)))
        return self._run(template, context, {**variables, alias: value})

    def _each(
        self, template: Template, context: Context, variables: dict[str, Any], alias: str, values: list[Any]
    ) -> str:
        parts: list[str] = []
        loop = ForLoop(alias, len(values), None)
        for loop.index0, value in enumerate(values):
            forloop = {"forloop": loop} if self.isolated else {}
            parts.append(self._run(template, context, {**variables, **forloop, alias: value}))
        return context.join(parts)

    def _run(self, template: Template, context: Context, variables: dict[str, Any]) -> str:
        if not self.isolated:
            with context.scope(variables):
                return template.render_in(context)
        own = Context(context.environment, {}, context.registers)
        own.steps, own.depth = context.steps, context.depth
        own.scopes[0].update(variables)
        text = template.render_in(own)
        context.steps = own.steps
        return text


def include_tag(load: Load) -> type[Tag]:
    """A tag that renders another template among the variables of the running one."""
    return type("Include", (_Partial,), {"load": staticmethod(load)})


def render_tag(load: Load) -> type[Tag]:
    """As :func:`include_tag`, but the other template sees its arguments only (Liquid 5)."""
    return type("Render", (_Partial,), {"load": staticmethod(load), "isolated": True})
