"""From a request to a file of the built site."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proactive_ssg.serve.resolve import Target, content_type, resolve


@pytest.fixture
def root(tmp_path: Path) -> Path:
    built = tmp_path / "built"
    for name in (
        "index.html",
        "a/index.html",
        "b.html",
        "c/index.html",
        "c.html",
        "d/e.txt",
        "été/ça va.html",
    ):
        (built / name).parent.mkdir(parents=True, exist_ok=True)
        (built / name).write_text(name)
    (tmp_path / "secret.html").write_text("secret")
    return built


@pytest.mark.parametrize(
    ("request_", "file"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/?page=2", "index.html"),
        ("/a/", "a/index.html"),
        ("/a/index.html", "a/index.html"),
        ("//a//", "a/index.html"),
        ("/./a/", "a/index.html"),
        ("/b", "b.html"),
        ("/b.html?x=%2F", "b.html"),
        ("/d/e.txt", "d/e.txt"),
        ("/%C3%A9t%C3%A9/%C3%A7a%20va.html", "été/ça va.html"),
        ("/%C3%A9t%C3%A9/%C3%A7a%20va", "été/ça va.html"),
    ],
)
def test_a_file_is_found(root: Path, request_: str, file: str) -> None:
    assert resolve(root, "", request_) == Target(path=root / file)


@pytest.mark.parametrize(
    ("request_", "location"),
    [("/a", "/a/"), ("/a?x=1&y=2", "/a/?x=1&y=2"), ("//a", "/a/"), ("/c", "/c/")],
)
def test_a_folder_without_its_slash_is_a_redirect(root: Path, request_: str, location: str) -> None:
    assert resolve(root, "", request_) == Target(location=location)


@pytest.mark.parametrize(
    "request_",
    [
        "/none",
        "/b/",
        "/b.html/",
        "/d/",
        "/d",
        "/a/none/",
        "/../secret.html",
        "/a/../../secret.html",
        "/%2e%2e/secret.html",
        "/a/%2e%2e/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/..\\secret.html",
        "/a/..%5c..%5csecret.html",
        "/C:/secret.html",
        "/b.html%00.txt",
        "/%ff%fe",
        "/" + "x" * 5000,
        "/[",
        "http://other.example/secret.html",
        "*",
        "http://[x/",
        "//[x/",
    ],
)
def test_nothing_else_is_found(root: Path, request_: str) -> None:
    assert resolve(root, "", request_) == Target()


def test_a_symbolic_link_does_not_lead_out(root: Path) -> None:
    (root / "link.html").symlink_to(root.parent / "secret.html")
    (root / "up").symlink_to(root.parent)
    assert resolve(root, "", "/link.html") == Target()
    assert resolve(root, "", "/up/secret.html") == Target()


def test_the_site_is_mounted_under_its_baseurl(root: Path) -> None:
    assert resolve(root, "/x/y", "/x/y/a/") == Target(path=root / "a/index.html")
    assert resolve(root, "/x/y", "/x/y/") == Target(path=root / "index.html")
    assert resolve(root, "/x/y", "/x/y?q=1") == Target(location="/x/y/?q=1")
    assert resolve(root, "/x/y", "/x/y/a") == Target(location="/x/y/a/")
    assert resolve(root, "/x/y", "/") == Target(location="/x/y/")
    assert resolve(root, "/x/y", "/a/") == Target()


@given(st.text(st.sampled_from("/.%2eEfF5cC\\:ab?#\0é"), max_size=40))
def test_no_request_leaves_the_folder(tmp_path_factory: pytest.TempPathFactory, tail: str) -> None:
    built = tmp_path_factory.getbasetemp() / "fuzz" / "built"
    built.mkdir(parents=True, exist_ok=True)
    (built / "a").write_text("")
    (built.parent / "b").write_text("")
    target = resolve(built, "", "/" + tail)
    assert target.path is None or target.path.resolve().is_relative_to(built)
    assert not target.location.startswith("//")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.CSS", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.pdf", "application/pdf"),
        ("a.woff2", "font/woff2"),
        ("a.unknown-to-all", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_content_types(name: str, kind: str) -> None:
    assert content_type(Path(name)) == kind
