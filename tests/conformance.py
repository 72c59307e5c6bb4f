"""Run the shared kramdown conformance tool and fail when agreement falls below the last figure.

    python tests/conformance.py SHARED

The figures reached so far are in ``tests/conformance.json``: a better one is to be written there by the
change that reaches it, a lower one fails. Without the shared data the run is skipped, by name.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = ("kramdown/testcases", "kramdown/testcases-gfm", "kramdown/corpus-sample.jsonl")
LINE = re.compile(r"^(?P<name>\S+): (?P<same>\d+)/(?P<total>\d+) the same, (?P<raised>\d+) raised")


def main() -> int:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    tool = shared / "tools" / "kramdown_conformance.py"
    if not tool.is_file():
        print(f"skipped: kramdown conformance (no {tool})")
        return 0
    command = [sys.executable, str(tool), "--list", *(str(shared / source) for source in SOURCES)]
    output = subprocess.run(command, capture_output=True, text=True, check=False)
    print(output.stdout, end="")
    print(output.stderr, end="", file=sys.stderr)
    floor: dict[str, int] = json.loads((HERE / "conformance.json").read_text("utf-8"))
    found = {match["name"]: match for line in output.stdout.splitlines() if (match := LINE.match(line))}
    failed = 0
    for name, least in floor.items():
        match = found.get(name)
        same, raised = (int(match["same"]), int(match["raised"])) if match else (0, 0)
        if same < least or raised:
            print(
                f"{name}: {same} the same, {raised} raised; at least {least} and 0 expected", file=sys.stderr
            )
            failed += 1
        elif same > least:
            print(f"{name}: {same} is better than {least}: write it to tests/conformance.json")
    print("1 failed" if failed else f"conformance holds for {len(floor)} sources")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
