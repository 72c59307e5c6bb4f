"""Criterion 11.13 of RGAA: what a field is for, said by ``autocomplete``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.aria import ROLES
from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.roles import is_disabled, role_of, tabbable
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.visibility import perceivable
from proactive_ssg.check.word_lists import listed
from proactive_ssg.i18n import _

__all__ = ["RULES", "autocomplete_fault"]

_CONTACT = listed(
    "tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix"
    " tel-extension email impp"
)
_FIELDS = _CONTACT | listed(
    "name honorific-prefix given-name additional-name family-name honorific-suffix nickname username"
    " new-password current-password one-time-code organization-title organization street-address"
    " address-line1 address-line2 address-line3 address-level4 address-level3 address-level2 address-"
    " level1 country country-name postal-code cc-name cc-given-name cc-additional-name cc-family-name"
    " cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency transaction-"
    " amount language bday bday-day bday-month bday-year sex url photo"
)
_NOT_FILLED = frozenset(["hidden", "submit", "reset", "button", "image", "checkbox", "radio", "file"])
# Kinds of fields that take one sort of value, and the tokens of other sorts of kinds.
_KINDS = {
    "email": frozenset({"email", "username", "impp"}),
    "tel": frozenset(token for token in _CONTACT if token.startswith("tel")),
    "url": frozenset({"url", "photo", "impp"}),
    "date": frozenset({"bday"}),
    "month": frozenset({"cc-exp"}),
    "password": frozenset({"new-password", "current-password", "one-time-code", "cc-csc"}),
}
_ASKED = {
    "email": re.compile(r"e?-?mail|courriel|adresse[_-]?(?:e-?mail|mail)", re.I),
    "tel": re.compile(r"(?:tele?|t[ée]l[ée]phone|phone|mobile)(?:[_-]?number)?", re.I),
    "family-name": re.compile(r"(?:last|family|sur)[_-]?name|nom[_-]de[_-]famille", re.I),
    "given-name": re.compile(r"(?:first|given)[_-]?name|pr[ée]nom", re.I),
    "postal-code": re.compile(r"(?:post|zip|postal)[_-]?code|code[_-]?postal", re.I),
}


def autocomplete_fault(value: str) -> bool:
    """Whether ``value`` breaks the rules for tokens: section, address, contact, field, ``webauthn``."""
    tokens = value.lower().split()
    if tokens and tokens[-1] == "webauthn" and len(tokens) > 1:
        tokens.pop()
    if tokens and tokens[0].startswith("section-"):
        tokens.pop(0)
    if tokens and tokens[0] in ("shipping", "billing"):
        tokens.pop(0)
    if len(tokens) == 2 and tokens[0] in ("home", "work", "mobile", "fax", "pager"):
        return tokens[1] not in _CONTACT
    return len(tokens) != 1 or tokens[0] not in _FIELDS


def _filled(page: AuditedPage) -> list[Element]:
    known = page.cache.get("filled")
    if known is None:
        known = page.cache["filled"] = [
            element
            for element in perceivable(page, "input", "select", "textarea")
            if element.get("type").strip().lower() not in _NOT_FILLED
            and element.get("aria-disabled") != "true"
            and not is_disabled(element)
            and not _is_set_apart(page, element)
        ]
    return known  # type: ignore[return-value]


def _is_set_apart(page: AuditedPage, element: Element) -> bool:
    """Neither does the keyboard get there nor is it told as a field: nobody fills it."""
    role = role_of(page, element)
    return role in ROLES and not ROLES[role].widget and not tabbable(page, element)


def _wrong(page: AuditedPage) -> Iterator[Hit]:
    for element in _filled(page):
        value = element.get("autocomplete").strip()
        if value and value.lower() not in ("on", "off") and autocomplete_fault(value):
            yield Hit(element, _("“{value}” is no value of “autocomplete”").format(value=value))


def _mismatch(page: AuditedPage) -> Iterator[Hit]:
    for element in _filled(page):
        kind, value = element.get("type").strip().lower(), element.get("autocomplete").strip().lower()
        if not value or value in ("on", "off") or autocomplete_fault(value) or kind not in _KINDS:
            continue
        token = [one for one in value.split() if one != "webauthn"][-1]
        if token not in _KINDS[kind]:
            yield Hit(
                element,
                _("“{value}” does not go with a field of type “{type}”").format(value=value, type=kind),
            )


def _missing(page: AuditedPage) -> Iterator[Hit]:
    for element in _filled(page):
        if element.has("autocomplete") or element.name == "select":
            continue
        kind = element.get("type").strip().lower()
        names = (element.get("name"), element.get("id"))
        for token, pattern in _ASKED.items():
            if kind == token or any(pattern.fullmatch(name) for name in names if name):
                yield Hit(
                    element,
                    _('if readers enter what is theirs here, say so: autocomplete="{token}"').format(
                        token=token
                    ),
                )
                break


def _help() -> str:
    return _("Take a value of the list of HTML: name, email, tel, postal-code…")


RULES: tuple[Rule, ...] = (
    Rule("autocomplete-wrong", "11.13", "11.13.1", Level.ERROR, _wrong, _help),
    Rule("autocomplete-type", "11.13", "11.13.1", Level.WARNING, _mismatch, _help),
    Rule("autocomplete-missing", "11.13", "11.13.1", Level.WARNING, _missing, _help),
)
