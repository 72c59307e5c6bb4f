"""All options of a plugin at once, each of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proactive_ssg.extensions import Registry
from proactive_ssg.i18n import _
from proactive_ssg.plugins.options import Options

__all__ = ["Kind", "options"]

Kind = type[Any] | tuple[type[Any], ...]


def options(registry: Registry, name: str, kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """What the configuration has under ``name``, without what is nil and what is not of its kind.

    Each mistake is an error ``plugin-option`` in the registry's diagnostics. Other names are passed over.
    """
    found = Options.of(registry.config, "plugin-option", name)
    values = {}
    for key, kind in kinds.items():
        value = found.values.get(key)
        if value is not None:
            if _is(value, kind):
                values[key] = value
            else:
                found.wrong_type(_wanted(kind), key)
    registry.diagnostics.extend(found.problems)
    return values


def _is(value: Any, kind: Kind) -> bool:
    if isinstance(value, bool):
        return kind is bool or (isinstance(kind, tuple) and bool in kind)
    return isinstance(value, kind)


def _wanted(kind: Kind) -> str:
    words = {
        bool: _("true or false"),
        int: _("a whole number"),
        str: _("a text"),
        list: _("a list"),
        dict: _("a mapping of names to values"),
    }
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return _(" or ").join(words[one] for one in kinds)
