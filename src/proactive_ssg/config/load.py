"""Loading the configuration: files, flags and environment into one Config, or all that is wrong with them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from proactive_ssg.config.check import LANGUAGE, check_settings
from proactive_ssg.config.defaults import DEFAULT_EXCLUDES, DEFAULTS, PERMALINK_STYLES
from proactive_ssg.config.folders import is_content_site, templates_folder
from proactive_ssg.config.model import Config
from proactive_ssg.config.sources import Sources, deep_merge
from proactive_ssg.config.theme import resolve_theme
from proactive_ssg.config.times import in_zone
from proactive_ssg.errors import ConfigurationError
from proactive_ssg.i18n import _
from proactive_ssg.themes import Theme

__all__ = ["load_config"]


def load_config(
    root: Path,
    *,
    files: Sequence[Path] = (),
    overrides: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
) -> Config:
    """The configuration of the site in ``root``; raises ConfigurationError with everything that is wrong.

    ``overrides`` are the flags, by the settings' names; their paths are relative to ``root`` like the files'.
    """
    root = Path(os.path.abspath(root))  # noqa: PTH100 (keeps symbolic links, as the user sees the folder)
    sources = Sources.read(root, [root / path for path in files])
    environ = os.environ if environ is None else environ
    theme, of_theme = resolve_theme(sources, overrides or {}, root, environ)
    settings = deep_merge(deep_merge(DEFAULTS, of_theme), deep_merge(sources.settings, overrides or {}))
    given = {**sources.settings, **(overrides or {})}
    content_site = is_content_site(root, given)
    sources.as_jekyll = not content_site
    if given.get("templates_dir") is None:
        settings["templates_dir"] = templates_folder(root, given, content_site=content_site)
    settings = check_settings(settings, sources)
    config = _Assembly(root, settings, sources, overrides or {}, theme).config(environ)
    if sources.problems:
        raise ConfigurationError(*sources.problems)
    return config


@dataclass(slots=True)
class _Assembly:
    """Settings of the right types on their way to a Config."""

    root: Path
    settings: dict[str, Any]
    sources: Sources
    overrides: Mapping[str, Any]
    theme: Theme | None

    def config(self, environ: Mapping[str, str]) -> Config:
        timezone = self._timezone()
        value = self.settings = in_zone(self.settings, timezone)
        templates_dir = self._folder("templates_dir")
        source = self._source()
        self._check_templates_dir(templates_dir, source)
        static_dirs = self._static_dirs(source, templates_dir)
        destination = self._folder("destination")
        self._check_destination(destination, source, templates_dir, *static_dirs)
        collections = self._collections()
        environment = environ.get("JEKYLL_ENV") or "development"
        taken_over: dict[str, Any] = {name: value[name] for name in _TAKEN_OVER}
        taken_over |= {name: _text(value.get(name)) for name in ("title", "url", "baseurl")}
        taken_over["lang"] = _language(value.get("lang"))
        seen = {**value, "source": str(source), "destination": str(destination), "collections": collections}
        return Config(
            root=self.root,
            source=source,
            destination=destination,
            templates_dir=templates_dir,
            static_dirs=static_dirs,
            settings=seen,
            files=tuple(self.sources.files),
            timezone=timezone,
            environment=environment,
            theme=self.theme,
            markdown_ext=tuple(value["markdown_ext"]),
            include=tuple(value["include"]),
            exclude=tuple(dict.fromkeys((*value["exclude"], *DEFAULT_EXCLUDES, *self._cache_excludes()))),
            keep_files=tuple(value["keep_files"]),
            as_jekyll=self.sources.as_jekyll,
            cache=self._cache(),
            collections=collections,
            defaults=tuple(value["defaults"]),
            previewed=frozenset(name for name in _PREVIEWS if self._only_this_run(name)),
            warnings=tuple(self.sources.warnings),
            **taken_over,
        )

    def _only_this_run(self, name: str) -> bool:
        return bool(self.overrides.get(name)) and not self.sources.settings.get(name)

    def _folder(self, name: str) -> Path:
        return Path(os.path.abspath(self.root / Path(self.settings[name]).expanduser()))  # noqa: PTH100

    def _source(self) -> Path:
        if self.settings.get("source") is not None:
            source = self._folder("source")
            if not source.is_dir():
                message = _("the source folder {path} does not exist").format(path=source)
                hint = _("create it, or correct `source`")
                self.sources.problem("config-source", message, "source", hint=hint)
            return source
        return self.root if self.sources.as_jekyll else self.root / "content"

    def _check_templates_dir(self, templates_dir: Path, source: Path) -> None:
        """All that a folder of layouts holds is a layout: it is none of those that hold the pages."""
        if _real(source).is_relative_to(_real(templates_dir)):
            message = _("the folder of layouts {path} is or holds that of the pages")
            hint = _("choose a folder of its own, such as `layouts`")
            self.sources.problem(
                "config-path", message.format(path=templates_dir), "templates_dir", hint=hint
            )

    def _static_dirs(self, source: Path, templates_dir: Path) -> tuple[Path, ...]:
        names = self.settings.get("static_dirs")
        if names is None:
            uploads = self.root / "uploads"
            is_ours = templates_dir.is_dir() and not uploads.is_relative_to(source)
            return (uploads,) if is_ours and uploads.is_dir() else ()
        folders = []
        for place, name in enumerate(names):
            folder = Path(os.path.abspath(self.root / name))  # noqa: PTH100
            if not folder.is_dir():
                message = _("the folder {path} does not exist").format(path=folder)
                hint = _("create it, or take it out of `static_dirs`")
                self.sources.problem("config-static-dirs", message, "static_dirs", place, hint=hint)
            folders.append(folder)
        return tuple(folders)

    def _check_destination(self, destination: Path, *inputs: Path) -> None:
        """Publishing replaces the destination: it must hold nothing that the site is made of."""
        real = _real(destination)
        for folder in (*inputs, self.root):
            if _real(folder).is_relative_to(real):
                message = _("the destination {destination} is or holds {folder}, of which the site is made")
                message = message.format(destination=destination, folder=folder)
                hint = _("choose a folder of its own, such as `_site`")
                self.sources.problem("config-destination", message, "destination", hint=hint)
                return
        if os.path.lexists(destination) and not os.path.isdir(destination):  # noqa: PTH112 (never raises)
            message = _("the destination {path} is a file, not a folder").format(path=destination)
            hint = _("remove it, or choose another")
            self.sources.problem("config-destination", message, "destination", hint=hint)

    def _collections(self) -> dict[str, dict[str, Any]]:
        """The collections by clean label, ``posts`` first and always written."""
        given: dict[str, Any] = self.settings["collections"]
        clean = {re.sub(r"[^A-Za-z0-9_.-]", "", label): dict(data) for label, data in given.items()}
        posts = {**clean.pop("posts", {}), "output": True}
        permalink = self.settings["permalink"]
        posts["permalink"] = posts.get("permalink") or PERMALINK_STYLES.get(permalink, permalink)
        return {"posts": posts, **clean}

    def _cache(self) -> Path | None:
        """A folder of our own in the one of ``cache_dir``: what else is in there is not ours to clear."""
        given = self.settings.get("cache_dir")
        if not isinstance(given, str) or not given.strip("/") or "\0" in given:
            return None
        within = os.path.normpath(f"/{given}").strip("/")  # Jekyll knows no way out of the site either
        return self.root / within / "proactive-ssg"

    def _cache_excludes(self) -> tuple[str, ...]:
        cache = self._cache()
        return () if cache is None else (cache.relative_to(self.root).as_posix() + "/",)

    def _timezone(self) -> tzinfo:
        name = self.settings.get("timezone")
        if not name:
            return UTC
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            message = _("the time zone {name!r} is not known: times are in UTC").format(name=name)
            hint = _("use a name such as `Europe/Paris`")
            self.sources.oddity("config-timezone", message, "timezone", hint=hint)
            return UTC


def _text(value: object) -> str:
    """A setting as text; a mapping (of languages, say) is for the site's own templates."""
    return value if isinstance(value, str) else ""


def _language(value: object) -> str:
    found = LANGUAGE.fullmatch(value) if isinstance(value, str) else None
    return found[0] if found else "en"  # none of DEFAULTS: templates see no site.lang


def _real(path: Path) -> Path:
    """``path`` without links; ``Path.resolve`` raises where one leads to itself."""
    return Path(os.path.realpath(path))


_PREVIEWS = ("show_drafts", "future", "unpublished")
_TAKEN_OVER = (
    "encoding",
    "permalink",
    "kramdown",
    "data_dir",
    "includes_dir",
    "layouts_dir",
    "collections_dir",
    "show_drafts",
    "future",
    "unpublished",
    "limit_posts",
    "strict_front_matter",
    "strict",
)
