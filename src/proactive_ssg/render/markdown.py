"""kramdown as Jekyll configures it (``lib/jekyll/converters/markdown/kramdown_parser.rb``)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from proactive_ssg.config import Config
from proactive_ssg.config.defaults import KRAMDOWN_DEFAULTS
from proactive_ssg.errors import Diagnostic, ProblemsError, Severity
from proactive_ssg.fingerprint import fingerprint, of_bytes
from proactive_ssg.i18n import _
from proactive_ssg.kramdown import OptionError, Options, Result, convert
from proactive_ssg.kramdown.smartypants import smartify

__all__ = ["MarkdownConverter", "Recall", "kramdown_options"]

Recall = Callable[[str], Result | None]
WORTH_KEEPING = 400
"""Characters of a text from which on asking the disk is quicker than converting it again."""


def kramdown_options(config: Config) -> Options:
    """The options of the site; :class:`ProblemsError` at the line that is wrong."""
    settings: dict[str, Any] = {**KRAMDOWN_DEFAULTS, **config.kramdown}
    highlighter = config.settings.get("highlighter", "rouge")
    if highlighter is False and config.as_jekyll:
        highlighter = "rouge"  # for Jekyll's kramdown, that says nothing
    # Of a name that kramdown does not know (`pygments`, of old) Jekyll makes code without colours.
    known = highlighter if highlighter in ("rouge", "coderay", "minted") else None
    settings.setdefault("syntax_highlighter", known)
    settings["syntax_highlighter_opts"] = {
        "default_lang": "plaintext",
        "guess_lang": settings["guess_lang"],
        **(settings.get("syntax_highlighter_opts") or {}),
    }
    if config.as_jekyll:
        settings = Options.as_kramdown_takes(settings)
    try:
        return Options.from_mapping(settings)
    except OptionError as error:
        raise ProblemsError(_option_problem(error, config)) from error


def _option_problem(error: OptionError, config: Config) -> Diagnostic:
    message = _("kramdown option {name!r}: {problem} (got {value!r})")
    message = message.format(name=error.name, problem=error.message, value=error.value)
    hint = _("correct or remove it under kramdown: in the configuration")
    for path in config.files:
        for number, line in enumerate(_lines(path), 1):
            if line.lstrip().startswith(f"{error.name}:"):
                column = len(line) - len(line.lstrip()) + 1
                return Diagnostic(
                    Severity.ERROR, "kramdown-option", message, path, number, column, hint, line
                )
    file = config.files[0] if config.files else None
    return Diagnostic(Severity.ERROR, "kramdown-option", message, file, hint=hint)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


class MarkdownConverter:
    """Converts with the options of one site; short texts (``markdownify``) are remembered.

    ``recall``: what an earlier build made of the text with this key (None: nothing is remembered);
    :meth:`take` gives what is new.
    """

    def __init__(self, config: Config, recall: Recall | None = None) -> None:
        self._options = kramdown_options(config)
        self._salt = fingerprint(self._options).encode()
        self._recall = recall
        self._known: dict[str, str] = {}
        self._new: dict[str, Result] = {}
        self._used: set[str] = set()

    def convert(self, text: str) -> Result:
        """The HTML of ``text`` and what kramdown would warn about."""
        if len(text) < WORTH_KEEPING:
            return convert(text, self._options)
        key = of_bytes(self._salt + text.encode("utf-8", "surrogatepass"))
        self._used.add(key)
        found = None if self._recall is None else self._recall(key)
        if found is None:
            found = convert(text, self._options)
            if self._recall is not None:
                self._new[key] = found
        return found

    def take(self) -> tuple[dict[str, Result], set[str]]:
        """The conversions made since the last call, and the keys of all that were asked for."""
        taken, self._new = self._new, {}
        used, self._used = self._used, set()
        return taken, used

    def smart(self, text: str) -> str:
        """``text`` with typographic quotes and dashes."""
        return smartify(text, self._options)

    def html(self, text: str) -> str:
        """The HTML of a text in front matter or a template."""
        if text not in self._known:
            self._known[text] = self.convert(text).html
        return self._known[text]
