"""What the compiler says, as diagnostics: at the line of the file, and the same thing once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _, ngettext
from proactive_ssg.sass.places import Entry, Location, locate
from proactive_ssg.sass.protocol import Answer, Event

__all__ = ["Said"]


@dataclass(slots=True)
class _Deprecation:
    """One name of what will go, where it was met first, and how often."""

    message: str
    first: Location
    places: set[Location] = field(default_factory=set)


class Said:
    """Collects the warnings of all stylesheets; ``verbose``: deprecations one by one, instead of by name.

    Those in ``foreign``, the folder of a theme that is installed, are not for the site's author to mend: they
    are told with ``verbose`` only.
    """

    def __init__(self, verbose: bool, foreign: Path | None = None) -> None:
        self._verbose = verbose
        self._foreign = foreign
        self._deprecations: dict[str, _Deprecation] = {}
        self._warnings: dict[tuple[str, str, Location], Diagnostic] = {}
        self._failures: set[tuple[str, Location]] = set()

    def failure(self, answer: Answer, entry: Entry) -> tuple[Diagnostic, ...]:
        """The error of a page; nothing when another page has failed at the same place."""
        where = locate(answer.place, answer.trace, entry)
        key = (answer.error, where)
        if key in self._failures:
            return ()
        self._failures.add(key)
        message = _("Sass: {problem}").format(problem=_plain(answer.error))
        hint = _hint(answer.error)
        if where.path != entry.page.path:
            name = entry.page.relative_path
            message = _("{message} (loaded by {page})").format(message=message, page=name)
        return (_diagnostic(Severity.ERROR, "sass", message, where, hint),)

    def note(self, events: Iterable[Event], entry: Entry | None) -> None:
        """Keep what was said while ``entry`` was compiled (None: a text of a template)."""
        for event in events:
            where = locate(event.place, event.trace, entry)
            if event.deprecation and not self._verbose:
                if self._foreign and where.path and where.path.is_relative_to(self._foreign):
                    continue
                found = self._deprecations.setdefault(event.deprecation, _Deprecation(event.message, where))
                found.places.add(where)
            else:
                self._keep(event, where)

    def of_text(self, events: Iterable[Event]) -> list[Diagnostic]:
        """What was said of a text in a template: that is a problem of the page, and told with it."""
        said = Said(self._verbose, self._foreign)
        said.note(events, None)
        return said.diagnostics()

    def diagnostics(self) -> list[Diagnostic]:
        """The warnings: ``@warn`` and ``@debug`` first, then the deprecations by name."""
        found = list(self._warnings.values())
        for name, deprecation in self._deprecations.items():
            message = _plain(deprecation.message)
            if more := len(deprecation.places) - 1:
                text = ngettext("{message} ({count} more place)", "{message} ({count} more places)", more)
                message = text.format(message=message, count=more)
            found.append(_warning("sass-deprecation", message, deprecation.first, _silence(name)))
        return found

    def _keep(self, event: Event, where: Location) -> None:
        if event.deprecation:
            code, hint = "sass-deprecation", _silence(event.deprecation)
        elif event.is_debug:
            code, hint = "sass-debug", _("take @debug out when it is no longer needed")
        else:
            code, hint = "sass-warn", ""
        key = (code, event.message, where)
        self._warnings.setdefault(key, _warning(code, _plain(event.message), where, hint))


def _warning(code: str, message: str, where: Location, hint: str) -> Diagnostic:
    message = _("Sass: {problem}").format(problem=message)
    return _diagnostic(Severity.WARNING, code, message, where, hint)


def _diagnostic(severity: Severity, code: str, message: str, where: Location, hint: str) -> Diagnostic:
    place = (where.path, where.line, where.column)
    return Diagnostic(severity, code, message, *place, hint, where.source_line)


def _silence(name: str) -> str:
    address = f"https://sass-lang.com/d/{name}"
    return _("see {address}; to accept it: `silence_deprecations: [{name}]` under `sass`").format(
        address=address, name=name
    )


def _hint(error: str) -> str:
    if error.startswith("Can't find stylesheet"):
        return _("check the name; it is looked for beside this file, in `sass_dir` and in `load_paths`")
    if error.startswith("Undefined "):
        return _("check the name, and that the file which defines it is loaded before (`@use`)")
    return ""


def _plain(message: str) -> str:
    """In one line, without the addresses that the hint gives."""
    return " ".join(re.sub(r"\n\nMore info.*", "", message, flags=re.S).split())
