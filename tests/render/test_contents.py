"""Warnings of kramdown, excerpts, and the notice about Liquid."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from rendered import Build

from proactive_ssg.model.page import FrontMatter, Page
from proactive_ssg.render.liquid_notice import liquid_notice


def test_warnings_that_matter_have_the_file_s_own_line(build: Build) -> None:
    rendered = build({"a.md": "---\ntitle: A\n---\n\nfirst\n\n<div>\nopen\n"})
    assert rendered.codes() == ["kramdown"]
    assert rendered.places() == [("a.md", 7, 1)]
    assert rendered.problems[0].source_line == "<div>"
    assert not rendered.problems[0].is_error


def test_other_warnings_are_shown_on_request(build: Build) -> None:
    files: dict[str, str | bytes] = {"a.md": "---\n---\na[^1]\n\n[^1]: one\n\n[^2]: two\n"}
    assert build(files).codes() == []
    files["_config.yml"] = "kramdown:\n  show_warnings: true\n"
    rendered = build(files)
    assert rendered.codes() == ["kramdown"]
    assert "unreferenced" in rendered.problems[0].message


@pytest.mark.parametrize(
    ("config", "front_matter", "expected"),
    [
        ("", "", "<p>One.</p>\n"),
        ("", "excerpt: Given", "Given"),
        ("", "excerpt_separator: <!--more-->", "<p>One.</p>\n\n<p>Two.</p>\n\n"),
        ("excerpt_separator: ''\n", "", ""),
        ("excerpt_separator: 'Two'\n", "", "<p>One.</p>\n\n"),
    ],
)
def test_excerpts(build: Build, config: str, front_matter: str, expected: str) -> None:
    rendered = build({
        "_config.yml": config + "permalink: /:title.html\n",
        "layouts/x.html": "{{ page.excerpt }}",
        "content/_posts/2024-01-01-a.md": f"---\nlayout: x\n{front_matter}\n---\n"
        "One.\n\nTwo.\n\n<!--more-->\nThree.\n",
    })  # fmt: skip
    assert rendered.pages["a.html"].strip() == expected.strip()


def test_pages_have_excerpts_on_request(build: Build) -> None:
    files: dict[str, str | bytes] = {
        "layouts/x.html": "[{{ page.excerpt }}]",
        "content/a.md": "---\nlayout: x\n---\nOne.\n\nTwo.\n",
        "content/b.html": "---\nlayout: x\n---\n*One.*\n\nTwo.\n",
    }
    assert build(files).pages == {"a.html": "[]", "b.html": "[]"}
    files["_config.yml"] = "page_excerpts: true\n"
    assert build(files).pages == {"a.html": "[<p>One.</p>\n]", "b.html": "[*One.*]"}


def notice(body: str, **data: object) -> tuple[int, int] | None:
    path = PurePosixPath("a.md")
    page = Page(Path("a.md"), path, FrontMatter({}, {}, 4), data, body, "/a.html", path)
    found = list(liquid_notice(page))
    assert len(found) <= 1
    return (found[0].line, found[0].column) if found else None


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("text", None),
        ("a {{ page.title }}", (5, 3)),
        ("a\n\n  {% include x %} {{ y }}", (7, 3)),
        ("`{{ x }}` and ``a ` {% b %}``", None),
        ("`{{ x }}` {{ y }}", (5, 11)),
        ("```\n{{ x }}\n```\n", None),
        ("~~~ liquid\n{{ x }}\n~~~\n{{ y }}", (8, 1)),
        ("```\n{{ x }}", (6, 1)),
        ("a\n\n    {{ x }}\n    {{ y }}\n", None),
        ("a\n    {{ x }}\n", (6, 5)),
        ("<pre><code>{{ x }}</code></pre>\n", None),
        ("{: .class}\n{::comment}", None),
    ],
)
def test_the_notice_about_liquid(body: str, place: tuple[int, int] | None) -> None:
    assert notice(body) == place


def test_no_notice_where_liquid_is_turned_off() -> None:
    assert notice("{{ x }}", render_with_liquid=False) is None


def test_liquid_is_left_as_it_is(build: Build) -> None:
    rendered = build({"a.md": "---\n---\na {{ page.title }}\n\n{% raw %}[b]({{ page.url }})\n"})
    html = '<p>a {{ page.title }}</p>\n\n<p>{% raw %}<a href="{{ page.url }}">b</a></p>\n'
    assert rendered.pages["a.html"] == html
    assert rendered.codes() == ["liquid-unsupported"]
    assert rendered.places() == [("a.md", 3, 3)]
