"""What a tag raises when it cannot do its work: the message, and a hint of what to do."""

from __future__ import annotations

from proactive_ssg.templates.close_names import close_names

__all__ = ["TagError", "close_names"]


class TagError(ValueError):
    """The engine adds the place of the tag and makes a diagnostic of it; ``ruby``: what Jekyll says."""

    def __init__(self, message: str, hint: str = "", *, ruby: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.ruby = ruby
