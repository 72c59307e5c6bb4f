"""What cannot be written in Jinja2, and where it stands in the Liquid source."""

from __future__ import annotations

from proactive_ssg.liquid.nodes import Expression, Node

__all__ = ["UnmigratableError"]


class UnmigratableError(Exception):
    """``offset`` is the place in the template's text; ``hint`` says what to do."""

    def __init__(self, message: str, node: Node | Expression, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = node.token.start_index
        self.hint = hint
