"""What a page's own ``<style>`` and ``style`` attributes say of an element, for selectors of tags, classes,
ids and attributes.

A linked style sheet is not read, nor a rule that holds in some states or media only (``:hover``, ``@media``):
what nobody can know from the page alone counts as not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage

__all__ = ["Selector", "Sheet", "blocks", "declarations", "has_rules", "selector_of", "style_of"]

_KEY = "styles"
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_COMPOUND = re.compile(
    r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[\s*[\w-]+\s*(?:=\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+)\s*)?\])*)"
)
_PART = re.compile(r"[.#][\w-]+|\[[^\]]*\]")


@dataclass(slots=True)
class _Compound:
    tag: str = ""
    classes: list[str] = field(default_factory=list)
    identity: str = ""
    attributes: list[tuple[str, str | None]] = field(default_factory=list)

    def matches(self, element: Element) -> bool:
        if self.tag and self.tag != element.name and self.tag != element.name.rpartition(":")[2]:
            return False
        attributes = element.attributes
        if self.identity and attributes.get("id") != self.identity:
            return False
        if self.classes:
            have = attributes.get("class", "").split()
            for name in self.classes:
                if name not in have:
                    return False
        for name, value in self.attributes:
            if name not in attributes or (value is not None and attributes[name] != value):
                return False
        return True

    @property
    def key(self) -> str:
        if self.identity:
            return f"#{self.identity}"
        return f".{self.classes[0]}" if self.classes else self.tag

    @property
    def specificity(self) -> tuple[int, int, int]:
        return (1 if self.identity else 0, len(self.classes) + len(self.attributes), 1 if self.tag else 0)


@dataclass(slots=True)
class Selector:
    """Compounds from right to left; ``child`` says whether each is the parent of the one before it."""

    compounds: list[_Compound]
    child: list[bool]

    @property
    def is_its_key(self) -> bool:
        """Whether nothing is asked for but the key."""
        first = self.compounds[0]
        asked = bool(first.identity) + len(first.classes) + len(first.attributes) + bool(first.tag)
        return len(self.compounds) == 1 and asked <= 1 and not first.attributes

    def matches(self, element: Element) -> bool:
        return self.compounds[0].matches(element) and self._above(element, 1)

    def _above(self, element: Element, index: int) -> bool:
        if index == len(self.compounds):
            return True
        compound = self.compounds[index]
        if self.child[index - 1]:
            parent = element.parent
            return parent is not None and compound.matches(parent) and self._above(parent, index + 1)
        above = element.parent
        while above is not None:
            if compound.matches(above) and self._above(above, index + 1):
                return True
            above = above.parent
        return False

    @property
    def specificity(self) -> tuple[int, int, int]:
        each = [compound.specificity for compound in self.compounds]
        return (sum(one[0] for one in each), sum(one[1] for one in each), sum(one[2] for one in each))


_Style = Mapping[str, str]
_Rule = tuple[Selector, _Style]


class Sheet:
    """The rules of a page by weight; ``by_key``: the numbers of those that an element can match at all.

    The key is an id, a class or a name that the selector asks of the element itself, or nothing.
    """

    def __init__(self, rules: list[_Rule]) -> None:
        self.rules = rules
        self.sure = [selector.is_its_key for selector, _said in rules]
        """Whether a rule is of all that have its key."""
        self.by_key: dict[str, list[int]] = {}
        for number, (selector, _said) in enumerate(rules):
            self.by_key.setdefault(selector.compounds[0].key, []).append(number)

    def layers(self, element: Element) -> list[_Style]:
        """What the rules say of an element, the weightiest last."""
        by_key = self.by_key
        numbers = [*by_key.get("", ()), *by_key.get(element.name.rpartition(":")[2], ())]
        if element.attributes:
            numbers += by_key.get(f"#{element.get('id')}", ())
            for name in set(element.get("class").split()):
                numbers += by_key.get(f".{name}", ())
        if not numbers:
            return []
        if len(numbers) > 1:
            numbers.sort()
        found = []
        for number in numbers:
            selector, said = self.rules[number]
            if self.sure[number] or selector.matches(element):
                found.append(said)
        return found


@lru_cache(maxsize=256)
def declarations(text: str) -> _Style:
    """The declarations of a ``style`` attribute, in lower case; ``!important`` stays in the value."""
    found: dict[str, str] = {}
    for part in _COMMENT.sub("", text).split(";"):
        name, colon, value = part.partition(":")
        if colon and (value := value.strip()):
            found[name.strip().lower()] = value.lower()
    return found


def has_rules(page: AuditedPage) -> bool:
    """Whether a rule of the page itself may say something of its elements."""
    return bool(_sheet_of(page).rules)


def style_of(page: AuditedPage, element: Element) -> _Style:
    """What is declared for the element itself: the page's rules by weight, then its own attribute."""
    known: dict[Element, _Style] | None = page.cache.get("styles-of")  # type: ignore[assignment]
    if known is None:
        page.cache["styles-of"] = known = {}
    style = known.get(element)
    if style is None:
        style = known[element] = _work_out(page, element)
    return style


def _work_out(page: AuditedPage, element: Element) -> _Style:
    sheet = _sheet_of(page)
    layers = sheet.layers(element) if sheet.rules else []
    if own := element.attributes.get("style"):
        layers.append(declarations(own))
    return _plain(layers) if layers else {}


def _plain(layers: list[_Style]) -> dict[str, str]:
    merged: dict[str, str] = {}
    important: dict[str, str] = {}
    for layer in layers:
        for name, value in layer.items():
            if value.endswith("!important"):
                important[name] = value.removesuffix("!important").rstrip()
            else:
                merged[name] = value
    return {**merged, **important}


def _sheet_of(page: AuditedPage) -> Sheet:
    known = page.cache.get(_KEY)
    if known is None:
        sheet = "\n".join(
            element.text for element in page.document.named("style") if _for_screens(element.get("media"))
        )
        rules = list(_read(_COMMENT.sub("", sheet)))
        rules.sort(key=lambda rule: rule[0].specificity)
        known = page.cache[_KEY] = Sheet(rules)
    return known  # type: ignore[return-value]


def _for_screens(media: str) -> bool:
    return media.strip().lower() in ("", "all", "screen")


def blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """The blocks at the top level of a sheet: what stands before the brace, and what in between."""
    sheet = _COMMENT.sub("", sheet)
    at = 0
    while (opening := sheet.find("{", at)) >= 0:
        closing = _end_of_block(sheet, opening)
        yield sheet[at:opening].rpartition(";")[2].strip(), sheet[opening + 1 : closing]
        at = closing + 1


def _read(sheet: str) -> Iterator[_Rule]:
    """The rules at the top level of a sheet; what is in a block with an at sign is left out."""
    for head, body in blocks(sheet):
        if not head.startswith("@"):
            said = declarations(body)
            for text in head.split(","):
                if said and (selector := selector_of(text.strip())) is not None:
                    yield selector, said


def _end_of_block(sheet: str, opening: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(sheet, opening):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(sheet)


def selector_of(text: str) -> Selector | None:
    """The selector, read from the right; None for what is more than names, classes, ids and ``>``."""
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
    return Selector(compounds, child) if compounds else None


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
