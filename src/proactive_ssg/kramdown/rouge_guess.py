# ruff: noqa: SIM905 - long lists of names read best as text
"""Which language code is in, as Rouge guesses (``guessers/modeline.rb``, ``source.rb``, ``detect?``)."""

from __future__ import annotations

import re

from .rouge_names import ROUGE_TAGS

__all__ = ["guess_language"]

_EMACS_MODELINE = re.compile(r"-\*-(.*?)-\*-")
_EMACS_MODE = re.compile(r"(?:^|;)\s*mode\s*:\s*([\w+-]+)|^\s*([\w+-]+)\s*$", re.I | re.A)
_VIM_MODELINE = re.compile(r"(?:vim|vi|ex):\s*(?:set?\b.*?\b)?(?:ft|filetype|syntax)=(\w+)", re.I | re.A)
_LONGEST_MODELINE = 200

_SHEBANG = re.compile(r"\s*#!(.*)$", re.M)
_DOCTYPE = re.compile(r"\s*(?:<\?.*?\?>\s*)?<!DOCTYPE\s+(.+?)>", re.I | re.S)

_INTERPRETERS = {
    **{
        name: name
        for name in "awk crystal factor groovy haxe io julia lua perl php praat puppet ruby sed".split()
    },
    **dict.fromkeys(("sh", "bash", "zsh", "ksh"), "shell"),
    **dict.fromkeys(("tclsh", "wish", "jimsh"), "tcl"),
    **dict.fromkeys(("node", "jsc"), "javascript"),
    "Rscript": "r",
    "coffee": "coffeescript",
    "cucumber": "gherkin",
    "hhvm": "hack",
    "lasso9": "lasso",
    "lsc": "livescript",
    "moon": "moonscript",
    "puppet-apply": "puppet",
    "runhaskell": "haskell",
    "rustc": "rust",
}
_PYTHON = re.compile(r"pythonw?(?:[23](?:\.\d+)?)?")
_WORD = re.compile(r"[\w.+-]+")

_SIGNS = (
    ("html", re.compile(r"(?!<\?xml\b)(?s:.)*?<\s*html\b")),
    ("xml", re.compile(r"<\?xml\b")),
    ("php", re.compile(r"(?ms:.*?)^<\?php", re.M)),
    ("tex", re.compile(r"\s*\\(?:documentclass|input|documentstyle|relax|ProvidesPackage|ProvidesClass)")),
    ("yaml", re.compile(r"\s*%YAML")),
    ("racket", re.compile(r"#lang\s*.*?(?:racket|scribble)")),
    ("solidity", re.compile(r"pragma solidity")),
    ("diff", re.compile(r"Index: |diff[^\n]*?\ba/[^\n]*\bb/|(?s:.)*?---[^\n]*\n\+\+\+")),
    ("postscript", re.compile(r"(?s:.)*?^%!", re.M)),
    ("mosel", re.compile(r"(?s:.)*?^[ \t]*(?:model|package)\s", re.M)),
)


def guess_language(text: str) -> str:
    """Rouge's name for the language of ``text``, ``plaintext`` where nothing gives it away."""
    return _by_modeline(text) or _by_shebang(text) or _by_sign(text) or "plaintext"


def _by_modeline(text: str) -> str | None:
    """From the line by which Emacs and Vim are told, among the first and last five."""
    lines = text.split("\n")
    for line in [*lines[:5], *lines[-5:]]:
        line = line[:_LONGEST_MODELINE]
        emacs = _EMACS_MODELINE.search(line)
        found = _EMACS_MODE.search(emacs[1]) if emacs else _VIM_MODELINE.search(line)
        name = found and next(filter(None, found.groups()), None)
        if name and name in ROUGE_TAGS:
            return ROUGE_TAGS[name]
    return None


def _by_shebang(text: str) -> str | None:
    found = _SHEBANG.match(text)
    for word in _WORD.findall(found[1]) if found else ():
        if _PYTHON.fullmatch(word):
            return "python"
        if word in _INTERPRETERS:
            return _INTERPRETERS[word]
    return None


def _by_sign(text: str) -> str | None:
    if found := _DOCTYPE.match(text):
        return "html" if re.search(r"\bhtml\b", found[1], re.I) else "xml"
    return next((name for name, sign in _SIGNS if sign.match(text)), None)
