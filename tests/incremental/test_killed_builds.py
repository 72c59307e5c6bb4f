"""Whenever a build is killed, readers find the old site or the new one, and the next build is right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_two_hundred_killed_builds(tmp_path: Path) -> None:
    command = [sys.executable, str(HERE / "killed_builds.py"), str(tmp_path), "200", "7"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parents[1] / "src")))}
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment, check=False)
    assert done.stdout.strip() == "ok", done.stdout + done.stderr
