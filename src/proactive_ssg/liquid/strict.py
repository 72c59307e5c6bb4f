"""Liquid's strict expression parser (``lexer.rb``, ``parser.rb``): it gives back the text of expressions."""

from __future__ import annotations

import re

from proactive_ssg.i18n import _

__all__ = ["END", "StrictError", "StrictParser"]

END = "end_of_string"
MAX_NESTING = 100

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<comparison>==|!=|<>|<=?|>=?|contains(?=\s))
      | (?P<string>'[^']*'|"[^"]*")
      | (?P<number>-?\d+(?:\.\d+)?)
      | (?P<id>[a-zA-Z_][\w-]*\??)
      | (?P<dotdot>\.\.)
      | (?P<special>[|.:,\[\]()?-])
    )""",
    re.ASCII | re.VERBOSE,
)
_SPECIAL = {
    "|": "pipe", ".": "dot", ":": "colon", ",": "comma", "[": "open_square", "]": "close_square",
    "(": "open_round", ")": "close_round", "?": "question", "-": "dash",
}  # fmt: skip
_SPACE = " \t\r\n\f\v"


class StrictError(Exception):
    """The strict parser does not take it; the lax one may."""


class StrictParser:
    """Tokens of one expression and a place among them; dialect 5 also takes ``[name]`` at the front."""

    def __init__(self, text: str, dialect: int) -> None:
        self.tokens = _lex(text)
        self.at = 0
        self.dialect = dialect
        self._depth = 0

    def consume(self, kind: str) -> str:
        found, value = self.tokens[self.at]
        if found != kind:
            raise StrictError(_("expected {kind} but found {found}").format(kind=kind, found=found))
        self.at += 1
        return value

    def accept(self, kind: str) -> str | None:
        """The value of the next token if it is of that kind."""
        found, value = self.tokens[self.at]
        if found != kind:
            return None
        self.at += 1
        return value

    def word(self, *words: str) -> str | None:
        """The next identifier if it is one of these."""
        found, value = self.tokens[self.at]
        if found != "id" or value not in words:
            return None
        self.at += 1
        return value

    def look(self, kind: str, ahead: int = 0) -> bool:
        at = self.at + ahead
        return at < len(self.tokens) and self.tokens[at][0] == kind

    def expression(self) -> str:
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise StrictError(_("the expression is nested too deep"))
        text = self._expression()
        self._depth -= 1
        return text

    def _expression(self) -> str:
        kind, value = self.tokens[self.at]
        if kind == "id":
            return self._variable()
        if kind in ("string", "number"):
            self.at += 1
            return value
        if kind == "open_square" and self.dialect >= 5:
            return self._brackets() + self._lookups()
        if kind == "open_round":
            self.at += 1
            first = self.expression()
            self.consume("dotdot")
            last = self.expression()
            self.consume("close_round")
            return f"({first}..{last})"
        raise StrictError(_("{text} is not a valid expression").format(text=value or _("nothing")))

    def argument(self) -> str:
        """An argument of a filter, with its name if it has one."""
        if self.look("id") and self.look("colon", 1):
            name = self.consume("id")
            self.at += 1
            return f"{name}: {self.expression()}"
        return self.expression()

    def _brackets(self) -> str:
        self.at += 1
        inner = self.expression()
        self.consume("close_square")
        return f"[{inner}]"

    def _variable(self) -> str:
        return self.consume("id") + self._lookups()

    def _lookups(self) -> str:
        parts: list[str] = []
        while True:
            if self.look("open_square"):
                parts.append(self._brackets())
            elif self.look("dot"):
                self.at += 1
                parts.append("." + self.consume("id"))
            else:
                break
        return "".join(parts)


def _lex(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    end = len(text.rstrip(_SPACE))
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            unexpected = text[at:].lstrip(_SPACE)[:1]
            raise StrictError(_("unexpected character {character}").format(character=unexpected))
        kind = match.lastgroup or ""
        value = match[kind]
        tokens.append((_SPECIAL[value] if kind == "special" else kind, value))
        at = match.end()
    tokens.append((END, ""))
    return tokens
