"""``migrate layouts`` from outside: what it writes, keeps, leaves out, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from proactive_ssg.cli import main
from proactive_ssg.i18n import use_language

FILES = {
    "_config.yml": "title: T\n",
    "_layouts/default.html": "<h1>{{ page.title }}</h1>\n{% if page.n %}{{ content }}{% endif %}\n",
    "_layouts/odd.html": "---\nlayout: default\n---\n\n"
    "{% for i in page.l offset: continue %}{{ i }}{% endfor %}\n"
    "{% include odd.html %}{{ [page.n] }}",
    "_includes/odd.html": "{{ page.x | no_filter }}\n"
    "{% for i in (1..2) %}{% capture c %}{% break %}{% endcapture %}{% endfor %}",
    "index.md": "---\nlayout: default\n---\n",
}
DEFAULT = "{# as in Liquid #}\n<h1>{{ page.title }}</h1>\n{% if page.n is given %}{{ content }}{% endif %}\n"


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "site"


def run(capsys: pytest.CaptureFixture[str], site: Path, *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["migrate", "layouts", "-s", str(site), *words])
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, out, err


def test_a_layout_is_written(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    assert run(capsys, site, "default") == (0, "1 file written.\n", "")
    assert (site / "layouts/default.html").read_text("utf-8") == DEFAULT
    assert run(capsys, site, "default") == (0, "0 files written. 1 file was the same already.\n", "")


def test_a_dry_run_shows_and_writes_nothing(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    code, out, err = run(capsys, site, "default", "--dry-run")
    assert (code, err) == (0, "")
    assert out.endswith(f"default.html\n{DEFAULT}")
    assert not (site / "layouts").exists()


def test_nothing_is_overwritten_without_force(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    mine = site / "layouts/default.html"
    mine.parent.mkdir()
    mine.write_text("mine")
    code, out, err = run(capsys, site, "default")
    assert (code, out, mine.read_text()) == (1, "0 files written.\n", "mine")
    assert "[migrate-exists]" in err
    assert "--force" in err
    assert run(capsys, site, "default", "--force")[0] == 0
    assert mine.read_text() == DEFAULT


def test_what_cannot_be_written_is_left_out_and_told(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    code, out, err = run(capsys, site)
    assert (code, out) == (1, "1 file written. Left in Liquid: odd.html.\n")
    assert "_layouts/odd.html:5:1: error: “offset: continue” has no equivalent in Jinja2" in err
    assert "_layouts/odd.html:6:23: error: a variable that another one names has no equivalent" in err
    assert "_includes/odd.html:2:37: error: “break” leaves more here than Jinja2 can leave" in err
    assert "_includes/odd.html:1:1: warning: there is no filter “no_filter”" in err
    assert [path.name for path in (site / "layouts").rglob("*")] == ["default.html"]


def test_a_name_that_is_no_layout(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    code, _out, err = run(capsys, site, "defualt")
    assert code == 1
    assert "did you mean default?" in err


def test_an_include_that_is_missing(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    (site / "_includes/odd.html").unlink()
    code, _out, err = run(capsys, site)
    assert code == 1
    assert "there is no include 'odd.html'" in err


def test_wrong_liquid_is_told_in_its_line(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    (site / "_layouts/odd.html").write_text("---\n---\n\n{% if %}\n{% nothing %}")
    code, out, err = run(capsys, site)
    assert (code, out) == (1, "1 file written. Left in Liquid: odd.html.\n")
    assert "odd.html:" in err
