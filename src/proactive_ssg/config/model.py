"""Config: the settings of one build, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from proactive_ssg.errors import Diagnostic
from proactive_ssg.themes import Theme

__all__ = ["Config"]


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one build; keys are Jekyll's where Jekyll has them.

    ``root`` is the folder that holds ``_config.yml``; ``source`` the folder of the content (``root`` itself,
    or ``root/content`` where the site is laid out as ``content/`` and ``layouts/``); ``templates_dir`` the
    Jinja2 layouts; ``static_dirs`` folders beside the source copied under their own name (``uploads``);
    ``settings`` everything, as templates see it in ``site``; ``collections`` the configuration of each
    collection by label, ``posts`` first and always there; ``permalink`` the style or template of posts,
    which also decides how pages end; ``previewed`` those of ``show_drafts``, ``future`` and ``unpublished``
    that this run alone asks for; ``warnings`` what is odd in the files without being wrong; ``theme`` the
    folders that the site's own files override one by one; ``as_jekyll``: the site is laid out as Jekyll has
    it, and what only makes Jekyll warn is no more than a warning here; ``cache``: the folder for what builds
    remember, where ``cache_dir`` says so.
    """

    root: Path
    source: Path
    destination: Path
    templates_dir: Path
    static_dirs: tuple[Path, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    title: str = ""
    url: str = ""
    baseurl: str = ""
    lang: str = "en"
    timezone: tzinfo = UTC
    encoding: str = "utf-8"
    permalink: str = "date"
    environment: str = "development"
    markdown_ext: tuple[str, ...] = ("markdown", "mkdown", "mkdn", "mkd", "md")
    include: tuple[str, ...] = (".htaccess",)
    exclude: tuple[str, ...] = ()
    keep_files: tuple[str, ...] = (".git", ".svn")
    collections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    defaults: tuple[Mapping[str, Any], ...] = ()
    kramdown: Mapping[str, Any] = field(default_factory=dict)
    data_dir: str = "_data"
    includes_dir: str = "_includes"
    layouts_dir: str = "_layouts"
    collections_dir: str = ""
    show_drafts: bool = False
    future: bool = False
    unpublished: bool = False
    limit_posts: int = 0
    strict_front_matter: bool = False
    strict: bool = False
    theme: Theme | None = None
    as_jekyll: bool = False
    cache: Path | None = None
    previewed: frozenset[str] = frozenset()
    warnings: tuple[Diagnostic, ...] = ()
