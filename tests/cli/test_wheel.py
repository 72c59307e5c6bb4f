"""What is installed from a wheel is whole: layouts, stylesheet, translations, the preview's own files."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")


def built(kind: str, root: Path, folder: Path) -> Path:
    program = f"import hatchling.build as b; print(b.build_{kind}({str(folder)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module", params=["checkout", "sdist"])
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a wheel, built from the checkout or, as a packager does, from the source distribution."""
    folder = tmp_path_factory.mktemp("wheel")
    root = ROOT
    if request.param == "sdist":
        with tarfile.open(built("sdist", ROOT, folder)) as archive:
            archive.extractall(folder / "sdist", filter="data")
        (root,) = (folder / "sdist").iterdir()
    with zipfile.ZipFile(built("wheel", root, folder)) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_it_makes_and_builds_a_site_in_french(installed: Path, tmp_path: Path) -> None:
    kept = {
        name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES")
    }
    variables = {**kept, "PYTHONPATH": str(installed), "LANG": "fr_FR.UTF-8", "PYTHONUTF8": "1"}

    def run(*words: str, cwd: Path) -> str:
        command = [sys.executable, "-m", "proactive_ssg", *words]
        done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import proactive_ssg; print(proactive_ssg.__file__)"],
        env=variables,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)
    assert "Un nouveau site" in run("new", "site", "essai", cwd=tmp_path)
    assert " 0 avertissement)" in run("build", "--strict", cwd=tmp_path / "essai")
    assert (tmp_path / "essai" / "_site" / "assets" / "css" / "site.css").stat().st_size > 1000


def test_it_carries_the_files_that_are_no_modules(installed: Path) -> None:
    package = installed / "proactive_ssg"
    for name in (
        "py.typed",
        "serve/assets/reload.js",
        "serve/assets/preview.css",
        "starter/layouts/default.html",
    ):
        assert (package / name).is_file(), name


def test_it_is_pure_python_unless_a_compiled_one_is_asked_for(installed: Path) -> None:
    (tags,) = installed.glob("*.dist-info/WHEEL")
    assert "Tag: py3-none-any" in tags.read_text("utf-8").splitlines()
