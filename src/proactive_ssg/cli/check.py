"""``proactive-ssg check``: audit the built site, and say with the exit code whether something was found."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from proactive_ssg.cli.options import VERBATIM, Session, SiteOptions, build_options, site_options
from proactive_ssg.cli.progress import progress_for
from proactive_ssg.cli.report import echo, failure_line, print_diagnostics, seconds, short
from proactive_ssg.i18n import _, ngettext, reason
from proactive_ssg.team import processors

if TYPE_CHECKING:
    from proactive_ssg.check.report import Report
    from proactive_ssg.check.target import Target
    from proactive_ssg.config import Config
    from proactive_ssg.repair.record import Repair
    from proactive_ssg.result import BuildResult

__all__ = ["command"]

FORMATS = ("text", "json", "sarif", "github", "junit", "html")
_CONFIGURATIONS = ("_config.yml", "_config.yaml", "_config.toml")

HELP = _("""Audit the site: HTML, links and accessibility (RGAA).

Without a PATH the site is built and its pages are audited. A PATH is audited as it is: the folder of
a built site, any folder of HTML, or HTML files; it needs no configuration.

What is found is a fault, or (a warning) something that a person should look at. That nothing is found
does not mean that the site meets the standard: most criteria need a person.""")

EPILOG = VERBATIM + _("""Examples:
  proactive-ssg check
  proactive-ssg check --no-build --fail-on warning
  proactive-ssg check --format sarif --output check.sarif
  proactive-ssg check --baseline known.json --write-baseline
  proactive-ssg check public/index.html
