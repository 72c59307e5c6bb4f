"""Filters about the products that have an impact on the whole country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from proactive_ssg.extensions import filter

PURE = True


@filter
def get_national_impact(startup: Mapping[str, Any]) -> int | None:
    events = startup.get("events") or ()
    return next((event["date"].year for event in events if event["name"] == "national_impact"), None)


@filter
def where_national_impact(startups: Iterable[Mapping[str, Any]], year: int) -> list[Any]:
    return [startup for startup in startups if get_national_impact(startup) == year]
