"""The build as a whole: what is published, what is not, and what is said."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from proactive_ssg import site_build
from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config
from proactive_ssg.errors import Diagnostic, Diagnostics, Severity
from proactive_ssg.output import staging
from proactive_ssg.render import RenderedPage

MakeSite = Callable[..., Path]

LAYOUT = "<html>{{ content }}</html>"
SITE = {
    "content/index.md": "---\ntitle: Accueil\nlayout: base\n---\nBonjour\n",
    "content/services/aide.md": "---\nlayout: base\n---\nAide\n",
    "content/style.css": "a{}",
    "layouts/base.html": LAYOUT,
    "uploads/a.png": b"\x89PNG\0",
}


def run(root: Path, now: datetime | None = None, progress: Any = None, **overrides: Any) -> BuildResult:
    return build(load_config(root, overrides=overrides, environ={}), now=now, progress=progress)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def codes(result: BuildResult) -> list[str]:
    return [item.code for item in result.diagnostics.items]


def test_a_site_is_built(make_site: MakeSite) -> None:
    root = make_site(SITE)
    os.utime(root / "uploads" / "a.png", (1, 1_500_000_000))
    result = run(root)
    assert codes(result) == []
    assert (result.published, result.pages, result.static_files) == (True, 2, 2)
    assert (result.destination, result.seconds > 0) == (root / "_site", True)
    built = tree(root / "_site")
    assert sorted(built) == ["index.html", "services/aide.html", "style.css", "uploads/a.png"]
    assert built["index.html"] == b"<html><p>Bonjour</p>\n</html>"
    assert built["uploads/a.png"] == b"\x89PNG\0"
    assert (root / "_site" / "uploads" / "a.png").stat().st_mtime == 1_500_000_000


def test_outputs_of_deleted_sources_vanish_and_others_keep_their_times(make_site: MakeSite) -> None:
    root = make_site(SITE)
    run(root)
    before = (root / "_site" / "index.html").stat()
    (root / "content" / "services" / "aide.md").unlink()
    (root / "content" / "style.css").unlink()
    assert run(root).published
    assert sorted(tree(root / "_site")) == ["index.html", "uploads/a.png"]
    assert (root / "_site" / "index.html").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"content/a.md": "---\ntitle: [\n---\n"}, ["front-matter-yaml"]),
        ({"content/a.md": b"---\n---\n\xff"}, ["encoding"]),
        ({"content/a.md": "---\nlayout: gone\n---\n"}, ["layout-unknown"]),
        ({"layouts/base.html": "---\nlayout: base\n---\n"}, ["layout-cycle"]),
        ({"layouts/base.html": "{{ oops"}, ["template-syntax"]),
        ({"content/a.md": "---\npermalink: /\n---\n"}, ["url-conflict"]),
        ({"content/b/index.html": "x", "content/a.md": "---\npermalink: /b/\n---\n"}, ["url-conflict"]),
        ({"content/a.md": "---\npermalink: /index.html/b/\n---\n"}, ["url-conflict"]),
        ({"content/a.md": "---\npermalink: /../a\n---\n"}, ["permalink"]),
        ({"_data/a.yml": "a: ["}, ["data-yaml"]),
    ],
)
def test_an_error_publishes_nothing(
    make_site: MakeSite, files: dict[str, str | bytes], expected: list[str]
) -> None:
    root = make_site(SITE)
    run(root)
    before = tree(root / "_site")
    make_site({"content/index.md": "---\nlayout: base\n---\nAnders\n", **files})
    result = run(root)
    assert (result.published, codes(result)) == (False, expected)
    assert tree(root / "_site") == before
    assert not (root / "._site.stage").exists()


def test_all_problems_of_a_run_are_reported(make_site: MakeSite) -> None:
    root = make_site(SITE)
    make_site(
        {
            "content/a.md": "---\ntitle: [\n---\n",
            "content/b.md": "---\nlayout: gone\n---\n",
            "content/c.md": b"---\n---\n\xe9",
        }
    )
    result = run(root)
    assert {item.path.name for item in result.diagnostics.items if item.path} == {"a.md", "b.md", "c.md"}


def test_a_page_that_is_wrong_is_told_once_and_not_as_missing_too(make_site: MakeSite) -> None:
    root = make_site(
        {
            "a.md": "---\ntitle: [\n---\n",
            "b.md": "---\n---\n[a](/a.html) [a](/a) [c](/c/) ![p](/p.png)\n",
        }
    )
    wrong = run(root, strict_front_matter=True).diagnostics.items
    assert [(item.code, item.message.split()[0]) for item in wrong if item.code == "missing-file"] == [
        ("missing-file", "/p.png")
    ]
    assert len(wrong) == 2
    make_site({"a.md": "---\n---\n"})
    assert [item.message.split()[0] for item in run(root).diagnostics.items] == ["/c/", "/p.png"]


def test_two_sources_of_one_url_name_each_other(make_site: MakeSite) -> None:
    root = make_site(
        {
            "layouts/x.html": "",
            "content/a.md": "---\npermalink: /x/\n---\n",
            "content/b.html": "---\ntitle: x\npermalink: /x/index.html\n---\n",
            "content/c/d.txt": "x",
            "content/e.md": "---\npermalink: /c/d.txt\n---\n",
        }
    )
    result = run(root)
    found = [
        (item.path.name if item.path else "", item.line, item.source_line)
        for item in result.diagnostics.items
    ]
    assert codes(result) == ["url-conflict"] * 2
    assert found == [("b.html", 3, "permalink: /x/index.html"), ("d.txt", 0, "")]
    assert result.diagnostics.items[0].message.endswith("a.md")
    assert result.diagnostics.items[1].message.endswith("e.md")


def test_of_two_sources_jekyll_writes_one_and_warns(make_site: MakeSite) -> None:
    """Pages come first, then static files, then documents: the last one stays (Jekyll's each_site_file)."""
    root = make_site(
        {
            "_config.yml": "collections: {c: {output: true, permalink: '/:name/'}}",
            "b.md": "---\npermalink: /x.html\n---\nb\n",
            "a.md": "---\npermalink: /x.html\n---\na\n",
            "x.html": "static\n",
            "c.md": "---\npermalink: /d/\n---\nc\n",
            "_c/d.md": "---\n---\nd\n",
            "p.md": "---\npermalink: /y.html\n---\np\n",
            "q.md": "---\npermalink: /y.html\n---\nq\n",
        }
    )
    result = run(root)
    assert result.published
    assert {item.severity for item in result.diagnostics.items} == {"warning"}
    messages = [item.message for item in result.diagnostics.items]
    assert all(message.startswith("Conflict: The following destination is shared") for message in messages)
    assert [message.partition("files: ")[2] for message in messages] == [
        "_site/x.html (a.md, b.md, x.html)",
        "_site/d/index.html (c.md, _c/d.md)",
        "_site/y.html (p.md, q.md)",
    ]
    site = root / "_site"
    texts = [(site / name).read_text() for name in ("x.html", "d/index.html", "y.html")]
    assert texts == ["static\n", "<p>d</p>\n", "<p>q</p>\n"]
    assert codes(run(root, strict=True)) == ["url-conflict"] * 3


def test_urls_that_differ_in_case_only_are_a_warning(make_site: MakeSite) -> None:
    root = make_site(
        {"Aide.md": "---\n---\n", "aide.md": "---\n---\n", "e\u0301.txt": "x", "\u00e9.txt": "x"}
    )
    if len(list(root.iterdir())) < 4:
        pytest.skip("this file system does not tell such names apart")
    result = run(root)
    assert codes(result) == ["url-case"] * 2
    assert result.published


def test_strict_counts_warnings_as_errors(make_site: MakeSite) -> None:
    root = make_site({"a.md": "---\na: 1\na: 2\n---\n"})
    result = run(root, strict=True)
    assert (result.published, codes(result)) == (False, ["front-matter-duplicate-key"])
    assert not (root / "_site").exists()
    assert run(root).published


def test_warnings_of_the_configuration_are_in_the_result(make_site: MakeSite) -> None:
    assert codes(run(make_site({"_config.yml": "title: a\ntitle: b\n"}))) == ["config-duplicate-key"]


def test_every_static_file_that_cannot_be_read_is_reported(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site({"a.txt": "x", "b.txt": "x", "c.txt": "x"})
    real = Path.open

    def refuse(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name in ("a.txt", "c.txt"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    result = run(root)
    assert [(item.code, item.path and item.path.name) for item in result.diagnostics.items] == [
        ("unreadable-file", "a.txt"),
        ("unreadable-file", "c.txt"),
    ]
    assert not (root / "_site").exists()


def test_a_full_disk_is_an_error_of_the_run(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_site(SITE)
    run(root)
    before = tree(root / "_site")
    make_site({"content/index.md": "---\nlayout: base\n---\nAnders\n"})

    def full(*_args: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(staging, "write_file", full)
    result = run(root)
    assert (result.published, codes(result)) == (False, ["disk-full"])
    assert tree(root / "_site") == before


def test_previews_know_why_each_page_is_one(make_site: MakeSite) -> None:
    root = make_site({"a.md": "---\npublished: false\n---\n", "_posts/2999-01-01-b.md": "---\n---\n"})
    result = run(root, unpublished=True, future=True)
    assert result.notes == {
        PurePosixPath("a.html"): ("unpublished",),
        PurePosixPath("2999/01/01/b.html"): ("future",),
    }


def test_the_time_of_the_build_decides_what_is_in_the_future(make_site: MakeSite) -> None:
    root = make_site({"_posts/2024-06-01-a.md": "---\n---\n"})
    assert run(root, now=datetime(2024, 5, 31, tzinfo=UTC)).pages == 0
    assert run(root, now=datetime(2024, 6, 2, tzinfo=UTC)).pages == 1


class Recorder:
    def __init__(self) -> None:
        self.phases: list[tuple[str, int | None]] = []
        self.steps: list[int] = []

    def phase(self, name: str, total: int | None) -> None:
        self.phases.append((name, total))
        self.steps.append(0)

    def advance(self) -> None:
        self.steps[-1] += 1


def test_progress_is_told(make_site: MakeSite) -> None:
    recorder = Recorder()
    run(make_site(SITE), progress=recorder)
    assert [total for _name, total in recorder.phases] == [None, 2, 2, None]
    assert recorder.steps == [0, 2, 2, 0]


@pytest.mark.parametrize("problem", [KeyboardInterrupt, RuntimeError])
def test_an_interruption_leaves_the_site_as_it_was(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, problem: type[BaseException]
) -> None:
    root = make_site(SITE)
    run(root)
    before = tree(root / "_site")
    (root / "_config.yml").write_text("further: 1\n")  # there is something to build

    def render(site: Any, *_more: object, **_how: object) -> Iterator[RenderedPage]:
        page = next(site.rendered_pages())
        yield RenderedPage(page, page.output_path, b"half")
        raise problem

    monkeypatch.setattr(site_build, "render_site", render)
    with pytest.raises(problem):
        run(root)
    assert tree(root / "_site") == before
    assert not (root / "._site.stage").exists()


def test_errors_are_counted_once_each() -> None:
    found = Diagnostics()
    assert (found.errors, found.warnings) == (0, 0)
    found.add(Diagnostic(Severity.ERROR, "a", ""))
    found.extend([Diagnostic(Severity.WARNING, "b", ""), Diagnostic(Severity.ERROR, "c", "")])
    assert (found.errors, found.warnings) == (2, 1)
    found.items.pop()
    assert (found.errors, found.warnings) == (1, 1)


def test_a_tag_may_be_a_hash_as_for_jekyll(make_site: MakeSite) -> None:
    files = {
        "_posts/2020-01-01-a.md": "---\ntags: [c, {c: d}]\ncategories: [{k: v}]\n---\n",
        "a.html": "---\n---\n{% for t in site.tags %}[{{ t[0] }}]{% endfor %}{{ site.posts[0].tags }}",
    }
    root = make_site(files)
    assert build(load_config(root, environ={})).published
    assert (root / "_site" / "a.html").read_text() == '[c][{"c"=>"d"}]c{"c"=>"d"}'
