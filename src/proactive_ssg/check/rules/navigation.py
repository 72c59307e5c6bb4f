"""Theme 12 of RGAA, what one page shows: areas, skip links, the order of the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element, in_order
from proactive_ssg.check.names import name_of
from proactive_ssg.check.roles import explicit_role, implicit_role, tabbable, written_as
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.visibility import hidden
from proactive_ssg.check.word_lists import listed
from proactive_ssg.i18n import _

__all__ = ["RULES", "has_skip_link"]

_AREAS = {"banner": "header", "navigation": "nav", "main": "main", "contentinfo": "footer"}
_SKIPS = re.compile(
    r"\b(?:acc[ée]der|aller|acc[èe]s|passer|sauter|[ée]viter|skip|jump|go to|main content|contenu|menu"
    r"|recherche|navigation|pied de page|footer)\b",
    re.I,
)
_KEYS = re.compile(r"""addEventListener\(\s*['"]key(?:down|press|up)['"]|\bon(?:key(?:down|press|up))\s*=""")
_MODIFIER = re.compile(r"\b(?:ctrl|alt|meta)Key\b|['\"](?:Escape|Esc|Tab|Enter|Arrow\w+)['\"]")
_FIRST_LINKS = 12


def _areas_undone(page: AuditedPage) -> Iterator[Hit]:
    """An area whose ``role`` takes away what the element says, and that no heading and no link lead to."""
    for element in page.document.named("main", "header", "footer"):
        role = explicit_role(element)
        if role not in ("none", "presentation", "generic") or implicit_role(element) not in _AREAS:
            continue
        if element.text.strip() and not hidden(page, element) and not _led_to(page, element):
            yield Hit(
                element,
                _('role="{role}" hides the area <{name}> from assistive technology').format(
                    role=role, name=element.name
                ),
            )


def _led_to(page: AuditedPage, area: Element) -> bool:
    if any(inner.name in ("h1", "h2", "h3", "h4", "h5", "h6") for inner in area.walk()):
        return True
    identity = area.get("id")
    return bool(identity) and any(link.get("href") == f"#{identity}" for link in page.document.named("a"))


def _areas_without_role(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named("main", "nav", "header", "footer"):
        if implicit_role(element) in _AREAS and not element.has("role") and not hidden(page, element):
            yield Hit(
                element,
                _('the area <{name}> has no role="{role}"').format(
                    name=element.name, role=implicit_role(element)
                ),
            )


def _menus_without_name(page: AuditedPage) -> Iterator[Hit]:
    menus = [
        element
        for element in page.document.named_or_having(("nav",), "role")
        if (explicit_role(element) or (element.name == "nav" and "navigation")) == "navigation"
        and not hidden(page, element)
    ]
    names: set[str] = set()
    for menu in menus if len(menus) > 1 else ():
        name = name_of(page, menu).lower()
        if not name:
            yield Hit(menu, _("the page has several navigations and this one has no name"))
        elif name in names:
            yield Hit(menu, _("another navigation of the page has the same name: “{name}”").format(name=name))
        names.add(name)


def _target_of(page: AuditedPage, link: Element) -> Element | None:
    fragment = link.get("href")[1:]
    by_id = page.document.by_id
    for name in (fragment, unquote(fragment)):
        if name in by_id:
            return by_id[name][0]
    return next((one for one in page.document.named("a") if one.get("name") == fragment), None)


def _first_links(page: AuditedPage) -> list[Element]:
    """The links before the main content that lead within the page."""
    found: list[Element] = []
    for count, link in enumerate(one for one in page.document.named("a") if one.has("href")):
        if count >= _FIRST_LINKS or any(above.name == "main" for above in link.ancestors):
            break
        if link.get("href").startswith("#"):
            found.append(link)
    return found


def has_skip_link(page: AuditedPage) -> bool:
    """Whether one of the first links leads to the main content (or, without ``main``, to any place)."""
    mains = in_order([page.document.named("main"), written_as(page, "main")])
    for link in _first_links(page):
        target = _target_of(page, link)
        if target is None or not name_of(page, link) or not tabbable(page, link):
            continue
        if not mains or any(_leads_to(target, main) for main in mains):
            return True
    return False


def _leads_to(target: Element, main: Element) -> bool:
    """Its own, around it, in it, or right before it."""
    if target is main or main in target.ancestors:
        return True
    if target in main.ancestors:
        return target.name not in ("body", "html")
    siblings = main.parent.elements if main.parent is not None else []
    place = siblings.index(main) if main in siblings else 0
    return place > 0 and siblings[place - 1] is target


def _broken_skip_links(page: AuditedPage) -> Iterator[Hit]:
    for link in _first_links(page):
        fragment = link.get("href")[1:]
        if not fragment or fragment.lower() == "top" or link.get("role") == "button":
            continue
        if _target_of(page, link) is None and _SKIPS.search(name_of(page, link)):
            yield Hit(link, _("the skip link leads to “{id}”, which does not exist").format(id=fragment))


def _unreachable_skip_links(page: AuditedPage) -> Iterator[Hit]:
    for link in _first_links(page):
        if _target_of(page, link) is not None and _SKIPS.search(link.text) and not tabbable(page, link):
            yield Hit(link, _("the keyboard does not reach the skip link"))


def _tab_order(page: AuditedPage) -> Iterator[Hit]:
    """A positive ``tabindex`` that makes the focus come back up the page."""
    if not _positive(page):
        return
    order: list[tuple[int, Element]] = []
    for element in page.document.all:
        written = element.attributes.get("tabindex", "").strip()
        index = int(written) if re.fullmatch(r"\+?\d{1,9}", written) else 0
        if (index or order or element.name in _TABBABLE) and tabbable(page, element):
            order.append((index, element))
    wanted = [element for index, element in sorted(order, key=lambda one: one[0] or 1_000_000_000)]
    if wanted == [element for index, element in order]:
        return
    for index, element in order:
        if index:
            yield Hit(element, _('tabindex="{index}" changes the order of the keyboard').format(index=index))


_TABBABLE = listed("a area audio button details iframe input select summary textarea video")


def _positive(page: AuditedPage) -> list[Element]:
    return [
        element
        for element in page.document.having("tabindex")
        if re.fullmatch(r"\+?0*[1-9]\d{0,8}", element.attributes["tabindex"].strip())
    ]


def _positive_tabindex(page: AuditedPage) -> Iterator[Hit]:
    found = _positive(page)
    if found and not any(True for _hit in _tab_order(page)):
        for element in found:
            yield Hit(element, _("tabindex above 0: the next element added here will come out of order"))


def _shortcuts(page: AuditedPage) -> Iterator[Hit]:
    for script in page.document.named("script"):
        text = script.text
        if _KEYS.search(text) and not _MODIFIER.search(text):
            yield Hit(script, _("a script listens to keys: can a shortcut of one key be switched off?"))
    for body in page.document.named("body"):
        if any(body.has(name) for name in ("onkeydown", "onkeypress", "onkeyup")):
            yield Hit(body, _("a script listens to keys: can a shortcut of one key be switched off?"))


def _same_access_keys(page: AuditedPage) -> Iterator[Hit]:
    seen: dict[str, Element] = {}
    for element in page.document.having("accesskey"):
        key = element.get("accesskey").strip().lower()
        if key and key in seen:
            yield Hit(element, _("the access key “{key}” is given twice").format(key=key))
        elif key:
            seen[key] = element


_ERROR, _WARNING = Level.ERROR, Level.WARNING


def _skip_help() -> str:
    return _("Begin the page with a link to the id of <main>, which appears when it has the focus.")


def _order_help() -> str:
    return _("Take tabindex away and put the elements into the order of reading.")


RULES: tuple[Rule, ...] = (
    Rule("area-undone", "12.6", "12.6.1", _ERROR, _areas_undone, lambda: _("Take the role away.")),
    Rule(
        "area-role",
        "12.6",
        "12.6.1",
        _WARNING,
        _areas_without_role,
        lambda: _("The glossary of RGAA asks for the role beside the element."),
    ),
    Rule(
        "navigation-name",
        "12.6",
        "12.6.1",
        _WARNING,
        _menus_without_name,
        lambda: _("Name each navigation with aria-label."),
    ),
    Rule("skip-link-broken", "12.7", "12.7.2", _ERROR, _broken_skip_links, _skip_help),
    Rule("skip-link-unreachable", "12.7", "12.7.2", _ERROR, _unreachable_skip_links, _skip_help),
    Rule("tab-order", "12.8", "12.8.1", _ERROR, _tab_order, _order_help),
    Rule("tabindex-positive", "12.8", "12.8.1", _WARNING, _positive_tabindex, _order_help),
    Rule(
        "shortcut",
        "12.10",
        "12.10.1",
        _WARNING,
        _shortcuts,
        lambda: _("Let readers switch off or change shortcuts of one key."),
    ),
    Rule(
        "access-key-twice",
        "12.10",
        "12.10.1",
        _WARNING,
        _same_access_keys,
        lambda: _("Give each access key once."),
    ),
)
