"""Permalinks: Jekyll's rules case by case, and that no URL leads out of the destination."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proactive_ssg.config.defaults import DOCUMENT_PLACEHOLDERS, PERMALINK_STYLES
from proactive_ssg.model.permalink import (
    DocumentNames,
    PermalinkError,
    collection_template,
    document_url,
    escape_path,
    output_extension,
    output_path,
    page_url,
    static_url,
)

NAMES = DocumentNames(
    collection="posts",
    path="/sub/2021-01-03-Mon Été",
    basename="2021-01-03-Mon Été",
    slug="Mon Été",
    categories=["Un Deux", "é", "un deux"],
    date=datetime(2021, 1, 3, 4, 5, 6, tzinfo=UTC),
    output_ext=".html",
)
MARKDOWN = ("md", "markdown")


@pytest.mark.parametrize(
    ("template", "url"),
    [
        ("/:title", "/Mon-%C3%89t%C3%A9"),
        ("/:slug", "/mon-%C3%A9t%C3%A9"),
        ("/:name", "/2021-01-03-mon-%C3%A9t%C3%A9"),
        ("/:categories/x", "/un%20deux/%C3%A9/x"),
        ("/:slugified_categories/x", "/un-deux/%C3%A9/x"),
        ("/:collection:output_ext", "/posts.html"),
        ("/:path", "/sub/2021-01-03-Mon%20%C3%89t%C3%A9"),
        ("/:year/:short_year/:month/:i_month/:day/:i_day", "/2021/21/01/1/03/3"),
        ("/:hour/:minute/:second", "/04/05/06"),
        ("/:y_day/:w_year/:week/:w_day", "/003/2020/53/7"),
        ("/:short_day/:long_day/:short_month/:long_month", "/Sun/Sunday/Jan/January"),
        ("/:month_:day", "/01_03"),
        ("/W:week", "/W53"),
        (":title/", "/Mon-%C3%89t%C3%A9/"),
        ("//a///b", "/a/b"),
        ("/été/:day", "/été/03"),
    ],
)
def test_templates_of_documents(template: str, url: str) -> None:
    assert document_url(template, NAMES) == url


def test_every_placeholder_has_a_value() -> None:
    assert all(NAMES.value(name) for name in DOCUMENT_PLACEHOLDERS)


def test_a_placeholder_that_does_not_exist_is_named() -> None:
    with pytest.raises(PermalinkError, match=":nom"):
        document_url("/:title/:nom/", NAMES)


@pytest.mark.parametrize(
    ("style", "url"),
    [
        ("date", "/un%20deux/%C3%A9/2021/01/03/Mon-%C3%89t%C3%A9.html"),
        ("pretty", "/un%20deux/%C3%A9/2021/01/03/Mon-%C3%89t%C3%A9/"),
        ("ordinal", "/un%20deux/%C3%A9/2021/003/Mon-%C3%89t%C3%A9.html"),
        ("weekdate", "/un%20deux/%C3%A9/2021/W53/Sun/Mon-%C3%89t%C3%A9.html"),
        ("none", "/un%20deux/%C3%A9/Mon-%C3%89t%C3%A9.html"),
    ],
)
def test_styles(style: str, url: str) -> None:
    assert document_url(PERMALINK_STYLES[style], NAMES) == url


@pytest.mark.parametrize(
    ("folder", "name", "extension", "style", "permalink", "url"),
    [
        ("", "about", ".html", "date", None, "/about.html"),
        ("", "about", ".html", "pretty", None, "/about/"),
        ("", "about", ".html", "weekdate", None, "/about"),
        ("", "about", ".html", "/:year/:title", None, "/about"),
        ("", "about", ".html", "/:year/:title/", None, "/about/"),
        ("", "about", ".html", "/blog/:title:output_ext", None, "/about.html"),
        ("", "index", ".html", "date", None, "/"),
        ("sub/é", "index", ".html", "date", None, "/sub/%C3%A9/"),
        ("sub", "index", ".json", "pretty", None, "/sub/index.json"),
        ("sub", "feed", ".xml", "pretty", None, "/sub/feed.xml"),
        ("sub", "a b", ".html", "date", None, "/sub/a%20b.html"),
        ("sub", "a", ".html", "date", "/x/:basename/", "/x/a/"),
        ("sub", "a", ".html", "date", "/:path/x:output_ext", "/sub/x.html"),
        ("sub", "a", ".html", "date", "/x/:title", "/x/:title"),
        ("sub", "a", ".html", "date", "x y/é", "/x y/é"),
        ("sub", "a", ".html", "date", "/a/../b/./c..d/e./f", "/a/b/c/d/ef"),
    ],
)
def test_urls_of_pages(  # noqa: PLR0917
    folder: str, name: str, extension: str, style: str, permalink: str | None, url: str
) -> None:
    assert page_url(f"/{folder}", name, extension, style, permalink) == url


@pytest.mark.parametrize(
    ("extension", "permalink", "expected"),
    [
        (".md", None, ".html"),
        (".MD", None, ".html"),
        (".html", None, ".html"),
        (".xml", None, ".xml"),
        (".scss", None, ".css"),
        ("", None, ""),
        (".md", "/feed.xml", ".xml"),
        (".md", "/feed.xml/", ".html"),
        (".md", "/a.b/c", ".html"),
        (".md", "/.htaccess", ".html"),
    ],
)
def test_extensions(extension: str, permalink: str | None, expected: str) -> None:
    assert output_extension(extension, permalink, MARKDOWN) == expected


@pytest.mark.parametrize(
    ("url", "extension", "path"),
    [
        ("/", ".html", "index.html"),
        ("/a/", ".html", "a/index.html"),
        ("/a", ".html", "a.html"),
        ("/a.html", ".html", "a.html"),
        ("/a%20b/%C3%A9/", ".html", "a b/é/index.html"),
        ("/é", ".html", "é.html"),
        ("/100%25", "", "100%"),
        ("/a", "", "a"),
        ("/~a/", ".html", "~a/index.html"),
    ],
)
def test_outputs(url: str, extension: str, path: str) -> None:
    assert output_path(url, extension, f"index{extension}") == PurePosixPath(path)


@pytest.mark.parametrize(
    "permalink",
    ["/../x", "../x", "/a/../../x", "/%2e%2e/x", "/a/..%2f../x", "/..", "/%2E%2E", "a/b/../../../c.html"],
)
def test_a_permalink_that_leaves_the_destination_is_refused(permalink: str) -> None:
    with pytest.raises(PermalinkError, match="leads out"):
        output_path(page_url("/", "a", ".html", "date", permalink), ".html", "index.html")
    with pytest.raises(PermalinkError, match="leads out"):
        output_path(document_url(permalink, NAMES), ".html", "index.html")


@pytest.mark.parametrize("url", ["/%ff", "/a\0b", "/" + "x" * 300, "/" + "é" * 130, "/y" * 600, "/é/" * 500])
def test_urls_that_no_file_can_have(url: str) -> None:
    with pytest.raises(PermalinkError):
        output_path(url, ".html", "index.html")


pieces = [*"./%2eE5fab:~ é\\\0", "..", "%2e", "%2F", ":title", ":categories", ":path"]
permalinks = st.lists(st.sampled_from(pieces), max_size=14).map("".join)


@given(permalinks, st.sampled_from(["", ".html", ".xml"]))
def test_no_permalink_leads_out(permalink: str, extension: str) -> None:
    for make in (
        lambda: document_url(permalink, NAMES),
        lambda: page_url("/sub", "a", extension, "date", permalink),
    ):
        try:
            path = output_path(make(), extension, "index.html")
        except PermalinkError:
            continue
        assert not path.is_absolute()
        assert path.parts
        assert ".." not in path.parts
        assert "\0" not in str(path)


@given(st.text(max_size=20).filter(lambda text: "\0" not in text and "/" not in text and text.strip(".")))
def test_a_file_name_comes_back_from_its_url(name: str) -> None:
    url = f"/{escape_path(name)}"
    assert output_path(url, "", "index") == PurePosixPath(name)


def test_collections_without_permalink_follow_the_site() -> None:
    assert collection_template("date") == "/:collection/:path:output_ext"
    assert collection_template("pretty") == "/:collection/:path/"
    assert collection_template("/:year/:title") == "/:collection/:path"


@pytest.mark.parametrize(
    ("template", "url"),
    [
        ("/:collection/:path:output_ext", "/docs/sub/a.png"),
        ("/x/:path/", "/x/sub/a.png"),
        ("/x/:name/", "/x/a.png"),
        ("/x/:title/", "/docs/sub/a.png"),
    ],
)
def test_static_files_of_collections(template: str, url: str) -> None:
    assert static_url(template, "docs", "/sub/a", "a", ".png") == url
