"""Sites of which plugins make pages, and what real Jekyll with the real plugins makes of them.

``python tests/plugins/generated_sites.py [NAME...]`` asks Jekyll 4.3 and writes what is ``expected`` again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

FIXTURES = Path(__file__).parents[1] / "fixtures" / "plugins"
PLUGINS = ("archives", "feed", "paginate", "paginate-v2", "redirect", "sitemap")
MODIFIED = 1717000000  # every file of every site: 2024-05-29 16:26:40 UTC

# One process for the sites with the same plugins: to start Jekyll takes longer than to build ten of them. Not
# more, as what a gem registers stays for every later site.
_BUILD_EACH = """
require "jekyll"
Jekyll.logger.log_level = :error
ARGV.each do |root|
  ENV["TZ"] = "UTC" # a site with a time zone of its own sets it for the next one too
  options = { "source" => root, "destination" => "#{root}.built", "disable_disk_cache" => true }
  Jekyll::Site.new(Jekyll.configuration(options)).process
end
"""


def names(prefix: str) -> list[str]:
    """The fixtures of a plugin: ``feed`` and all ``feed-*``, but not those of a plugin with a longer name."""
    found = [path.stem for path in sorted(FIXTURES.glob("*.yml"))]
    own = [name for name in found if name == prefix or name.startswith(f"{prefix}-")]
    return [name for name in own if prefix == "paginate-v2" or not name.startswith("paginate-v2")]


def load(name: str) -> dict[str, Any]:
    """A fixture: its ``files``, and what is ``expected`` of them by path in the destination."""
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


def tree(folder: Path) -> dict[str, str]:
    """Every file below ``folder`` by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def by_jekyll(folder: Path, wanted: Iterable[str]) -> dict[str, dict[str, str]]:
    """What real Jekyll makes of the fixtures ``wanted``."""
    roots: dict[tuple[str, ...], list[Path]] = {}
    for name in wanted:
        files = load(name)["files"]
        plugins = yaml.safe_load(files["_config.yml"])["plugins"]
        roots.setdefault(tuple(plugins), []).append(write(folder / name, files))
    environment = {**os.environ, "TZ": "UTC", "LANG": "C.UTF-8", "JEKYLL_NO_BUNDLER_REQUIRE": "true"}
    for together in roots.values():
        command = ["ruby", "-e", _BUILD_EACH, *map(str, together)]
        subprocess.run(command, check=True, capture_output=True, env=environment)
    built = (root for together in roots.values() for root in together)
    return {root.name: tree(root.with_name(f"{root.name}.built")) for root in built}


def _record(name: str, expected: Mapping[str, str]) -> None:
    """Put ``expected`` at the end of the fixture; what stands before, written by hand, stays as it is."""
    path = FIXTURES / f"{name}.yml"
    given = path.read_text("utf-8").partition("\nexpected:")[0].rstrip("\n")
    shown = yaml.dump({"expected": dict(expected)}, Dumper=_Dumper, allow_unicode=True, width=10**6)
    path.write_text(f"{given}\n{shown}", "utf-8")


class _Dumper(yaml.SafeDumper):
    pass


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    lines = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=lines)


_Dumper.add_representer(str, _text)


def main(wanted: list[str], progress: Callable[[str], object] = print) -> None:
    for name in wanted or [path.stem for path in sorted(FIXTURES.glob("*.yml"))]:
        with tempfile.TemporaryDirectory() as folder:
            _record(name, by_jekyll(Path(folder), [name])[name])
        progress(name)


if __name__ == "__main__":
    main(sys.argv[1:])
