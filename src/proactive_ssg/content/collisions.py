"""Two sources for one place of the site: found before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from proactive_ssg import diagnose
from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile

__all__ = ["find_collisions"]


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
    """Errors for two sources of one file, or of a file and a folder; warnings where only the case differs."""
    hint = _("give one of the two another `permalink` or another name")
    root = site.config.root
    claims: dict[PurePosixPath, _Claim] = {}
    outputs: list[Page | StaticFile] = [*site.rendered_pages(), *site.copied_files()]
    for claim in map(_Claim.of, outputs):
        first = claims.setdefault(claim.output, claim)
        if first is not claim:
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


def _differing_in_case(claims: dict[PurePosixPath, _Claim], root: Path) -> Iterator[Diagnostic]:
    hint = _("rename one of them: on many servers and computers they are one file")
    seen: dict[str, _Claim] = {}
    for output, claim in claims.items():
        first = seen.setdefault(normalize("NFC", str(output)).casefold(), claim)
        if first is not claim:
            message = _("{url} differs from {other} (of {path}) only in case, or in how accents are encoded")
            message = message.format(url=claim.url, other=first.url, path=_short(first.path, root))
            yield claim.problem("url-case", message, hint, Severity.WARNING)
