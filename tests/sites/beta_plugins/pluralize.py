"""The filter ``pluralize``."""

from __future__ import annotations

from proactive_ssg.extensions import filter

PURE = True


@filter
def pluralize(count: float, singular: str, plural: str) -> str:
    return (plural or f"{singular}s") if count > 1 else singular
