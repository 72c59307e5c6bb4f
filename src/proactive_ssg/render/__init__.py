"""From a site to rendered pages: Markdown, then the chain of layouts."""

from __future__ import annotations

from proactive_ssg.render.pipeline import RenderedPage, render_site
from proactive_ssg.templates.profile import Profile

__all__ = ["Profile", "RenderedPage", "render_site"]
