"""Criteria 12.1 to 12.5 and 12.7 of RGAA, which compare all pages of a site.

A folder of pages is a site where it has a home page that leads to another of them: pages that know nothing of
one another are no "set of pages", and the criteria do not apply.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from proactive_ssg.check.finding import Level
from proactive_ssg.check.rule import AuditedPage, Hit, SiteRule
from proactive_ssg.check.site_facts import SiteFacts, facts_of
from proactive_ssg.i18n import _

__all__ = ["SITE_RULES"]

_Pages = list[tuple[AuditedPage, SiteFacts]]
_Found = Iterator[tuple[AuditedPage, Hit]]
_FEW = 2
"""A site of so many pages, all linked from its home page, needs no two ways to get around (12.1)."""


def _site(pages: Sequence[AuditedPage]) -> _Pages:
    """The pages of a site with what is known of them, the home page first; none where it is no site."""
    known = [(page, facts) for page in pages if (facts := facts_of(page)).plain]
    urls = {_path(page) for page, facts in known}
    homes = [one for one in known if one[0].url == "/"] or [one for one in known if _is_home(one[0].url)]
    if not homes:
        return []
    home = homes[0]
    if not any(_known_url(link, urls - {_path(home[0])}) for link in home[1].links):
        return []
    return [home, *(one for one in known if one is not home)]


def _is_home(url: str) -> bool:
    """The home page of a site in a folder or of one language (``/fr/``)."""
    return url.endswith("/") and url.count("/") == 2


def _path(page: AuditedPage) -> str:
    """The page's URL as links are noted: ``/santé/``, where browsers ask for ``/sant%C3%A9/``."""
    return unquote(page.url)


def _known_url(link: str, urls: set[str]) -> str:
    """The page that a link leads to, by any of the ways in which servers find it."""
    for form in (link, f"{link}/", link.rstrip("/"), f"{link.rstrip('/')}.html", f"{link}index.html"):
        if form in urls:
            return form
    return ""


def _two_ways(pages: Sequence[AuditedPage]) -> _Found:
    site = _site(pages)
    if len(site) <= _FEW:
        return
    for page, facts in site:
        ways = [bool(facts.menu), bool(facts.search), bool(facts.site_map)]
        if sum(ways) < 2:
            yield page, Hit(None, _("the page offers fewer than two of: a menu, a search, a site map"))


def _usual(values: Sequence[str]) -> str:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else ""


def _moved(
    get: Callable[[SiteFacts], str], part: str, message: Callable[[], str]
) -> Callable[[Sequence[AuditedPage]], _Found]:
    """Pages on which a part is elsewhere than on most, by its area or by its turn among the others.

    A home page may have its menu where it likes.
    """

    def check(pages: Sequence[AuditedPage]) -> _Found:
        site = _site(pages)
        usual = _usual([get(facts) for page, facts in site])
        before = _usual([_turn(facts, part) for page, facts in site if get(facts)])
        for page, facts in site[1:] if part == "menu" else site:
            if get(facts) and (get(facts) != usual or _turn(facts, part) != before):
                yield page, Hit(None, message())

    return check


def _turn(facts: SiteFacts, part: str) -> str:
    """Which of menu and main content come before it."""
    if part not in facts.order:
        return ""
    return "after:" + ",".join(name for name in facts.order[: facts.order.index(part)] if name == "main")


def _menu_missing(pages: Sequence[AuditedPage]) -> _Found:
    """RGAA compares the pages that have a menu; that one has none may be meant."""
    site = _site(pages)
    having = [facts for page, facts in site if facts.menu]
    if len(having) * 2 <= len(site):
        return
    for page, facts in site[1:]:
        if not facts.menu:
            yield page, Hit(None, _("the menu of the other pages is missing here"))


def _menu_differs(pages: Sequence[AuditedPage]) -> _Found:
    whole = _site(pages)
    site = [one for one in whole if one[1].menu]
    usual = Counter(facts.menu_links for page, facts in site).most_common(1)
    for page, facts in site:
        if (
            page is not whole[0][0]
            and usual[0][1] > len(site) // 2
            and _reordered(facts.menu_links, usual[0][0])
        ):
            yield page, Hit(None, _("the links of the menu come in another order than on other pages"))


def _reordered(links: tuple[str, ...], usual: tuple[str, ...]) -> bool:
    shared = [link for link in links if link in usual]
    return shared != [link for link in usual if link in links]


def _map_url(site: _Pages) -> str:
    return _usual([facts.site_map_url for page, facts in site])


def _map_page(site: _Pages) -> tuple[AuditedPage, SiteFacts] | None:
    url = _known_url(_map_url(site), {_path(page) for page, facts in site}) if _map_url(site) else ""
    return next((one for one in site if url and _path(one[0]) == url), None)


def _map_absent(pages: Sequence[AuditedPage]) -> _Found:
    site = _site(pages)
    if _map_url(site) and _map_page(site) is None:
        for page, facts in site:
            if facts.site_map:
                yield page, Hit(None, _("the site map that the page links to does not exist"), "12.3.2")
                return


