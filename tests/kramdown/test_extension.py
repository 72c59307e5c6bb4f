"""The dialect hosted on Python-Markdown gives what it gives alone."""

from __future__ import annotations

from typing import Any

import markdown
import pytest
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from proactive_ssg.kramdown import OptionError, Options, convert

NAME = "proactive_ssg.kramdown"

TEXTS = [
    "# Title\n\nText with *emphasis*, `code` and a [link](https://example.org).\n",
    "a\ttab, an &amp; and <b>bold</b>\n\n    code\twith a tab\n",
    "line\r\nnext line\r\n\r\n* item\r\n",
    "\u0002 control characters of Python-Markdown's own: klzzwxh:0001 \u0003\n",
    "\n\nblank lines first\n",
    "<div>\n*not parsed*\n</div>\n",
    'Smart "quotes", dashes -- and... symbols\n',
    "$$\nx < y\n$$\n",
    "\ufeffa mark first\n",
    "text\u00a0with\u2028unusual\x85spaces\x0c\n",
    "a `\u0002stx\u0003` and an escaped \\* star\n",
    "[^1]\n\n[^1]: The note.\n",
]


def hosted(text: str, **settings: Any) -> str:
    md = markdown.Markdown(extensions=[NAME], extension_configs={NAME: settings})
    return md.convert(text)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("settings", [{}, {"input": "GFM", "hard_wrap": False}])
def test_hosted_and_direct_conversion_agree(text: str, settings: dict[str, Any]) -> None:
    direct = convert(text, Options.from_mapping(settings)).html
    assert hosted(text, **settings) == direct.rstrip("\n")


def test_one_converter_serves_many_documents() -> None:
    md = markdown.Markdown(extensions=[NAME])
    assert md.convert("# Title") == '<h1 id="title">Title</h1>'
    assert md.reset().convert("# Title") == '<h1 id="title">Title</h1>'


@pytest.mark.parametrize("output_format", ["html", "xhtml"])
def test_the_output_format_changes_nothing(output_format: Any) -> None:
    html = markdown.markdown("a  \nb", extensions=[NAME], output_format=output_format)
    assert html == "<p>a<br />\nb</p>"


def test_warnings_are_kept_with_their_line() -> None:
    md: Any = markdown.Markdown(extensions=[NAME])
    md.convert("Text\n\n[^1]: Nobody refers to this.\n")
    assert [line for line, _ in md.kramdown_warnings] == [3]
    assert "'1'" in md.kramdown_warnings[0].message
    md.reset()
    assert md.kramdown_warnings == []


def test_a_wrong_setting_is_an_error() -> None:
    with pytest.raises(OptionError, match="no_such_option"):
        hosted("text", no_such_option=1)


def test_headers_are_there_for_templates() -> None:
    md: Any = markdown.Markdown(extensions=["toc", NAME])
    md.convert("# A & B\n\n## Below\n\n# Last\n{:.no_toc}\n")
    assert md.toc_tokens == [
        {
            "level": 1,
            "id": "a--b",
            "name": "A & B",
            "html": "A &amp; B",
            "data-toc-label": "",
            "children": [
                {
                    "level": 2,
                    "id": "below",
                    "name": "Below",
                    "html": "Below",
                    "data-toc-label": "",
                    "children": [],
                }
            ],
        }
    ]


class _Shout(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [line.upper() for line in lines]


class _Sign(Postprocessor):
    def run(self, text: str) -> str:
        return text + "<hr />"


class _Around(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.preprocessors.register(_Shout(md), "shout", 10)
        md.postprocessors.register(_Sign(md), "sign", 10)


@pytest.mark.parametrize("first", [True, False])
def test_what_other_extensions_do_before_and_after_stays(first: bool) -> None:
    extensions: list[Any] = [_Around(), NAME] if first else [NAME, _Around()]
    assert markdown.markdown("*hi*", extensions=extensions) == "<p><em>HI</em></p>\n<hr />"
