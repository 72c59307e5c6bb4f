"""Theme 13 of RGAA: consultation."""

from __future__ import annotations

from proactive_ssg.check.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
