"""Filters about one product: its badge, and who works or worked on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from proactive_ssg.extensions import filter
from proactive_ssg.model.site import Site

from .lib.members import Member

PURE = True
BADGES = {
    "fast": ("new", "Lauréat FAST"),
    "national_impact": ("success", "Service à impact national"),
    "eig": ("info", "Lauréat EIG"),
}


@filter
def to_startup_badge(event: Mapping[str, Any]) -> str | None:
    if event["name"] not in BADGES:
        return None
    kind, name = BADGES[event["name"]]
    return f'<span class="fr-badge fr-badge--{kind} fr-mr-1w">{name}</span>'


_members: dict[str, tuple[set[str], set[str]]] = {}


@filter(with_site=True)
def members(
    site: Site, people: Iterable[Mapping[str, Any]], startup_id: str, alumni: bool = False
) -> list[Any]:
    id, today = startup_id.removeprefix("/startups/"), site.config.settings["today"]
    return [person for person in people if id in _startups_of(person, today)[bool(alumni)]]


def _startups_of(person: Mapping[str, Any], today: date) -> tuple[set[str], set[str]]:
    """The products of today, and those of yesterday: looked up once, for each product asks for all."""
    found = _members.get(person["id"])
    if found is None:
        member = Member(person, today)
        found = _members[person["id"]] = (member.active_startups, member.legacy_startups)
    return found
