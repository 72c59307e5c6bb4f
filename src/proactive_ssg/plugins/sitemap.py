"""jekyll-sitemap: ``sitemap.xml`` of all pages, documents and static HTML and PDF files, and ``robots.txt``.

A page or file with ``sitemap: false`` is left out, and so is ``/404.html``; ``last_modified_at`` says when
a page changed. Where the site has a ``sitemap.xml`` or ``robots.txt`` of its own, that one stays.
"""

from __future__ import annotations

from typing import Final

from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.extensions.marks import fields_only
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.slugs import extname

__all__ = ["generate", "register"]

_LISTED: Final = (".htm", ".html", ".xhtml", ".pdf")
_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def register(registry: Registry) -> None:
    """Adds the generator, among the last to run, so that it lists what others generate."""
    registry.generator(fields_only(generate), Priority.LOWEST)


def generate(site: SiteBuilder) -> None:
    """Adds the two pages, unless a page or file of the site has their URL."""
    urls = {page.url for page in site.pages} | {file.url for file in site.static_files}
    if "/sitemap.xml" not in urls:
        files = [file for file in site.static_files if extname(file.relative_path.name) in _LISTED]
        data = {"layout": None, "static_files": files, "xsl": "/sitemap.xsl" in urls}
        site.add_page("sitemap.xml", data=data, body=_sitemap())
    if "/robots.txt" not in urls:
        body = 'Sitemap: {{ "sitemap.xml" | absolute_url }}\n'
        site.add_page("robots.txt", data={"layout": None}, body=body)


def _sitemap() -> str:
    """The page's body: the whole list is made while rendering, when URLs and dates are those of templates."""
    dated = "{% if entry.last_modified_at or entry.date %}" + _modified("entry.date") + "{% endif %}"
    changed = "{% if entry.last_modified_at %}" + _modified("nil") + "{% endif %}"
    page_test = "{% unless entry.sitemap == false or entry.url == '/404.html' %}"
    file_test = "{% unless entry.sitemap == false or entry.name == '404.html' %}"
    parts = (
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '{% if page.xsl %}<?xml-stylesheet type="text/xsl" href="{{ "/sitemap.xsl" | absolute_url }}"?>\n',
        '{% endif %}<urlset xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
        f' xsi:schemaLocation="{_SCHEMA} {_SCHEMA}/sitemap.xsd" xmlns="{_SCHEMA}">\n',
        "{% for collection in site.collections %}{% unless collection.output == false %}",
        _entries("collection.docs", "url", "{% unless entry.sitemap == false %}", dated),
        "{% endunless %}{% endfor %}",
        _entries("site.html_pages", "url", page_test, changed),
        _entries("page.static_files", "path", file_test, _modified("entry.modified_time")),
        "</urlset>\n",
    )
    return "".join(parts)


def _entries(source: str, address: str, test: str, modified: str) -> str:
    """Liquid for one ``<url>`` for each entry of ``source`` that passes ``test``, which is an ``unless``."""
    location = "{{ entry." + address + " | replace: '/index.html', '/' | absolute_url | xml_escape }}"
    url = f"<url>\n<loc>{location}</loc>\n{modified}</url>\n"
    return f"{{% for entry in {source} %}}{test}{url}{{% endunless %}}{{% endfor %}}"


def _modified(otherwise: str) -> str:
    if otherwise == "entry.modified_time":
        return "<lastmod>{{ entry.modified_time | date_to_xmlschema }}</lastmod>\n"
    default = "" if otherwise == "nil" else f" | default: {otherwise}"
    return f"<lastmod>{{{{ entry.last_modified_at{default} | date_to_xmlschema }}}}</lastmod>\n"
