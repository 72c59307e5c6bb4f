"""Tags, variables, layouts and excerpts of Liquid: a whole site, as a real Jekyll builds it.

``liquid/expected.yml`` is what Jekyll 4.3 wrote; ``python tests/render/test_liquid_site.py`` writes it again.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
import yaml

from proactive_ssg.build import build
from proactive_ssg.config import load_config

HERE = Path(__file__).parent / "liquid"
EXPECTED = HERE / "expected.yml"
DOCUMENT_JSON = re.compile(r"(?<=^doc json: ).*", re.M)


def written(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): DOCUMENT_JSON.sub(_sorted_keys, path.read_bytes().decode())
        for path in sorted(files)
    }


def _sorted_keys(found: re.Match[str]) -> str:
    """The keys of a document come as Ruby's table of methods has them: in another order elsewhere."""
    return json.dumps(json.loads(found[0]), ensure_ascii=False, sort_keys=True)


def by_jekyll() -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(shutil.copytree(HERE / "site", f"{folder}/site"))
        command = ["jekyll", "build", "--quiet", "--disable-disk-cache", "-d", f"{folder}/built"]
        environment = {**os.environ, "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        environment["JEKYLL_NO_BUNDLER_REQUIRE"] = "true"
        subprocess.run(command, cwd=site, check=True, capture_output=True, env=environment)
        return written(Path(folder, "built"))


def recorded() -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load(EXPECTED.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = Path(shutil.copytree(HERE / "site", tmp_path_factory.mktemp("liquid") / "site"))
    result = build(load_config(root, environ={}))
    assert [item for item in result.diagnostics.items if item.is_error] == []
    assert result.published
    return written(root / "_site")


@pytest.mark.parametrize("name", sorted(recorded()))
def test_we_write_what_jekyll_wrote(name: str, ours: dict[str, str]) -> None:
    assert ours[name] == recorded()[name]


def test_we_write_the_same_files(ours: dict[str, str]) -> None:
    assert list(ours) == list(recorded())


@pytest.mark.jekyll
@pytest.mark.skipif(shutil.which("jekyll") is None, reason="needs Jekyll")
def test_jekyll_still_writes_it() -> None:
    assert by_jekyll() == recorded()


if __name__ == "__main__":
    EXPECTED.write_text(yaml.safe_dump(by_jekyll(), allow_unicode=True, sort_keys=True, width=100), "utf-8")
