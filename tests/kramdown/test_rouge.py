"""Code in colours is to the letter what Rouge makes of it.

``rouge/*.code`` has code in the language of that name, ``*.spans`` what Rouge 3.30 gave for it:
``ruby rouge_oracle.rb rouge/*.code`` writes them anew.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from proactive_ssg.kramdown.highlight import highlight_spans
from proactive_ssg.kramdown.rouge.lexers import LEXERS, class_of, lexer_of
from proactive_ssg.kramdown.rouge_names import ROUGE_TAGS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FIXTURES = sorted((HERE / "rouge").glob("*.code"))
LANGUAGES = [path.stem for path in FIXTURES]
ORACLE = HERE / "rouge_oracle.rb"

FENCE = re.compile(r"^(`{3,})[ ]*([\w+-]+)[^\n`]*\n(.*?)^\1", re.M | re.S)


def code_of(language: str) -> str:
    return (HERE / "rouge" / f"{language}.code").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_spans_are_those_of_rouge(language: str) -> None:
    expected = (HERE / "rouge" / f"{language}.spans").read_text("utf-8")
    assert highlight_spans(language, "", code_of(language)) == expected


def test_every_lexer_has_its_fixture() -> None:
    assert set(LANGUAGES) == set(LEXERS)
    assert set(LEXERS) <= set(ROUGE_TAGS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_is_altered_wherever_it_ends(language: str) -> None:
    """Half a construct, and code in another language, have classes and all of their text, too."""
    code = code_of(language)
    others = "".join(path.read_text("utf-8") for path in FIXTURES)
    for text in (*(code[:end] for end in range(0, len(code), 29)), others, "\r\n\u00a0\u2028é\0"):
        tokens = list(lexer_of(language).get_tokens_unprocessed(text))
        assert "".join(value for _, _, value in tokens) == text
        assert all(isinstance(class_of(type, value), str) for _, type, value in tokens)


def documented() -> list[tuple[str, str]]:
    """The code in our own documentation, in a language that has a lexer here."""
    texts = [path.read_text("utf-8") for path in (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md")]
    found = [(name, code) for text in texts for _, name, code in FENCE.findall(text)]
    return [(name, code) for name, code in found if ROUGE_TAGS.get(name) in LEXERS]


def lines_of(language: str) -> list[tuple[str, str]]:
    """Every line of a fixture alone: other things stand at its start and at its end."""
    return [(language, line) for line in code_of(language).splitlines(keepends=True)]


def rouge_spans(rows: list[tuple[str, str]]) -> list[str]:
    """What the Rouge of this machine gives."""
    if shutil.which("ruby") is None:
        pytest.skip("Ruby is not installed")
    text = "".join(json.dumps({"language": name, "code": code}) + "\n" for name, code in rows)
    command = ["ruby", str(ORACLE)]
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=120, check=False)
    if "cannot load such file" in done.stderr:
        pytest.skip("Rouge is not installed")
    version, *results = map(json.loads, done.stdout.splitlines())
    if not str(version["version"]).startswith("3.30"):
        pytest.skip(f"Rouge is {version['version']}, not 3.30")
    return [result["spans"] for result in results]


@pytest.mark.ruby
def test_documentation_comes_out_as_from_rouge() -> None:
    rows = documented()
    ours = [highlight_spans(ROUGE_TAGS[name], "", code) for name, code in rows]
    assert len(rows) > 50
    assert ours == rouge_spans(rows)


@pytest.mark.ruby
@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_come_out_as_from_rouge(language: str) -> None:
    rows = [*lines_of(language), (language, code_of(language))]
    assert [highlight_spans(language, "", code) for _, code in rows] == rouge_spans(rows)
