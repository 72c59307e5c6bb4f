"""jekyll-avatar: ``{% avatar hubot size=50 %}`` is the picture of somebody's account on GitHub.

Also ``user=page.author`` (a variable) and ``lazy=true``; ``PAGES_AVATARS_URL`` in the environment names
another server. The picture's server and sizes are computed as the gem does (0.8).
"""

from __future__ import annotations

import os
import re
import zlib
from typing import Final
from urllib.parse import urljoin

from proactive_ssg.extensions import Registry
from proactive_ssg.liquid import Context, Environment, Tag
from proactive_ssg.liquid.values import to_s

__all__ = ["AvatarTag", "register"]

_SIZE = re.compile(r"\bsize=([0-9]+)\b", re.I)
_USER = re.compile(r"\buser=([\w.]+)\b")
_SERVERS: Final = 4
_SMALL: Final = 48  # from this size on the class is no longer that of small pictures


def register(registry: Registry) -> None:
    """Adds the tag."""
    registry.tag("avatar", AvatarTag)


class AvatarTag(Tag):
    """``{% avatar NAME size=40 lazy=true %}`` or ``{% avatar user=VARIABLE %}``."""

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        text = markup.strip()
        size, variable = _SIZE.search(text), _USER.search(text)
        self._size = size[1] if size else "40"
        self._variable = variable[1] if variable else None
        self._text = environment.parse(text)

    def render(self, context: Context) -> str:
        text = self._text.render_in(context)
        user, size = self._user(text, context), self._size
        kind = "avatar avatar-small" if int(size) < _SMALL else "avatar"
        url = self._url(user, size)
        sizes = ", ".join(f"{self._url(user, str(int(size) * n), size)} {n}x" for n in range(1, 5))
        begin = f'<img class="{kind}" alt="{user}" width="{size}" height="{size}" data-proofer-ignore="true"'
        if "lazy=true" in text:
            return f'{begin} src="" data-src="{url}" data-srcset="{sizes}" />'
        return f'{begin} src="{url}" srcset="{sizes}" />'

    def _user(self, text: str, context: Context) -> str:
        if self._variable is not None:
            found = context.evaluate(self._variable)
            return self._variable if found in (None, False) else to_s(found)
        name = (text.split() or [""])[0] if " " in text else text
        return name.removeprefix("@")

    @staticmethod
    def _url(user: str, size: str, base: str = "") -> str:
        """``base``: the size that says which of the servers it is, the same for all scales."""
        path = f"{user}?v=3&s={size}"
        host = os.environ.get("PAGES_AVATARS_URL", "")
        if host:
            return urljoin(host if host.endswith("/") else f"{host}/", path)
        server = zlib.crc32(f"{user}?v=3&s={base or size}".encode()) % _SERVERS
        return f"https://avatars{server}.githubusercontent.com/{path}"
