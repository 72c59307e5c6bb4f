"""Build Jekyll sites with a real Jekyll and with proactive-ssg, compare whole trees, and the times.

    python benchmarks/sites.py [--runs 1] [--jekyll COMMAND] SITE...

Each SITE is a checkout that a real Jekyll builds; it is only read. Both build for production, at one fixed
time, into folders of their own that are empty before. A file counts as the same when its bytes are, or when
only the spans of the highlighter within ``<pre>`` and ``<code>`` differ. The exit code is 1 where a page
differs, is missing or is one too many (stylesheets are counted, but two Sass compilers do not write alike).

Ours then builds twice more on top of that: after nothing has changed, and after one page was edited. Both
results are compared, byte for byte, with a clean build; the exit code is 1 where they differ.
"""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import measuring
import trees
from scenarios import PAUSE

FIXED_TIME = "time: 2026-01-01 12:00:00 +0000\n"
OURS = [sys.executable, "-m", "proactive_ssg"]
FOREIGN = {"node_modules", "vendor", "_layouts", "_includes", "_data"}
TRIES = 5
PAGES = (".html", ".htm", ".xhtml", ".xml")
_CODE = re.compile(r"<(pre|code)\b[^>]*>.*?</\1>", re.S)
_SPAN = re.compile(r"</?span[^>]*>")


@dataclass(frozen=True)
class Comparison:
    """What the two trees have in common; the lists are paths relative to the destination."""

    same: int
    pages_same: int
    pages: int
    differing: list[str]
    missing: list[str]
    extra: list[str]


def compare(theirs: Path, ours: Path) -> Comparison:
    expected, found = trees.files(theirs), trees.files(ours)
    common = sorted(expected & found)
    same = {name for name in common if _equal(theirs / name, ours / name)}
    pages = {name for name in expected if name.endswith(PAGES)}
    differing = [name for name in common if name not in same]
    return Comparison(
        len(same),
        len(pages & same),
        len(pages),
        differing,
        sorted(expected - found),
        sorted(found - expected),
    )


def _equal(one: Path, two: Path) -> bool:
    a, b = one.read_bytes(), two.read_bytes()
    if a == b:
        return True
    return one.suffix in PAGES and _without_spans(a) == _without_spans(b)


def _without_spans(content: bytes) -> str:
    return _CODE.sub(lambda code: _SPAN.sub("", code[0]), content.decode("utf-8", "replace"))


@dataclass(frozen=True)
class Site:
    """A copy of a site, for builders leave caches beside the source; ``work`` is where all is written."""

    copy: Path
    work: Path

    @classmethod
    def of(cls, site: Path, work: Path) -> Site:
        copy = work / site.name
        shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".git", "_site"), symlinks=True)
        (work / "time.yml").write_text(FIXED_TIME, "utf-8")
        return cls(copy, work)

    def forget(self) -> None:
        """Remove the caches of earlier builds."""
        for cache in (".jekyll-cache", ".proactive-cache", ".sass-cache"):
            shutil.rmtree(self.copy / cache, ignore_errors=True)

    def build(self, command: list[str], name: str, *words: str, again: bool = False) -> float:
        """Seconds of one build into the folder ``name``, which is empty unless it builds ``again``."""
        destination = self.work / name
        if not again:
            shutil.rmtree(destination, ignore_errors=True)
        config = f"{self.copy / '_config.yml'},{self.work / 'time.yml'}"
        arguments = ["build", "--config", config, "-s", str(self.copy), "-d", str(destination), *words]
        return measuring.run([*command, *arguments], self.copy, {"JEKYLL_ENV": "production"}).seconds

    def edited(self) -> float | None:
        """Edit one page, and build again; None where no page is found whose text makes a difference."""
        before = self.work / "before"
        shutil.copytree(self.work / "ours", before, symlinks=True)
        for page in pages_of(self.copy)[:TRIES]:
            page.write_bytes(page.read_bytes() + b"\n\nUne phrase de plus.\n")
            time.sleep(PAUSE)
            seconds = self.build(OURS, "ours", again=True)
            if trees.differences(before, self.work / "ours"):
                return seconds
        return None

    def check(self, what: str) -> None:
        """StaleError where the destination is not what a clean build gives."""
        self.build(OURS, "clean", "--no-cache")
        trees.must_equal(self.work / "clean", self.work / "ours", f"{self.copy.name}, {what}")


