"""Links, anchors, images and other resources: what the built site does not have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from proactive_ssg.check.audit import Audit, Result
from proactive_ssg.check.target import Target

MakeFiles = Callable[..., Path]
RunAudit = Callable[..., Result]
SITES = Path(__file__).parent / "sites"


def said(result: Result) -> list[tuple[str, int, str]]:
    return [(item.rule, item.built.line, item.message) for item in result.findings]


def rules(result: Result) -> list[str]:
    return [item.rule for item in result.findings]


def test_a_site_whose_references_all_exist(audit: RunAudit) -> None:
    assert said(audit(SITES / "good")) == []


def test_a_site_with_one_of_each_fault(audit: RunAudit) -> None:
    """Each line of the page that has a fault says in a comment which rule finds it."""
    page = SITES / "bad" / "index.html"
    expected = [
        (line.partition("<!-- ")[2].partition(" -->")[0], number)
        for number, line in enumerate(page.read_text("utf-8").splitlines(), 1)
        if "<!-- " in line
    ]
    found = [
        (item.rule, item.built.line) for item in audit(SITES / "bad").findings if item.built.path == page
    ]
    assert found == expected


@pytest.mark.parametrize(
    "link",
    [
        "/docs/aide/",
        "aide/",
        "./aide",
        "/docs/aide",
        "aide/index.html",
        "/docs/",
        "/docs",
        "?page=2",
        "#",
        "",
    ],
)
def test_links_under_a_base_url(make_files: MakeFiles, audit: RunAudit, link: str) -> None:
    root = make_files({"index.html": f'<p><a href="{link}">x</a>', "aide/index.html": "<p>"})
    assert said(audit(root, baseurl="/docs", address="https://example.org")) == []


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("/aide/", "link-broken"),
        ("/elsewhere/", "link-outside-baseurl"),
        ("../elsewhere/", "link-outside-baseurl"),
        ("/docs/none/", "link-broken"),
        ("/docsaide/", "link-outside-baseurl"),
        ("https://example.org/docs/none/", "link-broken"),
    ],
)
def test_links_that_leave_the_base_url(make_files: MakeFiles, audit: RunAudit, link: str, rule: str) -> None:
    root = make_files({"index.html": f'<p><a href="{link}">x</a>', "aide/index.html": "<p>"})
    assert rules(audit(root, baseurl="/docs", address="https://example.org")) == [rule]


def test_the_own_address_is_the_site(make_files: MakeFiles, audit: RunAudit) -> None:
    root = make_files(
        {"index.html": '<a href="https://example.org/none">x</a><a href="//example.org/">y</a>'}
    )
    assert rules(audit(root, address="https://example.org")) == ["link-broken"]
    assert rules(audit(root, address="https://example.com")) == []
    result = Audit(Target.of_folder(root, address="https://example.com"), (), (), with_external=True).run()
    assert list(result.external) == ["https://example.org/none", "http://example.org/"]


@pytest.mark.parametrize(
    ("anchor", "found"),
    [
        ("#there", True),
        ("#named", True),
        ("#%C3%A9t%C3%A9", True),
        ("#été", True),
        ("#top", True),
        ("#there:~:text=x", True),
        ("#:~:text=x", True),
        ("#THERE", False),
        ("#none", False),
    ],
)
def test_anchors(make_files: MakeFiles, audit: RunAudit, anchor: str, found: bool) -> None:
    page = '<p id="there">x<a name="named">y</a><b id="été" alt></b>'
    root = make_files({"index.html": f'<a href="a/{anchor}">x</a>', "a/index.html": page})
    assert (["anchor-missing"] if not found else []) == [
        name for name in rules(audit(root)) if name != "bold"
    ]


def test_another_case_is_named(make_files: MakeFiles, audit: RunAudit) -> None:
    root = make_files({"index.html": '<img alt src="Photo.JPG">', "photo.jpg": ""})
    assert "`photo.jpg`" in said(audit(root))[0][2]


def test_a_base_element(make_files: MakeFiles, audit: RunAudit) -> None:
    root = make_files(
        {"index.html": '<base href="/a/"><a href="b">x</a><a href="c">x</a>', "a/b.html": "<p>"}
    )
    assert [message for _rule, _line, message in said(audit(root))] == [
        "the link leads to `c`, which does not exist"
    ]


def test_redirects(make_files: MakeFiles, audit: RunAudit) -> None:
    refresh = '<meta http-equiv="refresh" content="0; url={}">'
    root = make_files(
        {
            "index.html": '<a href="/old/#part">x</a>',
            "old/index.html": refresh.format("/"),
            "gone/index.html": refresh.format("/none/"),
            "round.html": refresh.format("/about.html"),
            "about.html": refresh.format("/round.html"),
        }
    )
    assert [(item.url, item.message) for item in audit(root).findings] == [
        ("/about.html", "the redirect leads back to itself"),
        ("/gone/", "the redirect leads to `/none/`, which does not exist"),
        ("/round.html", "the redirect leads back to itself"),
    ]


def test_files_alone_know_no_root(make_files: MakeFiles) -> None:
    root = make_files(
        {"a.html": '<a href="/x">x</a><a href="b.html">b</a><a href="c.html">c</a>', "b.html": ""}
    )
    result = Audit(Target.of_files([root / "a.html"]), (), ()).run()
    assert [item.message for item in result.findings] == ["the link leads to `c.html`, which does not exist"]


@pytest.mark.parametrize("link", ["https://[::1", "http://", "//", "https://a:b/", "http:// a.org"])
def test_what_is_no_address(make_files: MakeFiles, audit: RunAudit, link: str) -> None:
    root = make_files({"index.html": f'<a href="{link}">x</a>'})
    assert rules(audit(root)) == ["link-invalid"]


@pytest.mark.parametrize(
    "link", ["mailto:a@example.org", "tel:+331", "javascript:void(0)", "data:,x", "geo:1,2", "a%20b.html"]
)
def test_what_is_of_no_page_or_escaped(make_files: MakeFiles, audit: RunAudit, link: str) -> None:
    root = make_files({"index.html": f'<a href="{link}">x</a>', "a b.html": "<p>"})
    assert rules(audit(root)) == []


def test_what_editors_forget_is_named(make_files: MakeFiles, audit: RunAudit) -> None:
    root = make_files({"index.html": '<a href="www.example.org">x</a><a href="a@example.org">x</a>'})
    first, second = (message for _rule, _line, message in said(audit(root)))
    assert "`https://`" in first
    assert "`mailto:`" in second


def test_the_same_address_means_another_page_in_another_folder(
    make_files: MakeFiles, audit: RunAudit
) -> None:
    link = '<a href="x.html">x</a><a href="#a">y</a>'
    root = make_files({"a.html": f'{link}<p id="a">', "b/c.html": link, "b/d.html": link, "x.html": "<p>"})
    assert [(item.url, item.rule) for item in audit(root).findings] == [
        ("/b/c.html", "link-broken"),
        ("/b/c.html", "anchor-missing"),
        ("/b/d.html", "link-broken"),
        ("/b/d.html", "anchor-missing"),
    ]


def test_stylesheets_load_what_is_there(make_files: MakeFiles, audit: RunAudit) -> None:
    sheet = "/* url(gone.png)\n */\nb { background: url('../a.png') }\n  i { background: url(none.png) }\n"
    more = "@font-face { src: url(/none.woff2), url(data:,x), url(https://example.org/x) }"
    root = make_files({"index.html": "<p>", "css/main.css": sheet + more, "a.png": "", "css/b.css": ""})
    assert [(item.url, item.rule, item.built.line, item.built.column) for item in audit(root).findings] == [
        ("/css/main.css", "resource-missing", 4, 19),
        ("/css/main.css", "resource-missing", 5, 19),
    ]
    part = Target.of_folder(root).below([root / "index.html"])
    assert Audit(part, (), ()).run().findings == []


def test_stylesheets_import_what_is_there(make_files: MakeFiles, audit: RunAudit) -> None:
    sheet = """@import "b.css";\n@import 'none.css' print;\n@import url(gone.css);\n@IMPORT"no.css";"""
    page = "<style>@import 'css/b.css'; @import 'css/absent.css'</style>"
    root = make_files({"index.html": page, "css/main.css": sheet, "css/b.css": ""})
    assert [(item.url, item.rule, item.built.line) for item in audit(root).findings] == [
        ("/", "resource-missing", 1),
        ("/css/main.css", "resource-missing", 2),
        ("/css/main.css", "resource-missing", 3),
        ("/css/main.css", "resource-missing", 4),
    ]
