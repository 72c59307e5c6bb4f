"""jekyll-last-modified-at: when the file of a page was last changed.

``page.last_modified_at`` is a time, ``{% last_modified_at %Y-%m-%d %}`` prints it: that of the last commit,
or of the file itself where git does not know it. Option: ``last-modified-at: {date-format: ...}``. As in
the gem, the first format with which a page is asked for is the one for all of that page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.i18n import _
from proactive_ssg.journal import ANYTHING
from proactive_ssg.liquid import Context, Tag
from proactive_ssg.liquid.values import to_s
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.page import Page
from proactive_ssg.plugins.git import commit_times
from proactive_ssg.plugins.option_values import options
from proactive_ssg.templates.dates import strftime

__all__ = ["register"]

KEY: Final = "last-modified-at"
_FORMAT: Final = "%d-%b-%y"


def register(registry: Registry) -> None:
    """Adds the tag, and the hooks that set ``last_modified_at``."""
    given = options(registry, KEY, {"date-format": str})
    times = _Times(registry)
    registry.looks_at_more()
    tag = {"times": times, "format": given.get("date-format", _FORMAT), "printed": {}}
    registry.tag("last_modified_at", type("LastModifiedTag", (_Tag,), tag))
    registry.hook("site", "post_read", times.read, Priority.HIGHEST)
    registry.hook(("pages", "documents"), "post_init", times.added)


class _Times:
    """The times of all files, asked of git at once when the site is read."""

    def __init__(self, registry: Registry) -> None:
        self._config = registry.config
        self._journal = registry.journal
        self._known: dict[Path, datetime] | None = None

    def read(self, site: SiteBuilder) -> None:
        documents = (document for found in site.collections.values() for document in found.documents)
        pages: list[Page] = [*site.pages, *documents]
        self._known = self._ask({page.path for page in pages} | {file.path for file in site.static_files})
        for page in pages:
            self.added(page)

    def added(self, page: Page) -> None:
        time = self._known.get(page.path) if self._known is not None else None
        if time is not None and isinstance(page.data, dict):
            page.data["last_modified_at"] = time

    def of(self, path: Path) -> datetime:
        """The time of a file; ValueError when there is no such file."""
        found = (self._known or {}).get(path)
        if found is None:  # the file of no page: what it is like is not a part of the site
            self._journal.note(*ANYTHING)
            found = self._ask([path]).get(path)
        if found is None:
            raise ValueError(_("{path}: there is no such file, so nobody knows its date").format(path=path))
        return found

    def _ask(self, paths: Iterable[Path]) -> dict[Path, datetime]:
        source, zone = self._config.source, self._config.timezone
        names = {path: path.relative_to(source).as_posix() for path in paths if path.is_relative_to(source)}
        committed = commit_times(source, names.values())
        found = {}
        for path, name in names.items():
            try:
                seconds = committed[name] if name in committed else int(path.stat().st_mtime)
            except OSError:
                continue
            found[path] = datetime.fromtimestamp(seconds, zone)
        return found


class _Tag(Tag):
    """``{% last_modified_at %}`` or ``{% last_modified_at FORMAT %}``."""

    times: ClassVar[_Times]
    format: ClassVar[str]
    printed: ClassVar[dict[str, str]]

    def render(self, context: Context) -> str:
        path = to_s(context.registers["page"].get("path"))
        if path not in self.printed:
            file = context.registers["site"].config.source / path
            self.printed[path] = strftime(self.times.of(file), self.markup.strip() or self.format)
        return self.printed[path]
