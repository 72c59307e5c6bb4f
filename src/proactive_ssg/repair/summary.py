"""The repairs of many pages by kind, as reports tell them: the most frequent first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from proactive_ssg.i18n import ngettext
from proactive_ssg.repair.record import Repair
from proactive_ssg.repair.registry import described

__all__ = ["Kind", "by_kind"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One repair of the registry, and each page where it was made, with the place."""

    name: str
    criterion: str
    made: Sequence[tuple[PurePosixPath, Repair]]

    @property
    def count(self) -> int:
        return sum(repair.count for _page, repair in self.made)

    def sentence(self) -> str:
        """``Repaired 7 times: `align` of an image became a class [align, RGAA 10.1]``."""
        text = ngettext(
            "Repaired {count} time: {what} [{name}, RGAA {criterion}]",
            "Repaired {count} times: {what} [{name}, RGAA {criterion}]",
            self.count,
        )
        return text.format(
            count=self.count, what=described(self.name), name=self.name, criterion=self.criterion
        )


def by_kind(pages: Mapping[PurePosixPath, Sequence[Repair]]) -> list[Kind]:
    """``pages``: what was repaired on each, by the file that it became."""
    kinds: dict[tuple[str, str], list[tuple[PurePosixPath, Repair]]] = {}
    for output, repairs in pages.items():
        for one in repairs:
            kinds.setdefault((one.name, one.criterion), []).append((output, one))
    return sorted((Kind(*key, made) for key, made in kinds.items()), key=lambda kind: -kind.count)
