"""Liquid as the engine of pages, includes and ``_layouts/``, with diagnostics in the file they are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from proactive_ssg.errors import Diagnostic, Diagnostics, LiquidException, ProblemsError, Severity
from proactive_ssg.i18n import _
from proactive_ssg.liquid import Environment, LiquidError, Tag, Template
from proactive_ssg.templates.close_names import close_names
from proactive_ssg.templates.engine import TemplateSource
from proactive_ssg.templates.profile import REGISTER, Profile

__all__ = ["LiquidEngine", "LiquidOptions", "LiquidTemplate"]

_QUOTED = re.compile(r"(?:“|«\s)([^”»\s]+)(?:”|\s»)")  # in the languages that we speak


_WITH_RAILS = frozenset(("jekyll-mentions", "jemoji"))
"""Plugins that load html-pipeline, and with it the part of Rails by which ``blank`` means something."""


class LiquidOptions(NamedTuple):
    """``liquid:`` of the configuration, as Jekyll reads it; ``blank``: a plugin brings Rails' ``blank?``."""

    error_mode: str = "warn"
    strict_variables: bool = False
    strict_filters: bool = False
    blank: bool = False

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> LiquidOptions:
        given, plugins = settings.get("liquid"), settings.get("plugins")
        blank = isinstance(plugins, (list, tuple)) and any(name in _WITH_RAILS for name in map(str, plugins))
        if not isinstance(given, Mapping):
            return cls(blank=blank)
        mode = str(given.get("error_mode") or "warn")
        return cls(
            mode if mode in ("lax", "warn", "strict") else "warn",
            bool(given.get("strict_variables")),
            bool(given.get("strict_filters")),
            blank,
        )


class LiquidTemplate:
    """One parsed file; implements :class:`~proactive_ssg.templates.engine.Template`."""

    __slots__ = ("_engine", "parsed")

    def __init__(self, engine: LiquidEngine, parsed: Template) -> None:
        self._engine = engine
        self.parsed = parsed

    def render(self, variables: Mapping[str, Any]) -> str:
        """The output for one page; raises :class:`ProblemsError` in the file where the fault is."""
        engine = self._engine
        registers = {**engine.registers, "page": variables.get("page")}
        profile: Profile | None = registers.get(REGISTER)
        try:
            if profile is not None:
                return profile.measure(self.parsed.name, lambda: self.parsed.render(variables, registers))
            return self.parsed.render(variables, registers)
        except Exception as error:
            raise engine.problem(error, self.parsed.name) from error


class LiquidEngine:
    """The Liquid templates of one site.

    ``registers``: what the tags of the host find in each rendering. Warnings of the parser go to
    ``diagnostics``, for every page that has the file: who hears them twice keeps them once.
    """

    def __init__(
        self,
        filters: Mapping[str, Callable[..., Any]],
        tags: Mapping[str, type[Tag]],
        options: LiquidOptions,
        diagnostics: Diagnostics,
    ) -> None:
        self.environment = Environment(
            filters=filters,
            tags=tags,
            error_mode=options.error_mode,
            strict_variables=options.strict_variables,
            strict_filters=options.strict_filters,
            additions=True,
            blank=options.blank,
        )
        self.registers: dict[str, Any] = {}
        self._known = [*filters, *tags, *_STANDARD_TAGS]
        self._diagnostics = diagnostics
        self._sources: dict[str, TemplateSource] = {}
        self._layouts: dict[str, LiquidTemplate] = {}
        self._odd: dict[str, list[Diagnostic]] = {}
        self._layout_names: set[str] = set()  # also of those that cannot be parsed

    def layout(self, source: TemplateSource) -> LiquidTemplate:
        """The layout in ``source``, parsed at the first call; raises :class:`ProblemsError`."""
        key = str(source.path)
        self._layout_names.add(key)
        if key not in self._layouts:
            self._layouts[key] = LiquidTemplate(self, self.parse(source))
        self.tell_about(key)
        return self._layouts[key]

    def tell_about(self, name: str) -> None:
        """A page uses the template of this name: what is odd about it concerns the page."""
        if name in self._odd:
            self._diagnostics.extend(self._odd[name])

    def parse(self, source: TemplateSource) -> Template:
        """The template in ``source``; raises :class:`ProblemsError` with all that is wrong with it."""
        self._sources[str(source.path)] = source
        try:
            template = self.environment.parse(source.body, str(source.path))
        except Exception as error:
            raise self.problem(error, str(source.path)) from error
        if template.warnings:
            odd = [self._diagnostic(warning, source, Severity.WARNING) for warning in template.warnings]
            self._odd[str(source.path)] = odd
        return template

    def page(self, source: TemplateSource) -> LiquidTemplate:
        """The text of a page."""
        parsed = self.parse(source)
        self.tell_about(str(source.path))
        return LiquidTemplate(self, parsed)

    def forget(self, source: TemplateSource) -> None:
        """A page is rendered: nobody will ask for its text again."""
        self._sources.pop(str(source.path), None)
        self._odd.pop(str(source.path), None)

    def problem(self, error: Exception, name: str) -> ProblemsError:
        """``error`` as a problem of the template that it happened in (``name``, where it says none)."""
        for known in (error, error.__cause__):
            if isinstance(known, ProblemsError):
                return known
        if not isinstance(error, LiquidError):
            wrapped = LiquidError(_explained(error), 0, 0, name)
            wrapped.kind = ""
            wrapped.__cause__ = error
            error = wrapped
        found = []
        for one in error.errors:
            source = self._sources.get(one.name or name) or self._sources.get(name)
            found.append(self._diagnostic(one, source, Severity.ERROR))
        return ProblemsError(*dict.fromkeys(found))

    def _diagnostic(
        self, error: LiquidError, source: TemplateSource | None, severity: Severity
    ) -> Diagnostic:
        code = "liquid"
        hint = self._hint(error)
        original = None
        if severity is Severity.ERROR:
            layout = str(source.path) if source and str(source.path) in self._layout_names else ""
            words = error.ruby or error.message
            original = LiquidException(error.kind, words, error.line, page=layout)
        if source is None:
            return Diagnostic(severity, code, error.message, None, hint=hint, original=original)
        line = error.line + source.skipped if error.line else 0
        text = source.line(line)
        return Diagnostic(
            severity, code, error.message, source.path, line, error.column, hint, text, original
        )

    def _hint(self, error: LiquidError) -> str:
        if hint := error.hint or getattr(error.__cause__, "hint", ""):
            return str(hint)
        names = [name for name in _QUOTED.findall(error.message) if name not in self._known]
        found = next((hint for name in names if (hint := close_names(name, self._known))), "")
        unknown = bool(names) and error.message == _("unknown tag “{name}”").format(name=names[0])
        if unknown and not found:
            return _("a plugin may be missing under plugins: or in _plugins; {% raw %} shows a tag as text")
        return found


_STANDARD_TAGS = (
    *("assign", "break", "capture", "case", "comment", "continue", "cycle", "decrement", "echo", "for"),
    *("if", "ifchanged", "increment", "liquid", "raw", "render", "tablerow", "unless"),
    *("endcapture", "endcase", "endcomment", "endfor", "endif", "endraw", "endtablerow", "endunless"),
)


def _explained(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return _("the template includes or calls itself without end")
    if isinstance(error, ValueError):
        return str(error)
    problem = f"{type(error).__name__}: {error}"
    return _("the template cannot be rendered: {problem}").format(problem=problem)
