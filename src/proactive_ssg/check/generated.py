"""Text that the page's own ``<style>`` puts before and after elements: part of their names (accname)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.styles import Selector, Sheet, blocks, selector_of

__all__ = ["generated"]

_PSEUDO = re.compile(r"(?P<of>.*?)::?(?P<where>before|after)", re.IGNORECASE | re.DOTALL)
_STRING = r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
_CONTENT = re.compile(
    rf"(?:^|[;\s])content\s*:\s*(?P<text>{_STRING}|none\b|normal\b)(?:\s*/\s*(?P<said>{_STRING}))?", re.I
)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)


def generated(page: AuditedPage, element: Element) -> tuple[str, str]:
    """What stands before and after the content of an element."""
    sheets: dict[str, Sheet] | None = page.cache.get("generated")  # type: ignore[assignment]
    if sheets is None:
        sheets = page.cache["generated"] = _sheets_of(page)
    if not sheets:
        return "", ""
    return _said(sheets.get("before"), element), _said(sheets.get("after"), element)


def _said(sheet: Sheet | None, element: Element) -> str:
    layers = sheet.layers(element) if sheet is not None else []
    return layers[-1]["content"] if layers else ""


def _sheets_of(page: AuditedPage) -> dict[str, Sheet]:
    """The rules of ``before`` and ``after``, where any of them brings a text."""
    found: dict[str, list[tuple[Selector, Mapping[str, str]]]] = {}
    for style in page.document.named("style"):
        sheet = style.text
        for head, body in blocks(sheet) if "content" in sheet else ():
            said = None if head.startswith("@") else _CONTENT.search(body)
            for one in head.split(",") if said is not None else ():
                pseudo = _PSEUDO.fullmatch(one.strip())
                selector = None if pseudo is None else selector_of(pseudo["of"].strip() or "*")
                if pseudo is not None and selector is not None and said is not None:
                    text = _text_of(said["said"] or said["text"])
                    found.setdefault(pseudo["where"].lower(), []).append((selector, {"content": text}))
    return {
        where: Sheet(sorted(rules, key=lambda rule: rule[0].specificity))
        for where, rules in found.items()
        if any(said["content"] for _selector, said in rules)
    }


def _text_of(value: str) -> str:
    """A string of CSS; a drawing of a font of icons is no text."""
    if value[0] not in "\"'":
        return ""
    text = _ESCAPE.sub(_unescaped, value[1:-1])
    return text if re.search(r"\w", text) else ""


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
