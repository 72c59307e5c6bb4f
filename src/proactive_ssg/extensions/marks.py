"""What a build may take for granted of the functions of plugins: who made them, and what they look at."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["fields_only", "is_known", "is_ours"]

F = TypeVar("F", bound=Callable[..., Any])


def fields_only(function: F) -> F:
    """Mark a generator or hook of ours that looks at the fields of pages, and not at their texts."""
    function.fields_only = True  # type: ignore[attr-defined]
    return function


def is_ours(made: Any) -> bool:
    """Does this function or class come with the program?"""
    return str(getattr(made, "__module__", "")).startswith("proactive_ssg.")


def is_known(made: Any) -> bool:
    """Does the result of this function or class depend on nothing but its arguments and the journal's?

    So it is with ours, and with those of a module that says ``PURE = True``.
    """
    name = str(getattr(made, "__module__", ""))
    return is_ours(made) or getattr(sys.modules.get(name), "PURE", False) is True
