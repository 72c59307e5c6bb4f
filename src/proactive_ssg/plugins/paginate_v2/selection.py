"""Which documents a template paginates, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cmp_to_key
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.plugins.options import truthy
from proactive_ssg.plugins.paginate_v2.settings import Problems, integer, names_in

__all__ = ["Selection", "keys_of", "listed"]

_BETWEEN = re.compile(r"[;,\s]")
_FILTERS = (("category", "categories"), ("tag", "tags"), ("locale", "locale"))


@dataclass(slots=True)
class Selection:
    """Selects for one template after the other; what collections hold is looked at once for all of them."""

    site: SiteBuilder
    problems: Problems
    _documents: dict[tuple[str, ...], list[Document]] = field(default_factory=dict)
    _indexes: dict[tuple[tuple[str, ...], str], dict[str, set[int]]] = field(default_factory=dict)

    def select(self, template: Page, settings: Mapping[str, Any]) -> list[Document]:
        """The documents of the collections that ``settings`` name, filtered and sorted."""
        labels = self._labels(template, settings["collection"])
        found = list(self._of(labels))
        for name, key in _FILTERS:
            if settings.get(name) is not None:
                found = self._with_all(found, labels, key, settings[name])
        if settings["sort_field"] is not False:
            try:
                found = _sorted(found, str(settings["sort_field"]), self.site.time)
            except TypeError:
                message = _("the documents cannot be sorted by {name!r}: their values are of different kinds")
                self.problems.of_page(template, message.format(name=settings["sort_field"]))
            found = found[: max(0, len(found) - max(0, integer(settings["offset"])))]
            if settings["sort_reverse"]:
                found.reverse()
        return found

    def _labels(self, template: Page, names: object) -> tuple[str, ...]:
        """The collections that exist, of those named; ``all`` is all but posts."""
        given = _BETWEEN.split(names) if isinstance(names, str) else list(map(str, names_in(names)))
        labels: list[str] = []
        for label in (name.lower().strip() for name in given):
            if label == "all":
                labels += [each for each in self.site.collections if each != "posts"]
            elif label in self.site.collections:
                labels.append(label)
            elif label:
                message = _("there is no collection {label!r} to paginate").format(label=label)
                hint = _("the collections are {names}").format(names=", ".join(self.site.collections))
                self.problems.of_page(template, message, hint=hint, warning=True)
        return tuple(labels)

    def _of(self, labels: tuple[str, ...]) -> list[Document]:
        if labels not in self._documents:
            found = (document for label in labels for document in listed(self.site, label))
            shown = [document for document in found if not truthy(document.data.get("hidden"))]
            self._documents[labels] = shown
        return self._documents[labels]

    def _index(self, labels: tuple[str, ...], key: str) -> Mapping[str, set[int]]:
        """The ids of the documents that have each name under ``key``."""
        index = self._indexes.get((labels, key))
        if index is None:
            everything = self._of(labels)
            index = {"posts": set(map(id, everything))} if key == "categories" else {}
            for document in everything:
                for name, _shown in keys_of(document, key):
                    index.setdefault(name, set()).add(id(document))
            self._indexes[labels, key] = index
        return index

    def _with_all(
        self, documents: list[Document], labels: tuple[str, ...], key: str, wanted: object
    ) -> list[Document]:
        """Those that have all the ``wanted`` names under ``key``, each once."""
        index = self._index(labels, key)
        for given in names_in(wanted):
            having = index.get(str(given).lower().strip(), set())
            once = {id(document): document for document in documents}
            documents = [document for number, document in once.items() if number in having]
        return documents


def listed(site: SiteBuilder, label: str) -> list[Document]:
    """The documents of a collection, posts the oldest first, but those that are templates themselves."""
    documents: Iterable[Document] = site.collections[label].documents
    if label == "posts":
        documents = reversed(site.collections[label].documents)
    return [document for document in documents if "pagination" not in document.data]


def keys_of(document: Document, key: str) -> list[tuple[str, str]]:
    """The names under ``key``, to be compared and to be shown: lists, or text between commas and blanks."""
    value: Any = document.data.get(key)
    if not truthy(value) or value in ("", []):
        return []
    items = _BETWEEN.split(value) if isinstance(value, str) else value if isinstance(value, list) else [value]
    found = []
    for item in items:
        shown = str(item).strip()
        found += [(part.lower().strip(), part) for part in re.split("[;,]", shown.rstrip(";,")) if shown]
    return found


def _sorted(documents: list[Document], field: str, now: datetime) -> list[Document]:
    """By the value at ``field`` (``meta:rank`` is within ``meta``); those without come first."""
    path = [part.lower().strip() for part in field.rstrip(":").split(":")] if field else []
    order = cmp_to_key(_compare)
    return sorted(documents, key=lambda document: order(_value(document, path, now)))  # stable, as glibc's


def _value(document: Document, path: list[str], now: datetime) -> Any:
    value: Any = {**document.data, "date": document.date or now}
    for part in path:
        if not isinstance(value, Mapping) or part not in value:
            return None
        value = value[part]
    return None if isinstance(value, Mapping) else value


def _compare(one: Any, two: Any) -> int:
    """Ruby's ``<=>``, texts without regard to case; TypeError where the two have no order."""
    if one is None or two is None:
        return (two is None) - (one is None)
    if isinstance(one, str):
        one, two = one.lower(), two.lower() if isinstance(two, str) else two
    elif isinstance(one, date) and isinstance(two, date):
        one, two = _moment(one), _moment(two)
    elif isinstance(one, bool) or isinstance(two, bool):
        if one is not two:
            raise TypeError
        return 0
    return int(one > two) - int(one < two)


def _moment(value: date) -> datetime:
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value if value.tzinfo else value.replace(tzinfo=UTC)
