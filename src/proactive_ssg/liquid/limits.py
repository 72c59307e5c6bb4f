"""How much one rendering may take: no site needs as much, and a template that runs away ends."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Limits"]


class Limits(NamedTuple):
    """``steps``: loop turns and includes; ``text``: characters of a text; ``depth``: nested blocks, scopes
    and includes (Ruby's ``Block::MAX_DEPTH``); ``items``: those of a list.

    The figures leave room for large sites: a page of tags goes through all posts for each tag (a thousand
    tags, some thousand posts), a feed may hold every post whole (GitHub Pages takes files of up to 100 MB).
    """

    steps: int = 10_000_000
    text: int = 100_000_000
    depth: int = 100
    items: int = 20_000_000
