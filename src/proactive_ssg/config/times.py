"""Times of the configuration: they are read before its time zone is known."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any

__all__ = ["in_zone"]


def in_zone(value: Any, zone: tzinfo) -> Any:
    """``value`` with the times in it that were written without an offset told in ``zone``, as in Ruby."""
    if isinstance(value, dict):
        return {key: in_zone(inner, zone) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_zone(inner, zone) for inner in value]
    if isinstance(value, datetime) and value.tzinfo is UTC:
        return value.astimezone(zone)
    return value
