"""Jinja2 as the engine of ``layouts/``."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from functools import cache, partial
from typing import Any, cast

from jinja2 import Environment
from jinja2 import Template as CompiledTemplate
from jinja2.runtime import Context

from proactive_ssg.errors import ProblemsError
from proactive_ssg.i18n import _
from proactive_ssg.journal import Journal, Query
from proactive_ssg.templates.bounds import MAX_TEXT, TemplateLimitError
from proactive_ssg.templates.engine import Lookup
from proactive_ssg.templates.filters import Filter
from proactive_ssg.templates.jinja_environment import LayoutEnvironment
from proactive_ssg.templates.jinja_errors import diagnose
from proactive_ssg.templates.jinja_filters import jinja_filters, paid_filters
from proactive_ssg.templates.jinja_words import FUNCTIONS, TESTS, part

__all__ = ["JinjaEngine"]

PAGE_VARIABLES = ("page", "layout", "content")


class NotedTemplate(CompiledTemplate):
    """A template whose ``import`` is noted by everyone who has it, though its body runs but once."""

    _asked: frozenset[Query]

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        journal = cast(LayoutEnvironment, self.environment).journal
        is_first = self._module is None
        with journal.page() as asked:
            module = super()._get_default_module(ctx)
        if module is self._module and is_first:
            self._asked = frozenset(asked)
        journal.extend(self._asked if module is self._module else asked)
        return module


class JinjaTemplate:
    """One compiled layout."""

    __slots__ = ("_compiled", "_engine")

    def __init__(self, engine: JinjaEngine, compiled: CompiledTemplate) -> None:
        self._engine = engine
        self._compiled = compiled

    def render(self, variables: Mapping[str, Any]) -> str:
        """The output for one page; raises :class:`ProblemsError` in the file where the fault is."""
        environment = self._engine.environment
        environment.budget.renew()
        chunks, size = [], 0
        try:
            context = self._compiled.new_context(dict(variables))
            output = self._compiled.root_render_func(context)
            for chunk in output:
                size += len(chunk)
                if size > MAX_TEXT:
                    message = _("the page is longer than {count} characters")
                    # Raised where the template stands, so that its line can be told.
                    cast(Generator[str], output).throw(TemplateLimitError(message.format(count=MAX_TEXT)))
                chunks.append(chunk)
        except Exception as error:
            raise self._engine.problem(error, str(self._compiled.filename)) from None
        return "".join(chunks)


class JinjaEngine:
    """The Jinja2 templates of one site; implements :class:`~proactive_ssg.templates.engine.Engine`."""

    def __init__(
        self,
        lookup: Lookup,
        names: Iterable[str],
        filters: Mapping[str, Filter],
        variables: Mapping[str, Any],
        journal: Journal | None = None,
    ) -> None:
        self.environment = LayoutEnvironment(lookup, names, journal or Journal())
        self.environment.template_class = NotedTemplate
        self.environment.filters.update(jinja_filters(self.environment.filters, filters))
        filters_of_all = paid_filters(self.environment.filters, self.environment.budget)
        self.environment.filters.update(filters_of_all)
        del self.environment.filters["random"]  # the same sources must give the same site
        self.environment.globals.update(variables)
        self.environment.globals.update(FUNCTIONS)
        self.environment.tests.update(TESTS)
        self.environment.filters["part"] = part
        self.environment.layouts.plain = self.environment
        self.environment.layouts.as_liquid = cache(partial(self._liquid_like, filters))
        self._templates: dict[str, JinjaTemplate] = {}

    def _liquid_like(self, filters: Mapping[str, Filter]) -> Environment:
        """The environment of migrated templates, for the sites that have some."""
        from proactive_ssg.templates.jinja_liquid import LiquidLikeEnvironment

        return LiquidLikeEnvironment(self.environment, filters)

    def template(self, name: str) -> JinjaTemplate:
        """The template ``name``, compiled at the first call; raises :class:`ProblemsError`."""
        self.environment.journal.note("template", name)
        if name not in self._templates:
            try:
                compiled = self.environment.get_template(name)
            except Exception as error:
                raise self.problem(error, "") from None
            self._templates[name] = JinjaTemplate(self, compiled)
        return self._templates[name]

    def problem(self, error: Exception, filename: str) -> ProblemsError:
        """``error`` as a problem of the template that it happened in."""
        environment = self.environment
        known = {
            "template": list(environment.layouts.names),
            "filter": list(environment.filters),
            "test": list(environment.tests),
            "variable": [*PAGE_VARIABLES, *environment.globals],
        }
        return ProblemsError(diagnose(error, environment.layouts.sources, known, filename))
