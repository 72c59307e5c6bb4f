"""Extensions written ``{::name options}body{:/}``, in blocks and in spans.

The rules are kramdown's (``parser/kramdown/extensions.rb``). The block rule and the span rule read
the start tag; what an extension does is the same for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .attributes import parse_attribute_list
from .element import Element
from .options import OptionError

if TYPE_CHECKING:
    from .parser import Parser

__all__ = ["NAMES", "handle_extension"]

NAMES: Final = frozenset(("comment", "nomarkdown", "options"))


def handle_extension(p: Parser, name: str, text: str, body: str | None, *, category: str, line: int) -> bool:
    """Do what the extension ``name`` says with ``body`` (None: it has none); False: unknown name."""
    opts: dict[str, Any] = {}
    parse_attribute_list(p, text, opts, line)
    if name == "comment":
        if body is not None:
            p.tree.children.append(Element("comment", body, line, category=category))
    elif name == "nomarkdown":
        if body is not None:
            types = (opts.get("type") or "").split()
            raw = Element("raw", body, line, category=category, options={"type": types})
            p.tree.children.append(raw)
    elif name == "options":
        _set_options(p, opts, line)
        if category == "block":
            p.tree.children.append(p.new_block("eob", "extension"))
    else:
        return False
    return True


def _set_options(p: Parser, opts: dict[str, Any], line: int) -> None:
    for name, value in opts.items():
        if not p.options.is_inline_option(name):
            p.warn(line, f"Unknown kramdown option '{name.removeprefix(':')}'")
        elif name in p.options.forbidden_inline_options or name == "forbidden_inline_options":
            p.warn(line, f"Option {name} may not be set inline")
        else:
            try:
                p.options.parse_option(name, value)
            except OptionError as error:
                p.warn(line, str(error))
