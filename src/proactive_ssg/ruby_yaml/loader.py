"""The loader: libyaml composes (through PyYAML's C extension), we give the values, keys keep their place."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any, Final

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode
from yaml.composer import ComposerError

from proactive_ssg.i18n import _
from proactive_ssg.ruby_yaml.anchors import LastAnchorComposer
from proactive_ssg.ruby_yaml.problems import YamlError, YamlProblem, syntax_problem
from proactive_ssg.ruby_yaml.scalars import NUMERIC_START, ImpossibleDateError, plain

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # a PyYAML without libyaml: slower, same composer interface
    from yaml import SafeLoader as _Base  # type: ignore[assignment]

__all__ = ["MAX_DEPTH", "MAX_NODES", "Loaded", "RubyLoader", "load"]

MAX_DEPTH: Final = 500
MAX_NODES: Final = 2_000_000
"""Values in one document, aliases counted as often as they are used: what an "alias bomb" would grow to."""

_PLAIN: Final = "plain"
_QUOTED: Final = "quoted"
_STRING_TAGS: Final = frozenset({"!str", _QUOTED, "tag:yaml.org,2002:str"})
_FLOAT_TAGS: Final = frozenset({"!float", "tag:yaml.org,2002:float"})
_BINARY_TAGS: Final = frozenset({"!binary", "tag:yaml.org,2002:binary"})
_UNSAFE_TAG = re.compile(r"!ruby/|tag:ruby\.yaml\.org|tag:yaml\.org,2002:python/")


@dataclass(slots=True)
class Loaded:
    """``value`` of the document, ``lines`` the 1-based line of each top-level key, its root ``node``."""

    value: Any
    lines: dict[str, int]
    warnings: list[YamlProblem]
    node: Node | None

    def locate(self, *path: str | int) -> tuple[int, int]:
        """Line and column (1-based) of the key or item at ``path`` or above it; (0, 0): nothing found."""
        node, place = self.node, (0, 0)
        for step in path:
            if isinstance(node, MappingNode):
                found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = (node.value[step], node.value[step])
            else:
                found = None
            if found is None:
                break
            place, node = _place(found[0]), found[1]
        return place


class RubyLoader(_Base):
    """PyYAML's C loader, told to leave the meaning of scalars to us: an unquoted one is tagged ``plain``."""

    def resolve(self, kind: type[Node], value: str | None, implicit: Any) -> str:  # noqa: ARG002
        if kind is ScalarNode:
            return _PLAIN if implicit[0] else _QUOTED
        return ""

    def descend_resolver(self, current_node: Node | None, current_index: Any) -> None: ...

    def ascend_resolver(self) -> None: ...

    def get_single_data(self) -> Any:
        node = self.get_single_node()
        return None if node is None else _Builder(UTC).build(node)


def load(text: str, local: tzinfo = UTC, *, any_date: bool = False) -> Loaded:
    """The value of ``text``; times without an offset are UTC, given in ``local``; raises YamlError.

    ``any_date``: a date that no calendar has is a text, as for Ruby, and a warning; else it is an error.
    """
    if _may_be_deep(text):
        _check_depth(text)
    try:
        node = _compose(text)
    except yaml.YAMLError as error:
        raise YamlError([syntax_problem(error, text)]) from error
    if node is None:
        return Loaded(None, {}, [], None)
    builder = _Builder(local, any_date)
    value = builder.build(node)
    if builder.errors:
        raise YamlError(builder.errors)
    keys = [key for key, _value in node.value] if isinstance(value, dict) else []
    lines = {key.value: key.start_mark.line + 1 for key in keys}
    return Loaded(value, lines, builder.warnings, node)


