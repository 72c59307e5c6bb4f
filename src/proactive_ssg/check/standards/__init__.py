"""The versions of RGAA as data: one JSON file each in this folder, found by its name (``rgaa-4.1.json``).

A new version is a new file. Rules say the criterion and the test of 4.1; a file of a later version says under
``"was"`` which criterion of 4.1 each of its own continues.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["DEFAULT", "Criterion", "Standard", "Theme", "standard", "versions"]

DEFAULT = "4.1"
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the standard's themes (Images, Tables ...): its official number, and its title by language."""

    number: int
    titles: Mapping[str, str]

    def title(self, language: str) -> str:
        return _in(self.titles, language)


@dataclass(frozen=True, slots=True)
class Criterion:
    """``number`` is the official one (``"8.2"``), ``tests`` how many it has; titles are ours, and short."""

    number: str
    tests: int
    titles: Mapping[str, str]
    was: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        return _in(self.titles, language)


@dataclass(frozen=True, slots=True)
class Standard:
    """A version of the standard: ``criteria`` by number, in the standard's order; ``address``: its text."""

    name: str
    version: str
    address: str
    themes: tuple[Theme, ...]
    criteria: Mapping[str, Criterion]

    def criterion_of(self, number: str) -> Criterion | None:
        """The criterion that the number of a rule (of 4.1) means in this version."""
        return next(
            (one for one in self.criteria.values() if number in (one.was or (one.number,))),
            None,
        )


def _in(titles: Mapping[str, str], language: str) -> str:
    return titles.get(language.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0]) or titles["en"]


def versions() -> list[str]:
    """The known versions, the oldest first."""
    found = [path.stem.removeprefix("rgaa-") for path in _FOLDER.glob("rgaa-*.json")]
    return sorted(found, key=lambda version: [int(part) for part in re.findall(r"\d+", version)])


@cache
def standard(version: str = DEFAULT) -> Standard:
    """The standard of a version; ``KeyError`` where there is none."""
    if version not in versions():
        raise KeyError(version)
    read: Any = json.loads((_FOLDER / f"rgaa-{version}.json").read_text(encoding="utf-8"))
    return Standard(
        read["name"],
        read["version"],
        read["address"],
        tuple(Theme(item["number"], _titles(item)) for item in read["themes"]),
        {item["number"]: _criterion(item) for item in read["criteria"]},
    )


def _criterion(item: Mapping[str, Any]) -> Criterion:
    was = tuple(item.get("was", ()))
    return Criterion(item["number"], item["tests"], _titles(item), was)


def _titles(item: Mapping[str, Any]) -> dict[str, str]:
    return {language: item[language] for language in ("en", "fr")}
