"""Two sources for one place of the site: found before anything is written.

Jekyll warns, and the file that it writes last stays (``site.rb``, ``doctor.rb``); so it is in a site that is
laid out as Jekyll has it. Elsewhere, where no site relies on it, it is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from proactive_ssg import diagnose
from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile

__all__ = ["find_collisions", "written_last"]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A file of the source, the place that it wants, and the line that says so."""

    path: Path
    output: PurePosixPath
    url: str
    line: int

    @classmethod
    def of(cls, item: Page | StaticFile) -> _Claim:
        line = item.front_matter.lines.get("permalink", 0) if isinstance(item, Page) else 0
        return cls(item.path, item.output_path, item.url, line)

    def problem(self, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
        column = 1 if self.line else 0
        return diagnose.at(code, message, self.path, self.line, column, hint=hint, severity=severity)


def _short(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path


def find_collisions(site: Site) -> Iterator[Diagnostic]:
    """Two sources of one file, or of a file and a folder; warnings where only the case differs."""
    hint = _("give one of the two another `permalink` or another name")
    root = site.config.root
    claims: dict[PurePosixPath, _Claim] = {}
    for output, items in _by_output(site, redirects=not site.config.as_jekyll).items():
        first, *others = map(_Claim.of, items)
        claims[output] = first
        if others and site.config.as_jekyll:
            yield _shared([first, *others], site, hint)
        for claim in others if not site.config.as_jekyll else ():
            message = _("the URL {url} is also that of {other}").format(
                url=claim.url, other=_short(first.path, root)
            )
            yield claim.problem("url-conflict", message, hint)
    folders = {folder: output for output in claims for folder in output.parents}
    for output in sorted(claims.keys() & folders.keys()):
        other = _short(claims[folders[output]].path, root)
        message = _("{output} is a file here, and a folder for {other}").format(output=output, other=other)
        yield claims[output].problem("url-conflict", message, hint)
    yield from _differing_in_case(claims, root)


def written_last(site: Site) -> dict[PurePosixPath, Page | StaticFile]:
    """Of each place with more than one source, the one that Jekyll writes last, and that is found there.

    It writes the pages first, then the static files, then the documents of the collections.
    """
    return {output: items[-1] for output, items in _by_output(site, redirects=True).items() if items[1:]}


def _by_output(site: Site, *, redirects: bool = False) -> dict[PurePosixPath, list[Page | StaticFile]]:
    """What goes to each place, in the order of writing; without pages that only lead on, unless asked."""
    rendered = [page for page in site.rendered_pages() if redirects or not _is_redirect(page)]
    found: dict[PurePosixPath, list[Page | StaticFile]] = {}
    pages = (page for page in rendered if not isinstance(page, Document))
    documents = [page for page in rendered if isinstance(page, Document)]
    posts = [document for document in documents if document.collection == "posts"]
    others = (document for document in documents if document.collection != "posts")
    # Ours are the newest first, Jekyll's the oldest.
    items: list[Page | StaticFile] = [*pages, *site.copied_files(), *reversed(posts), *others]
    for item in items:
        found.setdefault(item.output_path, []).append(item)
    return found


def _is_redirect(page: Page) -> bool:
    """Jekyll does not speak of those of jekyll-redirect-from."""
    return page.generated and "redirect" in page.data


def _shared(claims: list[_Claim], site: Site, hint: str) -> Diagnostic:
    config = site.config
    destination = _short(config.destination, config.root) / claims[0].output
    files = ", ".join(str(_short(claim.path, config.source)) for claim in claims)
    message = _("Conflict: The following destination is shared by multiple files: {destination} ({files})")
    message = message.format(destination=destination, files=files)
    return claims[-1].problem("url-conflict", message, hint, Severity.WARNING)


def _differing_in_case(claims: dict[PurePosixPath, _Claim], root: Path) -> Iterator[Diagnostic]:
    hint = _("rename one of them: on many servers and computers they are one file")
    seen: dict[str, _Claim] = {}
    for output, claim in claims.items():
        first = seen.setdefault(normalize("NFC", str(output)).casefold(), claim)
        if first is not claim:
            message = _("{url} differs from {other} (of {path}) only in case, or in how accents are encoded")
            message = message.format(url=claim.url, other=first.url, path=_short(first.path, root))
            yield claim.problem("url-case", message, hint, Severity.WARNING)
