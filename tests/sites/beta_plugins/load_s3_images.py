"""Asks the storage once, before the build, which pictures it has; not without its key."""

from __future__ import annotations

import os
from importlib import import_module

from proactive_ssg.config import Config
from proactive_ssg.extensions import hook


@hook("site", "after_init")
def list_pictures(config: Config) -> None:
    config.settings["s3_base_url"] = os.environ.get("S3_BASE_URL", "")
    if not os.environ.get("AWS_ACCESS_KEY_ID"):
        return
    client = import_module("boto3").client("s3")
    listed = client.list_objects(Bucket="espace-membre")
    config.settings["s3_keys"] = [item["Key"] for item in listed["Contents"]]
