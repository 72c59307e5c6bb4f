"""Which includes show the page that they are in: such a one, rendered once for all, shows the first page.

What the first page is depends on which pages a build renders, and in which process; so the pages that have
one are rendered in every build, in order (jekyll-include-cache says that such includes must not be cached).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

__all__ = ["PageDependence", "cached_names"]

_OF_THE_PAGE = re.compile(r"\{[{%][^}]*\b(?:page|layout|paginator|content)\b")
_NESTED = re.compile(r"\{%-?\s*include(?:_cached|_relative)?\s+([^\s%]+)")
_CACHED = re.compile(r"\{%-?\s*include_cached\s+([^\s%]+)")


def cached_names(texts: Iterable[str]) -> set[str]:
    """The includes that templates ask for with ``include_cached``."""
    return {name for text in texts if "include_cached" in text for name in _CACHED.findall(text)}


class PageDependence:
    """``text_of(name)``: the text of an include, None where there is none."""

    def __init__(self, text_of: Callable[[str], str | None]) -> None:
        self._text_of = text_of
        self._known: dict[str, bool] = {}

    def of(self, name: str) -> bool:
        """May the include show the page? Rather yes than no: names that are made by variables, too."""
        if name not in self._known:
            self._known[name] = False  # while it is looked at, what leads back to it says nothing new
            text = self._text_of(name)
            nested = () if text is None else _NESTED.findall(text)
            self._known[name] = text is not None and (
                "{" in name
                or _OF_THE_PAGE.search(text) is not None
                or any("{" in inner or self.of(inner) for inner in nested)
            )
        return self._known[name]
