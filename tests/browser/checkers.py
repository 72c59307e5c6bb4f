"""Where the checkers are that npm installs from ``package.json``, and how each is asked about a page."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

MODULES = Path(__file__).parent / "node_modules"
AXE = MODULES / "axe-core/axe.min.js"
VNU = MODULES / "vnu-jar/build/dist/vnu.jar"
INSTALL = "npm ci --prefix tests/browser"

# Every rule, those that are best practices or experimental included. What is left out would ask for more than
# RGAA and WCAG at AA do: a contrast of 7:1 and links of one name to one address (both AAA).
_LEFT_OUT = ("color-contrast-enhanced", "identical-links-same-purpose")
_RUN = """
const done = arguments[arguments.length - 1];
const left_out = arguments[0];
const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
for (const name of left_out) rules[name].enabled = false;
axe.run(document, {rules, resultTypes: ['violations'], elementRef: false}).then(
  found => done(found.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id} (${rule.impact}): ${node.html.slice(0, 160)}`))),
  error => done([String(error)]));
"""


def axe_violations(browser: Any, *left_out: str) -> list[str]:
    """What axe-core has against the page that is shown; ``left_out``: rules that are not asked."""
    if not AXE.is_file():
        pytest.skip(f"axe-core is not installed ({INSTALL})")
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    found: list[str] = browser.execute_async_script(_RUN, [*_LEFT_OUT, *left_out])
    return found


def html_errors(folder: Path) -> list[str]:
    """What the Nu checker calls errors, in all HTML files below ``folder``."""
    java = shutil.which("java")
    if java is None or not VNU.is_file():
        pytest.skip(f"Java or the Nu checker is not installed ({INSTALL})")
    command = [java, "-jar", str(VNU), "--errors-only", "--format", "json", "--skip-non-html", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        return [done.stderr[-1000:] or f"no answer (exit {done.returncode})"]
    return [
        f"{item.get('url', '').rpartition('/_site/')[2]}:{item.get('lastLine')}: {item['message']}"
        for item in messages
    ]
