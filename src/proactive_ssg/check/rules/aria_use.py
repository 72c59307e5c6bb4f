"""The part of theme 7 that is about WAI-ARIA: roles and attributes that exist, fit and are complete."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.aria import ATTRIBUTES, GLOBAL, ROLES, Several
from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.names import referenced, text_of
from proactive_ssg.check.owners import owned, owner_chain
from proactive_ssg.check.roles import NO_ROLE, explicit_role, implicit_role, role_of, tabbable
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.rules.drawings import PICTURES
from proactive_ssg.check.visibility import hidden, perceived
from proactive_ssg.check.word_lists import listed
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_INTEGER = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_NAMING = ("label", "labelledby", "roledescription", "braillelabel", "brailleroledescription")
# What HTML says by itself needs no attribute: a box is checked or not, a heading has its level.
_NATIVE = {"checked": ("checkbox", "radio"), "valuenow": ("range", "number")}
_NATIVE_VALUES = ("meter", "progress")
# Scripts put these together: the page that is built may hold the half of a grid.
_OF_A_GRID = ("cell", "gridcell", "columnheader", "rowheader", "row", "rowgroup")
_IN_SENTENCES = listed("b bdi bdo code del em i ins mark p q s samp small span strong sub sup u")
# HTML gives these no role: ARIA in HTML allows the first no name, and the others global attributes only.
_WITHOUT_NAME = frozenset(("abbr", "cite", "kbd", "label", "rt", "ruby", "var"))
_WITHOUT_ROLE = frozenset(
    ("audio", "video", "iframe", "embed", "object", "picture", "label", "legend", "map")
)


def _written(element: Element) -> Iterator[tuple[str, str]]:
    """The attributes of ARIA that say something, without ``aria-``."""
    for name, value in element.attributes.items():
        if name.startswith("aria-") and value.strip():
            yield name[5:], value.strip()


def _users(page: AuditedPage) -> list[Element]:
    """What assistive technology is given and has a role or an attribute of ARIA."""
    known = page.cache.get("aria")
    if known is None:
        document = page.document
        names = [name for name in document.by_attribute if name == "role" or name.startswith("aria-")]
        known = page.cache["aria"] = perceived(page, document.having(*names))
    return known  # type: ignore[return-value]


def _unknown_role(page: AuditedPage) -> Iterator[Hit]:
    for element in _users(page):
        if (said := element.get("role").strip()) and not explicit_role(element):
            yield Hit(element, _("there is no role `{name}`").format(name=said))


def _unknown_attribute(page: AuditedPage) -> Iterator[Hit]:
    for element in _users(page):
        for name in element.attributes:
            if name.startswith("aria-") and name[5:] not in ATTRIBUTES:
                yield Hit(element, _("there is no attribute `{name}`").format(name=name))


def _wrong_value(page: AuditedPage) -> Iterator[Hit]:
    for element in _users(page):
        for name, value in _written(element):
            allowed = ATTRIBUTES.get(name)
            # Another word than true hides nothing and does no harm.
            if allowed is not None and name != "hidden" and not _fits(value, allowed):
                message = _("`{name}` cannot be `{value}`").format(name=f"aria-{name}", value=value)
                yield Hit(element, message)


def _fits(value: str, allowed: tuple[str, ...] | Several | str) -> bool:
    if allowed == "integer":
        return _INTEGER.fullmatch(value) is not None
    if allowed == "number":
        return _NUMBER.fullmatch(value) is not None
    if allowed == "id":
        return len(value.split()) == 1
    if isinstance(allowed, Several):
        return allowed.issuperset(value.lower().split())
    return not isinstance(allowed, tuple) or value.lower() in allowed


def _forbidden_attribute(page: AuditedPage) -> Iterator[Hit]:
    for element in _users(page):
        role = role_of(page, element)
        if role in ROLES:
            allowed = ROLES[role].allowed
        elif element.name in _WITHOUT_ROLE:
            allowed = frozenset()
        else:
            continue
        for name, _value in _written(element):
            if name in ATTRIBUTES and name not in GLOBAL and name not in allowed:
                yield Hit(element, _message_of_forbidden(name, role))


def _message_of_forbidden(name: str, role: str) -> str:
    if role in ("", "generic", "none", "presentation"):
        return _("`{name}` means nothing on an element without a role").format(name=f"aria-{name}")
    return _("`{name}` means nothing with the role `{role}`").format(name=f"aria-{name}", role=role)


def _named_in_vain(page: AuditedPage) -> Iterator[Hit]:
    return (hit for hit, certain in _misplaced_names(page) if certain)


def _named_before_script(page: AuditedPage) -> Iterator[Hit]:
    return (hit for hit, certain in _misplaced_names(page) if not certain)


def _misplaced_names(page: AuditedPage) -> Iterator[tuple[Hit, bool]]:
    """Not certain: what a script opens as a dialog has ``aria-labelledby``, or nothing in it, until then.

    In a page without scripts, and on what is part of a sentence, nothing of the kind will happen.
    """
    scripted = page.partial or "script" in page.document.by_name
    for element in _users(page):
        role = role_of(page, element)
        if "-" in element.name or element.name == "area":
            continue
        undone = _is_undone(element, role)
        unnamed = ROLES[role].unnamed if role in ROLES else element.name in _WITHOUT_NAME
        if not undone and (not unnamed or tabbable(page, element)):
            continue
        for name, _value in _written(element):
            if name in _NAMING:
                certain = undone or not scripted or element.name in _IN_SENTENCES | _WITHOUT_NAME
                certain = certain or (name != "labelledby" and bool(text_of(page, element)))
                yield Hit(element, _message_of_name(name, undone)), certain


def _is_undone(element: Element, role: str) -> bool:
    """Whether ``role=none`` came to nothing; images that are said to be decoration have a rule of theirs."""
    written = explicit_role(element)
    return written in NO_ROLE and role not in ("", *NO_ROLE, "generic") and element.name not in PICTURES


def _message_of_name(name: str, undone: bool) -> str:
    if undone:
        return _("`{name}` undoes the role `none` of this element").format(name=f"aria-{name}")
    return _("`{name}` is not read on an element without a role").format(name=f"aria-{name}")


def _incomplete(page: AuditedPage) -> Iterator[Hit]:
    for element in _users(page):
        role = role_of(page, element)
        if role not in ROLES or role == implicit_role(element):
            continue
        for name in ROLES[role].required:
            if name == "level":
                continue  # a browser takes the second level: a person should look
            given = element.get(f"aria-{name}").strip() and (name != "controls" or _controls(page, element))
            if not given and not _native(element, name):
                yield _needs(element, role, name)
        if role == "separator" and tabbable(page, element) and not element.has("aria-valuenow"):
            yield _needs(element, role, "valuenow")
        if role == "combobox" and _is_open(element) and not _controls(page, element):
            yield _needs(element, role, "controls")


def _needs(element: Element, role: str, name: str) -> Hit:
    return Hit(element, _("the role `{role}` needs `{name}`").format(role=role, name=f"aria-{name}"))


def _is_open(element: Element) -> bool:
    return element.get("aria-expanded").strip().lower() == "true"


def _controls(page: AuditedPage, element: Element) -> bool:
    """Whether it names what it opens, in the way of WAI-ARIA 1.2, or of 1.0 and 1.1."""
    return any(referenced(page, element, name) for name in ("aria-controls", "aria-owns"))


def _without_level(page: AuditedPage) -> Iterator[Hit]:
    for element in _users(page):
        is_heading = role_of(page, element) == "heading" and implicit_role(element) != "heading"
        if is_heading and not element.get("aria-level").strip():
            yield _needs(element, "heading", "level")


def _native(element: Element, name: str) -> bool:
    if name == "expanded":
        return element.name == "select"
    if element.name in _NATIVE_VALUES:
        return True
    return element.name == "input" and element.get("type").lower() in _NATIVE.get(name, ())


def _out_of_context(page: AuditedPage) -> Iterator[Hit]:
    return (hit for hit, role in _strays(page) if role not in _OF_A_GRID)


def _cells_out_of_context(page: AuditedPage) -> Iterator[Hit]:
    return (hit for hit, role in _strays(page) if role in _OF_A_GRID)


def _strays(page: AuditedPage) -> Iterator[tuple[Hit, str]]:
    for element in _users(page):
        role = explicit_role(element)
        if (
            role
            and element.name != "option"
            and ROLES[role].parents
            and role_of(page, element) == role
            and not _has_owner(page, element, role)
        ):
            parents = _in_words(ROLES[role].parents)
            message = _("the role `{role}` has its place in {parents}").format(role=role, parents=parents)
            yield Hit(element, message), role


def _has_owner(page: AuditedPage, element: Element, role: str) -> bool:
    """A group passes the question on to what holds it."""
    parents = ROLES[role].parents
    for above in owner_chain(page, element):
        found = role_of(page, above)
        if found == role and role in ("treeitem", "menuitem", "listitem"):
            return True
        if found not in parents:
            return False
        if found not in ("group", "rowgroup"):
            return True
    return False


def _wrong_children(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named_or_having(("ul", "ol"), "role"):
        role = role_of(page, element)
        wanted = ROLES[role].children if role in ROLES else ()
        if not wanted or hidden(page, element) or element.get("aria-busy").lower() == "true":
            continue
        if wrong := _misfit(page, element, wanted):
            yield Hit(element, wrong)


def _misfit(page: AuditedPage, element: Element, wanted: tuple[str, ...]) -> str:
    children = owned(page, element)
    roles = [role_of(page, child) for child in children]
    role = role_of(page, element)
    if bad := next((found for found in roles if found and found not in wanted), ""):
        if element.has("role"):
            return _("the role `{role}` holds {wanted}, not `{found}`").format(
                role=role, wanted=_in_words(wanted), found=bad
            )
        return ""
    holds_something = any(child.line for child in element.elements)
    if not any(found in wanted for found in roles) and holds_something and not element.has("aria-owns"):
        return _("the role `{role}` holds no {wanted}").format(role=role, wanted=_in_words(wanted))
    return ""


def _in_words(roles: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in roles)


def _rule(name: str, check: object, help_text: object, level: Level = Level.ERROR) -> Rule:
    return Rule(name, "7.1", "7.1.1", level, check, help_text)  # type: ignore[arg-type]


def _help_native() -> str:
    return _("use the element of HTML that does it (`button`, `ul`, `h2`), or what WAI-ARIA asks for")


RULES: tuple[Rule, ...] = (
    _rule("aria-role-unknown", _unknown_role, lambda: _("write a role of WAI-ARIA 1.2, or none")),
    _rule("aria-attribute-unknown", _unknown_attribute, lambda: _("write an attribute of WAI-ARIA 1.2")),
    _rule("aria-value-wrong", _wrong_value, lambda: _("write one of the values that WAI-ARIA 1.2 knows")),
    _rule(
        "aria-attribute-misplaced", _forbidden_attribute, lambda: _("take it out, or give a role that has it")
    ),
    _rule("aria-name-misplaced", _named_in_vain, lambda: _("write it as text, or give the element a role")),
    _rule(
        "aria-name-doubtful",
        _named_before_script,
        lambda: _("write it as text, or give the element a role"),
        Level.WARNING,
    ),
    _rule("aria-attribute-missing", _incomplete, _help_native),
    _rule("aria-level-missing", _without_level, _help_native, Level.WARNING),
    _rule("aria-context-missing", _out_of_context, _help_native),
    _rule("aria-cell-context-missing", _cells_out_of_context, _help_native, Level.WARNING),
    _rule("aria-children-wrong", _wrong_children, _help_native),
)
