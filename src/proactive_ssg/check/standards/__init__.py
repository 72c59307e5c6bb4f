"""The versions of RGAA as data: one JSON file each in this folder, found by its name (``rgaa-4.1.json``).

A new version is a new file. Rules say the criterion and the test of 4.1; a file of a later version says under
``"was"`` which criterion of 4.1 each of its own continues.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["DEFAULT", "Criterion", "Standard", "Theme", "Treated", "standard", "versions"]

DEFAULT = "4.1"
_FOLDER = Path(__file__).parent


class Treated(StrEnum):
    """What is done about a criterion: some of it decided on HTML (``error``), or asked (``warning``), or
    measured in a browser, or left to people. The rest of each is left to people too.
    """

    ERROR = "error"
    WARNING = "warning"
    BROWSER = "browser"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Theme:
    number: int
    titles: Mapping[str, str]

    def title(self, language: str) -> str:
        return _in(self.titles, language)


@dataclass(frozen=True, slots=True)
class Criterion:
    """``number`` is the official one (``"8.2"``), ``tests`` how many it has; titles are ours, and short."""

    number: str
    tests: int
    treated: Treated
    titles: Mapping[str, str]
    was: tuple[str, ...] = ()

    @property
    def theme(self) -> int:
        return int(self.number.split(".")[0])

    def title(self, language: str) -> str:
        return _in(self.titles, language)


@dataclass(frozen=True, slots=True)
class Standard:
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

    def of_theme(self, number: int) -> list[Criterion]:
        return [criterion for criterion in self.criteria.values() if criterion.theme == number]


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
    return Criterion(item["number"], item["tests"], Treated(item["treated"]), _titles(item), was)


def _titles(item: Mapping[str, Any]) -> dict[str, str]:
    return {language: item[language] for language in ("en", "fr")}
