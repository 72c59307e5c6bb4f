"""``site.data``: a mapping that notes which of its parts are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from proactive_ssg.journal import Journal

__all__ = ["SiteData"]


class SiteData(dict[str, Any]):
    """The data files by name; a part of it is noted by its name, all of it where it is gone through."""

    __slots__ = ("_journal",)

    def __init__(self, data: Mapping[str, Any], journal: Journal) -> None:
        super().__init__(data)
        self._journal = journal

    def __getitem__(self, key: str) -> Any:
        self._journal.note("data", str(key))
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._journal.note("data", str(key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._journal.note("data", str(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._journal.note("data")
        return super().__iter__()

    def __len__(self) -> int:
        self._journal.note("data")
        return super().__len__()

    def keys(self) -> Any:
        self._journal.note("data")
        return super().keys()

    def values(self) -> Any:
        self._journal.note("data")
        return super().values()

    def items(self) -> Any:
        self._journal.note("data")
        return super().items()

    def __eq__(self, other: object) -> bool:
        self._journal.note("data")
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None

    def __repr__(self) -> str:
        self._journal.note("data")
        return super().__repr__()
