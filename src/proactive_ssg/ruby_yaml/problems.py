"""What can be wrong with a YAML text, and where: libyaml's words, with what to do about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import yaml

from proactive_ssg.i18n import _

__all__ = ["YamlError", "YamlProblem", "syntax_problem"]


class YamlProblem(NamedTuple):
    """Something wrong at a 1-based line and column of the text; ``code`` is the end of the diagnostic's."""

    code: str
    message: str
    line: int
    column: int
    hint: str = ""


class YamlError(Exception):
    """The text has no value; ``problems`` are all the reasons that were found."""

    def __init__(self, problems: Sequence[YamlProblem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


def _hint(problem: str) -> str:
    """What to do about libyaml's ``problem``."""
    hints = (
        (
            "mapping values are not allowed",
            _("put a value that holds a colon followed by a space in quotes, and check the indentation"),
        ),
        ("block sequence entries", _("begin a list on the line below its key, one `- ` a line")),
        ("alphabetic or numeric", _("put a text that begins with * or & in quotes")),
        ("tab character", _("indent with spaces, not with tabs")),
        ("cannot start any token", _("put the value in quotes, and indent with spaces, not with tabs")),
        ("unexpected end of", _("close the quotation mark or the bracket")),
        ("undefined alias", _("put a text that begins with * in quotes")),
        ("could not find expected ':'", _("a key is followed by a colon and a space; quote longer texts")),
        ("control characters", _("remove the invisible character")),
        ("escape", _("put the text in single quotes, where a backslash means nothing else")),
        ("did not find expected", _("check indentation, quotation marks and brackets, here and above")),
    )
    return next((hint for part, hint in hints if part in problem), "")


def _told(problem: str) -> str:
    """libyaml's ``problem`` in the language of the command line, as far as editors meet it."""
    words = {
        "block sequence entries are not allowed in this context": _(
            "block sequence entries are not allowed in this context"
        ),
        "control characters are not allowed": _("control characters are not allowed"),
        "could not find expected ':'": _("could not find expected ':'"),
        "did not find expected ',' or ']'": _("did not find expected ',' or ']'"),
        "did not find expected ',' or '}'": _("did not find expected ',' or '}'"),
        "did not find expected '-' indicator": _("did not find expected '-' indicator"),
        "did not find expected <document start>": _("did not find expected <document start>"),
        "did not find expected alphabetic or numeric character": _(
            "did not find expected alphabetic or numeric character"
        ),
        "did not find expected comment or line break": _("did not find expected comment or line break"),
        "did not find expected key": _("did not find expected key"),
        "did not find expected node content": _("did not find expected node content"),
        "did not find expected whitespace or line break": _("did not find expected whitespace or line break"),
        "exceeded maximum nesting depth": _("exceeded maximum nesting depth"),
        "found a tab character that violates indentation": _(
            "found a tab character that violates indentation"
        ),
        "found a tab character where an indentation space is expected": _(
            "found a tab character where an indentation space is expected"
        ),
        "found character that cannot start any token": _("found character that cannot start any token"),
        "found invalid Unicode character escape code": _("found invalid Unicode character escape code"),
        "found undefined alias": _("found undefined alias"),
        "found undefined tag handle": _("found undefined tag handle"),
        "found unexpected ':'": _("found unexpected ':'"),
        "found unexpected document indicator": _("found unexpected document indicator"),
        "found unexpected end of stream": _("found unexpected end of stream"),
        "found unknown escape character": _("found unknown escape character"),
        "mapping keys are not allowed in this context": _("mapping keys are not allowed in this context"),
        "mapping values are not allowed in this context": _("mapping values are not allowed in this context"),
    }
    return words.get(problem, problem)


def syntax_problem(error: yaml.YAMLError, text: str) -> YamlProblem:
    """What PyYAML says of ``text``, at the line and column of it where the mistake begins."""
    line, column, problem = 1, 1, str(error)
    if isinstance(error, yaml.reader.ReaderError):
        before = text.encode(errors="surrogatepass")[: error.position].decode(errors="replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        problem = error.reason
    elif isinstance(error, yaml.MarkedYAMLError):
        problem = error.problem or error.context or problem
        written = text.rstrip().split("\n")
        marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
        # What is found out at the end of the text only is told where the bracket or quotation mark opens.
        mark = next((mark for mark in marks if mark.line < len(written)), None)
        if mark:
            line, column = mark.line + 1, mark.column + 1
        elif marks:
            line, column = len(written), len(written[-1]) + 1
    message = _("this is not valid YAML: {problem}").format(problem=_told(problem))
    return YamlProblem("yaml", message, line, column, _hint(problem))
