"""The site as it was read and completed, on disk: where a few texts changed, the rest need not be read again.

Each page is a line. It is read when somebody asks for more of the page than where it is written to, and its
text when somebody asks for that: most builds ask for a few of thousands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from proactive_ssg.config import Config
from proactive_ssg.content.front_matter import split
from proactive_ssg.incremental.values import UnknownValueError, decoded, encoded
from proactive_ssg.model.collection import Collection
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import FrontMatter, Page
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile

__all__ = ["StoredSite", "dump_site", "load_site"]


class StoredSite(NamedTuple):
    """``pages`` of the site in their order; ``late``: what was made beside pages, by their number in it."""

    site: Site
    pages: list[Page]
    late: tuple[tuple[int, Page], ...]


def dump_site(site: Site, pages: Iterable[Page], late: Iterable[tuple[int, Page]]) -> bytes | None:
    """The site as bytes; ``pages``: all of them, in their order. None where bytes cannot tell all of it."""
    places = {id(page): number for number, page in enumerate(pages)}
    of_collections = [file for found in site.collections.values() for file in found.static_files]
    all_files = list({id(file): file for file in (*site.static_files, *of_collections)}.values())
    files = {id(file): number for number, file in enumerate(all_files)}

    def special(value: object) -> Any:
        if isinstance(value, Page) and id(value) in places:
            return ["page", places[id(value)]]
        if isinstance(value, StaticFile) and id(value) in files:
            return ["file", files[id(value)]]
        raise UnknownValueError

    def shown(value: object) -> Any:
        return encoded(value, site.config.timezone, special)

    try:
        collections = [
            [
                *(found.label, found.output, len(found.documents)),
                *([files[id(file)] for file in found.static_files], shown(dict(found.metadata))),
            ]
            for found in site.collections.values()
        ]
        documents = [page for found in site.collections.values() for page in found.documents]
        stored: list[Any] = [
            *(collections, len(site.pages), [place for place, _page in late]),
            [len(site.static_files), [_file_record(file, shown) for file in all_files]],
            *(shown(dict(site.data)), shown(dict(site.variables)), dict(site.layouts), site.completed),
        ]
        pages = [*documents, *site.pages, *(page for _place, page in late)]
        places_of = [[page.output, getattr(page, "written", True)] for page in pages]
        lines = (stored, places_of, *(_record(page, shown) for page in pages))
        return "\n".join(map(json.dumps, lines)).encode()
    except (UnknownValueError, KeyError, RecursionError, ValueError, TypeError):
        return None


def _record(page: Page, shown: Callable[[object], Any]) -> list[Any]:
    front_matter = page.front_matter
    record = [
        *(str(page.path), str(page.relative_path), page.url, str(page.output_path), list(page.notes)),
        *(page.generated, front_matter.end_line, dict(front_matter.lines), shown(page.data)),
        *(page.body if page.generated else None, page.excerpt_body, shown(page.paginator)),
    ]
    if isinstance(page, Document):
        record += [page.collection, page.slug, shown(page.date), list(page.categories), list(page.tags)]
    return record


def _file_record(file: StaticFile, shown: Callable[[object], Any]) -> list[Any]:
    return [
        *(str(file.path), str(file.relative_path), file.url, str(file.output_path), file.modified),
        *(shown(dict(file.data)), file.collection, file.written),
    ]


def load_site(content: bytes, config: Config, time: datetime) -> StoredSite:
    """The site that :func:`dump_site` was given, at another ``time``."""
    head, places, *lines = content.split(b"\n")
    collections, own_count, late, (count, files), data, variables, layouts, completed = json.loads(head)
    loading = _Loading(config)
    loading.files = tuple(map(loading.file, files))
    records = zip(json.loads(places), lines, strict=True)
    made: dict[str, Collection] = {}
    for label, output, document_count, numbers, metadata in collections:
        members = tuple(_LaterDocument(*each, loading) for each in islice(records, document_count))
        own = tuple(loading.files[number] for number in numbers)
        made[label] = Collection(label, output, members, own, loading.value(metadata))
    own_pages = tuple(_LaterPage(*each, loading) for each in islice(records, own_count))
    for label, collection in made.items():
        loading.pages += reversed(collection.documents) if label == "posts" else collection.documents
    loading.pages += own_pages
    more = (loading.value(data), loading.value(variables), layouts)
    site = Site(config, time, own_pages, made, loading.files[:count], *more, completed=completed)
    late_pages = (_LaterPage(*each, loading) for each in records)
    return StoredSite(site, loading.pages, tuple(zip(late, late_pages, strict=True)))


class _Loading:
    """What the values of records refer to."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.pages: list[Page] = []
        self.files: tuple[StaticFile, ...] = ()

    def value(self, stored: Any) -> Any:
        return decoded(stored, self.config.timezone, self._special)

    def _special(self, kind: str, number: int) -> Any:
        return self.pages[number] if kind == "page" else self.files[number]

    def file(self, record: list[Any]) -> StaticFile:
        path, relative, url, output, modified, data, collection, written = record
        places = (Path(path), PurePosixPath(relative), url, PurePosixPath(output))
        return StaticFile(*places, modified, self.value(data), collection, written)

    def body(self, path: str) -> str:
        """The text after the front matter of a file that has not changed since it was read."""
        text = Path(path).read_bytes().decode(self.config.encoding).removeprefix("\ufeff")
        parts = split(text)
        return text if parts is None else parts[1]


class _Later:
    """The fields of a page, each made of its record when it is first asked for.

    Two of them are asked of all pages: where it is written to, and whether it is.
    """

    def __init__(self, place: tuple[str, bool], line: bytes, loading: _Loading) -> None:
        known = self.__dict__
        known["_output"], known["written"] = place
        known["_line"], known["_loading"] = line, loading

    _output: str
    _line: bytes
    _loading: _Loading

    _record = cached_property(lambda self: json.loads(self._line.decode()))
    path = cached_property(lambda self: Path(self._record[0]))
    relative_path = cached_property(lambda self: PurePosixPath(self._record[1]))
    url = cached_property(lambda self: self._record[2])
    output_path = cached_property(lambda self: PurePosixPath(self._record[3]))
    output = property(lambda self: self._output)
    notes = cached_property(lambda self: tuple(self._record[4]))
    generated = cached_property(lambda self: self._record[5])
    front_matter = cached_property(lambda self: FrontMatter({}, self._record[7], self._record[6]))
    data = cached_property(lambda self: self._loading.value(self._record[8]))
    body = cached_property(
        lambda self: self._record[9] if self.generated else self._loading.body(self._record[0])
    )
    excerpt_body = cached_property(lambda self: self._record[10])
    paginator = cached_property(lambda self: self._loading.value(self._record[11]))


class _LaterPage(_Later, Page):
    """A page of a record."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__


class _LaterDocument(_Later, Document):
    """A document of a record."""

    collection = cached_property(lambda self: self._record[12])
    slug = cached_property(lambda self: self._record[13])
    date = cached_property(lambda self: self._loading.value(self._record[14]))
    categories = cached_property(lambda self: tuple(self._record[15]))
    tags = cached_property(lambda self: tuple(self._record[16]))
    written = cached_property(lambda self: self.__dict__["written"])  # it is there: not that of the class
    __eq__ = object.__eq__
    __hash__ = object.__hash__
