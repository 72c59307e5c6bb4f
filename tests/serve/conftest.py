"""A preview server on a folder that a test fills."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from preview_client import Running

from proactive_ssg.i18n import use_language
from proactive_ssg.serve.server import PreviewServer
from proactive_ssg.serve.state import Preview


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    folder = tmp_path / "built"
    folder.mkdir()
    server = PreviewServer("127.0.0.1", 0, folder, Preview())
    server.root = tmp_path
    server.preview.succeeded({})
    server.start()
    try:
        yield Running(server, folder)
    finally:
        server.stop()
