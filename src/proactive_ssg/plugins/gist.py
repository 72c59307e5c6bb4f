"""jekyll-gist: ``{% gist ID file %}`` embeds a gist of GitHub.

Only the script is written, as the gem does with ``gist: {noscript: false}``: what the gem puts into
``<noscript>`` it fetches from GitHub while it builds, and a build of ours asks nothing of the network.
"""

from __future__ import annotations

import re

from proactive_ssg.extensions import Registry
from proactive_ssg.i18n import _
from proactive_ssg.liquid import Context, Environment, Tag
from proactive_ssg.liquid.values import to_s
from proactive_ssg.plugins.option_values import options

__all__ = ["GistTag", "register"]

_ARGUMENTS = re.compile(r"(\S+|.*(?=/).+)\s?(\S*)")


def register(registry: Registry) -> None:
    """Adds the tag."""
    options(registry, "gist", {"noscript": bool})
    registry.tag("gist", GistTag)


class GistTag(Tag):
    """``{% gist user/1234567 file.js %}``; both may be variables."""

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        found = _ARGUMENTS.fullmatch(markup.strip())
        if found is None:
            raise ValueError(
                _("which gist? write `gist user/1234567` or `gist 28949e1d5ee2273f9fd3 file.md`")
            )
        self._gist, self._file = found[1].strip(), found[2].strip()

    def render(self, context: Context) -> str:
        url = f"https://gist.github.com/{_value(context, self._gist)}.js"
        file = _value(context, self._file)
        return f'<script src="{url}?file={file}"> </script>' if file else f'<script src="{url}"> </script>'


_VARIABLE = re.compile(r"""[A-Za-z_][\w-]*(?:\.[\w-]+)*|'[^']*'|"[^"]*\"""")


def _value(context: Context, text: str) -> str:
    found = context.evaluate(text) if _VARIABLE.fullmatch(text) else None
    return text if found is None else to_s(found)
