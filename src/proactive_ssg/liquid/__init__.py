"""Liquid with Ruby's results, compiled to Python.

A template is parsed as Ruby Liquid parses it (into the syntax tree of :mod:`.nodes`), the
tree becomes one Python function, and rendering is a call of it. The room knows nothing of sites:

    from proactive_ssg.liquid import Context, Environment, LiquidError, Tag

    class Shout(Tag):
        def render(self, context: Context) -> str:
            return str(context.evaluate(self.markup)).upper() + "!"

    environment = Environment(filters={"twice": lambda value: value * 2}, tags={"shout": Shout})
    template = environment.parse("{% for x in list %}{{ x | twice }} {% shout x %}{% endfor %}", "page.html")
    template.render({"list": ["a", "b"]})                      # 'aa A!bb B!'
    template.warnings                                          # what only the lax parser took

    try:
        environment.parse("{% if x %}")
    except LiquidError as error:
        error.line, error.column, error.message, error.errors  # 1, 1, "..." and all of them

A filter is called as ``function(value, *arguments, **named)``; one marked by :func:`context_filter` gets the
:class:`Context` before the value. A tag may render another template in its own scopes: ``with
context.scope({"include": parameters}): return partial.render_in(context)``.
"""

from proactive_ssg.liquid.context import Context
from proactive_ssg.liquid.environment import Environment
from proactive_ssg.liquid.errors import LiquidError
from proactive_ssg.liquid.limits import Limits
from proactive_ssg.liquid.runtime import context_filter
from proactive_ssg.liquid.tag import Block, Body, Tag
from proactive_ssg.liquid.template import Template

__all__ = [
    "Block",
    "Body",
    "Context",
    "Environment",
    "Limits",
    "LiquidError",
    "Tag",
    "Template",
    "context_filter",
]  # fmt: skip
