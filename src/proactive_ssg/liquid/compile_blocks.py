"""Nodes of the tree as Python statements."""

from __future__ import annotations

from typing import Any

from proactive_ssg.liquid.analysis import Analysis
from proactive_ssg.liquid.compile_leaving import LeaveCompiler
from proactive_ssg.liquid.compile_values import constant
from proactive_ssg.liquid.context import LARGE, MANY
from proactive_ssg.liquid.nodes import (
    AssignNode,
    BlockNode,
    BreakNode,
    CaptureNode,
    CaseNode,
    ContentNode,
    ContinueNode,
    CycleNode,
    DecrementNode,
    Expression,
    FilteredExpression,
    ForNode,
    HostNode,
    IfChangedNode,
    IfNode,
    IncrementNode,
    Node,
    OutputNode,
    TablerowNode,
    UnlessNode,
    literal_value,
)
from proactive_ssg.liquid.tag import Block, Body
from proactive_ssg.liquid.weighing import turns
from proactive_ssg.liquid.writer import Frame, Unit

__all__ = ["BlockCompiler"]


class BlockCompiler(LeaveCompiler):
    """Writes the statements of blocks; branches and loops are in the next modules."""

    analysis: Analysis

    def function(self, name: str, block: BlockNode, *, paid: bool = False) -> None:
        """A Python function for a block; functions that it needs are written after it."""
        outer, self.unit = self.unit, Unit()
        indent, self.writer.indent = self.writer.indent, 0
        waiting: list[tuple[str, BlockNode, bool]] = []
        waiting_outer, self._waiting = getattr(self, "_waiting", None), waiting
        with self.writer.block(f"def {name}(ctx, out):"):
            self.writer.line("find = ctx.find; find_any = ctx.find_any; outer_loop = ctx.outer_loop")
            self.writer.line(
                "top = ctx.scopes[0]; charge = ctx.charge; written = ctx.written; ext = out.extend"
            )
            self.block(block, paid=paid)
        self.writer.indent = indent
        self.unit = outer
        for part, body, is_paid in waiting:
            self.function(part, body, paid=is_paid)
        self._waiting = waiting_outer if waiting_outer is not None else []

    # -- blocks and output ---------------------------------------------------------------------

    def block(self, block: BlockNode, *, paid: bool = False) -> None:
        """The statements of a block; what it takes is paid first, unless that is ``paid`` already."""
        if not paid and (cost := turns(block)):
            self.writer.line(f"ctx.spend({cost})")
        for node in block.nodes:
            self.node(node)
            if isinstance(node, (BreakNode, ContinueNode)):
                break
        self.flush()

    def node(self, node: Node) -> None:
        if isinstance(node, ContentNode):
            self.output(constant(node.text), node.token.start_index, bool(node.text))
            return
        self.writer.offset = offset = node.token.start_index
        if isinstance(node, OutputNode):
            self._write_value(node.expression, offset)
            return
        if not isinstance(node, CycleNode):
            self.flush()
            self.writer.offset = offset
        silent = node.blank and not isinstance(node, (AssignNode, CaptureNode, HostNode))
        self.unit.silent += silent
        if id(node) in self.analysis.split:
            self._split(node)
        else:
            self.statement(node)
            self.flush()
        self.unit.silent -= silent

    def statement(self, node: Node) -> None:
        match node:
            case AssignNode():
                self._assign(str(node.name), node.expression)
            case CaptureNode():
                self._capture(node)
            case IfNode() | UnlessNode():
                self.branches(node)
            case CaseNode():
                self.case(node)
            case BreakNode() | ContinueNode():
                self.leave(1 if isinstance(node, BreakNode) else 2)
            case CycleNode():
                self._cycle(node)
            case IncrementNode():
                self.output(f"text(ctx.count({constant(str(node.name))}, 1))", self.writer.offset)
            case DecrementNode():
                self.output(f"text(ctx.count({constant(str(node.name))}, -1) - 1)", self.writer.offset)
            case IfChangedNode():
                self._ifchanged(node)
            case HostNode():
                self._host(node)
            case ForNode() | TablerowNode():
                self.loop(node)
            case _:
                pass

    def loop(self, node: ForNode | TablerowNode) -> None: ...

    def branches(self, node: IfNode | UnlessNode) -> None: ...

    def case(self, node: CaseNode) -> None: ...

    def output(self, source: str, offset: int, anything: bool = True) -> None:
        """Write the text that ``source`` gives; neighbours are written together."""
        if anything and not self.unit.silent:
            self.unit.pending.append((source, offset))

    def _write_value(self, expression: Expression, offset: int) -> None:
        assert isinstance(expression, FilteredExpression)
        known, value = literal_value(expression.left)
        if known and not expression.filters:
            from proactive_ssg.liquid.runtime import text

            self.output(constant(text(value)), offset, value not in (None, ""))
            return
        if len(expression.filters or ()) > 10:  # may write a line of its own
            self.flush()
            self.writer.offset = offset
        source = self.value(expression)
        if source.isidentifier():
            self.output(f"({source} if {source}.__class__ is str else text({source}))", offset)
        else:
            name = self.writer.name("t")
            made = f" and len({name}) < {LARGE} else written" if expression.filters else " else text"
            self.output(f"({name} if ({name} := {source}).__class__ is str{made}({name}))", offset)

    # -- variables -----------------------------------------------------------------------------

    def _assign(self, name: str, expression: Expression) -> None:
        writer = self.writer
        source = self.value(expression)
        plain = isinstance(expression, FilteredExpression) and not expression.filters
        region = self.unit.region
        local = region.local.get(name) if region is not None else None
        made = writer.name("t")
        writer.line(f"top[{constant(name)}] = {made} = {source}")
        if not plain:
            grown = f"{made}.__class__ is list and len({made}) >= {MANY}"
            grown += f" or {made}.__class__ is str and len({made}) >= {LARGE}"
            writer.line(f"if {grown}: charge({made})")
        if local is not None and region is not None:
            writer.line(f"if {region.free[name]}: {local} = {made}")

    def _captured(self, name: str) -> None:
        region = self.unit.region
        if region is not None and name in region.local:
            self.writer.line(f"if {region.free[name]}: {region.local[name]} = top[{constant(name)}]")

    def _gather(self, block: BlockNode, interrupts: bool) -> tuple[str, Frame | None]:
        """Write the block into a list; gives its name, and the frame when something may leave the block."""
        writer = self.writer
        parts = writer.name("c")
        writer.line(f"{parts} = []; e{parts} = {parts}.extend")
        outer, self.unit.extend = self.unit.extend, f"e{parts}"
        outer_parts, self.unit.parts = self.unit.parts, parts
        silent, self.unit.silent = self.unit.silent, 0
        frame = self.once(lambda: self.block(block, paid=True)) if interrupts else None
        if frame is None:
            self.block(block, paid=True)
        self.unit.extend = outer
        self.unit.parts = outer_parts
        self.unit.silent = silent
        return parts, frame

    def _capture(self, node: CaptureNode) -> None:
        parts, frame = self._gather(node.block, self.analysis.of(node.block).interrupts)
        name = str(node.name)
        self.writer.line(f"top[{constant(name)}] = ctx.join({parts})")
        self._captured(name)
        self.pass_on(frame)

    def _ifchanged(self, node: IfChangedNode) -> None:
        writer = self.writer
        parts, frame = self._gather(node.block, self.analysis.of(node.block).interrupts)
        made = writer.name("t")
        writer.line(f"{made} = ctx.join({parts})")
        with writer.block(f"if {made} != ctx.changed:"):
            writer.line(f"ctx.changed = {made}")
            self.output(made, writer.offset)
            self.flush()
        self.pass_on(frame)

    def _cycle(self, node: CycleNode) -> None:
        if not node.args:
            return
        values = "".join(f"{self.value(one)}, " for one in node.args)
        if node.group is not None:
            key = f"ctx.cycle_key({self.value(node.group)})"
        elif all(literal_value(one)[0] for one in node.args):
            key = constant(repr([literal_value(one)[1] for one in node.args]))
        else:
            key = str(id(node))
            self.globals[f"n{id(node)}"] = node  # keeps the number its own
        source = f"text(ctx.turn({key}, ({values})))"
        self.output(source, self.writer.offset)

    # -- tags of the host, parts of their own --------------------------------------------------

    def _split(self, node: Node) -> None:
        """A block that is nested too deep for one Python function."""
        name = self.writer.name("part")
        block = BlockNode(node.token, [node])
        block.blank = node.blank
        self.analysis.split.discard(id(node))
        self._waiting.append((name, block, True))
        self.writer.line(f"{name}(ctx, {self.unit.parts})")
        self.heed()

    def _host(self, node: HostNode) -> None:
        tag = self.writer.name("tag")
        self.globals[tag] = node.tag
        if isinstance(node.tag, Block) and node.block is not None:
            body = self.writer.name("body")
            self._waiting.append((body, node.block, False))
            node.tag.body = Body(self._runner(body), node.block.blank)
        writer = self.writer
        result = writer.name("t")
        writer.line(f"{result} = {tag}.render(ctx)")
        if not (node.blank and node.block is not None):
            self.output(f"written({result})", writer.offset)
            self.flush()
        self.heed()

    def _runner(self, name: str) -> Any:
        names = self.globals

        def run(context: Any) -> str:
            parts: list[str] = []
            names[name](context, parts)
            return str(context.join(parts))

        return run
