"""The site map and the accessibility declaration that a site asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from html_outline import Outline
from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config

URLS = "{{ site.required_pages.site_map.url }} {{ site.required_pages.accessibility.url }}"
LAYOUT = f"<nav>{URLS}</nav>{{{{ content }}}}"


def made(root: Path, config: str, pages: dict[str, str]) -> BuildResult:
    files = {f"content/{name}": f"---\n{text}\n---\n" for name, text in pages.items()}
    files |= {"layouts/page.html": LAYOUT, "_config.yml": f"permalink: pretty\ntitle: Essai\n{config}\n"}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return build(load_config(root))


def tree(page: Outline) -> list[tuple[int, str, str]]:
    """Depth, address and title of every link."""
    return [(node.parents.count("ul"), node.get("href"), node.text) for node in page.all("a")]


PAGES = {
    "index.md": "title: Accueil",
    "aide.md": "title: Éducation",
    "b.md": "title: Zoo & <b>",
    "contact.md": "title: Contact",
    "nouvelles.md": "title: Nouvelles",
    "hors.md": "title: Hors du plan\nsitemap: false",
    "sans-titre.md": "x: 1",
    "404.html": "title: Introuvable\npermalink: /404.html",
    "flux.xml": "title: Flux",
    "_posts/2024-01-01-un.md": "title: Un",
    "_posts/2024-01-02-deux.md": "title: Deux",
    "_posts/2024-01-03-non.md": "title: Non\nsitemap: false",
    "_aides/a.md": "title: Aide A",
    "_notes/n.md": "title: Note",
}
MORE = """
lang: fr
baseurl: /base
site_map: true
menu: [{title: Contact, url: /contact/}, {title: Nouvelles, url: /nouvelles/}]
collections:
  posts: {permalink: "/nouvelles/:title/"}
  aides: {output: true, permalink: "/aides/:title/", title: Nos aides}
  notes: {}
