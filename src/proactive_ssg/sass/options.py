"""The ``sass`` settings of a site, as jekyll-sass-converter 3.1 reads them (``converters/scss.rb``)."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proactive_ssg.config import Config

__all__ = ["SassOptions"]

_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class SassOptions:
    """How the site's stylesheets are compiled.

    ``load_paths``: where ``@use`` and ``@import`` look, after the folder of the file that says them;
    ``allowed``: the real folders within which every file must lie that a stylesheet loads.
    """

    load_paths: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    compressed: bool = False
    source_maps: bool = True
    quiet_deps: bool = False
    verbose: bool = False
    fatal_deprecations: tuple[str, ...] = ()
    future_deprecations: tuple[str, ...] = ()
    silence_deprecations: tuple[str, ...] = ()

    @classmethod
    def of(cls, config: Config) -> SassOptions:
        """From ``sass:`` of the configuration; what is not understood counts as not said, as in the gem."""
        said = config.settings.get("sass")
        given: Mapping[str, Any] = said if isinstance(said, Mapping) else {}
        load_paths = tuple(dict.fromkeys(_load_paths(config, given)))
        folders = (str(config.source), str(config.root), *load_paths)
        return cls(
            load_paths=load_paths,
            allowed=tuple(sorted({os.path.realpath(path) for path in folders})),
            compressed=str(given.get("style")).removeprefix(":") == "compressed",
            source_maps=_wants_source_maps(given.get("sourcemap", "always"), config.environment),
            quiet_deps=_is_true(given.get("quiet_deps")),
            verbose=_is_true(given.get("verbose")),
            fatal_deprecations=_texts(given.get("fatal_deprecations")),
            future_deprecations=_texts(given.get("future_deprecations")),
            silence_deprecations=_texts(given.get("silence_deprecations")),
        )


def _wants_source_maps(said: object, environment: str) -> bool:
    wanted = str(said).removeprefix(":")
    return wanted != "never" and not (wanted == "development" and environment != "development")


def _is_true(value: object) -> bool:
    return value is not None and value is not False


def _texts(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list | tuple) else () if value is None else (value,)
    return tuple(str(item) for item in items)


def _load_paths(config: Config, given: Mapping[str, Any]) -> Iterator[str]:
    """Those of the site, its ``sass_dir``, the theme's, and last the source itself, as converter 2 had it."""
    bases = tuple(dict.fromkeys((str(config.source), str(config.root))))
    patterns = _texts(given.get("load_paths"))
    if config.settings.get("safe"):
        patterns = tuple(_within(pattern.removeprefix(f"{config.source}/")) for pattern in patterns)
    sass_dir = _within(str(given.get("sass_dir") or "_sass"))
    for pattern in (*patterns, sass_dir):
        for base in bases:  # a site of content/ and layouts/ may keep them beside the content
            found = [path for path in _expand(base, pattern) if Path(path).is_dir()]
            yield from found
            if found:
                break
    if config.theme is not None and config.theme.sass is not None:
        yield str(config.theme.sass)
    yield str(config.source)


def _within(path: str) -> str:
    """``path`` without a way out of the folder that it is relative to (``Jekyll.sanitized_path``)."""
    return os.path.normpath(f"/{path}").lstrip("/") or "."


def _expand(base: str, pattern: str) -> Iterator[str]:
    """The paths that a pattern of Ruby's ``Dir.glob`` stands for."""
    if braces := _BRACES.search(pattern):
        for choice in braces[1].split(","):
            yield from _expand(base, pattern[: braces.start()] + choice + pattern[braces.end() :])
        return
    path = f"{glob.escape(base)}/{pattern}"
    if Path(pattern).expanduser().is_absolute():
        path = str(Path(pattern).expanduser())
    yield from sorted(map(os.path.abspath, glob.iglob(path, recursive=True)))  # noqa: PTH207
