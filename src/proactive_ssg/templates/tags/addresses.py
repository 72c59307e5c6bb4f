"""The URL of a file by its path in the source: what the tags ``link`` and ``post_url`` look up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.journal import Journal
from proactive_ssg.model.document import Document
from proactive_ssg.model.site import Site

__all__ = ["Addresses", "PostName"]

_POST_NAME = re.compile(r"/?(?P<folder>(?:.+/)*)(?P<date>[0-9]+-[0-9]+-[0-9]+)-(?P<slug>.*)", re.S)


class PostName:
    """The name that ``post_url`` is given: ``folder/2024-01-31-slug``; ValueError when it is none."""

    __slots__ = ("date", "folder", "key", "slug", "written")

    def __init__(self, name: str) -> None:
        found = _POST_NAME.fullmatch(name)
        if found is None:
            raise ValueError(name)
        self.written = name
        self.folder, self.date, self.slug = found["folder"], found["date"], found["slug"]
        self.key = f"{self.folder}{self.date}-{self.slug}"

    def is_of(self, post: Document) -> bool:
        """The old way of Jekyll: the same slug on the same day, whatever the folder."""
        if post.date is None or post.data.get("slug") != self.slug:
            return False
        year, month, day = map(int, self.date.split("-"))
        return (post.date.year, post.date.month, post.date.day) == (year, month, day)


class Addresses:
    """Every file of the site that has a URL; the indexes are made when they are first asked for."""

    def __init__(self, site: Site, journal: Journal | None = None) -> None:
        self._site = site
        self._journal = journal or Journal()
        self._urls: dict[str, str] | None = None
        self._posts: dict[str, str] | None = None

    @property
    def paths(self) -> dict[str, str]:
        """URL by path in the source, as Jekyll writes paths."""
        if self._urls is None:
            self._urls = {}
            for path, url in self._files():
                self._urls.setdefault(path, url)
        return self._urls

    def _files(self) -> Iterator[tuple[str, str]]:
        for page in self._site.pages:
            yield str(page.relative_path), page.url
        for file in self._site.copied_files():
            yield ("" if file.collection else "/") + str(file.relative_path), file.url
        for collection in self._site.collections.values():
            if collection.output:
                for document in collection.documents:
                    if document.written:
                        yield str(document.relative_path), document.url

    def url_of(self, path: str) -> str | None:
        """The URL of the page, document or static file at ``path``; static files may go without slash."""
        self._journal.note("link", path)
        found = self.paths.get(path)
        return self.paths.get(f"/{path.lstrip('/')}") if found is None else found

    @property
    def post_names(self) -> dict[str, str]:
        """URL of each post by folder and name, without ``_posts`` and extension."""
        if self._posts is None:
            self._posts = {}
            for post in reversed(self._site.posts):
                path = str(post.relative_path.with_suffix(""))
                if path.startswith("_posts/"):
                    self._posts.setdefault(path.removeprefix("_posts/"), post.url)
                elif "_posts/" in path:
                    self._posts.setdefault(path.replace("_posts/", "", 1), post.url)
        return self._posts

    def post_named(self, name: PostName) -> str | None:
        """The URL of the post of exactly that folder and name."""
        self._journal.note("post", name.written)
        return self.post_names.get(name.key)

    def post_url(self, name: PostName) -> str | None:
        """The URL of the post of that name; None where there is none."""
        self._journal.note("post", name.written)
        found = self.post_names.get(name.key)
        if found is None:
            found = next((post.url for post in reversed(self._site.posts) if name.is_of(post)), None)
        return found
