"""Running commands: in the process for speed, in one of their own for signals, languages and start-up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from proactive_ssg.i18n import use_language

SOURCES = Path(__file__).parents[2] / "src"
LANGUAGE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*LANGUAGE_VARIABLES, "NO_COLOR", "JEKYLL_ENV"):
        monkeypatch.delenv(name, raising=False)
    use_language("en")


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of a command: English, and the package found without an installation."""
    kept = {name: value for name, value in os.environ.items() if name not in LANGUAGE_VARIABLES}
    return {**kept, "PYTHONPATH": str(SOURCES), "PYTHONUTF8": "1"}


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """``run("build", cwd=..., LANG=...)`` as a user runs it."""

    def command(*words: str, cwd: Path = tmp_path, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "proactive_ssg", *words],
            cwd=cwd,
            env={**environment, **variables},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return command


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site of the layout ``content/``, ``layouts/``, ``uploads/``."""
    root = tmp_path / "site"
    files = {
        "_config.yml": "title: Essai\nlang: fr\ntimezone: Europe/Paris\n",
        "content/index.md": "---\nlayout: page\ntitle: Accueil\n---\n\nBonjour\n",
        "content/aide.md": "---\nlayout: page\ntitle: Aide\n---\n\nDe l’aide\n",
        "layouts/page.html": "<!DOCTYPE html><body><h1>{{ page.title }}</h1>{{ content }}</body>\n",
        "uploads/a.txt": "a\n",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
