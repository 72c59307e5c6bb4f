"""SiteBuilder: a site that may still change, and the frozen one that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from proactive_ssg.config import load_config
from proactive_ssg.content.defaults import FrontMatterDefaults
from proactive_ssg.content.reader import read_site
from proactive_ssg.errors import Diagnostics
from proactive_ssg.model.builder import CollectionBuilder, SiteBuilder
from proactive_ssg.model.page import Page

FILES = {
    "_config.yml": (
        "collections: {services: {output: true}}\n"
        "defaults:\n"
        "- {scope: {path: '', type: pages}, values: {layout: page, list: [a]}}\n"
        "- {scope: {path: img}, values: {image: true}}\n"
    ),
    "index.md": "---\ntitle: Home\n---\nHome.\n",
    "img/a.png": "png",
    "_services/aide.md": "---\ntitle: Aide\n---\nAide.\n",
    "_posts/2026-01-02-news.md": "---\ntitle: News\n---\nNews.\n",
}


@pytest.fixture
def builder(tmp_path: Path) -> SiteBuilder:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    config = load_config(tmp_path, environ={})
    site = read_site(config, Diagnostics())
    return SiteBuilder.of(site, defaults=FrontMatterDefaults.of(config).values)


@pytest.mark.parametrize(
    ("path", "permalink", "url", "output"),
    [
        ("feed.xml", None, "/feed.xml", "feed.xml"),
        ("tags/eau.md", None, "/tags/eau.html", "tags/eau.html"),
        ("tags/index.html", None, "/tags/", "tags/index.html"),
        ("/api/x.json", None, "/api/x.json", "api/x.json"),
        ("a.html", "/b/", "/b/", "b/index.html"),
        ("a.html", "/équipe.html", "/équipe.html", "équipe.html"),
        ("dir/équipe.md", None, "/dir/%C3%A9quipe.html", "dir/équipe.html"),
        ("style.scss", None, "/style.css", "style.css"),
    ],
)
def test_an_added_page_has_the_place_of_a_file_there(
    builder: SiteBuilder, path: str, permalink: str | None, url: str, output: str
) -> None:
    page = builder.add_page(path, permalink=permalink, body="text")
    assert (page.url, str(page.output_path)) == (url, output)
    assert page.generated
    assert builder.pages[-1] is page
    assert builder.freeze().pages[-1] is page


def test_added_pages_have_the_defaults_of_the_configuration_under_their_own_data(
    builder: SiteBuilder,
) -> None:
    page = builder.add_page("a.md", data={"title": "A"})
    assert page.data == {"layout": "page", "list": ["a"], "title": "A"}
    assert builder.add_page("b.xml", data={"layout": None}).data["layout"] is None


def test_problems_of_an_added_page_can_name_the_file_it_is_made_of(builder: SiteBuilder) -> None:
    origin = builder.pages[0]
    page = builder.add_page("page2/index.html", body=origin.body, origin=origin)
    assert (page.path, page.front_matter) == (origin.path, origin.front_matter)
    assert page.relative_path == PurePosixPath("page2/index.html")


@pytest.mark.parametrize(
    ("permalink", "message"), [("/../../x/", "leads out of the site"), ("/a\0b", "NUL character")]
)
def test_no_page_is_added_outside_the_site(builder: SiteBuilder, permalink: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        builder.add_page("a.md", permalink=permalink)
    assert [str(page.relative_path) for page in builder.pages] == ["index.md"]


def test_front_matter_of_one_page_or_file_is_changed_alone(builder: SiteBuilder) -> None:
    first, second = builder.add_page("a.md"), builder.add_page("b.md")
    first.data["title"] = "changed"  # type: ignore[index]
    builder.static_files[0].data["image"] = False  # type: ignore[index]
    assert "title" not in second.data
    assert "title" not in builder.add_page("c.md").data
    builder.pages[0].data["title"] = "Other"  # type: ignore[index]
    assert builder.pages[0].front_matter.data["title"] == "Home"
    assert builder.freeze().pages[0].data["title"] == "Other"


def test_move_gives_another_place(builder: SiteBuilder) -> None:
    moved = builder.move(builder.pages[0], "/accueil/")
    assert (moved.url, str(moved.output_path)) == ("/accueil/", "accueil/index.html")
    assert moved.data["permalink"] == "/accueil/"
    assert builder.pages == [moved]


def test_a_permalink_set_in_the_data_moves_the_page(builder: SiteBuilder) -> None:
    builder.pages[0].data["permalink"] = "/accueil/"
    builder.posts[0].data["permalink"] = "/:year/:slug/"
    made = builder.add_page("x.md", permalink="/y/")
    site = builder.freeze()
    assert [page.url for page in site.rendered_pages()] == [
        "/accueil/",
        "/y/",
        "/2026/news/",
        "/services/aide.html",
    ]
    assert str(site.posts[0].output_path) == "2026/news/index.html"
    assert site.pages[1] is made


def test_replace_works_in_collections_too_and_only_on_what_is_there(builder: SiteBuilder) -> None:
    service = builder.collections["services"].documents[0]
    changed = builder.replace(service, body="Other.")
    assert builder.collections["services"].documents == [changed]
    assert changed.body == "Other."
    with pytest.raises(ValueError, match=r"_services/aide\.md is no page of this site"):
        builder.replace(service, body="again")


def test_collections_and_variables_reach_the_site(builder: SiteBuilder) -> None:
    builder.collections["services"].documents.clear()
    builder.collections["more"] = CollectionBuilder("more", output=False)
    builder.data["extra"] = [1]
    builder.variables["github"] = {"name": "x"}
    site = builder.freeze()
    assert site.collections["services"].documents == ()
    assert not site.collections["more"].output
    assert site.data["extra"] == [1]
    assert site.variables == {"github": {"name": "x"}}
    assert [post.title for post in builder.posts] == ["News"]


def test_what_is_changed_after_freeze_is_not_in_the_site(builder: SiteBuilder) -> None:
    site = builder.freeze()
    builder.add_page("late.md")
    builder.static_files.clear()
    assert len(site.pages) == 1
    assert [str(file.relative_path) for file in site.static_files] == ["img/a.png"]


def test_whoever_listens_is_told_of_added_pages(builder: SiteBuilder) -> None:
    told: list[Page] = []
    listen: Callable[[Page], None] = told.append
    heard = SiteBuilder.of(builder.freeze(), added=listen)
    assert told == []
    assert told == [heard.add_page("x.md")]
