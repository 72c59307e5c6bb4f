"""A product, read from a document of the collection ``startups``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PURE = True

ACTIVE_PHASES = ("investigation", "construction", "acceleration", "consolidation", "opere")


def incubator_ids(data: Mapping[str, Any]) -> list[str]:
    """``incubators`` is only there for products of several; ``incubator`` always is."""
    for key in ("incubators", "incubator"):
        value = data.get(key)
        ids = value if isinstance(value, list) else [value]
        if found := [id for id in ids if id is not None]:
            return found
    return []


def latest_phase(data: Mapping[str, Any]) -> Mapping[str, Any]:
    latest: Mapping[str, Any] = max(data["phases"], key=lambda phase: phase["start"])
    return latest


def is_active(data: Mapping[str, Any]) -> bool:
    return latest_phase(data)["name"] in ACTIVE_PHASES
