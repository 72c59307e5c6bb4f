"""What Jekyll's tags need to know of the site, given to each rendering in its registers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from proactive_ssg.journal import Journal, Query
from proactive_ssg.liquid import Context, Template
from proactive_ssg.templates.tags.addresses import Addresses

__all__ = ["REGISTER", "CodeHighlighter", "Includes", "TagHost", "host_of"]

REGISTER = "host"


class CodeHighlighter(Protocol):
    """Code in colours: ``options`` are those of the tag (``linenos``, ``mark_lines``)."""

    def __call__(self, code: str, language: str, options: Mapping[str, Any]) -> str: ...


class Includes(Protocol):
    """Templates that a template may include; all raise ``ProblemsError`` for a file that cannot be read."""

    def find(self, name: str) -> Template | None:
        """The template ``name`` of the site's includes, or else of the theme's."""
        ...

    def beside(self, page_path: str, name: str) -> Template | None:
        """The file ``name`` beside the page, whose path is relative to the source."""
        ...

    def names(self) -> list[str]: ...


def _not_told(_code: str, _message: str, _hint: str) -> None:
    pass


@dataclass(slots=True)
class TagHost:
    """``relative_url``: the filter; ``warn`` takes code, message and hint of what still works; ``cached``:
    what ``include_cached`` has rendered, and what that asked; ``tell_about``: a template is used, which may
    be odd; ``shows_page``: does an include of this name show the page that it is in?
    """

    includes: Includes
    addresses: Addresses
    highlight: CodeHighlighter
    relative_url: Callable[[str], str]
    collections_dir: str = ""
    warn: Callable[[str, str, str], None] = _not_told
    cached: dict[Any, tuple[str, set[Query]]] = field(default_factory=dict)
    shows_page: Callable[[str], bool] = lambda _name: False
    tell_about: Callable[[str], None] = lambda _name: None
    journal: Journal = field(default_factory=Journal)


def host_of(context: Context) -> TagHost:
    """The host that the engine put into the registers: what tags of Jekyll may ask the site for."""
    host: TagHost = context.registers[REGISTER]
    return host
