"""The command line: parse arguments, call one function, print, exit code.

``main`` imports nothing heavy before it knows what was asked: ``--version`` answers without click.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

_COLLECT_AFTER = 50_000
"""Modules, and what a command makes, stay: it takes long to look for garbage among them so often."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command named by ``arguments`` (``sys.argv`` without the program) and exit with its code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in (["--version"], ["-v"]):
        sys.exit(_say_version())
    gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])
    try:
        _teach_click_our_language()
        from proactive_ssg.cli.app import run

        code = run(words)
        gc.freeze()  # Python would look through all of it twice before it ends
        sys.exit(code)
    except KeyboardInterrupt:  # while Python still read our modules: there is nothing to undo, nor to say
        sys.exit(130)


def _say_version() -> int:
    from proactive_ssg import __version__

    try:
        sys.stdout.write(f"proactive-ssg {__version__}\n")
        sys.stdout.flush()
    except OSError as error:
        from proactive_ssg.i18n import reason

        # What waits to be written would fail again when Python ends: it goes nowhere instead.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write(f"{reason(error)}\n")
        return 1
    return 0


def _teach_click_our_language() -> None:
    """Click looks in gettext's default catalogue for its words, some at its import: make it ours."""
    import gettext

    from proactive_ssg.i18n import DOMAIN, LOCALE_DIR

    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(DOMAIN)
