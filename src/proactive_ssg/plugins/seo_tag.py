"""jekyll-seo-tag: ``{% seo %}`` and ``{% seo title=false %}``, the metadata of a page for search engines.

What is written, and in which order, is the gem's ``template.html`` after its minification. Values that the
gem prints as they are (a site's verification codes) are printed as they are here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from proactive_ssg.extensions import Registry
from proactive_ssg.liquid import Context, Environment, Tag
from proactive_ssg.liquid.values import to_s
from proactive_ssg.plugins.seo_data import SeoData, SeoFilters, first, truthy

__all__ = ["VERSION", "SeoTag", "register"]

VERSION = "2.8.0"
"""The release of the gem whose output this is: it is part of the output."""

_NO_TITLE = re.compile(r"title=false", re.I)
_FACEBOOK = (("admins", "fb:admins"), ("publisher", "article:publisher"), ("app_id", "fb:app_id"))
_VERIFICATIONS = (
    ("google", "google-site-verification"),
    ("bing", "msvalidate.01"),
    ("alexa", "alexaVerifyID"),
    ("yandex", "yandex-verification"),
    ("baidu", "baidu-site-verification"),
    ("facebook", "facebook-domain-verification"),
)


def register(registry: Registry) -> None:
    """Adds the tag."""
    registry.tag("seo", SeoTag)


class SeoTag(Tag):
    """``{% seo %}``; with ``title=false`` the layout writes the ``<title>`` itself."""

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        self._with_title = _NO_TITLE.search(markup) is None
        self._filters = SeoFilters(environment.filters, to_s)

    def render(self, context: Context) -> str:
        site, paginator = context.get("site"), context.get("paginator")
        page = context.registers.get("page") or context.get("page") or {}
        data = SeoData(page, site, paginator if isinstance(paginator, Mapping) else None, self._filters)
        return "".join(_lines(data, self._with_title, to_s(context.evaluate("jekyll.version"))))


def _meta(attribute: str, name: str, value: Any) -> str:
    return f'<meta {attribute}="{name}" content="{to_s(value)}" />\n'


def _lines(data: SeoData, with_title: bool, version: str) -> Iterator[str]:
    yield f"<!-- Begin Jekyll SEO tag v{VERSION} -->\n"
    if with_title and data.title:
        yield f"<title>{data.title}</title>\n"
    yield _meta("name", "generator", f"Jekyll v{version}")
    if data.page_title:
        yield _meta("property", "og:title", data.page_title)
    if truthy(data.author.get("name")):
        yield _meta("name", "author", data.author["name"])
    yield _meta("property", "og:locale", data.locale)
    if data.description:
        yield _meta("name", "description", data.description)
        yield _meta("property", "og:description", data.description)
    if truthy(data.site.get("url")):
        yield f'<link rel="canonical" href="{data.url}" />\n'
        yield _meta("property", "og:url", data.url)
    if data.site_title:
        yield _meta("property", "og:site_name", data.site_title)
    yield from _image_lines(data)
    yield from _kind_lines(data)
    yield from _twitter_lines(data)
    yield from _owner_lines(data.site)
    yield '<script type="application/ld+json">\n'
    yield to_s(data.filters["jsonify"](data.json_ld()))
    yield "</script>\n<!-- End Jekyll SEO tag -->\n"


def _image_lines(data: SeoData) -> Iterator[str]:
    if data.image is not None:
        yield _meta("property", "og:image", data.image["path"])
        for key in ("height", "width", "alt"):
            if truthy(data.image.get(key)):
                yield _meta("property", f"og:image:{key}", data.image[key])


def _kind_lines(data: SeoData) -> Iterator[str]:
    date = data.page.get("date")
    if truthy(date):
        yield _meta("property", "og:type", "article")
        yield _meta("property", "article:published_time", data.filters["date_to_xmlschema"](date))
    else:
        yield _meta("property", "og:type", "website")
    for relation, key in (("prev", "previous_page"), ("next", "next_page")):
        if data.paginator is not None and truthy(data.paginator.get(key)):
            url = data.filters["absolute_url"](data.paginator.get(f"{key}_path"))
            yield f'<link rel="{relation}" href="{to_s(url)}" />\n'


def _twitter_lines(data: SeoData) -> Iterator[str]:
    if data.image is not None:
        cards = (_inside(source, "twitter").get("card") for source in (data.page, data.site))
        yield _meta("name", "twitter:card", next(filter(_filled, cards), "summary_large_image"))
        yield _meta("property", "twitter:image", data.image["path"])
        if truthy(data.image.get("alt")):
            yield _meta("name", "twitter:image:alt", data.image["alt"])
    else:
        yield _meta("name", "twitter:card", "summary")
    if data.page_title:
        yield _meta("property", "twitter:title", data.page_title)
    if truthy(data.site.get("twitter")):
        name = to_s(_inside(data.site, "twitter").get("username")).replace("@", "")
        yield _meta("name", "twitter:site", f"@{name}")
        if data.author_twitter is not None:
            yield _meta("name", "twitter:creator", "@" + data.author_twitter.replace("@", ""))


def _owner_lines(site: Mapping[str, Any]) -> Iterator[str]:
    facebook, verifications = _inside(site, "facebook"), site.get("webmaster_verifications")
    for key, name in _FACEBOOK:
        if truthy(facebook.get(key)):
            yield _meta("property", name, facebook[key])
    if truthy(verifications):
        for key, name in _VERIFICATIONS:
            if truthy(code := _inside(site, "webmaster_verifications").get(key)):
                yield _meta("name", name, code)
    elif truthy(code := first(site.get("google_site_verification"), None)):
        yield _meta("name", "google-site-verification", code)


def _inside(source: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = source.get(key)
    return value if isinstance(value, Mapping) else {}


def _filled(value: Any) -> bool:
    """What Liquid's ``default`` takes: not nil, not false, not empty."""
    return truthy(value) and value not in ("", [], {})
