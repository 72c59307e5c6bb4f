"""How much one rendering may take; the figures are those of the Jinja2 engine (``templates/bounds.py``)."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Limits"]


class Limits(NamedTuple):
    """``steps``: loop turns and includes; ``text``: characters, or items of a list; ``depth``: nested
    blocks, scopes and includes (Ruby's ``Block::MAX_DEPTH``)."""

    steps: int = 2_000_000
    text: int = 20_000_000
    depth: int = 100
