"""From a site to rendered pages: Markdown, then the chain of layouts."""

from __future__ import annotations

from proactive_ssg.render.answers import Answers
from proactive_ssg.render.memory import Memory, NoMemory
from proactive_ssg.render.outcome import Outcome
from proactive_ssg.render.pipeline import RenderedPage, render_site
from proactive_ssg.render.references import Dangling, ReferenceChecker
from proactive_ssg.templates.profile import Profile

__all__ = [
    "Answers", "Dangling", "Memory", "NoMemory", "Outcome", "Profile", "ReferenceChecker", "RenderedPage",
    "render_site",
]  # fmt: skip
