"""Themes that are Ruby gems: found where RubyGems and Bundler install them, read as data.

Nothing of Ruby is run: a gem is a folder ``NAME-VERSION``, its gemspec a text of which a few lines are read.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from proactive_ssg.themes.model import ThemeFacts

__all__ = ["find_gem", "gem_facts"]

_PLACES = (
    "~/.local/share/gem/ruby/*/gems",
    "~/.gem/ruby/*/gems",
    "~/.rbenv/versions/*/lib/ruby/gems/*/gems",
    "~/.rvm/gems/*/gems",
    "/var/lib/gems/*/gems",
    "/usr/local/bundle/gems",
    "/usr/local/lib/ruby/gems/*/gems",
    "/usr/lib/ruby/gems/*/gems",
    "/usr/share/rubygems-integration/*/gems",
    "/opt/homebrew/lib/ruby/gems/*/gems",
)
"""Where gems are when no variable says it (``gem env``): RubyGems, rbenv, RVM, Debian, Docker, Homebrew."""

_IN_SITE = ("vendor/bundle/ruby/*/gems", "vendor/bundle/gems", "vendor/gems")

_STRING = r"""(?:%q<([^>]*)>|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
_ATTRIBUTE = re.compile(rf"^\s*\w+\.(version|summary|description)\s*=\s*{_STRING}", re.M)
_AUTHORS = re.compile(r"^\s*\w+\.authors?\s*=\s*(.+)$", re.M)
_METADATA = re.compile(r"^\s*\w+\.metadata\s*=\s*\{([^}]*)\}", re.M)
_PAIR = re.compile(rf"{_STRING}(?:\.freeze)?\s*=>\s*{_STRING}")
_DEPENDENCY = re.compile(rf"^\s*\w+\.add_(?:runtime_)?dependency[ (]*{_STRING}", re.M)
_LOCKED = "    {name} ("
_OF_PATH = (
    r"""^\s*gem[ (]+["']{name}["'].*?\bpath(?::|["']?\s*=>)\s*(?:File\.expand_path[ (]*)?["']([^"']+)["']"""
)


def find_gem(name: str, root: Path, environ: Mapping[str, str]) -> Path | None:
    """The folder of the gem ``name``: the one that the Gemfile gives a path for, or else an installed one.

    Of several versions it is the one in ``Gemfile.lock``, or else the newest.
    """
    if (folder := _in_gemfile(name, root, environ)) is not None:
        return folder
    found = list(_versions(name, root, environ))
    wanted = _locked_version(name, root)
    exact = [path for version, path in found if ".".join(map(str, version)) == wanted]
    return exact[0] if exact else max(found, default=(None, None))[1]


def _in_gemfile(name: str, root: Path, environ: Mapping[str, str]) -> Path | None:
    """The folder in ``gem "name", path: "folder"`` of the Gemfile that Bundler would read."""
    given = environ.get("BUNDLE_GEMFILE")
    for path in (Path(given),) if given else (folder / "Gemfile" for folder in (root, *root.parents)):
        if path.is_file():
            try:
                text = path.read_text("utf-8", "replace")
            except OSError:
                return None
            found = re.search(_OF_PATH.format(name=re.escape(name)), text, re.M)
            folder = path.parent / found[1] if found else None
            return folder if folder is not None and folder.is_dir() else None
    return None


def _versions(name: str, root: Path, environ: Mapping[str, str]) -> Iterator[tuple[tuple[int, ...], Path]]:
    """Every version of the gem that is installed."""
    places = [str(root / place) for place in _IN_SITE]
    for variable in ("GEM_HOME", "GEM_PATH"):
        places += [f"{path}/gems" for path in environ.get(variable, "").split(os.pathsep) if path]
    for place in (*places, *(os.path.expanduser(path) for path in _PLACES)):  # noqa: PTH111
        for path in sorted(glob.glob(f"{place}/{glob.escape(name)}-*")):  # noqa: PTH207
            version = path.rpartition("/")[2].removeprefix(f"{name}-")
            if re.fullmatch(r"\d+(?:\.\d+)*", version) and Path(path).is_dir():
                yield tuple(int(number) for number in version.split(".")), Path(path)


def _locked_version(name: str, root: Path) -> str:
    try:
        lines = (root / "Gemfile.lock").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    start = _LOCKED.format(name=name)
    return next((line.removeprefix(start).rstrip(")") for line in lines if line.startswith(start)), "")


def gem_facts(folder: Path) -> ThemeFacts:
    """What the gemspec of ``folder`` says, where there is one in it or where RubyGems keeps it."""
    beside = (
        folder.parents[1] / "specifications" / f"{folder.name}.gemspec" if len(folder.parents) > 1 else None
    )
    for path in (*sorted(folder.glob("*.gemspec")), beside):
        if path is not None and path.is_file():
            try:
                return _facts(path.read_text("utf-8", "replace"))
            except OSError:
                break
    return ThemeFacts()


def _facts(text: str) -> ThemeFacts:
    said: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(text):
        said.setdefault(found[1], _text(found[2], found[3], found[4]))
    authors = _AUTHORS.search(text)
    metadata = _METADATA.search(text)
    pairs = _PAIR.findall(metadata[1]) if metadata else []
    dependencies = dict.fromkeys(_text(*found) for found in _DEPENDENCY.findall(text))
    return ThemeFacts(
        version=said.get("version", ""),
        authors=", ".join(_text(*found) for found in re.findall(_STRING, authors[1])) if authors else "",
        description=said.get("description") or said.get("summary", ""),
        metadata={_text(*pair[:3]): _text(*pair[3:]) for pair in pairs},
        dependencies=tuple(name for name in dependencies if name.startswith(("jekyll-", "jemoji"))),
    )


def _text(*alternatives: str | None) -> str:
    return re.sub(r"\\(.)", r"\1", next((found for found in alternatives if found), ""))
