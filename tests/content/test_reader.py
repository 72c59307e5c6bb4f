"""What of a source is read as what, and what is said about the rest."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from proactive_ssg.config import load_config
from proactive_ssg.content.collisions import written_last
from proactive_ssg.content.reader import read_site
from proactive_ssg.errors import Diagnostics
from proactive_ssg.model.site import Site

MakeSite = Callable[..., Path]
ReadSite = Callable[..., tuple[Site, Diagnostics]]

PAGE = "---\n---\nx\n"
NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


def codes(diagnostics: Diagnostics) -> list[tuple[str, str, int]]:
    return [(item.code, item.path.name if item.path else "", item.line) for item in diagnostics.items]


def pages(site: Site) -> list[str]:
    return [str(page.relative_path) for page in site.pages]


def files(site: Site) -> list[str]:
    return [str(file.output_path) for file in site.copied_files()]


def test_a_file_with_front_matter_is_a_page_and_any_other_a_static_file(read: ReadSite) -> None:
    site, diagnostics = read(
        {"a.md": PAGE, "b.txt": PAGE, "c.md": "text", "d.css": "x", "e.md": "", "f.bin": b"\0\xff"}
    )
    assert pages(site) == ["a.md", "b.txt"]
    assert files(site) == ["c.md", "d.css", "e.md", "f.bin"]
    assert diagnostics.items == []


def test_a_page_has_all_of_its_front_matter_and_its_body(read: ReadSite) -> None:
    text = "---\ntitle: T\nchapeau-text: C\nune:\n  image: /x.png\ntags: [a, b]\n---\n\nBody\n"
    site, _diagnostics = read({"services/aide.md": text})
    (page,) = site.pages
    assert page.data == {"title": "T", "chapeau-text": "C", "une": {"image": "/x.png"}, "tags": ["a", "b"]}
    assert (page.body, page.front_matter.end_line) == ("Body\n", 8)
    assert (page.url, str(page.output_path), page.title) == ("/services/aide.html", "services/aide.html", "T")


@pytest.mark.parametrize("layout", ["none", "null", "~", "false", "''", "nil"])
def test_a_page_without_layout(read: ReadSite, layout: str) -> None:
    config = "defaults: [{scope: {path: ''}, values: {layout: base}}]"
    site, _diagnostics = read({"_config.yml": config, "a.md": f"---\nlayout: {layout}\n---\n", "b.md": PAGE})
    assert [page.layout for page in site.pages] == [None, "base"]


def test_a_byte_order_mark_hides_front_matter_as_in_jekyll_and_is_said(read: ReadSite) -> None:
    site, diagnostics = read(
        {"a.md": "\ufeff---\ntitle: x\n---\n", "_posts/2024-01-01-b.md": "\ufeff---\ntitle: x\n---\nb"}
    )
    assert files(site) == ["a.md"]
    assert (site.posts[0].title, site.posts[0].body) == ("x", "b")
    assert codes(diagnostics) == [("front-matter-bom", "a.md", 1)]


def test_wrong_utf8_is_an_error_with_the_byte(read: ReadSite) -> None:
    content = b"---\ntitle: \xc3\xa9t\xe9\n---\n"
    site, diagnostics = read({"a.md": content, "b.md": PAGE})
    (found,) = diagnostics.items
    assert pages(site) == ["b.md"]
    assert (found.code, found.line, found.column) == ("encoding", 2, 10)
    assert "0xE9" in found.message
    assert str(content.index(b"\xe9")) in found.message
    assert "é" in found.hint
    assert found.source_line == "title: ét\ufffd"


def test_another_encoding_may_be_configured(read: ReadSite) -> None:
    site, _diagnostics = read(
        {"_config.yml": "encoding: iso-8859-1", "a.md": "---\ntitle: été\n---\n".encode("latin-1")}
    )
    assert site.pages[0].title == "été"


def test_every_wrong_file_is_reported(read: ReadSite) -> None:
    site, diagnostics = read(
        {
            "a.md": "---\ntitle: [\n---\n",
            "b.md": "---\ndate: 2023-02-31\n---\n",
            "c.md": b"---\n---\n\xff",
            "d.md": "---\npermalink: /../x\n---\n",
            "_posts/2024-01-01-e.md": "---\ndate: soon\n---\n",
            "_data/g.yml": "a: [",
            "ok.md": PAGE,
        },
        strict_front_matter=True,
    )
    assert pages(site) == ["ok.md"]
    assert codes(diagnostics) == [
        ("front-matter-yaml", "a.md", 2),
        ("front-matter-date", "b.md", 2),
        ("encoding", "c.md", 3),
        ("permalink", "d.md", 2),
        ("front-matter-date", "2024-01-01-e.md", 2),
        ("data-yaml", "g.yml", 1),
    ]
    assert all(item.is_error and item.hint for item in diagnostics.items)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_right_to_read_is_an_error(make_site: MakeSite) -> None:
    root = make_site({"a.md": PAGE, "b.md": PAGE})
    (root / "a.md").chmod(0)
    diagnostics = Diagnostics()
    site = read_site(load_config(root), diagnostics)
    assert (pages(site), codes(diagnostics)) == (["b.md"], [("unreadable-file", "a.md", 0)])


def test_a_file_that_cannot_be_opened_is_an_error(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site(
        {
            "a.md": PAGE,
            "b.md": PAGE,
            "_s/c.md": PAGE,
            "_posts/2024-01-01-d.md": PAGE,
            "_config.yml": "collections: [s]",
        }
    )
    real = os.open

    def refuse(path: str, *args: int) -> int:
        if str(path).endswith("b.md"):
            return real(path, *args)
        raise PermissionError(13, "Permission denied")

    config, diagnostics = load_config(root), Diagnostics()
    monkeypatch.setattr(os, "open", refuse)
    site = read_site(config, diagnostics)
    assert pages(site) == ["b.md"]
    names = ["_config.yml", "a.md", "2024-01-01-d.md", "c.md"]
    assert codes(diagnostics) == [("unreadable-file", name, 0) for name in names if name != "_config.yml"]
    assert "Permission denied" in diagnostics.items[0].message


def test_a_link_that_leads_nowhere_is_an_error(make_site: MakeSite) -> None:
    root = make_site({"a.md": PAGE})
    (root / "b.md").symlink_to("nothing.md")
    diagnostics = Diagnostics()
    read_site(load_config(root), diagnostics)
    assert codes(diagnostics) == [("unreadable-file", "b.md", 0)]


def test_links_may_lead_within_the_site_but_not_out_of_it(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site(
        {
            "a/x.md": PAGE,
            "_s/y.md": PAGE,
            "_config.yml": "collections: {s: {output: true}}",
            "_data/d.yml": "a",
        }
    )
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "z.md").write_text(PAGE)
    (root / "b").symlink_to("a")
    (root / "x2.md").symlink_to("a/x.md")
    (root / "out").symlink_to(secret)
    (root / "out.md").symlink_to(secret / "z.md")
    (root / "_s" / "out").symlink_to(secret)
    (root / "_data" / "out.yml").symlink_to(secret / "z.md")
    (root / "a" / "up").symlink_to("..")
    (root / "a" / "self").symlink_to(".")
    diagnostics = Diagnostics()
    site = read_site(load_config(root), diagnostics)
    assert sorted(pages(site)) == ["a/x.md", "b/x.md", "x2.md"]
    assert site.data == {"d": "a"}
    assert sorted(codes(diagnostics)) == [
        ("symlink-loop", "self", 0),
        ("symlink-loop", "self", 0),
        ("symlink-loop", "up", 0),
        ("symlink-loop", "up", 0),
        ("symlink-outside", "out", 0),
        ("symlink-outside", "out", 0),
        ("symlink-outside", "out.md", 0),
        ("symlink-outside", "out.yml", 0),
    ]


def test_links_that_lead_to_each_other_come_to_an_end(make_site: MakeSite) -> None:
    root = make_site({"a/x.md": PAGE, "b/y.md": PAGE})
    (root / "a" / "b").symlink_to("../b")
    (root / "b" / "a").symlink_to("../a")
    site = read_site(load_config(root), Diagnostics())
    assert {"a/x.md", "a/b/y.md", "b/y.md", "b/a/x.md"} <= set(pages(site))


def test_what_is_neither_file_nor_folder_is_left_out(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site({"a.md": PAGE})
    os.mkfifo(root / "pipe")
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        diagnostics = Diagnostics()
        site = read_site(load_config(root), diagnostics)
    assert (pages(site), files(site)) == (["a.md"], [])
    assert codes(diagnostics) == [("special-file", "pipe", 0), ("special-file", "socket", 0)]


def test_a_name_that_is_not_utf8_is_an_error(make_site: MakeSite) -> None:
    root = make_site({"a.md": PAGE})
    try:
        (root / os.fsdecode(b"caf\xe9.md")).write_text(PAGE)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    diagnostics = Diagnostics()
    site = read_site(load_config(root), diagnostics)
    assert (pages(site), [item.code for item in diagnostics.items]) == (["a.md"], ["file-name"])
    str(diagnostics.items[0].path).encode()


@pytest.mark.parametrize("folder", [b"caf\xe9/deep", b"_data/caf\xe9", b"_posts/caf\xe9", b"uploads/caf\xe9"])
def test_the_name_of_a_folder_that_is_not_utf8_is_an_error(make_site: MakeSite, folder: bytes) -> None:
    root = make_site({"a.md": PAGE})
    try:
        (root / os.fsdecode(folder)).mkdir(parents=True)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (root / os.fsdecode(folder) / "2024-01-01-a.yml").write_text("a: 1")
    diagnostics = Diagnostics()
    site = read_site(load_config(root), diagnostics)
    assert (pages(site), site.posts, site.data) == (["a.md"], (), {})
    assert [item.code for item in diagnostics.items] == ["file-name"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_page_in_utf16_is_copied_and_is_said(read: ReadSite, encoding: str) -> None:
    site, diagnostics = read({"a.md": "\ufeff---\ntitle: x\n---\n".encode(encoding)})
    assert files(site) == ["a.md"]
    assert [(item.code, item.is_error) for item in diagnostics.items] == [("front-matter-bom", False)]
    assert "UTF-8" in diagnostics.items[0].hint


def test_content_beside_layouts_is_the_source_and_uploads_are_copied(read: ReadSite) -> None:
    site, diagnostics = read(
        {
            "content/index.md": PAGE,
            "content/assets/x.css": "x",
            "layouts/base.html": PAGE,
            "uploads/a.png": b"\x89PNG",
            "uploads/_b.png": b"b",
            "uploads/page.md": PAGE,
            "uploads/.hidden": "x",
            "uploads/c.png~": "x",
            "_data/menu.yml": "- a",
            "README.md": PAGE,
            "_site/old.html": PAGE,
        }
    )
    assert pages(site) == ["index.md"]
    assert files(site) == ["assets/x.css", "uploads/_b.png", "uploads/a.png", "uploads/page.md"]
    assert site.data == {"menu": ["a"]}
    assert diagnostics.items == []


def test_layouts_and_destination_are_no_content(read: ReadSite) -> None:
    files = {
        "index.md": PAGE,
        "layouts/base.html": PAGE,
        "public/old.md": PAGE,
        "_config.yml": "destination: public",
    }
    site, _diagnostics = read(files)
    assert pages(site) == ["index.md"]


def test_published_false_is_left_out_unless_asked_for(read: ReadSite) -> None:
    sources = {"a.md": "---\npublished: false\n---\n", "b.md": "---\npublished: true\n---\n"}
    site, _diagnostics = read(sources)
    assert pages(site) == ["b.md"]
    site, _diagnostics = read(sources, unpublished=True)
    assert [(page.path.name, page.notes) for page in site.pages] == [("a.md", ("unpublished",)), ("b.md", ())]


def test_published_in_quotes_is_published_and_said(read: ReadSite) -> None:
    site, diagnostics = read({"a.md": "---\npublished: 'false'\n---\n"})
    assert pages(site) == ["a.md"]
    assert codes(diagnostics) == [("published-text", "a.md", 2)]


def test_previews_say_why_a_document_is_not_published(read: ReadSite) -> None:
    sources = {
        "_posts/2024-01-01-a.md": PAGE,
        "_posts/2999-01-01-b.md": PAGE,
        "_posts/2024-01-02-c.md": "---\npublished: false\n---\n",
        "_drafts/d.md": "---\ndate: 2999-01-01\npublished: false\n---\n",
    }
    site, _diagnostics = read(sources)
    assert [post.slug for post in site.posts] == ["a"]
    site, _diagnostics = read(sources, show_drafts=True, future=True, unpublished=True)
    assert {post.slug: post.notes for post in site.posts} == {
        "a": (),
        "b": ("future",),
        "c": ("unpublished",),
        "d": ("draft", "unpublished", "future"),
    }
    everything = "show_drafts: true\nfuture: true\nunpublished: true\n"
    site, _diagnostics = read({**sources, "_config.yml": everything})
    assert [post.notes for post in site.posts] == [()] * 4


def test_a_future_document_is_listed_in_its_collection_but_not_written(read: ReadSite) -> None:
    config = "collections: {events: {output: true}, always: {output: true, future: true}}"
    dated = "---\ndate: 2999-01-01\n---\n"
    site, _diagnostics = read({"_config.yml": config, "_events/a.md": dated, "_always/b.md": dated})
    assert [document.written for document in site.collections["events"].documents] == [False]
    assert [str(page.output_path) for page in site.rendered_pages()] == ["always/b.html"]


def test_posts_are_newest_first_and_limited(read: ReadSite) -> None:
    sources = {f"_posts/2024-01-0{day}-p.md": PAGE for day in range(1, 6)}
    site, _diagnostics = read(sources, limit_posts=2)
    assert [str(post.path.name) for post in site.posts] == ["2024-01-05-p.md", "2024-01-04-p.md"]


def test_a_post_needs_a_date_in_its_name_and_no_front_matter(read: ReadSite) -> None:
    site, diagnostics = read(
        {
            "_posts/2024-01-01-text.md": "no front matter",
            "_posts/2024-01-02-picture.png": b"\x89PNG\xff",
            "_posts/undated.md": PAGE,
            "_posts/notes.txt": "x",
        }
    )
    assert [(post.slug, post.body) for post in site.posts] == [("text", "no front matter")]
    assert codes(diagnostics) == [("post-name", "undated.md", 0)]


def test_pages_of_one_name_come_as_the_folder_lists_them_in_a_jekyll_site(
    read: ReadSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Listed:
        """Folders listed in the order of the names read backwards."""

        def __init__(self, folder: str) -> None:
            with scandir(folder) as entries:
                self._entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self._entries)

        def __exit__(self, *_exception: object) -> None:
            pass

    scandir = os.scandir
    monkeypatch.setattr("proactive_ssg.content.walk.os.scandir", Listed)
    names = ["a/index.md", "b/c/index.md", "b/index.md", "index.md", "b/about.md"]
    site, _diagnostics = read({"_config.yml": "title: x", **dict.fromkeys(names, PAGE)})
    assert pages(site) == ["b/about.md", "b/c/index.md", "b/index.md", "a/index.md", "index.md"]


def test_pages_of_one_name_come_by_their_folders_elsewhere(read: ReadSite) -> None:
    names = ["a/index.md", "b/c/index.md", "b/index.md", "index.md", "b/about.md"]
    site, _diagnostics = read({f"content/{name}": PAGE for name in names} | {"layouts/x.html": "x"})
    assert pages(site) == ["b/about.md", "a/index.md", "b/c/index.md", "b/index.md", "index.md"]


def test_a_document_without_date_among_dated_ones_stands_where_rubys_sort_puts_it(read: ReadSite) -> None:
    dates = {"a": "2018-08-17", "c": "2017-02-10", "d": "2020-04-01", "e": "2017-03-11", "n": "2017-01-24"}
    dates |= {"o": "2017-01-29", "u": "2018-03-06", "v": "2017-10-02"}
    documents = {f"_notes/{name}.md": f"---\ndate: {date}\n---\n" for name, date in dates.items()}
    site, _diagnostics = read({"_config.yml": "collections: [notes]", "_notes/i.md": PAGE, **documents})
    names = [document.path.stem for document in site.collections["notes"].documents]
    assert "".join(names) == "ceadinovu"  # as Jekyll 4.3 on Linux


def test_static_files_of_a_collection_keep_their_names(read: ReadSite) -> None:
    config = """
