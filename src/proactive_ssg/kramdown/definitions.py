"""What a document defines besides its tree, and the limits and small rules that every module shares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from .element import Attributes, Element

__all__ = [
    "MAX_CELLS", "MAX_LENGTH", "MAX_NESTING", "SPACES", "STRIP", "Footnote", "LinkDefinition",
    "TooLongError", "Warning",
    "normalize_link_id",
]  # fmt: skip

# How deep blocks may stand in blocks, and spans in spans: far beyond what people write, and low
# enough that no document can exhaust Python's stack, in the parser or in the converter.
MAX_NESTING: Final = 100

# How many characters of HTML a document may become: a definition is written as often as it is used.
MAX_LENGTH: Final = 100_000_000

# How many cells a table may get so that all of its rows are as long as the longest.
MAX_CELLS: Final = 1_000_000

# What Ruby's String#strip removes; Python's own would also take non-breaking spaces.
STRIP: Final = " \t\n\v\f\r\0"

# Ruby's \\s: it knows ASCII only.
SPACES: Final = " \t\n\r\f\v"

_SPACES: Final = re.compile(r"\s+", re.A)


class TooLongError(ValueError):
    """The document becomes more than :data:`MAX_LENGTH` characters, those of line ``line`` among them;
    ``cells``: the table there gets more than :data:`MAX_CELLS` empty cells."""

    def __init__(self, line: int, *, cells: bool = False) -> None:
        problem = f"{MAX_CELLS} empty cells" if cells else f"{MAX_LENGTH} characters of HTML"
        super().__init__(f"the document makes more than {problem}")
        self.line = line
        self.cells = cells


class Warning(NamedTuple):
    """What kramdown would warn about, with the line it concerns (0: none in particular)."""

    line: int
    message: str


class LinkDefinition(NamedTuple):
    """``[id]: url "title"``; ``marker`` is the element whose ``ial`` the links take on."""

    url: str
    title: str | None
    marker: Element | None


@dataclass(slots=True)
class Footnote:
    """A footnote definition, and (``markers``) the elements of the places that refer to it.

    ``eob`` is the end-of-block element of the definition, which carries its attribute list until
    the first reference applies it and sets ``attr``.
    """

    name: str
    content: Element
    eob: Element | None = None
    markers: list[Element] = field(default_factory=list)
    attr: Attributes = field(default_factory=dict)


def normalize_link_id(text: str) -> str:
    """The identifier under which a link definition is filed (``parser/kramdown/link.rb``)."""
    return _SPACES.sub(" ", text).lower()
