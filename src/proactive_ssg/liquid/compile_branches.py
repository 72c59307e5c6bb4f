"""``if``, ``unless`` and ``case`` as branches of Python."""

from __future__ import annotations

from proactive_ssg.liquid.analysis import names
from proactive_ssg.liquid.compile_blocks import BlockCompiler
from proactive_ssg.liquid.compile_values import Held
from proactive_ssg.liquid.nodes import (
    Blank,
    CaseNode,
    ConditionalBlockNode,
    Empty,
    Expression,
    IfNode,
    MultiExpressionBlockNode,
    UnlessNode,
    literal_value,
)

__all__ = ["BranchCompiler"]

CHAINED = 40  # so many branches are an if/elif of Python, more are tests in a row


class BranchCompiler(BlockCompiler):
    """Writes branches for the function that is being written."""

    def branches(self, node: IfNode | UnlessNode) -> None:
        first = self.condition(node.condition)
        if isinstance(node, UnlessNode):
            first = f"not {first}"
        alternatives: list[ConditionalBlockNode] = list(node.alternatives)
        if len(alternatives) > CHAINED:
            self._row(first, node, alternatives)
            return
        with self.writer.block(f"if {first}:"):
            self.block(node.consequence)
        for alternative in alternatives:
            self.writer.offset = alternative.token.start_index
            with self.writer.block(f"elif {self.condition(alternative.expression)}:"):
                self.block(alternative.block)
        if node.default is not None and node.default.nodes:
            with self.writer.block("else:"):
                self.block(node.default)

    def _row(self, first: str, node: IfNode | UnlessNode, alternatives: list[ConditionalBlockNode]) -> None:
        """As an if/elif, for more branches than Python takes."""
        done = self.writer.name("d")
        self.writer.line(f"{done} = {first}")
        with self.writer.block(f"if {done}:"):
            self.block(node.consequence)
        for alternative in alternatives:
            self.writer.offset = alternative.token.start_index
            with self.writer.block(f"if not {done} and {self.condition(alternative.expression)}:"):
                self.writer.line(f"{done} = True")
                self.block(alternative.block)
        if node.default is not None:
            with self.writer.block(f"if not {done}:"):
                self.block(node.default)

    def case(self, node: CaseNode) -> None:
        """Every ``when`` that holds is written, as often as it holds (``tags/case.rb``)."""
        writer = self.writer
        left: Expression = node.expression
        facts = self.analysis.of(node)
        changes = facts.context or bool(facts.assigned & names(left))  # Ruby looks at it for each “when”
        if not changes and not isinstance(left, (Empty, Blank)) and not literal_value(left)[0]:
            held = writer.name("v")
            writer.line(f"{held} = {self.value(left)}")
            left = Held(left, held)
        matched = writer.name("d")
        writer.line(f"{matched} = False")
        ended = ""  # in dialect 4, an “else” that is written ends the tag
        for block in node.blocks:
            writer.offset = block.token.start_index
            if isinstance(block, MultiExpressionBlockNode):
                self._when(block, left, matched, ended)
                continue
            if ended:  # one more “else”: that one was written, or a “when” before it was
                continue
            with writer.block(f"if not {matched}:"):
                self.block(block)
            if self.environment.dialect < 5:
                ended = writer.name("e")
                writer.line(f"{ended} = not {matched}")

    def _when(self, block: MultiExpressionBlockNode, left: Expression, matched: str, ended: str) -> None:
        tests = [self.equality(left, value) for value in block.expression.expressions]
        writer = self.writer
        guard = f"not {ended} and " if ended else ""
        known = [literal_value(value) for value in block.expression.expressions]
        if len(tests) == 1 or (
            all(one for one, _value in known) and len({repr(value) for _one, value in known}) == len(known)
        ):
            with writer.block(f"if {guard}({' or '.join(tests)}):"):
                writer.line(f"{matched} = True")
                self.block(block.block)
            return
        count = writer.name("t")
        writer.line(f"{count} = {' + '.join(f'(1 if {test} else 0)' for test in tests)}")
        with writer.block(f"if {guard}{count}:"):
            writer.line(f"{matched} = True")
            frame = self.once(lambda: self.block(block.block), f"range({count})")
            self.pass_on(frame)
