"""The folder of layouts: names, chains, and what may be wrong with them."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest
from rendered import Build

from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError
from proactive_ssg.render.layout_folder import LayoutFolder
from proactive_ssg.render.layouts import Layouts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "layouts"
    (root / "partials").mkdir(parents=True)
    (root / "default.html").write_text("---\nclass: a\nmenu: {one: 1}\nempty:\n---\nx")
    (root / "post.html").write_text("---\nlayout: default\nmenu: {two: 2}\nclass: b\n---\n\ny")
    (root / "feed.xml").write_text("<feed/>")
    (root / "post.xml").write_text("<post/>")
    (root / "partials" / "head.html").write_text("head")
    (root / ".hidden.html").write_text("")
    return root


def open_folder(root: Path) -> LayoutFolder:
    return LayoutFolder(root, UTC, Diagnostics())


def open_layouts(root: Path) -> Layouts:
    return Layouts([open_folder(root)], {}, Diagnostics())


def fault(folder: Path, name: str) -> Diagnostic:
    with pytest.raises(ProblemsError) as caught:
        open_layouts(folder).chain(name)
    return caught.value.diagnostics[0]


def test_a_chain_and_the_data_of_its_layouts(folder: Path) -> None:
    chain = open_layouts(folder).chain("post")
    assert chain is not None
    assert [step.template for step in chain] == ["post.html", "default.html"]
    assert chain[0].data == {"layout": "default", "menu": {"two": 2}, "class": "b"}
    assert chain[1].data == {
        "layout": "default", "menu": {"one": 1, "two": 2}, "class": "b", "empty": None,
    }  # fmt: skip


def test_names(folder: Path) -> None:
    layouts = open_layouts(folder)
    assert sorted(layouts.folders[0].paths) == [
        "default.html",
        "feed.xml",
        "partials/head.html",
        "post.html",
        "post.xml",
    ]
    for name, template in {
        "feed": "feed.xml",
        "post.xml": "post.xml",
        "partials/head": "partials/head.html",
    }.items():
        chain = layouts.chain(name)
        assert chain is not None
        assert chain[0].template == template
    for name in ("nope", "../post", "/post", ".hidden", "partials", ""):
        assert layouts.chain(name) is None
    assert layouts.folders[0].lookup("../layouts/post.html") is None


def test_line_numbers_leave_out_the_front_matter_and_the_blank_lines_after_it(folder: Path) -> None:
    source = open_folder(folder).lookup("post.html")
    assert source is not None
    assert (source.skipped, source.body, source.line(7)) == (6, "y", "y")


def test_links_that_lead_out_of_the_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    (folder / "leak.html").symlink_to(tmp_path / "secret.html")
    (folder / "inner.html").symlink_to(folder / "post.html")
    layouts = open_layouts(folder)
    assert layouts.chain("leak") is None
    assert layouts.chain("inner") is not None


@pytest.mark.parametrize(
    ("files", "message", "place"),
    [
        ({"a": "a"}, "the layouts go in a circle: a -> a", ("a.html", 2, 9)),
        ({"a": "b", "b": "c", "c": "b"}, "the layouts go in a circle: a -> b -> c -> b", ("c.html", 2, 9)),
        ({"a": "defalut"}, "there is no layout 'defalut' in layouts", ("a.html", 2, 9)),
    ],
)
def test_chains_that_lead_nowhere(
    folder: Path, files: dict[str, str], message: str, place: tuple[str, int, int]
) -> None:
    for name, parent in files.items():
        (folder / f"{name}.html").write_text(f"---\nlayout: {parent}\n---\n")
    found = fault(folder, "a")
    assert found.path is not None
    assert (found.path.name, found.line, found.column) == place
    assert found.message == message
    assert found.hint


def test_a_layout_that_is_not_utf_8(folder: Path) -> None:
    (folder / "latin.html").write_bytes(b"<p>\ncaf\xe9")
    found = fault(folder, "latin")
    assert (found.code, found.line, found.column) == ("encoding", 2, 4)
    assert "position 7" in found.message


def test_a_layout_with_wrong_front_matter(folder: Path) -> None:
    (folder / "yaml.html").write_text("---\nlayout: [\n---\n")
    found = fault(folder, "yaml")
    assert found.code == "front-matter-yaml"
    assert found.line in (2, 3)


def test_a_partial_that_is_not_utf_8_is_told_once(build: Build) -> None:
    rendered = build({
        "layouts/x.html": "{% include 'partials/p.html' %}",
        "layouts/partials/p.html": b"\xff",
        "content/a.md": "---\nlayout: x\n---\n",
        "content/b.md": "---\nlayout: x\n---\n",
    })  # fmt: skip
    assert rendered.codes() == ["encoding"]
    assert rendered.places() == [("layouts/partials/p.html", 1, 1)]


def test_a_bom_and_windows_line_ends(build: Build) -> None:
    rendered = build({
        "layouts/y.html": "<y>{{ content }}</y>",
        "layouts/x.html": b"\xef\xbb\xbf---\r\nlayout: y\r\n---\r\n<x>\r\n{{ content }}\r\n",
        "content/a.md": "---\nlayout: x\n---\na\n",
    })  # fmt: skip
    assert rendered.pages == {"a.html": "<y><x>\n<p>a</p>\n\n</y>"}
