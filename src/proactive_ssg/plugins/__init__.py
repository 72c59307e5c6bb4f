"""The plugins of Jekyll that come with us, under the names of their gems.

Each is a module with ``def register(registry: Registry) -> None``, imported when a site lists it under
``plugins:``; it uses the same public API as a site's own plugins (docs/plugins.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["BUILTIN"]

BUILTIN: Final[Mapping[str, str]] = {}
"""The name of the gem, as ``plugins:`` has it -> the module, below this package (``"feed"``)."""
