"""The settings' types and values, checked: every wrong one is reported where it was written."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from proactive_ssg.config.defaults import DEFAULTS, DOCUMENT_PLACEHOLDERS, KINDS, PERMALINK_STYLES
from proactive_ssg.config.repairs import repair_problems, repair_setting
from proactive_ssg.config.sources import Sources
from proactive_ssg.i18n import _

__all__ = ["LANGUAGE", "check_settings"]

_TYPE_NAMES = ("posts", "pages", "drafts")
_OLD_TYPE_NAMES = {name[:-1]: name for name in _TYPE_NAMES}
_COLLECTION_KINDS = {"output": bool, "permalink": str, "sort_by": str, "order": list, "future": bool}
_LEFT_TO_TEMPLATES = ("title", "url", "baseurl", "lang")
_OURS = ("strict", "static_dirs", "templates_dir", "defaults")
_ERROR_MODES = ("lax", "warn", "strict")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PLACEHOLDER = re.compile(r":([a-z_]+)")


def check_settings(settings: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """``settings`` with the default in place of each wrong value, which is reported to ``sources``."""
    checked = dict(settings)
    for name, kind in KINDS.items():
        value = checked.get(name)
        if value is None or (kind is str and value is False):
            checked.pop(name, None)
            if name in DEFAULTS:
                checked[name] = DEFAULTS[name]
        elif not _is(value, kind):
            _correct(checked, name, kind, sources)
    for check in _CHECKS:
        check(checked, sources)
    return checked


def _correct(checked: dict[str, Any], name: str, kind: type, sources: Sources) -> None:
    """Put what Jekyll makes of a value of another type in its place, or else the default; and say so."""
    value = checked[name]
    if kind is str and isinstance(value, int | float) and not isinstance(value, bool):
        checked[name] = str(value)  # `title: 2024`
        return
    is_odd_only = kind is bool or name in _LEFT_TO_TEMPLATES or name in _OURS or isinstance(value, float)
    _wrong_type(sources, kind, name, taken=is_odd_only)
    if name in _LEFT_TO_TEMPLATES and sources.as_jekyll:
        return
    if kind is bool and sources.as_jekyll and name not in _OURS:
        checked[name] = True  # all but false and nothing is true in Ruby
    elif kind is int and isinstance(value, float):
        checked[name] = int(value)
    else:
        del checked[name]
        if name in DEFAULTS:
            checked[name] = DEFAULTS[name]


def _is(value: object, kind: type) -> bool:
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))


def _wrong_type(sources: Sources, kind: type, *path: str | int, taken: bool = False) -> None:
    """Report a value of another type; ``taken``: Jekyll makes something of it."""
    wanted = {
        str: _("a text"),
        bool: _("true or false"),
        int: _("a whole number"),
        list: _("a list"),
        dict: _("a mapping of names to values"),
    }[kind]
    message = _("`{name}` must be {wanted}").format(name=".".join(map(str, path)), wanted=wanted)
    report = sources.oddity if taken else sources.problem
    report("config-type", message, *path, hint=_("correct the value, or remove the line"))


def _check_lists(settings: dict[str, Any], sources: Sources) -> None:
    """Lists of texts; ``markdown_ext`` may also be one text with commas."""
    for name in ("include", "exclude", "keep_files", "static_dirs"):
        for place, item in enumerate(settings.get(name) or ()):
            if not isinstance(item, str):
                _wrong_type(sources, str, name, place, taken=name != "keep_files")
        if settings.get(name) is not None:
            settings[name] = [item for item in settings[name] if isinstance(item, str)]
    extensions = settings["markdown_ext"]
    if isinstance(extensions, str):
        extensions = extensions.split(",")
    if not isinstance(extensions, list) or not all(isinstance(item, str) for item in extensions):
        _wrong_type(sources, list, "markdown_ext")
        extensions = str(DEFAULTS["markdown_ext"]).split(",")
    settings["markdown_ext"] = [item.strip().lstrip(".").lower() for item in extensions if item.strip()]


def _check_values(settings: dict[str, Any], sources: Sources) -> None:
    if settings["limit_posts"] < 0:
        message = _("`limit_posts` must not be negative")
        sources.problem("config-value", message, "limit_posts", hint=_("0 means all posts"))
        settings["limit_posts"] = 0
    lang = settings.get("lang")
    if isinstance(lang, str) and not LANGUAGE.fullmatch(lang):
        message = _("{value!r} is not the code of a language").format(value=lang)
        sources.oddity("config-value", message, "lang", hint=_("write `fr`, `en`, `fr-CA` ..."))
    if not _is_encoding(settings["encoding"]):
        message = _("the encoding {value!r} is not known").format(value=settings["encoding"])
        sources.oddity("config-value", message, "encoding", hint=_("write `utf-8`"))
        settings["encoding"] = DEFAULTS["encoding"]
    liquid = settings.get("liquid")
    mode = liquid.get("error_mode") if isinstance(liquid, dict) else None
    if mode is not None and mode not in _ERROR_MODES:
        message = _("`liquid.error_mode` must be one of: {modes}").format(modes=", ".join(_ERROR_MODES))
        sources.oddity("config-value", message, "liquid", "error_mode", hint=_("write `warn`"))
    if not isinstance(settings["kramdown"].get("syntax_highlighter_opts") or {}, dict):
        _wrong_type(sources, dict, "kramdown", "syntax_highlighter_opts")


def _is_encoding(name: str) -> bool:
    """Is it one of texts? Python also knows codecs such as ``base64`` and ``idna``."""
    try:
        codecs.lookup(name)
        return bytes(range(32, 127)).decode(name).isprintable()
    except (LookupError, ValueError):
        return False


def _check_folders(settings: dict[str, Any], sources: Sources) -> None:
    """Folders that the system can have; those within the site are relative, and without a way out."""
    for name in ("source", "destination", "templates_dir", "static_dirs"):
        value = settings.get(name) or ()
        for item in (value,) if isinstance(value, str) else value:
            if "\0" in item:
                message = _("`{name}` holds a NUL character, which no folder can").format(name=name)
                sources.problem("config-path", message, name, hint=_("correct the value, or remove the line"))
                settings[name] = DEFAULTS.get(name)
    for name in ("collections_dir", "layouts_dir", "data_dir", "includes_dir"):
        path = PurePosixPath(settings[name])
        if path.is_absolute() or ".." in path.parts or "\0" in settings[name]:
            message = _("`{name}` must be a folder within the site, not {value!r}")
            message = message.format(name=name, value=settings[name])
            sources.oddity("config-path", message, name, hint=_("write a path relative to the source"))
            within = "" if "\0" in settings[name] else os.path.normpath(f"/{settings[name]}").strip("/")
            settings[name] = within or DEFAULTS[name]
        else:
            settings[name] = settings[name].strip("/") if name == "collections_dir" else settings[name]


def _check_permalink(template: str, sources: Sources, *path: str | int, taken: bool = False) -> None:
    for name in _PLACEHOLDER.findall(template):
        if name not in DOCUMENT_PLACEHOLDERS and name.removesuffix("_") not in DOCUMENT_PLACEHOLDERS:
            message = _("the permalink names `:{name}`, which does not exist").format(
                name=name.removesuffix("_")
            )
            known = ", ".join(f":{known}" for known in sorted(DOCUMENT_PLACEHOLDERS))
            hint = _("known names: {names}").format(names=known)
            report = sources.oddity if taken else sources.problem
            report("config-permalink", message, *path, hint=hint)


def _check_collections(settings: dict[str, Any], sources: Sources) -> None:
    """A list of labels or a mapping of labels to their settings; the permalinks of both."""
    if settings["permalink"] not in PERMALINK_STYLES:
        _check_permalink(settings["permalink"], sources, "permalink")
    collections = settings.get("collections")
    if isinstance(collections, list):
        collections = {str(label): {} for label in collections}
    if not isinstance(collections, dict):
        if collections is not None:
            _wrong_type(sources, dict, "collections")
        collections = {}
    checked = {}
    for label, metadata in collections.items():
        if metadata is not None and not isinstance(metadata, dict):
            _wrong_type(sources, dict, "collections", label)
            metadata = None
        checked[str(label)] = _check_collection(dict(metadata or {}), sources, "collections", label)
    settings["collections"] = checked


def _check_collection(metadata: dict[str, Any], sources: Sources, *path: str | int) -> dict[str, Any]:
    for name, kind in _COLLECTION_KINDS.items():
        value = metadata.get(name)
        if value is None:
            metadata.pop(name, None)
        elif not isinstance(value, kind):
            _wrong_type(sources, kind, *path, name, taken=True)
            if kind is bool and sources.as_jekyll:
                metadata[name] = True
            else:
                del metadata[name]
    if "permalink" in metadata:
        unused = path[-1] != "posts" and not metadata.get("output")
        _check_permalink(metadata["permalink"], sources, *path, "permalink", taken=unused)
    return metadata


def _check_defaults(settings: dict[str, Any], sources: Sources) -> None:
    """``defaults``: sets of ``values`` with a ``scope`` of ``path`` and ``type``."""
    checked = []
    for place, given in enumerate(settings["defaults"]):
        if not isinstance(given, dict) or not isinstance(given.get("values"), dict):
            message = _("each entry of `defaults` needs `values`, a mapping")
            hint = _("write `- scope: {path: ...}` and `values:` with the defaults below it")
            sources.oddity("config-defaults", message, "defaults", place, hint=hint)
            continue
        scope = given.get("scope") or {}
        if not isinstance(scope, dict):
            _wrong_type(sources, dict, "defaults", place, "scope")
            continue
        scope = dict(scope)
        if (kind := scope.get("type")) is not None:
            scope["type"] = _OLD_TYPE_NAMES.get(str(kind), str(kind))
        if scope.get("path") is not None and not isinstance(scope["path"], str):
            _wrong_type(sources, str, "defaults", place, "scope", "path", taken=True)
            if not sources.as_jekyll:
                continue
            del scope["path"]
        checked.append({**given, "scope": scope})
    settings["defaults"] = checked


def _check_repairs(settings: dict[str, Any], sources: Sources) -> None:
    """``accessibility: {repair: ...}``: true, false, or repairs that there are."""
    for place, message, hint in repair_problems(repair_setting(settings)):
        sources.oddity("config-repair", message, "accessibility", "repair", *place, hint=hint)


_CHECKS: tuple[Callable[[dict[str, Any], Sources], None], ...] = (
    _check_lists,
    _check_values,
    _check_folders,
    _check_collections,
    _check_defaults,
    _check_repairs,
)
