"""Copies folders of other tools into the site before it is built; ``keep_files`` keeps them there."""

from __future__ import annotations

import shutil

from proactive_ssg.config import Config
from proactive_ssg.extensions import hook


@hook("site", "after_init")
def copy_folders(config: Config) -> None:
    for copy in config.settings.get("copy_to_dest") or ():
        source, target = config.source / copy["source"], config.destination / copy["target"]
        shutil.copytree(source, target, dirs_exist_ok=True)
