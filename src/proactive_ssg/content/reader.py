"""Reading a site: one walk over the source, one read per file, and a complete Site at the end."""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path

from proactive_ssg.config import Config
from proactive_ssg.content.collections import read_collection, read_posts
from proactive_ssg.content.context import Reading, ReportedError
from proactive_ssg.content.data import read_data
from proactive_ssg.content.dates import document_time
from proactive_ssg.content.front_matter import KnownYaml
from proactive_ssg.content.pages import read_page, read_static_file
from proactive_ssg.content.theme_assets import add_theme_assets
from proactive_ssg.content.walk import Walker
from proactive_ssg.errors import Diagnostics
from proactive_ssg.i18n import _
from proactive_ssg.model.collection import Collection
from proactive_ssg.model.page import Page
from proactive_ssg.model.permalink import Converted
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile

__all__ = ["build_time", "read_site"]


def read_site(
    config: Config,
    diagnostics: Diagnostics,
    now: datetime | None = None,
    converted: Converted | None = None,
    known: KnownYaml | None = None,
) -> Site:
    """Everything that the site is made of, in Jekyll's order; what is wrong goes to ``diagnostics``.

    ``converted``: the extensions that plugins convert; ``known``: front matter that was read before.
    """
    reading = Reading.of(config, build_time(config, diagnostics, now), diagnostics, converted, known)
    collecting = gc.isenabled()
    gc.disable()  # all that is made here stays: looking for garbage among it took a third of the time
    try:
        return _read(reading)
    finally:
        if collecting:
            gc.enable()


def _read(reading: Reading) -> Site:
    config = reading.config
    walker = Walker(reading, config.source)
    folders = walker.source()
    pages, static_files = _read_files(reading, sorted(folders.files))
    collections: dict[str, Collection] = {"posts": read_posts(reading, walker, folders)}
    for label in config.collections:
        if label not in ("posts", "data"):
            collections[label] = read_collection(reading, walker, label)
    for folder in config.static_dirs:
        static_files += _read_static_dir(reading, folder)
    places = {file: place for place, file in enumerate(folders.files)}
    pages.sort(key=lambda page: (page.path.name, places[str(page.relative_path)]))
    static_files.sort(key=lambda file: str(file.relative_path))
    static_files += (file for collection in collections.values() for file in collection.static_files)
    add_theme_assets(reading, pages, static_files)
    until = min(reading.turns, default=None)
    data = read_data(reading)
    return Site(config, reading.now, tuple(pages), collections, tuple(static_files), data, until=until)


def build_time(config: Config, diagnostics: Diagnostics, now: datetime | None) -> datetime:
    """``time`` of the configuration, for builds that can be repeated, or ``now``, in the zone of the site."""
    if given := config.settings.get("time"):
        try:
            return document_time(given, config.timezone)
        except (ValueError, OverflowError):
            reading = Reading.of(config, datetime.now(config.timezone), diagnostics)
            message = _("`time` is not a date: {value!r}").format(value=given)
            reading.report("config-time", message, next(iter(config.files), None))
    return (now or datetime.now(config.timezone)).astimezone(config.timezone)


def _read_files(reading: Reading, files: list[str]) -> tuple[list[Page], list[StaticFile]]:
    source = str(reading.config.source)
    pages, static_files = [], []
    for relative in files:
        path = f"{source}/{relative}"
        try:
            content = reading.content(path)
        except ReportedError:
            continue
        if content is None:
            if (file := read_static_file(reading, path, relative)) is not None:
                static_files.append(file)
        elif (page := read_page(reading, path, relative, content)) is not None:
            pages.append(page)
    return pages, static_files


def _read_static_dir(reading: Reading, folder: Path) -> list[StaticFile]:
    """A folder beside the source: copied under its own name, front matter or not, names with ``_`` too."""

    def accepts(entry: str) -> bool:
        excluded = reading.filter.exclude.match(f"{folder.name}/{entry}", is_dir=False)
        return not excluded and not entry.endswith("~")

    found = (
        read_static_file(reading, f"{folder}/{entry}", f"{folder.name}/{entry}")
        for entry in Walker(reading, folder).tree("", accepts)
    )
    return [file for file in found if file is not None]
