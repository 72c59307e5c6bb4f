"""How fast the kramdown dialect is, against Ruby's kramdown and Python-Markdown, in one run.

    python benchmarks/kramdown.py [--shared ../shared] [--rounds 5] [--ruby-include DIR ...]

Every engine converts the pages of corpus-sample.jsonl in processes of its own, in turn with the others; of
each page the fastest round counts, to leave out what else the machine does. Ruby's part is left out where
Ruby or kramdown is not installed (--ruby-include names the lib folders of a checkout).
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

JEKYLL = {
    "auto_ids": True,
    "toc_levels": "1..6",
    "entity_output": "as_char",
    "smart_quotes": "lsquo,rsquo,ldquo,rdquo",
    "input": "GFM",
    "hard_wrap": False,
    "footnote_nr": 1,
    "syntax_highlighter": "rouge",
    "syntax_highlighter_opts": {},
}

Converter = Callable[[str], object]


def direct() -> Converter:
    from proactive_ssg.kramdown import Options, convert

    options = Options.from_mapping(JEKYLL)
    return lambda text: convert(text, options)


def hosted() -> Converter:
    import markdown

    name = "proactive_ssg.kramdown"
    return markdown.Markdown(extensions=[name], extension_configs={name: JEKYLL}).convert


def python_markdown() -> Converter:
    import markdown

    md = markdown.Markdown(extensions=["extra", "toc", "smarty"])
    return lambda text: md.reset().convert(text)


ENGINES = {
    "proactive_ssg.kramdown": direct,
    "the same on Python-Markdown": hosted,
    "Python-Markdown (extra, toc, smarty)": python_markdown,
}
RUBY = "Ruby's kramdown"


def serve(engine: str) -> None:
    """The child process: lines of JSON in, seconds out, until the input ends."""
    from proactive_ssg.kramdown.highlight import highlight_spans

    convert = ENGINES[engine]()
    for line in sys.stdin:
        text = json.loads(line)["text"]
        highlight_spans.cache_clear()  # every page counts as one never seen before
        start = time.perf_counter()
        convert(text)
        print(json.dumps({"s": time.perf_counter() - start}))


def measure(command: list[str], rows: Iterable[str], rounds: int) -> list[float]:
    """Seconds for each page in its fastest round."""
    rows = list(rows)
    feed = "".join(row + "\n" for _ in range(rounds) for row in rows)
    result = subprocess.run(command, input=feed, capture_output=True, text=True, check=True)
    seconds = [json.loads(line)["s"] for line in result.stdout.strip().split("\n")]
    return [min(seconds[index :: len(rows)]) for index in range(len(rows))]


def commands(shared: Path, ruby_include: list[str]) -> dict[str, list[str]]:
    found = {name: [sys.executable, __file__, "--serve", name] for name in ENGINES}
    ruby = shutil.which("ruby")
    if ruby is not None:
        includes = [item for path in ruby_include for item in ("-I", path)]
        probe = [
            ruby,
            *includes,
            "-e",
            "require 'kramdown'; require 'kramdown-parser-gfm'; puts Kramdown::VERSION",
        ]
        version = subprocess.run(probe, capture_output=True, text=True, check=False)
        if version.returncode == 0:
            name = f"{RUBY} {version.stdout.strip()}"
            found[name] = [ruby, "-E", "UTF-8", *includes, str(shared / "tools" / "kramdown_oracle.rb")]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ruby-include", action="append", default=[], metavar="DIR")
    parser.add_argument("--serve", choices=ENGINES, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        serve(args.serve)
        return
    pages = (args.shared / "kramdown" / "corpus-sample.jsonl").read_text("utf-8").strip().split("\n")
    texts = [json.loads(page)["text"] for page in pages]
    rows = [json.dumps({"id": str(index), "text": text}) for index, text in enumerate(texts)]
    characters = sum(map(len, texts))
    times: dict[str, list[float]] = {}
    runs = commands(args.shared, args.ruby_include)
    for part in range(2):  # twice in turn: a machine may be slower for one of them than for the next
        for name, command in runs.items():
            measured = measure(command, rows, (args.rounds + 1 - part) // 2)
            times[name] = list(map(min, times.get(name, measured), measured))
    base = sum(times[next((name for name in times if name.startswith(RUBY)), next(iter(times)))])
    print(f"{len(texts)} pages, {characters / 1000:.0f} kB of text, fastest of {args.rounds} rounds\n")
    print("| engine | seconds | kB/s | time relative to Ruby's |\n|---|---:|---:|---:|")
    for name, seconds in sorted(times.items(), key=lambda item: sum(item[1])):
        total = sum(seconds)
        print(f"| {name} | {total:.2f} | {characters / total / 1000:.0f} | {total / base:.2f} |")


if __name__ == "__main__":
    main()
