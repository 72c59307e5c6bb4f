"""A small site in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path, PurePosixPath
from typing import Any

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostic
from proactive_ssg.model.collection import Collection
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import FrontMatter, Page
from proactive_ssg.model.site import Site
from proactive_ssg.templates.engine import TemplateSource

PARIS = timezone(timedelta(hours=2))
ROOT = Path("/site")


class FakeContents:
    """Says what it is asked, and how often."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def html(self, page: Page) -> str:
        self.asked.append(page.url)
        return f"<p>{page.body}</p>\n"

    def excerpt(self, page: Page) -> str | None:
        return f"<p>{page.body[:5]}</p>\n" if isinstance(page, Document) else None

    def content(self, page: Page) -> str:
        return page.body

    def output(self, page: Page) -> str | None:
        return f"<html>{page.body}</html>" if page.url in self.asked else None

    def excerpt_source(self, page: Page) -> str:
        return page.body[:5]

    def late_pages(self) -> tuple[Page, ...]:
        return ()


def make_page(name: str = "a.md", body: str = "text", **data: Any) -> Page:
    path = PurePosixPath(name)
    output = path.with_suffix("") / "index.html"
    url = f"/{path.with_suffix('')}/"
    return Page(ROOT / path, path, FrontMatter(), data, body, url, output, data.pop("notes", ()))


def make_post(slug: str, day: int, collection: str = "posts", **data: Any) -> Document:
    path = PurePosixPath(f"_{collection}/{slug}.md")
    url = f"/{collection}/{slug}/"
    data = {"title": slug.title(), "slug": slug, **data}
    return Document(
        ROOT / path, path, FrontMatter(), data, f"Text of {slug}", url, PurePosixPath(url[1:] + "index.html"),
        collection=collection, slug=slug, date=datetime(2024, 1, day, 12, tzinfo=PARIS),
        categories=tuple(data.get("categories", ())), tags=tuple(data.get("tags", ())),
    )  # fmt: skip


def make_site(*pages: Page, posts: tuple[Document, ...] = (), **config: Any) -> Site:
    settings = Config(ROOT, ROOT / "content", ROOT / "_site", ROOT / "layouts", **config)
    collections: dict[str, Collection] = {"posts": Collection("posts", True, posts)}
    services = tuple(make_post(name, day, "services") for day, name in enumerate(("first", "second"), 1))
    collections["services"] = Collection("services", True, services, (), {"permalink": "/services/:title/"})
    time = datetime(2024, 6, 1, 8, 30, tzinfo=PARIS)
    return Site(settings, time, pages, collections, (), {"nav": [{"name": "One", "url": "/one/"}]})


Render = Callable[..., str]
Problem = Callable[..., Diagnostic]


def make_source(name: str, text: str) -> TemplateSource:
    skipped = text[: text.index("\n---\n") + 5].count("\n") if text.startswith("---\n") else 0
    return TemplateSource(name, ROOT / "layouts" / name, text, skipped)
