"""Build Jekyll sites with a real Jekyll and with proactive-ssg, compare whole trees, and the times.

    python benchmarks/sites.py [--runs 1] [--jekyll COMMAND] SITE...

Each SITE is a checkout that a real Jekyll builds; it is only read. Both build for production, at one fixed
time, into folders of their own that are empty before. A file counts as the same when its bytes are, or when
only the spans of the highlighter within ``<pre>`` and ``<code>`` differ. The exit code is 1 where a page
differs, is missing or is one too many (stylesheets are counted, but two Sass compilers do not write alike).
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

FIXED_TIME = "time: 2026-01-01 12:00:00 +0000\n"
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
    expected, found = _files(theirs), _files(ours)
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


def _files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def _equal(one: Path, two: Path) -> bool:
    a, b = one.read_bytes(), two.read_bytes()
    if a == b:
        return True
    return one.suffix in PAGES and _without_spans(a) == _without_spans(b)


def _without_spans(content: bytes) -> str:
    return _CODE.sub(lambda code: _SPAN.sub("", code[0]), content.decode("utf-8", "replace"))


def build(command: list[str], site: Path, config: str, destination: Path) -> float:
    """Seconds of one build into an empty ``destination``; SystemExit with its output when it fails."""
    shutil.rmtree(destination, ignore_errors=True)
    arguments = ["build", "--config", config, "-s", str(site), "-d", str(destination)]
    environment = {**os.environ, "JEKYLL_ENV": "production", "JEKYLL_NO_BUNDLER_REQUIRE": "true"}
    begun = time.perf_counter()
    run = subprocess.run(
        [*command, *arguments], cwd=site, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - begun
    if run.returncode:
        raise SystemExit(f"{shlex.join(command)} fails on {site}:\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
    return seconds


def measure(site: Path, work: Path, jekyll: list[str], runs: int) -> bool:
    """Build ``site`` with both, in turn, and print one row; are all pages the same?"""
    copy = work / site.name  # builders leave caches beside the source
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".git", "_site"), symlinks=True)
    (work / "time.yml").write_text(FIXED_TIME, "utf-8")
    config = f"{copy / '_config.yml'},{work / 'time.yml'}"
    ours = [sys.executable, "-m", "proactive_ssg"]
    times: dict[str, list[float]] = {"theirs": [], "ours": []}
    for _run in range(runs):
        for cache in (".jekyll-cache", ".proactive-cache", ".sass-cache"):
            shutil.rmtree(copy / cache, ignore_errors=True)
        times["theirs"].append(build(jekyll, copy, config, work / "theirs"))
        times["ours"].append(build(ours, copy, config, work / "ours"))
    found = compare(work / "theirs", work / "ours")
    theirs_s, ours_s = statistics.median(times["theirs"]), statistics.median(times["ours"])
    total = found.same + len(found.differing) + len(found.missing)
    print(
        f"| {site.name} | {found.pages_same}/{found.pages} | {found.same}/{total} | {len(found.extra)} "
        f"| {theirs_s:.2f} | {ours_s:.2f} | {ours_s / theirs_s:.2f} |",
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
    print("| site | pages the same | files the same | extra | Jekyll (s) | ours (s) | ours / Jekyll |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    good = True
    for site in options.sites:
        with tempfile.TemporaryDirectory() as work:
            good &= measure(site.resolve(), Path(work), jekyll, options.runs)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
