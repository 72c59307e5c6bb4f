"""Documents: posts, drafts and members of other collections, with what Jekyll derives from their paths."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from proactive_ssg.config.sources import deep_merge
from proactive_ssg.content.context import Reading
from proactive_ssg.content.dates import document_time, file_name_time, rolled_over, ruby_time
from proactive_ssg.content.pages import is_published, own_permalink, report_permalink
from proactive_ssg.i18n import _
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import FrontMatter
from proactive_ssg.model.permalink import (
    DocumentNames,
    PermalinkError,
    collection_template,
    document_url,
    output_extension,
    output_path,
)
from proactive_ssg.model.slugs import extname, titleize_slug

__all__ = ["DATED_NAME", "read_document"]

DATED_NAME = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)(\.[^.]+)", re.ASCII)
"""The name of a post: date, slug, extension."""


@dataclass(slots=True)
class _Draft:
    """A document under way: ``relative`` is its path below the collections' folder."""

    reading: Reading
    label: str
    metadata: Mapping[str, Any]
    file: Path
    relative: str
    front_matter: FrontMatter
    data: dict[str, Any]
    date: datetime | None = None

    @property
    def name(self) -> str:
        return self.relative.rpartition("/")[2]

    def line(self, key: str) -> int:
        return self.front_matter.lines.get(key, 0)


def read_document(reading: Reading, label: str, path: str, relative: str, content: bytes) -> Document | None:
    """The document in the file at ``path``; None when it is left out or wrong (which is reported)."""
    file = Path(path)
    parsed = reading.page(file, content)
    if parsed is None:
        return None
    front_matter, body = parsed
    is_draft = label == "posts" and "_posts" not in relative
    types = ("posts", "drafts") if is_draft else (label,)
    defaults = reading.defaults.values(relative, *types)
    data = deep_merge(defaults, front_matter.data) if defaults else dict(front_matter.data)
    metadata = reading.config.collections[label]
    draft = _Draft(reading, label, metadata, file, relative, front_matter, data)
    if not _fill_in(draft, defaults, is_draft=is_draft):
        return None
    return _document(draft, body)


def _fill_in(draft: _Draft, defaults: Mapping[str, Any], *, is_draft: bool) -> bool:
    """Title, slug, date, categories and tags as Jekyll derives them; false when the date is none."""
    data, name = draft.data, draft.name
    dated = DATED_NAME.fullmatch(name)
    extension = extname(name)
    slug = (dated[2] if dated else name[: len(name) - len(extension)]).rstrip(".")
    try:
        draft.date = _date(draft, dated[1] if dated else None, is_draft=is_draft)
    except (ValueError, OverflowError):
        return False
    if draft.date is not None:
        data["date"] = draft.date
    if data.get("title") in (None, False):
        data["title"] = titleize_slug(slug)
    if data.get("slug") in (None, False):
        data["slug"] = slug
    if data.get("ext") in (None, False):
        data["ext"] = extension
    data["draft"] = data.get("draft") or is_draft
    data["categories"] = _categories(draft, defaults, "_drafts" if is_draft else f"_{draft.label}")
    data["tags"] = _singular_or_plural(data, "tag", "tags")
    return True


def _date(draft: _Draft, in_name: str | None, *, is_draft: bool) -> datetime | None:
    """The date of front matter, of the file name, or for a draft of the file; ValueError once reported."""
    local, given = draft.reading.config.timezone, draft.data.get("date")
    try:
        if given:
            return document_time(given, local)
        if in_name:
            return file_name_time(in_name, local)
    except (ValueError, OverflowError):
        return _other_date(draft, given, in_name)
    return datetime.fromtimestamp(draft.file.stat().st_mtime, local) if is_draft else None


def _other_date(draft: _Draft, given: object, in_name: str | None) -> datetime:
    """The date that Jekyll makes of a day which no calendar has; ValueError when it makes none."""
    reading, value = draft.reading, str(given or in_name)
    line = draft.line("date") if given else 0
    hint = _("write it as in 2024-01-31 or 2024-01-31 09:30:00 +01:00")
    try:
        if not reading.config.as_jekyll:
            raise ValueError(value)
        date = rolled_over(value, reading.config.timezone)
    except (ValueError, OverflowError):
        if given and reading.config.as_jekyll and (moment := ruby_time(value, reading.config.timezone)):
            return moment
        if given:
            message = _("Document '{path}' does not have a valid date in the YAML front matter.")
        else:
            message = _("Document '{path}' does not have a valid date in the filename.")
        message = message.format(path=draft.relative)
        reading.report("front-matter-date", message, draft.file, line, hint=hint)
        raise
    message = _("{value!r} is not a date that exists: {date} is taken")
    message = message.format(value=value, date=f"{date:%Y-%m-%d}")
    reading.warn("front-matter-date", message, draft.file, line, hint=hint)
    return date


