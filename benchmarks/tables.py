"""The tables of measured runs, in Markdown: medians, and ratios within one run."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from measuring import Run
from scenarios import COLD, LAYOUT, NOTHING, PAGE, Results

__all__ = ["cold_table", "reference", "serve_table", "warm_table"]

OURS, PREFERRED = "proactive-ssg", "Hugo"


def reference(results: Results) -> tuple[str, float]:
    """Whose median from nothing all ratios are to, and its seconds."""
    cold = results.of(COLD)
    name = PREFERRED if PREFERRED in cold else OURS
    return name, _seconds(cold[name])


def cold_table(results: Results, versions: Mapping[str, str]) -> list[str]:
    """Every generator from nothing, the fastest first."""
    name, base = reference(results)
    head = ("generator", "version", "median (s)", "min - max (s)", f"to {name}", "peak (MB)")
    cold = sorted(results.of(COLD).items(), key=lambda item: _seconds(item[1]))
    rows = [[name, versions.get(name, ""), *_figures(runs, base)] for name, runs in cold]
    return _table(head, rows, texts=2)


def warm_table(results: Results) -> list[str]:
    """What follows a build, against the reference's build from nothing."""
    name, base = reference(results)
    head = ("what changed", "generator", "median (s)", "min - max (s)", f"to {name} from nothing",
            "peak (MB)", "as a clean build")  # fmt: skip
    rows = []
    for scenario in (NOTHING, PAGE, LAYOUT):
        for generator, runs in results.of(scenario).items():
            wrong = results.stale.get((scenario, generator))
            verdict = "not compared" if wrong is None else f"{wrong} files differ" if wrong else "yes"
            rows.append([scenario, generator, *_figures(runs, base), verdict])
    return _table(head, rows, texts=2)


def serve_table(runs: Sequence[Run], what: str) -> list[str]:
    """The preview, in milliseconds."""
    times = [run.seconds * 1000 for run in runs]
    row = [what, f"{statistics.median(times):.0f}", f"{min(times):.0f} - {max(times):.0f}", _peak(runs)]
    return _table(("serve", "median (ms)", "min - max (ms)", "peak (MB)"), [row], texts=1)


def _seconds(runs: Sequence[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def _peak(runs: Sequence[Run]) -> str:
    return f"{statistics.median(run.megabytes for run in runs):.0f}"


def _figures(runs: Sequence[Run], base: float) -> list[str]:
    seconds = [run.seconds for run in runs]
    median = statistics.median(seconds)
    spread = f"{min(seconds):.2f} - {max(seconds):.2f}"
    return [f"{median:.2f}", spread, f"{median / base:.2f}", _peak(runs)]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> list[str]:
    """``texts``: how many columns are no figures."""
    rule = ["---"] * texts + ["---:"] * (len(head) - texts)
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)]
