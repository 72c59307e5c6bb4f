"""jekyll-remote-theme: a theme that Jekyll downloads for each build; we use a copy of it in a folder.

Nothing is downloaded: ``theme_dir`` names the folder that holds the theme. Without it, a warning says how to
get one.
"""

from __future__ import annotations

import re
from typing import Final

from proactive_ssg.errors import Severity
from proactive_ssg.extensions import Registry
from proactive_ssg.i18n import _
from proactive_ssg.plugins.options import in_config

__all__ = ["register"]

KEY: Final = "remote_theme"
_REMOTE = re.compile(r"(?:https?://[^/]+/)?([A-Za-z0-9-]+)/([A-Za-z0-9._-]+?)(?:@([A-Za-z0-9._-]+))?")


def register(registry: Registry) -> None:
    """Says what is missing when the site names a remote theme and has no theme in a folder."""
    config = registry.config
    name = config.settings.get(KEY)
    if name is None or name is False or config.theme is not None:
        return
    found = _REMOTE.fullmatch(name.strip()) if isinstance(name, str) else None
    if found is None:
        message = _("{name!r} is no remote theme").format(name=name)
        hint = _("write `remote_theme: owner/name`, or `theme_dir: folder` for a theme in a folder")
        registry.diagnostics.add(in_config(config, "remote-theme", message, KEY, hint=hint))
        return
    branch = f"--branch {found[3]} " if found[3] else ""
    address = name.strip().partition("@")[0]
    address = address if "://" in address else f"https://github.com/{address}"
    message = _("the theme {name} is not downloaded: its layouts and includes are missing").format(name=name)
    hint = _("`git clone {branch}{address} themes/{folder}`, and write `theme_dir: themes/{folder}`")
    hint = hint.format(branch=branch, address=address, folder=found[2])
    place = in_config(config, "remote-theme", message, KEY, hint=hint, severity=Severity.WARNING)
    registry.diagnostics.add(place)
