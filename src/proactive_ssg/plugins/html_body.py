"""What mentions, jemoji and target-blank have in common: the body of a page, changed as a tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any, Final

from proactive_ssg.extensions import Rendering
from proactive_ssg.model.document import Document
from proactive_ssg.plugins.html_fragment import Element, Node, Text, parse_fragment
from proactive_ssg.plugins.html_writing import to_html

__all__ = ["BODY", "is_html", "replace_in_body", "rewrite_body"]

BODY: Final = re.compile(r"<body(.*?)>\s*", re.S)


def is_html(rendering: Rendering) -> bool:
    """Is it a written page of HTML, or one with the URL of a folder?"""
    page = rendering.page
    if isinstance(page, Document) and not page.written:
        return False
    permalink = page.data.get("permalink")
    folder = isinstance(permalink, str) and permalink.endswith("/")
    return folder or page.output_path.suffix == ".html"


def rewrite_body(
    output: str,
    change: Callable[[Element], None],
    applies: Callable[[str], Any],
    opening: re.Pattern[str] = BODY,
) -> str:
    """``output``, whose body ``change`` has changed as a tree.

    Only what is inside ``<body>`` is touched where there is one; nothing at all unless ``applies`` to it. The
    part that is touched is written again as the gems write it (see :mod:`html_fragment`).
    """
    begin = opening.search(output) if "<body" in output else None
    if "<body" in output and begin is None:
        return output
    start = begin.end() if begin else 0
    end = output.find("</body>", start) if begin else -1
    end = len(output) if end < 0 else end
    body = output[start:end]
    if not applies(body):
        return output
    root = parse_fragment(body)
    change(root)
    return output[:start] + to_html(root) + output[end:]


def replace_in_body(
    output: str, replace: Callable[[str], str], ignored: Collection[str], applies: Callable[[str], Any]
) -> str:
    """``output`` with ``replace(text)``, HTML, for every text node of its body that is not inside an
    ``ignored`` element, as :func:`rewrite_body` does it.
    """
    return rewrite_body(output, lambda root: _replace(root, replace, ignored), applies)


def _replace(root: Element, replace: Callable[[str], str], ignored: Collection[str]) -> None:
    stack = [root]
    while stack:
        element = stack.pop()
        children: list[Node] = []
        for child in element.children:
            if isinstance(child, Text):
                children.extend(_replaced(child, replace))
                continue
            if isinstance(child, Element) and child.name not in ignored:
                stack.append(child)
            children.append(child)
        element.children = children


def _replaced(node: Text, replace: Callable[[str], str]) -> list[Node]:
    html = replace(node.text)
    return [node] if html == node.text else parse_fragment(html).children
