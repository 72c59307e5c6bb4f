"""The site map: every page of the site that has a title, those below another one listed under it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from proactive_ssg.i18n import translations
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.page import Page
from proactive_ssg.model.permalink import HTML_EXTENSIONS
from proactive_ssg.templates.filters_url import UrlFilters

__all__ = ["site_map"]

_FIRST: Final = -1.0


@dataclass(slots=True)
class _Entry:
    """A page of the map; ``rank`` is its place among those beside it."""

    title: str
    url: str
    group: str
    rank: tuple[float, str]
    below: list[_Entry] = field(default_factory=list)


def site_map(site: SiteBuilder, own_url: str) -> str:
    """HTML: a heading and a list for each group (the pages, each collection), a tree by addresses.

    A document whose address lies below that of a page is listed under that page.
    """
    entries = list(_entries(site))
    groups: dict[str, list[_Entry]] = {}
    for entry, above in _with_parents(entries):
        if above is None:
            groups.setdefault(entry.group, []).append(entry)
        else:
            above.below.append(entry)
    urls = UrlFilters(site.config.url, site.config.baseurl)
    html = ['<div class="site-map">\n']
    for label, members in groups.items():
        html += [f"<h2>{escape(_heading(site, label))}</h2>\n", *_list(members, urls, own_url)]
    return "".join((*html, "</div>\n"))


def _entries(site: SiteBuilder) -> Iterator[_Entry]:
    """What is listed: pages first, those of the menu in its order; then the collections, in their own."""
    menu = _menu(site.config.settings.get("menu"))
    for page in site.pages:
        if _is_listed(page):
            rank = _FIRST if page.url == "/" else menu.get(page.url, float(len(menu)))
            yield _Entry(_title(page), page.url, "", (rank, _sorted_as(_title(page))))
    for label, collection in site.collections.items():
        for place, document in enumerate(collection.documents if collection.output else ()):
            if document.written and _is_listed(document):
                yield _Entry(_title(document), document.url, label, (float(len(menu) + 1 + place), ""))


def _is_listed(page: Page) -> bool:
    """Is it a page for readers? Not where it says ``sitemap: false``, nor the second page of a list."""
    number = (page.paginator or {}).get("page", 1)
    return (
        page.output_path.suffix in HTML_EXTENSIONS
        and page.output_path.name != "404.html"
        and page.data.get("sitemap") is not False
        and bool(_title(page))
        and not (isinstance(number, int) and number > 1)
    )


def _title(page: Page) -> str:
    title = page.data.get("title")
    return " ".join(str(title).split()) if isinstance(title, str | int | float) else ""


def _sorted_as(title: str) -> str:
    """Letters with accents come where those without do."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _menu(given: Any) -> dict[str, float]:
    items = given if isinstance(given, list) else []
    urls = [item.get("url") for item in items if isinstance(item, Mapping)]
    return {url: float(place) for place, url in enumerate(urls) if isinstance(url, str)}


def _with_parents(entries: list[_Entry]) -> Iterator[tuple[_Entry, _Entry | None]]:
    """Each entry in order, and the one whose address is the nearest above its own (never the home page)."""
    by_url = {_folder(entry.url): entry for entry in reversed(entries)}
    for entry in sorted(entries, key=lambda entry: (entry.group != "", entry.rank)):
        yield entry, next((by_url[above] for above in _above(entry.url) if above in by_url), None)


def _folder(url: str) -> str:
    """The address that those below begin with: ``/a/`` for ``/a/``, ``/a/index.html`` and ``/a.html``."""
    return url.removesuffix("index.html").removesuffix(".html").rstrip("/") + "/"


def _above(url: str) -> Iterator[str]:
    parts = _folder(url).strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        yield "/" + "/".join(parts[:count]) + "/"


def _heading(site: SiteBuilder, label: str) -> str:
    """``collections: {services: {title: Nos services}}``, or the label."""
    speak = translations(site.config.lang).gettext
    if not label:
        return speak("Pages")
    title = site.collections[label].metadata.get("title")
    if isinstance(title, str) and title.strip():
        return title.strip()
    known = {"posts": speak("News"), "services": speak("Services")}
    return known.get(label) or label.replace("_", " ").replace("-", " ").capitalize()


def _list(entries: Iterable[_Entry], urls: UrlFilters, own_url: str) -> Iterator[str]:
    yield "<ul>\n"
    for entry in entries:
        current = ' aria-current="page"' if entry.url == own_url else ""
        address = escape(str(urls.relative_url(entry.url)))
        yield f'<li><a href="{address}"{current}>{escape(entry.title)}</a>'
        if entry.below:
            yield "\n"
            yield from _list(entry.below, urls, own_url)
        yield "</li>\n"
    yield "</ul>\n"
