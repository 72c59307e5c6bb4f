"""Builds a site again and again, kills each build at a random moment, and looks at what readers find.

``python killed_builds.py FOLDER TIMES SEED`` prints ``ok``, or what was wrong. It is a process of its own, as
it forks.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import time
from pathlib import Path

from sites import built, tree, write

_VERSION = re.compile(rb"version (\d+)")
FILES = {
    "_config.yml": "title: Essai\ncollections: {services: {output: true}}\n",
    "_layouts/base.html": "<p>version {{ site.data.version.number }}</p>{{ content }}",
    "index.html": "---\nlayout: base\n---\n{% for s in site.services %}{{ s.title }}{% endfor %}",
    "style.css": "p {}\n",
    **{
        f"_services/s{number}.md": f"---\nlayout: base\ntitle: S{number}\n---\n*Texte*\n"
        for number in range(12)
    },
}


def versions(site: Path) -> set[bytes]:
    """The versions that the published pages are of."""
    pages = {name: content for name, content in tree(site / "_site").items() if name.endswith(".html")}
    assert len(pages) == 13, sorted(pages)
    return {found[1] if (found := _VERSION.search(content)) else b"none" for content in pages.values()}


def run(folder: Path, times: int, chance: random.Random) -> None:
    site = write(folder / "site", {**FILES, "_data/version.yml": "number: 0\n"})
    longest = 0.0
    for _time in range(2):  # the second one knows how long a build takes
        begun = time.perf_counter()
        write(site, {"_data/version.yml": f"number: {_time}\n"})
        assert built(site, jobs=1).published
        longest = time.perf_counter() - begun
    for number in range(2, times + 2):
        text = {"_services/s3.md": f"---\nlayout: base\ntitle: S3\n---\nTexte {number}\n"}
        write(site, text if number % 4 == 0 else {"_data/version.yml": f"number: {number}\n"})
        pid = os.fork()
        if pid == 0:
            built(site, jobs=1)
            os._exit(0)
        time.sleep(chance.uniform(0, longest * 1.2))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        found = versions(site)
        assert len(found) == 1, f"round {number}: {found}"
    assert built(site, jobs=1).published
    assert built(site, folder / "clean", cached=False).published
    assert tree(site / "_site") == tree(folder / "clean")
    left = {path.name for path in site.iterdir()} - {Path(name).parts[0] for name in FILES}
    assert left == {"_data", "_site", ".proactive-cache"}, left


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3])))
    print("ok")
