"""Static files and collections as templates see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any, ClassVar, Protocol

from proactive_ssg.config import Config
from proactive_ssg.model.collection import Collection
from proactive_ssg.model.slugs import extname
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.templates.drops import Compute, Drop, PageDrop

__all__ = ["CollectionDrop", "JinjaStaticFileDrop", "StaticFileDrop"]


class FileRelations(Protocol):
    """Who knows the other drops of the site."""

    zone: tzinfo
    config: Config

    def documents(self, collection: Collection) -> list[PageDrop]: ...

    def files(self, files: Iterable[StaticFile]) -> list[StaticFileDrop]: ...


class StaticFileDrop(Drop):
    """A file that is copied as it is."""

    __slots__ = ("_drops", "_file")
    ruby_class = "Jekyll::Drops::StaticFileDrop"

    def __init__(self, file: StaticFile, drops: FileRelations) -> None:
        super().__init__(file.data)
        self._file = file
        self._drops = drops

    @property
    def inspected(self) -> str:
        return f'#<Jekyll::StaticFile @relative_path="{self["path"]}">'

    def _path(self) -> str:
        """Files of a collection are named from their collection on, without a slash (``static_file.rb``)."""
        path = str(self._file.relative_path)
        return path if self._file.collection else f"/{path}"

    def _basename(self) -> str:
        name = self._file.relative_path.name
        return name[: len(name) - len(extname(name))].rstrip(".")

    computed: ClassVar[Mapping[str, Compute]] = {
        "name": lambda self: self._file.relative_path.name,
        "basename": _basename,
        "extname": lambda self: extname(self._file.relative_path.name),
        "path": _path,
        "collection": lambda self: self._file.collection or None,
        "modified_time": lambda self: datetime.fromtimestamp(self._file.modified, self._drops.zone),
    }


class JinjaStaticFileDrop(StaticFileDrop):
    """As in Liquid, with the ``url``, which Jekyll does not give."""

    __slots__ = ()

    def __str__(self) -> str:
        return self._file.url

    computed: ClassVar[Mapping[str, Compute]] = {
        **StaticFileDrop.computed,
        "path": lambda self: f"/{self._file.relative_path}",
        "url": lambda self: self._file.url,
    }


class CollectionDrop(Drop):
    """A collection: ``label``, ``docs`` and what the configuration says about it."""

    __slots__ = ("_collection", "_drops")
    ruby_class = "Jekyll::Drops::CollectionDrop"

    def __init__(self, collection: Collection, drops: FileRelations) -> None:
        super().__init__(collection.metadata)
        self._collection = collection
        self._drops = drops

    def __str__(self) -> str:
        return f"[{', '.join(drop.inspected for drop in self['docs'])}]"

    def as_json(self, depth: int) -> Mapping[str, Any]:  # noqa: ARG002
        """Documents are written as the text that they are (``Document#to_json`` is that of any object)."""
        return {**dict(self.items()), "docs": [str(document) for document in self["docs"]]}

    def _relative_directory(self) -> str:
        return f"_{self._collection.label}"

    def _directory(self) -> str:
        """Jekyll gives the folder's absolute path; ours begins at the source, the same on every machine."""
        folder = self._drops.config.collections_dir
        return f"{folder}/{self._relative_directory()}" if folder else self._relative_directory()

    computed: ClassVar[Mapping[str, Compute]] = {
        "label": lambda self: self._collection.label,
        "docs": lambda self: self._drops.documents(self._collection),
        "files": lambda self: self._drops.files(self._collection.static_files),
        "relative_directory": _relative_directory,
        "output": lambda self: self._collection.output,
        "directory": _directory,
    }
