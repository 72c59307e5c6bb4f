"""How often Markdown libraries of Python give the same HTML as kramdown, on the shared cases.

    python benchmarks/agreement.py [--shared ../shared]

The cases and what "the same" means are those of the shared conformance tool. Libraries that are not
installed are named and left out; each runs with the extensions that bring it closest to kramdown.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

SOURCES = ("kramdown/testcases", "kramdown/testcases-gfm", "kramdown/corpus-sample.jsonl")
Convert = Callable[[str, Mapping[str, Any]], str]


def ours() -> Convert:
    from proactive_ssg.kramdown import Options, convert

    return lambda text, options: convert(text, Options.from_mapping(options)).html


def python_markdown() -> Convert:
    import markdown

    extensions = ["extra", "toc", "smarty"]
    return lambda text, _options: markdown.markdown(text, extensions=extensions)


def markdown_it() -> Convert:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "typographer": True}).enable(
        ["table", "strikethrough", "smartquotes", "replacements"]
    )
    return lambda text, _options: parser.render(text)


def mistune() -> Convert:
    import mistune as library

    plugins = ["strikethrough", "footnotes", "table", "task_lists", "def_list", "abbr", "math"]
    convert = library.create_markdown(escape=False, plugins=plugins)
    return lambda text, _options: str(convert(text))


LIBRARIES: dict[str, Callable[[], Convert]] = {
    "proactive-ssg": ours,
    "Python-Markdown (extra, toc, smarty)": python_markdown,
    "markdown-it-py": markdown_it,
    "mistune": mistune,
}


def conformance_tool(shared: Path) -> ModuleType:
    path = shared / "tools" / "kramdown_conformance.py"
    spec = importlib.util.spec_from_file_location("kramdown_conformance", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def agreement(tool: ModuleType, source: Path, convert: Convert) -> tuple[int, int]:
    same = total = 0
    for _name, text, expected, options in tool.cases(source):
        total += 1
        try:
            same += tool.plain_code(convert(text, options)) == tool.plain_code(expected)
        except Exception:  # a library that raises on a page does not agree on it
            continue
    return same, total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    if not (shared / "tools" / "kramdown_conformance.py").is_file():
        print(f"skipped: the shared cases are not there ({shared})")
        return 0
    tool = conformance_tool(shared)
    print("| library | " + " | ".join(Path(source).name for source in SOURCES) + " |")
    print("| --- |" + " ---: |" * len(SOURCES))
    for name, make in LIBRARIES.items():
        try:
            convert = make()
        except ImportError:
            print(f"| {name} | not installed |")
            continue
        results = [agreement(tool, shared / source, convert) for source in SOURCES]
        print(f"| {name} | " + " | ".join(f"{same}/{total}" for same, total in results) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
