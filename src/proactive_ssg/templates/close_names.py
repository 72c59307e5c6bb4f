"""Hints: what a name that does not exist may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable

from proactive_ssg.i18n import _

__all__ = ["close_names"]


def close_names(name: str, names: Iterable[str]) -> str:
    """A hint: the names that ``name`` may have been meant to be; nothing where none is close."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(names), n=3, cutoff=0.6)
    return _("did you mean {names}?").format(names=", ".join(found)) if found else ""
