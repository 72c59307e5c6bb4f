"""A whole site, read and converted as a real Jekyll does: the same files with the same bytes.

``expected.yml`` is what Jekyll 4.3 wrote; ``python tests/jekyll/test_site.py`` writes it again. The site has
no layouts, as those of Jekyll are written in Liquid, and holds nothing in which releases of kramdown differ.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from proactive_ssg.build import build
from proactive_ssg.config import load_config

HERE = Path(__file__).parent
EXPECTED = HERE / "expected.yml"
BUILDS: dict[str, list[str]] = {
    "as it is": [],
    "everything": ["--drafts", "--future", "--unpublished"],
    "pretty": ["--config", "_config.yml,_pretty.yml", "--limit_posts", "3"],
}
SETTINGS = {"--drafts": "show_drafts", "--future": "future", "--unpublished": "unpublished"}


def written(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes().decode() for path in sorted(files)}


def by_jekyll(options: list[str]) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(shutil.copytree(HERE / "site", f"{folder}/site"))
        command = ["jekyll", "build", "--quiet", "--disable-disk-cache", "-d", f"{folder}/built", *options]
        environment = {**os.environ, "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        subprocess.run(command, cwd=site, check=True, capture_output=True, env=environment)
        return written(Path(folder, "built"))


def recorded() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(EXPECTED.read_text("utf-8"))
    return found


def settings(options: list[str]) -> Iterator[tuple[str, Any]]:
    given = iter(options)
    for option in given:
        if option in SETTINGS:
            yield SETTINGS[option], True
        elif option == "--limit_posts":
            yield "limit_posts", int(next(given))


@pytest.mark.parametrize("name", BUILDS)
def test_we_write_what_jekyll_wrote(name: str, tmp_path: Path) -> None:
    root = Path(shutil.copytree(HERE / "site", tmp_path / "site"))
    options = BUILDS[name]
    files = options[options.index("--config") + 1].split(",") if "--config" in options else []
    config = load_config(
        root, files=[Path(file) for file in files], overrides=dict(settings(options)), environ={}
    )
    result = build(config)
    assert result.published
    assert [item.code for item in result.diagnostics.items if item.code != "missing-file"] == []
    assert written(root / "_site") == recorded()[name]


@pytest.mark.jekyll
@pytest.mark.skipif(shutil.which("jekyll") is None, reason="needs Jekyll")
@pytest.mark.parametrize("name", BUILDS)
def test_jekyll_still_writes_it(name: str) -> None:
    assert by_jekyll(BUILDS[name]) == recorded()[name]


if __name__ == "__main__":
    found = {name: by_jekyll(options) for name, options in BUILDS.items()}
    EXPECTED.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=True, width=100), "utf-8")
