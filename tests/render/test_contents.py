"""Warnings of kramdown, and excerpts."""

from __future__ import annotations

import pytest
from rendered import Build


def test_warnings_that_matter_have_the_file_s_own_line(build: Build) -> None:
    rendered = build({"a.md": "---\ntitle: A\n---\n\nfirst\n\n<div>\nopen\n"})
    assert rendered.codes() == ["kramdown"]
    assert rendered.places() == [("a.md", 7, 1)]
    assert rendered.problems[0].source_line == "<div>"
    assert not rendered.problems[0].is_error


def test_a_page_that_a_long_definition_makes_too_long_is_told_where(build: Build) -> None:
    rendered = build({"a.md": f"---\ntitle: A\n---\n*[a]: {'b' * 50_000}\n\n" + "a " * 5_000})
    assert rendered.places() == [("a.md", 6, 1)]
    problem = rendered.problems[0]
    assert problem.is_error
    assert "more than 100000000 characters" in problem.message
    assert "definition" in problem.hint


def test_a_table_with_one_row_that_has_too_many_cells_is_told(build: Build) -> None:
    rendered = build({"a.md": "---\n---\n\n|" + "a|" * 2_000 + "\n" + "|a\n" * 2_000})
    assert rendered.places() == [("a.md", 4, 1)]
    assert "more than 1000000 empty cells" in rendered.problems[0].message


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
