"""A person, read from a document of the collection ``authors``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

PURE = True


class Member:
    def __init__(self, data: Mapping[str, Any], today: date, id: str = "") -> None:
        self.id = id
        self.today = today
        self.missions = data.get("missions") or []
        self.startups = data.get("startups") or []
        self.previously = data.get("previously") or []

    @property
    def active_missions(self) -> list[Any]:
        return [mission for mission in self.missions if self._is_active(mission)]

    @property
    def legacy_missions(self) -> list[Any]:
        return [mission for mission in self.missions if not self._is_active(mission)]

    @property
    def active_startups(self) -> set[str]:
        return {*self.startups, *_startups_of(self.active_missions)}

    @property
    def legacy_startups(self) -> set[str]:
        return {*self.previously, *_startups_of(self.legacy_missions)}

    def _is_active(self, mission: Mapping[str, Any]) -> bool:
        end = mission.get("end")
        return end is None or end >= self.today


def _startups_of(missions: list[Any]) -> list[str]:
    return [startup for mission in missions for startup in mission.get("startups") or ()]
