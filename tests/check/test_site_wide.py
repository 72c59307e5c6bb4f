"""What only all pages of a site together show: 12.1 to 12.5, and the skip link of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from proactive_ssg.check.html import parse
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.rules.site_wide import SITE_RULES

SKIP = '<nav aria-label="Accès rapide"><a href="#main">Contenu</a></nav>'
MENU = '<nav aria-label="Menu"><a href="/">Accueil</a><a href="/a/">A</a><a href="/b/">B</a></nav>'
SEARCH = '<form role="search"><input type="search" aria-label="Recherche"></form>'
MAP = '<a href="/plan/">Plan du site</a>'
LIST = '<ul><li><a href="/">Accueil</a></li><li><a href="/a/">A</a><a href="/b/">B</a></li></ul>'


def html(
    title: str,
    *,
    top: str = MENU,
    search: str = SEARCH,
    content: str = "",
    bottom: str = MAP,
    skip: str = SKIP,
) -> str:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><title>{title}</title></head><body>{skip}'
        f'<header>{top}{search}</header><main id="main"><h1>{title}</h1>{content}</main>'
        f"<footer>{bottom}</footer></body></html>"
    )


SITE = {"/": html("Accueil"), "/a/": html("A"), "/b/": html("B"), "/plan/": html("Plan", content=LIST)}


def found(changed: dict[str, str], gone: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    texts = {url: text for url, text in {**SITE, **changed}.items() if url not in gone}
    pages = [AuditedPage(url, Path(f"{url}index.html"), parse(text)) for url, text in texts.items()]
    return [(rule.name, page.url) for rule in SITE_RULES for page, hit in rule.check(pages)]


def test_a_right_site_has_nothing() -> None:
    assert found({}) == []


def test_addresses_with_accents_are_those_of_the_pages() -> None:
    accented = "/sant%C3%A9/"
    menu = MENU.replace("/a/", accented)
    listed = LIST.replace("/a/", accented)
    changed = {url: html(url, top=menu, content=listed * (url == "/plan/")) for url in SITE if url != "/a/"}
    plan = MAP.replace("plan", "plan-%C3%A9t%C3%A9")
    turned = {
        url.replace("plan", "plan-%C3%A9t%C3%A9"): text.replace(MAP, plan) for url, text in changed.items()
    }
    assert found({accented: html("A", top=menu), **changed}, ("/a/",)) == []
    assert found({accented: html("A", top=menu, bottom=plan), **turned}, ("/a/", "/plan/")) == []
    gone = found(changed, ("/a/",))
    assert ("site-map-broken", "/plan/") in gone


TURNED = '<nav><a href="/b/">B</a><a href="/a/">A</a><a href="/">Accueil</a></nav>'
BELOW = html("B", top="", bottom=f"{MENU}{MAP}")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"/b/": html("B", search="", bottom="")}, {"two-ways", "search-missing", "site-map-unlinked"}),
        ({"/b/": BELOW}, {"menu-moved"}),
        ({"/b/": html("B", top="")}, {"menu-missing"}),
        ({"/": html("Accueil", top="", bottom=f"{MENU}{MAP}")}, set()),
        ({"/": html("Accueil", top=TURNED)}, set()),
        (
            {"/b/": html("B", top=MENU.replace('<a href="/">Accueil</a>', ""))},
            set(),
        ),
        (
            {
                "/b/": html(
                    "B", top='<nav><a href="/b/">B</a><a href="/a/">A</a><a href="/">Accueil</a></nav>'
                )
            },
            {"menu-order"},
        ),
        ({"/plan/": html("Plan", content='<a href="/a/">A</a>')}, {"site-map-incomplete"}),
        ({"/plan/": html("Plan", content=LIST + '<a href="/perdu/">C</a>')}, {"site-map-broken"}),
        ({"/b/": html("B", bottom="")}, {"site-map-unlinked"}),
        ({"/b/": html("B", top=MENU + MAP, bottom="")}, {"site-map-moved"}),
        ({"/b/": html("B", search="", bottom=MAP + SEARCH)}, {"search-moved"}),
        ({"/b/": html("B", skip="")}, {"skip-link-missing"}),
        ({"/b/": html("A")}, {"title-repeated"}),
    ],
)
def test_what_one_page_does_otherwise(changed: dict[str, str], expected: set[str]) -> None:
    assert {name for name, url in found(changed)} == expected


def test_a_site_map_that_does_not_exist() -> None:
    assert [name for name, url in found({}, gone=("/plan/",))] == ["site-map-absent"]


def test_pages_that_know_nothing_of_one_another_are_no_site() -> None:
    alone = {url: html(url, top="", search="", bottom="", skip="") for url in ("/x.html", "/y.html")}
    assert found(alone, gone=tuple(SITE)) == []


def test_a_redirect_is_not_looked_at() -> None:
    page = (
        '<!DOCTYPE html><html lang="fr"><head><meta http-equiv="refresh" content="0; url=/a/"></head></html>'
    )
    assert found({"/vieux/": page}) == []
