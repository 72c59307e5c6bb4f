"""Plugins that Jekyll loads because the Gemfile lists them, though ``plugins:`` does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.config import Config
from proactive_ssg.diagnose import at
from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.extensions.loading import Catalogue, listed_plugins
from proactive_ssg.i18n import _

__all__ = ["unlisted_gems"]

_GEM = re.compile(r"^\s*gem[\s(]+[\"']([\w.-]+)[\"']")
_GROUP = re.compile(r"^\s*group\b.*:jekyll_plugins\b.*\bdo\b")
_END = re.compile(r"^\s*end\b")


def unlisted_gems(config: Config, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A warning for each gem of the group ``jekyll_plugins`` that ``plugins:`` should name."""
    path = config.root / "Gemfile"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    listed = {*listed_plugins(config.settings), *catalogue.not_needed, str(config.settings.get("theme"))}
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if _GROUP.match(line):
            inside = True
        elif inside and _END.match(line):
            inside = False
        elif (gem := _GEM.match(line)) and (inside or ":jekyll_plugins" in line) and gem[1] not in listed:
            message = _("Jekyll loads {name} because it is listed here; only `plugins` counts for us")
            hint = _("add `{name}` to `plugins` in _config.yml").format(name=gem[1])
            place = (number, gem.start(1) + 1)
            yield at(
                "plugin-unlisted", message.format(name=gem[1]), path, *place, hint=hint, text=text,
                severity=Severity.WARNING,
            )  # fmt: skip
