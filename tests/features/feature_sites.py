"""Small sites for the features of Jekyll, some with a theme, and what real Jekyll makes of them.

``python tests/features/feature_sites.py [NAME...]`` asks Jekyll 4.3 and writes what is ``expected`` again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

FIXTURES = Path(__file__).parents[1] / "fixtures" / "features"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.yml"))
MODIFIED = 1717000000  # every file: 2024-05-29 16:26:40 UTC
GEM_PATHS = "puts Gem.path"


def load(name: str) -> dict[str, Any]:
    """A fixture: the files of the ``theme`` and of the ``site``, and what is ``expected`` of them."""
    fixture = yaml.safe_load((FIXTURES / f"{name}.yml").read_text("utf-8"))
    assert isinstance(fixture, dict)
    return fixture


def write(root: Path, files: Mapping[str, str]) -> Path:
    """The files of a fixture in ``root``, all of the same age."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        os.utime(path, (MODIFIED, MODIFIED))
    return root


def install(fixture: Mapping[str, Any], folder: Path) -> Path:
    """The theme as RubyGems would install it below ``folder``; the folder of its files."""
    write(folder / "specifications", {f"{fixture['gem']}.gemspec": fixture["gemspec"]})
    return write(folder / "gems" / fixture["gem"], fixture["theme"])


def tree(folder: Path) -> dict[str, str]:
    """Every file below ``folder``; stylesheets in one line, maps by name."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        text = path.read_text("utf-8")
        if path.suffix == ".css":
            text = text.replace("\n", "")
        found[path.relative_to(folder).as_posix()] = "(a source map)" if path.suffix == ".map" else text
    return found


def by_jekyll(fixture: Mapping[str, Any], folder: Path) -> dict[str, str]:
    """What real Jekyll makes of the site, with the theme installed as a gem."""
    if "gem" in fixture:
        install(fixture, folder / "home")
    site = write(folder / "site", fixture["site"])
    known = subprocess.run(
        ["ruby", "-e", GEM_PATHS], check=True, capture_output=True, text=True
    ).stdout.split()
    environment = {
        **{name: value for name, value in os.environ.items() if name != "BUNDLE_GEMFILE"},
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "JEKYLL_ENV": "production",
        "JEKYLL_NO_BUNDLER_REQUIRE": "true",
        "GEM_PATH": os.pathsep.join((str(folder / "home"), *known)),
    }
    command = ["jekyll", "build", "--quiet", "--disable-disk-cache", "-d", str(folder / "built")]
    subprocess.run(command, cwd=site, check=True, capture_output=True, env=environment)
    return tree(folder / "built")


def liquid_version() -> int:
    """The Liquid that ``jekyll`` runs with: 4 or 5."""
    command = ["ruby", "-e", "require 'jekyll'; puts Liquid::VERSION"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout.partition(".")[0])


if __name__ == "__main__":
    for name in sys.argv[1:] or NAMES:
        path = FIXTURES / f"{name}.yml"
        by_hand = path.read_text("utf-8").split("\nexpected:\n")[0].rstrip("\n")
        with tempfile.TemporaryDirectory() as made:
            expected = by_jekyll(load(name), Path(made))
        dumped = yaml.safe_dump({"expected": expected}, allow_unicode=True, sort_keys=True, width=100)
        path.write_text(f"{by_hand}\n{dumped}", "utf-8")
