"""A JSON page for each product, below ``api/v3/startups/``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from proactive_ssg.extensions import Priority, generator
from proactive_ssg.model.builder import SiteBuilder

from .lib.members import Member
from .lib.ruby_json import to_json
from .lib.startups import incubator_ids

PURE = True
FIELDS = (
    *("id", "name", "repository", "contact", "phases", "mission", "link", "incubator"),
    *("accessibility_status", "stats_url", "budget_url", "impact_url", "dashlord_url", "redirect_from"),
    *("usertypes", "techno", "mon_service_securise"),
)


@generator(priority=Priority.LOW)
def add_pages(site: SiteBuilder) -> None:
    today = site.config.settings["today"]
    authors = sorted(site.collections["authors"].documents, key=lambda author: author.relative_path.name)
    people = [Member(author.data, today, author.relative_path.stem) for author in authors]
    active = _by_startup(people, lambda member: member.active_startups)
    legacy = _by_startup(people, lambda member: member.legacy_startups)
    for startup in site.collections["startups"].documents:
        id = startup.relative_path.name.removesuffix(".md")
        described = {
            "name": startup.data.get("title"),
            **{field: startup.data[field] for field in FIELDS if field in startup.data},
            "incubators": incubator_ids(startup.data),
            "active_members": active[id],
            "previous_members": [name for name in legacy[id] if name not in active[id]],
            "content": startup.body,
        }
        path = f"api/v3/startups/{id}.json"
        site.add_page(path, data={"layout": None}, body=to_json(described), permalink=path, origin=startup)


def _by_startup(
    people: Iterable[Member], startups_of: Callable[[Member], set[str]]
) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for member in people:
        for startup in startups_of(member):
            found[startup].append(member.id)
    return found