collections:
  s: {output: true, permalink: "/services/:title/"}
  t: {output: true, permalink: "/x/:path/"}
  u:
"""
    sources = {f"_{label}/sub/{name}": "x" for label in "stu" for name in ("a.png", "b.png")}
    site, diagnostics = read({"_config.yml": config, **sources})
    assert files(site) == ["s/sub/a.png", "s/sub/b.png", "x/sub/a.png", "x/sub/b.png"]
    assert len(site.collections["u"].static_files) == 2
    assert diagnostics.items == []


def test_a_collection_sorted_by_a_key_says_where_it_is_missing(read: ReadSite) -> None:
    config = "collections: {s: {sort_by: weight}}"
    weights = {"a": "weight: 2", "b": "", "c": "weight: 1", "d": "weight: x"}
    site, diagnostics = read(
        {"_config.yml": config, **{f"_s/{n}.md": f"---\n{w}\n---\n" for n, w in weights.items()}}
    )
    assert {document.slug for document in site.collections["s"].documents[:3]} == {"a", "c", "d"}
    assert codes(diagnostics) == [("collection-sort-key", "b.md", 0)]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-01-31", "2024-01-31T00:00:00+01:00"),
        ("2024-01-31 08:05:00", "2024-01-31T09:05:00+01:00"),  # without offset: UTC, as in Jekyll
        ("'2024-01-31 08:05:00'", "2024-01-31T08:05:00+01:00"),  # text: local, as in Jekyll
        ("2024-01-31 08:05", "2024-01-31T08:05:00+01:00"),
        ("2024-01-31 08:05 +0000", "2024-01-31T09:05:00+01:00"),
        ("2024-01-31 08:05:00 -05:00", "2024-01-31T14:05:00+01:00"),
        ("2024-07-31T08:05:00Z", "2024-07-31T10:05:00+02:00"),
        ("2024/1/31", "2024-01-31T00:00:00+01:00"),
        ("31/01/2024", "2024-01-31T00:00:00+01:00"),
        ("31-1-2024 8h05", "2024-01-31T08:05:00+01:00"),
        ("31.01.2024 8:05 PM", "2024-01-31T20:05:00+01:00"),
        ("2024-01-31 12:05 am", "2024-01-31T00:05:00+01:00"),
        ("20240131", "2024-01-31T00:00:00+01:00"),
        ("31 January 2024", "2024-01-31T00:00:00+01:00"),
        ("Jan 31, 2024", "2024-01-31T00:00:00+01:00"),
        ("Wed, 31 Jan 2024 08:05:00 GMT", "2024-01-31T09:05:00+01:00"),
        ("2021-03-28 02:30", "2021-03-28T03:30:00+02:00"),  # an hour that clocks leave out
        ("2021-10-31 02:30", "2021-10-31T02:30:00+01:00"),  # an hour that comes twice: the second one
    ],
)
def test_dates_of_documents(read: ReadSite, date: str, expected: str) -> None:
    site, diagnostics = read(
        {"_config.yml": "timezone: Europe/Paris", "_posts/2020-01-01-a.md": f"---\ndate: {date}\n---\n"}
    )
    assert diagnostics.items == []
    assert [post.date.isoformat() for post in site.posts if post.date] == [expected]
    assert site.posts[0].data["date"] == site.posts[0].date


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("tags: a b", ["a", "b"]),
        ("tags: [a, [b, null]]", ["a", "b"]),
        ("tag: a b", ["a b"]),
        ("tag: 2024", [2024]),
        ("tags: [2024]", [2024]),
        ("tags: 2024", []),
        ("tags: 2024-01-01", []),
        ("tags: true", []),
        ("tags: {a: b}", []),
    ],
)
def test_tags_are_those_that_jekyll_finds(read: ReadSite, front_matter: str, expected: list[object]) -> None:
    site, _ = read({"_config.yml": "", "_posts/2024-01-01-a.md": f"---\n{front_matter}\n---\n"})
    assert site.posts[0].data["tags"] == expected


@pytest.mark.parametrize("front_matter", ["", "date: 2018-11-04", "date: '2018-11-04'"])
def test_a_day_begins_where_the_clocks_begin_it(read: ReadSite, front_matter: str) -> None:
    """In Brazil, clocks were put forward at midnight."""
    config = "timezone: America/Sao_Paulo"
    site, _ = read({"_config.yml": config, "_posts/2018-11-04-a.md": f"---\n{front_matter}\n---\n"})
    assert site.posts[0].date is not None
    assert site.posts[0].date.isoformat() == "2018-11-04T01:00:00-02:00"


@pytest.mark.parametrize(
    "date",
    [
        "soon",
        "2024-13-01",
        "31/02/2024",
        "13:00 pm",
        "31/1/2024 0:30 am",
        "true",
        "[2024]",
        "'2024-02-30'",
        "99999999",
    ],
)
def test_what_is_no_date(read: ReadSite, date: str) -> None:
    post = f"---\ntitle: x\ndate: {date}\n---\n"
    files = {"content/_posts/2020-01-01-a.md": post, "layouts/page.html": ""}
    site, diagnostics = read(files)
    assert site.posts == ()
    assert codes(diagnostics) == [("front-matter-date", "2020-01-01-a.md", 3)]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2023-01-29 18:30:22 2023 -0800", "2023-01-29T18:30:22+08:00"),
        ("2023-02-22 +0800", "2023-02-22T00:00:00+08:00"),
        ("2020-04-30T11:57:36+01:00k", "2020-04-30T18:57:36+08:00"),
        ("'2020-3-19 29:39:08 +0800'", "2020-03-20T05:39:08+08:00"),
        ("21/12/24", "2021-12-24T00:00:00+08:00"),
        ("on 5 May 2021 about noon", "2021-05-05T00:00:00+08:00"),
    ],
)
def test_what_only_ruby_reads_as_a_date_is_one_in_a_jekyll_site(
    read: ReadSite, date: str, expected: str
) -> None:
    files = {"_config.yml": "timezone: Asia/Shanghai", "_posts/2020-01-01-a.md": f"---\ndate: {date}\n---\n"}
    site, diagnostics = read(files)
    assert diagnostics.items == []
    assert [post.date.isoformat() for post in site.posts if post.date] == [expected]


@pytest.mark.parametrize("date", ["soon", "12/31/2024", "'2014-00-10'", "'2024'"])
def test_what_ruby_reads_as_no_date_stops_a_jekyll_site(read: ReadSite, date: str) -> None:
    _site, diagnostics = read({"_posts/2020-01-01-a.md": f"---\ndate: {date}\n---\n"})
    assert [(item.code, item.is_error) for item in diagnostics.items] == [("front-matter-date", True)]


@pytest.mark.parametrize("date", ["2024-13-01", "'2024-02-30'", "31/02/2024", "[2024]", "{a: b}"])
def test_the_date_of_a_page_is_told_where_it_is_written(read: ReadSite, date: str) -> None:
    files = {"a.md": f"---\ntitle: x\ndate: {date}\n---\n"}
    site, diagnostics = read(files, strict_front_matter=True)
    assert site.pages == ()
    assert codes(diagnostics) == [("front-matter-date", "a.md", 3)]
    site, diagnostics = read(files)
    assert [page.title for page in site.pages] == ["x"]
    assert {(item.code, item.is_error) for item in diagnostics.items} == {("front-matter-date", False)}


@pytest.mark.parametrize("date", ["Spring 2024", "2024", "", "''", "true", "31/01/2024", "2024-01-31 8:00"])
def test_a_page_may_have_a_date_for_readers(read: ReadSite, date: str) -> None:
    site, diagnostics = read({"a.md": f"---\ntitle: x\ndate: {date}\n---\n"})
    assert diagnostics.items == []
    assert len(site.pages) == 1


def test_folders_in_folders_to_no_end(make_site: Callable[..., Path]) -> None:
    root = make_site({"index.md": "---\n---\n", "_data/a.yml": "a: 1"})
    for start in ("", "_data/", "_posts/"):
        (root / (start + "d/" * 250)).mkdir(parents=True)
    diagnostics = Diagnostics()
    site = read_site(load_config(root, environ={}), diagnostics)
    assert [item.code for item in diagnostics.items] == ["folder-depth"] * 3
    assert (len(site.pages), list(site.data), site.data["a"]) == (1, ["a", "d"], {"a": 1})


def test_a_document_without_date_has_none(read: ReadSite) -> None:
    site, _diagnostics = read({"_config.yml": "collections: [s]", "_s/a.md": PAGE})
    (document,) = site.collections["s"].documents
    assert document.date is None
    assert "date" not in document.data


def test_the_time_of_the_build_may_be_configured(make_site: MakeSite) -> None:
    root = make_site({"_config.yml": "timezone: Europe/Paris\ntime: 2024-06-01 12:00:00"})
    site = read_site(load_config(root), Diagnostics())
    assert site.time == NOW
    assert site.time.tzinfo == ZoneInfo("Europe/Paris")
    root = make_site({"_config.yml": "time: soon"})
    diagnostics = Diagnostics()
    assert read_site(load_config(root), diagnostics, NOW).time == NOW
    assert codes(diagnostics) == [("config-time", "_config.yml", 0)]


def test_include_and_exclude(read: ReadSite) -> None:
    config = r"""
