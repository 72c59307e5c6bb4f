"""The filter ``community`` and the tag ``render_community_stats``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from proactive_ssg.extensions import filter, tag
from proactive_ssg.liquid import Context
from proactive_ssg.model.site import Site

from .lib.members import Member
from .lib.ruby_json import to_json

PURE = True
EMPLOYERS = ("admin", "independent", "service")
DOMAINS = (
    *("Déploiement", "Design", "Développement", "Coaching", "Autre", "Intraprenariat", "Animation"),
    *("Produit", "Data", "Support", "Attributaire"),
)


@filter(with_site=True)
def community(
    site: Site, people: Iterable[Mapping[str, Any]], state: str, sort_by: str = "oldest"
) -> list[Any]:
    """The members of today (or ``past`` ones), the newest first; ``recent``: three of them."""
    today = site.config.settings["today"]
    past = state == "past"
    wanted = [person for person in people if bool(Member(person, today).active_missions) is not past]
    if sort_by == "alpha":
        wanted.sort(key=lambda person: person["fullname"])
    else:
        wanted.sort(key=lambda person: _first_day(person, today))
        wanted.reverse()
    return wanted[:3] if state == "recent" else wanted


def _first_day(person: Mapping[str, Any], today: date) -> date:
    starts = [mission.get("start") or today for mission in person.get("missions") or ()]
    return min(starts, default=today)


@tag
def render_community_stats(context: Context, markup: str) -> str:
    """Who came and left, by employer and by domain, as JSON; with a key, only what is there."""
    employer: dict[str, list[Any]] = {name: [] for name in EMPLOYERS}
    over_date: dict[str, list[Any]] = {name: [] for name in DOMAINS}
    domain = dict.fromkeys(DOMAINS, 0)
    total = 0
    site: Site = context.registers["site"]
    today = site.config.settings["today"]
    for author in site.collections["authors"].documents:
        missions = author.data.get("missions") or []
        for mission in missions:
            for key, increment in (("start", 1), ("end", -1)):
                if day := mission.get(key):
                    employer[mission["status"]].append({"date": day, "increment": increment})
                    over_date[author.data["domaine"]].append({"date": day, "increment": increment})
        end = missions[-1].get("end") if missions else None
        if end is not None and end >= today:
            domain[author.data["domaine"]] += 1
            total += 1
    result = {"employer": employer, "domaineOverDate": over_date, "domaine": domain, "total": total}
    return str(result[markup]) if markup else to_json(result)
