"""Composing a text that defines an anchor twice: the last definition above an alias is the one meant.

libyaml's parser and YAML 1.2 (section 3.2.2.2) allow it, and so does Ruby; PyYAML's composers do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yaml import AliasEvent, Event, Node
from yaml.composer import Composer

if TYPE_CHECKING:
    from yaml import CSafeLoader

__all__ = ["LastAnchorComposer"]


class LastAnchorComposer(Composer):
    """PyYAML's composer written in Python over the events of ``loader``; slower than libyaml's."""

    def __init__(self, loader: CSafeLoader) -> None:
        super().__init__()
        self._loader = loader
        self.descend_resolver = loader.descend_resolver
        self.ascend_resolver = loader.ascend_resolver
        self.resolve = loader.resolve

    def check_event(self, *choices: type[Event]) -> bool:
        return bool(self._loader.check_event(*choices))

    def get_event(self) -> Any:
        return self._loader.get_event()

    def peek_event(self) -> Any:
        return self._loader.peek_event()

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        if not self.check_event(AliasEvent):
            self.anchors.pop(self.peek_event().anchor, None)
        return super().compose_node(parent, index)
