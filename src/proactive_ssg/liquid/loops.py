"""``forloop`` and ``tablerowloop``, where a template asks for them as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

__all__ = ["ForLoop", "TableRowLoop"]


class ForLoop(Mapping[str, Any]):
    """``forloop``; ``parentloop`` is the loop around it."""

    __slots__ = ("index0", "length", "name", "parentloop")
    ruby_class = "Liquid::ForloopDrop"
    _keys: ClassVar[tuple[str, ...]] = (
        "name",
        "length",
        "parentloop",
        "index",
        "index0",
        "rindex",
        "rindex0",
        "first",
        "last",
    )

    def __init__(self, name: str, length: int, parentloop: Any) -> None:
        self.name = name
        self.length = length
        self.parentloop = parentloop
        self.index0 = 0

    def __getitem__(self, key: str) -> Any:
        match key:
            case "index":
                return self.index0 + 1
            case "index0" | "length" | "name" | "parentloop":
                return getattr(self, key)
            case "first":
                return self.index0 == 0
            case "last":
                return self.index0 == self.length - 1
            case "rindex":
                return self.length - self.index0
            case "rindex0":
                return self.length - self.index0 - 1
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __str__(self) -> str:
        return self.ruby_class

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class TableRowLoop(ForLoop):
    """``tablerowloop``."""

    __slots__ = ("cols",)
    ruby_class = "Liquid::TablerowloopDrop"
    _keys: ClassVar[tuple[str, ...]] = (
        "length", "index", "index0", "rindex", "rindex0", "first", "last", "col", "col0", "col_first",
        "col_last", "row",
    )  # fmt: skip

    def __init__(self, length: int, cols: int) -> None:
        super().__init__("", length, None)
        self.cols = cols

    @property
    def col(self) -> int:
        return self.index0 % self.cols + 1 if self.cols > 0 else self.index0 + 1

    @property
    def row(self) -> int:
        return self.index0 // self.cols + 1 if self.cols > 0 else 1

    def __getitem__(self, key: str) -> Any:
        match key:
            case "col" | "row":
                return getattr(self, key)
            case "col0":
                return self.col - 1
            case "col_first":
                return self.col == 1
            case "col_last":
                return self.col == self.cols
            case "name" | "parentloop":
                raise KeyError(key)
        return super().__getitem__(key)

    def opening(self) -> str:
        return f'<td class="col{self.col}">'

    def closing(self) -> str:
        if self.col == self.cols and self.index0 != self.length - 1:
            return f'</td></tr>\n<tr class="row{self.row + 1}">'
        return "</td>"
