"""The environment of layouts in Jinja2: sandboxed, escaping, bounded, in the language of the page."""

from __future__ import annotations

import contextlib
import gettext as gettext_module
from collections.abc import Callable, Iterable, MutableMapping
from datetime import date
from typing import Any, NoReturn

from jinja2 import ChainableUndefined, nodes, pass_context
from jinja2 import Template as CompiledTemplate
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment, modifies_known_mutable
from jinja2.utils import missing

from proactive_ssg.errors import ProblemsError
from proactive_ssg.i18n import _, translations
from proactive_ssg.journal import Journal
from proactive_ssg.templates.bound_nodes import BoundNodes
from proactive_ssg.templates.bounds import (
    CALL_STEPS,
    Budget,
    bounded_range,
    check_call,
    check_method,
    check_operator,
)
from proactive_ssg.templates.drops import Drop
from proactive_ssg.templates.engine import Lookup
from proactive_ssg.templates.jinja_filters import language_of
from proactive_ssg.templates.jinja_loader import TemplateLoader
from proactive_ssg.templates.site_data import SiteData
from proactive_ssg.templates.text import to_text

__all__ = ["LayoutEnvironment"]

_METHODS = ("get", "items", "keys", "values")
_UNESCAPED = (".txt", ".json", ".js", ".css", ".csv")


class _Undefined(ChainableUndefined):
    """A key that a page does not have is empty, however deep; a name that nothing defines is an error."""

    __slots__ = ()

    def _require_owner(self) -> None:
        if self._undefined_obj is missing:
            self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._require_owner()
        return ""

    __html__ = __str__

    def __iter__(self) -> Any:
        self._require_owner()
        return iter(())

    def __getattr__(self, name: str) -> Any:
        if name[:2] != "__":
            self._require_owner()
        return super().__getattr__(name)

    def __getitem__(self, key: Any) -> Any:
        self._require_owner()
        return self


class LayoutEnvironment(ImmutableSandboxedEnvironment):
    """The environment of layouts; every lookup of a template passes through the two overridden methods."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, lookup: Lookup, names: Iterable[str], journal: Journal) -> None:
        self.layouts = TemplateLoader(lookup, names)
        self.journal = journal
        super().__init__(
            loader=self.layouts, autoescape=_autoescape, undefined=_Undefined, finalize=_printed,
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
            auto_reload=False, cache_size=-1,  # each template is compiled once and kept
            extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols"],
        )  # fmt: skip
        self.budget = Budget()
        self.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
        del self.globals["lipsum"]
        self.globals["range"] = bounded_range

    # -- lookups: what a page depends on is what it looked up, found or not -----------------------

    def get_template(
        self, name: str | CompiledTemplate, parent: str | None = None, globals: Any = None
    ) -> CompiledTemplate:
        self.budget.spend(1)
        self._note(name, parent)
        return super().get_template(name, parent, globals)

    def select_template(
        self, names: Iterable[str | CompiledTemplate], parent: str | None = None, globals: Any = None
    ) -> CompiledTemplate:
        self.budget.spend(1)
        names = list(names)
        for name in names:  # those after the one that is found, too: that is no harm
            self._note(name, parent)
        return super().select_template(names, parent, globals)

    def _note(self, name: str | CompiledTemplate, parent: str | None) -> None:
        """The lookup is noted, and what is odd about the file told to each page that has it."""
        if isinstance(name, str):
            name = name if parent is None else self.join_path(name, parent)
            self.journal.note("template", name)
            with contextlib.suppress(ProblemsError):  # said where the template is made
                self.layouts.lookup(name)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals themselves where nothing is added: copying a ChainMap for every include is slow."""
        return super().make_globals(d) if d else self.globals

    # -- access ----------------------------------------------------------------------------------

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.key``: the key of a mapping before its methods, so that ``items`` may be a key."""
        if type(obj) is dict or isinstance(obj, (Drop, SiteData)):
            try:
                return obj[attribute]
            except KeyError:
                if isinstance(obj, Drop) and attribute[:1] != "_" and attribute not in _METHODS:
                    return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if type(obj) is dict or isinstance(obj, (Drop, SiteData)):
            try:
                return obj[argument]
            except (KeyError, TypeError):
                return self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)

    def unsafe_undefined(self, obj: Any, attribute: str) -> NoReturn:
        if modifies_known_mutable(obj, attribute):
            problem = _("{name!r} would change a value of the site")
        else:
            problem = _("{name!r} of {type} is not for layouts")
        raise SecurityError(problem.format(name=attribute, type=type(obj).__name__.removeprefix("Jinja")))

    # -- bounds ----------------------------------------------------------------------------------

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        __self.budget.spend(CALL_STEPS)
        check_call(__obj, args, kwargs)
        for value in (getattr(__obj, "__self__", None), *args, *kwargs.values()):
            __self.budget.copied(value)
        return __self.budget.made(super().call(__context, __obj, *args, **kwargs))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """``"{}".format``, as the sandbox gives it, which leaves widths unbounded."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None

        def bounded(*arguments: Any, **keywords: Any) -> str:
            check_method("format", value.__self__, (*arguments, *keywords.values()))
            return wrapped(*arguments, **keywords)

        return bounded

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        check_operator(operator, left, right)
        return self.budget.made(super().call_binop(context, operator, left, right))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        bounded: nodes.Template = BoundNodes().visit(tree)
        return bounded


def _autoescape(name: str | None) -> bool:
    return name is None or not name.endswith(_UNESCAPED)


def _printed(value: Any) -> Any:
    """What ``{{ }}`` prints: nothing for nil, ``true``, dates and lists as Jekyll prints them."""
    if value is None or isinstance(value, (bool, date, list, tuple)):
        return to_text(value)
    return value


def _catalogue(context: Context) -> gettext_module.NullTranslations:
    return translations(language_of(context))


@pass_context
def _gettext(context: Context, message: str) -> str:
    return _catalogue(context).gettext(message) if message else ""


@pass_context
def _ngettext(context: Context, singular: str, plural: str, count: int) -> str:
    return _catalogue(context).ngettext(singular, plural, count)
