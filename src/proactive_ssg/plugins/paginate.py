"""jekyll-paginate: the posts of the blog, ``paginate`` at a time, on copies of its ``index.html``.

``paginate_path`` (``/page:num``) is where the second page and those after it are; the template is the
``index.html`` in its folder, or in the nearest folder above. Templates have ``paginator``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostic, ProblemsError, Severity
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.extensions.marks import fields_only
from proactive_ssg.i18n import _
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.permalink import PermalinkError
from proactive_ssg.plugins.options import Options, in_config, in_page, truthy

__all__ = ["generate", "register"]

_DEFAULT_PATH: Final = "/page:num"
_CODE: Final = "paginate"


def register(registry: Registry) -> None:
    """Adds the generator, among the last to run."""
    registry.generator(fields_only(generate), Priority.LOWEST)


def generate(site: SiteBuilder) -> None:
    """Adds the pages; raises ProblemsError about wrong options, or where there is no template."""
    if not truthy(site.config.settings.get("paginate")) or not site.pages:
        return
    options = Options(site.config, _CODE, (), site.config.settings)
    per_page = options.number("paginate", least=1)
    path = options.text("paginate_path") or _DEFAULT_PATH
    if ":num" not in path:
        message = _("`paginate_path` has no `:num`: all pages would have the same address")
        options.problem(message, "paginate_path", hint=_("write for example `/blog/page:num/`"))
    if options.problems or per_page is None:
        raise ProblemsError(*options.problems)
    template = _template(site, path)
    if template is None:
        raise ProblemsError(_no_template(site.config, path))
    try:
        _paginate(site, template, per_page, path)
    except PermalinkError as error:
        raise ProblemsError(in_config(site.config, _CODE, str(error), "paginate_path")) from error


def _template(site: SiteBuilder, path: str) -> Page | None:
    """The ``index.html`` nearest to where the pages will be."""
    folders = PurePosixPath(path.lstrip("/")).parents
    candidates = [
        page
        for page in site.pages
        if page.relative_path.name == "index.html" and page.relative_path.parent in folders
    ]
    return max(candidates, key=lambda page: len(str(page.relative_path)), default=None)


def _no_template(config: Config, path: str) -> Diagnostic:
    folder = str(PurePosixPath(path.lstrip("/")).parent)
    message = _("`paginate` is set, but no `index.html` is there to be the template of the pages")
    hint = _("write one with front matter in the source, or in {folder}/ of it; `index.md` does not count")
    place = "." if folder in ("", ".") else folder
    severity = Severity.WARNING
    return in_config(config, _CODE, message, "paginate", hint=hint.format(folder=place), severity=severity)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the pages are: the first is the template, the others follow ``pattern``."""

    first: str
    pattern: str
    total: int

    def path(self, number: int | None) -> str | None:
        """Where page ``number`` is; None where there is no such page."""
        if number is None or number == 1:
            return None if number is None else self.first
        found = self.pattern.replace(":num", str(number), 1)
        return found if found.startswith("/") else f"/{found}"


def _paginate(site: SiteBuilder, template: Page, per_page: int, pattern: str) -> None:
    posts = [post for post in site.posts if not truthy(post.data.get("hidden"))]
    places = _Places(template.url, pattern, -(-len(posts) // per_page))
    data = {key: value for key, value in template.front_matter.data.items() if key != "permalink"}
    for number in range(1, places.total + 1):
        paginator = _paginator(places, posts, per_page, number)
        if number == 1:
            site.replace(template, paginator=paginator)
            continue
        page = site.add_page(
            str(template.relative_path),
            data=data,
            body=template.body,
            permalink=f"{places.path(number)}/",
            origin=template,
            paginator=paginator,
        )
        del page.data["permalink"]  # it has none in the gem
    if places.total > 1 and "permalink" in template.front_matter.data:
        message = _("the pages after the first have no use for the permalink of their template")
        hint = _("remove it, and set `paginate_path`")
        severity = Severity.WARNING
        raise ProblemsError(in_page(template, _CODE, message, "permalink", hint=hint, severity=severity))


def _paginator(places: _Places, posts: list[Document], per_page: int, number: int) -> dict[str, Any]:
    """What templates see as ``paginator`` on page ``number``."""
    before = number - 1 if number > 1 else None
    after = number + 1 if number < places.total else None
    return {
        "page": number,
        "per_page": per_page,
        "posts": posts[(number - 1) * per_page : number * per_page],
        "total_posts": len(posts),
        "total_pages": places.total,
        "previous_page": before,
        "previous_page_path": places.path(before),
        "next_page": after,
        "next_page_path": places.path(after),
    }
