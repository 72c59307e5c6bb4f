"""Whole sites: the same documents, pages, static files and outputs as Jekyll's, in the same order."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from proactive_ssg.config import load_config
from proactive_ssg.content.reader import read_site
from proactive_ssg.errors import Diagnostics
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site

FIXTURES = Path(__file__).parents[1] / "fixtures" / "jekyll_sites"
OPTIONS = {
    "--drafts": "show_drafts",
    "--future": "future",
    "--unpublished": "unpublished",
    "--limit_posts": "limit_posts",
}
STYLES = [
    "date",
    "pretty",
    "none",
    "ordinal",
    "weekdate",
    "/:year/:title",
    "/blog/:title:output_ext",
    "/:categories/:short_day/:i_day-:i_month_:year/",
    "/:slugified_categories/:w_year/:week/:w_day/:long_day/:slug/:name/:collection:output_ext",
    "/:long_month-:short_month/:y_day:short_year/:hour:minute:second/:path/",
]


def recorded() -> Iterator[Any]:
    for path in sorted(FIXTURES.glob("*.yml")):
        fixture = yaml.safe_load(path.read_text("utf-8"))
        for build in fixture["builds"]:
            name = "-".join([path.stem, *(option.strip("-") for option in build["options"])])
            yield pytest.param(fixture["files"], build, id=name)


def overrides(options: list[str]) -> dict[str, Any]:
    given = iter(options)
    return {OPTIONS[option]: int(next(given)) if option == "--limit_posts" else True for option in given}


def shown(value: object) -> str:
    """As Liquid shows it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def nested(page: Page) -> str:
    inner = page.data.get("n") or {}
    return shown(inner.get("a")) + shown(inner.get("b"))


def document_row(document: Document) -> str:
    data = document.data
    date = document.date.strftime("%Y-%m-%d %H:%M:%S %z") if document.date else ""
    fields = [document.collection, document.relative_path, document.url, date]
    fields += [shown(data[key]) for key in ("title", "slug", "ext")]
    fields += [",".join(map(str, data[key])) for key in ("categories", "tags")]
    fields += [shown(data.get(key)) for key in ("draft", "foo", "layout")]
    return "|".join(map(str, [*fields, nested(document)]))


def rows(site: Site) -> Iterator[str]:
    for label in sorted(site.collections):
        yield from map(document_row, site.collections[label].documents)
    for page in site.pages:
        foo, layout = (shown(page.data.get(key)) for key in ("foo", "layout"))
        yield f"page|{page.relative_path}|{page.url}|||||||||{foo}|{layout}|{nested(page)}"
    for file in site.static_files:
        path = file.relative_path if file.collection else f"/{file.relative_path}"
        yield f"static|{path}|{shown(file.data.get('foo'))}"


def outputs(site: Site) -> list[str]:
    pages = [page.output_path for page in site.rendered_pages()]
    return sorted(str(path) for path in [*pages, *(file.output_path for file in site.copied_files())])


def read(root: Path, **settings: Any) -> Site:
    return read_site(load_config(root, overrides=settings, environ={}), Diagnostics())


@pytest.mark.parametrize(("files", "build"), list(recorded()))
def test_a_site_is_what_jekyll_sees_in_it(
    files: Mapping[str, str | bytes], build: Mapping[str, Any], make_site: Callable[..., Path]
) -> None:
    site = read(make_site(files), **overrides(build["options"]))
    assert list(rows(site)) == build["rows"]
    assert outputs(site) == build["outputs"]


# Every site in one process: to start Jekyll takes ten times as long as to build one of them.
BUILD_EACH = """
require "jekyll"
Jekyll.logger.log_level = :error
ARGV.each do |root|
  options = { "source" => root, "destination" => "#{root}.built", "disable_disk_cache" => true }
  Jekyll::Site.new(Jekyll.configuration(options)).process
end
"""


@pytest.fixture(scope="module")
def built_by_jekyll(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Path]:
    """The sites of two fixtures with every permalink style, and beside each what Jekyll makes of it."""
    if shutil.which("jekyll") is None:
        pytest.skip("needs Jekyll")
    folder, roots = tmp_path_factory.mktemp("permalinks"), {}
    for name in ("names", "collections"):
        files = yaml.safe_load((FIXTURES / f"{name}.yml").read_text("utf-8"))["files"]
        for number, style in enumerate(STYLES):
            root = roots[name, style] = folder / f"{name}-{number}"
            for relative, content in files.items():
                path = root / relative
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
            with (root / "_config.yml").open("a") as config:
                config.write(f'permalink: "{style}"\n')
    command = ["ruby", "-e", BUILD_EACH, *map(str, roots.values())]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "TZ": "UTC"})
    return roots


@pytest.mark.jekyll
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["names", "collections"])
def test_permalinks_are_those_of_a_real_jekyll(
    name: str, style: str, built_by_jekyll: Mapping[tuple[str, str], Path]
) -> None:
    root = built_by_jekyll[name, style]
    built = root.with_name(f"{root.name}.built")
    theirs = sorted(str(path.relative_to(built)) for path in built.rglob("*") if path.is_file())
    assert theirs
    assert sorted(set(outputs(read(root)))) == theirs  # where two share a URL, Jekyll writes one
