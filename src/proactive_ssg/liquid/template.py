"""A parsed template, compiled when it is first rendered."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.compile_loops import Compiled, compile_tree
from proactive_ssg.liquid.context import Context
from proactive_ssg.liquid.errors import LiquidError, position
from proactive_ssg.liquid.nodes import ContentNode
from proactive_ssg.liquid.numbers import FilterError

if TYPE_CHECKING:
    from proactive_ssg.liquid.environment import Environment
    from proactive_ssg.liquid.nodes import BlockNode

__all__ = ["Template"]

CALL_STEPS = 10  # a partial costs as much as this many turns of a loop


class Template:
    """``tree`` is the syntax tree (:mod:`.nodes`), ``warnings`` what only the lax parser took."""

    def __init__(
        self,
        environment: Environment,
        text: str,
        name: str,
        tree: BlockNode,
        warnings: tuple[LiquidError, ...],
    ) -> None:
        self.environment = environment
        self.text = text
        self.name = name
        self.tree = tree
        self.warnings = warnings
        self._compiled: Compiled | None = None
        self._plain = plain_text(tree)

    @property
    def compiled(self) -> Compiled:
        if self._compiled is None:
            self._compiled = compile_tree(self.environment, self.tree, self.name)
        return self._compiled

    def render(self, variables: Mapping[str, Any], registers: Mapping[str, Any] | None = None) -> str:
        """The text that the template makes of ``variables``; raises LiquidError."""
        return self.render_in(Context(self.environment, variables, registers))

    def render_in(self, context: Context) -> str:
        """As a part of the template that runs in ``context``: it sees and sets its variables.

        A ``break`` or ``continue`` outside of loops ends this template, and leaves the loop around its place.
        """
        if self._plain is not None:
            return self._plain
        parts: list[str] = []
        try:
            context.enter(CALL_STEPS)
            self.compiled.function(context, parts)
            return context.join(parts)
        except LiquidError as error:
            if not error.line:
                self._place(error, error.__traceback__)
            raise
        except RecursionError:
            raise LiquidError(_("nesting too deep"), 1, 1, self.name) from None
        except Exception as error:
            found = LiquidError(_described(error), ruby=getattr(error, "ruby", ""))
            if not isinstance(error, FilterError):
                found.kind = ""
            self._place(found, error.__traceback__)
            raise found from error
        finally:
            context.depth -= 1

    def _place(self, error: LiquidError, traceback: TracebackType | None) -> None:
        """Where in the text it happened: the last line of ours in the traceback tells."""
        error.name = self.name
        error.line, error.column = 1, 1
        compiled = self._compiled
        while traceback is not None and compiled is not None:
            code = traceback.tb_frame.f_code
            if code.co_filename == compiled.marker and traceback.tb_lineno <= len(compiled.offsets):
                error.line, error.column = position(self.text, compiled.offsets[traceback.tb_lineno - 1])
            traceback = traceback.tb_next


def plain_text(tree: BlockNode) -> str | None:
    """The text of a template that holds nothing else: most pages."""
    nodes = tree.nodes
    if not nodes:
        return ""
    first = nodes[0]
    return first.text if len(nodes) == 1 and isinstance(first, ContentNode) else None


def _described(error: Exception) -> str:
    message = str(error)
    if isinstance(error, ValueError) and message:
        return message
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
