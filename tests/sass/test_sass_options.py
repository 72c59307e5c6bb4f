"""Where stylesheets are looked for, and how they are written: the settings below ``sass``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proactive_ssg.config import load_config
from proactive_ssg.sass.options import SassOptions

Files = dict[str, str]
MakeSite = Callable[[Files], Path]
FOLDERS = ("_sass", "vendor/a", "vendor/b", "lib/c", "scss")


@pytest.fixture
def options(make_site: MakeSite) -> Callable[..., SassOptions]:
    root = make_site({f"{folder}/_x.scss": "" for folder in FOLDERS})

    def of(sass: Any, **settings: Any) -> SassOptions:
        return SassOptions.of(load_config(root, overrides={"sass": sass, **settings}, environ={}))

    return of


@pytest.fixture
def load_paths(options: Callable[..., SassOptions], tmp_path: Path) -> Callable[..., list[str]]:
    def of(sass: Any, **settings: Any) -> list[str]:
        root = str(tmp_path / "site")
        return [path.removeprefix(root).lstrip("/") for path in options(sass, **settings).load_paths]

    return of


@pytest.mark.parametrize(
    ("sass", "expected"),
    [
        (None, ["_sass", ""]),
        ({"sass_dir": "scss"}, ["scss", ""]),
        ({"sass_dir": ""}, ["_sass", ""]),
        ({"sass_dir": "../../scss"}, ["scss", ""]),
        ({"sass_dir": "/scss/"}, ["scss", ""]),
        ({"sass_dir": "absent"}, [""]),
        ({"load_paths": ["vendor/a", "lib/c"]}, ["vendor/a", "lib/c", "_sass", ""]),
        ({"load_paths": "lib/c"}, ["lib/c", "_sass", ""]),
        ({"load_paths": ["vendor/*"]}, ["vendor/a", "vendor/b", "_sass", ""]),
        ({"load_paths": ["{lib/c,vendor/b}"]}, ["lib/c", "vendor/b", "_sass", ""]),
        ({"load_paths": ["**/a"]}, ["vendor/a", "_sass", ""]),
        ({"load_paths": ["_sass", "absent", None]}, ["_sass", ""]),
        ("not a mapping", ["_sass", ""]),
    ],
)
def test_load_paths(load_paths: Callable[..., list[str]], sass: Any, expected: list[str]) -> None:
    assert load_paths(sass) == expected


def test_a_folder_outside_the_site_may_be_named(load_paths: Callable[..., list[str]], tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    given = [str(beside), "../beside"]
    assert load_paths({"load_paths": given}) == [str(beside).lstrip("/"), "_sass", ""]


def test_but_not_in_a_safe_build(load_paths: Callable[..., list[str]], tmp_path: Path) -> None:
    (tmp_path / "beside").mkdir()
    given = [str(tmp_path / "beside"), "../beside", "../..", "vendor/a", str(tmp_path / "site/lib/c")]
    found = load_paths({"load_paths": given}, safe=True)
    assert found == ["", "vendor/a", "lib/c", "_sass"]


@pytest.mark.parametrize(
    ("style", "compressed"),
    [("compressed", True), (":compressed", True), ("expanded", False), ("nested", False), (None, False)],
)
def test_style(options: Callable[..., SassOptions], style: str | None, compressed: bool) -> None:
    assert options({"style": style}).compressed is compressed


@pytest.mark.parametrize(
    ("said", "environment", "wanted"),
    [
        (None, "production", True),
        ("always", "production", True),
        ("never", "development", False),
        ("development", "development", True),
        ("development", "production", False),
    ],
)
def test_source_maps(make_site: MakeSite, said: str | None, environment: str, wanted: bool) -> None:
    sass = {} if said is None else {"sourcemap": said}
    config = load_config(make_site({}), overrides={"sass": sass}, environ={"JEKYLL_ENV": environment})
    assert SassOptions.of(config).source_maps is wanted


def test_what_the_compiler_is_told(options: Callable[..., SassOptions]) -> None:
    found = options(
        {
            "quiet_deps": True,
            "verbose": True,
            "silence_deprecations": ["import", "slash-div"],
            "fatal_deprecations": "1.80.0",
            "implementation": "sassc",
            "line_comments": True,
        }
    )
    assert (found.quiet_deps, found.verbose) == (True, True)
    assert found.silence_deprecations == ("import", "slash-div")
    assert found.fatal_deprecations == ("1.80.0",)
    assert found.future_deprecations == ()
