"""jekyll-mentions: ``@name`` in a page becomes a link to that person's profile.

Options: ``jekyll-mentions: https://...`` or ``jekyll-mentions: {base_url: ...}`` in the configuration or in
a page's front matter, ``false`` in front matter to leave the page as it is. The rules are those of
html-pipeline's ``@mention_filter.rb`` with the gem's own pattern of a name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from html import escape
from typing import Any, Final

from proactive_ssg.errors import ProblemsError
from proactive_ssg.extensions import Registry, Rendering
from proactive_ssg.i18n import _
from proactive_ssg.plugins.html_body import is_html, replace_in_body
from proactive_ssg.plugins.options import in_config, in_page

__all__ = ["register"]

KEY: Final = "jekyll-mentions"
_IGNORED: Final = frozenset(("pre", "code", "a", "style", "script"))
_NOBODY: Final = frozenset(("mention", "mentions", "mentioned", "mentioning"))
_MENTION = re.compile(
    r"(?:^|\W)@((?>[0-9A-Za-z_][0-9A-Za-z_-]*))(?!/)(?=\.+[ \t\W]|\.+$|[^0-9a-zA-Z_.]|$)", re.M | re.A
)

_SPAN = re.compile(r"</?span[^>]*>")


def register(registry: Registry) -> None:
    """Listens to every page that is rendered."""
    registry.hook(("pages", "documents"), "post_render", _mentionify)


def _mentionify(rendering: Rendering) -> None:
    if "@" not in rendering.output or not is_html(rendering) or rendering.data.get(KEY) is False:
        return
    settings = rendering.data if KEY in rendering.data else rendering.site.config.settings
    base = _base_url(settings.get(KEY), rendering)
    base = base if base.endswith(("/", "~")) else f"{base}/"

    def link(match: re.Match[str]) -> str:
        name = match[1]
        if name.lower() in _NOBODY:
            return match[0]
        return match[0].replace(f"@{name}", f"<a href='{base}{name}' class='user-mention'>@{name}</a>", 1)

    def replace(text: str) -> str:
        if "@" not in text:
            return text
        source = escape(text, quote=False)
        html = _MENTION.sub(link, source)
        return text if html == source else html

    rendering.output = replace_in_body(rendering.output, replace, _IGNORED, _may_mention)


def _may_mention(body: str) -> bool:
    """Is there anything like a mention, be it in code? Then the gem writes the whole body again.

    Rouge makes one token of the ``@import`` of a style sheet where Pygments makes two.
    """
    if _MENTION.search(body):
        return True
    return "@</span>" in body and _MENTION.search(_SPAN.sub("", body)) is not None


def _base_url(option: Any, rendering: Rendering) -> str:
    if option is None:
        return _default()
    if isinstance(option, str):
        return option
    if isinstance(option, Mapping):
        return str(option.get("base_url", _default()))
    message = _("`{key}` is neither an address nor `base_url: address`").format(key=KEY)
    hint = _("write `{key}: https://github.com`").format(key=KEY)
    if KEY in rendering.data:
        raise ProblemsError(in_page(rendering.page, "plugin-option", message, KEY, hint=hint))
    raise ProblemsError(in_config(rendering.site.config, "plugin-option", message, KEY, hint=hint))


def _default() -> str:
    host, ssl = os.environ.get("GITHUB_HOSTNAME", ""), os.environ.get("SSL", "")
    if host and ssl:
        return f"{'https' if ssl == 'true' else 'http'}://{host.removesuffix('/')}"
    return "https://github.com"
