"""The variables and counters of one rendering (Liquid's ``context.rb``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.errors import LiquidError, undefined_variable
from proactive_ssg.liquid.nesting import contents
from proactive_ssg.liquid.prices import GRAINS
from proactive_ssg.liquid.values import same_key, to_s

if TYPE_CHECKING:
    from proactive_ssg.liquid.environment import Environment
    from proactive_ssg.liquid.loops import ForLoop

__all__ = ["BREAK", "CONTINUE", "LARGE", "MANY", "PIECES", "Context"]

BREAK, CONTINUE = 1, 2
LARGE = 10_000  # a text from this length on is paid for, so that copying it cannot go on for ever
MANY = 200  # and a list from this
WRITTEN = 3  # so many items of a list are written in the time of a turn
WHOLE = 100  # a filter that shows a page as a whole takes as long as so many turns
PIECES = 10_000  # so many pieces of text are joined, so that their length is known
COPIED = 10  # so many characters are made for the price of a turn: that bounds the memory of one page
LISTED = 2  # and so many items of a list


class Context:
    """Scopes, innermost last; the first is the one that ``assign`` writes to. ``registers`` is the host's."""

    __slots__ = (
        "changed", "counters", "cycles", "depth", "environment", "interrupt", "loops", "offsets", "registers",
        "scopes", "steps", "text_limit", "variables",
    )  # fmt: skip

    def __init__(
        self,
        environment: Environment,
        variables: Mapping[str, Any],
        registers: Mapping[str, Any] | None = None,
    ) -> None:
        self.environment = environment
        self.variables = variables
        self.registers: dict[str, Any] = dict(registers or {})
        self.scopes: list[dict[str, Any]] = [{}]
        self.counters: dict[str, Any] = {}
        self.cycles: dict[Any, int] = {}
        self.offsets: dict[str, int] = {}
        self.loops: list[ForLoop] = []
        self.changed: str | None = None
        self.interrupt = 0
        self.depth = 0
        self.steps = environment.limits.steps
        self.text_limit = environment.limits.text

    def get(self, name: str) -> Any:
        """The value of the variable ``name``; nil when there is none."""
        return self.find(name)

    def find(self, name: str) -> Any:
        """As :meth:`get`, but raises under ``strict_variables``."""
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        if name in self.counters:
            return self.counters[name]
        if name in self.variables:
            return self.variables[name]
        if self.environment.strict_variables:
            raise undefined_variable(name)
        return None

    def find_any(self, name: Any) -> Any:
        """The variable that another one names; nil for a name that is no text."""
        if isinstance(name, str) or self.environment.strict_variables:
            return self.find(str(name))
        return None

    def set(self, name: str, value: Any) -> None:
        """What ``assign`` does: the outermost scope, as in Ruby."""
        self.scopes[0][name] = value

    @contextmanager
    def scope(self, variables: Mapping[str, Any]) -> Iterator[None]:
        """Names that hold inside the ``with``: parameters of an include, a loop variable."""
        self.push(dict(variables))
        try:
            yield
        finally:
            self.scopes.pop()

    def push(self, variables: dict[str, Any]) -> None:
        if len(self.scopes) > self.environment.limits.depth:
            raise LiquidError(
                _("nesting too deep: more than {count} levels").format(count=len(self.scopes) - 1)
            )
        self.scopes.append(variables)

    def shadowed(self, name: str) -> bool:
        """Whether an inner scope hides what ``assign`` would write."""
        return any(name in scope for scope in self.scopes[1:])

    def evaluate(self, expression: str) -> Any:
        """The value of an expression: ``page.title``, ``'text'``, ``a[0].b``, ``(1..3)``."""
        return self.environment.expression(expression)(self)

    def condition(self, expression: str) -> bool:
        """Whether a condition as of ``if`` holds: ``a == b and c contains 'x'``."""
        return bool(self.environment.condition(expression)(self))

    def spend(self, steps: int) -> None:
        """Pay for loop turns; raises LiquidError when the page has had its share."""
        self.steps -= steps
        if self.steps < 0:
            message = _("the template takes more than {count} loop turns and calls for one page")
            raise LiquidError(message.format(count=self.environment.limits.steps))

    def charge(self, value: Any) -> None:
        """Pay for a text or list that was made, by its length."""
        size = len(value)
        if isinstance(value, str):
            self._bound(size, self.text_limit)
            self.spend(size // COPIED)
        else:
            self._bound(size, self.environment.limits.items)
            self.spend(size // LISTED)

    def _bound(self, size: int, limit: int) -> None:
        if size > limit:
            message = _("the template makes a text or list of more than {count} characters or items")
            raise LiquidError(message.format(count=limit))

    def paid(self, value: Any, text: int, item: int, deep: bool = False) -> Any:
        """The value, paid for by its length before a filter goes through it (:class:`.prices.Price`)."""
        if isinstance(value, str):
            self._bound(len(value), self.text_limit)
            self.spend(len(value) // text)
        elif not item:
            pass
        elif hasattr(value, "ruby_class"):
            self.spend(WHOLE)
        elif value.__class__ is range:
            self.spend(max(value.stop - value.start, 0) * item // GRAINS)
        elif isinstance(value, (list, tuple)) or type(value) is dict:
            self._pay_items(value, text, item, deep)
        return value

    def _pay_items(self, value: Any, text: int, item: int, deep: bool) -> None:
        self.spend(len(value) * item // GRAINS)  # before they are counted, which takes its time as well
        values, characters = contents(value, self.steps, deep=deep)
        if deep:
            self._bound(characters, self.text_limit)
            self.spend(characters // text)
        self.spend((values - len(value)) * item // GRAINS)

    def written(self, value: Any) -> str:
        """The text of a value that was made just now, paid for if it is long."""
        if value.__class__ is str:
            made = value
        else:
            made = "" if value is None else to_s(self.paid(value, COPIED, GRAINS // WRITTEN, True))
        if len(made) >= LARGE:
            self.charge(made)
        return str(made)

    def pack(self, parts: list[str]) -> int:
        """In a loop that wrote many pieces: fewer, if not too long; gives how many there may be next.

        The pieces become one text, and texts before it that are not longer become part of it: each character
        is copied a few times only, however long the page gets.
        """
        kept = next((index for index, part in enumerate(parts) if len(part) < LARGE), len(parts))
        last = "".join(parts[kept:])
        while kept and len(parts[kept - 1]) <= len(last):
            kept -= 1
            last = parts[kept] + last
        parts[kept:] = [last]
        self._bound(sum(map(len, parts)), self.text_limit)
        return len(parts) + PIECES

    def join(self, parts: list[str]) -> str:
        """The parts as one text, if it is not too long."""
        size = sum(map(len, parts))
        if size >= LARGE:
            self._bound(size, self.text_limit)
            self.spend(size // COPIED)
        return "".join(parts)

    def enter(self, steps: int) -> None:
        """A template begins to run; the depth of includes is bounded."""
        self.depth += 1
        if self.depth > self.environment.limits.depth:
            raise LiquidError(_("nesting too deep: more than {count} levels").format(count=self.depth - 1))
        self.spend(steps)

    def outer_loop(self) -> Any:
        """The loop that runs around this template."""
        return self.loops[-1] if self.loops else None

    def cycle_key(self, value: Any) -> Any:
        """The group of a ``cycle``: equal values name the same one."""
        return same_key(value)

    def take(self) -> int:
        """The pending ``break`` or ``continue``, which is done with."""
        kind, self.interrupt = self.interrupt, 0
        return kind

    def count(self, name: str, step: int) -> Any:
        """``increment`` and ``decrement``: they count beside the variables of ``assign``."""
        value = self.counters[name] if name in self.counters else self.variables.get(name)
        if value is None or value is False:
            value = 0
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise LiquidError(_("{name} is not a number, it cannot be counted").format(name=name))
        self.counters[name] = value + step
        return value

    def turn(self, key: Any, values: tuple[Any, ...]) -> Any:
        """``cycle``: the value whose turn it is in the group ``key``."""
        index = self.cycles.get(key, 0)
        self.cycles[key] = index + 1 if index + 1 < len(values) else 0
        return values[index] if index < len(values) else None
