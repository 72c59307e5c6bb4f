"""From a site to rendered pages: Markdown, then the chain of layouts."""

from __future__ import annotations

from proactive_ssg.render.pipeline import RenderedPage, render_site

__all__ = ["RenderedPage", "render_site"]
