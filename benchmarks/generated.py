"""The same site of N service pages for each generator, and how each is told to build it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import measuring

__all__ = ["Generator", "generate", "generators"]

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
    """One program, with its site in ``folder`` and the result in ``outputs[0]`` of it.

    ``outputs``: what a clean build starts without. ``clean``: words that make a build take nothing over, if
    there are any beyond that. ``again``: the command that builds a second time with what the first left;
    None where there is none. ``proven``: it must give the bytes of a clean build then. ``page``, ``layout``:
    the files that are edited, ``{}`` for the number of the page.
    """

    name: str
    version: list[str]
    command: list[str]
    folder: Path
    outputs: tuple[str, ...]
    page: str
    layout: str
    again: list[str] | None = None
    clean: tuple[str, ...] = ()
    proven: bool = False

    def installed(self) -> bool:
        return shutil.which(self.command[0]) is not None

    def version_text(self) -> str:
        out = subprocess.run(
            self.version,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=measuring.environment(),
        )
        found = re.search(r"\d+(?:\.\d+)+", out.stdout or out.stderr)
        return found[0] if found else "unknown"

    @property
    def result(self) -> Path:
        return self.folder / self.outputs[0]

    def forget(self) -> None:
        """Remove what earlier builds left."""
        for output in self.outputs:
            path = self.folder / output
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def build(self) -> measuring.Run:
        """From nothing."""
        self.forget()
        return measuring.run(self.command, self.folder)

    def build_again(self) -> measuring.Run:
        """On top of the last build."""
        assert self.again is not None
        return measuring.run(self.again, self.folder)

    def build_aside(self, folder: Path) -> Path:
        """The tree of a clean build of the site as it is now, made of a copy of it in ``folder``."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns(*self.outputs))
        measuring.run([*self.command, *self.clean], folder)
        return folder / self.outputs[0]


def generate(shared: Path, pages: int, out: Path) -> None:
    """Write the sites; ours is Jekyll's, and once more with its Liquid layouts rewritten in Jinja2."""
    tool = shared / "bench" / "generate_site.py"
    subprocess.run([sys.executable, str(tool), str(pages), str(out)], check=True)
    (out / "jekyll" / "Gemfile").unlink(missing_ok=True)
    shutil.copytree(out / "jekyll", out / "ours")
    ours = out / "ours-jinja"
    shutil.copytree(
        out / "jekyll", ours, ignore=shutil.ignore_patterns("_layouts", "_includes", "index.html")
    )
    with (ours / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("templates_dir: layouts\n")
    (ours / "layouts" / "partials").mkdir(parents=True)
    for name, text in (
        ("default.html", JINJA_DEFAULT),
        ("rgaa.html", JINJA_RGAA),
        ("index.html", JINJA_INDEX),
        ("partials/footer.html", "<p>{{ site.title }}</p>"),
    ):
        (ours / "layouts" / name).write_text(text, "utf-8")
    (ours / "index.html").write_text("---\nlayout: index\ntitle: Accueil\n---\n", "utf-8")


def generators(out: Path) -> list[Generator]:
    """Ours first; Hugo, Pelican and Eleventy build everything, whatever has changed."""
    ours = [sys.executable, "-m", "proactive_ssg"]
    build, jekyll, mkdocs = [*ours, "build", "-q"], ["jekyll", "build", "-q"], ["mkdocs", "build", "-q"]
    service, left = "services/service-{}.md", ("_site", ".proactive-cache")
    return [
        Generator("proactive-ssg", [*ours, "--version"], build, out / "ours", left,
                  f"_{service}", "_layouts/default.html", build, ("--no-cache",), proven=True),
        Generator("proactive-ssg, Jinja2", [*ours, "--version"], build, out / "ours-jinja", left,
                  f"_{service}", "layouts/default.html", build, ("--no-cache",), proven=True),
        Generator("Hugo", ["hugo", "version"], ["hugo", "--quiet"], out / "hugo", ("public", "resources"),
                  f"content/{service}", "layouts/_default/baseof.html"),
        Generator("Jekyll", ["jekyll", "--version"], jekyll, out / "jekyll",
                  ("_site", ".jekyll-cache", ".jekyll-metadata"),
                  f"_{service}", "_layouts/default.html", [*jekyll, "--incremental"]),
        Generator("Pelican", ["pelican", "--version"], ["pelican", "content", "-q"], out / "pelican",
                  ("output", "__pycache__"), "content/service-{}.md", "theme/templates/base.html"),
        Generator("MkDocs", ["mkdocs", "--version"], mkdocs, out / "mkdocs", ("site",),
                  f"docs/{service}", "theme/main.html", [*mkdocs, "--dirty"]),
        Generator("Eleventy", ["eleventy", "--version"], ["eleventy", "--quiet"], out / "eleventy",
                  ("_site",), f"src/{service}", "src/_includes/default.liquid"),
    ]  # fmt: skip
