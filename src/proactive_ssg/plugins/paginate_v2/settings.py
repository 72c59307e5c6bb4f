"""``pagination``: its defaults, the configuration's and each template's, checked and merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from proactive_ssg.config import Config
from proactive_ssg.config.sources import deep_merge
from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _
from proactive_ssg.model.page import Page
from proactive_ssg.plugins.options import in_config, in_page, truthy

__all__ = ["Problems", "integer", "names_in", "page_settings", "site_settings"]

_NUMBER = re.compile(r"\s*[-+]?\d+", re.ASCII)
_DEFAULTS: Final[Mapping[str, Any]] = {
    "enabled": False,
    "collection": "posts",
    "offset": 0,
    "per_page": 10,
    "permalink": "/page:num/",
    "title": ":title - page :num",
    "sort_reverse": False,
    "sort_field": "date",
    "limit": 0,
    "trail": {"before": 0, "after": 0},
    "indexpage": None,
    "extension": "html",
}


@dataclass(slots=True)
class Problems:
    """What is wrong with the options of the site, or of the page that is looked at."""

    config: Config
    items: list[Diagnostic] = field(default_factory=list)

    def of_site(self, message: str, *path: str | int, hint: str = "", warning: bool = False) -> None:
        severity = Severity.WARNING if warning else Severity.ERROR
        hint = hint or _("correct the value, or remove the line")
        self.items.append(in_config(self.config, "pagination", message, *path, hint=hint, severity=severity))

    def of_page(self, page: Page, message: str, *, hint: str = "", warning: bool = False) -> None:
        severity = Severity.WARNING if warning else Severity.ERROR
        hint = hint or _("correct the value, or remove the line")
        self.items.append(in_page(page, "pagination", message, "pagination", hint=hint, severity=severity))


def site_settings(config: Config, problems: Problems) -> dict[str, Any]:
    """The configuration's ``pagination`` over the defaults; what is wrong counts as absent."""
    given = config.settings.get("pagination")
    if truthy(config.settings.get("paginate")):
        message = _("`paginate` belongs to jekyll-paginate; jekyll-paginate-v2 does not read it any more")
        hint = _("write `pagination: {enabled: true, per_page: 10}`, or list jekyll-paginate under `plugins`")
        problems.of_site(message, "paginate", hint=hint)
    if given is not None and not isinstance(given, Mapping):
        problems.of_site(_("`pagination` must be a mapping of names to values"), "pagination")
        given = None

    def wrong(message: str, name: str) -> None:
        problems.of_site(message, "pagination", name)

    return deep_merge(_DEFAULTS, _checked(given or {}, wrong))


def page_settings(page: Page, settings: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """What the front matter of ``page`` says, over the site's ``settings``."""

    def wrong(message: str, _name: str) -> None:
        problems.of_page(page, message)

    return deep_merge(settings, _checked(page.data["pagination"], wrong))


def _checked(given: Mapping[str, Any], wrong: Callable[[str, str], None]) -> dict[str, Any]:
    checked = dict(given)
    for name, value in given.items():
        if value is not None and name in _TESTS and not _TESTS[name](value):
            wanted = _WANTED[_TESTS[name]]()
            wrong(_("`{name}` must be {wanted}").format(name=f"pagination.{name}", wanted=wanted), name)
            del checked[name]
    return checked


def integer(value: object) -> int:
    """Ruby's ``to_i``: the number that a text begins with, 0 for all else."""
    if isinstance(value, int | float):
        return int(value)
    found = _NUMBER.match(str(value or ""))
    return int(found[0]) if found else 0


def names_in(value: object) -> list[object]:
    """A list, or a text between ``,`` and ``;``."""
    if isinstance(value, str):
        return [*value.replace(";", ",").rstrip(",").split(",")]
    return list(value) if isinstance(value, list | tuple) else [value]


def _is_count(value: object) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | str) and integer(value) > 0


def _is_number(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and value.strip().lstrip("+-").isdecimal())


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_names(value: object) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(isinstance(item, str | int | float) for item in items)


def _is_field(value: object) -> bool:
    return value is False or isinstance(value, str)


_TESTS: Final[Mapping[str, Callable[[object], bool]]] = {
    "per_page": _is_count,
    "limit": _is_number,
    "offset": _is_number,
    "permalink": _is_text,
    "title": _is_text,
    "indexpage": _is_text,
    "extension": _is_text,
    "sort_field": _is_field,
    "trail": _is_mapping,
    "collection": _is_names,
    "category": _is_names,
    "tag": _is_names,
    "locale": _is_names,
}
_WANTED: Final[Mapping[Callable[[object], bool], Callable[[], str]]] = {
    _is_count: lambda: _("a whole number of at least {least}").format(least=1),
    _is_number: lambda: _("a whole number"),
    _is_text: lambda: _("a text"),
    _is_field: lambda: _("a text"),
    _is_mapping: lambda: _("a mapping of names to values"),
    _is_names: lambda: _("a name, or a list of names"),
}
