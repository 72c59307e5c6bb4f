"""Built sites of a mapping, small rules in place of the real ones, English messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from proactive_ssg.check.audit import Audit, Result
from proactive_ssg.check.finding import Level
from proactive_ssg.check.rule import AuditedPage, Hit, Rule, SiteRule
from proactive_ssg.check.target import Target
from proactive_ssg.i18n import use_language

Files = Mapping[str, str | bytes]
MakeFiles = Callable[..., Path]
RunAudit = Callable[..., Result]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "JEKYLL_ENV"):
        monkeypatch.delenv(name, raising=False)
    use_language("en")
    yield
    use_language("en")


def pictures(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named("img"):
        if not element.has("alt"):
            yield Hit(element, "this image has no alternative", test="1.1.1")


def bold(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named("b"):
        yield Hit(element, "`<b>` is here")


def titles(pages: Sequence[AuditedPage]) -> Iterator[tuple[AuditedPage, Hit]]:
    seen: set[str] = set()
    for page in pages:
        for element in page.document.named("title"):
            if element.text in seen:
                yield page, Hit(element, f"again: {element.text}")
            seen.add(element.text)


PICTURES = Rule("picture-alt", "1.1", "1.1.1", Level.ERROR, pictures, lambda: "write an alternative")
BOLD = Rule("bold", "", "", Level.WARNING, bold, lambda: "use `<strong>`")
TITLES = SiteRule("title-twice", "8.6", "8.6.1", Level.ERROR, titles, lambda: "write another title")


@pytest.fixture
def make_files(tmp_path: Path) -> MakeFiles:
    """Writes files below a fresh folder (``built``), which it returns."""

    def make(files: Files, name: str = "built") -> Path:
        root = tmp_path / name
        for file, content in files.items():
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        root.mkdir(exist_ok=True)
        return root

    return make


@pytest.fixture
def audit() -> RunAudit:
    """Audits a folder with the small rules above."""

    def run(root: Path, *, cache: Path | None = None, jobs: int = 1, **where: str) -> Result:
        target = Target.of_folder(root, **where)
        return Audit(target, (PICTURES, BOLD), (TITLES,), cache=cache, jobs=jobs).run()

    return run


@pytest.fixture
def small_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line has these rules instead of the real ones."""
    monkeypatch.setattr("proactive_ssg.check.checking.RULES", (PICTURES, BOLD))
    monkeypatch.setattr("proactive_ssg.check.checking.SITE_RULES", (TITLES,))
