"""Theme 11 of RGAA: forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element, in_order
from proactive_ssg.check.labels import label_not_in_name, not_in_name, visible_text
from proactive_ssg.check.names import labels_of, name_of, referenced
from proactive_ssg.check.roles import role_of, told_as
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.rules import autocomplete
from proactive_ssg.check.texts import plain
from proactive_ssg.check.visibility import hidden, invisible, perceived
from proactive_ssg.check.word_lists import listed
from proactive_ssg.check.words import tokens
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_FIELD_ROLES = listed(
    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton"
    " switch textbox"
)
_NO_FIELD = frozenset(["hidden", "submit", "reset", "button", "image"])
_VAGUE = listed(
    "champ champs data donnée données field info infos information informations input item label"
    " libellé étiquette menu sélection select test text texte title titre valeur value zone xxx"
)
_NATIVE = frozenset(("input", "select", "textarea"))
_LABELLED_BY_TEXT = frozenset(("checkbox", "menuitemcheckbox", "menuitemradio", "radio", "switch"))
_REQUIRED = re.compile(r"\*|obligatoire|requis|required|mandatory|facultati|optional|optionnel", re.I)


def _is_field(page: AuditedPage, element: Element) -> bool:
    if element.name in ("select", "textarea"):
        return True
    if element.name == "input":
        return element.get("type").strip().lower() not in _NO_FIELD
    return role_of(page, element) in _FIELD_ROLES


def _fields(page: AuditedPage) -> list[Element]:
    found = page.cache.get("fields")
    if found is None:
        named = page.document.named("input", "select", "textarea")
        candidates = in_order([named, told_as(page, *_FIELD_ROLES)])
        found = page.cache["fields"] = [
            element for element in perceived(page, candidates) if _is_field(page, element)
        ]
    return found  # type: ignore[return-value]


def _only_placeholder(page: AuditedPage, element: Element, name: str) -> bool:
    if name != plain(element.get("placeholder")) or not name:
        return False
    return not (
        labels_of(page, element)
        or element.get("aria-label").strip()
        or element.get("title").strip()
        or referenced(page, element, "aria-labelledby")
    )


def _unlabelled(page: AuditedPage) -> Iterator[Hit]:
    for field in _fields(page):
        if role_of(page, field) in ("none", "presentation"):
            continue
        name = name_of(page, field)
        if not name and not _is_task(field):
            yield Hit(field, _("the field has no label"))
        elif _only_placeholder(page, field, name):
            yield Hit(field, _("the field has a placeholder and no label"))


def _is_task(field: Element) -> bool:
    """A box of a list of tasks: nobody can tick it, and its text stands beside it."""
    kind = field.get("type").lower()
    return (
        kind in ("checkbox", "radio")
        and field.has("disabled")
        and bool(field.parent and field.parent.own_text)
    )


def _tasks(page: AuditedPage) -> Iterator[Hit]:
    for field in _fields(page):
        if _is_task(field) and not name_of(page, field):
            yield Hit(field, _("the box of a list of tasks has no label"))


def _labels_of_nothing(page: AuditedPage) -> Iterator[Hit]:
    for label in page.document.named("label"):
        target = label.get("for")
        if target and target not in page.document.by_id and not hidden(page, label):
            yield Hit(label, _("the label is for “{id}”, which does not exist").format(id=target), "11.1.2")


def _meaningless(page: AuditedPage) -> Iterator[Hit]:
    for field in _fields(page):
        name = name_of(page, field)
        if name and not tokens(name):
            yield Hit(field, _("the label says nothing: “{name}”").format(name=name))


def _vague(page: AuditedPage) -> Iterator[Hit]:
    for field in _fields(page):
        said = tokens(name_of(page, field))
        if len(said) == 1 and (said[0] in _VAGUE or len(said[0]) == 1):
            yield Hit(
                field, _("does the label say what to enter? “{name}”").format(name=name_of(page, field))
            )


def _label_not_in_name(page: AuditedPage) -> Iterator[Hit]:
    for field in _fields(page):
        if not (field.has("aria-label") or field.has("aria-labelledby")):
            continue
        if field.name in _NATIVE:
            shown = plain(" ".join(visible_text(page, label) for label in labels_of(page, field)))
        else:
            shown = label_not_in_name(page, field) if role_of(page, field) in _LABELLED_BY_TEXT else ""
        name = name_of(page, field)
        if name and not_in_name(shown, name):
            yield Hit(field, _in_other_words(shown, name))


def _in_other_words(shown: str, name: str) -> str:
    return _("one sees “{shown}” and assistive technology says “{name}”").format(shown=shown, name=name)


def _grouped(element: Element) -> bool:
    return any(
        above.name == "fieldset" or above.get("role") in ("group", "radiogroup", "menu", "toolbar")
        for above in element.ancestors
    )


def _loose_choices(page: AuditedPage) -> Iterator[Hit]:
    seen: Counter[tuple[str, str]] = Counter()
    for field in page.document.named("input"):
        kind, name = field.get("type").lower(), field.get("name")
        if kind in ("radio", "checkbox") and name and not _grouped(field) and not hidden(page, field):
            seen[kind, name] += 1
            if seen[kind, name] == 2:
                yield Hit(field, _("fields of one choice (“{name}”) are in no group").format(name=name))


def _groups(page: AuditedPage) -> Iterator[Hit]:
    for group in page.document.named_or_having(("fieldset",), "role"):
        is_group = group.name == "fieldset" or group.get("role") in ("group", "radiogroup")
        if not is_group or group.get("role") in ("none", "presentation") or hidden(page, group):
            continue
        fields = sum(_is_field(page, inner) for inner in group.walk() if inner is not group)
        if fields > (group.name != "fieldset") and not name_of(page, group):
            yield Hit(group, _("the group of fields has no legend"))


def _option_groups(page: AuditedPage) -> Iterator[Hit]:
    for group in page.document.named("optgroup"):
        if not plain(group.get("label")) and not any(one.name == "legend" for one in group.elements):
            yield Hit(group, _("the group of options has no label"))


def _buttons(page: AuditedPage) -> list[Element]:
    found = page.cache.get("buttons")
    if found is None:
        candidates = in_order([page.document.named("summary"), told_as(page, "button")])
        found = page.cache["buttons"] = [
            element
            for element in perceived(page, candidates)
            if not (element.name == "input" and element.get("type").lower() == "image")
        ]
    return found  # type: ignore[return-value]


def _nameless_buttons(page: AuditedPage) -> Iterator[Hit]:
    """Those of HTML: what only a role makes a button is a matter of scripts (7.1)."""
    for button in _buttons(page):
        if button.name in ("button", "input") and not name_of(page, button):
            yield Hit(button, _("the button has no name"))


def _button_not_in_name(page: AuditedPage) -> Iterator[Hit]:
    for button in _buttons(page):
        shown = label_not_in_name(page, button)
        if shown:
            yield Hit(button, _in_other_words(shown, name_of(page, button)))


def _vague_buttons(page: AuditedPage) -> Iterator[Hit]:
    for button in _buttons(page):
        name = name_of(page, button)
        if name and not tokens(name):
            yield Hit(button, _("does the button say what it does? “{name}”").format(name=name))


def _required(page: AuditedPage) -> Iterator[Hit]:
    for field in _fields(page):
        if not (field.has("required") or field.get("aria-required") == "true") or invisible(page, field):
            continue
        if field.get("type").lower() == "radio":
            continue
        around = " ".join(visible_text(page, label) for label in labels_of(page, field))
        form = next((above for above in field.ancestors if above.name == "form"), None)
        hint = "" if form is None else form.text
        if not _REQUIRED.search(f"{around} {name_of(page, field)}") and not _REQUIRED.search(hint):
            yield Hit(field, _("nothing one can see says that the field is required"))


_ERROR, _WARNING = Level.ERROR, Level.WARNING


def _label_help() -> str:
    return _('Give the field a label: <label for="id-of-the-field">…</label>.')


def _same_words_help() -> str:
    return _("Take aria-label away, or begin it with the words one sees.")


RULES: tuple[Rule, ...] = (
    Rule("field-label", "11.1", "11.1.1", _ERROR, _unlabelled, _label_help),
    Rule("task-label", "11.1", "11.1.1", _WARNING, _tasks, _label_help),
    Rule("label-target", "11.1", "11.1.2", _WARNING, _labels_of_nothing, _label_help),
    Rule("label-meaningless", "11.2", "11.2.1", _ERROR, _meaningless, _label_help),
    Rule("label-vague", "11.2", "11.2.1", _WARNING, _vague, _label_help),
    Rule("label-in-name", "11.2", "11.2.5", _ERROR, _label_not_in_name, _same_words_help),
    Rule(
        "choices-ungrouped",
        "11.5",
        "11.5.1",
        _WARNING,
        _loose_choices,
        lambda: _("Put the fields of one choice into a <fieldset> with a <legend>."),
    ),
    Rule(
        "group-legend", "11.6", "11.6.1", _ERROR, _groups, lambda: _("Start the <fieldset> with a <legend>.")
    ),
    Rule(
        "option-group-label",
        "11.8",
        "11.8.2",
        _ERROR,
        _option_groups,
        lambda: _("Give <optgroup> a “label”."),
    ),
    Rule(
        "button-name",
        "11.9",
        "11.9.1",
        _ERROR,
        _nameless_buttons,
        lambda: _("Write in the button what it does."),
    ),
    Rule("button-label-in-name", "11.9", "11.9.2", _ERROR, _button_not_in_name, _same_words_help),
    Rule(
        "button-vague",
        "11.9",
        "11.9.1",
        _WARNING,
        _vague_buttons,
        lambda: _("Write in the button what it does."),
    ),
    Rule(
        "required-unmarked",
        "11.10",
        "11.10.1",
        _WARNING,
        _required,
        lambda: _("Say in the label which fields are required."),
    ),
    *autocomplete.RULES,
)
