"""What a plugin needs: the decorators, the registry, the priorities, what hooks receive.

The same names serve the plugins that come with us (room ``plugins``), installed packages (entry points
of the group ``proactive_ssg.plugins``) and a site's own ``_plugins/*.py``; docs/plugins.md has an example
of each kind.
"""

from __future__ import annotations

from proactive_ssg.extensions.decorators import block, converter, filter, generator, hook, tag
from proactive_ssg.extensions.protocols import Converter, Generator, Hook, Priority
from proactive_ssg.extensions.registry import Registry
from proactive_ssg.extensions.rendering import Rendering

__all__ = [
    "Converter",
    "Generator",
    "Hook",
    "Priority",
    "Registry",
    "Rendering",
    "block",
    "converter",
    "filter",
    "generator",
    "hook",
    "tag",
]
