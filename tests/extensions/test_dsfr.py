"""The theme ``dsfr``, with the user's own copy of the State's design system (here: files of its names)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from html_outline import Outline
from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config

ROOT = Path(__file__).parents[2]
THEME = ROOT / "src/proactive_ssg/themes/dsfr/layouts"
FILES = {
    "content/index.md": "---\nlayout: home\ntitle: Accueil\n---\nBonjour.\n",
    "content/aides/logement.md": "---\nlayout: rgaa\ntitle: Logement\ntags: [Un]\n---\n## Qui ?\n",
    "content/aides/index.md": "---\nlayout: page\ntitle: Aides\n---\n",
    "content/_posts/2024-01-01-a.md": "---\nlayout: post\ntitle: A\n---\n",
    "content/_posts/2024-01-02-b.md": "---\nlayout: post\ntitle: B\n---\n",
    "content/actualites.md": "---\nlayout: list\ntitle: Actualités\n---\n",
    "content/404.html": "---\nlayout: '404'\npermalink: /404.html\ntitle: Introuvable\n---\n",
}
CONFIG = """\
title: Essai
lang: fr
source: content
theme: dsfr
permalink: pretty
menu: [{title: Accueil, url: /}, {title: Aides, url: /aides/}]
search: {url: /recherche/}
footer_menu: [{title: Mentions légales, url: /aides/}]
site_map: true
"""
COPY = ("dsfr.min.css", "dsfr.module.min.js", "fonts/Marianne.woff2", "utility/utility.min.css")
NOT_LOADED = ("dsfr.css", "dsfr.min.css.map", "component/x.min.css", "utility/utility.css")


def made(root: Path, config: str, copy: str = "") -> BuildResult:
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name in (*COPY, *NOT_LOADED) if copy else ():
        (root / copy / name).parent.mkdir(parents=True, exist_ok=True)
        (root / copy / name).write_text("/**/", encoding="utf-8")
    (root / "_config.yml").write_text(CONFIG + config, encoding="utf-8")
    return build(load_config(root))


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        ("dsfr", "dsfr"),
        ("dsfr", "./dsfr/"),
        ("node_modules/@gouvfr/dsfr/dist", "node_modules/@gouvfr/dsfr"),
        ("content/dsfr", "content/dsfr"),
    ],
)
def test_the_copy_is_published_once_and_only_what_pages_load(tmp_path: Path, copy: str, said: str) -> None:
    result = made(tmp_path, f"dsfr: {{path: {said}}}\n", copy)
    assert [str(item) for item in result.diagnostics.items] == []
    assert result.published
    site = tmp_path / "_site"
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix != ".html"}
    assert {name for name in found if (site / name).is_file()} == {
        "assets/css/editors.css",
        *(f"assets/dsfr/{name}" for name in COPY),
    }
    page = Outline.of(site / "index.html")
    assert [node.get("href") for node in page.all("link") if node.get("rel") == "stylesheet"] == [
        "/assets/dsfr/dsfr.min.css",
        "/assets/dsfr/utility/utility.min.css",
        "/assets/css/editors.css",
    ]
    assert [node.get("src") for node in page.all("script")] == ["/assets/dsfr/dsfr.module.min.js"]


@pytest.mark.parametrize("config", ["", "dsfr: {path: nowhere}\n", "dsfr: {path: 3}\n", "dsfr: here\n"])
def test_without_a_copy_nothing_is_published_and_one_error_says_why(tmp_path: Path, config: str) -> None:
    result = made(tmp_path, config)
    assert not result.published
    (error,) = result.diagnostics.items
    assert error.is_error
    assert error.code == "dsfr-option"
    assert error.hint
    assert error.line == (CONFIG.count("\n") + 1 if config else error.line)


def test_a_copy_outside_the_site_is_looked_at_by_every_build(tmp_path: Path) -> None:
    root = tmp_path / "site"
    config = "dsfr: {path: ../copy}\n"
    assert made(root, config, "../copy").published
    (tmp_path / "copy/fonts/New.woff2").write_text("new")
    assert build(load_config(root)).published
    assert (root / "_site/assets/dsfr/fonts/New.woff2").is_file()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("dsfr")
    assert made(root, "dsfr: {path: dsfr}\n", "dsfr").published
    return root / "_site"


PAGES = (
    "index",
    "aides/index",
    "aides/logement/index",
    "2024/01/02/b/index",
    "actualites/index",
    "404",
    "plan-du-site/index",
)


@pytest.mark.parametrize("name", PAGES)
class TestPages:
    @pytest.fixture
    def page(self, site: Path, name: str) -> Outline:
        return Outline.of(site / f"{name}.html")

    def test_has_the_landmarks_of_our_own_layouts(self, page: Outline) -> None:
        assert page.unbalanced == []
        assert len(page.all("h1")) == 1
        for tag, role in (("header", "banner"), ("main", "main"), ("footer", "contentinfo")):
            assert [node.get("role") for node in page.all(tag)] == [role]
        assert all(nav.get("role") == "navigation" for nav in page.all("nav"))
        labels = [nav.get("aria-label") for nav in page.all("nav")]
        assert labels[:2] == ["Accès rapide", "Menu principal"]
        assert len(labels) == len(set(labels))
        assert len(page.having(role="search")) == 1
        assert "Accessibilité : non conforme" in page.all("footer")[0].text
        ids = [node.get("id") for node in page.nodes if "id" in node.attributes]
        assert len(ids) == len(set(ids))

    def test_skip_links_come_first_and_lead_somewhere(self, page: Outline) -> None:
        links = page.all("a")[:4]
        assert len(links) == 4
        for link in links:
            (target,) = page.having(id=link.get("href")[1:])
            assert target.get("tabindex") == "-1"

    def test_buttons_name_what_they_open(self, page: Outline) -> None:
        for button in (node for node in page.all("button") if node.get("aria-controls")):
            assert page.having(id=button.get("aria-controls"))


def test_what_both_sets_of_layouts_read_they_read_alike() -> None:
    """These macros are in both, to the letter: a theme is complete by itself."""

    def macros(path: Path) -> dict[str, str]:
        text = (path / "partials/macros.html").read_text(encoding="utf-8")
        found = re.findall(r"^\{% macro (\w+)\(.*?\{% endmacro %\}$", text, re.M | re.S)
        bodies = re.findall(r"^\{% macro \w+\(.*?\{% endmacro %\}$", text, re.M | re.S)
        return dict(zip(found, bodies, strict=True))

    ours, theirs = macros(ROOT / "layouts"), macros(THEME)
    for name in ("plain", "blocks", "picture_url", "day"):
        assert ours[name] == theirs[name]
