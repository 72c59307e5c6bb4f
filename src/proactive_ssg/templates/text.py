"""How values become text in the output: as Ruby's ``to_s`` writes them, since that is what Jekyll prints."""

from __future__ import annotations

from markupsafe import Markup

from proactive_ssg.liquid.values import print_time
from proactive_ssg.liquid.values import to_s as to_text

__all__ = ["as_html", "print_time", "to_text"]


def as_html(text: str) -> Markup:
    """``text`` as HTML that is not to be escaped: our own converter's and filters' output, nothing else."""
    return Markup(text)  # noqa: S704 (the site's own content, which is written to be HTML)
