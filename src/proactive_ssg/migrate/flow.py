"""Which variables a plain ``set`` of Jinja2 serves, and which must live in a namespace.

Liquid's ``assign`` writes to one scope that loops, captures and includes share; Jinja2's ``set`` ends with
the loop, block or included template it stands in. A name stays plain where every one who reads it sees the
same value either way; one reader who would not puts it into the namespace, everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from proactive_ssg.liquid import Environment
from proactive_ssg.liquid.analysis import names
from proactive_ssg.liquid.nodes import (
    AssignNode,
    BlockNode,
    CaptureNode,
    CaseNode,
    ContentNode,
    CycleNode,
    DecrementNode,
    Expression,
    FilteredExpression,
    ForNode,
    HostNode,
    IfChangedNode,
    IfNode,
    IncrementNode,
    Loop,
    MultiExpressionBlockNode,
    Node,
    OutputNode,
    TablerowNode,
    Token,
    UnlessNode,
)
from proactive_ssg.migrate.plan import Plan
from proactive_ssg.migrate.sources import Source, partial_name
from proactive_ssg.migrate.tree import assigned_in, included, nodes_of, segments_of
from proactive_ssg.migrate.values import asked_names, parser_of
from proactive_ssg.templates.tags.include import IncludeTag

__all__ = ["planned"]


def planned(sources: Mapping[str, Source], environment: Environment) -> Plan:
    """What the writing of each template must know of all of them."""
    plan = Plan()
    flow = _Flow(sources, environment, plan)
    for source in sources.values():
        flow.summary(source.name)
    plan.name(flow.seen | plan.assigned | plan.loops)
    return plan


@dataclass(slots=True)
class _Summary:
    """What a template reads of those who include it, and what it assigns for them."""

    reads: set[str] = field(default_factory=set)
    assigns: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _State:
    """``own``: assigned for certain, and seen; ``lost``: what Jinja2 sees here is not what Liquid sees."""

    own: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)

    def copy(self) -> _State:
        return _State(set(self.own), set(self.lost))

    def lose(self, assigned: Iterable[str]) -> None:
        self.lost.update(assigned)
        self.own.difference_update(assigned)


def _merged(states: list[_State]) -> _State:
    own = set.intersection(*(state.own for state in states))
    return _State(own, set.union(*(state.lost for state in states)))


class _Flow:
    """Follows each template once, in the order in which it runs."""

    def __init__(self, sources: Mapping[str, Source], environment: Environment, plan: Plan) -> None:
        self.sources = sources
        self.environment = environment
        self.plan = plan
        self.seen: set[str] = set()
        self._summaries: dict[str, _Summary] = {}
        self._running: set[str] = set()
        self._assigned: dict[str, set[str]] = {}

    def assigned(self, name: str) -> set[str]:
        """What a template and those that it includes assign."""
        if name not in self._assigned:
            self._assigned[name] = set()
            found: set[str] = set()
            pending, done = [name], set()
            while pending:
                source = self.sources.get(pending.pop())
                if source is not None and source.name not in done:
                    done.add(source.name)
                    found |= assigned_in(source.template.tree)
                    pending += included(source, self.sources)
            self._assigned[name] = found
        return self._assigned[name]

    def summary(self, name: str) -> _Summary:
        if name in self._running:  # it includes itself: too much for a plain variable
            assigned = self.assigned(name)
            self.plan.shared |= assigned
            return _Summary(set(), assigned)
        if name not in self._summaries:
            source = self.sources.get(name)
            if source is None:
                return _Summary()
            self._running.add(name)
            walk = _Walk(self, source)
            walk.block(source.template.tree, _State())
            walk.summary.assigns = self.assigned(name)
            self._running.discard(name)
            self._summaries[name] = walk.summary
        return self._summaries[name]


class _Walk:
    """One template."""

    def __init__(self, flow: _Flow, source: Source) -> None:
        self.flow = flow
        self.plan = flow.plan
        self.source = source
        self.summary = _Summary()
        self.bound: list[str] = []

    # -- what is read and written ----------------------------------------------------------------

    def read(self, found: Iterable[str], state: _State) -> None:
        for name in found:
            self.flow.seen.add(name)
            if name in self.bound or (name == "forloop" and self.bound):
                continue
            if name == "forloop" and self.source.is_partial:
                self.plan.outer_loops.add(self.source.name)
            if name in state.lost:
                self.plan.shared.add(name)
            elif name not in state.own and self.source.is_partial:
                self.summary.reads.add(name)

    def expression(self, node: Expression | None, state: _State) -> None:
        if node is None:
            return
        found = names(node)
        if self.source.is_partial and "forloop" in found and "parentloop" in segments_of(node):
            self.plan.outer_loops.add(self.source.name)
        if isinstance(node, FilteredExpression):
            for one in node.filters or ():
                found |= asked_names(self.flow.environment, one) or set()
        self.read(found, state)

    def write(self, name: str, state: _State) -> None:
        self.plan.assigned.add(name)
        if name in self.bound:
            self.plan.shared.add(name)
        state.own.add(name)
        state.lost.discard(name)

    # -- nodes -----------------------------------------------------------------------------------

    def block(self, block: BlockNode, state: _State) -> _State:
        for node in block.nodes:
            if not isinstance(node, ContentNode):
                state = self.node(node, state)
        return state

    def node(self, node: Node, state: _State) -> _State:
        match node:
            case OutputNode():
                self.expression(node.expression, state)
            case AssignNode():
                self.expression(node.expression, state)
                self.write(str(node.name), state)
            case CaptureNode():
                self._apart(node.block, state)
                self.write(str(node.name), state)
            case IfChangedNode():
                self._apart(node.block, state)
            case IfNode() | UnlessNode():
                return self._branches(node, state)
            case CaseNode():
                return self._case(node, state)
            case ForNode() | TablerowNode():
                self._loop(node, state)
            case CycleNode():
                for one in (node.group, *node.args):
                    self.expression(one, state)
            case IncrementNode() | DecrementNode():
                self.plan.counters.add(str(node.name))
            case HostNode():
                self._host(node, state)
        return state

    def _apart(self, block: BlockNode, state: _State) -> None:
        """A block whose ``set`` ends with it."""
        inner = self.block(block, state.copy())
        state.lose(self._assigned_below(block) | inner.lost - state.lost)

    def _assigned_below(self, block: BlockNode) -> set[str]:
        found = assigned_in(block)
        for node in nodes_of(block):
            if isinstance(node, HostNode):
                found |= set().union(*(self.flow.assigned(name) for name in self._targets(node)))
        return found

    def _branches(self, node: IfNode | UnlessNode, state: _State) -> _State:
        self.expression(node.condition, state)
        ends = [self.block(node.consequence, state.copy())]
        for alternative in node.alternatives:
            self.expression(alternative.expression, state)
            ends.append(self.block(alternative.block, state.copy()))
        ends.append(state if node.default is None else self.block(node.default, state.copy()))
        return _merged(ends)

    def _case(self, node: CaseNode, state: _State) -> _State:
        self.expression(node.expression, state)
        ends = [state]
        for block in node.blocks:
            if isinstance(block, MultiExpressionBlockNode):
                for value in block.expression.expressions:
                    self.expression(value, state)
                ends.append(self.block(block.block, state.copy()))
            else:
                ends[0] = self.block(block, state.copy())
        return _merged(ends)

    def _loop(self, node: ForNode | TablerowNode, state: _State) -> None:
        loop = node.expression
        assert isinstance(loop, Loop)
        for part in (loop.iterable, loop.limit, loop.offset, loop.cols):
            self.expression(part, state)
        self.plan.loops.add(loop.identifier)
        assigned = self._assigned_below(node.block)
        inner = state.copy()
        inner.lose(assigned)  # as the turn before left it
        self.bound.append(loop.identifier)
        self.block(node.block, inner)
        self.bound.pop()
        if isinstance(node, ForNode) and node.default is not None:
            self.block(node.default, state.copy())
            assigned |= self._assigned_below(node.default)
        state.lose(assigned)

    # -- tags of the host ------------------------------------------------------------------------

    def _targets(self, node: HostNode) -> list[str]:
        if type(node.tag) is not IncludeTag:
            return []
        file = node.tag.file
        if isinstance(file, str):
            return [partial_name(file)]
        return [name for name, one in self.flow.sources.items() if one.is_partial]

    def _host(self, node: HostNode, state: _State) -> None:
        tag = node.tag
        if type(tag) is not IncludeTag:
            known = self.plan.assigned | {
                name for one in self.flow.sources for name in self.flow.assigned(one)
            }
            text = self.source.template.text[node.token.start_index :]
            end = text.find(f"end{tag.name}") if node.block is not None else text.find("%}")
            self.read((name for name in known if name in text[: end if end >= 0 else None]), state)
            return
        if not isinstance(tag.file, str):
            for part in tag.file.tree.nodes:
                if isinstance(part, OutputNode):
                    self.expression(part.expression, state)
        for _key, given, markup in tag.parameters or ():
            if given is None:
                token = Token("expression", markup, 0, markup)
                self.expression(parser_of(self.flow.environment).value(markup, token), state)
        for target in self._targets(node):
            self._include(self.flow.summary(target), state)

    def _include(self, summary: _Summary, state: _State) -> None:
        self.read(summary.reads - {"include", "forloop"}, state)
        self.plan.shared.update(name for name in summary.assigns if name in self.bound)
        self.plan.assigned |= summary.assigns
        state.lose(summary.assigns)
