"""``for`` and ``tablerow`` as loops of Jinja2."""

from __future__ import annotations

from proactive_ssg.i18n import _
from proactive_ssg.liquid.nodes import (
    BlockNode,
    BreakNode,
    Continue,
    ContinueNode,
    ForNode,
    Loop,
    TablerowNode,
    literal_value,
)
from proactive_ssg.migrate.blocks import Blocks
from proactive_ssg.migrate.errors import UnmigratableError
from proactive_ssg.migrate.pieces import Code, Text
from proactive_ssg.migrate.scope import LoopScope
from proactive_ssg.migrate.tree import nodes_of

__all__ = ["Loops"]


def _leaves(block: BlockNode) -> bool:
    return any(isinstance(node, BreakNode | ContinueNode) for node in nodes_of(block))


class Loops(Blocks):
    """Adds the loops."""

    def loop(self, node: ForNode | TablerowNode) -> None:
        if isinstance(node, ForNode):
            self._for(node)
        else:
            self._tablerow(node)

    def _sequence(self, loop: Loop, node: ForNode | TablerowNode) -> str:
        """What the loop goes over."""
        if isinstance(loop.offset, Continue):
            message = _("“offset: continue” has no equivalent in Jinja2")
            raise UnmigratableError(message, node, _("write the number at which the loop begins"))
        given = []
        if loop.offset is not None:
            given.append(f"offset={self.value(loop.offset)}")
        if loop.limit is not None:
            given.append(f"limit={self.value(loop.limit)}")
        if loop.reversed:
            given.append("reversed=true")
        made = self.value(loop.iterable)
        return f"{made} | part({', '.join(given)})" if given else made

    def _for(self, node: ForNode) -> None:
        loop = node.expression
        assert isinstance(loop, Loop)
        sequence = self._sequence(loop, node)
        start, end = node.token.start_index, self.marks.end(node.token.start_index)
        otherwise = node.default
        middle = end if otherwise is None else otherwise.token.start_index
        apart = otherwise is not None and _leaves(node.block)
        if otherwise is not None and apart:
            # Jinja2 would think that a turn which is left early did not take place.
            filtered = sequence if "|" in sequence else f"{sequence} | part"
            self.code(f"if ({filtered} | size) == 0", start, middle)
            self.block(otherwise)
            self.code("endif", end, None)
        head = self.code(
            f"for {self.plan.identifier(loop.identifier)} in {sequence}", None if apart else start, start
        )
        self._turns(node, loop, head)
        if otherwise is not None and not apart:
            self.tag("else", otherwise)
            self.block(otherwise)
            middle = end
        self.code("endfor", middle, end)

    def _turns(self, node: ForNode, loop: Loop, head: Code) -> None:
        around = LoopScope(loop.identifier, loop.name)
        place = len(self.pieces)
        self.scope.loops.append(around)
        self.within("for", node.block)
        self.scope.loops.pop()
        for name in [around.alias] * around.named + ["forloop"] * around.handed_on:
            self.pieces.insert(place, Code(f"set {name} = loop", after=head.after))
            head.after = False
            place += 1

    def _tablerow(self, node: TablerowNode) -> None:
        loop = node.expression
        assert isinstance(loop, Loop)
        known, columns = literal_value(loop.cols) if loop.cols is not None else (True, 0)
        if self.silent or not known or type(columns) is not int:
            message = _("a “tablerow” without a constant number of columns has no equivalent in Jinja2")
            raise UnmigratableError(message, node, _("write it with “for”"))
        place, end = node.token.start_index, self.marks.end(node.token.start_index)
        sequence = self._sequence(loop, node)
        self.code(f"if {self.value(loop.iterable)} is given", place, None)
        self.pieces.append(Text('<tr class="row1">\n'))
        self.code(f"for {self.plan.identifier(loop.identifier)} in {sequence}", None, None)
        scope = LoopScope(loop.identifier, loop.name, columns)
        self.scope.loops.append(scope)
        self._cell(node, columns)
        self.scope.loops.pop()
        if scope.named or scope.handed_on:
            raise UnmigratableError(_("“tablerowloop” is asked for by a loop inside"), node)
        self.code("endfor", None, None)
        self.pieces.append(Text("</tr>\n"))
        self.code("endif", None, end)

    def _cell(self, node: TablerowNode, columns: int) -> None:
        column = f"loop.index0 % {columns}" if columns > 0 else "loop.index0"
        self.pieces.append(Text('<td class="col'))
        self.code(f"{column} + 1", None, None, "{{")
        self.pieces.append(Text('">'))
        self.within("tablerow", node.block)
        self.pieces.append(Text("</td>"))
        if columns > 0:
            self.code(f"if {column} == {columns - 1} and not loop.last", None, None)
            self.pieces.append(Text('</tr>\n<tr class="row'))
            self.code(f"loop.index0 // {columns} + 2", None, None, "{{")
            self.pieces.append(Text('">'))
            self.code("endif", None, None)
