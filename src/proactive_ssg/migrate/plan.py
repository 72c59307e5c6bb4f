"""What must be known of all templates of a site before one of them is written: which names live where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["PAYLOAD", "Plan"]

PAYLOAD = frozenset((
    "site", "page", "layout", "content", "paginator", "jekyll", "theme", "highlighter_prefix",
    "highlighter_suffix",
))  # fmt: skip
"""The variables that every layout has."""
_RESERVED = frozenset((
    "true", "false", "none", "True", "False", "None", "and", "or", "not", "in", "is", "if", "else", "elif",
    "loop", "self", "super", "caller", "varargs", "kwargs", "recursive", "range", "dict", "cycler", "joiner",
    "namespace", "lipsum", "_", "gettext", "ngettext", "pgettext", "npgettext", "proactive", "liquid", "span",
    "cycle", "increment", "decrement", "ns", "import", "from", "as", "with", "without", "context", "ignore",
    "missing",
))  # fmt: skip
_NOT_A_LETTER = re.compile(r"\W", re.ASCII)


@dataclass(slots=True)
class Plan:
    """``shared``: names that live in the namespace ``ns``, as a Jinja2 ``set`` would not reach all who read
    them; ``assigned``, ``loops``: all that some template assigns, or binds by a loop; ``counters``: those of
    ``increment``; ``outer_loops``: partials that ask for the loop around them.
    """

    shared: set[str] = field(default_factory=set)
    assigned: set[str] = field(default_factory=set)
    loops: set[str] = field(default_factory=set)
    counters: set[str] = field(default_factory=set)
    outer_loops: set[str] = field(default_factory=set)
    namespace: set[str] = field(default_factory=set)
    """The templates that use ``ns``."""
    _identifiers: dict[str, str] = field(default_factory=dict)

    def name(self, names: Iterable[str]) -> None:
        """Give each name one that Jinja2 takes, and no two the same."""
        taken = set()
        for name in sorted(names, key=lambda name: (self._made(name) != name, name)):
            made = self._made(name)
            while made in taken:
                made += "_"
            taken.add(made)
            self._identifiers[name] = made

    def identifier(self, name: str) -> str:
        """The name in Jinja2."""
        return self._identifiers.get(name) or self._made(name)

    @staticmethod
    def _made(name: str) -> str:
        made = _NOT_A_LETTER.sub("_", name) or "_"
        made = f"_{made}" if made[0].isdigit() else made
        return f"{made}_" if made in _RESERVED or made.startswith("loop_of_") else made
