"""``check`` on the command line: what is audited, exit codes, formats, baseline, exceptions, wrong words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proactive_ssg.cli.app import run
from proactive_ssg.i18n import use_language

MakeFiles = Callable[..., Path]
Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("small_rules")

GOOD = "<!DOCTYPE html><html lang=fr><title>{}</title><body><p>Text</p></body></html>"
FAULTY = "<!DOCTYPE html><html lang=fr><title>{}</title><body>\n<img src='{}'></body></html>"
SITE = {
    "_config.yml": "title: Essai\nlang: fr\npermalink: pretty\n",
    "content/index.md": "---\nlayout: page\ntitle: Accueil\n---\n\nBonjour\n",
    "content/aide.md": '---\nlayout: page\ntitle: Aide\n---\n\nText\n\n<p><img src="/uploads/a.png"></p>\n',
    "layouts/page.html": "<!DOCTYPE html><title>{{ page.title }}</title><body>{{ content }}</body>\n",
    "uploads/a.png": "a\n",
}


@pytest.fixture
def site(make_files: MakeFiles, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_files(SITE, "site")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(capsys: Capture, *words: str) -> dict[str, Any]:
    run(["check", "--format", "json", *words])
    value = json.loads(capsys.readouterr().out)
    assert isinstance(value, dict)
    return value


def rules(value: dict[str, Any]) -> list[str]:
    return [item["rule"] for item in value["findings"]]


def test_a_site_is_built_and_audited(site: Path, capsys: Capture) -> None:
    assert run(["check"]) == 1
    said = capsys.readouterr()
    assert "error: picture-alt (1.1), 1 time" in said.out
    assert "content/aide.md:8:4  /aide/\n" in said.out
    assert said.out.splitlines()[-1] == "2 pages: 1 error, 0 warnings"
    assert (site / "_site" / "aide" / "index.html").is_file()


def test_a_good_site(site: Path, capsys: Capture) -> None:
    (site / "content" / "aide.md").unlink()
    assert run(["check"]) == 0
    assert "1 page: 0 errors, 0 warnings" in capsys.readouterr().out


def test_nothing_is_built_when_told_so(site: Path, capsys: Capture) -> None:
    assert run(["check", "--no-build"]) == 2
    assert "there is no built site in _site" in capsys.readouterr().err
    run(["build", "-q"])
    (site / "content" / "aide.md").unlink()
    assert run(["check", "--no-build"]) == 1


def test_a_site_without_pages(site: Path, capsys: Capture) -> None:
    for name in ("index.md", "aide.md"):
        (site / "content" / name).unlink()
    assert run(["check"]) == 2
    assert "the site in _site has no page of HTML" in capsys.readouterr().err


def test_other_folders(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    value = found(capsys, "-s", "site", "-d", "out")
    assert value["findings"][0]["built"]["path"] == "out/aide/index.html"
    assert value["findings"][0]["source"]["path"] == "site/content/aide.md"


def test_a_site_that_cannot_be_built(site: Path, capsys: Capture) -> None:
    (site / "content" / "aide.md").write_text("---\nlayout: none\ntitle: [\n---\n")
    assert run(["check", "--format", "json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Nothing was published" in said.err


def test_a_second_check_looks_at_what_has_changed(site: Path, capsys: Capture) -> None:
    run(["check", "-V"])
    assert "2 pages examined anew" in capsys.readouterr().err
    run(["check", "-V"])
    assert "0 pages examined anew" in capsys.readouterr().err
    (site / "content" / "aide.md").write_text("---\nlayout: page\ntitle: Aide\n---\nAnother")
    assert run(["check", "-V"]) == 0
    assert "1 page examined anew" in capsys.readouterr().err
    run(["check", "-V", "--no-cache"])
    assert "2 pages examined anew" in capsys.readouterr().err


def test_a_line_that_moves_in_the_source_is_found_there(site: Path, capsys: Capture) -> None:
    """The page is the same to the byte, and its place in the source is not."""
    assert found(capsys)["findings"][0]["source"]["line"] == 8
    path = site / "content" / "aide.md"
    path.write_text(path.read_text().replace("title:", "unused: 1\ntitle:"))
    assert found(capsys)["findings"][0]["source"]["line"] == 9


def test_a_folder_needs_no_configuration(make_files: MakeFiles, here: Path, capsys: Capture) -> None:
    make_files({"index.html": FAULTY.format("A", "b.png"), "b.png": ""})
    assert run(["check", "built"]) == 1
    assert "built/index.html:2:1  /" in capsys.readouterr().out
    assert not (here / ".proactive-cache").exists()
    assert found(capsys, "built")["findings"][0]["source"] is None


def test_files(make_files: MakeFiles, here: Path, capsys: Capture) -> None:
    make_files({"a.html": FAULTY.format("A", "b.png"), "b.html": GOOD.format("B"), "b.png": ""})
    assert run(["check", "built/a.html", "built/b.html"]) == 1
    assert "2 pages: 1 error" in capsys.readouterr().out
    assert run(["check", "built/b.html"]) == 0


def test_a_part_of_the_built_site(site: Path, capsys: Capture) -> None:
    """Links lead to the rest of the site, the sources are known."""
    run(["build", "-q"])
    value = found(capsys, "_site/aide")
    assert value["pages"] == 1
    assert rules(value) == ["picture-alt"]
    assert value["findings"][0]["source"]["path"] == "content/aide.md"
    assert found(capsys, "_site/index.html")["pages"] == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["none"], "does not exist"),
        (["a.txt"], "a.txt is not HTML"),
        (["empty"], "there is no HTML in empty"),
        (["empty", "built"], "give one folder"),
        (["source"], "source holds the source of a site: name it with --source"),
        (["built", "--format", "xls"], "'xls' is not one of"),
        (["built", "--fail-on", "none"], "'none' is not one of"),
        (["built", "--write-baseline"], "--write-baseline needs --baseline FILE"),
        (["built", "--baseline", "none.json"], "none.json"),
        (["built", "--baseline", "a.txt"], "this is no baseline"),
        (["built", "--rule", "picture-alts"], "did you mean 'picture-alt'?"),
        (["built", "--ignore", "99.9"], "there is no rule '99.9'"),
        (["built", "--rule", "picture-text"], "did you mean 'picture-alt'"),
        (["built", "--rule", "picture-text"], "`check --list-rules` names all"),
        (["built", "--output", "none/report.html"], "none/report.html cannot be written"),
        (["-s", "none"], "does not exist"),
        (["-j", "0", "built"], "-j"),
    ],
)
def test_wrong_words(
    make_files: MakeFiles, here: Path, capsys: Capture, words: list[str], message: str
) -> None:
    make_files({"index.html": GOOD.format("A")})
    make_files({"_config.yml": "title: x\n"}, "source")
    make_files({}, "empty")
    (here / "a.txt").write_text("no baseline")
    assert run(["check", *words]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


def test_wrong_configuration(site: Path, capsys: Capture) -> None:
    (site / "_config.yml").write_text("title: [\n")
    assert run(["check"]) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(make_files: MakeFiles, here: Path, capsys: Capture) -> None:
    root = make_files({"index.html": GOOD.format("A")})
    (root / "index.html").chmod(0)
    assert run(["check", "built"]) == 1
    assert "page-unreadable" in capsys.readouterr().out


def test_what_is_no_text_is_no_reason_to_fail(make_files: MakeFiles, here: Path, capsys: Capture) -> None:
    make_files({"index.html": bytes(range(256)) * 20})
    assert run(["check", "built"]) == 0


def test_fail_on(make_files: MakeFiles, here: Path) -> None:
    make_files({"index.html": GOOD.format("A").replace("Text", "<b>Text</b>")})
    assert run(["check", "built"]) == 0
    assert run(["check", "built", "--fail-on", "warning"]) == 1


def test_some_rules(make_files: MakeFiles, here: Path, capsys: Capture) -> None:
    make_files({"index.html": FAULTY.format("A", "none.png") + "<b>x</b>"})
    assert sorted(rules(found(capsys, "built"))) == ["bold", "image-missing", "picture-alt"]
    value = found(capsys, "built", "--rule", "1.1", "--rule", "bold")
    assert sorted(rules(value)) == ["bold", "picture-alt"]
    assert value["judged"] == ["1.1"]
    value = found(capsys, "built", "--ignore", "picture-alt", "--ignore", "image-missing")
    assert rules(value) == ["bold"]
    assert value["judged"] == ["8.6"]
    assert len(value["to_judge"]) == 105


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "junit", "html"])
def test_reports_go_to_the_output_or_a_file(
    make_files: MakeFiles, here: Path, capsys: Capture, form: str
) -> None:
    make_files({"index.html": FAULTY.format("A", "none.png")})
    assert run(["check", "built", "--format", form]) == 1
    shown = capsys.readouterr()
    assert "picture-alt" in shown.out
    assert shown.err == ""
    assert run(["check", "built", "--format", form, "--output", "report"]) == 1
    assert (here / "report").read_text("utf-8") == shown.out
    assert capsys.readouterr().out == "1 page: 2 errors, 0 warnings, in report\n"


def test_an_old_site_forbids_new_faults(site: Path, capsys: Capture) -> None:
    assert run(["check", "--baseline", "known.json", "--write-baseline"]) == 0
    assert "1 finding is in the baseline" in capsys.readouterr().out
    assert run(["check", "--baseline", "known.json"]) == 0
    path = site / "content" / "aide.md"
    path.write_text(path.read_text().replace("Text\n", "Text\n\nMore\n\n"))
    capsys.readouterr()
    value = found(capsys, "--baseline", "known.json")
    assert (value["findings"], value["known"]) == ([], 1)
    path.write_text(path.read_text() + '\n<p><img src="/uploads/a.png" class="new"></p>\n')
    assert run(["check", "--baseline", "known.json"]) == 1


EXCEPTION = "accessibility:\n  exceptions:\n    - rule: {}\n      url: '{}'\n"
REASON = "      reason: until the new photo\n"


def test_an_exception_of_the_configuration(site: Path, capsys: Capture) -> None:
    with (site / "_config.yml").open("a") as file:
        file.write(EXCEPTION.format("picture-alt", "/ai*") + REASON)
        file.write('    - {rule: ["8.6", bold], reason: never}\n')
    assert run(["check"]) == 0
    said = capsys.readouterr().out
    assert "_config.yml:6:7: picture-alt on /ai*: until the new photo (1 finding)" in said
    assert "8.6, bold on *: never (no longer needed)" in said
    used, unused = found(capsys)["exceptions"]
    assert [item["url"] for item in used["findings"]] == ["/aide/"]
    assert unused["findings"] == []


def test_an_exception_of_another_page_hides_nothing(site: Path) -> None:
    with (site / "_config.yml").open("a") as file:
        file.write(EXCEPTION.format("picture-alt", "/other/") + REASON)
    assert run(["check"]) == 1


def test_an_exception_of_a_page(site: Path, capsys: Capture) -> None:
    path = site / "content" / "aide.md"
    exception = EXCEPTION.format("'1.1'", "*").replace("      url: '*'\n", "") + REASON
    path.write_text(path.read_text().replace("title: Aide\n", f"title: Aide\n{exception}"))
    assert run(["check"]) == 0
    assert "content/aide.md:6:7: 1.1 on /aide/: until the new photo (1 finding)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("exception", "line", "message"),
    [
        (EXCEPTION.format("picture-alt", "*"), 6, "this exception has no `reason`"),
        (EXCEPTION.format("picture-alt", "*") + "      reason: ''\n", 8, "this exception has no `reason`"),
        (EXCEPTION.format("picture-all", "*") + REASON, 6, "there is no rule 'picture-all'"),
        (EXCEPTION.format("8.10", "*") + REASON, 6, "`rule` must be a text, not 8.1"),
        (EXCEPTION.format("bold", "*") + REASON + "      page: /x/\n", 9, "an exception has no `page`"),
        ("accessibility: {exceptions: {rule: bold}}\n", 4, "`exceptions` must be a list"),
        ("accessibility: {exceptions: [bold]}\n", 4, "an exception needs `rule` and `reason`"),
        ("accessibility: {exceptions: [{reason: all}]}\n", 4, "names neither a `rule` nor a `url`"),
    ],
)
def test_wrong_exceptions(site: Path, capsys: Capture, exception: str, line: int, message: str) -> None:
    with (site / "_config.yml").open("a") as file:
        file.write(exception)
    assert run(["check"]) == 2
    said = capsys.readouterr().err
    assert f"_config.yml:{line}:" in said
    assert message in said


def test_a_wrong_exception_of_a_page(site: Path, capsys: Capture) -> None:
    path = site / "content" / "aide.md"
    exception = EXCEPTION.format("bold", "*")
    path.write_text(path.read_text().replace("title: Aide\n", f"title: Aide\n{exception}"))
    assert run(["check"]) == 2
    assert "content/aide.md:6:7: error: this exception has no `reason`" in capsys.readouterr().err


def test_french(site: Path, capsys: Capture) -> None:
    use_language("fr")
    assert run(["check"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("erreur")
    assert "conforme" not in said
