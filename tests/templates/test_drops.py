"""What site and page are inside a template."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest
from template_site import PARIS, FakeContents, make_page, make_post, make_site

from proactive_ssg.liquid.filters.arrays import size
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.templates.jinja_drops import names_of
from proactive_ssg.templates.site_drops import SiteDrops


def test_a_page_shows_its_front_matter_and_what_the_site_adds() -> None:
    contents = FakeContents()
    page = make_page(
        "services/aide.md", "Text", **{"chapeau-text": "Lead", "une": {"image": "/a.png"}, "tag": "x y"}
    )
    drop = SiteDrops(make_site(page, lang="fr"), contents, jinja=True).page(page)
    assert drop["chapeau-text"] == "Lead"
    assert drop["une"]["image"] == "/a.png"
    shown = {key: drop[key] for key in ("url", "path", "name", "dir", "title", "lang", "tags", "excerpt")}
    assert shown == {
        "url": "/services/aide/", "path": "services/aide.md", "name": "aide.md", "dir": "/services/aide/",
        "title": None, "lang": "fr", "tags": ["x y"], "excerpt": None,
    }  # fmt: skip
    assert contents.asked == []
    assert drop["content"] == "<p>Text</p>\n"
    assert drop["content"].__html__() == "<p>Text</p>\n"
    assert set(contents.asked) == {page.url}
    assert set(drop) >= {"chapeau-text", "une", "url", "notes"}
    assert len(drop) == len(set(drop)) == len(list(drop))
    assert "lang" in drop
    assert "nothing" not in drop
    with pytest.raises(KeyError):
        drop["nothing"]


def test_front_matter_says_the_language_and_the_excerpt() -> None:
    page = make_page(lang="en", excerpt="Short")
    drop = SiteDrops(make_site(page, lang="fr"), FakeContents(), jinja=True).page(page)
    assert (drop["lang"], drop["excerpt"]) == ("en", "Short")


def test_posts_know_their_neighbours() -> None:
    posts = tuple(make_post(name, day) for name, day in (("third", 3), ("second", 2), ("first", 1)))
    drops = SiteDrops(make_site(posts=posts), FakeContents(), jinja=True)
    second = drops.page(posts[1])
    assert (second["next"]["slug"], second["previous"]["slug"]) == ("third", "first")
    assert drops.page(posts[0])["next"] is None
    assert drops.page(posts[2])["previous"] is None
    assert second["next"] is drops.site["posts"][0]
    assert second["date"] == datetime(2024, 1, 2, 12, tzinfo=PARIS)
    assert second["id"] == "/posts/second"
    assert second["excerpt"] == "<p>Text </p>\n"
    assert (second["collection"], second["slug"]) == ("posts", "second")


def test_other_collections_go_forward() -> None:
    drops = SiteDrops(make_site(), FakeContents(), jinja=True)
    first, second = drops.site["services"]
    assert first["next"] is second
    assert second["previous"] is first
    assert (first["previous"], second["next"]) == (None, None)


def test_the_site_shows_everything() -> None:
    posts = (make_post("b", 2, tags=["x", "y"]), make_post("a", 1, tags=["x"], categories=["c"]))
    page, asset = make_page(), make_page("feed.xml")
    asset = type(asset)(
        asset.path, asset.relative_path, asset.front_matter, {}, "", "/feed.xml", PurePosixPath("feed.xml")
    )
    settings = {"menu": [1], "title": "from the file", "config": {"secret": 1}}
    site = make_site(page, asset, posts=posts, title="T", url="https://e.fr", lang="fr", settings=settings)
    shown = SiteDrops(site, FakeContents(), jinja=True).site
    assert (shown["title"], shown["url"], shown["lang"], shown["menu"]) == ("T", "https://e.fr", "fr", [1])
    assert shown["config"] is None
    assert shown["time"] == site.time
    assert [item["url"] for item in shown["pages"]] == ["/a/", "/feed.xml"]
    assert [item["url"] for item in shown["html_pages"]] == ["/a/"]
    assert [item["slug"] for item in shown["posts"]] == ["b", "a"]
    assert [item["slug"] for item in shown["services"]] == ["first", "second"]
    assert len(shown["documents"]) == 4
    assert {tag: [post["slug"] for post in found] for tag, found in shown["tags"].items()} == {
        "x": ["b", "a"], "y": ["b"],
    }  # fmt: skip
    assert list(shown["categories"]) == ["c"]
    assert [found["label"] for found in shown["collections"]] == ["posts", "services"]
    assert shown["collections"][1]["permalink"] == "/services/:title/"
    assert shown["collections"][1]["docs"] is shown["services"]
    assert shown["data"]["nav"][0]["name"] == "One"
    assert "services" in shown
    assert "nothing" not in shown


def test_static_files_show_themselves(tmp_path: Path) -> None:
    path = PurePosixPath("uploads/a b.html")
    file = StaticFile(tmp_path / "a b.html", path, f"/{path}", path, 86_400.0, {"image": True})
    site = make_site()
    shown = SiteDrops(
        type(site)(site.config, site.time, static_files=(file,)), FakeContents(), jinja=True
    ).site
    drop = shown["static_files"][0]
    assert (drop["path"], drop["name"], drop["basename"], drop["extname"]) == (
        "/uploads/a b.html", "a b.html", "a b", ".html",
    )  # fmt: skip
    assert drop["modified_time"] == datetime(1970, 1, 2, tzinfo=UTC)
    assert drop["image"] is True
    assert shown["html_files"] == [drop]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"tags": ["a", "b c"]}, ["a", "b c"]),
        ({"tags": "a b"}, ["a", "b"]),
        ({"tag": "a b"}, ["a b"]),
        ({"tag": ["a", None, 3]}, ["a", "3"]),
        ({"tags": 2024}, ["2024"]),
        ({"tags": None}, []),
        ({}, []),
    ],
)
def test_names_as_jekyll_reads_them(data: dict[str, object], expected: list[str]) -> None:
    assert names_of(data, "tag", "tags") == expected


def test_a_post_has_no_size_for_liquid_and_a_page_that_of_its_hash() -> None:
    page, post = make_page(), make_post("first", 1)
    drops = SiteDrops(make_site(page, posts=(post,)), FakeContents())
    assert size(drops.page(post)) == 0
    assert size(drops.page(page)) == len(drops.page(page)) > 0
