"""The State's design system, from the copy that a site has of it: ``dsfr: {path: ...}`` in its settings.

What pages load of it (style sheets, scripts, fonts, icons) goes to ``/assets/dsfr/``. Nothing of it comes
with us and nothing is fetched: only sites of the State may use it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from proactive_ssg.errors import ProblemsError
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.extensions.marks import fields_only
from proactive_ssg.i18n import _
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.plugins.options import Options

__all__ = ["generate", "register"]

_ASSETS: Final = "/assets/dsfr/"
_STYLES: Final = ("dsfr.min.css", "utility/utility.min.css")
_NEEDED: Final = ("dsfr.min.css", "dsfr.module.min.js")
_FOLDERS: Final = ("fonts", "icons", "favicon", "artwork", "utility")


def register(registry: Registry) -> None:
    """Adds the generator; a copy outside the site is one that each build must look at again."""
    registry.generator(fields_only(generate), Priority.NORMAL)
    folder = _folder(Options.of(registry.config, "dsfr-option", "dsfr"))
    if folder is not None and not _is_watched(folder, registry.config.root):
        registry.looks_at_more()


def generate(site: SiteBuilder) -> None:
    """Adds the files, and for layouts ``site.dsfr.assets`` and ``site.dsfr.styles``; raises ProblemsError."""
    options = Options.of(site.config, "dsfr-option", "dsfr")
    folder = _folder(options)
    if folder is None and not options.problems:
        message = _("the layouts of the State’s design system need your copy of it")
        hint = _("write `dsfr: {path: node_modules/@gouvfr/dsfr/dist}`, the folder of its `dsfr.min.css`")
        options.problem(message, hint=hint)
    missing = [] if folder is None else [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        message = _("there is no {file} in the copy of the design system, {folder}")
        message = message.format(file=missing[0], folder=folder)
        hint = _("correct the path: it is relative to the configuration, and leads to the folder `dist`")
        options.problem(message, "path", hint=hint)
    if options.problems:
        raise ProblemsError(*options.problems)
    assert folder is not None
    taken = {file.output_path for file in site.static_files}
    # A copy in the source is not published twice.
    site.static_files[:] = [file for file in site.static_files if not _is_below(file.path, folder)]
    files = [file for file in _files(folder) if file.output_path not in taken]
    site.static_files.extend(files)
    styles = [name for name in _STYLES if (folder / name).is_file()]
    given: Mapping[str, object] = options.values
    site.variables["dsfr"] = {**given, "assets": _ASSETS, "styles": styles}


def _folder(options: Options) -> Path | None:
    """The folder that ``path`` names, or ``dist`` in it; None where it names none."""
    path = options.text("path")
    if path is None or "\0" in path:
        return None
    folder = options.config.root / Path(path).expanduser()
    inside = folder / "dist"
    is_package = not (folder / _NEEDED[0]).is_file() and (inside / _NEEDED[0]).is_file()
    return inside if is_package else folder


def _is_below(path: Path, folder: Path) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)


def _is_watched(folder: Path, root: Path) -> bool:
    """Does a build see by itself what changes there? It never looks into ``node_modules``."""
    return _is_below(folder, root) and "node_modules" not in folder.parts


def _files(folder: Path) -> Iterator[StaticFile]:
    """What pages load: not the sources, nor the parts that the large files consist of."""
    for path in sorted(folder.glob("*.min.*")):
        if path.suffix in (".css", ".js"):
            yield _file(path, folder)
    for name in _FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            is_source = path.suffix == ".map" or (path.suffix == ".css" and ".min." not in path.name)
            if path.is_file() and not is_source:
                yield _file(path, folder)


def _file(path: Path, folder: Path) -> StaticFile:
    place = PurePosixPath(_ASSETS.strip("/"), path.relative_to(folder).as_posix())
    return StaticFile(path, place, f"/{place}", place, path.stat().st_mtime)
