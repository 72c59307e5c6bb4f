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

from .definitions import Warning
from .document import Result, convert
from .extension import KramdownExtension, makeExtension
from .options import OptionError, Options

__all__ = [
    "KramdownExtension",
    "OptionError",
    "Options",
    "Result",
    "Warning",
    "convert",
    "makeExtension",
]
