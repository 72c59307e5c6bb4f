"""The text of an Atom feed, in Liquid: contents and excerpts of posts are only known while rendering.

What each feed is about stands in its page: ``page.collection``, ``page.category``, ``page.tags`` and
``page.xsl``. The elements, their order and what they fall back to are those of jekyll-feed 0.17.
"""

from __future__ import annotations

from typing import Final

__all__ = ["FEED"]

_MEDIA: Final = 'xmlns:media="http://search.yahoo.com/mrss/"'


def _joined(*lines: str) -> str:
    return "".join(line.strip() for text in lines for line in text.splitlines())


def _escaped(expression: str) -> str:
    return "{{ " + expression + " | xml_escape }}"


_HEAD: Final = (
    '<?xml version="1.0" encoding="utf-8"?>',
    '{% if page.xsl %}<?xml-stylesheet type="text/xml"{{ " " }}',
    'href="{{ "/feed.xslt.xml" | absolute_url }}"?>{% endif %}',
    '<feed xmlns="http://www.w3.org/2005/Atom"{{ " " }}',
    '{% if site.lang %}xml:lang="{{ site.lang }}"{% endif %}>',
    '<generator uri="https://jekyllrb.com/" version="{{ jekyll.version }}">Jekyll</generator>',
    '{% assign home = "/" | absolute_url %}{% assign here = page.url | absolute_url %}',
    '<link href="{{ here }}" rel="self" type="application/atom+xml" />',
    '<link href="{{ home }}" rel="alternate" type="text/html"{{ " " }}',
    '{% if site.lang %}hreflang="{{ site.lang }}"{{ " " }}{% endif %}/>',
    "<updated>{{ site.time | date_to_xmlschema }}</updated>",
    f"<id>{_escaped('here')}</id>",
)

_ABOUT: Final = (
    "{% assign bar = ' | ' %}",
    "{% assign title = site.title | default: site.name %}",
    "{% if page.collection != 'posts' %}",
    "{% assign part = page.collection | capitalize %}{% assign title = title | append: bar | append: part %}",
    "{% endif %}{% if page.category %}",
    "{% assign part = page.category | capitalize %}{% assign title = title | append: bar | append: part %}",
    "{% endif %}",
    f'{{% if title %}}<title type="html">{_escaped("title | smartify")}</title>{{% endif %}}',
    f"{{% if site.description %}}<subtitle>{_escaped('site.description')}</subtitle>{{% endif %}}",
    "{% if site.author %}<author>",
    f"<name>{_escaped('site.author.name | default: site.author')}</name>",
    f"{{% if site.author.email %}}<email>{_escaped('site.author.email')}</email>{{% endif %}}",
    f"{{% if site.author.uri %}}<uri>{_escaped('site.author.uri')}</uri>{{% endif %}}",
    "</author>{% endif %}",
)

_ENTRIES: Final = (
    "{% if page.tags %}{% assign posts = site.tags[page.tags] %}",
    "{% else %}{% assign posts = site[page.collection] %}{% endif %}",
    "{% if page.category %}{% assign posts = posts | where: 'categories', page.category %}{% endif %}",
    "{% unless site.show_drafts %}",
    "{% assign posts = posts | where_exp: 'item', 'item.draft != true' %}",
    "{% endunless %}",
    "{% assign posts = posts | sort: 'date' | reverse %}",
    "{% assign most = site.feed.posts_limit | default: 10 %}",
    "{% for post in posts limit: most %}",
)

_ENTRY: Final = (
    '<entry{% if post.lang %}{{ " " }}xml:lang="{{ post.lang }}"{% endif %}>',
    "{% assign title = post.title | smartify | strip_html | normalize_whitespace | xml_escape %}",
    "{% assign address = post.url | absolute_url %}",
    '<title type="html">{{ title }}</title>',
    '<link href="{{ address }}" rel="alternate" type="text/html" title="{{ title }}" />',
    "<published>{{ post.date | date_to_xmlschema }}</published>",
    "<updated>{{ post.last_modified_at | default: post.date | date_to_xmlschema }}</updated>",
    f"<id>{_escaped('post.id | absolute_url')}</id>",
    "{% assign short = post.feed.excerpt_only | default: site.feed.excerpt_only %}",
    f'{{% unless short %}}<content type="html" xml:base="{_escaped("address")}">',
    "<![CDATA[{{ post.content | strip }}]]></content>{% endunless %}",
)

_AUTHOR: Final = (
    "{% assign author = post.author | default: post.authors[0] | default: site.author %}",
    "{% assign author = site.data.authors[author] | default: author %}",
    "{% assign name = author.name | default: author | default: '' %}",
    f"<author><name>{_escaped('name')}</name>",
    "{% assign email = author.email | default: nil %}{% assign uri = author.uri | default: nil %}",
    f"{{% if email %}}<email>{_escaped('email')}</email>{{% endif %}}",
    f"{{% if uri %}}<uri>{_escaped('uri')}</uri>{{% endif %}}</author>",
)

_SUBJECTS: Final = (
    f'{{% if post.category %}}<category term="{_escaped("post.category")}" />',
    "{% elsif post.categories %}{% for category in post.categories %}",
    f'<category term="{_escaped("category")}" />{{% endfor %}}{{% endif %}}',
    f'{{% for tag in post.tags %}}<category term="{_escaped("tag")}" />{{% endfor %}}',
)

_SUMMARY: Final = (
    "{% assign summary = post.description | default: post.excerpt %}",
    "{% if summary and summary != empty %}",
    '<summary type="html"><![CDATA[{{ summary | strip_html | normalize_whitespace }}]]></summary>',
    "{% endif %}",
    "{% assign image = post.image.path | default: post.image %}{% if image %}",
    "{% unless image contains '://' %}{% assign image = image | absolute_url %}{% endunless %}",
    f'<media:thumbnail {_MEDIA} url="{_escaped("image")}" />',
    f'<media:content medium="image" url="{_escaped("image")}" {_MEDIA} />',
    "{% endif %}</entry>{% endfor %}</feed>",
)

FEED: Final = _joined(*_HEAD, *_ABOUT, *_ENTRIES, *_ENTRY, *_AUTHOR, *_SUBJECTS, *_SUMMARY)
