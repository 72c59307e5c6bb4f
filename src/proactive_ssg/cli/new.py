"""``proactive-ssg new``: a site, a page or a post, ready to fill."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from proactive_ssg.cli.options import VERBATIM, SiteOptions, common_options, location_options, paragraphs
from proactive_ssg.cli.report import echo
from proactive_ssg.i18n import _

__all__ = ["command"]

HELP = paragraphs(
    _("Make a new site, page or post, ready to fill."),
    VERBATIM
    + _("""Examples:
  proactive-ssg new site my-site
  proactive-ssg new site my-site --blank
  proactive-ssg new page "Our services"
  proactive-ssg new page "Opening hours" --folder practical --layout rgaa
  proactive-ssg new post "Good news"
  proactive-ssg new post "Not yet" --draft"""),
)

DATES = ["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]


class NewGroup(click.Group):
    """``new FOLDER``, as with Jekyll, is ``new site FOLDER``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = next((word for word in args if not word.startswith("-")), None)
        if named is not None and named not in self.commands:
            args = ["site", *args]
        return super().parse_args(ctx, args)


@click.group("new", cls=NewGroup, help=HELP)
def command() -> None:
    """The group of what can be new."""


force_option = click.option("-f", "--force", is_flag=True, help=_("Replace files that are there already."))
layout_option = click.option("--layout", metavar=_("NAME"), help=_("The layout, a file of layouts/."))


@command.command("site", help=_("Make a site that builds at once: pages, layouts, configuration."))
@click.argument("folder", type=click.Path(file_okay=False), nargs=-1, required=True, metavar=_("FOLDER"))
@click.option("--lang", type=click.Choice(["en", "fr"]), help=_("The language of the site (default: yours)."))
@click.option(
    "--blank",
    is_flag=True,
    help=_("The least that builds, laid out as Jekyll does it: _layouts/, _posts/ ..."),
)
@click.option("--skip-bundle", is_flag=True, expose_value=False, hidden=True)  # Jekyll's: we install nothing
@force_option
@common_options
def new_site(
    *, folder: tuple[str, ...], lang: str | None, blank: bool, force: bool, quiet: bool, verbose: bool
) -> int:
    """Write the starter into ``folder``, which is new or empty."""
    from proactive_ssg.cli.scaffold import refuse, write_new, writing
    from proactive_ssg.starter import BLANK_FOLDERS, blank_files, starter_files

    root = Path(" ".join(folder))  # the words of one name, as with Jekyll
    with writing(root):
        is_taken = root.is_dir() and any(root.iterdir())
    if is_taken and not force:
        hint = _(
            "Choose a new folder, or --force to write into this one (files of the same name are replaced)."
        )
        refuse("new-not-empty", _("the folder is not empty"), hint, root)
    # Translators: the code of your language, such as fr.
    language = lang or _("en")
    files = blank_files(language) if blank else starter_files(language, f"{datetime.now():%Y-%m-%d}")
    for place, content in files:
        write_new(root / place, content, force=force)
        if verbose:
            echo(str(root / place), err=True)
    for empty in BLANK_FOLDERS if blank else ("uploads",):
        with writing(root / empty):
            (root / empty).mkdir(exist_ok=True)
    if not quiet:
        from shlex import quote

        text = _("A new site is in {folder}. What is next:\n  cd {typed}\n  proactive-ssg serve --open-url")
        echo(text.format(folder=root, typed=quote(str(root))))
    return 0


@command.command("page", help=_("Make a page; its file name and its address come from the title."))
@click.argument("title", metavar=_("TITLE"))
@click.option(
    "--folder", default="", metavar=_("FOLDER"), help=_("The folder of the page, within the source.")
)
@layout_option
@force_option
@location_options
@common_options
def new_page(
    *, title: str, folder: str, layout: str | None, force: bool, source: Path, config: str, **talk: bool
) -> int:
    """Write ``slug.md`` into the source."""
    from proactive_ssg.cli.scaffold import front_matter, refuse, write_new

    settings = SiteOptions(source, config=config).load()
    path = settings.source / folder / f"{_slug(title)}.md"
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(settings.source)):
        refuse(
            "new-outside",
            _("the page would lie outside the source"),
            _("Give --folder a name within it."),
            path,
        )
    write_new(path, front_matter(settings, layout or "page", title, None).encode(), force=force)
    _said(path, **talk)
    return 0


@command.command("post", help=_("Make a post (a piece of news): dated today, in _posts/."))
@click.argument("title", metavar=_("TITLE"))
@click.option("-D", "--draft", is_flag=True, help=_("Write it into _drafts/, published only with --drafts."))
@click.option("--date", type=click.DateTime(DATES), metavar=_("DATE"), help=_("Its date (default: now)."))
@layout_option
@force_option
@location_options
@common_options
def new_post(
    *,
    title: str,
    draft: bool,
    date: datetime | None,
    layout: str | None,
    force: bool,
    source: Path,
    config: str,
    **talk: bool,
) -> int:
    """Write ``_posts/2026-01-31-slug.md``, or ``_drafts/slug.md``."""
    from proactive_ssg.cli.scaffold import front_matter, posts_folder, write_new

    settings = SiteOptions(source, config=config).load()
    when = date.replace(tzinfo=settings.timezone) if date else datetime.now(settings.timezone)
    name = f"{_slug(title)}.md" if draft else f"{when:%Y-%m-%d}-{_slug(title)}.md"
    path = posts_folder(settings, "_drafts" if draft else "_posts") / name
    write_new(path, front_matter(settings, layout or "post", title, when).encode(), force=force)
    _said(path, **talk)
    return 0


def _slug(title: str) -> str:
    from proactive_ssg.cli.scaffold import slug

    name = slug(title)
    if not name:
        raise click.BadParameter(_("a title needs a letter or a digit"), param_hint=_("TITLE"))
    # File systems allow names of 255 bytes; the date and the ending need some of them.
    return name.encode()[:200].decode(errors="ignore").rstrip("-")


def _said(path: Path, *, quiet: bool, verbose: bool) -> None:
    """Name the new file from here, so that it can be opened by a click or a copy."""
    if not quiet:
        echo(str(path) if verbose else os.path.relpath(path))
