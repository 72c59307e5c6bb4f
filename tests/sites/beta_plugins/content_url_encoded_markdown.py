"""Gives each product and incubator its text in a form that fits into an URL."""

from __future__ import annotations

from urllib.parse import quote

from proactive_ssg.extensions import generator
from proactive_ssg.model.builder import SiteBuilder

PURE = True


@generator
def encode_contents(site: SiteBuilder) -> None:
    for label in ("startups", "incubators"):
        for document in site.collections[label].documents:
            document.data["content_url_encoded_markdown"] = quote(document.body, safe="")
