"""Jekyll's own tags of Liquid (``lib/jekyll/tags``), by name."""

from __future__ import annotations

from collections.abc import Mapping

from proactive_ssg.liquid import Tag
from proactive_ssg.templates.tags.highlight import HighlightBlock
from proactive_ssg.templates.tags.host import TagHost
from proactive_ssg.templates.tags.include import IncludeCachedTag, IncludeRelativeTag, IncludeTag
from proactive_ssg.templates.tags.link import LinkTag, PostUrlTag

__all__ = ["INCLUDE_CACHE", "JEKYLL_TAGS", "TagHost"]

JEKYLL_TAGS: Mapping[str, type[Tag]] = {
    "highlight": HighlightBlock,
    "include": IncludeTag,
    "include_relative": IncludeRelativeTag,
    "link": LinkTag,
    "post_url": PostUrlTag,
}

INCLUDE_CACHE: Mapping[str, type[Tag]] = {"include_cached": IncludeCachedTag}
"""The tag of the plugin jekyll-include-cache, for sites that list it."""
