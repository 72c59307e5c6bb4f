"""kramdown's dialect of Markdown, alone or as an extension of Python-Markdown.

>>> from proactive_ssg.kramdown import Options, convert
>>> convert("# Hello {#top}", Options()).html
'<h1 id="top">Hello</h1>\\n'

The same through Python-Markdown, whose ``convert`` strips the newline at the end:

>>> import markdown
>>> markdown.markdown("# Hello {#top}", extensions=["proactive_ssg.kramdown"])
'<h1 id="top">Hello</h1>'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .definitions import TooLongError, Warning
from .document import Result, convert
from .options import OptionError, Options

if TYPE_CHECKING:
    from .extension import KramdownExtension, makeExtension

__all__ = [
    "KramdownExtension",
    "OptionError",
    "Options",
    "Result",
    "TooLongError",
    "Warning",
    "convert",
    "makeExtension",
]


def __getattr__(name: str) -> Any:
    """What belongs to Python-Markdown, which is not loaded for those who use the dialect alone."""
    if name not in ("KramdownExtension", "makeExtension"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import extension

    return getattr(extension, name)