"""


def test_the_site_map_is_a_tree_in_groups(tmp_path: Path) -> None:
    result = made(tmp_path, MORE, PAGES)
    assert [str(item) for item in result.diagnostics.items] == []
    page = Outline.of(tmp_path / "_site/plan-du-site/index.html")
    found = [entry for entry in tree(page) if "plan-du-site" not in entry[1]]
    assert found == [
        (1, "/base/", "Accueil"),
        (1, "/base/contact/", "Contact"),
        (1, "/base/nouvelles/", "Nouvelles"),
        (2, "/base/nouvelles/deux/", "Deux"),
        (2, "/base/nouvelles/un/", "Un"),
        (1, "/base/aide/", "Éducation"),
        (1, "/base/b/", "Zoo & <b>"),
        (1, "/base/aides/a/", "Aide A"),
    ]
    assert [node.text for node in page.all("h2")] == ["Pages", "Nos aides"]
    (own,) = [node for node in page.all("a") if node.get("aria-current")]
    assert own.get("href") == "/base/plan-du-site/"
    assert page.unbalanced == []
    assert "/plan-du-site/" in page.all("nav")[0].text


def test_a_new_title_is_in_the_site_map_of_the_next_build(tmp_path: Path) -> None:
    made(tmp_path, MORE, PAGES)
    made(tmp_path, MORE, {"b.md": "title: Nouveau"})
    page = Outline.of(tmp_path / "_site/plan-du-site/index.html")
    assert "Nouveau" in [title for _depth, _url, title in tree(page)]


@pytest.mark.parametrize(
    ("config", "address"),
    [
        ("site_map: true", "site-map/index.html"),
        ("lang: fr\nsite_map: true", "plan-du-site/index.html"),
        ("site_map: {url: /plan/, title: Tout}", "plan/index.html"),
        ("site_map: {url: plan.html}", "plan.html"),
        ("accessibility: {declaration: true, contact: a@b.fr, date: 2024-01-31}", "accessibility/index.html"),
        (
            "lang: fr-FR\naccessibility: {declaration: true, contact: a@b.fr, date: 2024-01-31}",
            "accessibilite/index.html",
        ),
    ],
)
def test_addresses(tmp_path: Path, config: str, address: str) -> None:
    result = made(tmp_path, config, {"index.md": "title: A"})
    assert [str(item) for item in result.diagnostics.items] == []
    assert (tmp_path / "_site" / address).is_file()
    assert sum(1 for _path in (tmp_path / "_site").rglob("*.html")) == 2


@pytest.mark.parametrize("own", ["plan.md", "plan/index.md", "_posts/2024-01-01-plan.md"])
def test_a_page_of_the_site_at_the_address_wins(tmp_path: Path, own: str) -> None:
    config = "site_map: {url: /plan/}\ncollections: {posts: {permalink: '/:title/'}}"
    result = made(tmp_path, config, {own: "title: Le mien\nlayout: page"})
    assert [str(item) for item in result.diagnostics.items] == []
    page = Outline.of(tmp_path / "_site/plan/index.html")
    assert page.all("ul") == []
    assert page.all("nav")[0].text == "/plan/"


def test_nobody_asked(tmp_path: Path) -> None:
    made(tmp_path, "accessibility: {status: non-compliant, repair: true}", {"index.md": "title: A"})
    assert [path.name for path in (tmp_path / "_site").rglob("*.html")] == ["index.html"]


DECLARED = (
    "url: https://e.fr\naccessibility: {{declaration: true, date: 2024-01-31, contact: {contact}{more}}}"
)


def declared(root: Path, more: str = "", contact: str = "a@b.fr") -> tuple[Outline, list[str]]:
    more = f", {more}" if more else ""
    result = made(root, DECLARED.format(contact=contact, more=more), {"index.md": "title: A"})
    page = Outline.of(root / "_site/accessibility/index.html")
    return page, [item.message for item in result.diagnostics.items]


def text_of(page: Outline) -> str:
    return " ".join(node.text for node in page.nodes if node.tag in ("p", "li", "h2", "h3"))


def test_the_declaration_says_what_the_law_asks_for(tmp_path: Path) -> None:
    page, problems = declared(tmp_path)
    text = text_of(page)
    assert problems == []
    for wanted in (
        "Essai (https://e.fr)",
        "not compliant",
        "January 31, 2024",
        "a@b.fr",
        "Défenseur des droits",
        "75342 Paris CEDEX 07",
    ):
        assert wanted in text
    assert "not accessible" not in [node.text for node in page.all("h2")]


@pytest.mark.parametrize(
    ("more", "said", "warned"),
    [
        ("status: non-compliant", "not compliant", False),
        ("status: fully-compliant", "not compliant", True),
        ("status: fully-compliant, audit: true", "not compliant", True),
        ("status: fully-compliant, audit: {by: Nous}", "not compliant", True),
        ("status: conforme, audit: {date: 2024-01-01}", "not compliant", True),
        ("status: fully-compliant, audit: {date: 2024-01-01}", "fully compliant", False),
        ("status: partially-compliant, audit: {date: '2024-01-01', rate: 81.5}", "81.5% of", False),
        ("status: partially-compliant, audit: {date: 2024-01-01, by: Nous}", "by Nous", False),
    ],
)
def test_no_conformity_without_an_audit(tmp_path: Path, more: str, said: str, warned: bool) -> None:
    page, problems = declared(tmp_path, more)
    assert said in text_of(page)
    assert bool(problems) is warned


def test_what_the_configuration_lists_is_there(tmp_path: Path) -> None:
    lists = "not_accessible: {non_compliances: [Un tableau], exemptions: Deux, out_of_scope: []}, tools: [x]"
    page, _problems = declared(tmp_path, lists)
    items = [node.text for node in page.all("li")]
    assert {"Un tableau", "Deux", "x"} <= set(items)
    assert len(page.all("h3")) == 3


def test_the_report_of_the_audit_is_linked_with_format_and_size(tmp_path: Path) -> None:
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "r.pdf").write_bytes(b"%PDF" + b"x" * 2044)
    page, _problems = declared(tmp_path, "audit: {date: 2026-01-15, url: /uploads/r.pdf}")
    (link,) = (node for node in page.nodes if node.attributes.get("href") == "/uploads/r.pdf")
    assert link.text == "Read the report of the audit (PDF, 2 kB)"


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("a@b.fr", "mailto:a@b.fr"),
        ("/contact/", "/contact/"),
        ("{phone: 01 02 03 04 05}", "tel:0102030405"),
        ("{url: 'https://e.fr/c'}", "https://e.fr/c"),
    ],
)
def test_ways_to_write(tmp_path: Path, contact: str, href: str) -> None:
    page, _problems = declared(tmp_path, contact=contact)
    assert href in [node.get("href") for node in page.all("a")]


def test_what_a_declaration_cannot_do_without_is_told(tmp_path: Path) -> None:
    result = made(tmp_path, "accessibility: {declaration: true}", {"index.md": "title: A"})
    assert result.published
    assert [item.code for item in result.diagnostics.items] == ["required-pages", "required-pages"]
    assert all(not item.is_error and item.hint for item in result.diagnostics.items)


@pytest.mark.parametrize(
    "config", ["site_map: yes please", "site_map: {url: [a]}", "accessibility: {declaration: true, url: [a]}"]
)
def test_options_of_the_wrong_type_are_told(tmp_path: Path, config: str) -> None:
    result = made(tmp_path, config, {"index.md": "title: A"})
    assert any(item.is_error and item.line for item in result.diagnostics.items)


def test_a_link_of_a_made_page_is_told_without_a_file_that_is_not_there(tmp_path: Path) -> None:
    config = DECLARED.format(contact="a@b.fr", more=", audit: {date: 2026-01-15, url: /none.pdf}")
    for _ in range(2):
        result = made(tmp_path, config, {"index.md": "title: A"})
        (item,) = result.diagnostics.items
        assert item.path is None
        assert (
            "/none.pdf is not in the site (in the page /accessibility/, which no file holds)" in item.message
        )
