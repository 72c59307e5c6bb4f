"""Modules of ours that were compiled (``hatch_build.py``), imported where they are what their sources say.

In an installed wheel compiled modules are beside their sources, and Python finds them by itself. In a
checkout they have a folder of their own, with a list of the sources that they were made of: one source that
is not what it was then (by size and time), and all are left aside, for they know each other's innermost.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder
from types import ModuleType

__all__ = ["FOLDER", "LIST", "SWITCH", "Finder", "entry", "listed", "prefer"]

FOLDER = "_native"
"""Below the package: ``_native/proactive_ssg/kramdown/html.cpython-311-x86_64-linux-gnu.so`` and others."""

LIST = "modules.txt"
"""In that folder: ``NAME<tab>COMPILED FILE<tab>SOURCE<tab>SIZE<tab>TIME IN NS``, a line for each module."""

SWITCH = "PROACTIVE_SSG_PURE"
"""The variable that, set to anything, leaves all compiled modules of a checkout aside."""


class Finder:
    """Finds compiled modules by their names, and what is not compiled in a package that is."""

    def __init__(self, places: dict[str, tuple[str, str]]) -> None:
        self._places = places

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        place = self._places.get(name)
        if place is None:  # a compiled package takes the folder of its compiled modules for its own
            _compiled, source = self._places.get(name.rpartition(".")[0], ("", ""))
            return PathFinder.find_spec(name, [os.path.dirname(source)]) if source else None  # noqa: PTH120
        compiled, source = place
        spec = ModuleSpec(name, ExtensionFileLoader(name, compiled), origin=compiled)
        spec.has_location = True
        if source.endswith("__init__.py"):
            spec.submodule_search_locations = [os.path.dirname(source)]  # noqa: PTH120
        return spec


def entry(name: str, compiled: str, source: str, package: str) -> str:
    """A line of the list; paths are relative to ``package``. ``source`` is empty for what they all share."""
    size, time = _state(f"{package}/{source}") if source else (0, 0)
    return f"{name}\t{compiled}\t{source}\t{size}\t{time}\n"


def listed(package: str) -> dict[str, tuple[str, str]] | None:
    """Compiled file and source of each module (none for what they share); None where a source has changed."""
    try:
        with open(f"{package}/{FOLDER}/{LIST}", encoding="utf-8") as file:  # noqa: PTH123
            lines = file.read().splitlines()
        places = {}
        for line in lines:
            name, compiled, source, size, time = line.split("\t")
            if source and _state(f"{package}/{source}") != (int(size), int(time)):
                return None
            places[name] = (f"{package}/{compiled}", f"{package}/{source}" if source else "")
    except (OSError, ValueError):
        return None
    return places


def prefer(package: str) -> None:
    """From now on, import what is compiled for ``package``, the folder of this program."""
    if SWITCH not in os.environ and (places := listed(package)):
        sys.meta_path.insert(0, Finder(places))


def _state(path: str) -> tuple[int, int]:
    status = os.stat(path)  # noqa: PTH116
    return status.st_size, status.st_mtime_ns
