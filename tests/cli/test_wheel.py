"""What is installed from a wheel is whole: layouts, stylesheet, translations, the preview's own files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ONE = "kramdown/html_escape"
pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")


def built(kind: str, root: Path, folder: Path, *, compiled: bool = False) -> Path:
    program = f"import hatchling.build as b; print(b.build_{kind}({str(folder)!r}))"
    variables = os.environ if compiled else {**os.environ, "HATCH_BUILD_NO_HOOKS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=variables, capture_output=True, text=True, check=True
    )
    return folder / done.stdout.split()[-1]


def unpacked_source(folder: Path) -> Path:
    with tarfile.open(built("sdist", ROOT, folder)) as archive:
        archive.extractall(folder / "sdist", filter="data")
    (root,) = (folder / "sdist").iterdir()
    return root


@pytest.fixture(scope="module", params=["checkout", "sdist"])
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a wheel, built from the checkout or, as a packager does, from the source distribution."""
    folder = tmp_path_factory.mktemp("wheel")
    root = ROOT if request.param == "checkout" else unpacked_source(folder)
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


def test_it_is_pure_python_where_nothing_may_be_compiled(installed: Path) -> None:
    (tags,) = installed.glob("*.dist-info/WHEEL")
    assert "Tag: py3-none-any" in tags.read_text("utf-8").splitlines()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The sources of a package of which one module is compiled, which takes seconds instead of a minute."""
    for needed in ("mypyc", "setuptools"):
        pytest.importorskip(needed, reason=f"{needed}, which compiles, is not installed")
    root = unpacked_source(tmp_path)
    settings = root / "pyproject.toml"
    text = settings.read_text("utf-8")
    settings.write_text(
        re.sub(r"^modules = \[[^\]]*\]", f"modules = ['{ONE}.py']", text, flags=re.M), "utf-8"
    )
    return root


def contents(root: Path, folder: Path) -> set[str]:
    with zipfile.ZipFile(built("wheel", root, folder, compiled=True)) as archive:
        return set(archive.namelist())


def test_what_is_compiled_lies_beside_its_source(small: Path, tmp_path: Path) -> None:
    if shutil.which(sysconfig.get_config_var("CC").split()[0]) is None:
        pytest.skip("there is no C compiler")
    found = contents(small, tmp_path)
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    assert {f"proactive_ssg/{ONE}{suffix}", f"proactive_ssg/{ONE}.py"} <= found


def test_without_a_compiler_the_wheel_is_pure(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CC", str(tmp_path / "no-such-compiler"))
    assert not [name for name in contents(small, tmp_path) if name.endswith((".so", ".pyd"))]
