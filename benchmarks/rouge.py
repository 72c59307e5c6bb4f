"""How many code blocks come out as from Rouge, to the letter, and how fast, by language.

    python benchmarks/rouge.py FOLDER...

The blocks are the fences of the Markdown files in the folders, at most ``--most`` of a language and folder.
Needs Ruby with Rouge 3.30.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from proactive_ssg.kramdown.highlight import highlight_spans
from proactive_ssg.kramdown.rouge_names import ROUGE_TAGS

ORACLE = Path(__file__).parents[1] / "tests" / "kramdown" / "rouge_oracle.rb"
FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*([\w+#-]+)[^\n`]*\n(.*?)^[ \t]*\2[`~]*[ \t]*$", re.S | re.M)
LONGEST = 6_000


def blocks(folder: Path, most: int) -> Iterator[tuple[str, str]]:
    """Language and code of each block, once."""
    seen: set[tuple[str, str]] = set()
    count: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.md")):
        for indent, _, name, code in FENCE.findall(path.read_text("utf-8", "replace").replace("\r\n", "\n")):
            text = re.sub(rf"^{re.escape(indent)}", "", code, flags=re.M) if indent else code
            block = (name, text)
            if name in ROUGE_TAGS and len(text) <= LONGEST and block not in seen and count[name] < most:
                seen.add(block)
                count[name] += 1
                yield block


def rouge(rows: list[tuple[str, str]]) -> list[str]:
    text = "".join(json.dumps({"language": name, "code": code}) + "\n" for name, code in rows)
    done = subprocess.run(["ruby", str(ORACLE)], input=text, capture_output=True, text=True, check=True)
    return [json.loads(line)["spans"] for line in done.stdout.splitlines()[1:]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=150)
    arguments = parser.parse_args()
    rows = [block for folder in arguments.folders for block in blocks(folder, arguments.most)]
    total: Counter[str] = Counter()
    same: Counter[str] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    size: Counter[str] = Counter()
    for (name, code), expected in zip(rows, rouge(rows), strict=True):
        tag = ROUGE_TAGS[name]
        start = time.perf_counter()
        spans = highlight_spans(tag, "", code)
        seconds[tag] += time.perf_counter() - start
        total[tag] += 1
        same[tag] += spans == expected
        size[tag] += len(code)
    print("| language | blocks | the same | MB/s |\n| --- | ---: | ---: | ---: |")
    for tag, count in total.most_common():
        speed = size[tag] / max(seconds[tag], 1e-9) / 1e6
        print(f"| {tag} | {count} | {100 * same[tag] / count:.1f} % | {speed:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
