"""Filters, a generator and a tag about incubators and the products that they carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from proactive_ssg.extensions import Priority, filter, generator, tag
from proactive_ssg.liquid import Context
from proactive_ssg.model.builder import SiteBuilder

from .lib.ruby_json import pretty
from .lib.startups import incubator_ids, is_active

PURE = True

Documents = Iterable[Mapping[str, Any]]


@filter
def sort_incubators_by_active_startups(incubators: Documents, startups: Documents) -> list[Any]:
    """The one that carries most products first, but DINUM before all."""
    products = list(startups)
    found = sorted(incubators, key=lambda one: count_incubator_active_startups(one, products))
    found.reverse()
    return sorted(found, key=lambda one: one["id"] != "/incubateurs/dinum")


@filter
def filter_incubators_with_active_startups(incubators: Documents, startups: Documents) -> list[Any]:
    products = list(startups)
    shown = (one for one in incubators if not one.get("hidden", False))
    return [one for one in shown if count_incubator_active_startups(one, products) > 0]


@filter
def count_incubator_active_startups(incubator: Mapping[str, Any], startups: Documents) -> int:
    id = incubator["id"].removeprefix("/incubateurs/")
    return sum(id in incubator_ids(startup) and is_active(startup) for startup in startups)


@filter
def where_incubator(startups: Documents, incubator_id: str) -> list[Any]:
    return [startup for startup in startups if incubator_id in incubator_ids(startup)]


@filter
def count_all_active_startups(startups: Documents) -> int:
    return sum(map(is_active, startups))


@generator(priority=Priority.HIGHEST)
def set_hidden_ones_aside(site: SiteBuilder) -> None:
    """Hidden incubators get no page, but products still find them in ``site.data.all_incubators``."""
    incubators = site.collections["incubators"].documents
    site.data["all_incubators"] = list(incubators)
    incubators[:] = [one for one in incubators if not one.data.get("hidden", False)]


@tag
def render_incubators_api(context: Context, markup: str) -> str:
    collections = context.registers["site"].collections
    result: dict[str, dict[str, Any]] = {}
    for startup in collections["startups"].documents:
        for incubator in incubator_ids(startup.data):
            carried = result.setdefault(incubator, {"startups": []}).setdefault("startups", [])
            keys = {"name": "title", "pitch": "mission", "repository": "repository", "contact": "contact"}
            product = {name: startup.data.get(key) for name, key in keys.items()}
            id = startup.id.replace("/startups/", "")
            carried.append({"id": id, **product, "phases": startup.data.get("phases")})
    for incubator in collections["incubators"].documents:
        described = result.setdefault(incubator.id.replace("/incubateurs/", ""), {})
        for key in ("title", "owner", "contact", "address", "website", "github"):
            described[key] = incubator.data.get(key)
    return pretty(result)
