"""Sites written to a temporary folder, read and rendered."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendered import Build, Rendered

from proactive_ssg.config import load_config
from proactive_ssg.content.reader import read_site
from proactive_ssg.errors import Diagnostics
from proactive_ssg.extensions import Registry
from proactive_ssg.render import render_site


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """``build({path: content})``: write the files, read the site and render it."""

    def build_site(files: dict[str, str | bytes]) -> Rendered:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        (tmp_path / "content").mkdir(exist_ok=True)
        diagnostics = Diagnostics()
        site = read_site(load_config(tmp_path, environ={}), diagnostics)
        assert diagnostics.items == []
        registry = Registry(site.config, diagnostics, site)
        rendered = render_site(site, registry, diagnostics)
        pages = {str(page.output_path): page.content.decode() for page in rendered}
        return Rendered(tmp_path, pages, diagnostics.items)

    return build_site
