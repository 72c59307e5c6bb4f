"""Rule: a small function over one page, or over all, with what the standard says about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Document, Element

__all__ = ["AuditedPage", "Hit", "Rule", "SiteRule"]


@dataclass(eq=False)
class AuditedPage:
    """A page under audit: ``url`` as visitors know it (``/aide/``), ``path`` the built file.

    ``partial``: a piece of HTML and not a whole page (a file without ``html``, a frame's content).
    """

    url: str
    path: Path
    document: Document
    partial: bool = False
    cache: dict[str, object] = field(default_factory=dict, repr=False)
    """What rules work out once for a page (accessible names, hidden elements), by their own names."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule says: about which element (None: the page as a whole), in which words.

    ``test`` narrows the rule's own one down; ``line`` and ``column`` replace the element's.
    """

    element: Element | None
    message: str
    test: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """``name`` is stable (``image-alt-missing``); ``criterion`` and ``test`` of RGAA 4.1, empty without one.

    ``check`` gives what it finds on a page, in words of the language of the command line; ``help`` is called
    for what to do. Functions are small and share work through :attr:`AuditedPage.cache` only.
    """

    name: str
    criterion: str
    test: str
    level: Level
    check: Callable[[AuditedPage], Iterator[Hit]]
    help: Callable[[], str]


@dataclass(frozen=True, slots=True)
class SiteRule:
    """The same over all pages of a site (12.1 to 12.5); a hit belongs to one of them."""

    name: str
    criterion: str
    test: str
    level: Level
    check: Callable[[Sequence[AuditedPage]], Iterator[tuple[AuditedPage, Hit]]]
    help: Callable[[], str]
