"""What an audit by rules could decide of a standard, and what a person must still judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proactive_ssg.check.finding import Level
from proactive_ssg.check.rule import Rule, SiteRule
from proactive_ssg.check.standards import standard

__all__ = ["STANDARD", "Coverage"]

STANDARD = f"{standard().name} {standard().version}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """``judged``: criteria of which some faults are found for certain; ``to_judge``: all the others."""

    judged: tuple[str, ...]
    to_judge: tuple[str, ...]

    @classmethod
    def of(cls, rules: Sequence[Rule | SiteRule]) -> Coverage:
        decided = {rule.criterion for rule in rules if rule.level is Level.ERROR}
        numbers = standard().criteria
        return cls(
            tuple(number for number in numbers if number in decided),
            tuple(number for number in numbers if number not in decided),
        )