def pages_of(root: Path) -> list[Path]:
    """Markdown files with front matter, from the middle of the list on: the first may be special."""
    found = [
        path
        for path in sorted(root.rglob("*.md"))
        if not any(name.startswith(".") or name in FOREIGN for name in path.relative_to(root).parts)
        and path.is_file()
        and path.read_bytes().startswith(b"---")
    ]
    return found[len(found) // 2 :] + found[: len(found) // 2]


def warm_up(jekyll: list[str]) -> None:
    """Both programs build a page: none of them is measured while the machine reads it from its disk."""
    measuring.compile_sources()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "site")
        folder.mkdir()
        (folder / "_config.yml").write_text("title: One page\n", "utf-8")
        (folder / "index.md").write_text("---\n---\nOne *page*\n", "utf-8")
        for name, command in (("theirs", jekyll), ("ours", OURS)):
            measuring.run([*command, "build", "-q", "-s", str(folder), "-d", str(Path(work, name))], folder)


def measure(site: Path, work: Path, jekyll: list[str], runs: int) -> bool:
    """Build ``site`` with both, in turn, and print one row; are all pages the same?"""
    mine = Site.of(site, work)
    times: dict[str, list[float]] = {"theirs": [], "ours": []}
    for _run in range(runs):
        mine.forget()
        times["theirs"].append(mine.build(jekyll, "theirs"))
        times["ours"].append(mine.build(OURS, "ours"))
    found = compare(work / "theirs", work / "ours")
    unchanged = mine.build(OURS, "ours", again=True)
    mine.check("nothing changed")
    edited = mine.edited()
    mine.check("one page edited")
    theirs_s, ours_s = statistics.median(times["theirs"]), statistics.median(times["ours"])
    total = found.same + len(found.differing) + len(found.missing)
    print(
        f"| {site.name} | {found.pages_same}/{found.pages} | {found.same}/{total} | {len(found.extra)} "
        f"| {theirs_s:.2f} | {ours_s:.2f} | {ours_s / theirs_s:.2f} "
        f"| {unchanged:.2f} | {'no page' if edited is None else f'{edited:.2f}'} |",
        flush=True,
    )
    for title, names in (("differ", found.differing), ("missing", found.missing), ("extra", found.extra)):
        if names:
            print(f"  {title}: {' '.join(names[:12])}{' ...' if len(names) > 12 else ''}", file=sys.stderr)
    return found.pages_same == found.pages and not any(name.endswith(PAGES) for name in found.extra)


def main() -> int:
    assert __doc__
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sites", nargs="+", type=Path, metavar="SITE")
    parser.add_argument("--runs", type=int, default=1, help="builds of each, in turn (the median counts)")
    parser.add_argument("--jekyll", default="jekyll", help="the command of the real Jekyll")
    options = parser.parse_args()
    jekyll = shlex.split(options.jekyll)
    if shutil.which(jekyll[0]) is None:
        raise SystemExit(f"{jekyll[0]} is not installed")
    warm_up(jekyll)
    print(
        "| site | pages the same | files the same | extra | Jekyll (s) | ours (s) | ours / Jekyll "
        "| nothing changed (s) | one page edited (s) |"
    )
    print(f"| --- |{' ---: |' * 8}")
    good = True
    for site in options.sites:
        with tempfile.TemporaryDirectory() as work:
            try:
                good &= measure(site.resolve(), Path(work), jekyll, options.runs)
            except trees.StaleError as error:
                print(f"StaleError: {error}", file=sys.stderr)
                good = False
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
