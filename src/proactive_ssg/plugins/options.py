"""The options of a plugin in the configuration: read with their types, each wrong one told at its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from proactive_ssg.config import Config
from proactive_ssg.config.sources import Sources
from proactive_ssg.diagnose import at
from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _
from proactive_ssg.model.page import Page

__all__ = ["Options", "in_config", "in_page", "truthy"]


def truthy(value: object) -> bool:
    """Ruby's truth: all but nil and false, so that 0 and empty texts count."""
    return value is not None and value is not False


@dataclass(slots=True)
class Options:
    """The mapping of a plugin's options at ``path`` of the configuration (``("feed", "tags")``).

    What has the wrong type counts as absent, and ``problems`` says so.
    """

    config: Config
    code: str
    path: tuple[str | int, ...]
    values: Mapping[str, Any]
    problems: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def of(cls, config: Config, code: str, name: str) -> Options:
        """Those under the key ``name`` of the configuration, none where it is absent."""
        top = cls(config, code, (), config.settings)
        return top.inner(name)

    def inner(self, name: str | int, values: Mapping[str, Any] | list[Any] | None = None) -> Options:
        """The mapping under ``name``, or ``values`` in its place; its problems are told with ours."""
        if values is None:
            found = self._get(str(name), dict, _("a mapping of names to values"))
            values = cast(Mapping[str, Any], found or {})
        inside = values if isinstance(values, Mapping) else {}
        return Options(self.config, self.code, (*self.path, name), inside, self.problems)

    def over(self, values: Mapping[str, Any]) -> Options:
        """The same place with other values (ours laid over defaults)."""
        return Options(self.config, self.code, self.path, values, self.problems)

    def text(self, name: str) -> str | None:
        """A text that is not empty."""
        found = self._get(name, str, _("a text"))
        return cast(str, found) or None

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        found = self._get(name, list, _("a list"))
        wrong = [
            place for place, item in enumerate(cast(list[Any], found or [])) if not isinstance(item, str)
        ]
        for place in wrong:
            self.wrong_type(_("a text"), name, place)
        return [item for item in cast(list[Any], found or []) if isinstance(item, str)]

    def number(self, name: str, *, least: int) -> int | None:
        """A whole number, also one in quotes; ``least`` is the smallest that makes sense."""
        found = self.values.get(name)
        if isinstance(found, str) and found.strip().lstrip("-").isdecimal():
            found = int(found)
        if found is None or (isinstance(found, int) and not isinstance(found, bool) and found >= least):
            return found
        self.wrong_type(_("a whole number of at least {least}").format(least=least), name)
        return None

    def _get(self, name: str, kind: type, wanted: str) -> object:
        found = self.values.get(name)
        if found is None or found is False or isinstance(found, kind):
            return found or None
        self.wrong_type(wanted, name)
        return None

    def wrong_type(self, wanted: str, *path: str | int) -> None:
        """Report that the setting at ``path`` (below ours) should be ``wanted``."""
        name = ".".join(map(str, (*self.path, *path)))
        self.problem(_("`{name}` must be {wanted}").format(name=name, wanted=wanted), *path)

    def problem(self, message: str, *path: str | int, hint: str = "", warning: bool = False) -> None:
        hint = hint or _("correct the value, or remove the line")
        severity = Severity.WARNING if warning else Severity.ERROR
        place = (*self.path, *path)
        self.problems.append(in_config(self.config, self.code, message, *place, hint=hint, severity=severity))


def in_config(
    config: Config,
    code: str,
    message: str,
    *path: str | int,
    hint: str = "",
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    """A problem of the setting at ``path``, at the place where it was written.

    Reads the configuration once more, as only a problem needs its lines.
    """
    sources = Sources.read(config.root, config.files)
    sources.problem(code, message, *path)
    found = sources.problems[-1]
    file = found.path or next(iter(config.files), None)
    return Diagnostic(severity, code, message, file, found.line, found.column, hint, found.source_line)


def in_page(
    page: Page, code: str, message: str, key: str, *, hint: str = "", severity: Severity = Severity.ERROR
) -> Diagnostic:
    """A problem of ``key`` in the front matter of ``page``."""
    line = page.front_matter.lines.get(key, 0)
    return at(code, message, page.path, line, hint=hint, severity=severity)
