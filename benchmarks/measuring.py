"""One run of a program: how long it took, and the memory of its largest process."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["SOURCES", "Run", "compile_sources", "environment", "run"]

SOURCES = Path(__file__).resolve().parents[1] / "src"
# getrusage counts in kilobytes, on macOS in bytes
_UNITS_PER_MB = 1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024


@dataclass(frozen=True)
class Run:
    """``megabytes``: the peak of the largest of its processes, as the system counted it."""

    seconds: float
    megabytes: float


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """That of every program that is measured: ours is this checkout's, and may keep its bytecode."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join(filter(None, (str(SOURCES), kept.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "JEKYLL_NO_BUNDLER_REQUIRE": "true", **(variables or {})}


def compile_sources() -> None:
    """What an installation does once, and what no build should be measured with."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(SOURCES)], check=True, env=environment())


def run(command: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None) -> Run:
    """Run ``command`` in ``folder``; SystemExit with what it said when it fails."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment(variables), stdout=said, stderr=subprocess.STDOUT
        )
        _pid, status, usage = os.wait4(process.pid, 0)  # with the children that it waited for
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")[-3000:]
            raise SystemExit(f"{shlex.join(command)} fails in {folder}:\n{text}")
    return Run(seconds, usage.ru_maxrss / _UNITS_PER_MB)
