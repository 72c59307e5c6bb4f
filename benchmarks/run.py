"""Build the same site of N service pages with proactive-ssg and with the generators that are installed.

    python benchmarks/run.py [--shared ../shared] [--pages 1000] [--runs 5]

The generators take turns, so that a noisy machine is noisy for all of them; the table gives the median,
and the ratio to proactive-ssg within this one run. Every build starts from nothing (destination and
caches removed). Needs the shared site generator; peers that are not installed are named and left out.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

JINJA_DEFAULT = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{{ page.title }} - \
{{ site.title }}</title></head><body><nav><ul>{% for n in site.data.nav %}<li><a href="{{ n.url }}">\
{{ n.name }}</a></li>{% endfor %}</ul></nav><main id="content">{{ content }}</main><footer>\
{% include "partials/footer.html" %}</footer></body></html>"""
JINJA_RGAA = """---
layout: default
---
<article><h1>{{ page.title }}</h1>{% if page["chapeau-text"] %}<p class="chapeau">{{ page["chapeau-text"] }}\
</p>{% endif %}{% if page.une.image %}<img src="{{ page.une.image }}" alt="">{% endif %}{{ content }}<ul>\
{% for t in page.tags %}<li>{{ t }}</li>{% endfor %}</ul></article>"""
JINJA_INDEX = """---
layout: default
---
<ul>{% for p in site.services %}<li><a href="{{ p.url }}">{{ p.title }}</a></li>{% endfor %}</ul>"""


@dataclass(frozen=True)
class Generator:
    """``folder`` is the site, ``outputs`` what a clean build starts without."""

    name: str
    version: list[str]
    command: list[str]
    folder: Path
    outputs: tuple[str, ...]

    def installed(self) -> bool:
        return shutil.which(self.command[0]) is not None

    def version_text(self) -> str:
        out = subprocess.run(self.version, capture_output=True, text=True, check=False, cwd=self.folder)
        found = re.search(r"\d+(?:\.\d+)+", out.stdout or out.stderr)
        return found[0] if found else "unknown"

    def build(self) -> float:
        for output in self.outputs:
            shutil.rmtree(self.folder / output, ignore_errors=True)
        environment = {**os.environ, "JEKYLL_NO_BUNDLER_REQUIRE": "true"}
        start = time.perf_counter()
        subprocess.run(self.command, cwd=self.folder, env=environment, check=True, capture_output=True)
        return time.perf_counter() - start


def generate(shared: Path, pages: int, out: Path) -> None:
    """Write the sites; ours is Jekyll's with its Liquid layouts rewritten in Jinja2."""
    tool = shared / "bench" / "generate_site.py"
    subprocess.run([sys.executable, str(tool), str(pages), str(out)], check=True)
    ours = out / "ours"
    shutil.copytree(
        out / "jekyll", ours, ignore=shutil.ignore_patterns("_layouts", "_includes", "index.html")
    )
    (ours / "layouts" / "partials").mkdir(parents=True)
    for name, text in (
        ("default.html", JINJA_DEFAULT),
        ("rgaa.html", JINJA_RGAA),
        ("index.html", JINJA_INDEX),
        ("partials/footer.html", "<p>{{ site.title }}</p>"),
    ):
        (ours / "layouts" / name).write_text(text, "utf-8")
    (ours / "index.html").write_text("---\nlayout: index\ntitle: Accueil\n---\n", "utf-8")
    (out / "jekyll" / "Gemfile").unlink(missing_ok=True)


def generators(out: Path) -> list[Generator]:
    beside = Path(sys.executable).parent
    ours = str(beside / "proactive-ssg")
    return [
        Generator("proactive-ssg", [ours, "--version"], [ours, "build", "-q"], out / "ours",
                  ("_site", ".proactive-cache")),
        Generator("Hugo", ["hugo", "version"], ["hugo", "--quiet"], out / "hugo", ("public", "resources")),
        Generator("Jekyll", ["jekyll", "--version"], ["jekyll", "build", "-q"], out / "jekyll",
                  ("_site", ".jekyll-cache")),
        Generator("Pelican", ["pelican", "--version"], ["pelican", "content", "-q"], out / "pelican",
                  ("output", "__pycache__")),
        Generator("MkDocs", ["mkdocs", "--version"], ["mkdocs", "build", "-q"], out / "mkdocs", ("site",)),
        Generator("Eleventy", ["eleventy", "--version"], ["eleventy", "--quiet"], out / "eleventy",
                  ("_site",)),
    ]  # fmt: skip


def measure(present: list[Generator], runs: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {generator.name: [] for generator in present}
    for _ in range(runs):
        for generator in present:
            times[generator.name].append(generator.build())
    return times


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    if not (args.shared / "bench" / "generate_site.py").is_file():
        print(f"skipped: the site generator is not there ({args.shared})")
        return 0
    with tempfile.TemporaryDirectory(prefix="proactive-bench-") as folder:
        out = Path(folder)
        generate(args.shared.resolve(), args.pages, out)
        everyone = generators(out)
        present = [generator for generator in everyone if generator.installed()]
        absent = [generator.name for generator in everyone if not generator.installed()]
        times = measure(present, args.runs)
        versions = {generator.name: generator.version_text() for generator in present}
    ours = statistics.median(times["proactive-ssg"])
    print(
        f"{args.pages} pages, {args.runs} runs, {os.cpu_count()} cores, Python {platform.python_version()}\n"
    )
    print("| generator | version | median (s) | min - max (s) | against ours |")
    print("| --- | --- | ---: | ---: | ---: |")
    for name, seconds in sorted(times.items(), key=lambda item: statistics.median(item[1])):
        median = statistics.median(seconds)
        spread = f"{min(seconds):.2f} - {max(seconds):.2f}"
        print(f"| {name} | {versions[name]} | {median:.2f} | {spread} | {median / ours:.2f} |")
    if absent:
        print(f"\nNot installed, left out: {', '.join(absent)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
