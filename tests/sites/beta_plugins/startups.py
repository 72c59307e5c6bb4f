"""The tag ``render_startups_api`` and the filter ``fast_promotion``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from proactive_ssg.extensions import filter, tag
from proactive_ssg.liquid import Context
from proactive_ssg.model.site import Site

from .lib.ruby_json import pretty

PURE = True
Members = dict[str, Any]


@tag
def render_startups_api(context: Context, markup: str) -> str:
    """Who works on each product, who did, and whose contract has ended."""
    site: Site = context.registers["site"]
    collections, today = site.collections, site.config.settings["today"]
    result: dict[str, Members] = {}
    for author in collections["authors"].documents:
        id = author.id.replace("/authors/", "")
        missions = author.data.get("missions") or []
        last = missions[-1].get("end") if missions else None
        for startup in author.data.get("startups") or ():
            state = "expired_members" if last is not None and last <= today else "active_members"
            _of(result, startup)[state].append(id)
        for startup in author.data.get("previously") or ():
            _of(result, startup)["previous_members"].append(id)
        for mission in missions:
            for startup in mission.get("startups") or ():
                if state := _state(mission, today):
                    _of(result, startup)[state].append(id)
                else:
                    _of(result, startup)
    for startup in collections["startups"].documents:
        id = startup.id.replace("/startups/", "")
        described = _of(result, id)
        described |= {"id": id, "name": startup.data.get("title")}
        described |= {key: startup.data.get(key) for key in ("repository", "contact", "phases")}
        for state in ("active_members", "previous_members", "expired_members"):
            described[state] = list(dict.fromkeys(described[state]))
    return pretty(result)


def _of(result: dict[str, Members], startup: str) -> Members:
    empty: Members = {"active_members": [], "previous_members": [], "expired_members": []}
    return result.setdefault(startup, empty)


def _state(mission: Mapping[str, Any], today: date) -> str:
    end = mission.get("end")
    if end is None or (mission["start"] <= today <= end):
        return "active_members"
    return "expired_members" if end <= today else ""


@filter
def fast_promotion(
    startups: Iterable[Mapping[str, Any]], promotion: object, sort_by: str | None = None
) -> list[Any]:
    """The products that were promoted then, in the order of one of their figures."""
    found = [startup for startup in startups if (startup.get("fast") or {}).get("promotion") == promotion]
    return found if sort_by is None else sorted(found, key=lambda startup: startup["fast"][sort_by])
