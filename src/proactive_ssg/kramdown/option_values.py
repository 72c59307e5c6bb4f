"""How the value of an option is read: one small function for every type of option.

Every ``read_*`` takes what the user wrote (a Python value from a configuration, or the text of an
inline ``{::options}``) and returns the typed value, as ``Kramdown::Options.parse`` would
(``lib/kramdown/options.rb``); ValueError says what was expected instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

RUBY_SPACE = "\t\n\v\f\r \0"

_INTEGER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]*|[1-9][0-9_]*)")
_TOC_RANGE = re.compile(r"^(\d)\.\.(\d)$", re.M | re.A)
_TOC_LIST = re.compile(r"^\d(?:,\d)*$", re.M | re.A)


def read_boolean(value: Any) -> bool:
    """Anything but ``false`` and an empty value is true, as in kramdown."""
    if isinstance(value, bool):
        return value
    text = read_string(value)
    return text.lower().strip(RUBY_SPACE) != "false" and text != ""


def read_strict_boolean(value: Any) -> bool:
    """As :func:`read_boolean`, for configurations: a misspelt ``ture`` is refused."""
    if value is None or isinstance(value, bool):
        return bool(value)
    if read_string(value).lower().strip(RUBY_SPACE) not in ("true", "false", ""):
        raise ValueError("expected true or false")
    return read_boolean(value)


def read_integer(value: Any) -> int:
    """An integer, or text that Ruby's ``Integer()`` accepts (``12``, ``1_000``, ``0x1f``, ``017``)."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = read_string(value).strip(RUBY_SPACE)
    if not _INTEGER.fullmatch(text) or "__" in text or text.endswith("_"):
        raise ValueError("expected an integer")
    octal = re.fullmatch(r"([+-]?)0_?([0-7][0-7_]*)", text)
    return int(f"{octal[1]}0o{octal[2]}" if octal else text, 0)


def read_string(value: Any) -> str:
    """Text; numbers and booleans as a configuration file spells them."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def read_symbol(value: Any) -> str | None:
    """A name; a leading colon is dropped, nothing and ``nil`` mean None (``Options.str_to_sym``)."""
    text = read_string(value).strip(RUBY_SPACE).removeprefix(":")
    return None if text in ("", "nil") else text


def read_list(value: Any, size: int | None = None) -> list[Any]:
    """A list, or comma separated text, of ``size`` items where that is given."""
    if isinstance(value, str):
        value = value.split(",")
        while value and not value[-1]:  # Ruby's String#split drops empty items at the end
            value.pop()
    elif not isinstance(value, (list, tuple)):
        raise ValueError("expected a list or comma separated values")
    if size is not None and len(value) != size:
        raise ValueError(f"expected exactly {size} values")
    return list(value)


def read_mapping(value: Any) -> dict[Any, Any]:
    """A mapping, or text that is one in YAML."""
    if isinstance(value, str):
        try:
            value = yaml.safe_load(value)
        except yaml.YAMLError as error:
            raise ValueError("expected a mapping in YAML") from error
    if not isinstance(value, dict):
        raise ValueError("expected a mapping")
    return dict(value)


def read_symbol_mapping(value: Any) -> dict[str, Any]:
    """A mapping whose keys are names."""
    return {read_symbol(key) or "": item for key, item in read_mapping(value).items()}


def read_typographic_symbols(value: Any) -> dict[str, str]:
    return {key: read_string(item) for key, item in read_symbol_mapping(value).items()}


def read_link_definitions(value: Any) -> dict[str, tuple[str, str | None]]:
    """``{id: [url, title]}``; the title may be left out."""
    result: dict[str, tuple[str, str | None]] = {}
    for key, item in read_mapping(value).items():
        if not isinstance(item, (list, tuple)) or not 1 <= len(item) <= 2:
            raise ValueError("expected a list of a URL and an optional title for every link")
        title = item[1] if len(item) == 2 else None
        result[read_string(key)] = (read_string(item[0]), None if title is None else read_string(title))
    return result


def read_toc_levels(value: Any) -> tuple[int, ...]:
    """``"1..3"``, ``"1,2,5"`` or a list of levels, each from 1 to 6."""
    levels: list[int]
    if isinstance(value, str):
        if found := _TOC_RANGE.search(value):
            levels = list(range(int(found[1]), int(found[2]) + 1))
        elif _TOC_LIST.search(value):
            levels = [int(item) for item in re.findall(r"\d", value)]
        else:
            raise ValueError("expected a range as in 1..3 or levels as in 1,2,3")
    elif isinstance(value, (list, tuple, range)):
        levels = [read_integer(item) for item in value]
    else:
        raise ValueError("expected a range as in 1..3 or a list of levels")
    if any(not 1 <= level <= 6 for level in levels):
        raise ValueError("expected levels from 1 to 6")
    return tuple(dict.fromkeys(levels))


def read_smart_quotes(value: Any) -> tuple[str | int, ...]:
    """Four entities, by name or code point: left single, right single, left double, right double."""
    result: list[str | int] = []
    for item in read_list(value, 4):
        try:
            result.append(read_integer(item))
        except ValueError:
            result.append(read_string(item))
    return tuple(result)


def read_names(value: Any) -> tuple[str, ...]:
    """Names, as a list or comma separated."""
    return tuple(name for name in (read_symbol(item) for item in read_list(value)) if name)


def read_latex_headers(value: Any) -> tuple[str, ...]:
    return tuple(read_string(item) for item in read_list(value, 6))


def read_footnote_link_text(value: Any) -> str:
    text = read_string(value)
    if "%s" not in text:
        raise ValueError("expected a text that contains %s, the place of the number")
    return text


def one_of(*names: str | None) -> Callable[[Any], str | None]:
    """A reader of symbols that refuses any name but these."""

    def read(value: Any) -> str | None:
        name = read_symbol(value)
        if name not in names:
            expected = ", ".join("null" if known is None else known for known in names)
            raise ValueError(f"expected one of {expected}")
        return name

    return read
