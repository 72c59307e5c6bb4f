"""What a page's own ``<style>`` and ``style`` attributes say of an element, for selectors of tags, classes,
ids and attributes.

A linked style sheet is not read, nor a rule that holds in some states or media only (``:hover``, ``@media``):
what nobody can know from the page alone counts as not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage

__all__ = ["declarations", "has_rules", "says_all", "style_of"]

_KEY = "styles"
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_COMPOUND = re.compile(
    r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[\s*[\w-]+\s*(?:=\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+)\s*)?\])*)"
)
_HARMLESS = re.compile(r"@(?:font-face|(?:-webkit-)?keyframes|page|media\s+print\b)")
_IN_A_STATE = re.compile(r":(?:hover|focus|active|visited)")
_PART = re.compile(r"[.#][\w-]+|\[[^\]]*\]")


@dataclass(slots=True)
class _Compound:
    tag: str = ""
    classes: list[str] = field(default_factory=list)
    identity: str = ""
    attributes: list[tuple[str, str | None]] = field(default_factory=list)

    def matches(self, element: Element) -> bool:
        if self.tag and self.tag != element.name.rpartition(":")[2]:
            return False
        if self.identity and element.get("id") != self.identity:
            return False
        if self.classes:
            have = element.get("class").split()
            if not all(name in have for name in self.classes):
                return False
        return all(
            element.has(name) and (value is None or element.get(name) == value)
            for name, value in self.attributes
        )

    @property
    def specificity(self) -> tuple[int, int, int]:
        return (1 if self.identity else 0, len(self.classes) + len(self.attributes), 1 if self.tag else 0)


@dataclass(slots=True)
class _Selector:
    """Compounds from right to left; ``child`` says whether each is the parent of the one before it."""

    compounds: list[_Compound]
    child: list[bool]

    def matches(self, element: Element) -> bool:
        return self.compounds[0].matches(element) and self._above(element, 1)

    def _above(self, element: Element, index: int) -> bool:
        if index == len(self.compounds):
            return True
        compound = self.compounds[index]
        if self.child[index - 1]:
            parent = element.parent
            return parent is not None and compound.matches(parent) and self._above(parent, index + 1)
        return any(compound.matches(above) and self._above(above, index + 1) for above in element.ancestors)

    @property
    def specificity(self) -> tuple[int, int, int]:
        each = [compound.specificity for compound in self.compounds]
        return (sum(one[0] for one in each), sum(one[1] for one in each), sum(one[2] for one in each))


_Rules = list[tuple[_Selector, dict[str, str]]]


def declarations(text: str) -> dict[str, str]:
    """The declarations of a ``style`` attribute, in lower case; ``!important`` stays in the value."""
    found: dict[str, str] = {}
    for part in _COMMENT.sub("", text).split(";"):
        name, colon, value = part.partition(":")
        if colon and (value := value.strip()):
            found[name.strip().lower()] = value.lower()
    return found


def has_rules(page: AuditedPage) -> bool:
    """Whether a rule of the page itself may say something of its elements."""
    return bool(_rules_of(page))


def style_of(page: AuditedPage, element: Element) -> dict[str, str]:
    """What is declared for the element itself: the page's rules by weight, then its own attribute."""
    rules = _rules_of(page)
    own = element.attributes.get("style")
    if not rules:
        return _plain([declarations(own)]) if own else {}
    layers = [said for selector, said in rules if selector.matches(element)]
    if own:
        layers.append(declarations(own))
    return _plain(layers)


def says_all(page: AuditedPage) -> bool:
    """Whether nothing but what is read here can style the page: no linked sheet, no rule left out."""
    known = page.cache.get("styles-say-all")
    if known is None:
        linked = any("stylesheet" in link.get("rel").lower() for link in page.document.named("link"))
        sheets = (_COMMENT.sub("", element.text) for element in page.document.named("style"))
        known = not linked and not any(_leaves_out(sheet) for sheet in sheets)
        page.cache["styles-say-all"] = known
    return bool(known)


def _leaves_out(sheet: str) -> bool:
    if "@import" in sheet:
        return True
    at = 0
    while (opening := sheet.find("{", at)) >= 0:
        head = sheet[at:opening].rpartition(";")[2].strip()
        if head.startswith("@"):
            if not _HARMLESS.match(head):
                return True
        elif any(not _IN_A_STATE.search(one) and _selector(one.strip()) is None for one in head.split(",")):
            return True
        at = _end_of_block(sheet, opening) + 1
    return False


def _plain(layers: list[dict[str, str]]) -> dict[str, str]:
    merged: dict[str, str] = {}
    important: dict[str, str] = {}
    for layer in layers:
        for name, value in layer.items():
            if value.endswith("!important"):
                important[name] = value.removesuffix("!important").rstrip()
            else:
                merged[name] = value
    return {**merged, **important}


def _rules_of(page: AuditedPage) -> _Rules:
    known = page.cache.get(_KEY)
    if known is None:
        sheet = "\n".join(
            element.text for element in page.document.named("style") if _for_screens(element.get("media"))
        )
        rules = list(_read(_COMMENT.sub("", sheet)))
        rules.sort(key=lambda rule: rule[0].specificity)
        known = page.cache[_KEY] = rules
    return known  # type: ignore[return-value]


def _for_screens(media: str) -> bool:
    return media.strip().lower() in ("", "all", "screen")


def _read(sheet: str) -> Iterator[tuple[_Selector, dict[str, str]]]:
    """The rules at the top level of a sheet; what is in a block with an at sign is left out."""
    at = 0
    while (opening := sheet.find("{", at)) >= 0:
        head = sheet[at:opening].rpartition(";")[2].strip()
        closing = _end_of_block(sheet, opening)
        if not head.startswith("@"):
            said = declarations(sheet[opening + 1 : closing])
            for text in head.split(","):
                if said and (selector := _selector(text.strip())) is not None:
                    yield selector, said
        at = closing + 1


def _end_of_block(sheet: str, opening: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(sheet, opening):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(sheet)


def _selector(text: str) -> _Selector | None:
    compounds: list[_Compound] = []
    child: list[bool] = []
    after_arrow = False
    for piece in reversed(text.replace(">", " > ").split()):
        if piece == ">":
            after_arrow = True
            continue
        compound = _compound(piece)
        if compound is None:
            return None
        if compounds:
            child.append(after_arrow)
        after_arrow = False
        compounds.append(compound)
    return _Selector(compounds, child) if compounds else None


def _compound(token: str) -> _Compound | None:
    match = _COMPOUND.fullmatch(token)
    if match is None or not token:
        return None
    tag = (match["tag"] or "").lower()
    made = _Compound("" if tag == "*" else tag)
    for part in _PART.findall(match["rest"]):
        if part[0] == ".":
            made.classes.append(part[1:])
        elif part[0] == "#":
            made.identity = part[1:]
        else:
            name, equals, value = part[1:-1].partition("=")
            made.attributes.append((name.strip().lower(), value.strip().strip("\"'") if equals else None))
    return made