Exit codes: 0 nothing found that counts, 1 something found, 2 wrong usage or configuration.""")


@click.command("check", help=HELP, epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar=_("[PATH]..."), type=click.Path(exists=True, path_type=Path))
@site_options
@build_options
@click.option("--no-build", is_flag=True, help=_("Audit what the last build wrote."))
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help=_("The form of the report.")
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Write the report into this file."),
)
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning")),
    default="error",
    help=_("What makes the exit code 1 (default: error)."),
)
@click.option("--external", is_flag=True, help=_("Ask other sites whether the links to them are still good."))
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("The file of the faults that are known: only new ones count."),
)
@click.option("--write-baseline", is_flag=True, help=_("Write what is found now into the baseline."))
@click.option(
    "--rule",
    "only",
    multiple=True,
    metavar=_("NAME"),
    help=_("Only this rule or criterion (again for more)."),
)
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar=_("NAME"),
    help=_("Without this rule or criterion (again for more)."),
)
@click.option(
    "--list-rules",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _option, asked: _list_rules(ctx) if asked else None,
    help=_("Name all rules, by their criteria, and what each asks for."),
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    options: SiteOptions,
    *,
    paths: tuple[Path, ...],
    no_build: bool,
    form: str,
    output: Path | None,
    fail_on: str,
    no_cache: bool,
    jobs: int | None,
    **asked: Any,
) -> int:
    """Build, audit, print; the exit code says what came of it. ``asked``: fields of a Request as they are."""
    if asked["write_baseline"] and asked["baseline"] is None:
        raise click.UsageError(_("--write-baseline needs --baseline FILE"))
    config = _config(ctx, options, paths)
    repairs: Mapping[PurePosixPath, Sequence[Repair]] = {}
    if not paths and not no_build:
        assert config is not None
        result = _build(config, options, ctx.ensure_object(Session), cached=not no_cache, jobs=jobs)
        if not result.published:
            return 1
        repairs = result.repairs.pages
    from proactive_ssg.check.checking import Request, check
    from proactive_ssg.check.finding import Level

    target, jobs = _target(paths, config), jobs or processors()
    report = check(Request(target, config, jobs=jobs, cached=not no_cache, repairs=repairs, **asked))
    _print(report, form, output, quiet=options.quiet)
    if options.verbose:
        _say_examined(report.examined)
    return int(report.fails(Level(fail_on)))


def _say_examined(count: int) -> None:
    text = ngettext("{count} page examined anew", "{count} pages examined anew", count)
    echo(text.format(count=count), err=True)


def _list_rules(ctx: click.Context) -> None:
    from proactive_ssg.check.checking import all_rules
    from proactive_ssg.check.rule_names import listing

    click.echo(listing(all_rules()), nl=False)
    ctx.exit()


def _config(ctx: click.Context, options: SiteOptions, paths: tuple[Path, ...]) -> Config | None:
    """The configuration: of the site, or of the one that the paths were built from; None without one."""
    asked = any(
        ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        for name in ("source", "config")
    )
    if paths and not asked and not any(Path(name).is_file() for name in _CONFIGURATIONS):
        return None
    config = options.load()
    if paths and not asked and not all(_absolute(path).is_relative_to(config.destination) for path in paths):
        return None
    return config


def _build(
    config: Config, options: SiteOptions, session: Session, *, cached: bool, jobs: int | None
) -> BuildResult:
    """Build the site; what is wrong with it goes to the standard error."""
    from proactive_ssg.build import build

    options = options.talking(config)
    hushed = options.quiet or not (options.verbose or sys.stderr.isatty())
    with progress_for(quiet=hushed, verbose=options.verbose) as progress:
        result = build(config, progress=progress, cached=cached, jobs=jobs)
    quiet = result.published and not options.verbose
    if result.diagnostics.errors or not quiet:
        print_diagnostics(result.diagnostics.items, quiet=quiet, verbose=options.verbose, trace=session.trace)
    if not result.published:
        echo(click.style(failure_line(result), fg="red", bold=True), err=True)
    elif options.verbose:
        text = _("built in {seconds} s").format(seconds=seconds(result.seconds))
        echo(text, err=True)
    return result


def _target(paths: tuple[Path, ...], config: Config | None) -> Target:
    """What the command line means: the built site, a part of it, a folder or some files."""
    from proactive_ssg.check.target import Target
    from proactive_ssg.model.permalink import HTML_EXTENSIONS

    where = [_absolute(path) for path in paths] or ([config.destination] if config is not None else [])
    folders = [path for path in where if not path.is_file()]
    for path in where:
        if path.is_file() and not path.name.lower().endswith(HTML_EXTENSIONS):
            raise click.UsageError(_("{path} is not HTML").format(path=short(path)))
    if folders and len(where) > 1:
        raise click.UsageError(_("give one folder, or any number of HTML files"))
    baseurl, address = (config.baseurl, config.url) if config is not None else ("", "")
    if config is not None and all(path.is_relative_to(config.destination) for path in where):
        target = Target.of_folder(config.destination, baseurl, address).below(where)
    elif folders:
        target = Target.of_folder(folders[0], baseurl, address)
    else:
        target = Target.of_files(where)
    if not target.files:
        raise click.UsageError(_no_pages(where[0], built=not paths))
    return target


def _no_pages(folder: Path, *, built: bool) -> str:
    if built and folder.is_dir():
        return _("the site in {path} has no page of HTML").format(path=short(folder))
    if built:
        return _("there is no built site in {path}: build it first").format(path=short(folder))
    text = _("there is no HTML in {path}").format(path=short(folder))
    if any((folder / name).is_file() for name in _CONFIGURATIONS):
        text = _("{path} holds the source of a site: name it with --source").format(path=short(folder))
    return text


def _print(report: Report, form: str, output: Path | None, *, quiet: bool) -> None:
    """The report on the standard output, or in the file that was asked for and its last line here."""
    from proactive_ssg.check.reports import render
    from proactive_ssg.check.reports.words import counts

    text = render(report, form)
    if output is None:
        if report.findings or not quiet or form != "text":
            click.echo(text, nl=False, color=None if form == "text" else False)
        return
    try:
        output.write_text(click.unstyle(text) if form == "text" else text, encoding="utf-8")
    except OSError as error:
        message = _("{path} cannot be written: {reason}").format(path=short(output), reason=reason(error))
        raise click.UsageError(message) from error
    if not quiet:
        echo(_("{counts}, in {path}").format(counts=counts(report), path=short(output)))


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 (keeps symbolic links)
