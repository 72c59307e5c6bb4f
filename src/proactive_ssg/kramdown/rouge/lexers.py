"""Which module here has the lexer of which language; Pygments is loaded with the first of them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

__all__ = ["LEXERS", "class_of", "lexer_of"]

LEXERS = {
    "c": ("c", "CLexer"),
    "conf": ("ini", "ConfLexer"),
    "console": ("console", "ConsoleLexer"),
    "cpp": ("cpp", "CppLexer"),
    "csharp": ("csharp", "CsharpLexer"),
    "css": ("css", "CssLexer"),
    "diff": ("diff", "DiffLexer"),
    "docker": ("docker", "DockerLexer"),
    "erb": ("erb", "ErbLexer"),
    "go": ("go", "GoLexer"),
    "html": ("html", "HtmlLexer"),
    "ini": ("ini", "IniLexer"),
    "irb": ("irb", "IrbLexer"),
    "java": ("java", "JavaLexer"),
    "javascript": ("javascript", "JavascriptLexer"),
    "json": ("json", "JsonLexer"),
    "json-doc": ("json", "JsonDocLexer"),
    "jsx": ("jsx", "JsxLexer"),
    "kotlin": ("kotlin", "KotlinLexer"),
    "liquid": ("liquid", "LiquidLexer"),
    "lua": ("lua", "LuaLexer"),
    "markdown": ("markdown", "MarkdownLexer"),
    "nginx": ("nginx", "NginxLexer"),
    "php": ("php", "PhpLexer"),
    "properties": ("ini", "PropertiesLexer"),
    "python": ("python", "PythonLexer"),
    "r": ("r", "RLexer"),
    "ruby": ("ruby", "RubyLexer"),
    "rust": ("rust", "RustLexer"),
    "scss": ("scss", "ScssLexer"),
    "shell": ("shell", "ShellLexer"),
    "sql": ("sql", "SqlLexer"),
    "swift": ("swift", "SwiftLexer"),
    "toml": ("toml", "TomlLexer"),
    "tsx": ("jsx", "TsxLexer"),
    "typescript": ("javascript", "TypescriptLexer"),
    "yaml": ("yaml", "YamlLexer"),
}
"""Rouge's name for a language -> module and class."""


@cache
def lexer_of(tag: str, **options: bool) -> Lexer:
    """The lexer of a language of ``LEXERS``."""
    module, name = LEXERS[tag]
    lexer: Lexer = getattr(import_module(f".{module}", __package__), name)(
        stripnl=False, ensurenl=False, **options
    )
    return lexer


def class_of(type: _TokenType, _text: str) -> str:
    """The class of a token that one of these lexers gave."""
    from .tokens import CLASS_NAMES

    return CLASS_NAMES[type]
