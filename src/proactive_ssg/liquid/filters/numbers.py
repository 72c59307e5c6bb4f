"""Liquid's filters on numbers (``standardfilters.rb``): they take text for numbers, and 0 for the rest."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.numbers import FilterError, calculate, plain, to_number, whole

__all__ = [
    "abs",
    "at_least",
    "at_most",
    "ceil",
    "divided_by",
    "floor",
    "minus",
    "modulo",
    "plus",
    "round",
    "times",
]  # fmt: skip


def abs(value: Any) -> int | float:
    """Without its sign."""
    number = to_number(value)
    return float(number.copy_abs()) if isinstance(number, Decimal) else max(number, -number)


def plus(value: Any, other: Any) -> int | float:
    """The sum."""
    return calculate(value, "+", other)


def minus(value: Any, other: Any) -> int | float:
    """The difference."""
    return calculate(value, "-", other)


def times(value: Any, other: Any) -> int | float:
    """The product."""
    return calculate(value, "*", other)


def divided_by(value: Any, other: Any) -> int | float:
    """The quotient, of two whole numbers rounded down."""
    return calculate(value, "/", other)


def modulo(value: Any, other: Any) -> int | float:
    """The remainder, with the sign of ``other``."""
    return calculate(value, "%", other)


def floor(value: Any) -> int:
    """The next lower whole number."""
    return _rounded(to_number(value), ROUND_FLOOR)


def ceil(value: Any) -> int:
    """The next higher whole number."""
    return _rounded(to_number(value), ROUND_CEILING)


def round(value: Any, digits: Any = 0) -> int | float:
    """The nearest number with so many digits after the point; halves go away from zero."""
    number, places = to_number(value), _rounded(to_number(digits), "ROUND_DOWN")
    if isinstance(number, int):
        return number if places >= 0 else _rounded_tens(number, -places)
    if places == 0:
        return _rounded(number, ROUND_HALF_UP)
    if places < 0:
        return _rounded_tens(_rounded(number, "ROUND_DOWN"), -places)
    if not number.is_finite():
        return float(number)
    if -int(number.as_tuple().exponent) <= places:
        return float(number)
    return float(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _rounded(number: int | Decimal, mode: str) -> int:
    return number if isinstance(number, int) else int(whole(number).to_integral_value(mode))


def _rounded_tens(number: int, places: int) -> int:
    if places > len(str(number)):
        return 0
    tens = 10**places
    magnitude = number if number >= 0 else -number
    rounded: int = (magnitude + tens // 2) // tens * tens
    return rounded if number >= 0 else -rounded


def at_least(value: Any, least: Any) -> int | float:
    """The greater of the two."""
    number, limit = _comparable(value), _comparable(least)
    return plain(limit if limit > number else number)


def at_most(value: Any, most: Any) -> int | float:
    """The smaller of the two."""
    number, limit = _comparable(value), _comparable(most)
    return plain(limit if limit < number else number)


def _comparable(value: Any) -> int | Decimal:
    number = to_number(value)
    if isinstance(number, Decimal) and number.is_nan():
        raise FilterError(_("NaN has no order"))
    return number
