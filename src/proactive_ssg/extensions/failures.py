"""A plugin that raises: its own file and line, the text of the exception, and no traceback."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, NoReturn

from proactive_ssg.diagnose import at
from proactive_ssg.errors import Diagnostic, ProblemsError
from proactive_ssg.i18n import _
from proactive_ssg.journal import ANYTHING, Journal

__all__ = ["guarded_tag", "is_about_the_template", "plain_text", "plugin_failure", "reraise"]


def guarded_tag(tag_class: type[Any], files: Collection[Path], journal: Journal | None) -> type[Any]:
    """``tag_class``, whose surprises are ProblemsError with the place in the plugin.

    ``journal``: is told that it was called, where nobody knows what it depends on.

    ``__init__`` may say with a ValueError what is wrong with the markup, both methods with a LiquidError.
    """

    def __init__(self: Any, *arguments: Any, **named: Any) -> None:  # noqa: N807
        try:
            tag_class.__init__(self, *arguments, **named)
        except ValueError:
            raise
        except (Exception, SystemExit) as error:
            reraise(error, tag_class, files)

    def render(self: Any, context: Any) -> Any:
        if journal is not None:
            journal.note(*ANYTHING)
        try:
            return tag_class.render(self, context)
        except (Exception, SystemExit) as error:
            reraise(error, tag_class, files)

    members = {"__init__": __init__, "render": render, "__module__": tag_class.__module__}
    return type(tag_class.__name__, (tag_class,), members)


def reraise(error: BaseException, function: Any, files: Collection[Path]) -> NoReturn:
    """Raise the error again where it is about the template, or else what says that the plugin failed."""
    if isinstance(error, ProblemsError) or is_about_the_template(error):
        raise error
    raise ProblemsError(plugin_failure(error, function, files)) from error


def is_about_the_template(error: BaseException) -> bool:
    """Does a filter or tag say with it what is wrong with what a template gives it?

    That is no failure of the plugin, and the engine knows the place.
    """
    # Where there is no error there is no Liquid to load.
    from proactive_ssg.liquid.errors import LiquidError, TagError
    from proactive_ssg.liquid.values import FilterError

    return isinstance(error, LiquidError | FilterError | TagError)


def plain_text(value: Any, origin: Any) -> str:
    """``value``, which must be a text; TypeError that names ``origin``, the function that gave it."""
    if isinstance(value, str):
        return value
    message = _("{name} must give a text, not {kind}")
    raise TypeError(message.format(name=getattr(origin, "__name__", origin), kind=type(value).__name__))


def plugin_failure(
    error: BaseException,
    function: Callable[..., Any] | None,
    files: Collection[Path],
    file: Path | None = None,
) -> Diagnostic:
    """The diagnostic ``plugin-error``: the deepest line of one of ``files`` (the site's plugins) that was
    running, or else the deepest line of the module that defines ``function``, or else ``file``.
    """
    path, line, column = _place(error, function, files)
    path = path or file
    what = str(error).strip().splitlines()
    said = f"{type(error).__name__}: {what[0]}" if what else type(error).__name__
    message = _("the plugin failed: {what}").format(what=said)
    return at("plugin-error", message, path, line, column, hint=_("correct the plugin, or take it out"))


def _place(
    error: BaseException, function: Callable[..., Any] | None, files: Collection[Path]
) -> tuple[Path | None, int, int]:
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename) in files:
        return Path(error.filename), error.lineno or 0, error.offset or 0
    import traceback

    own, first_line = _definition(function)
    frames = traceback.extract_tb(error.__traceback__)
    for wanted in (files, {own}):
        for frame in reversed(frames):
            if Path(frame.filename) in wanted:
                return Path(frame.filename), frame.lineno or 0, (frame.colno or 0) + 1
    return own, first_line, 0


def _definition(function: Any) -> tuple[Path | None, int]:
    """Where a function or class is written; nowhere for one that is not written in Python."""
    import inspect

    try:
        defined = inspect.unwrap(function)
        if not isinstance(defined, type) and not inspect.isroutine(defined):
            defined = type(defined)
        if defined.__module__.startswith("proactive_ssg.model."):
            return None, 0  # the site after the plugins: its lines say nothing of theirs
        path = inspect.getsourcefile(defined)
        return (Path(path), inspect.getsourcelines(defined)[1]) if path else (None, 0)
    except (OSError, TypeError, ValueError):
        return None, 0
