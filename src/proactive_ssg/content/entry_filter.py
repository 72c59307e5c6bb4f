"""Which entries of a folder are part of the site: Jekyll's ``entry_filter.rb``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["EntryFilter", "Patterns"]

_SPECIAL = (".", "_", "#", "~")


class Patterns(NamedTuple):
    """Patterns relative to the source, as ``include`` and ``exclude`` hold them.

    A pattern stands for all that begins with it (``vendor`` for ``vendored.md`` too, as in Jekyll), and for
    what it matches as a glob, in which ``*`` stands for slashes too.
    """

    prefixes: tuple[str, ...]
    folders: frozenset[str]
    globs: re.Pattern[str] | None

    @classmethod
    def of(cls, patterns: Iterable[str]) -> Patterns:
        found = tuple(pattern.lstrip("/") for pattern in patterns)
        globs = [_translate(pattern) for pattern in found if any(mark in pattern for mark in "*?[\\")]
        return cls(
            prefixes=found,
            folders=frozenset(pattern[:-1] for pattern in found if pattern.endswith("/")),
            globs=re.compile("|".join(globs)) if globs else None,
        )

    def match(self, entry: str, *, is_dir: bool) -> bool:
        if entry.startswith(self.prefixes) or (is_dir and entry in self.folders):
            return True
        return self.globs is not None and self.globs.fullmatch(entry) is not None


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """``include`` and ``exclude`` of the configuration, ready to ask."""

    include: Patterns
    exclude: Patterns

    @classmethod
    def of(cls, include: Iterable[str], exclude: Iterable[str]) -> EntryFilter:
        include = tuple(include)
        return cls(Patterns.of(include), Patterns.of(item for item in exclude if item not in include))

    def accepts(self, base: str, entry: str, *, is_dir: bool) -> bool:
        """Is ``entry``, relative to the folder ``base`` (itself relative to the source), part of the site?"""
        name = entry.rpartition("/")[2]
        if name.endswith("."):
            return False
        included = self.include.match(entry, is_dir=is_dir) or self.include.match(name, is_dir=is_dir)
        if included:
            return True
        relative = f"{base}/{entry}" if base else entry
        if self.exclude.match(relative, is_dir=is_dir):
            return False
        return not (entry.startswith(_SPECIAL) or name.startswith(_SPECIAL) or entry.endswith("~"))


def _translate(pattern: str) -> str:
    """A glob of Ruby's ``File.fnmatch`` without flags as a regular expression."""
    result, position = [], 0
    while position < len(pattern):
        character = pattern[position]
        position += 1
        if character == "*":
            result.append(".*")
        elif character == "?":
            result.append(".")
        elif character == "\\" and position < len(pattern):
            result.append(re.escape(pattern[position]))
            position += 1
        elif character == "[" and (end := pattern.find("]", position + 1)) > 0:
            members = pattern[position:end].replace("\\", "\\\\").replace("[", "\\[")
            result.append(f"[^{members[1:]}]" if members[0] in "!^" else f"[{members}]")
            position = end + 1
        else:
            result.append(re.escape(character))
    return f"(?s:{''.join(result)})"
