"""Sets of words, written as a text."""

from __future__ import annotations

__all__ = ["listed"]


def listed(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())
