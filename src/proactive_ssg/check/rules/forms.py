"""Theme 11 of RGAA: forms."""

from __future__ import annotations

from proactive_ssg.check.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
