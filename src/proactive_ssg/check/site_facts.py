"""What the criteria of a whole site need to know of each page, small enough to be kept between two runs."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from proactive_ssg.check.html import Element
from proactive_ssg.check.names import name_of
from proactive_ssg.check.roles import explicit_role
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.rules.consultation import refresh_of
from proactive_ssg.check.rules.navigation import has_skip_link
from proactive_ssg.check.visibility import hidden

__all__ = ["SiteFacts", "facts_of"]

_KEY = "site"
_SITE_MAP = re.compile(r"plan (?:du|de ce) site|plan de(?: navigation)?|site ?map|carte du site", re.I)
_SKIPS = re.compile(r"acc[èe]s rapide|[ée]vitement|quick access|skip", re.I)
_BREADCRUMB = re.compile(r"vous [êe]tes ici|fil d.ariane|you are here|breadcrumb", re.I)
_SEARCH = re.compile(r"\b(?:search|recherche[rz]?)\b", re.I)


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """``menu``, ``search``, ``site_map``: the place of each (``header/nav``), empty where there is none.

    ``order``: these and the main content, as they come in the source. ``links``: where the page leads on
    its site, as paths; ``menu_links`` and ``main_links``: those of
    the menu and of the main content.
    """

    plain: bool
    menu: str
    search: str
    site_map: str
    site_map_url: str
    order: tuple[str, ...]
    links: tuple[str, ...]
    menu_links: tuple[str, ...]
    main_links: tuple[str, ...]
    skip_link: bool
    title: str


def facts_of(page: AuditedPage) -> SiteFacts:
    """The facts of a page, worked out once (``page.cache["site"]``, a dataclass of texts)."""
    known: Any = page.cache.get(_KEY)
    if known is None:
        known = page.cache[_KEY] = _work_out(page)
    return known  # type: ignore[no-any-return]


def _work_out(page: AuditedPage) -> SiteFacts:
    menu = _menu(page)
    search = _search(page)
    site_map = _site_map_link(page)
    parts = {"menu": menu, "search": search, "map": site_map}
    main = next((one for one in page.document.all if one.name == "main"), None)
    titles = page.document.named("title")
    return SiteFacts(
        plain=not page.partial and not _redirects(page),
        menu=_place(menu),
        search=_place(search),
        site_map=_place(site_map),
        site_map_url=_local(page.url, site_map.get("href")) if site_map is not None else "",
        order=_order(page, {**parts, "main": main}),
        links=tuple(dict.fromkeys(_links(page, page.document.root))),
        menu_links=tuple(dict.fromkeys(_links(page, menu))) if menu is not None else (),
        main_links=tuple(dict.fromkeys(_links(page, main))) if main is not None else (),
        skip_link=has_skip_link(page),
        title=" ".join(titles[0].text.split()) if titles else "",
    )


def _redirects(page: AuditedPage) -> bool:
    found = (refresh_of(meta) for meta in page.document.named("meta"))
    return any(refresh is not None and refresh[1] for refresh in found)


def _menu(page: AuditedPage) -> Element | None:
    """The first navigation that is neither skip links nor a breadcrumb and leads to other pages."""
    for element in page.document.all:
        if element.name != "nav" and explicit_role(element) != "navigation":
            continue
        if any(above.name == "main" for above in element.ancestors) or hidden(page, element):
            continue
        name = f"{name_of(page, element)} {element.get('class')} {element.get('id')}"
        if _SKIPS.search(name) or _BREADCRUMB.search(name):
            continue
        if len(list(_links(page, element))) > 1:
            return element
    return None


def _search(page: AuditedPage) -> Element | None:
    for element in page.document.all:
        if element.name == "search" or explicit_role(element) in ("search", "searchbox"):
            return element
        if element.name == "input" and element.get("type").lower() == "search":
            return element
        if element.name == "form" and _SEARCH.search(unquote(element.get("action")).replace("/", " ")):
            return element
        if element.name == "a" and element.has("href") and _SEARCH.fullmatch(name_of(page, element)):
            return element
    return None


def _site_map_link(page: AuditedPage) -> Element | None:
    """The one of the layout, if any: content may lead there too."""
    found = [
        link
        for link in page.document.named("a")
        if link.has("href") and not hidden(page, link) and _SITE_MAP.fullmatch(name_of(page, link))
    ]
    outside = [link for link in found if not any(above.name == "main" for above in link.ancestors)]
    return next(iter([*outside, *found]), None)


def _place(element: Element | None) -> str:
    """The areas around an element, from the outside: ``header/nav``."""
    if element is None:
        return ""
    areas = [
        area for above in element.ancestors if (area := explicit_role(above) or above.name) in _AREA_NAMES
    ]
    return "/".join(_AREA_NAMES[area] for area in reversed(areas)) or "body"


_AREA_NAMES = {
    "aside": "aside",
    "banner": "header",
    "complementary": "aside",
    "contentinfo": "footer",
    "footer": "footer",
    "header": "header",
    "main": "main",
    "nav": "nav",
    "navigation": "nav",
}


def _order(page: AuditedPage, parts: dict[str, Element | None]) -> tuple[str, ...]:
    places = {element: name for name, element in parts.items() if element is not None}
    return tuple(places[element] for element in page.document.all if element in places)


def _links(page: AuditedPage, top: Element) -> list[str]:
    found: list[str] = []
    for link in top.walk():
        if link.name == "a" and link.has("href") and (local := _local(page.url, link.get("href"))):
            found.append(local)
    return found


def _local(url: str, href: str) -> str:
    """The path that a link leads to on the site; empty where it leaves it or stays on the page."""
    if href.startswith("#") or not href.strip():
        return ""
    try:
        parts = urlsplit(urljoin(url, href.strip()))
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        return ""
    path = unquote(parts.path)
    if path.endswith("/index.html"):
        path = path.removesuffix("index.html")
    return posixpath.normpath(path) + ("/" if path.endswith("/") and path != "/" else "")