def _categories(draft: _Draft, defaults: Mapping[str, Any], special: str) -> list[str]:
    """Those of the folders above ``_posts``, of the defaults and of the front matter, each one once."""
    folders: list[str] = []
    if not draft.relative.startswith(special):
        folders = [part for part in draft.relative.partition(special)[0].split("/") if part]
    own = draft.front_matter.data
    found = [*folders, *_words(defaults.get("categories")), *_words(own.get("categories"))]
    found += _singular_or_plural(draft.data, "category", "categories")
    return list(dict.fromkeys(str(category) for category in found))


def _words(value: object) -> list[Any]:
    """A list as it is, a text cut at its spaces."""
    if isinstance(value, str):
        return value.split()
    if isinstance(value, list):
        return [item for item in _flat(value) if item is not None]
    return [] if value is None or value is False else [value]


def _flat(items: Sequence[Any]) -> list[Any]:
    return [leaf for item in items for leaf in (_flat(item) if isinstance(item, list) else [item])]


def _singular_or_plural(data: Mapping[str, Any], singular: str, plural: str) -> list[Any]:
    """The value of ``singular`` as it is, or else the words of ``plural`` (``utils.rb``).

    Under the plural, what is neither text nor a list (``tags: 2024``) is nothing.
    """
    value = data.get(singular)
    if value is None or value is False:
        words = data.get(plural)
        return _words(words) if isinstance(words, str | list) else []
    return [item for item in _flat([value]) if item is not None]


def _document(draft: _Draft, body: str) -> Document | None:
    """The finished document, unless it is not to be published or its permalink is wrong."""
    reading, config, data = draft.reading, draft.reading.config, draft.data
    notes, written = _visibility(draft)
    hidden = "unpublished" in notes and not config.unpublished
    if hidden or (draft.label == "posts" and not written):
        return None
    try:
        url, place = _place(draft)
    except PermalinkError as error:
        report_permalink(reading, error, draft.file, draft.front_matter)
        return None
    return Document(
        path=draft.file,
        relative_path=PurePosixPath(draft.relative),
        front_matter=draft.front_matter,
        data=data,
        body=body,
        url=url,
        output_path=place,
        notes=tuple(note for note in notes if _PREVIEW_OF[note] in config.previewed),
        collection=draft.label,
        slug=str(data["slug"]),
        date=draft.date,
        categories=tuple(data["categories"]),
        tags=tuple(str(tag) for tag in data["tags"]),
        written=written,
    )


_PREVIEW_OF = {"draft": "show_drafts", "unpublished": "unpublished", "future": "future"}


def _visibility(draft: _Draft) -> tuple[list[str], bool]:
    """Why a normal build leaves the document out, and whether this one writes it (``publisher.rb``)."""
    config = draft.reading.config
    notes, written = [], True
    if draft.label == "posts" and "_posts" not in draft.relative:
        notes.append("draft")
    if not is_published(draft.reading, draft.data, draft.file, draft.front_matter.lines):
        notes.append("unpublished")
        written = config.unpublished
    if draft.date is not None and draft.date > draft.reading.now and not draft.metadata.get("future"):
        notes.append("future")
        draft.reading.turns.append(draft.date)
        written = written and config.future
    return notes, written


def _place(draft: _Draft) -> tuple[str, PurePosixPath]:
    """URL and output path."""
    config, name = draft.reading.config, draft.name
    extension = extname(name)
    stem = draft.relative[: len(draft.relative) - len(extension)]
    permalink = own_permalink(draft.data)
    output_ext = output_extension(extension, permalink, config.markdown_ext, draft.reading.converted)
    names = DocumentNames(
        collection=draft.label,
        path=stem.replace(f"_{draft.label}", "", 1).rstrip("."),
        basename=name[: len(name) - len(extension)],
        slug=str(draft.data["slug"]),
        categories=draft.data["categories"],
        date=draft.date or draft.reading.now,
        output_ext=output_ext,
    )
    template = permalink or draft.metadata.get("permalink") or collection_template(config.permalink)
    url = document_url(template, names)
    if draft.date is None and _shows_date(template):
        draft.reading.turns.append(draft.reading.now)  # the day of the build is in its URL
    return url, output_path(url, output_ext, "index.html")


@functools.cache
def _shows_date(template: str) -> bool:
    """Does a URL made of this template hold a part of the date?"""
    times = (datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC), datetime(1999, 11, 22, 13, 14, 15, tzinfo=UTC))
    names = (DocumentNames("a", "a", "a", "a", ("a",), date=time, output_ext=".html") for time in times)
    return len({document_url(template, each) for each in names}) > 1
