"""The nodes of a Liquid template as pieces of a Jinja2 template."""

from __future__ import annotations

import re

from proactive_ssg.i18n import _
from proactive_ssg.liquid import Environment
from proactive_ssg.liquid.nodes import (
    AssignNode,
    BlockNode,
    BreakNode,
    CaptureNode,
    CaseNode,
    CommentNode,
    ConditionalBlockNode,
    ContentNode,
    ContinueNode,
    CycleNode,
    DecrementNode,
    ForNode,
    HostNode,
    IfChangedNode,
    IfNode,
    IncrementNode,
    MultiExpressionBlockNode,
    Node,
    OutputNode,
    TablerowNode,
    UnlessNode,
    literal_value,
)
from proactive_ssg.liquid.tags_text import RawNode
from proactive_ssg.liquid.values import equal
from proactive_ssg.migrate.conditions import Conditions
from proactive_ssg.migrate.errors import UnmigratableError
from proactive_ssg.migrate.marks import Marks
from proactive_ssg.migrate.pieces import Code, Text
from proactive_ssg.migrate.plan import Plan
from proactive_ssg.migrate.scope import Scope
from proactive_ssg.migrate.values import NAMESPACE, literal

__all__ = ["Blocks"]

_SIMPLE = re.compile(r"[\w-]+", re.ASCII)


