"""``for`` and ``tablerow`` as loops of Python, and the whole template as a function."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from proactive_ssg.liquid.analysis import Analysis
from proactive_ssg.liquid.compile_branches import BranchCompiler
from proactive_ssg.liquid.compile_values import constant
from proactive_ssg.liquid.context import PIECES
from proactive_ssg.liquid.nodes import BlockNode, Continue, Expression, ForNode, Loop, TablerowNode
from proactive_ssg.liquid.runtime import NAMES
from proactive_ssg.liquid.weighing import expression_turns, turns
from proactive_ssg.liquid.writer import Frame, LoopNames, Region

if TYPE_CHECKING:
    from proactive_ssg.liquid.environment import Environment

__all__ = ["Compiled", "compile_expression", "compile_tree"]


class Compiled:
    """A template as a Python function, and where its lines come from."""

    __slots__ = ("function", "marker", "offsets", "source")

    def __init__(
        self, function: Callable[[Any, Any], None], marker: str, offsets: list[int], source: str
    ) -> None:
        self.function = function
        self.marker = marker
        self.offsets = offsets
        self.source = source


class LoopCompiler(BranchCompiler):
    """The compiler, complete."""

    def loop(self, node: ForNode | TablerowNode) -> None:
        outer = self.unit.region
        facts = self.analysis.of(node)
        opens = outer is None and not facts.context and not self.environment.strict_variables
        if opens:
            self._open_region(node)
        if isinstance(node, ForNode):
            self._for(node)
        else:
            self._tablerow(node)
        self.unit.region = outer

    def _open_region(self, node: ForNode | TablerowNode) -> None:
        """Fetch what the loop reads, once; what it assigns is kept in a local as well."""
        facts = self.analysis.of(node)
        region = Region(objects=facts.forloop_object)
        for name in sorted(facts.names - facts.counted):
            if self.binding(name) is not None:
                continue
            local = self.writer.name("v")
            self.writer.line(f"{local} = find({constant(name)})")
            region.local[name] = local
            if name in facts.assigned:
                free = self.writer.name("s")
                self.writer.line(f"{free} = not ctx.shadowed({constant(name)})")
                region.free[name] = free
        self.unit.region = region

    def _sequence(self, loop: Loop, offset: str | None) -> str:
        """Write what the loop goes over; gives its name."""
        writer = self.writer
        name = writer.name("q")
        dialect = self.environment.dialect
        if offset is None and loop.limit is None:
            writer.line(f"{name} = items({self.value(loop.iterable)})")
        else:
            held = writer.name("v")
            limit = self.value(loop.limit) if loop.limit is not None else "None"
            writer.line(f"{held} = {self.value(loop.iterable)}")
            writer.line(f"{name} = part(items({held}), {offset or 0}, {limit}, {dialect}, {held})")
        if loop.reversed:
            writer.line(f"{name} = {name}[::-1]")
        return name

    def _offset(self, loop: Loop, value: Expression | None) -> str | None:
        if value is None:
            return None
        name = self.writer.name("o")
        if isinstance(value, Continue):
            self.writer.line(f"{name} = ctx.offsets.get({constant(loop.name)}, 0)")
        else:
            self.writer.line(f"{name} = loop_number({self.value(value)}, {self.environment.dialect})")
        return name

    def _for(self, node: ForNode) -> None:
        loop = node.expression
        assert isinstance(loop, Loop)
        writer = self.writer
        offset = self._offset(loop, loop.offset)
        sequence = self._sequence(loop, offset)
        length = writer.name("n")
        writer.line(f"{length} = len({sequence})")
        shown = f"{offset} + {length}" if offset else length
        writer.line(f"ctx.offsets[{constant(loop.name)}] = {shown}")
        with writer.block(f"if {length}:"):
            writer.line(f"ctx.spend({length} * {1 + turns(node.block)})")
            self._turns(node, loop, sequence, length)
        if node.default is not None and node.default.nodes:
            with writer.block("else:"):
                self.block(node.default)

    def _parent(self) -> LoopNames | None:
        for bound in reversed(self.unit.bindings):
            found = bound.get("forloop")
            if isinstance(found, LoopNames):
                return found
        return None

    def _turns(self, node: ForNode, loop: Loop, sequence: str, length: str) -> None:
        writer = self.writer
        region = self.unit.region
        parent = self._parent()
        item, index = writer.name("l"), writer.name("i")
        names = LoopNames(index, length, loop.name, parent)
        scope = ""
        if region is None or region.objects:
            names.object = writer.name("p")
            around = parent.object if parent is not None and parent.object else "outer_loop()"
            writer.line(f"{names.object} = ForLoop({constant(loop.name)}, {length}, {around})")
        if region is None:
            scope = writer.name("m")
            writer.line(f"{scope} = {{'forloop': {names.object}}}; ctx.push({scope})")
            writer.line(f"ctx.loops.append({names.object})")
        inner = self.analysis.of(node.block)
        counted = bool(names.object) or inner.parentloop or "forloop" in inner.names
        head = f"for {index}, {item} in enumerate({sequence}):" if counted else f"for {item} in {sequence}:"
        limit, parts = writer.name("g"), self.unit.parts
        writer.line(f"{limit} = len({parts}) + {PIECES}")
        self.unit.bindings.append({"forloop": names, loop.identifier: item})
        self.unit.frames.append(Frame("loop"))
        with writer.block(head):
            writer.line(f"if len({parts}) > {limit}: {limit} = ctx.pack({parts})")
            if names.object:
                writer.line(f"{names.object}.index0 = {index}")
            if scope:
                writer.line(f"{scope}[{constant(loop.identifier)}] = {item}")
            self.block(node.block, paid=True)
        self.unit.frames.pop()
        self.unit.bindings.pop()
        if scope:
            writer.line("ctx.scopes.pop(); ctx.loops.pop()")

    def _tablerow(self, node: TablerowNode) -> None:
        loop = node.expression
        assert isinstance(loop, Loop)
        writer = self.writer
        dialect = self.environment.dialect
        offset = self._offset(loop, loop.offset)
        held = writer.name("v")
        writer.line(f"{held} = {self.value(loop.iterable)}")
        with writer.block(f"if {held} is not None and {held} is not False:"):
            limit = f"loop_number({self.value(loop.limit)}, {dialect})" if loop.limit is not None else "None"
            cols = f"loop_number({self.value(loop.cols)}, 4)" if loop.cols is not None else ""
            sequence, row = writer.name("q"), writer.name("p")
            writer.line(f"{sequence} = part(items({held}), {offset or 0}, {limit}, {dialect}, {held})")
            cols = cols or (f"len({sequence})" if dialect >= 5 else "0")
            cost = 1 + turns(node.block)
            writer.line(f"ctx.spend(len({sequence}) * {cost}); {row} = TableRowLoop(len({sequence}), {cols})")
            self.output(constant('<tr class="row1">\n'), writer.offset)
            self.flush()
            frame = self._cells(node, loop, sequence, row)
            self.output(constant("</tr>\n"), writer.offset)
            self.flush()
            if frame is not None and dialect < 5:
                self.pass_on(frame)

    def _cells(self, node: TablerowNode, loop: Loop, sequence: str, row: str) -> Frame | None:
        writer = self.writer
        item, index = writer.name("l"), writer.name("i")
        shared = self.unit.region is None
        scope = writer.name("m")
        if shared:
            writer.line(f"{scope} = {{'tablerowloop': {row}}}; ctx.push({scope})")
        self.unit.bindings.append({"tablerowloop": row, loop.identifier: item})
        leaves = self.analysis.of(node.block).interrupts
        frame = Frame("once", writer.name("k")) if leaves else None
        if frame is not None:
            writer.line(f"{frame.flag} = 0")
        with writer.block(f"for {index}, {item} in enumerate({sequence}):"):
            writer.line(f"{row}.index0 = {index}")
            if shared:
                writer.line(f"{scope}[{constant(loop.identifier)}] = {item}")
            self.output(f"{row}.opening()", writer.offset)
            self.flush()
            if frame is not None:
                self.once(lambda: self.block(node.block, paid=True), frame=frame)
            else:
                self.block(node.block, paid=True)
            self.output(f"{row}.closing()", writer.offset)
            self.flush()
            if frame is not None:
                writer.line(f"if {frame.flag} == 1: break")
        self.unit.bindings.pop()
        if shared:
            writer.line("ctx.scopes.pop()")
        return frame


def compile_tree(environment: Environment, tree: BlockNode, name: str) -> Compiled:
    """The function ``render(context, extend)`` of a template."""
    compiler = LoopCompiler(environment)
    compiler.analysis = Analysis(tree, environment.context_filters)
    compiler.function("render", tree)
    return _load(compiler, name, "render")


def compile_expression(environment: Environment, node: Expression, condition: bool) -> Callable[[Any], Any]:
    """The function ``value(context)`` of an expression, or whether it holds."""
    compiler = LoopCompiler(environment)
    with compiler.writer.block("def value(ctx):"):
        compiler.writer.line("find = ctx.find; find_any = ctx.find_any")
        source = compiler.condition(node) if condition else compiler.value(node)
        compiler.writer.line(f"return {source}")
    function: Any = _load(compiler, "", "value").function
    function.turns = expression_turns(node)
    return cast("Callable[[Any], Any]", function)


def _load(compiler: LoopCompiler, name: str, function: str) -> Compiled:
    """Run the source that was written: nothing in it but names and constants of ours."""
    source = compiler.writer.source()
    marker = f"<liquid {name!a}>"
    names = compiler.globals
    names.update(NAMES)
    exec(compile(source, marker, "exec", dont_inherit=True), names)  # noqa: S102 - the compiler's own source
    return Compiled(names[function], marker, compiler.writer.offsets, source)
