"""Report: the outcome of an audit, as all formats show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from proactive_ssg.check.coverage import Coverage
from proactive_ssg.check.exceptions import Exempt
from proactive_ssg.check.finding import Finding, Level, Place
from proactive_ssg.repair.record import Repair

__all__ = ["Group", "Report", "groups", "shown"]


@dataclass(frozen=True, slots=True)
class Report:
    """``findings`` count; ``known`` ones are in the baseline, of which ``gone`` no longer occur.

    ``repairs``: what the build put right, by the file of the page: it is for editors to learn from.
    """

    findings: Sequence[Finding]
    pages: int
    coverage: Coverage
    exempt: Sequence[Exempt] = ()
    known: int = 0
    gone: int = 0
    examined: int = 0
    title: str = ""
    notes: Sequence[str] = field(default_factory=tuple)
    repairs: Mapping[PurePosixPath, Sequence[Repair]] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        return sum(item.level is Level.ERROR for item in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    def fails(self, level: Level) -> bool:
        """Is something found that is at least as bad as ``level``?"""
        return bool(self.errors or (level is Level.WARNING and self.findings))


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule, criterion and test, in the order of the pages."""

    rule: str
    criterion: str
    level: Level
    help: str
    findings: Sequence[Finding]


def groups(findings: Sequence[Finding]) -> list[Group]:
    """Errors first, then the most frequent."""
    found: dict[tuple[str, str, Level], list[Finding]] = {}
    for item in findings:
        found.setdefault((item.rule, item.criterion, item.level), []).append(item)
    made = [Group(*key, items[0].help, items) for key, items in found.items()]
    return sorted(made, key=lambda group: (group.level is not Level.ERROR, -len(group.findings), group.rule))


def shown(place: Place | Path) -> str:
    """``content/aide.md:12:5`` from the folder where the command runs; as a path with slashes."""
    path = place.path if isinstance(place, Place) else place
    here = Path.cwd()
    text = (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
    if isinstance(place, Place) and place.line:
        text += f":{place.line}" + (f":{place.column}" if place.column else "")
    return text
