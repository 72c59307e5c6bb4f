"""The site in the hands of a plugin that takes part in rendering: what it looks at is noted."""

from __future__ import annotations

from typing import Any, cast

from proactive_ssg.journal import Journal
from proactive_ssg.model.site import Site

__all__ = ["noted_site"]

_SETTINGS = frozenset(("config", "layouts", "completed"))
"""What every page depends on in any case."""

_QUERIES = {"time": ("time",), "data": ("data",), "static_files": ("site", "static_files")}


def noted_site(site: Site, journal: Journal) -> Site:
    """``site``; whoever asks it for its pages, files or data depends on all of them from then on.

    The model is made of plain objects, which cannot note what of them is read: whoever asks for a page or a
    collection may have read any page.
    """
    return cast(Site, _NotedSite(site, journal))


class _NotedSite:
    __slots__ = ("_journal", "_site")

    def __init__(self, site: Site, journal: Journal) -> None:
        self._site = site
        self._journal = journal

    def __getattr__(self, name: str) -> Any:
        if name == "data" and self._site.completed:
            self._journal.note("model")  # another plugin may have put pages into it
        elif name not in _SETTINGS:
            self._journal.note(*_QUERIES.get(name, ("model",)))
        return getattr(self._site, name)
