"""Several processes give what one gives, in the same order; pages that take long are begun first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proactive_ssg.team import PAYS, outcomes


class Squares:
    """Makes a square of each number, and says in a file which it began in what order."""

    def __init__(self, log: Path | None = None) -> None:
        self._log = log

    def outcome(self, number: int, /) -> int:
        if self._log is not None:
            descriptor = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.write(descriptor, f"{os.getpid()} {number}\n".encode())
            os.close(descriptor)
        return number * number

    def pause(self) -> None:
        """There is nothing to stop."""


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 3 * PAYS), st.integers(1, 4), st.sets(st.integers(0, 3 * PAYS)))
def test_outcomes_are_in_order_whatever_is_long(count: int, jobs: int, long_ones: set[int]) -> None:
    made = list(outcomes(Squares(), range(count), jobs, long_ones.__contains__))
    assert made == [number * number for number in range(count)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="several processes need fork")
def test_long_ones_are_begun_before_all_others(tmp_path: Path) -> None:
    log = tmp_path / "log"
    long_ones = {5, 60, 2 * PAYS - 1}
    # In a program of its own: in this one, a thread that another test left may forbid forking.
    subprocess.run([sys.executable, __file__, log, *map(str, long_ones)], check=True)
    begun: dict[int, list[int]] = {}  # by process: which of them is the first to begin is chance
    for line in log.read_text().splitlines():
        process, number = map(int, line.split())
        begun.setdefault(process, []).append(number)
    assert len(begun) == 2
    assert sorted(number for numbers in begun.values() for number in numbers) == list(range(2 * PAYS))
    for numbers in begun.values():
        long_first = sorted(numbers, key=lambda number: number not in long_ones)
        assert [number in long_ones for number in numbers] == [number in long_ones for number in long_first]


if __name__ == "__main__":
    is_long = {int(number) for number in sys.argv[2:]}.__contains__
    made = list(outcomes(Squares(Path(sys.argv[1])), range(2 * PAYS), 2, is_long))
    assert made == [number * number for number in range(2 * PAYS)]
