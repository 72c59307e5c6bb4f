"""What an audit by rules could decide of a standard, and what a person must still judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proactive_ssg.check.finding import Level
from proactive_ssg.check.rule import Rule, SiteRule

__all__ = ["STANDARD", "Coverage"]

STANDARD = "RGAA 4.1"
_CRITERIA = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
"""How many criteria each theme of RGAA 4.1 has."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """``judged``: criteria of which some faults are found for certain; ``to_judge``: all the others."""

    judged: tuple[str, ...]
    to_judge: tuple[str, ...]

    @classmethod
    def of(cls, rules: Sequence[Rule | SiteRule]) -> Coverage:
        decided = {rule.criterion for rule in rules if rule.level is Level.ERROR}
        everything = [f"{theme}.{n + 1}" for theme, count in enumerate(_CRITERIA, 1) for n in range(count)]
        return cls(
            tuple(name for name in everything if name in decided),
            tuple(name for name in everything if name not in decided),
        )
