"""Every repair, in the order in which they are made; what one leaves, the next one finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from proactive_ssg.i18n import _
from proactive_ssg.repair import blocks, headings, images, links, presentation, structure
from proactive_ssg.repair.markup import Markup

__all__ = ["REPAIRS", "Kind", "described"]


@dataclass(frozen=True, slots=True)
class Kind:
    """``wanted``: may there be anything to do? It looks at the text only, and must be fast.

    ``by_default``: is it one of those that ``repair: true`` means? ``placed``: is each place worth telling?
    ``fresh``: does it look at what those before it change? The others are made together.
    """

    name: str
    criterion: str
    wanted: Callable[[Markup], bool]
    apply: Callable[[Markup], None]
    by_default: bool = True
    placed: bool = True
    fresh: bool = False


def _has(*words: str) -> Callable[[Markup], bool]:
    """Does the page hold all of these, in small letters?"""
    return lambda markup: all(word in markup.small for word in words)


def _matches(pattern: str) -> Callable[[Markup], bool]:
    search = re.compile(pattern).search
    return lambda markup: search(markup.small) is not None


_PERCENT = r"width\s*=\s*[\"']?[\d.\s]+%"
_PRESENTATION = r"<(?:center|font|big|tt)[\s>]"
_BOLD = r"<h[1-6][^<>]*>\s*<(?:b|strong)>"
_EMPTY = r"<h[1-6][^<>]*>(?:\s|&nbsp;|&#160;|&#xa0;)*<"
_SPACES = r"<a\s[^<>]*>(?:\s|&nbsp;|&#160;)|(?:\s|&nbsp;|&#160;)</a\s*>"

REPAIRS: Final = (
    Kind("align", "10.1", _has("<img", "align"), images.align),
    Kind("image-width", "8.2", _matches(_PERCENT), images.image_width, fresh=True),
    Kind("presentational-elements", "10.1", _matches(_PRESENTATION), presentation.presentational_elements),
    Kind(
        "strikethrough", "10.1", _matches(r"<s(?:trike)?[\s>]"), presentation.strikethrough, by_default=False
    ),
    Kind(
        "boxed-blockquotes", "8.9", _has("<blockquote", "class"), blocks.boxed_blockquotes, by_default=False
    ),
    Kind(
        "empty-paragraphs",
        "8.9",
        _matches(r"<p[^<>]*>(?:\s|&nbsp;|&#160;|&#xa0;)*<br"),
        blocks.empty_paragraphs,
    ),
    Kind(
        "trailing-breaks",
        "8.9",
        _matches(r"<br[^<>]*>\s*</?(?![abi]\b|br|span)"),
        blocks.trailing_breaks,
        fresh=True,
    ),
    Kind(
        "breaks-to-paragraphs",
        "8.9",
        _matches(r"<br[^<>]*>\s*<br"),
        blocks.breaks_to_paragraphs,
        fresh=True,
        by_default=False,
    ),
    Kind("bold-headings", "9.1", _matches(_BOLD), headings.bold_headings, fresh=True),
    Kind("link-text", "6.1", _matches(_SPACES), links.link_text),
    Kind("empty-headings", "9.1", _matches(_EMPTY), headings.empty_headings, fresh=True),
    Kind("heading-levels", "9.1", headings.wants_levels, headings.heading_levels, fresh=True),
    Kind("duplicate-ids", "8.2", structure.wants_ids, structure.duplicate_ids),
    Kind("table-scope", "5.7", _has("<th"), structure.table_scope),
    Kind("figure-label", "1.9", _has("<figure", "<figcaption"), structure.figure_label),
    Kind("frameborder", "10.1", _has("<iframe", "frameborder"), presentation.frameborder),
    Kind("file-links", "13.3", lambda markup: links.FILES.search(markup.text) is not None, links.file_links),
    Kind("new-window", "13.2", _has("_blank"), links.new_window),
    Kind("void-slashes", "8.2", _has("/>"), presentation.void_slashes, placed=False),
)


def described(name: str) -> str:
    """What a repair does, in a few words."""
    return {
        "align": _("`align` of an image became a class"),
        "image-width": _("the width in percent of an image became a class"),
        "presentational-elements": _("`center`, `font`, `big` or `tt` became a class"),
        "strikethrough": _("`s` became `del`"),
        "boxed-blockquotes": _("a quotation used as a box became a `div`"),
        "empty-paragraphs": _("a paragraph of line breaks was removed"),
        "trailing-breaks": _("line breaks at the end of a block were removed"),
        "breaks-to-paragraphs": _("line breaks became paragraphs"),
        "bold-headings": _("a heading is bold by itself"),
        "link-text": _("the spaces around the text of a link went out of it"),
        "empty-headings": _("an empty heading was dropped"),
        "heading-levels": _("a heading got the level that follows"),
        "duplicate-ids": _("an `id` that was there twice got a number"),
        "table-scope": _("a header cell says that it is the one of its column"),
        "figure-label": _("a figure got its role, and its caption as its name"),
        "frameborder": _("`frameborder` became a class"),
        "file-links": _("a link to a file says its format and its size"),
        "new-window": _("a link that opens a new window says so"),
        "void-slashes": _("the slash of tags that have no end was removed"),
    }[name]
