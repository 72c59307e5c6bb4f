# ruff: noqa: SIM905 - long lists of names read best as text
"""The options of the dialect, as kramdown and kramdown-parser-gfm name and document them.

``Options.from_mapping`` takes a configuration and is strict: an option that does not exist or a value
that makes no sense raises :class:`OptionError`. ``Options.parse_option`` takes what an author wrote in
``{::options key="value" /}`` and is as lenient as kramdown is there (``lib/kramdown/options.rb``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from . import option_values as values
from .entities import entity

__all__ = ["OptionError", "Options"]


class OptionError(ValueError):
    """An option that does not exist, or a value that it cannot take."""

    def __init__(self, name: str, value: Any, message: str) -> None:
        super().__init__(f"kramdown option {name!r}: {message} (got {value!r})")
        self.name = name
        self.value = value
        self.message = message


@dataclass(slots=True)
class Options:
    """One field for every option; a parser works on its own copy, which ``{::options}`` may change."""

    input: str = "kramdown"
    # Headers and table of contents
    auto_ids: bool = True
    auto_id_stripping: bool = False
    auto_id_prefix: str = ""
    transliterated_header_ids: bool = False
    header_links: bool = False
    header_offset: int = 0
    toc_levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    # HTML in the text
    parse_block_html: bool = False
    parse_span_html: bool = True
    html_to_native: bool = False
    remove_block_html_tags: bool = True
    remove_span_html_tags: bool = False
    # Links and footnotes
    link_defs: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    footnote_nr: int = 1
    footnote_prefix: str = ""
    footnote_backlink: str = "&#8617;"
    footnote_backlink_inline: bool = False
    footnote_link_text: str = "%s"
    # Characters
    entity_output: str | None = "as_char"
    smart_quotes: tuple[str | int, ...] = ("lsquo", "rsquo", "ldquo", "rdquo")
    typographic_symbols: dict[str, str] = field(default_factory=dict)
    remove_line_breaks_for_cjk: bool = False
    # Code and mathematics
    syntax_highlighter: str | None = "rouge"
    syntax_highlighter_opts: dict[str, Any] = field(default_factory=dict)
    math_engine: str | None = "mathjax"
    math_engine_opts: dict[str, Any] = field(default_factory=dict)
    # kramdown-parser-gfm
    hard_wrap: bool = True
    gfm_quirks: tuple[str, ...] = ("paragraph_end",)
    gfm_emojis: bool = False
    gfm_emoji_opts: dict[str, Any] = field(default_factory=dict)
    # What authors may not set; options of kramdown's other converters, which change nothing in HTML
    forbidden_inline_options: tuple[str, ...] = ("template",)
    template: str = ""
    line_width: int = 72
    list_indent: int = 2
    latex_headers: tuple[str, ...] = (
        "section", "subsection", "subsubsection", "paragraph", "subparagraph", "subparagraph",
    )  # fmt: skip

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> Options:
        """Options of a configuration; raises :class:`OptionError` at the first one that is wrong."""
        options = cls()
        for name, value in mapping.items():
            if name in _WITHOUT_EFFECT:
                continue
            if name not in _STRICT_READERS:
                raise OptionError(name, value, "there is no such option")
            setattr(options, name, _read(_STRICT_READERS[name], name, value))
        _check_names(options)
        return options

    @staticmethod
    def as_kramdown_takes(mapping: Mapping[str, Any]) -> dict[str, Any]:
        """The options as ``options.rb`` takes them: unknown names are nothing, most texts are true."""
        taken = {name: value for name, value in mapping.items() if name in _STRICT_READERS}
        for name in taken.keys() & _BOOLEANS:
            taken[name] = values.read_boolean(taken[name]) if taken[name] is not None else None
        return taken

    @staticmethod
    def is_inline_option(name: str) -> bool:
        """Whether kramdown defines an option of this name (``input`` is an argument, not an option)."""
        return name in _READERS

    def parse_option(self, name: str, text: str) -> None:
        """Set an option from the text of ``{::options}``; OptionError where kramdown would ignore it."""
        if name not in _READERS:
            raise OptionError(name, text, "there is no such option")
        setattr(self, name, _read(_READERS[name], name, text))

    def copy(self) -> Options:
        """A copy to be changed; the values themselves are never changed in place."""
        return type(self)(*_values(self))


Reader = Callable[[Any], Any]


def _read(reader: Reader, name: str, value: Any) -> Any:
    try:
        return reader(value)
    except ValueError as error:
        raise OptionError(name, value, str(error)) from error


def _input(value: Any) -> str:
    names = {"kramdown": "kramdown", "gfm": "GFM"}
    try:
        return names[values.read_string(value).lower()]
    except KeyError:
        raise ValueError("expected kramdown or GFM") from None


def _no_template(value: Any) -> str:
    if values.read_string(value):
        raise ValueError("ERB templates are Ruby's own; wrap the output with a layout")
    return ""


def _check_names(options: Options) -> None:
    """Refuse names inside values that nothing would ever look up."""
    unknown = set(options.typographic_symbols) - _TYPOGRAPHIC_SYMBOLS
    if unknown:
        raise OptionError("typographic_symbols", sorted(unknown), "there is no such symbol")
    quirks = set(options.gfm_quirks) - {"paragraph_end", "no_auto_typographic"}
    if quirks:
        raise OptionError("gfm_quirks", sorted(quirks), "there is no such quirk")
    for name in options.smart_quotes:
        try:
            entity(name)
        except LookupError:
            raise OptionError("smart_quotes", name, "there is no such entity") from None


_TYPOGRAPHIC_SYMBOLS = frozenset("hellip mdash ndash laquo raquo laquo_space raquo_space".split())

# Given by Jekyll or understood by older kramdowns only: they are accepted and change nothing.
_WITHOUT_EFFECT = frozenset(
    "guess_lang show_warnings coderay enable_coderay coderay_wrap coderay_line_numbers "
    "coderay_line_number_start coderay_tab_width coderay_bold_every coderay_css coderay_default_lang".split()
)

_values = attrgetter(*(option.name for option in fields(Options)))

_BY_TYPE: dict[str, Reader] = {
    "bool": values.read_boolean,
    "int": values.read_integer,
    "str": values.read_string,
    "str | None": values.read_symbol,
    "dict[str, Any]": values.read_symbol_mapping,
}

_SPECIAL: dict[str, Reader] = {
    "link_defs": values.read_link_definitions,
    "toc_levels": values.read_toc_levels,
    "smart_quotes": values.read_smart_quotes,
    "typographic_symbols": values.read_typographic_symbols,
    "footnote_link_text": values.read_footnote_link_text,
    "gfm_quirks": values.read_names,
    "forbidden_inline_options": values.read_names,
    "latex_headers": values.read_latex_headers,
    "template": _no_template,
}

_READERS: dict[str, Reader] = {
    option.name: _SPECIAL.get(option.name) or _BY_TYPE[str(option.type)]
    for option in fields(Options)
    if option.name != "input"
}

_BOOLEANS = frozenset(name for name, reader in _READERS.items() if reader is values.read_boolean)

_STRICT_READERS: dict[str, Reader] = {
    "input": _input,
    **{
        name: values.read_strict_boolean if reader is values.read_boolean else reader
        for name, reader in _READERS.items()
    },
    "entity_output": values.one_of("as_char", "as_input", "numeric", "symbolic"),
    # The engines of kramdown's documentation; those that are Ruby libraries give kramdown's warning.
    "syntax_highlighter": values.one_of("rouge", "coderay", "minted", None),
    "math_engine": values.one_of("mathjax", "katex", "sskatex", "mathjaxnode", "itex2mml", "ritex", None),
}
