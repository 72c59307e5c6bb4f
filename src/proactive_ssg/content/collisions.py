"""Two sources for one place of the site: found before anything is written.

Jekyll warns, and the file that it writes last stays (``site.rb``, ``doctor.rb``); so it is in a site that is
laid out as Jekyll has it. Elsewhere, where no site relies on it, it is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from unicodedata import normalize

from proactive_ssg import diagnose
from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile

__all__ = ["find_collisions", "written_last"]

Item = Page | StaticFile


class _Claim(NamedTuple):
    """A file of the source that wants the place of another one, and the line that says so."""

    path: Path
    url: str
    line: int

    @classmethod
    def of(cls, item: Item) -> _Claim:
        line = item.front_matter.lines.get("permalink", 0) if isinstance(item, Page) else 0
        return cls(item.path, item.url, line)

    def problem(self, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
        column = 1 if self.line else 0
        return diagnose.at(code, message, self.path, self.line, column, hint=hint, severity=severity)


def _short(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path


def find_collisions(site: Site) -> Iterator[Diagnostic]:
    """Two sources of one file, or of a file and a folder; warnings where only the case differs."""
    hint = _("give one of the two another `permalink` or another name")
    root = site.config.root
    claims: dict[str, Item] = {}
    for output, items in _by_output(site, redirects=not site.config.as_jekyll).items():
        claims[output] = items[0]
        if len(items) == 1:
            continue
        first, *others = map(_Claim.of, items)
        if site.config.as_jekyll:
            yield _shared([first, *others], output, site, hint)
        for claim in others if not site.config.as_jekyll else ():
            message = _("the URL {url} is also that of {other}").format(
                url=claim.url, other=_short(first.path, root)
            )
            yield claim.problem("url-conflict", message, hint)
    yield from _in_the_way(claims, root, hint)
    yield from _differing_in_case(claims, root)


def _in_the_way(claims: dict[str, Item], root: Path, hint: str) -> Iterator[Diagnostic]:
    """Files at places where others need a folder."""
    folders: set[str] = set()
    for output in claims:
        while (output := output.rpartition("/")[0]) and output not in folders:
            folders.add(output)
    for output in sorted(claims.keys() & folders, key=PurePosixPath):
        other = next(claims[each] for each in reversed(claims) if each.startswith(f"{output}/"))
        message = _("{output} is a file here, and a folder for {other}")
        message = message.format(output=output, other=_short(other.path, root))
        yield _Claim.of(claims[output]).problem("url-conflict", message, hint)


def written_last(site: Site) -> dict[PurePosixPath, Item]:
    """Of each place with more than one source, the one that Jekyll writes last, and that is found there.

    It writes the pages first, then the static files, then the documents of the collections.
    """
    found = _by_output(site, redirects=True).values()
    return {items[-1].output_path: items[-1] for items in found if len(items) > 1}


def _by_output(site: Site, *, redirects: bool = False) -> dict[str, list[Item]]:
    """What goes to each place, in the order of writing; without pages that only lead on, unless asked."""
    rendered = [page for page in site.rendered_pages() if redirects or not _is_redirect(page)]
    found: dict[str, list[Item]] = {}
    pages = (page for page in rendered if not isinstance(page, Document))
    documents = [page for page in rendered if isinstance(page, Document)]
    posts = [document for document in documents if document.collection == "posts"]
    others = (document for document in documents if document.collection != "posts")
    # Ours are the newest first, Jekyll's the oldest.
    items: list[Item] = [*pages, *site.copied_files(), *reversed(posts), *others]
    for item in items:
        found.setdefault(str(item.output_path), []).append(item)
    return found


def _is_redirect(page: Page) -> bool:
    """Jekyll does not speak of those of jekyll-redirect-from."""
    return page.generated and "redirect" in page.data


def _shared(claims: list[_Claim], output: str, site: Site, hint: str) -> Diagnostic:
    config = site.config
    destination = _short(config.destination, config.root) / output
    files = ", ".join(str(_short(claim.path, config.source)) for claim in claims)
    message = _("Conflict: The following destination is shared by multiple files: {destination} ({files})")
    message = message.format(destination=destination, files=files)
    return claims[-1].problem("url-conflict", message, hint, Severity.WARNING)


def _differing_in_case(claims: dict[str, Item], root: Path) -> Iterator[Diagnostic]:
    hint = _("rename one of them: on many servers and computers they are one file")
    seen: dict[str, Item] = {}
    for output, item in claims.items():
        first = seen.setdefault(normalize("NFC", output).casefold(), item)
        if first is not item:
            message = _("{url} differs from {other} (of {path}) only in case, or in how accents are encoded")
            message = message.format(url=item.url, other=first.url, path=_short(first.path, root))
            yield _Claim.of(item).problem("url-case", message, hint, Severity.WARNING)
