"""The repairs of one page: those that are wanted, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Collection

from proactive_ssg.repair.markup import Found, Markup, Page
from proactive_ssg.repair.record import Repair
from proactive_ssg.repair.registry import REPAIRS, Kind

__all__ = ["Locate", "repair"]

_PASSES = 3
_REMOVING = frozenset(("empty-paragraphs", "empty-headings", "trailing-breaks", "breaks-to-paragraphs"))

Locate = Callable[[Found], tuple[str, int, int]]
"""File, line and column where the source writes what was found; an empty file and 0 where it does not."""


def repair(
    html: str, names: Collection[str], page: Page, content: tuple[int, int] | None, locate: Locate
) -> tuple[str, list[Repair]]:
    """The page with the repairs ``names``, and what they were; ``content``: where the editor's part is.

    What a repair removed may have kept another from what it is for (tags crossed there): once more, then.
    """
    repairs: list[Repair] = []
    for _pass in range(_PASSES):
        markup = Markup(html, content, page)
        made = _one_pass(markup, names, locate)
        html, content = markup.text, markup.content
        repairs += made
        if not any(one.name in _REMOVING for one in made):
            break
    return html, repairs


def _one_pass(markup: Markup, names: Collection[str], locate: Locate) -> list[Repair]:
    repairs: list[Repair] = []
    for kind in REPAIRS:
        if kind.name not in names:
            continue
        if kind.fresh:
            markup.commit()
        if kind.wanted(markup):
            kind.apply(markup)
            found, markup.found = markup.found, []
            repairs += [_repair(kind, one, locate) for one in found]
    markup.commit()
    return repairs


def _repair(kind: Kind, found: Found, locate: Locate) -> Repair:
    path, line, column = locate(found) if kind.placed else ("", 0, 0)
    return Repair(kind.name, kind.criterion, found.tag, path, line, column, found.count)
