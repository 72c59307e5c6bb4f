"""Options that commands share, with Jekyll's names, and what they say about a site: SiteOptions."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proactive_ssg.i18n import _

if TYPE_CHECKING:
    from proactive_ssg.config import Config

__all__ = [
    "VERBATIM",
    "Session",
    "SiteOptions",
    "common_options",
    "ignored_options",
    "location_options",
    "paragraphs",
    "site_options",
]

# Click fills paragraphs; one that begins with this stays as it is written.
VERBATIM = "\b\n"
type_of_folder = click.Path(exists=True, file_okay=False, path_type=Path)


@dataclass(slots=True)
class Session:
    """What is known of this run outside the command itself.

    ``trace``: does a surprise show its traceback; ``reassurance``: what to say about the site when the
    command does not come to its end; ``arguments``: the command line.
    """

    arguments: tuple[str, ...] = ()
    trace: bool = False
    reassurance: str = ""


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """The site that a command works on, and how: the options of ``build`` and ``serve``."""

    source: Path
    destination: Path | None = None
    config: str = ""
    drafts: bool = False
    future: bool = False
    unpublished: bool = False
    limit_posts: int | None = None
    baseurl: str | None = None
    strict_front_matter: bool = False
    strict: bool = False
    quiet: bool = False
    verbose: bool = False
    safe: bool = False
    plugins: str = ""
    layouts: str | None = None
    profile: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """The configuration files named by ``--config``: where the command runs, or else in the source."""
        names = [Path(name.strip()) for name in self.config.split(",") if name.strip()]
        return tuple((name if name.exists() else self.source / name).absolute() for name in names)

    def overrides(self) -> dict[str, Any]:
        """The settings that the command line decides, by their names in ``_config.yml``."""
        flags = {
            "show_drafts": self.drafts,
            "future": self.future,
            "unpublished": self.unpublished,
            "strict_front_matter": self.strict_front_matter,
            "strict": self.strict,
            "safe": self.safe,
            "profile": self.profile,
        }
        found: dict[str, Any] = {name: True for name, given in flags.items() if given}
        if self.destination is not None:
            found["destination"] = str(self.destination.absolute())
        if self.limit_posts is not None:
            found["limit_posts"] = self.limit_posts
        if self.baseurl is not None:
            found["baseurl"] = self.baseurl
        if folders := [name.strip() for name in self.plugins.split(",") if name.strip()]:
            found["plugins_dir"] = folders
        if self.layouts is not None:
            found["layouts_dir"] = self.layouts
        return found

    def talking(self, config: Config) -> SiteOptions:
        """As quiet or verbose as the configuration and ``JEKYLL_LOG_LEVEL`` want it, unless the flags do."""
        if self.quiet or self.verbose:
            return self
        level = os.environ.get("JEKYLL_LOG_LEVEL", "").lower()
        quiet = level == "error" or config.settings.get("quiet") is True
        verbose = not quiet and (level == "debug" or config.settings.get("verbose") is True)
        return replace(self, quiet=quiet, verbose=verbose)

    def load(self, **more: Any) -> Config:
        """The configuration of the site; ``more`` are settings that win over all others."""
        from proactive_ssg.config import load_config

        return load_config(self.source.absolute(), files=self.files, overrides={**self.overrides(), **more})


Command = Callable[..., Any]


def paragraphs(*texts: str) -> str:
    """A help text of several paragraphs."""
    return "\n\n".join(texts)


def _stack(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several click options as one decorator, listed by ``--help`` in this order."""

    def decorate(function: Command) -> Command:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def _remember_trace(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value:
        ctx.ensure_object(Session).trace = True


common_options = _stack(
    click.option("-q", "--quiet", is_flag=True, is_eager=True, help=_("Say nothing but errors.")),
    # Eager: options that are looked at later ask for it.
    click.option(
        "-V",
        "--verbose",
        is_flag=True,
        is_eager=True,
        help=_("Say more: the folders, the files, the phases."),
    ),
    click.option(
        "-t",
        "--trace",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_remember_trace,
        help=_("Show what Jekyll says of each error in a template, and tracebacks of the program."),
    ),
)

location_options = _stack(
    click.option(
        "-s",
        "--source",
        type=type_of_folder,
        default=".",
        metavar=_("FOLDER"),
        help=_("The folder that holds _config.yml (default: this one)."),
    ),
    click.option(
        "--config",
        default="",
        metavar=_("FILE[,FILE...]"),
        help=_("Configuration files; a later one wins over an earlier one (default: _config.yml)."),
    ),
)

_content_options = _stack(
    click.option(
        "-d",
        "--destination",
        type=click.Path(file_okay=False, path_type=Path),
        metavar=_("FOLDER"),
        help=_("The folder that the site is written to (default: _site)."),
    ),
    click.option("-D", "--drafts", is_flag=True, help=_("Build the drafts of _drafts/ too.")),
    click.option("--future", is_flag=True, help=_("Build what is dated in the future too.")),
    click.option("-u", "--unpublished", is_flag=True, help=_("Build what says `published: false` too.")),
    click.option(
        "--limit_posts",
        "--limit-posts",
        type=click.IntRange(min=0),
        metavar=_("NUMBER"),
        help=_("Build only this many posts, the newest ones."),
    ),
    click.option(
        "-b",
        "--baseurl",
        metavar=_("/PATH"),
        help=_("The path under which the site lies, such as /docs."),
    ),
    click.option(
        "--strict_front_matter",
        "--strict-front-matter",
        is_flag=True,
        help=_("Wrong front matter is an error that stops the build."),
    ),
    click.option("--strict", is_flag=True, help=_("Count warnings as errors.")),
    click.option("--safe", is_flag=True, help=_("Run no code of the site; only plugins of its `whitelist`.")),
    click.option(
        "-p",
        "--plugins",
        default="",
        metavar=_("FOLDER[,FOLDER...]"),
        help=_("The folders of the site's plugins (default: _plugins)."),
    ),
    click.option(
        "--layouts", metavar=_("FOLDER"), help=_("The folder of the Liquid layouts (default: _layouts).")
    ),
    click.option("--profile", is_flag=True, help=_("Show how long each phase, template and page took.")),
)


build_options = _stack(
    click.option(
        "--no-cache",
        "--disable-disk-cache",  # Jekyll's
        "no_cache",
        is_flag=True,
        help=_("Take nothing over from the last build, and remember nothing."),
    ),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar=_("NUMBER"),
        help=_("How many processes render pages (default: one for each processor)."),
    ),
)


