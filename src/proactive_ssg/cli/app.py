"""The commands by name, and what happens when one ends badly: signals, usage, problems, surprises."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

import click

from proactive_ssg import __version__
from proactive_ssg.cli.options import VERBATIM, Session, paragraphs
from proactive_ssg.cli.report import echo, print_diagnostics, print_failure, wants_no_color
from proactive_ssg.errors import ConfigurationError, Diagnostic, ProblemsError, Severity
from proactive_ssg.i18n import _, reason

__all__ = ["Stopped", "commands", "run"]

COMMANDS = ("build", "serve", "new", "new-theme", "check", "doctor", "migrate", "clean", "completion", "help")
ALIASES = {"b": "build", "s": "serve", "server": "serve", "hyde": "doctor"}
ELSEWHERE = {"import": "jekyll-import", "compose": "jekyll-compose", "docs": "jekyll-docs"}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE = 0, 1, 2


class Stopped(BaseException):
    """SIGTERM or SIGHUP came; like KeyboardInterrupt it unwinds all, so that what is staged is removed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Commands(click.Group):
    """The group of commands; the module of one is imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"proactive_ssg.cli.{name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Commands that gems add to Jekyll are named, whoever misses one."""
        if gem := ELSEWHERE.get(args[0]):
            text = _("`{name}` comes with the Ruby gem {gem}, and is not here; `new` makes pages and posts")
            ctx.fail(text.format(name=args[0], gem=gem))
        known = (*COMMANDS, *ALIASES)
        if args[0] not in known and not args[0].startswith("-"):
            from difflib import get_close_matches

            if close := get_close_matches(args[0], known, n=1):
                text = _("there is no command '{name}': did you mean '{close}'?")
                ctx.fail(text.format(name=args[0], close=close[0]))
        return super().resolve_command(ctx, args)


HELP = paragraphs(
    _("Build a static site from content written for Jekyll."),
    VERBATIM
    + _("""A first site, in three commands:
  proactive-ssg new site my-site
  cd my-site
  proactive-ssg serve"""),
    _("""The pages are in content/, the layouts in layouts/, pictures and other files in uploads/;
`build` writes the finished site into _site/."""),
)

EPILOG = VERBATIM + _("""Examples:
  proactive-ssg build                   build the site of this folder into _site/
  proactive-ssg build --strict          the same; a warning is enough to publish nothing
  proactive-ssg serve --drafts          preview on this machine, drafts included
  proactive-ssg new post "Good news"    a post of today, ready to fill
  proactive-ssg COMMAND --help          everything about one command
Exit codes: 0 done, 1 problems in the site, 2 wrong usage or configuration.""")


@click.group(
    cls=Commands,
    help=HELP,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, "-v", "--version", message="proactive-ssg %(version)s", help=_("Show the version and exit.")
)
def commands() -> None:
    """All commands hang below this one."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; every way in which it can end becomes a message and an exit code."""
    _prepare_streams()
    session = Session(tuple(arguments))
    try:
        with _signals():
            code = commands.main(
                args=list(arguments),
                standalone_mode=False,
                obj=session,
                color=False if wants_no_color() else None,
            )
            return code if isinstance(code, int) else EXIT_OK
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        echo(" ".join([_("Interrupted."), session.reassurance]).rstrip(), err=True)
        return 128 + signal.SIGINT
    except Stopped as stop:
        echo(" ".join([_("Stopped."), session.reassurance]).rstrip(), err=True)
        return 128 + stop.number
    except ProblemsError as problem:
        print_diagnostics(problem.diagnostics)
        return EXIT_USAGE if isinstance(problem, ConfigurationError) else EXIT_PROBLEMS
    except OSError as problem:
        _print_refusal(problem, session)
        return EXIT_PROBLEMS
    except Exception as problem:  # the last line of defence: one message, never a bare traceback
        print_failure(problem, session)
        return EXIT_PROBLEMS


def _print_refusal(problem: OSError, session: Session) -> None:
    """What the system refused and nobody expected: a file that went away, a disk that fails, a long name."""
    if problem.errno in _FULL:
        text = _("What the program says cannot be written: {reason}.").format(reason=reason(problem))
        echo(" ".join([text, session.reassurance]).rstrip(), err=True)
    elif isinstance(problem.filename, str | bytes) and not session.trace:
        message = _("cannot be used: {reason}").format(reason=reason(problem))
        hint = _("check that it still exists and that you may read it")
        path = Path(os.fsdecode(problem.filename))
        print_diagnostics([Diagnostic(Severity.ERROR, "system", message, path, hint=hint)])
        if session.reassurance:
            echo(session.reassurance, err=True)
    else:
        print_failure(problem, session)


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """Within, SIGTERM and SIGHUP raise :class:`Stopped`: what is staged goes away, ``_site/`` stays."""

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise Stopped(number)

    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            # Not in the main thread (a test, an embedding program): signals are not ours to handle.
            with contextlib.suppress(ValueError):
                before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _prepare_streams() -> None:
    """A terminal that cannot show a character (Windows code pages) gets ``?``, not a traceback.

    A stream that was closed before we began leads nowhere; nor does a file of the site get its number.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