class Blocks(Conditions):
    """Writes one template into ``pieces``; loops and tags of the host are in the next modules."""

    def __init__(self, environment: Environment, plan: Plan, scope: Scope, marks: Marks) -> None:
        super().__init__(environment, plan, scope)
        self.marks = marks
        self.pieces: list[Text | Code] = []
        self.problems: list[UnmigratableError] = []
        self.silent = 0
        self._inside: list[str] = []

    def block(self, block: BlockNode) -> None:
        for node in block.nodes:
            if isinstance(node, ContentNode):
                self._text(node)
            else:
                self._tried(node)

    def _tried(self, node: Node) -> None:
        """Write a node; what cannot be written is noted, and the next one has its turn."""
        silent, inside, loops = self.silent, list(self._inside), list(self.scope.loops)
        self.silent += node.blank and not isinstance(node, (AssignNode, CaptureNode, HostNode))
        try:
            self._node(node)
        except UnmigratableError as error:
            self.problems.append(error)
        self.silent, self._inside, self.scope.loops = silent, inside, loops

    def _text(self, node: ContentNode) -> None:
        source = None if isinstance(node, RawNode) else self.marks.tokens.get(node.token.start_index)
        self.pieces.append(Text("" if self.silent else node.text, source))

    def _node(self, node: Node) -> None:
        match node:
            case OutputNode():
                self.output(self.filtered(node.expression), node)
            case AssignNode():
                self._assign(node)
            case CaptureNode():
                self._capture(node)
            case IfNode() | UnlessNode():
                self._branches(node)
            case CaseNode():
                self._case(node)
            case ForNode() | TablerowNode():
                self.loop(node)
            case BreakNode() | ContinueNode():
                self._leave(node)
            case CycleNode():
                self._cycle(node)
            case IncrementNode() | DecrementNode():
                self._count(node)
            case IfChangedNode():
                self._ifchanged(node)
            case CommentNode():
                self._comment(node)
            case HostNode():
                self.host(node)
            case _:
                raise UnmigratableError(_("this tag has no equivalent in Jinja2"), node)

    def loop(self, node: ForNode | TablerowNode) -> None:
        raise NotImplementedError

    def host(self, node: HostNode) -> None:
        raise NotImplementedError

    # -- pieces ----------------------------------------------------------------------------------

    def code(self, body: str, before: int | None, after: int | None, mark: str = "{%") -> Code:
        """A tag that takes white space as the Liquid tags at these offsets do."""
        made = Code(body, self.marks.before(before), self.marks.after(after), mark)
        self.pieces.append(made)
        return made

    def tag(self, body: str, node: Node) -> Code:
        return self.code(body, node.token.start_index, node.token.start_index)

    def end(self, body: str, node: Node) -> None:
        """The tag that closes the block of ``node``."""
        place = self.marks.end(node.token.start_index)
        self.code(body, place, place)

    def output(self, source: str, node: Node) -> None:
        self.code(source, node.token.start_index, node.token.start_index, "{{")

    def within(self, name: str, block: BlockNode) -> None:
        """A block from which no ``break`` leads out in Jinja2."""
        self._inside.append(name)
        self.block(block)
        self._inside.pop()

    # -- variables -------------------------------------------------------------------------------

    def target(self, name: str) -> str:
        """What ``set`` writes to."""
        made = self.plan.identifier(name)
        if name not in self.plan.shared:
            return made
        self.scope.uses_namespace = True
        return f"{NAMESPACE}.{made}"

    def _assign(self, node: AssignNode) -> None:
        name = str(node.name)
        if _SIMPLE.fullmatch(name) is None:  # what nobody can read
            self._note(node)
            return
        self.tag(f"set {self.target(name)} = {self.filtered(node.expression)}", node)

    def _capture(self, node: CaptureNode) -> None:
        self.tag(f"set {self.target(str(node.name))}", node)
        silent, self.silent = self.silent, 0
        self.within("capture", node.block)
        self.silent = silent
        self.end("endset", node)

    def _ifchanged(self, node: IfChangedNode) -> None:
        self.scope.uses_namespace = True
        new, old = f"{NAMESPACE}.new_text", f"{NAMESPACE}.last_text"
        place = node.token.start_index
        self.code(f"set {new}", place, place)
        silent, self.silent = self.silent, 0
        self.within("ifchanged", node.block)
        end = self.marks.end(place)
        self.silent = silent
        self.code("endset", end, None)
        self.code(f"if {new} != {old}", None, None)
        if not self.silent:
            self.code(new, None, None, "{{")
        self.code(f"set {old} = {new}", None, None)
        self.code("endif", None, end)

    def _cycle(self, node: CycleNode) -> None:
        if not node.args:
            return
        values = [self.value(one) for one in node.args]
        if node.group is not None:
            values.append(f"name={self.value(node.group)}")
        elif not all(literal_value(one)[0] for one in node.args):
            values.append(f"name={literal(f'at {node.token.start_index}')}")
        self.scope.uses_namespace = True
        self.output(f"cycle({NAMESPACE}, {', '.join(values)})", node)

    def _count(self, node: IncrementNode | DecrementNode) -> None:
        word = "increment" if isinstance(node, IncrementNode) else "decrement"
        self.scope.uses_namespace = True
        self.output(f"{word}({NAMESPACE}, {literal(str(node.name))})", node)

    def _leave(self, node: BreakNode | ContinueNode) -> None:
        word = "break" if isinstance(node, BreakNode) else "continue"
        if not self._inside or self._inside[-1] != "for":
            message = _("“{word}” leaves more here than Jinja2 can leave").format(word=word)
            raise UnmigratableError(message, node, _("put it into the loop itself, under an “if”"))
        self.tag(word, node)

    def _comment(self, node: CommentNode) -> None:
        place = node.token.start_index
        end = self.marks.end(place)
        if end is None:
            self._note(node)
        else:
            self._commented(self.marks.inside(place), place, end)

    def _note(self, node: Node) -> None:
        """A tag that does nothing, as a comment."""
        place = node.token.start_index
        self._commented(self.marks.tokens.get(place, "")[2:-2].strip("-"), place, place)

    def _commented(self, text: str, before: int, after: int) -> None:
        text = text.replace("#}", "# }").strip(" ")
        self.code(text, before, after, "{#")

    # -- branches --------------------------------------------------------------------------------

    def _branches(self, node: IfNode | UnlessNode) -> None:
        self.tag(f"if {self.condition(node.condition, isinstance(node, IfNode))}", node)
        self.block(node.consequence)
        alternatives: list[ConditionalBlockNode] = list(node.alternatives)
        for alternative in alternatives:
            self.tag(f"elif {self.condition(alternative.expression)}", alternative)
            self.block(alternative.block)
        if node.default is not None:
            self.tag("else", node.default)
            self.block(node.default)
        self.end("endif", node)

    def _case(self, node: CaseNode) -> None:
        """As if and elif, where no two of the values can be the same."""
        blocks = self._reached(node)
        first = True
        for block in blocks:
            if isinstance(block, MultiExpressionBlockNode):
                tests = [self.equality(node.expression, value) for value in block.expression.expressions]
                before = node.token.start_index if first else block.token.start_index
                word = "if" if first else "elif"
                self.code(f"{word} {' or '.join(tests)}", before, block.token.start_index)
                self.block(block.block)
            else:
                self.tag("if true" if first else "else", block)
                self.block(block)
            first = False
        if blocks:
            self.end("endif", node)

    def _reached(self, node: CaseNode) -> list[MultiExpressionBlockNode | BlockNode]:
        """The branches, up to the first ``else``.

        To Liquid 4, what follows it is reached only where a branch before it held: never, as no two values
        are the same.
        """
        blocks = list(node.blocks)
        end = next((n for n, block in enumerate(blocks, 1) if isinstance(block, BlockNode)), len(blocks))
        if end < len(blocks) and self.environment.dialect >= 5:
            raise UnmigratableError(_("what follows an “else” of “case” has no equivalent in Jinja2"), node)
        found: list[object] = []
        whens = [block for block in blocks if isinstance(block, MultiExpressionBlockNode)]
        for known, value in (literal_value(value) for when in whens for value in when.expression.expressions):
            if not known or any(equal(value, other) for other in found):
                message = _("the values of this “case” may be the same, or are not constants")
                raise UnmigratableError(message, node, _("write it with “if” and “elsif”"))
            found.append(value)
        return blocks[:end]
