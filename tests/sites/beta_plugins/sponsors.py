"""The tag ``render_sponsors_api``."""

from __future__ import annotations

from proactive_ssg.extensions import tag
from proactive_ssg.liquid import Context

from .lib.ruby_json import pretty

PURE = True


@tag
def render_sponsors_api(context: Context, markup: str) -> str:
    keys = ("name", "acronym", "domaine_ministeriel", "type")
    sponsors = context.registers["site"].collections["organisations"].documents
    return pretty(
        {one.id.replace("/organisations/", ""): {key: one.data.get(key) for key in keys} for one in sponsors}
    )
