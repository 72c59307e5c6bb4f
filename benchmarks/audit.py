"""What the audit of a page costs: parsing and the rules, in CPU time for 20 kB of HTML.

``python benchmarks/audit.py [FOLDER]``: FOLDER holds a built site (default: ``_site``, of ``make build``).
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from proactive_ssg.check.html import parse
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.rules import RULES
from proactive_ssg.check.runner import audit_pages

SIZE = 20_000
ROUNDS = 7


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "_site")
    pages = sorted(folder.rglob("*.html"))
    if not pages:
        sys.exit(f"no HTML in {folder}: build the site first")
    gc.disable()
    parts: dict[str, list[float]] = {"parse": [], "rules": [], "both": []}
    for path in pages:
        source = path.read_text(encoding="utf-8")
        scale = 1000 * SIZE / len(source.encode())
        parsing = fastest(partial(parse, source))
        rules = fastest(partial(audit, source, path)) - parsing
        for name, seconds in (("parse", parsing), ("rules", rules), ("both", parsing + rules)):
            parts[name].append(seconds * scale)
    print(f"{len(pages)} pages, {len(RULES)} rules\n")
    print("| part | median (ms for 20 kB) | min - max (ms) |\n| --- | ---: | ---: |")
    for name, times in parts.items():
        print(f"| {name} | {statistics.median(times):.1f} | {min(times):.1f} - {max(times):.1f} |")


def audit(source: str, path: Path) -> None:
    audit_pages([AuditedPage("/", path, parse(source))], rules=RULES, site_rules=())


def fastest(run: Callable[[], object]) -> float:
    """CPU seconds of the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
