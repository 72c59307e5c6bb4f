"""``python -m proactive_ssg`` is the command ``proactive-ssg``."""

from __future__ import annotations

from proactive_ssg.cli import main

if __name__ == "__main__":
    main()
