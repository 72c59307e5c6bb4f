"""Theme 7 of RGAA: scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.aria import ROLES
from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.names import name_of
from proactive_ssg.check.roles import explicit_role, focusable, is_disabled, role_of, tabbable, told_as
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.rules import aria_use
from proactive_ssg.check.visibility import hidden, perceived
from proactive_ssg.i18n import _

__all__ = ["RULES"]

# Links, images and form fields have criteria of their own.
_NAMED_WIDGETS = ("button", "menuitem", "menuitemcheckbox", "menuitemradio", "tab", "treeitem")
_BLURS = re.compile(r"\bthis\.blur\(")
_FOCUSES = re.compile(r"\bthis\.focus\(")
_FLAT = tuple(name for name, role in ROLES.items() if role.flat)
_CLICKED = ("onclick", "onmousedown", "onmouseup", "ondblclick")


def _unnamed(page: AuditedPage) -> Iterator[Hit]:
    for element in perceived(page, page.document.named_or_having(("summary",), "role")):
        if _needs_name(page, element) and not name_of(page, element):
            yield Hit(element, _("this control has no name"))


def _needs_name(page: AuditedPage, element: Element) -> bool:
    if element.name == "summary":
        return focusable(page, element) and role_of(page, element) in ("", "button")
    if element.name in ("button", "input") and role_of(page, element) == "button":
        return False  # its name is a matter of forms
    return explicit_role(element) in _NAMED_WIDGETS and role_of(page, element) == explicit_role(element)


def _focus_in_flat(page: AuditedPage) -> Iterator[Hit]:
    """Assistive technology sees no structure in a button or an image: a link inside is lost."""
    for element in perceived(page, told_as(page, *_FLAT)):
        if not element.children:
            continue
        role = role_of(page, element)
        if any(inner is not element and _is_met(page, inner) for inner in element.walk()):
            yield Hit(
                element,
                _("the role `{role}` hides what is in it, and there is a control in it").format(role=role),
            )


def _is_met(page: AuditedPage, element: Element) -> bool:
    return not hidden(page, element) and tabbable(page, element)


def _clicked(page: AuditedPage) -> Iterator[Hit]:
    for element in perceived(page, page.document.having(*_CLICKED)):
        if not is_disabled(element):
            around = (element, *element.ancestors)
            inside = any(focusable(page, inner) for inner in element.walk())
            if not inside and not any(focusable(page, above) for above in around) and element.name != "label":
                yield Hit(element, _("a click does something here that the keyboard cannot"))


def _focus_taken(page: AuditedPage) -> Iterator[Hit]:
    for element in perceived(page, page.document.having("onfocus")):
        if _BLURS.search(element.get("onfocus")):
            yield Hit(element, _("this element gives the focus away as soon as it gets it"))


def _focus_kept(page: AuditedPage) -> Iterator[Hit]:
    for element in perceived(page, page.document.having("onblur")):
        if _FOCUSES.search(element.get("onblur")) and focusable(page, element):
            yield Hit(element, _("the keyboard does not get out of this element: it takes the focus back"))


RULES: tuple[Rule, ...] = (
    *aria_use.RULES,
    Rule(
        "control-name-missing",
        "7.1",
        "7.1.3",
        Level.ERROR,
        _unnamed,
        lambda: _("write what the control does as its text or its `aria-label`"),
    ),
    Rule(
        "control-inside-control",
        "7.1",
        "7.1.1",
        Level.ERROR,
        _focus_in_flat,
        lambda: _("put the inner control next to the outer one"),
    ),
    Rule(
        "focus-removed",
        "7.3",
        "7.3.2",
        Level.ERROR,
        _focus_taken,
        lambda: _("take out `onfocus`"),
    ),
    Rule(
        "keyboard-trap",
        "12.9",
        "12.9.1",
        Level.ERROR,
        _focus_kept,
        lambda: _("take out `onblur`, or let the keyboard go on"),
    ),
    Rule(
        "click-without-keyboard",
        "7.3",
        "7.3.1",
        Level.WARNING,
        _clicked,
        lambda: _("use `button`, or a link"),
    ),
)
