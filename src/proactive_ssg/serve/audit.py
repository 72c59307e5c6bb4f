"""What the audit finds on the page that a browser shows, for the panel of the preview.

It is found out when a browser asks, never while the site is built, and kept as long as the page and its
sources stay what they are.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proactive_ssg.config import Config
from proactive_ssg.i18n import _, current_language, ngettext, speaking

if TYPE_CHECKING:
    from proactive_ssg.check.finding import Finding, Place
    from proactive_ssg.check.html import Document
    from proactive_ssg.check.positions import SourcePositions
    from proactive_ssg.check.rule import Rule, SiteRule
    from proactive_ssg.errors import Diagnostic

__all__ = ["PageAudit"]

MOST_KEPT = 200
MOST_SHOWN = 200
PAUSE = 0.05


class PageAudit:
    """Findings of single pages; :meth:`built` says that there is another version of the site.

    ``is_busy``: is the site being built? Whoever asks then waits.
    """

    def __init__(self, is_busy: Callable[[], bool] = lambda: False) -> None:
        self._is_busy = is_busy
        self._lock = threading.Lock()
        self._config: Config | None = None
        self._positions: SourcePositions | None = None
        self._known: dict[Path, tuple[object, dict[str, Any]]] = {}

    def built(self, config: Config) -> None:
        """The site of ``config`` lies in its destination. Takes no time: nothing is looked at yet."""
        self._config = config

    def findings(self, path: Path, url: str) -> dict[str, Any] | None:
        """What the panel shows for the built file ``path``; None where nothing was built yet."""
        with self._lock:
            while self._is_busy():
                time.sleep(PAUSE)
            config = self._config
            if config is None:
                return None
            positions = self._positions_of(config)
            content = path.read_bytes()
            key = (content, positions.state_of(path))
            known = self._known.get(path)
            if known is None or known[0] != key:
                if len(self._known) >= MOST_KEPT:
                    self._known.clear()
                with speaking(config.lang):
                    known = self._known[path] = (key, _examined(config, positions, path, content, url))
            return known[1]

    def _positions_of(self, config: Config) -> SourcePositions:
        from proactive_ssg.check.positions import SourcePositions

        if self._positions is None or self._positions.config is not config:
            if self._positions is not None:
                self._positions.close()
            self._positions = SourcePositions(config)
        return self._positions


def _examined(
    config: Config, positions: SourcePositions, path: Path, content: bytes, url: str
) -> dict[str, Any]:
    """The page's findings, and the words of the panel, in the language of the site."""
    # Here, and not above: a preview that nobody looks at with a browser does without the rules.
    from proactive_ssg.check.html import parse
    from proactive_ssg.check.rule import AuditedPage
    from proactive_ssg.check.runner import audit_pages
    from proactive_ssg.check.target import decode, is_partial

    text = decode(content)
    page = AuditedPage(url, path, parse(text), is_partial(text))
    found = audit_pages([page], site_rules=(), sources=positions)[url]
    found = _without_exceptions(found, config, positions.file_of(path), url) if found else found
    places = _paths(page.document)
    count = len(found)
    title = ngettext("{count} finding on this page", "{count} findings on this page", count)
    return {
        "lang": current_language(),
        "title": title.format(count=count),
        "label": _("Audit of this page"),
        "close": _("Close the audit"),
        "show": _("Show on the page"),
        "note": _("Other faults can only be found by people. Whole site: proactive-ssg check"),
        "findings": [_shown(item, config.root, places) for item in found[:MOST_SHOWN]],
    }


def _without_exceptions(found: list[Finding], config: Config, source: Path | None, url: str) -> list[Finding]:
    """What the site does not accept; what is wrong with its exceptions, ``check`` tells."""
    from proactive_ssg.check.exceptions import apply, of_configuration, of_front_matter
    from proactive_ssg.check.links import LINK_RULES
    from proactive_ssg.check.rules import RULES, SITE_RULES

    rules: list[Rule | SiteRule] = [*RULES, *SITE_RULES, *LINK_RULES]
    known = {name for rule in rules for name in (rule.name, rule.criterion)}
    problems: list[Diagnostic] = []
    exemptions = [*of_configuration(config, known, problems)]
    if source is not None:
        exemptions += of_front_matter(source, url, known, problems)
    return apply(found, exemptions, config.baseurl.rstrip("/"))[0]


def _shown(item: Finding, root: Path, places: dict[tuple[int, int], tuple[str, list[int]]]) -> dict[str, Any]:
    name, path = places.get((item.built.line, item.built.column), ("", []))
    return {
        "severity": _("error") if item.level == "error" else _("warning"),
        "level": str(item.level),
        "rule": item.rule,
        "criterion": _("criterion {number}").format(number=item.criterion) if item.criterion else "",
        "message": item.message,
        "help": item.help,
        "excerpt": item.excerpt,
        "source": _place(item.source, root),
        "name": name,
        "path": path,
    }


def _place(place: Place | None, root: Path) -> str:
    if place is None:
        return ""
    path = place.path.relative_to(root) if place.path.is_relative_to(root) else place.path
    return f"{path.as_posix()}:{place.line}" if place.line else path.as_posix()


def _paths(document: Document) -> dict[tuple[int, int], tuple[str, list[int]]]:
    """The name of each element and the way to it from the root, as numbers of children, by its place."""
    ways: dict[int, list[int]] = {id(document.root): []}
    found: dict[tuple[int, int], tuple[str, list[int]]] = {}
    for element in document.all:
        way = ways[id(element)]
        if element.line:
            found[element.line, element.column] = (element.name.rpartition(":")[2], way)
        for number, child in enumerate(element.elements):
            ways[id(child)] = [*way, number]
    return found
