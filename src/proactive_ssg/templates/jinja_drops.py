"""Pages as Jinja2 layouts see them: HTML that is not escaped again, and a few keys that Jekyll lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from markupsafe import Markup

from proactive_ssg.templates.document_drops import DocumentDrop
from proactive_ssg.templates.drops import Compute, Drop, PageDrop
from proactive_ssg.templates.text import as_html

__all__ = ["JinjaDocumentDrop", "JinjaPageDrop", "names_of"]


def names_of(data: Mapping[str, Any], singular: str, plural: str) -> list[str]:
    """Tags or categories as Jekyll reads them: a list, or text between spaces under the plural key."""
    if (one := data.get(singular)) is not None and not isinstance(one, (list, tuple)):
        return [str(one)]
    value = one if one is not None else data.get(plural)
    items = value.split() if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)):
        items = (items,)
    return [str(item) for item in items if item is not None]


class JinjaPageDrop(PageDrop):
    """``content`` is always the HTML, converted when it is asked for."""

    __slots__ = ()
    __eq__ = Drop.__eq__
    __hash__ = Drop.__hash__

    def __iter__(self) -> Iterator[str]:
        return Drop.__iter__(self)

    def __str__(self) -> str:
        return self._page.url

    def _from_data(self, key: str) -> Any:
        return self._relations.shown(self._data[key])  # a KeyError: Jinja2 tells what is nil from what is not

    def _html(self) -> Markup:
        return as_html(self._contents.html(self._page))

    def _excerpt_html(self) -> Any:
        if (given := self._data.get("excerpt")) is not None:
            return given
        made = self._contents.excerpt(self._page)
        return None if made is None else as_html(made)

    def _lang(self) -> str:
        return str(self._data.get("lang") or self._relations.lang)

    extra: ClassVar[Mapping[str, Compute]] = {
        "content": _html,
        "excerpt": _excerpt_html,
        "lang": _lang,
        "notes": lambda self: list(self._page.notes),
    }
    computed: ClassVar[Mapping[str, Compute]] = {
        **PageDrop.computed,
        **extra,
        "title": lambda self: self._data.get("title"),
        "date": lambda self: self._data.get("date"),
        "tags": lambda self: names_of(self._data, "tag", "tags"),
        "categories": lambda self: names_of(self._data, "category", "categories"),
    }


class JinjaDocumentDrop(JinjaPageDrop):
    """A document: as in Liquid, but that one without date has none."""

    __slots__ = ()
    volatile = DocumentDrop.volatile
    as_json = DocumentDrop.as_json
    computed: ClassVar[Mapping[str, Compute]] = {
        **JinjaPageDrop.computed,
        **{key: DocumentDrop.computed[key] for key in ("id", "next", "previous", "relative_path", "path")},
        "slug": lambda self: self._page.slug,
        "date": lambda self: self._page.date,
        "tags": lambda self: list(self._page.tags),
        "categories": lambda self: list(self._page.categories),
        "collection": lambda self: self._page.collection,
    }
