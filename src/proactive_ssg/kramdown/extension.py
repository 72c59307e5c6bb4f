"""The dialect as an extension of Python-Markdown.

Python-Markdown goes on taking the text in and handing the result out, and what other extensions do to
the text before and after stays; its own preprocessors, parser, serializer and postprocessors are put
aside. ``Markdown.kramdown_warnings`` holds what kramdown would warn about in the last document, and
``Markdown.toc_tokens`` its headers, as Python-Markdown's own ``toc`` extension leaves them.
"""

from __future__ import annotations

from typing import Any, cast
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.extensions import Extension

from .document import convert_with_headers
from .options import Options
from .toc import TocHeader, toc_tokens

__all__ = ["KramdownExtension", "makeExtension"]

_PREPROCESSORS = ("normalize_whitespace", "html_block")
_TREEPROCESSORS = ("inline", "prettify", "unescape")
_POSTPROCESSORS = ("raw_html", "amp_substitute", "unescape")


class _Html(str):
    """A result of which ``Markdown.convert`` may strip the end but not the start, where blank lines count."""

    __slots__ = ()

    def strip(self, chars: str | None = None, /) -> str:
        return self.rstrip("\n" if chars is None else chars)


class KramdownExtension(Extension):
    """Its settings are the dialect's options; a wrong one raises ``OptionError``."""

    def __init__(self, **settings: Any) -> None:
        super().__init__()
        self.options = Options.from_mapping(settings)
        self._md: Any = None
        self._html = ""
        self._headers: list[TocHeader] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Take the place of ``md``'s own parser and output."""
        self._md = md
        md.registerExtension(self)
        md.stripTopLevelTags = False
        for registry, names in (
            (md.preprocessors, _PREPROCESSORS),
            (md.treeprocessors, _TREEPROCESSORS),
            (md.postprocessors, _POSTPROCESSORS),
        ):
            for name in names:
                cast(Any, registry).deregister(name, strict=False)
        cast(Any, md.parser).parseDocument = self._parse
        # The serializer is chosen from this table after the extensions are loaded.
        cast(Any, md).output_formats = dict.fromkeys(md.output_formats, self._serialize)
        self.reset()

    def reset(self) -> None:
        """Forget the last document (``Markdown.reset``)."""
        self._html = ""
        self._md.kramdown_warnings = []
        self._md.toc_tokens = []

    def _parse(self, lines: list[str]) -> ElementTree:
        """Convert the document; the tree for the others to work on is empty."""
        result, headers = convert_with_headers("\n".join(lines), self.options)
        self._html = result.html
        self._md.kramdown_warnings = result.warnings
        self._headers = headers
        return ElementTree(Element(self._md.doc_tag))

    def _serialize(self, _root: Element) -> str:
        # Now and not earlier: an extension ``toc`` next to this one found no header in the tree.
        self._md.toc_tokens = toc_tokens(self._headers)
        return _Html(self._html)


def makeExtension(**settings: Any) -> KramdownExtension:  # noqa: N802
    """What Python-Markdown calls for ``extensions=["proactive_ssg.kramdown"]``."""
    return KramdownExtension(**settings)
