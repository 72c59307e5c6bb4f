"""jekyll-target-blank: links to other hosts open in a new window.

Options, under ``target-blank:``: ``css_class`` (only links with this class), ``add_css_classes``,
``noopener: false``, ``noreferrer: false``, ``rel`` (further values). The rules are those of the gem (2.0).
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from proactive_ssg.extensions import Registry, Rendering
from proactive_ssg.plugins.html_body import is_html, rewrite_body
from proactive_ssg.plugins.html_fragment import Element
from proactive_ssg.plugins.option_values import options

__all__ = ["register"]

_KINDS: Final = {"css_class": str, "add_css_classes": str, "noopener": bool, "noreferrer": bool, "rel": str}
_BODY: Final = re.compile(r"<body([^<>]*)>\s*")
_ADDRESS = re.compile(r"https?:\S")


def register(registry: Registry) -> None:
    """Listens to every page that is rendered."""
    given = options(registry, "target-blank", _KINDS)
    links = _Links(given, _host(str(registry.config.settings.get("url") or "")))
    registry.hook(("pages", "documents"), "post_render", links.change)


class _Links:
    def __init__(self, given: dict[str, Any], host: str | None) -> None:
        self._class: str | None = given.get("css_class")
        self._added: str | None = given.get("add_css_classes")
        self._host = host
        relations = [name for name in ("noopener", "noreferrer") if given.get(name) is not False]
        self._relations = [*relations, *([given["rel"]] if "rel" in given else [])]

    def change(self, rendering: Rendering) -> None:
        if "<a" in rendering.output and is_html(rendering):
            rendering.output = rewrite_body(rendering.output, self._change, lambda _body: True, _BODY)

    def _change(self, root: Element) -> None:
        for element, _outer in root.walk():
            if element.name == "a" and self._leads_out(element):
                given = element.attributes
                given["target"] = "_blank"
                if relations := " ".join(filter(None, (given.get("rel"), *self._relations))):
                    given["rel"] = relations
                if self._added is not None:
                    given["class"] = " ".join(filter(None, (self._added, given.get("class"))))

    def _leads_out(self, link: Element) -> bool:
        href = link.attributes.get("href") or ""
        if href.startswith("mailto:") or not _ADDRESS.search(href) or _host(href) == self._host:
            return False
        return self._class is None or self._class in (link.attributes.get("class") or "").split()


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
