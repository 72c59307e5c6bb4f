"""Filters about the phase that a product is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from proactive_ssg.extensions import filter

from .lib.startups import latest_phase

PURE = True

# phase -> plural, singular, badge
LABELS = {
    "investigation": ("problèmes en investigation", "problème en investigation", "en investigation"),
    "construction": ("services en construction", "service en construction", "en construction"),
    "acceleration": ("services en accélération", "service en accélération", "en accélération"),
    "consolidation": ("services en consolidation", "service en consolidation", "en consolidation"),
    "opere": (
        "services opérés au sein du réseau",
        "service opéré au sein du réseau",
        "opéré au sein du réseau",
    ),
    "transfere": ("services transférés", "service transféré", "transféré"),
    "abandon": ("services arrêtés", "service arrêté", "arrêté"),
    "abandon-investigation": (
        "investigations non concluantes",
        "investigation non concluante",
        "investigation non concluante",
    ),
}


@filter
def past_phase(phase: str) -> bool:
    return "abandon" in phase


@filter
def phase_badge_label(phase: str) -> str:
    return LABELS[phase][2]


@filter
def phase_results_label(phase: str, count: int) -> str:
    return LABELS[phase][0 if count > 1 else 1]


@filter
def get_phase(startup: Mapping[str, Any]) -> Mapping[str, Any]:
    return latest_phase(startup)


@filter
def where_phase(startups: Iterable[Mapping[str, Any]], phase: str) -> list[Any]:
    return [startup for startup in startups if latest_phase(startup)["name"] == phase]
