"""``migrate layouts``: every Liquid layout of a site, and what it includes, as Jinja2 source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment as JinjaSyntax
from jinja2 import TemplateSyntaxError

from proactive_ssg.config import Config
from proactive_ssg.diagnose import at, os_error
from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError, Severity
from proactive_ssg.extensions.loading import load_extensions
from proactive_ssg.i18n import _
from proactive_ssg.liquid.errors import position
from proactive_ssg.migrate.flow import planned
from proactive_ssg.migrate.hosts import Writer
from proactive_ssg.migrate.marks import Marks
from proactive_ssg.migrate.pieces import Text, joined
from proactive_ssg.migrate.plan import Plan
from proactive_ssg.migrate.scope import Scope
from proactive_ssg.migrate.sources import Source, Sources
from proactive_ssg.migrate.tree import included
from proactive_ssg.migrate.values import NAMESPACE
from proactive_ssg.plugins import CATALOGUE
from proactive_ssg.templates.close_names import close_names
from proactive_ssg.templates.engine import LIQUID_MARK

__all__ = ["Migration", "migrate_layouts", "migrated", "write"]

CODE = "migrate"
_SYNTAX = JinjaSyntax(extensions=["jinja2.ext.loopcontrols", "jinja2.ext.i18n"], autoescape=True)


@dataclass(slots=True)
class Migration:
    """``files``: the source to write by path; ``kept``: paths that hold it already; ``left``: the names of
    the layouts that could not be written; ``diagnostics``: why, and what else is to be known.
    """

    files: dict[Path, str] = field(default_factory=dict)
    kept: list[Path] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    diagnostics: Diagnostics = field(default_factory=Diagnostics)


@dataclass(slots=True)
class Written:
    """One template in Jinja2, or what stops it."""

    text: str = ""
    uses_namespace: bool = False
    problems: list[Diagnostic] = field(default_factory=list)


def migrate_layouts(config: Config, names: Iterable[str] = (), *, force: bool = False) -> Migration:
    """The source of the layouts ``names`` (all of the site's own without them) and of what they include.

    Nothing is written (:func:`write` does that). A file that is there already and holds something else is a
    problem, unless ``force`` says to replace it. Raises :class:`ProblemsError` where there is no such layout.
    """
    found = Migration(diagnostics=Diagnostics(list(config.warnings)))
    parsed = Diagnostics()
    with closing(load_extensions(config, found.diagnostics, CATALOGUE)) as registry:
        sources = Sources(config, registry, parsed)
        chosen = _chosen(config, sources, list(names))
        written = migrated(sources)
    wanted: dict[str, None] = {}
    for layout in chosen:
        closure = _closure(layout, sources.found)
        paths = [sources.found[name].text.path for name in closure if name in sources.found]
        problems = [one for one in parsed.items if one.path in paths]
        problems += [one for name in closure for one in _problems(name, sources, written)]
        found.diagnostics.extend(one for one in problems if one not in found.diagnostics.items)
        if any(problem.is_error for problem in problems):
            found.left.append(layout)
        else:
            wanted |= dict.fromkeys(closure)
    for name in wanted:
        _place(found, config.templates_dir / name, written[name].text, force)
    return found


def migrated(sources: Sources) -> dict[str, Written]:
    """Every template of the site in Jinja2, by its name below ``layouts/``."""
    plan = planned(sources.found, sources.environment)
    written = {name: _written(source, sources, plan) for name, source in sources.found.items()}
    for name, source in sources.found.items():
        body = written[name]
        if body.problems and any(problem.is_error for problem in body.problems):
            continue
        shared = any(written[one].uses_namespace for one in _closure(name, sources.found) if one in written)
        body.text = _complete(source, body.text, header=shared and not source.is_partial)
        body.problems += _syntax(source, body.text)
    return written


def write(migration: Migration) -> None:
    """Write the files; what cannot be written is added to the diagnostics."""
    for path, text in migration.files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            migration.diagnostics.add(os_error("migrate-unwritable", path, error))


def _chosen(config: Config, sources: Sources, names: list[str]) -> list[str]:
    """The layouts to migrate; by default those of the site, not of its theme."""
    layouts = {source.name: source for source in sources.layouts()}
    failed = [name for name in sources.problems if not name.startswith("partials/")]
    if not names:
        root = config.source / config.layouts_dir
        own = [name for name, source in layouts.items() if source.text.path.is_relative_to(root)]
        return sorted({*own, *failed})
    known = {name.rpartition(".")[0]: name for name in (*layouts, *failed)}
    problems, chosen = [], []
    for name in names:
        found = known.get(name) or (name if name in layouts or name in failed else None)
        if found is None:
            message = _("there is no Liquid layout {name!r}").format(name=name)
            hint = close_names(name, known)
            if known and not hint:
                hint = _("the layouts are {names}").format(names=", ".join(known))
            folder = config.source / config.layouts_dir
            problems.append(Diagnostic(Severity.ERROR, "layout-unknown", message, folder, hint=hint))
        else:
            chosen.append(found)
    if problems:
        raise ProblemsError(*problems)
    return chosen


def _closure(name: str, sources: Mapping[str, Source]) -> list[str]:
    """A template and all that it includes, directly or not."""
    found: dict[str, None] = {}
    pending = [name]
    while pending:
        one = pending.pop(0)
        if one not in found:
            found[one] = None
            pending += included(sources[one], sources) if one in sources else []
    return list(found)


def _problems(name: str, sources: Sources, written: Mapping[str, Written]) -> list[Diagnostic]:
    if name in sources.problems:
        return list(sources.problems[name].diagnostics)
    if name not in written:
        message = _("there is no include {name!r}").format(name=name.removeprefix("partials/"))
        return [Diagnostic(Severity.ERROR, CODE, message)]
    return written[name].problems


def _written(source: Source, sources: Sources, plan: Plan) -> Written:
    text = source.template.text
    scope = Scope(source.is_partial)
    writer = Writer(sources.environment, plan, scope, Marks(text, sources.blocks))
    result = Written()
    writer.block(source.template.tree)
    for error in writer.problems:
        result.problems.append(_at(source, error.message, *position(text, error.offset), error.hint))
    if any("\r" in piece.wanted for piece in writer.pieces if isinstance(piece, Text)):
        line = text[: text.index("\r")].count("\n") + 1
        message = _("the file has line ends of Windows, Jinja2 writes others")
        result.problems.append(_at(source, message, line, 0, _("save it with LF line ends")))
    result.text = joined(writer.pieces)
    result.uses_namespace = scope.uses_namespace
    for name, offset in scope.dropped:
        message = _("there is no filter “{name}”: it is left out, as Liquid passes over it").format(name=name)
        found = _at(source, message, *position(text, offset), "")
        result.problems.append(found._replace(severity=Severity.WARNING))
    return result


def _at(source: Source, message: str, line: int, column: int, hint: str) -> Diagnostic:
    skipped = source.text.skipped
    return at(CODE, message, source.text.path, line + skipped, column, hint=hint, text=source.text.text)


def _complete(source: Source, body: str, *, header: bool) -> str:
    """The file: its front matter as it was, the mark, the body."""
    text = source.text
    front = text.text[: len(text.text) - len(text.body)] if text.skipped else ""
    if not header and "{" not in body and not (source.is_partial and body.startswith("---")):
        return front + body  # the same text in any language
    namespace = f"{{% set {NAMESPACE} = namespace() %}}" if header else ""
    return f"{front}{LIQUID_MARK}{namespace}\n{body}"


def _syntax(source: Source, text: str) -> list[Diagnostic]:
    """What Jinja2 does not take of what we wrote: then it is not to be had."""
    try:
        _SYNTAX.parse(text)
    except TemplateSyntaxError as error:
        message = _("the template has no equivalent in Jinja2: {problem}").format(problem=error.message)
        return [_at(source, message, 0, 0, "")]
    return []


def _place(found: Migration, path: Path, text: str, force: bool) -> None:
    try:
        given = path.read_bytes() if path.exists() else None
    except OSError as error:
        found.diagnostics.add(os_error("migrate-unreadable", path, error))
        return
    if given == text.encode("utf-8"):
        found.kept.append(path)
    elif given is None or force:
        found.files[path] = text
    else:
        message = _("the file is there already, and holds something else")
        hint = _("look at it, then say --force to replace it")
        found.diagnostics.add(Diagnostic(Severity.ERROR, "migrate-exists", message, path, hint=hint))
