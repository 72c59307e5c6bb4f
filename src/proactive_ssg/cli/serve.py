"""``proactive-ssg serve``: preview the site on this machine while it is written."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proactive_ssg.cli.build import described
from proactive_ssg.cli.options import VERBATIM, Session, SiteOptions, ignored_options, site_options
from proactive_ssg.cli.progress import ProgressLine, progress_for
from proactive_ssg.cli.report import counts, echo, print_diagnostics, summary
from proactive_ssg.cli.serve_options import LOOPBACK, detach, serve_settings
from proactive_ssg.errors import Diagnostic, Diagnostics
from proactive_ssg.i18n import _, ngettext

if TYPE_CHECKING:
    from proactive_ssg.build import BuildResult
    from proactive_ssg.config import Config

__all__ = ["command"]

HELP = _("""Preview the site in the browser (alias: s).

The address is http://127.0.0.1:4000. The site is built into a temporary folder: _site/ is not
touched. Every change is built at once and the browser shows it; when an edit is wrong, the last good
version stays and the problem is shown in the browser and here. Only this machine can reach the
preview. Ctrl-C stops it.""")

EPILOG = VERBATIM + _("""Examples:
  proactive-ssg serve --open-url
  proactive-ssg serve --drafts --future --unpublished
  proactive-ssg serve --port 8000 --baseurl /docs""")


def _loopback(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001
    if value is not None and value not in LOOPBACK:
        text = _("{host!r} can be reached from other machines; a preview is for this one: {allowed}.")
        raise click.BadParameter(text.format(host=value, allowed=", ".join(LOOPBACK)))
    return value


@click.command("serve", help=HELP, epilog=EPILOG)
@site_options
@click.option(
    "-P",
    "--port",
    type=click.IntRange(0, 65535),
    metavar=_("NUMBER"),
    help=_("The port (default: 4000); when it is taken, the next free one."),
)
@click.option(
    "-H",
    "--host",
    metavar=_("ADDRESS"),
    callback=_loopback,
    help=_("The address, one of this machine's own (default: 127.0.0.1)."),
)
@click.option(
    "-o", "--open-url", "--open", is_flag=True, default=None, help=_("Open the site in the browser.")
)
@click.option(
    "-l/ ",
    "--livereload/--no-livereload",
    default=None,
    help=_("Reload the browser after every change (default: yes)."),
)
@click.option(
    "--livereload-ignore",
    metavar=_("GLOB[,GLOB...]"),
    help=_("Files whose change reloads no browser."),
)
@click.option(
    "--audit/--no-audit",
    default=None,
    help=_("Show in the browser what is wrong with each page (default: yes)."),
)
@click.option("-w/ ", "--watch/--no-watch", default=None, help=_("Build after every change (default: yes)."))
@click.option(
    "-B/ ", "--detach/--no-detach", default=None, help=_("Run in the background, without watching.")
)
@click.option("--ssl-cert", metavar=_("FILE"), help=_("The certificate, for https."))
@click.option("--ssl-key", metavar=_("FILE"), help=_("The key of the certificate."))
@click.option(
    "--show-dir-listing", is_flag=True, default=None, help=_("Show what is in a folder, not its index page.")
)
@click.option(
    "--skip-initial-build", is_flag=True, default=None, help=_("Begin with what the last build wrote.")
)
@click.option("--force_polling", "--force-polling", is_flag=True, hidden=True)
@ignored_options(("-I", "--incremental"))
@ignored_options(("--lsi",), ("--disable-disk-cache",), noted=True)
@ignored_options(noted=True, valued=("--livereload-port", "--livereload-min-delay", "--livereload-max-delay"))
@click.pass_context
def command(ctx: click.Context, /, options: SiteOptions, **how: Any) -> int:
    """Serve until Ctrl-C; ``how`` are the flags of the preview."""
    from proactive_ssg.serve.session import serve

    config = options.load()
    options = options.talking(config)
    settings = serve_settings(config, how)
    wanted = how["detach"] if how["detach"] is not None else config.settings.get("detach")
    if wanted is True:
        detach(ctx.ensure_object(Session).arguments)
        return 0
    # As with Jekyll, a preview for another environment keeps the address that the site has there.
    local = os.environ.get("JEKYLL_ENV", "development") == "development"
    screen = Screen(options, trace=ctx.ensure_object(Session).trace)
    serve(lambda url: options.load(**({"url": url} if local else {})), settings, screen)
    return 0


class Screen:
    """What the preview says on the terminal."""

    def __init__(self, options: SiteOptions, *, trace: bool = False) -> None:
        self.options = options
        self.trace = trace

    def started(self, url: str, config: Config, taken: int | None) -> None:
        """The port is ours; the first build begins."""
        if taken is not None:
            echo(_("Port {taken} is taken; this preview has its own.").format(taken=taken))
        if self.options.verbose:
            echo(described(config), err=True)
        echo(_("Preview: {url}  (Ctrl-C stops it)").format(url=url))

    def skipped(self, folder: Path) -> None:
        """There is no first build: what lies in ``folder`` is shown."""
        text = _("No build yet: {folder} is shown as the last one left it.")
        echo(text.format(folder=folder), err=True)

    def progress(self) -> AbstractContextManager[ProgressLine]:
        """The progress of the build that begins; one line after it is enough where nobody looks on."""
        return progress_for(quiet=self.options.quiet, verbose=self.options.verbose)

    def changed(self, paths: Iterable[Path]) -> None:
        """Files changed; a build begins."""
        names = sorted({path.name for path in paths})
        if not self.options.quiet and names:
            text = ngettext("{time} {name} changed", "{time} {name} and {count} more changed", len(names))
            echo(text.format(time=time.strftime("%H:%M:%S"), name=names[0], count=len(names) - 1))

    def built(self, result: BuildResult) -> None:
        """A build ended."""
        options = self.options
        items = result.diagnostics.items
        print_diagnostics(items, quiet=options.quiet, verbose=options.verbose, trace=self.trace)
        if not result.published:
            self._stays(result.diagnostics)
        elif not self.options.quiet:
            line = summary(result, place=_("the preview"))
            echo(click.style(line, fg="yellow" if result.diagnostics.warnings else "green"))

    def problems(self, diagnostics: Iterable[Diagnostic]) -> None:
        """There was nothing to build: the configuration is wrong."""
        found = Diagnostics(list(diagnostics))
        print_diagnostics(found.items)
        self._stays(found)

    def _stays(self, found: Diagnostics) -> None:
        text = _("The preview stays at the last good version: {problems}.")
        line = text.format(problems=counts(found.errors, found.warnings))
        echo(click.style(line, fg="red", bold=True), err=True)

    def failed(self, problem: Exception) -> None:
        """The program itself failed; the preview goes on."""
        text = _("The program itself failed: {what}").format(what=repr(problem))
        echo(click.style(text, fg="red"), err=True)

    def stopped(self) -> None:
        """The end."""
        echo(_("Preview stopped."))
