"""Build the same site of N service pages with proactive-ssg and with the generators that are installed.

    python benchmarks/run.py [--shared ../shared] [--pages 1000] [--runs 5] [--only NAME ...]

The generators take turns, so that a noisy machine is noisy for all of them; the tables give medians, and
ratios within this one run. First every generator builds from nothing (destination and caches removed); then
those that can build on top of that do, after nothing, after a page and after a layout was changed; last, one
preview of ours is told of edits. After each of these, the whole tree is compared with a clean build: where
ours differs in a byte, the program ends with exit code 1. Needs the shared site generator; peers that are not
installed are named and left out.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

import measuring
import scenarios
import tables
import trees
from generated import Generator, generate, generators


def main() -> int:
    assert __doc__
    args = _arguments(__doc__)
    if not (args.shared / "bench" / "generate_site.py").is_file():
        print(f"skipped: the site generator is not there ({args.shared})")
        return 0
    measuring.compile_sources()
    with tempfile.TemporaryDirectory(prefix="proactive-bench-") as folder:
        out = Path(folder)
        generate(args.shared.resolve(), args.pages, out)
        everyone = [
            each for each in generators(out) if each.proven or not args.only or each.name in args.only
        ]
        present = [generator for generator in everyone if generator.installed()]
        try:
            _measure(present, args, out / "aside")
        except trees.WrongError as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            return 1
    if absent := [generator.name for generator in everyone if not generator.installed()]:
        print(f"\nNot installed, left out: {', '.join(absent)}.")
    return 0


def _arguments(description: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="of the others, only these")
    parser.add_argument("--no-serve", action="store_true", help="leave out the preview")
    return parser.parse_args()


def _measure(present: list[Generator], args: argparse.Namespace, aside: Path) -> None:
    ours = present[0]
    ours.build()  # what the machine has never read is not what is measured
    versions = {generator.name: generator.version_text() for generator in present}
    results = scenarios.measure(present, args.runs, args.pages, aside)
    python, cores = platform.python_version(), os.cpu_count()
    print(f"{args.pages} pages, {args.runs} runs, {cores} cores, Python {python}\n")
    print("\n".join(tables.cold_table(results, versions)) + "\n")
    print("\n".join(tables.warm_table(results)), flush=True)
    if not args.no_serve:
        import serving  # needs the tests' preview, which a plain installation has not

        runs = serving.measure(ours, 2 * args.runs, args.pages, aside)
        print("\n" + "\n".join(tables.serve_table(runs, serving.SAVED)))


if __name__ == "__main__":
    sys.exit(main())