def _map_incomplete(pages: Sequence[AuditedPage]) -> _Found:
    """A site map shows how the site is arranged: what the menu has, it has."""
    site = _site(pages)
    found = _map_page(site)
    if found is None:
        return
    page, facts = found
    urls = {_path(other) for other, _facts in site}
    listed = {_known_url(link, urls) for link in facts.main_links or facts.links}
    for link in _usual_menu(site):
        url = _known_url(link, urls)
        if url and url not in listed and url != _path(page):
            yield (
                page,
                Hit(None, _("the site map does not lead to {url}, which the menu has").format(url=url)),
            )


def _usual_menu(site: _Pages) -> tuple[str, ...]:
    menus = Counter(facts.menu_links for page, facts in site if facts.menu_links).most_common(1)
    return menus[0][0] if menus else ()


def _map_broken(pages: Sequence[AuditedPage]) -> _Found:
    site = _site(pages)
    found = _map_page(site)
    if found is None:
        return
    everywhere = {_path(page) for page in pages}
    for link in found[1].main_links:
        if link.endswith("/") and not _known_url(link, everywhere):
            yield (
                found[0],
                Hit(None, _("the site map leads to {url}, which does not exist").format(url=link), "12.3.2"),
            )


def _map_unreachable(pages: Sequence[AuditedPage]) -> _Found:
    site = _site(pages)
    found = _map_page(site)
    if found is None:
        return
    for page, facts in site:
        if not facts.site_map and page.url != found[0].url:
            yield page, Hit(None, _("the site map of the other pages is not linked here"), "12.4.1")


def _search_missing(pages: Sequence[AuditedPage]) -> _Found:
    site = _site(pages)
    having = [facts for page, facts in site if facts.search]
    if len(having) * 2 <= len(site):
        return
    for page, facts in site:
        if not facts.search:
            yield page, Hit(None, _("the search of the other pages is missing here"), "12.5.1")


def _skip_link_missing(pages: Sequence[AuditedPage]) -> _Found:
    for page, facts in _site(pages):
        if not facts.skip_link:
            yield page, Hit(None, _("no link at the start of the page leads to the main content"))


def _same_titles(pages: Sequence[AuditedPage]) -> _Found:
    first: dict[str, str] = {}
    for page, facts in _site(pages):
        if facts.title and facts.title in first:
            yield page, Hit(None, _("{url} has the same title").format(url=first[facts.title]))
        first.setdefault(facts.title, page.url)


_ERROR, _WARNING = Level.ERROR, Level.WARNING


def _menu_help() -> str:
    return _("Keep the menu in the layout of all pages, in the same place and order.")


def _map_help() -> str:
    return _("Link the site map from all pages in the same place, and let it show every section.")


def _search_help() -> str:
    return _("Keep the search in the layout of all pages, in the same place.")


SITE_RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "two-ways",
        "12.1",
        "12.1.1",
        _ERROR,
        _two_ways,
        lambda: _("Offer two of: a menu, a search, a site map."),
    ),
    SiteRule(
        "menu-moved",
        "12.2",
        "12.2.1",
        _ERROR,
        _moved(lambda facts: facts.menu, "menu", lambda: _("the menu is elsewhere than on most pages")),
        _menu_help,
    ),
    SiteRule("menu-missing", "12.2", "12.2.1", _WARNING, _menu_missing, _menu_help),
    SiteRule("menu-order", "12.2", "12.2.1", _ERROR, _menu_differs, _menu_help),
    SiteRule("site-map-absent", "12.3", "12.3.2", _ERROR, _map_absent, _map_help),
    SiteRule("site-map-incomplete", "12.3", "12.3.1", _ERROR, _map_incomplete, _map_help),
    SiteRule("site-map-broken", "12.3", "12.3.2", _ERROR, _map_broken, _map_help),
    SiteRule("site-map-unlinked", "12.4", "12.4.1", _ERROR, _map_unreachable, _map_help),
    SiteRule(
        "site-map-moved",
        "12.4",
        "12.4.2",
        _ERROR,
        _moved(
            lambda facts: facts.site_map,
            "map",
            lambda: _("the site map is linked elsewhere than on most pages"),
        ),
        _map_help,
    ),
    SiteRule("search-missing", "12.5", "12.5.1", _ERROR, _search_missing, _search_help),
    SiteRule(
        "search-moved",
        "12.5",
        "12.5.2",
        _ERROR,
        _moved(lambda facts: facts.search, "search", lambda: _("the search is elsewhere than on most pages")),
        _search_help,
    ),
    SiteRule(
        "skip-link-missing",
        "12.7",
        "12.7.1",
        _ERROR,
        _skip_link_missing,
        lambda: _("Begin the page with a link to the id of <main>, which appears when it has the focus."),
    ),
    SiteRule(
        "title-repeated",
        "8.6",
        "8.6.1",
        _WARNING,
        _same_titles,
        lambda: _("Give each page a title of its own."),
    ),
)
