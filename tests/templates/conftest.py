"""Layouts written in the test, rendered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from template_site import FakeContents, Problem, Render, make_page, make_site, make_source

from proactive_ssg.errors import Diagnostic, ProblemsError
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.templates.filters import filter_table
from proactive_ssg.templates.jinja import JinjaEngine
from proactive_ssg.templates.site_drops import SiteDrops
from proactive_ssg.templates.text import as_html


@pytest.fixture
def render() -> Render:
    """``render(text, page=..., site=..., **partials)``: the output; partials without ``.html``."""

    def render_layout(
        text: str,
        page: Page | None = None,
        site: Site | None = None,
        layout: Mapping[str, Any] | None = None,
        name: str = "layout.html",
        **partials: str,
    ) -> str:
        page = page or make_page(title="A title")
        site = site or make_site(page)
        texts = {name: text, **{f"{partial}.html": text for partial, text in partials.items()}}
        sources = {name: make_source(name, text) for name, text in texts.items()}
        drops = SiteDrops(site, FakeContents(), jinja=True)
        filters = filter_table(site, lambda text: f"<p>{text}</p>\n")
        variables = {"site": drops.site, "proactive": {"version": "9"}, "paginator": None}
        engine = JinjaEngine(sources.get, sources, filters, variables)
        values = {"page": drops.page(page), "content": as_html("<p>content</p>"), "layout": layout or {}}
        return engine.template(name).render(values)

    return render_layout


@pytest.fixture
def problem(render: Render) -> Problem:
    """As ``render``, for a layout that fails: its one diagnostic."""

    def render_wrong(text: str, **more: Any) -> Diagnostic:
        with pytest.raises(ProblemsError) as caught:
            render(text, **more)
        assert len(caught.value.diagnostics) == 1
        return caught.value.diagnostics[0]

    return render_wrong
