"""What day it is: asked once, before the build, so that the other plugins need not look at the clock."""

from __future__ import annotations

from datetime import date

from proactive_ssg.config import Config
from proactive_ssg.extensions import hook


@hook("site", "after_init")
def note_the_day(config: Config) -> None:
    config.settings["today"] = date.today()
