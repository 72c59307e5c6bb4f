"""Sites of plugins that make pages: the same trees as real Jekyll with the real gems."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from generated_sites import PLUGINS, by_jekyll, load, names, tree, write

from proactive_ssg.build import build
from proactive_ssg.config import load_config

ALL = [name for plugin in PLUGINS for name in names(plugin)]


@pytest.mark.parametrize("name", ALL)
def test_the_tree_is_that_of_jekyll(name: str, tmp_path: Path) -> None:
    fixture = load(name)
    root = write(tmp_path / name, fixture["files"])
    result = build(load_config(root, environ={}))
    assert result.published, result.diagnostics.items
    assert tree(result.destination) == fixture["expected"]


@pytest.mark.jekyll
@pytest.mark.parametrize("plugin", PLUGINS)
def test_the_expected_tree_is_still_that_of_jekyll(plugin: str, tmp_path: Path) -> None:
    if shutil.which("jekyll") is None:
        pytest.skip("needs Jekyll")
    wanted = names(plugin)
    assert by_jekyll(tmp_path, wanted) == {name: load(name)["expected"] for name in wanted}