def site_options(function: Command) -> Command:
    """Add all options of a site; the command receives them as one :class:`SiteOptions`, first."""

    @functools.wraps(function)
    def command(**values: Any) -> Any:
        ours = {name: values.pop(name) for name in SiteOptions.__dataclass_fields__ if name in values}
        return function(SiteOptions(**ours), **values)

    return _stack(location_options, _content_options, common_options)(command)


def ignored_options(
    *names: tuple[str, ...], valued: tuple[str, ...] = (), noted: bool = False
) -> Callable[[Command], Command]:
    """Jekyll's flags that mean nothing here: accepted for the sake of scripts, and said with ``-V``.

    ``valued`` take a value; ``noted``: said without ``-V``, for what somebody may rely on.
    """

    def remark(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value and (ctx.params.get("verbose") or (noted and not ctx.params.get("quiet"))):
            text = _("{option} is Jekyll's: accepted, it changes nothing here.")
            click.echo(text.format(option=parameter.opts[-1]), err=True)

    def option(*spellings: str, is_flag: bool) -> Callable[[Command], Command]:
        return click.option(*spellings, is_flag=is_flag, expose_value=False, hidden=True, callback=remark)

    flags = [option(*spellings, is_flag=True) for spellings in names]
    return _stack(*flags, *(option(name, is_flag=False) for name in valued))