@dataclass(slots=True)
class _Builder:
    """Makes values of nodes; an aliased node is made once and shared, and its size counted at each use."""

    local: tzinfo
    any_date: bool = False
    errors: list[YamlProblem] = field(default_factory=list)
    warnings: list[YamlProblem] = field(default_factory=list)
    made: dict[int, tuple[Any, int]] = field(default_factory=dict)
    under_way: set[int] = field(default_factory=set)
    size: int = 0

    def build(self, node: Node) -> Any:
        if type(node) is not ScalarNode:
            return self._container(node)
        text: str = node.value
        if node.tag == _PLAIN:
            if (
                len(text) > 5 and text[0] not in NUMERIC_START
            ):  # most scalars: plain text, as plain() says too
                return text
            try:
                return plain(text, self.local)
            except ImpossibleDateError:
                return self._impossible_date(node)
        return text if node.tag in _STRING_TAGS else self._tagged(node)

    def _container(self, node: Node) -> Any:
        key = id(node)
        if key in self.made:
            value, size = self.made[key]
            self.size += size
            self._check_size(node)
            return value
        if key in self.under_way:
            self._error(node, "alias", _("this alias contains itself"), _("write the values out"))
            return None
        if node.tag and _UNSAFE_TAG.match(node.tag):
            return self._unsafe(node)
        self.under_way.add(key)
        before = self.size
        self.size += 1 + len(node.value)
        if isinstance(node, MappingNode):
            value = self._mapping(node)
        else:
            value = [self.build(item) for item in node.value]
        self.under_way.discard(key)
        self.made[key] = (value, self.size - before)
        return value

    def _mapping(self, node: MappingNode) -> dict[Any, Any]:
        """A mapping; ``<<`` brings in keys that are not there otherwise, wherever it stands."""
        result: dict[Any, Any] = {}
        merged: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if key_node.value == "<<" and key_node.tag == _PLAIN:
                self._merge(merged, value_node)
                continue
            key = self.build(key_node)
            if not isinstance(key, Hashable):
                self._error(key_node, "key", _("a list or mapping is no key"), _("put the key in quotes"))
                continue
            if key in result:
                self._duplicate(key_node, node)
            result[key] = self.build(value_node)
        return {**merged, **result} if merged else result

    def _merge(self, target: dict[Any, Any], node: Node) -> None:
        value = self.build(node)
        for part in value if isinstance(value, list) else [value]:
            if not isinstance(part, dict):
                message = _("`<<` takes a mapping or a list of mappings")
                self._error(node, "merge", message, _("name one with an alias: `<<: *name`"))
                return
            for key, item in part.items():
                target.setdefault(key, item)

    def _tagged(self, node: ScalarNode) -> Any:
        tag = node.tag or ""
        if _UNSAFE_TAG.match(tag):
            return self._unsafe(node)
        try:
            if tag in _FLOAT_TAGS:
                return float(node.value)
            if tag in _BINARY_TAGS:
                return b64decode(node.value)
            return plain(node.value, self.local)
        except ImpossibleDateError:
            return self._impossible_date(node)
        except ValueError:
            message = _("{value!r} is not a value of the type {tag}").format(value=node.value, tag=tag)
            return self._error(node, "tag", message, _("remove the tag"))

    def _duplicate(self, key_node: Node, parent: MappingNode) -> None:
        first = next(key for key, _value in parent.value if key.value == key_node.value)
        line, column = _place(key_node)
        message = _("the key {key!r} is there twice; the first one (line {line}) is ignored")
        message = message.format(key=key_node.value, line=_place(first)[0])
        self.warnings.append(YamlProblem("duplicate-key", message, line, column, _("keep one of them")))

    def _unsafe(self, node: Node) -> None:
        message = _("the tag {tag} makes program objects and is refused").format(tag=node.tag)
        self._error(node, "tag", message, _("remove the tag: texts, numbers, lists and mappings need none"))

    def _impossible_date(self, node: ScalarNode) -> str:
        message = _("{value!r} is not a date that exists").format(value=node.value)
        hint = _("correct the date, or put it in quotes if it is not one")
        found = self.warnings if self.any_date else self.errors
        found.append(YamlProblem("date", message, *_place(node), hint))
        return str(node.value)

    def _check_size(self, node: Node) -> None:
        if self.size > MAX_NODES:
            message = _("the aliases grow this document beyond {limit} values").format(limit=MAX_NODES)
            self._error(node, "size", message, _("use fewer aliases of aliases"))
            raise YamlError(self.errors)

    def _error(self, node: Node, code: str, message: str, hint: str) -> None:
        self.errors.append(YamlProblem(code, message, *_place(node), hint))


def _compose(text: str) -> Node | None:
    """The tree of the first document: what follows `...` or another `---` is not read, as in Ruby."""
    loader = RubyLoader(text)
    try:
        return loader.get_node() if loader.check_node() else None
    except ComposerError as error:
        if "duplicate anchor" not in str(error):
            raise
    finally:
        loader.dispose()
    loader = RubyLoader(text)
    try:
        composer = LastAnchorComposer(loader)
        return composer.get_node() if composer.check_node() else None
    finally:
        loader.dispose()


def _place(node: Node | yaml.Event) -> tuple[int, int]:
    mark = node.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _may_be_deep(text: str) -> bool:
    """Cheap and never wrong with no: nesting costs a bracket, a dash or (quadratically) indentation."""
    return len(text) > 50_000 or any(text.count(opening) > MAX_DEPTH for opening in ("[", "{", "- ", "? "))


def _check_depth(text: str) -> None:
    """Refuse nesting that the C composer, which recurses, would not survive."""
    depth, loader = 0, RubyLoader(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    message = _("more than {limit} levels of nesting").format(limit=MAX_DEPTH)
                    raise YamlError([YamlProblem("depth", message, *_place(event), _("nest less deeply"))])
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return  # the composer says what is wrong
    finally:
        loader.dispose()
