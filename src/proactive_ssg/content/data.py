"""Data files: yml, yaml, json, csv and tsv of the data folder, by name and folder (``data_reader.rb``)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from proactive_ssg import diagnose
from proactive_ssg.config.sources import deep_merge
from proactive_ssg.content.context import Reading, ReportedError
from proactive_ssg.content.walk import Walker
from proactive_ssg.errors import Severity
from proactive_ssg.i18n import _
from proactive_ssg.ruby_yaml import YamlError, load, plain

__all__ = ["read_data"]

_ODD_CHARACTERS = re.compile(r"[^\w\s-]+|(?:^|(?<=\b\s))\s+(?=$|\s?\b)")
_SPACES = re.compile(r"\s+")
_EXTENSIONS: Final = ("yaml", "yml", "json", "csv", "tsv")


def read_data(reading: Reading) -> dict[str, Any]:
    """Everything in the data folder, which is looked for in the source, then in the root.

    It is laid over the data of the theme, where there is one (Jekyll's ``reader.rb``).
    """
    config = reading.config
    base = next((base for base in (config.source, config.root) if (base / config.data_dir).is_dir()), None)
    data = {} if base is None else _read_folder(reading, base, config.data_dir)
    if config.theme is not None and (folder := config.theme.data) is not None:
        root = config.theme.root
        return deep_merge(_read_folder(reading, root, folder.relative_to(root).as_posix()), data)
    return data


def _read_folder(reading: Reading, base: Path, folder: str) -> dict[str, Any]:
    data: dict[str, Any] = {}
    origins: dict[tuple[str, ...], str] = {}
    entries = Walker(reading, base).tree(folder, lambda _entry: True, folders=True)
    for entry in sorted(entries, key=_turn):
        _add(reading, f"{base}/{folder}/{entry}", entry, data, origins)
    return data


def _turn(entry: str) -> list[tuple[int, int, str]]:
    """When a file is read: by extension, then by name; folders come last (``data_reader.rb``).

    What ends with a slash is a folder, which is a mapping even if no data is in it.
    """
    *folders, name = entry.split("/")
    extension = name.rpartition(".")[2].lower()
    order = _EXTENSIONS.index(extension) if extension in _EXTENSIONS else len(_EXTENSIONS)
    return [*((1, 0, folder) for folder in folders), (0, order, name)]


def _add(
    reading: Reading, path: str, entry: str, data: dict[str, Any], origins: dict[tuple[str, ...], str]
) -> None:
    *folders, name = entry.split("/")
    stem, _dot, extension = name.rpartition(".")
    parse = _PARSERS.get(extension.lower()) if stem else None
    if name and parse is None:
        return
    keys = tuple(_key(part) for part in (*folders, stem))
    target = _mapping(reading, path, keys[:-1], data, origins)
    if parse is None:
        return
    if keys in origins:
        _warn_conflict(reading, path, origins[keys])
    elif isinstance(target.get(keys[-1]), dict):
        _warn_conflict(reading, path, path.rpartition(".")[0])
        return
    origins[keys] = path
    try:
        content = reading.content(path, always=True)
        text = None if content is None else reading.text(Path(path), content)
        if text is not None:
            target[keys[-1]] = parse(reading, path, text)
    except ReportedError:
        return


def _mapping(
    reading: Reading,
    path: str,
    folders: tuple[str, ...],
    data: dict[str, Any],
    origins: dict[tuple[str, ...], str],
) -> dict[str, Any]:
    """What holds the data of a folder, in the place of a file of its name that was read before."""
    target = data
    for depth, key in enumerate(folders):
        inner = target.get(key)
        origin = origins.pop(folders[: depth + 1], None)
        if origin is not None:
            _warn_conflict(reading, path, origin)
        if origin is not None or not isinstance(inner, dict):
            inner = target[key] = {}
        target = inner
    return target


def _key(name: str) -> str:
    """A file name as a key: no punctuation, underscores for spaces (``sanitize_filename``)."""
    return _SPACES.sub("_", _ODD_CHARACTERS.sub("", name))


def _warn_conflict(reading: Reading, path: str, other: str) -> None:
    other = other.removeprefix(f"{reading.config.root}/")
    message = _("{other} has the same name in `site.data`: only one of the two is there").format(other=other)
    reading.warn("data-conflict", message, Path(path), hint=_("rename one of them"))


def _yaml(reading: Reading, path: str, text: str) -> Any:
    try:
        loaded = load(text, reading.config.timezone, any_date=reading.config.as_jekyll)
    except YamlError as error:
        reading.diagnostics.extend(diagnose.from_yaml("data", Path(path), text, error.problems))
        raise ReportedError from error
    odd = diagnose.from_yaml("data", Path(path), text, loaded.warnings, Severity.WARNING)
    reading.diagnostics.extend(odd)
    return loaded.value


def _json(reading: Reading, path: str, text: str) -> Any:
    """JSON; what is YAML only (a comma too many) is taken too, as Jekyll reads both with one parser.

    That parser takes ``1e9`` and ``NaN``, which are no numbers in Ruby's YAML, for texts.
    """
    try:
        if reading.config.as_jekyll:
            return json.loads(text, parse_float=plain, parse_constant=str)
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        try:
            return load(text, reading.config.timezone, any_date=True).value
        except YamlError:
            line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (0, 0)
            message = _("this is not valid JSON: {problem}").format(problem=getattr(error, "msg", error))
            hint = _("check commas, quotation marks and brackets, here and above")
            reading.add(diagnose.at("data-json", message, Path(path), line, column, hint=hint, text=text))
            raise ReportedError from error


def _separated(separator: str, setting: str) -> Callable[[Reading, str, str], Any]:
    def parse(reading: Reading, path: str, text: str) -> Any:
        from proactive_ssg.content.csv_rows import CSVError, CSVOptions, read_rows

        options = CSVOptions.of(reading.config.settings.get(setting), separator)
        try:
            return read_rows(text, options)
        except CSVError as error:
            hint = _("put a field that holds the separator or quotation marks in quotes, and double these")
            place = (error.line, error.column)
            reading.add(diagnose.at("data-csv", str(error), Path(path), *place, hint=hint, text=text))
            raise ReportedError from error

    return parse


_PARSERS: Final[dict[str, Callable[[Reading, str, str], Any]]] = {
    "yml": _yaml,
    "yaml": _yaml,
    "json": _json,
    "csv": _separated(",", "csv_reader"),
    "tsv": _separated("\t", "tsv_reader"),
}
