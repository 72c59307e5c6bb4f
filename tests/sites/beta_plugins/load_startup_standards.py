"""Fetches the evaluations of the products once, before the build; does nothing without an address."""

from __future__ import annotations

import json
import os
from urllib.request import Request, urlopen

from proactive_ssg.config import Config
from proactive_ssg.extensions import hook


@hook("site", "after_init")
def fetch_evaluations(config: Config) -> None:
    endpoint = os.environ.get("STANDARDS_INCUBATEUR_API_ENDPOINT")
    if not endpoint:
        return
    with urlopen(Request(endpoint, headers={"Accept": "application/json"}), timeout=30) as answer:
        config.settings["evaluations"] = json.load(answer)
