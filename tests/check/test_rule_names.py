"""``check --list-rules``: every rule, in the order of the criteria, in the language of the user."""

from __future__ import annotations

import pytest

from proactive_ssg.check.checking import all_rules
from proactive_ssg.cli.app import run
from proactive_ssg.i18n import use_language


@pytest.mark.parametrize(("language", "word"), [("en", "Write"), ("fr", "Écrivez")])
def test_every_rule_is_listed_by_its_criterion(
    capsys: pytest.CaptureFixture[str], language: str, word: str
) -> None:
    use_language(language)
    assert run(["check", "--list-rules"]) == 0
    rows = [line.split(None, 3) for line in capsys.readouterr().out.splitlines()]
    assert len({row[1] for row in rows}) == len(rows) == len(all_rules())
    criteria = [tuple(map(int, row[0].split("."))) for row in rows if row[0] != "-"]
    assert criteria == sorted(criteria)
    assert (rows[0][0], rows[-1][0]) == ("1.1", "-")
    assert all(row[2] in ("error", "warning") for row in rows)
    assert any(word in row[3] for row in rows)
