"""``include`` and its relatives: another file rendered in this place (``tags/include.rb``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.journal import ANYTHING
from proactive_ssg.liquid import Context, Environment, Tag, Template
from proactive_ssg.templates.profile import REGISTER, Profile
from proactive_ssg.templates.tags.failure import TagError, close_names
from proactive_ssg.templates.tags.host import host_of

__all__ = ["IncludeCachedTag", "IncludeRelativeTag", "IncludeTag"]

_PARAMETER = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))""", re.ASCII
)
_PARAMETERS = re.compile(rf"\s*(?:{_PARAMETER.pattern}(?=\s|\Z)\s*)*", re.ASCII)
_NAME_WITH_VARIABLES = re.compile(
    r"(?P<name>[^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|.*)?\}\}[^\s{}]*)+)(?P<parameters>.*)", re.S | re.ASCII
)
_NAME = re.compile(r"[\w/.\-()+~#@]+", re.ASCII)
_UPWARDS = re.compile(r"[./]{2,}")
_MAX_DEPTH = 95  # a little less than what Liquid bears, to say what is wrong
_DEPTH = "include depth"


class _Parameters:
    """``key="text" key='text' key=variable`` after the name of the file."""

    __slots__ = ("_items",)

    def __init__(self, markup: str) -> None:
        if _PARAMETERS.fullmatch(markup) is None:
            message = _("the parameters of include are not written correctly: {markup}")
            raise TagError(message.format(markup=markup), _("write {% include file.html name='value' %}"))
        self._items: list[tuple[str, str | None, str]] = []
        for key, double, single, variable in _PARAMETER.findall(markup):
            if variable:
                self._items.append((key, None, variable))
            else:
                text = double.replace('\\"', '"') or single.replace("\\'", "'")
                self._items.append((key, text, ""))

    @property
    def items(self) -> tuple[tuple[str, str | None, str], ...]:
        """The name of each, then its text, or None and the expression of its value."""
        return tuple(self._items)

    def values(self, context: Context) -> dict[str, Any]:
        return {
            key: context.evaluate(variable) if text is None else text for key, text, variable in self._items
        }


class IncludeTag(Tag):
    """A file of ``_includes``; its parameters are ``include.name`` in it."""

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        markup = markup.strip()
        parameters: str | None
        if found := _NAME_WITH_VARIABLES.match(markup):
            file, parameters = found["name"].strip(), found["parameters"].strip()
        else:
            file, *rest = re.split(r"\s+", markup, maxsplit=1)
            parameters = rest[0] if rest else None
        self._file = file
        self._name = environment.parse(file) if found else None
        self._parameters = None if parameters is None else _Parameters(parameters)

    @property
    def file(self) -> str | Template:
        """The name of the file, or the template that makes it."""
        return self._file if self._name is None else self._name

    @property
    def parameters(self) -> tuple[tuple[str, str | None, str], ...] | None:
        """As they are written: name, text, expression (where there is no text); None where there are none."""
        return None if self._parameters is None else self._parameters.items

    def render(self, context: Context) -> str:
        file = self._file if self._name is None else self._name.render_in(context)
        _check_name(file)
        template = self._find(context, file)
        values = None if self._parameters is None else self._parameters.values(context)
        return self._render(context, template, values)

    def _find(self, context: Context, file: str) -> Template:
        includes = host_of(context).includes
        template = includes.find(file)
        if template is None:
            message = _("there is no include {name!r}").format(name=file)
            ruby = f"Could not locate the included file '{file}'"
            raise TagError(message, close_names(file, includes.names()), ruby=ruby)
        host_of(context).tell_about(template.name)
        return template

    def _render(self, context: Context, template: Template, values: Mapping[str, Any] | None) -> str:
        registers = context.registers
        depth = registers.get(_DEPTH, 0)
        if depth >= _MAX_DEPTH:
            message = _("the include {name!r} is more than {count} includes deep")
            hint = _("it leads back to itself: look for an include that has no end")
            raise TagError(message.format(name=self._file, count=_MAX_DEPTH), hint)
        context.push({} if values is None else {"include": values})
        registers[_DEPTH] = depth + 1
        try:
            profile: Profile | None = registers.get(REGISTER)
            if profile is not None:
                return profile.measure(template.name, lambda: template.render_in(context))
            return template.render_in(context)
        finally:
            registers[_DEPTH] = depth
            context.scopes.pop()


def _check_name(file: str) -> None:
    """A name with ``..`` or with other characters than names of files have is refused, as Jekyll does."""
    if _UPWARDS.search(file) or not _NAME.fullmatch(file):
        message = _("Invalid syntax for include tag. No file may have this name: {name!r}").format(name=file)
        raise TagError(message, _("name a file below the folder, without .. and without quotes"))


class IncludeRelativeTag(IncludeTag):
    """A file beside the page, whatever template asks for it."""

    def _find(self, context: Context, file: str) -> Template:
        host, page = host_of(context), context.registers.get("page") or {}
        path = str(page.get("path") or "").removesuffix("/#excerpt")
        if page.get("collection") and host.collections_dir:
            path = f"{host.collections_dir}/{path}"
        template = host.includes.beside(path, file)
        if template is None:
            message = _("there is no file {name!r} beside the page").format(name=file)
            raise TagError(message, _("give its path from the folder of the page on"))
        host.tell_about(template.name)
        return template


class IncludeCachedTag(IncludeTag):
    """As ``include``, rendered once for each file and each set of parameters (jekyll-include-cache)."""

    def _render(self, context: Context, template: Template, values: Mapping[str, Any] | None) -> str:
        host = host_of(context)
        if host.shows_page(self._file):
            host.journal.note(*ANYTHING)
        key = (template.name, _key(values))
        if key not in host.cached:
            with host.journal.page() as asked:
                made = super()._render(context, template, values)
            host.cached[key] = (made, asked)
        made, asked = host.cached[key]
        host.journal.extend(asked)
        return made


def _key(value: Any) -> Any:
    """``value`` as a key: mappings and lists by what they hold, pages by who they are."""
    if type(value) is dict:
        return tuple((key, _key(item)) for key, item in sorted(value.items()))
    if isinstance(value, (list, tuple)):
        return tuple(map(_key, value))
    return type(value), value
