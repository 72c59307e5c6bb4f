"""Where in a template the source is being written: the loops around, and what turned out to be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

__all__ = ["LoopScope", "Scope"]


@dataclass(slots=True, eq=False)
class LoopScope:
    """A loop around the place; ``columns`` is None but for a ``tablerow``; ``named``: a loop inside asks for
    it, or a partial does (``handed_on``).
    """

    PARTS: ClassVar[dict[str, str]] = {
        "index": "index", "index0": "index0", "rindex": "revindex", "rindex0": "revindex0",
        "first": "first", "last": "last", "length": "length",
    }  # fmt: skip
    variable: str
    title: str
    columns: int | None = None
    named: bool = False
    handed_on: bool = False
    inner: bool = True

    @property
    def alias(self) -> str:
        return f"loop_of_{self.variable}"

    def shown(self, key: str) -> str | None:
        """The part ``key`` of the loop; None where it has none."""
        loop = self.alias if self.named else "loop"
        if key == "name" and self.columns is None:
            return f'"{self.title}"'
        if key in self.PARTS:
            return f"{loop}.{self.PARTS[key]}"
        if self.columns is None:
            return None
        return self._column(key, loop, self.columns)

    def _column(self, key: str, loop: str, columns: int) -> str | None:
        if columns <= 0:
            found = {"col": "index", "col0": "index0", "col_first": "first"}.get(key)
            return f"{loop}.{found}" if found else {"row": "1", "col_last": "false"}.get(key)
        column = f"{loop}.index0 % {columns}"
        return {
            "col": f"({column} + 1)", "col0": f"({column})", "col_first": f"({column} == 0)",
            "col_last": f"({column} == {columns - 1})", "row": f"({loop}.index0 // {columns} + 1)",
        }.get(key)  # fmt: skip


@dataclass(slots=True)
class Scope:
    """One template while it is written."""

    is_partial: bool
    loops: list[LoopScope] = field(default_factory=list)
    uses_namespace: bool = False
    dropped: list[tuple[str, int]] = field(default_factory=list)
    """Filters that do not exist, and where they stand."""

    def binds(self, name: str) -> bool:
        return any(loop.variable == name for loop in self.loops)

    def shadows(self, name: str) -> bool:
        """Is ``forloop`` a variable of a loop itself?"""
        return self.binds(name)

    def loop(self, name: str) -> LoopScope | None:
        """The innermost loop that ``forloop`` or ``tablerowloop`` means."""
        rows = name == "tablerowloop"
        return next((loop for loop in reversed(self.loops) if (loop.columns is not None) is rows), None)

    def around(self, loop: LoopScope) -> LoopScope | None:
        place = self.loops.index(loop)
        return next((one for one in reversed(self.loops[:place]) if one.columns is None), None)

    def is_innermost(self, loop: LoopScope) -> bool:
        return self.loops[-1] is loop
