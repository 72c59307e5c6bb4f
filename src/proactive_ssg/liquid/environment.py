"""What templates share: filters, tags, modes and limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.compile_loops import compile_expression
from proactive_ssg.liquid.limits import Limits
from proactive_ssg.liquid.markup import MarkupParser
from proactive_ssg.liquid.nodes import Token
from proactive_ssg.liquid.tag import Tag
from proactive_ssg.liquid.template import Template
from proactive_ssg.liquid.tree import TreeParser

__all__ = ["Environment"]

MODES = ("strict", "warn", "lax")


class Environment:
    """Parses templates.

    ``error_mode`` is Liquid's: ``strict`` refuses what the strict grammar does not know, ``lax`` reads it
    somehow, ``warn`` does so and tells. ``dialect`` is 4 (Liquid 4.0.4, which Jekyll demands) or 5 (as Liquid
    5 is run, where the two differ: docs/liquid.md); ``additions`` are Liquid 5's ``echo`` and ``#``;
    ``blank``: a value may be equal to ``blank``, as in Liquid 5 and where Rails is loaded.
    """

    def __init__(
        self,
        *,
        filters: Mapping[str, Callable[..., Any]],
        tags: Mapping[str, type[Tag]] | None = None,
        error_mode: str = "warn",
        strict_variables: bool = False,
        strict_filters: bool = False,
        limits: Limits | None = None,
        dialect: int = 4,
        additions: bool = False,
        blank: bool = False,
    ) -> None:
        if error_mode not in MODES:
            raise ValueError(_("error_mode is one of {modes}").format(modes=", ".join(MODES)))
        self.filters = dict(filters)
        self.tags: dict[str, type[Tag]] = dict(tags or {})
        self.error_mode = error_mode
        self.strict_variables = strict_variables
        self.strict_filters = strict_filters
        self.limits = limits or Limits()
        self.dialect = 5 if dialect >= 5 else 4
        self.additions = additions
        self.blank = blank or self.dialect >= 5
        self.context_filters = frozenset(
            name for name, function in self.filters.items() if getattr(function, "liquid_context", False)
        )
        self._expressions: dict[tuple[str, bool], Callable[[Any], Any]] = {}

    def parse(self, text: str, name: str = "") -> Template:
        """A template; raises LiquidError, whose ``errors`` are all the syntax errors found."""
        parser = TreeParser(self, text, name)
        tree = parser.parse()
        return Template(self, text, name, tree, tuple(parser.warnings))

    def expression(self, text: str) -> Callable[[Any], Any]:
        """A function of the context that gives the value of an expression, which may have filters."""
        return self._compiled(text, False)

    def condition(self, text: str) -> Callable[[Any], Any]:
        """A function of the context that tells whether a condition holds."""
        return self._compiled(text, True)

    def knows(self, text: str, *, condition: bool) -> bool:
        """Whether the expression has been compiled already."""
        return (text.strip(), condition) in self._expressions

    def _compiled(self, text: str, condition: bool) -> Callable[[Any], Any]:
        text = text.strip()
        key = (text, condition)
        if key not in self._expressions:
            if len(self._expressions) > 5000:
                self._expressions.clear()
            token = Token("expression", text, 0, text)
            # Jekyll reads a condition by Liquid's strict grammar, whatever the mode (`parse_condition`).
            mode = "strict" if condition else self.error_mode
            parser = MarkupParser(mode, self.dialect, lambda _message, _token: None)
            node = parser.condition(text, token) if condition else parser.filtered(text, token)
            self._expressions[key] = compile_expression(self, node, condition)
        return self._expressions[key]
