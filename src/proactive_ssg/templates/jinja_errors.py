"""What went wrong in a Jinja2 template, as a :class:`Diagnostic` in the template's own file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from proactive_ssg.errors import Diagnostic, ProblemsError, Severity
from proactive_ssg.i18n import _
from proactive_ssg.templates.bounds import TemplateLimitError
from proactive_ssg.templates.close_names import close_names
from proactive_ssg.templates.engine import FilterError, TemplateSource

__all__ = ["diagnose"]

_QUOTED = re.compile(r"'([^']+)'")
_NO_FILTER = re.compile(r"No (filter|test) named '([^']+)'")
# A function that stands for a filter or test that does not exist: its caller is on the line that names it.
_HELPER = re.compile(r"t_[0-9]+")


def diagnose(
    error: Exception, sources: Mapping[str, TemplateSource], known: Mapping[str, Iterable[str]], fallback: str
) -> Diagnostic:
    """The diagnostic for ``error``.

    ``sources``: the templates by file name; ``known``: the names that exist, by kind (``template``,
    ``filter``, ``test``, ``variable``), for hints; ``fallback``: the file where the error names none.
    """
    if isinstance(error, ProblemsError) and error.diagnostics:
        return error.diagnostics[0]
    filename, line = _place(error, sources, fallback)
    code, message, hint = _explained(error, known)
    source = sources[filename]
    text = source.line(line)
    return Diagnostic(
        Severity.ERROR, code, message, source.path, line, _column(error, text), hint, text
    )  # fmt: skip


def _place(error: Exception, sources: Mapping[str, TemplateSource], fallback: str) -> tuple[str, int]:
    if isinstance(error, TemplateSyntaxError) and error.filename and error.filename in sources:
        return error.filename, error.lineno
    place, frame = (fallback, 0), error.__traceback__
    while frame is not None:
        # Jinja2 puts the template into the globals of the code that it compiles it to.
        template = frame.tb_frame.f_globals.get("__jinja_template__")
        helper = _HELPER.fullmatch(frame.tb_frame.f_code.co_name)
        if template is not None and template.filename in sources and not helper:
            place = template.filename, template.get_corresponding_lineno(frame.tb_lineno)
        frame = frame.tb_next
    return place


def _column(error: Exception, line: str) -> int:
    """Where the line holds what the message quotes; Jinja2 itself counts lines only."""
    names = [str(error.name)] if isinstance(error, TemplateNotFound) else _QUOTED.findall(str(error))
    for name in names:
        if match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line):
            return match.start() + 1
    return len(line) - len(line.lstrip()) + 1 if line.strip() else 0


def _explained(error: Exception, known: Mapping[str, Iterable[str]]) -> tuple[str, str, str]:
    """The code, message and hint for ``error``."""
    if isinstance(error, TemplateSyntaxError) or _NO_FILTER.match(str(error)):
        return "template-syntax", *_syntax(error, known)
    if isinstance(error, TemplateNotFound):
        name = str(error.name or "")
        message = _("there is no template {name!r} in the folder of layouts").format(name=name)
        return "template-missing", message, close_names(name, known["template"])
    if isinstance(error, SecurityError):
        hint = _("layouts may read values, not change them or look inside them")
        return "template-sandbox", str(error), hint
    if isinstance(error, TemplateLimitError):
        return "template-limit", str(error), _("look for a loop, an include or a macro that has no end")
    if isinstance(error, RecursionError):
        message = _("the template includes or calls itself without end")
        return "template-limit", message, _("look for an include or a macro that leads back to itself")
    if isinstance(error, UndefinedError):
        name = next(reversed(_QUOTED.findall(str(error))), "")  # after what it is looked for in
        message = _("nothing here is called {name!r}").format(name=name) if name else str(error)
        return "template-undefined", message, close_names(name, known["variable"])
    if isinstance(error, FilterError):
        return "template-runtime", str(error), ""
    problem = f"{type(error).__name__}: {error}"
    return "template-runtime", _("the template cannot be rendered: {problem}").format(problem=problem), ""


def _syntax(error: Exception, known: Mapping[str, Iterable[str]]) -> tuple[str, str]:
    text = error.message or "" if isinstance(error, TemplateSyntaxError) else str(error)
    if match := _NO_FILTER.match(text):
        kind, name = match.groups()
        message = _("there is no filter {name!r}") if kind == "filter" else _("there is no test {name!r}")
        return message.format(name=name), close_names(name, known[kind])
    return _("the template is not written correctly: {problem}").format(problem=text.removesuffix(".")), ""
