"""Front matter defaults: which of them apply to a path, and which wins (``frontmatter_defaults.rb``)."""

from __future__ import annotations

import glob
import re
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from proactive_ssg.config import Config
from proactive_ssg.config.sources import deep_merge

__all__ = ["FrontMatterDefaults"]


class FrontMatterDefaults:
    """Answers ``values(path, type)``; equal answers are one object, made once."""

    def __init__(self, sets: Sequence[Mapping[str, Any]], source: Path, collections_dir: str = "") -> None:
        self._scopes = [_Scope(given, source, collections_dir) for given in sets]
        self._merged: dict[tuple[int, ...], dict[str, Any]] = {(): {}}

    @classmethod
    def of(cls, config: Config) -> FrontMatterDefaults:
        """Those of a site."""
        return cls(config.defaults, config.source, config.collections_dir)

    def values(self, path: str, *types: str) -> Mapping[str, Any]:
        """The defaults for a file at ``path``; not to be changed, as other files share them."""
        if not self._scopes:
            return self._merged[()]
        path = path.removeprefix("/")
        places = tuple(i for i, scope in enumerate(self._scopes) if scope.applies(path, types))
        if places not in self._merged:
            self._merged[places] = self._merge([self._scopes[place] for place in places])
        return self._merged[places]

    @staticmethod
    def _merge(scopes: Sequence[_Scope]) -> dict[str, Any]:
        """The longer path wins, then the scope with a type, then the later one."""
        merged: dict[str, Any] = {}
        strongest: _Scope | None = None
        for scope in scopes:
            if strongest is None or scope.outranks(strongest):
                merged, strongest = deep_merge(merged, scope.given), scope
            else:
                merged = deep_merge(scope.given, merged)
        return merged


class _Scope:
    """One entry of ``defaults``: its values and where they apply."""

    def __init__(self, given: Mapping[str, Any], source: Path, collections_dir: str) -> None:
        scope = given.get("scope") or {}
        self.given: Mapping[str, Any] = given["values"]
        self.type: str | None = scope.get("type")
        self.path = str(scope.get("path") or "").removeprefix("/")
        self._folder = f"{collections_dir}/" if collections_dir else "/"
        self._globbed: frozenset[str] | None = None
        if "*" in self.path:
            found = (match for pattern in _braces(self.path) for match in _glob(pattern, source))
            self._globbed = frozenset(match.removeprefix(self._folder) for match in found)
        self._prefix = self.path.removeprefix(self._folder)

    def applies(self, path: str, types: tuple[str, ...]) -> bool:
        if self.type is not None and self.type not in types:
            return False
        if self._globbed is None:
            return path.startswith(self._prefix)
        return any(path[:end] in self._globbed for end in range(1, len(path) + 1))

    def outranks(self, other: _Scope) -> bool:
        if len(self.path) != len(other.path):
            return len(self.path) > len(other.path)
        return self.type is not None or other.type is None


def _glob(pattern: str, source: Path) -> list[str]:
    return glob.glob(pattern, root_dir=source, recursive=True)  # noqa: PTH207 (paths relative to the source)


def _braces(pattern: str) -> list[str]:
    """``a/{b,c}/*`` as the two patterns that Ruby's glob reads in it (not nested)."""
    parts = [part.split(",") for part in re.split(r"\{([^{}]*)\}", pattern)]
    fixed = [[",".join(part)] if place % 2 == 0 else part for place, part in enumerate(parts)]
    return ["".join(choice) for choice in product(*fixed)]
