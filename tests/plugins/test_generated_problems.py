"""Wrong options of the plugins that make pages: told with their place, never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from proactive_ssg.build import build
from proactive_ssg.config import load_config
from proactive_ssg.content.defaults import FrontMatterDefaults
from proactive_ssg.content.reader import read_site
from proactive_ssg.errors import Diagnostics
from proactive_ssg.extensions.loading import load_extensions
from proactive_ssg.extensions.phases import complete
from proactive_ssg.model.site import Site
from proactive_ssg.plugins import CATALOGUE

MakeSite = Callable[[Mapping[str, str]], Path]
POST = {"_posts/2024-01-01-a.md": "---\ntags: [x]\n---\na\n"}
LISTS = {"index.html": "---\npagination: {enabled: true}\n---\n"}


@pytest.fixture
def generated(make_site: MakeSite) -> Callable[..., tuple[Site, Diagnostics]]:
    """The site of these files with what its plugin adds, and what is wrong."""

    def generate(plugin: str, settings: str, files: Mapping[str, str]) -> tuple[Site, Diagnostics]:
        text = f"plugins: [{plugin}]\n{settings}\n"
        config = load_config(make_site({"_config.yml": text, **POST, **files}), environ={})
        diagnostics = Diagnostics(list(config.warnings))
        registry = load_extensions(config, diagnostics, CATALOGUE)
        site = read_site(config, diagnostics)
        return complete(site, registry, FrontMatterDefaults.of(config).values), diagnostics

    return generate


IN_CONFIG = [
    ("jekyll-feed", "feed: true", 2, "`feed` must be a mapping"),
    ("jekyll-feed", "feed:\n  posts_limit: many", 3, "`feed.posts_limit` must be a whole number"),
    ("jekyll-feed", "feed:\n  path: [a]", 3, "`feed.path` must be a text"),
    ("jekyll-feed", "feed:\n  categories: news", 3, "`feed.categories` must be a list"),
    ("jekyll-feed", "feed:\n  categories:\n    - 1", 4, "`feed.categories.0` must be a text"),
    ("jekyll-feed", "feed:\n  collections: [posts,\n    nope]", 4, "collection 'nope'"),
    ("jekyll-feed", "feed:\n  collections:\n    nope: {path: x.xml}", 4, "collection 'nope'"),
    ("jekyll-feed", "feed:\n  collections:\n    posts: [a]", 4, "`feed.collections.posts` must be"),
    ("jekyll-feed", "feed:\n  collections: 3", 3, "`feed.collections` must be"),
    ("jekyll-feed", "feed:\n  tags: [x]", 3, "`feed.tags` must be a mapping"),
    ("jekyll-feed", "feed:\n  tags:\n    only: x", 4, "`feed.tags.only` must be a list"),
    ("jekyll-feed", "feed:\n  path: ../../out.xml", 3, "leads out of the site"),
    ("jekyll-archives", "jekyll-archives: [year]", 2, "`jekyll-archives` must be a mapping"),
    ("jekyll-archives", "jekyll-archives:\n  enabled: year", 3, "`jekyll-archives.enabled` is 'year'"),
    ("jekyll-archives", "jekyll-archives:\n  enabled:\n    - years", 3, "no archives of 'years'"),
    ("jekyll-archives", "jekyll-archives:\n  enabled: all\n  slug_mode: x", 4, "no way 'x'"),
    (
        "jekyll-archives",
        "jekyll-archives:\n  enabled: all\n  permalinks:\n    tag: /../../:name",
        5,
        "leads out of the site",
    ),
    ("jekyll-paginate", "paginate: many", 2, "`paginate` must be a whole number"),
    ("jekyll-paginate", "paginate: 0", 2, "`paginate` must be a whole number"),
    ("jekyll-paginate", "paginate: 1\npaginate_path: /page", 3, "no `:num`"),
    ("jekyll-paginate-v2", "pagination: true", 2, "`pagination` must be a mapping"),
    ("jekyll-paginate-v2", "pagination:\n  per_page: 0", 3, "`pagination.per_page` must be a whole number"),
    ("jekyll-paginate-v2", "pagination:\n  permalink: 3", 3, "`pagination.permalink` must be a text"),
    ("jekyll-paginate-v2", "pagination:\n  trail: 3", 3, "`pagination.trail` must be a mapping"),
    ("jekyll-paginate-v2", "pagination: {enabled: true}\npaginate: 5", 3, "jekyll-paginate-v2 does not"),
    ("jekyll-paginate-v2", "autopages: 3", 2, "`autopages` must be a mapping"),
    (
        "jekyll-paginate-v2",
        "autopages:\n  enabled: true\n  tags:\n    layouts: tag.html",
        4,
        "`autopages.tags.layouts` must be a list",
    ),
    (
        "jekyll-paginate-v2",
        "autopages:\n  enabled: true\n  tags:\n    layouts: [no.html]",
        4,
        "no layout 'no.html'",
    ),
    (
        "jekyll-paginate-v2",
        "autopages:\n  enabled: true\n  tags:\n    layouts: [../_config.yml]",
        4,
        "no layout '../_config.yml'",
    ),
]


@pytest.mark.parametrize(("plugin", "settings", "line", "said"), IN_CONFIG)
def test_a_wrong_option_is_told_at_its_line(
    plugin: str, settings: str, line: int, said: str, generated: Callable[..., tuple[Site, Diagnostics]]
) -> None:
    _site, diagnostics = generated(plugin, settings, LISTS)
    found = [item for item in diagnostics.items if said in item.message]
    assert len(found) == 1, diagnostics.items
    assert found[0].path is not None
    assert (found[0].path.name, found[0].line) == ("_config.yml", line)
    assert found[0].hint
    assert not [item for item in diagnostics.items if item.code == "plugin-error"]


IN_PAGES = [
    ("jekyll-redirect-from", "redirect_from: 3", "`redirect_from` holds 3"),
    ("jekyll-redirect-from", "redirect_from: [/a, {b: c}]", "`redirect_from` holds {'b': 'c'}"),
    ("jekyll-redirect-from", "redirect_from: /../../x", "leads out of the site"),
    ("jekyll-redirect-from", "redirect_to: [[a]]", "`redirect_to` holds ['a']"),
    ("jekyll-paginate-v2", "pagination: {enabled: true, per_page: x}", "`pagination.per_page` must be"),
    ("jekyll-paginate-v2", "pagination: {enabled: true, sort_field: mixed}", "cannot be sorted by 'mixed'"),
    ("jekyll-paginate-v2", "pagination: {enabled: true, collection: nope}", "no collection 'nope'"),
    ("jekyll-paginate-v2", "pagination: {enabled: true, tag: {a: b}}", "`pagination.tag` must be a name"),
    ("jekyll-paginate-v2", "pagination: {enabled: true, permalink: ../../../x}", "leads out of the site"),
]


@pytest.mark.parametrize(("plugin", "front_matter", "said"), IN_PAGES)
def test_a_wrong_value_in_front_matter_is_told_at_its_line(
    plugin: str, front_matter: str, said: str, generated: Callable[..., tuple[Site, Diagnostics]]
) -> None:
    files = {
        "index.html": f"---\ntitle: x\n{front_matter}\n---\n",
        "_posts/2024-01-02-b.md": "---\nmixed: 1\n---\n",
        "_posts/2024-01-03-c.md": "---\nmixed: one\n---\n",
    }
    settings = "pagination: {enabled: true, per_page: 1}" if "paginate" in plugin else ""
    _site, diagnostics = generated(plugin, settings, files)
    found = [item for item in diagnostics.items if said in item.message]
    assert len(found) == 1, diagnostics.items
    assert found[0].path is not None
    assert (found[0].path.name, found[0].line) == ("index.html", 3)
    assert found[0].hint
    assert not [item for item in diagnostics.items if item.code == "plugin-error"]


def test_a_template_with_a_permalink_is_told_and_its_pages_are_made(
    generated: Callable[..., tuple[Site, Diagnostics]],
) -> None:
    files = {
        "index.html": "---\npermalink: /blog/\n---\n",
        "_posts/2024-01-02-b.md": "---\n---\n",
    }
    site, diagnostics = generated("jekyll-paginate", "paginate: 1", files)
    assert [page.url for page in site.pages] == ["/blog/", "/page2/"]
    assert [(item.code, item.line) for item in diagnostics.items] == [("paginate", 2)]


def test_pagination_without_a_template_is_a_warning(
    generated: Callable[..., tuple[Site, Diagnostics]],
) -> None:
    _site, diagnostics = generated("jekyll-paginate-v2", "pagination: {enabled: true}", {})
    assert [(str(item.severity), item.line) for item in diagnostics.items] == [("warning", 2)]


def test_what_is_right_is_made_though_another_feed_is_wrong(
    generated: Callable[..., tuple[Site, Diagnostics]],
) -> None:
    site, diagnostics = generated("jekyll-feed", "feed:\n  collections: [nope]", {})
    assert [page.url for page in site.pages] == ["/feed.xml"]
    assert diagnostics.errors == 1


@pytest.mark.parametrize(
    "settings",
    [
        "plugins: [jekyll-paginate]\npaginate: 1",
        "plugins: [jekyll-paginate-v2]\npagination: {enabled: true, per_page: 1}",
    ],
)
def test_a_fault_in_the_template_of_pages_is_told_once_at_its_line(
    settings: str, make_site: MakeSite
) -> None:
    files = {
        "_config.yml": settings,
        "index.html": "---\npagination: {enabled: true}\n---\nfine\n{% include nope.html %}\n",
        **POST,
        "_posts/2024-01-02-b.md": "---\n---\n",
    }
    result = build(load_config(make_site(files), environ={}))
    found = [(item.path and item.path.name, item.line) for item in result.diagnostics.items]
    assert found == [("index.html", 5)]
    assert not result.published
