"""The tags of a template as they are written: whether they take white space, and where blocks end."""

from __future__ import annotations

import re
from collections.abc import Collection

from proactive_ssg.liquid.tokens import tokenize

__all__ = ["Marks"]

_TAG = re.compile(r"\{%-?\s*(#|\w+)", re.ASCII)
_VERBATIM = frozenset(("raw", "comment", "doc"))
_BLOCKS = frozenset(("if", "unless", "case", "for", "tablerow", "capture", "ifchanged"))


class Marks:
    """Made from the text of a template; ``blocks``: the names of the host's tags that have an end."""

    def __init__(self, text: str, blocks: Collection[str]) -> None:
        self.text = text
        tokens = tokenize(text)
        self.tokens = {offset: token for token, offset in tokens}
        self.ends: dict[int, int] = {}
        self._match(tokens, _BLOCKS | set(blocks))

    def _match(self, tokens: list[tuple[str, int]], blocks: Collection[str]) -> None:
        open_tags: list[tuple[str, int]] = []
        for token, offset in tokens:
            found = _TAG.match(token)
            name = found[1] if found else ""
            inside = open_tags[-1][0] if open_tags else ""
            if inside in _VERBATIM and name not in (inside, f"end{inside}"):
                continue
            if name in blocks or (name in _VERBATIM and (inside != name or name == "comment")):
                open_tags.append((name, offset))
            elif open_tags and name == f"end{inside}":
                self.ends[open_tags.pop()[1]] = offset

    def before(self, offset: int | None) -> bool:
        """Does the tag there take the white space before it?"""
        return offset is not None and self.tokens.get(offset, "")[2:3] == "-"

    def after(self, offset: int | None) -> bool:
        return offset is not None and self.tokens.get(offset, "")[-3:-2] == "-"

    def end(self, offset: int) -> int | None:
        """Where the tag is that closes the block that begins there."""
        return self.ends.get(offset)

    def inside(self, offset: int) -> str:
        """The text between a tag and its end."""
        end = self.ends.get(offset)
        return "" if end is None else self.text[offset + len(self.tokens[offset]) : end]

    def whole(self, offset: int) -> str:
        """The tag there, and its block with it."""
        end = self.ends.get(offset, offset)
        return self.text[offset : end + len(self.tokens[end])]
