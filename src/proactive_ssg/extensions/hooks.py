"""The moments of a build that a plugin may listen to, with Jekyll's names (``lib/jekyll/hooks.rb``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from proactive_ssg.extensions.protocols import Hook
from proactive_ssg.i18n import _
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page

__all__ = ["EVENTS", "Hooks", "owners_of"]

_OF_PAGES: Final = ("post_init", "pre_render", "post_convert", "post_render", "post_write")

EVENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "site": ("after_init", "after_reset", "post_read", "pre_render", "post_render", "post_write"),
    "pages": _OF_PAGES,
    "documents": _OF_PAGES,
    "clean": ("on_obsolete",),
}
"""Owner -> its events; every other owner is the label of a collection, with the events of ``documents``.

What the function receives:

=================================== =====================================================================
``site`` ``after_init``             the ``Config``; keys of ``config.settings`` may still be set
``site`` ``after_reset``            the same, right after it
``site`` ``post_read``              the ``SiteBuilder``, before the generators
``site`` ``pre_render``             the ``Site`` and the dict of variables that all templates share
``site`` ``post_render``            the ``Site``, once every page is rendered
``site`` ``post_write``             the ``Site``, once it is published
page ``post_init``                  the ``Page`` or ``Document``; its ``data`` may be changed
page ``pre_render`` ``post_convert`` ``post_render``  the ``Rendering``
page ``post_write``                 the ``Page`` or ``Document``, once the site is published
``clean`` ``on_obsolete``           the list of paths that the new site no longer has
=================================== =====================================================================
"""


def owners_of(page: Page) -> tuple[str, ...]:
    """The owners whose hooks concern this page, in the order in which Jekyll calls them."""
    return (page.collection, "documents") if isinstance(page, Document) else ("pages",)


@dataclass(slots=True)
class Hooks:
    """Who listens to what: the higher priority first, then who came first."""

    _table: dict[tuple[str, str], list[tuple[int, Hook]]] = field(default_factory=dict)

    def add(self, owner: str, event: str, function: Hook, priority: int) -> None:
        """Raises ValueError for an event that ``owner`` never has."""
        known = EVENTS.get(owner, _OF_PAGES)
        if event not in known:
            message = _("there is no hook {event!r} of {owner!r}; its hooks are {known}")
            raise ValueError(message.format(event=event, owner=owner, known=", ".join(known)))
        listeners = self._table.setdefault((owner, event), [])
        listeners.append((priority, function))
        listeners.sort(key=lambda listener: -listener[0])  # stable

    def of(self, owner: str, event: str) -> tuple[Hook, ...]:
        """The functions to call, in order."""
        return tuple(function for _priority, function in self._table.get((owner, event), ()))

    def any_of_pages(self, event: str) -> bool:
        """Does anybody listen to this event of pages or documents?"""
        return any(owner not in ("site", "clean") and heard == event for owner, heard in self._table)
