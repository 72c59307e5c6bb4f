"""Collections: their documents and static files, in the order of the configuration."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from proactive_ssg.content.context import Reading, ReportedError
from proactive_ssg.content.documents import DATED_NAME, read_document
from proactive_ssg.content.pages import read_static_file
from proactive_ssg.content.walk import Folders, Walker
from proactive_ssg.i18n import _
from proactive_ssg.model.collection import Collection
from proactive_ssg.model.document import Document
from proactive_ssg.model.permalink import PermalinkError, collection_template, output_path, static_url
from proactive_ssg.model.slugs import extname
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.ruby_sort import merge_sorted

__all__ = ["read_collection", "read_posts"]


def read_posts(reading: Reading, walker: Walker, folders: Folders) -> Collection:
    """The posts of every ``_posts`` (and of every ``_drafts``, if asked for), newest first."""
    config, posts = reading.config, []
    places = [(folder, True) for folder in folders.posts]
    places += [(folder, False) for folder in folders.drafts if config.show_drafts]
    for folder, dated in places:
        for entry in walker.tree(folder):
            path = f"{config.source}/{folder}/{entry}"
            name = entry.rpartition("/")[2]
            if not (DATED_NAME.fullmatch(name) if dated else extname(name)):
                _warn_post_name(reading, path, name)
                continue
            post = _read_post(reading, path, f"{folder}/{entry}")
            if post is not None:
                posts.append(post)
    posts.sort(key=_by_date_and_path, reverse=True)
    posts = posts[: config.limit_posts or None]
    return Collection("posts", True, tuple(posts), metadata=config.collections["posts"])


def _read_post(reading: Reading, path: str, relative: str) -> Document | None:
    """A post needs no front matter; what is not text is none (Jekyll skips it too)."""
    try:
        content = reading.content(path, always=True)
    except ReportedError:
        return None
    if content is None or not (content.startswith(b"---") or _is_text(reading, path, content)):
        return None
    return read_document(reading, "posts", path, _below_collections(reading, relative), content)


def _is_text(reading: Reading, path: str, content: bytes) -> bool:
    """May this file without front matter be a post? A picture beside the posts is none."""
    if _has_text_name(reading, path):
        return True
    try:
        content.decode(reading.config.encoding)
    except UnicodeDecodeError:
        return False
    return True


def _has_text_name(reading: Reading, path: str) -> bool:
    return extname(path)[1:].lower() in (*reading.config.markdown_ext, "html")


def _by_date_and_path(post: Document) -> tuple[datetime, str]:
    assert post.date is not None
    return post.date, str(post.path)


def _warn_post_name(reading: Reading, path: str, name: str) -> None:
    if _has_text_name(reading, name):
        message = _("the name of this file is not one of a post: left out")
        hint = _("name it YYYY-MM-DD-title.md, with the date of the post")
        reading.warn("post-name", message, Path(path), hint=hint)


def _below_collections(reading: Reading, relative: str) -> str:
    folder = reading.config.collections_dir
    return relative.removeprefix(f"{folder}/") if folder else relative


def read_collection(reading: Reading, walker: Walker, label: str) -> Collection:
    """The collection ``label``: files with front matter are documents, all others static files."""
    config = reading.config
    metadata = config.collections[label]
    folder = f"{config.collections_dir}/_{label}" if config.collections_dir else f"_{label}"
    documents, files = [], []
    for entry in walker.tree(folder, hidden=True):
        path, relative = f"{config.source}/{folder}/{entry}", f"_{label}/{entry}"
        try:
            content = reading.content(path)
        except ReportedError:
            continue
        if content is None:
            if (file := _static_file(reading, label, path, relative)) is not None:
                files.append(file)
        elif (document := read_document(reading, label, path, relative, content)) is not None:
            documents.append(document)
    output = bool(metadata.get("output"))
    return Collection(label, output, tuple(_sorted(reading, documents, label)), tuple(files), metadata)


def _static_file(reading: Reading, label: str, path: str, relative: str) -> StaticFile | None:
    """A static file of a collection: its URL follows the collection's permalink, its name stays."""
    file = read_static_file(reading, path, relative, label)
    if file is None:
        return None
    metadata = reading.config.collections[label]
    template = metadata.get("permalink") or collection_template(reading.config.permalink)
    name = relative.rpartition("/")[2]
    extension = extname(name)
    stem = relative[: len(relative) - len(extension)].removeprefix(f"_{label}")
    basename = name[: len(name) - len(extension)]
    try:
        url = static_url(template, label, stem, basename, extension)
        place = output_path(url, extension, "index")
    except PermalinkError:
        url, place = f"/{label}{stem}{extension}", PurePosixPath(f"{label}{stem}{extension}")
    written = file.written and bool(metadata.get("output"))
    return replace(file, url=url, output_path=place, collection=label, written=written)


def _sorted(reading: Reading, documents: Sequence[Document], label: str) -> Iterable[Document]:
    """By ``order`` or ``sort_by`` of the configuration, or else by date and path (``collection.rb``).

    A document without a date is compared with any other by its path: with dates between them this is
    no order, and so the way of sorting counts.
    """
    metadata = reading.config.collections[label]
    if all(document.date is not None for document in documents):
        by_default = sorted(documents, key=_by_date_and_path)
    else:
        by_default = merge_sorted(documents, _compare)
    if (order := metadata.get("order")) is not None:
        places = {f"_{label}/{entry}": place for place, entry in reversed(list(enumerate(order)))}
        return sorted(by_default, key=lambda document: places.get(str(document.relative_path), len(places)))
    if key := metadata.get("sort_by"):
        return _sorted_by(reading, key, by_default)
    return by_default


def _sorted_by(reading: Reading, key: str, documents: Sequence[Document]) -> Iterable[Document]:
    """By the value of ``key``; documents without it come last, which is a warning unless all are."""

    def value(document: Document) -> Any:
        return document.data.get(key)

    missing = [document for document in documents if value(document) is None]
    for document in missing if len(missing) < len(documents) else ():
        message = _("'{key}' not defined: this collection is sorted by it").format(key=key)
        hint = _("add it to the front matter")
        reading.warn("collection-sort-key", message, document.path, hint=hint)
    in_order = functools.cmp_to_key(_compare_values)
    return sorted(documents, key=lambda document: in_order(value(document)))


def _compare(one: Document, two: Document) -> int:
    order = _order(one.date, two.date) if one.date and two.date else 0
    return order or _order(str(one.path), str(two.path))


def _compare_values(one: Any, two: Any) -> int:
    """Nothing comes last; values of different kinds do not compare."""
    if one is None or two is None:
        return (one is None) - (two is None)
    try:
        return _order(one, two)
    except TypeError:
        return 0


def _order(one: Any, two: Any) -> int:
    return bool(one > two) - bool(one < two)
