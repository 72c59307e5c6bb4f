"""Which pages are repaired: the configuration, the layouts and the page decide, the innermost last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config
from proactive_ssg.errors import ConfigurationError

MakeSite = Callable[[Mapping[str, str | bytes]], Path]
BODY = '<img src="/a.png" alt="" align="left">\n\n### Titre\n\n<p><s>Un</s><br></p>\n'


def built(root: Path) -> BuildResult:
    return build(load_config(root, environ={}), cached=False)


def page(
    make_site: MakeSite,
    *,
    config: str = "",
    outer: str = "",
    inner: str = "",
    own: str = "",
    body: str = BODY,
) -> tuple[str, BuildResult]:
    root = make_site(
        {
            "_config.yml": f"templates_dir: templates\n{config}",
            "_layouts/outer.html": f"---\n{outer}\n---\n<h1>Page</h1><main>{{{{ content }}}}</main>",
            "_layouts/inner.html": f"---\nlayout: outer\n{inner}\n---\n{{{{ content }}}}",
            "index.md": f"---\nlayout: inner\n{own}\n---\n{body}",
            "a.png": "x",
            "files/r.pdf": b"x" * 120_000,
        }
    )
    result = built(root)
    return (root / "_site" / "index.html").read_text("utf-8"), result


ON, OFF = "accessibility: {repair: true}", "accessibility: {repair: false}"


def test_nothing_is_repaired_where_nobody_asks(make_site: MakeSite) -> None:
    html, result = page(make_site, config="accessibility: {status: none}")
    assert 'align="left" />' in html
    assert "<h3" in html
    assert not result.repairs.pages


@pytest.mark.parametrize(
    "where",
    [
        {"config": ON},
        {"outer": ON},
        {"inner": ON},
        {"own": ON},
        {"config": OFF, "outer": ON},
        {"outer": OFF, "inner": ON},
        {"outer": ON, "inner": OFF, "own": ON},
    ],
)
def test_the_innermost_decides(make_site: MakeSite, where: dict[str, str]) -> None:
    html, result = page(make_site, **where)
    assert '<img src="/a.png" alt="" class="align-left">' in html
    assert "<h2" in html
    assert "<s>Un</s></p>" in html  # `strikethrough` is not one of the safe ones
    names = [one.name for found in result.repairs.pages.values() for one in found]
    assert names == ["align", "trailing-breaks", "heading-levels", "void-slashes"]


@pytest.mark.parametrize("where", [{"config": ON, "own": OFF}, {"outer": ON, "inner": OFF}])
def test_it_is_switched_off_as_well(make_site: MakeSite, where: dict[str, str]) -> None:
    html, _result = page(make_site, **where)
    assert 'align="left" />' in html


def test_names_are_exactly_these_and_a_mapping_changes_some(make_site: MakeSite) -> None:
    html, result = page(
        make_site,
        outer="accessibility: {repair: [align, trailing-breaks]}",
        own="accessibility: {repair: {align: false, strikethrough: true}}",
    )
    assert "<del>Un</del></p>" in html
    names = [one.name for found in result.repairs.pages.values() for one in found]
    assert names == ["strikethrough", "trailing-breaks"]


def test_the_place_in_the_source_is_told(make_site: MakeSite) -> None:
    _html, result = page(make_site, own=ON)
    (found,) = result.repairs.pages.values()
    assert [(Path(one.path).name, one.line, one.column) for one in found] == [
        ("index.md", 5, 1),
        ("index.md", 9, 13),
        ("index.md", 7, 1),
        ("", 0, 0),
    ]


INCLUDES = "{% include in-page.html %}\n\n{% include_relative beside.html %}\n"
IMAGE = '<p>Text</p>\n<img src="/{name}.png" alt="" align="left">\n'


@pytest.mark.parametrize(
    ("layout", "include"),
    [
        ("_layouts/d.html", "_includes/{name}.html"),
        ("templates/d.html", "templates/{name}.html"),
    ],
)
def test_so_is_the_place_in_what_a_layout_or_a_page_includes(
    make_site: MakeSite, layout: str, include: str
) -> None:
    name = include.format(name="in-layout")
    tag = "{% include in-layout.html %}" if layout.startswith("_") else '{% include "in-layout.html" %}'
    root = make_site(
        {
            "_config.yml": f"templates_dir: templates\n{ON}",
            layout: f"<main>{{{{ content }}}}</main>{tag}",
            name: IMAGE.format(name="a"),
            "_includes/in-page.html": IMAGE.format(name="b"),
            "beside.html": IMAGE.format(name="c"),
            "index.md": f"---\nlayout: d\n---\n{INCLUDES}",
        }
    )
    (found,) = built(root).repairs.pages.values()
    told = {str(Path(one.path).relative_to(root)): (one.line, one.column) for one in found if one.path}
    assert told == {name: (2, 1), "_includes/in-page.html": (2, 1), "beside.html": (2, 1)}


def test_files_of_the_site_are_measured(make_site: MakeSite) -> None:
    body = "[R](files/r.pdf) [S](/files/none.pdf) [T](https://example.org/files/r.pdf)\n"
    html, _result = page(make_site, config=f"lang: fr\n{ON}", body=body)
    assert ">R (PDF, 120\u202fko)</a>" in html.replace("\u00a0", "\u202f")
    assert ">S</a>" in html
    assert ">T</a>" in html


def test_the_hook_sees_the_page_as_jekyll_gives_it(make_site: MakeSite) -> None:
    plugin = (
        "from proactive_ssg.extensions import hook\n\n"
        '@hook("pages", "post_render")\ndef seen(rendering):\n'
        "    assert 'align=\"left\"' in rendering.output\n"
        '    rendering.output += \'<img src="/a.png" alt="" align="right">\'\n'
    )
    make_site({"_plugins/seen.py": plugin})
    html, result = page(make_site, own=ON)
    assert not result.diagnostics.errors
    assert 'class="align-right"' in html


def test_a_name_that_does_not_exist_is_told_with_its_place(make_site: MakeSite) -> None:
    text = "title: T\naccessibility:\n  repair:\n    - align\n    - heading-level\n"
    warned = load_config(make_site({"_config.yml": text}), environ={}).warnings  # another's key, in Jekyll
    assert [problem.code for problem in warned] == ["config-repair"]
    root = make_site({"_config.yml": text, "content/index.md": "x", "layouts/page.html": "x"})
    with pytest.raises(ConfigurationError) as caught:
        load_config(root, environ={})
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.line) == ("config-repair", 5)
    assert "heading-levels" in problem.hint


@pytest.mark.parametrize("value", ["{aligne: true}", "{align: 3}", "3", "aligne"])
def test_so_is_one_of_a_page_or_a_layout(make_site: MakeSite, value: str) -> None:
    _html, result = page(make_site, own=f"accessibility: {{repair: {value}}}")
    (problem,) = result.diagnostics.items
    assert (problem.code, problem.line, problem.path and problem.path.name) == (
        "repair-unknown",
        3,
        "index.md",
    )
    _html, result = page(make_site, inner=f"accessibility: {{repair: {value}}}")
    (problem,) = result.diagnostics.items
    assert (problem.code, problem.line, problem.path and problem.path.name) == (
        "repair-unknown",
        3,
        "inner.html",
    )