include: [.well-known, _pages, "/_parts/one.md", "../out.md", "_g*"]
exclude: [build/, "*.tmp", "[xy]?.md", 'lit\*.md', node_modules]
"""
    names = [
        *(".well-known/a.txt", ".other/b.txt", "_pages/c.md", "_parts/one.md", "_parts/two.md", "_glob/d.md"),
        *("build/e.md", "sub/build/f.md", "sub/g.tmp", "x1.md", "z1.md", "lit*.md", "little.md"),
        *("node_modules/h.md", "node_modules_too.md", "~i.md", "#j.md", "k.md~", "l..md", "m."),
    ]
    site, diagnostics = read({"_config.yml": config, **dict.fromkeys(names, PAGE)})
    assert sorted(pages(site)) == [
        ".well-known/a.txt",
        "_glob/d.md",
        "_pages/c.md",
        "_parts/one.md",
        "l..md",
        "little.md",
        "sub/build/f.md",
        "z1.md",
    ]
    assert diagnostics.items == []


def test_front_matter_that_cannot_be_read_is_a_warning_where_jekyll_only_warns(read: ReadSite) -> None:
    site, diagnostics = read(
        {"a.md": "---\ntitle: [\n---\n\nText", "_posts/2020-01-01-b.md": "---\na: *b\n---\n"}
    )
    assert [(page.url, page.body, page.data) for page in site.pages] == [("/a.html", "Text", {})]
    assert [post.url for post in site.posts] == ["/2020/01/01/b.html"]
    assert [(item.code, item.is_error) for item in diagnostics.items] == [("front-matter-yaml", False)] * 2


@pytest.mark.parametrize(
    "files",
    [
        {"_posts/2020-02-31-a.md": ""},
        {"_posts/2020-01-01-a.md": "---\ndate: 2020-02-31 01:02:03\n---\n"},
        {"_posts/2020-02-31-a.md": "", "_config.yml": "strict_front_matter: true"},
    ],
)
def test_a_day_too_late_in_its_month_is_one_of_the_next(read: ReadSite, files: dict[str, str]) -> None:
    site, diagnostics = read(files)
    assert [post.url for post in site.posts] == ["/2020/03/02/a.html"]
    assert {(item.code, item.is_error) for item in diagnostics.items} == {("front-matter-date", False)}


def test_of_two_posts_at_one_place_the_later_is_written(read: ReadSite) -> None:
    config = "permalink: /:title.html"
    names = ("_posts/2015-01-07-a.md", "_posts/2016-10-19-a.md")
    site, _diagnostics = read({"_config.yml": config, **dict.fromkeys(names, PAGE)})
    assert [item.path.name for item in written_last(site).values()] == ["2016-10-19-a.md"]
