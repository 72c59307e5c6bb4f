"""What is written so far, and how ``break`` and ``continue`` leave it."""

from __future__ import annotations

from collections.abc import Callable

from proactive_ssg.liquid.compile_conditions import ConditionCompiler
from proactive_ssg.liquid.writer import Frame

__all__ = ["LeaveCompiler"]


class LeaveCompiler(ConditionCompiler):
    """Writes the ways out of the blocks of the function that is being written."""

    def flush(self) -> None:
        pending, self.unit.pending = self.unit.pending, []
        if not pending:
            return
        writer = self.writer
        offset = writer.offset
        for at, (source, place) in enumerate(pending):
            writer.offset = place
            head = f"{self.unit.extend}((" if at == 0 else " "
            writer.line(f"{head}{source},{'))' if at == len(pending) - 1 else ''}")
        writer.offset = offset

    def once(self, write: Callable[[], None], turns: str = "ONCE", frame: Frame | None = None) -> Frame:
        """Statements that ``break`` and ``continue`` may leave early, to be passed on by :meth:`pass_on`."""
        frame = frame or Frame("once", self.writer.name("k"))
        self.writer.line(f"{frame.flag} = 0")
        self.unit.frames.append(frame)
        with self.writer.block(f"for _ in {turns}:"):
            write()
            self.flush()
        self.unit.frames.pop()
        return frame

    def pass_on(self, frame: Frame | None) -> None:
        """After a block that was left early: leave what is around it, too."""
        if frame is None:
            return
        for kind in (1, 2):
            with self.writer.block(f"if {frame.flag} == {kind}:"):
                self.leave(kind)

    def leave(self, kind: int) -> None:
        """``break`` (1) or ``continue`` (2) of the innermost loop; outside of loops the template ends."""
        frame = self.unit.frames[-1]
        if frame.kind == "loop":
            self.writer.line("break" if kind == 1 else "continue")
        elif frame.kind == "once":
            self.writer.line(f"{frame.flag} = {kind}; break")
        else:
            self.writer.line(f"ctx.interrupt = {kind}; return")

    def heed(self) -> None:
        """After code that may have left an interrupt in the context."""
        frame = self.unit.frames[-1]
        with self.writer.block("if ctx.interrupt:"):
            if frame.kind == "loop":
                self.writer.line("if ctx.take() == 1: break")
                self.writer.line("continue")
            elif frame.kind == "once":
                self.writer.line(f"{frame.flag} = ctx.take(); break")
            else:
                self.writer.line("return")
