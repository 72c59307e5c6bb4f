"""jemoji: ``:name:`` in a page becomes the picture of that emoji on GitHub.

Option: ``emoji: {src: https://...}``, where the pictures are. The rules are those of html-pipeline's
``emoji_filter.rb``; the names are those of gemoji 4, which knows no ``:octocat:``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any, Final

from proactive_ssg.errors import ProblemsError
from proactive_ssg.extensions import Registry, Rendering
from proactive_ssg.i18n import _
from proactive_ssg.kramdown.emoji import emoji_image
from proactive_ssg.plugins.html_body import is_html, replace_in_body
from proactive_ssg.plugins.options import in_config

__all__ = ["register"]

_IGNORED: Final = frozenset(("pre", "code", "tt"))
_NAME = re.compile(r":([a-z0-9_+-]+)(?=:)")
_ASSETS: Final = "https://github.githubassets.com"


def register(registry: Registry) -> None:
    """Listens to every page that is rendered."""
    registry.hook(("pages", "documents"), "post_render", _emojify)


def _emojify(rendering: Rendering) -> None:
    output = rendering.output
    if ":" not in output or not _has_emoji(output) or not is_html(rendering):
        return
    source = _source(rendering)

    def replace(text: str) -> str:
        return _with_images(text, source) if ":" in text else text

    rendering.output = replace_in_body(output, replace, _IGNORED, lambda _body: True)


def _picture(name: str) -> str | None:
    found = emoji_image(name)
    return found if found and found.startswith("unicode/") else None


def _has_emoji(text: str) -> bool:
    return any(_picture(found[1]) for found in _NAME.finditer(text))


def _with_images(text: str, source: str) -> str:
    parts, position = [], 0
    while found := _NAME.search(text, position):
        name, image = found[1], _picture(found[1])
        if image is None:
            parts.append(text[position : found.end()])
            position = found.end()
            continue
        parts.append(text[position : found.start()])
        said = f'title=":{name}:" alt=":{name}:"'
        parts.append(f'<img class="emoji" {said} src="{source}/emoji/{image}" height="20" width="20">')
        position = found.end() + 1
    return "".join((*parts, text[position:]))


def _source(rendering: Rendering) -> str:
    config = rendering.site.config
    option: Any = config.settings.get("emoji")
    if isinstance(option, Mapping) and "src" in option:
        if isinstance(option["src"], str):
            return option["src"].rstrip("/")
    elif option is None or isinstance(option, Mapping):
        host = os.environ.get("ASSET_HOST_URL") or _ASSETS
        return f"{host.removesuffix('/')}/images/icons"
    message = _("`emoji` has no address under `src`")
    hint = _("write `emoji: {example}`").format(example=f"{{src: {_ASSETS}/images/icons/}}")
    raise ProblemsError(in_config(config, "plugin-option", message, "emoji", hint=hint))
