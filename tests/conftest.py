"""Sites made of a mapping, for the tests that read or build one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from proactive_ssg.config import load_config
from proactive_ssg.content.reader import read_site
from proactive_ssg.errors import Diagnostics
from proactive_ssg.model.site import Site

Files = Mapping[str, str | bytes]
MakeSite = Callable[[Files], Path]
ReadSite = Callable[..., tuple[Site, Diagnostics]]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Writes files by relative path into a fresh folder, which it returns."""

    def make(files: Files) -> Path:
        root = tmp_path / "site"
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


@pytest.fixture
def read(make_site: MakeSite) -> ReadSite:
    """Makes a site of files and reads it; keywords are settings of the command line."""

    def read_files(files: Files, **overrides: Any) -> tuple[Site, Diagnostics]:
        diagnostics = Diagnostics()
        config = load_config(make_site(files), overrides=overrides, environ={})
        return read_site(config, diagnostics), diagnostics

    return read_files
