"""``{% highlight ruby linenos %}``: code in colours (``tags/highlight.rb``)."""

from __future__ import annotations

import re
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid import Block, Context, Environment
from proactive_ssg.templates.tags.failure import TagError
from proactive_ssg.templates.tags.host import host_of

__all__ = ["HighlightBlock"]

_SYNTAX = re.compile(
    r"(?P<language>[a-zA-Z0-9.+#_-]+)(?P<options>(?:\s+\w+(?:=(?:\w+|\"(?:[0-9]+\s)*[0-9]+\"))?)*)", re.ASCII
)
_OPTION = re.compile(r'(\w+)(?:=(?:"([^"]*)"|(\w+)))?', re.ASCII)
_SYNTAX_ERROR = "Syntax Error in tag 'highlight' while parsing the following markup: {markup}"
_STEPS, _COLOURED = 200, 1  # turns of a loop that it takes, and characters in the time of one
_LINE_ENDS = "\r\n"


class HighlightBlock(Block):
    """The language, then options: ``linenos``, ``linenos=table``, ``mark_lines="1 2"``."""

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        found = _SYNTAX.fullmatch(markup.strip())
        if found is None:
            message = _("the tag highlight does not understand {markup!r}").format(markup=markup.strip())
            hint = _('write the language, then linenos or mark_lines="1 2"')
            raise TagError(message, hint, ruby=_SYNTAX_ERROR.format(markup=markup))
        self._language = found["language"].lower()
        self._options: dict[str, Any] = {}
        for key, quoted, word in _OPTION.findall(found["options"]):
            self._options[key] = quoted.split() if quoted else word or True
        if not isinstance(self._options.get("mark_lines", []), list):
            message = _("mark_lines is not a list of numbers")
            raise TagError(message, _('write mark_lines="1 2"'), ruby=_SYNTAX_ERROR.format(markup=markup))

    def render(self, context: Context) -> str:
        code = self.body.render(context).strip(_LINE_ENDS)
        context.spend(_STEPS + len(code) // _COLOURED)
        html = host_of(context).highlight(code, self._language, self._options)
        shown = self._language.replace("+", "-")
        figure = (
            f'<figure class="highlight"><pre><code class="language-{shown}" data-lang="{self._language}">'
            f"{html.removesuffix(chr(10))}</code></pre></figure>"
        )
        prefix, suffix = context.get("highlighter_prefix"), context.get("highlighter_suffix")
        return f"{prefix or ''}{figure}{suffix or ''}"
