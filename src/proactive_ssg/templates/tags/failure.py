"""What a tag raises when it cannot do its work, and what helps it to say what to do."""

from __future__ import annotations

from proactive_ssg.liquid.errors import TagError
from proactive_ssg.templates.close_names import close_names

__all__ = ["TagError", "close_names"]
