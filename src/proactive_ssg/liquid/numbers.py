"""Numbers as Liquid reads and reckons them (``utils.rb``): text with a point is a decimal number."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal, InvalidOperation
from typing import Any

from proactive_ssg.i18n import _

__all__ = [
    "FilterError",
    "Number",
    "calculate",
    "leading_integer",
    "plain",
    "to_integer",
    "to_number",
    "whole",
]

Number = int | Decimal

_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_LEADING = re.compile(r"[ \t\n\v\f\r]*([+-]?[0-9]+(?:_[0-9]+)*)")
_INTEGER = re.compile(
    r"[+-]?(?:0[xX][0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[bB][01]+(?:_[01]+)*|0[oO]?[0-7]+(?:_[0-7]+)*"
    r"|0[oO]?(?:_[0-7]+)+|0[dD][0-9]+|0|[1-9][0-9]*(?:_[0-9]+)*)"
)
# No number of a template is longer than this: a product of products would fill the memory.
_MAX_BITS = 5_000
_MAX_DIGITS = 1_000
_DECIMALS = Context(prec=_MAX_DIGITS, Emax=999_999, Emin=-999_999, traps=[InvalidOperation])
_QUOTIENTS = Context(prec=60, Emax=999_999, Emin=-999_999, traps=[InvalidOperation])


class FilterError(ValueError):
    """A filter or operator was given what it cannot work on; the message says what.

    ``ruby`` is what Ruby's Liquid says of it, where that is known.
    """

    def __init__(self, message: str, *, ruby: str = "") -> None:
        super().__init__(message)
        self.ruby = ruby


def to_number(value: Any) -> Number:
    """``value`` to reckon with; 0 for what is none (``Utils.to_number``)."""
    if isinstance(value, bool) or value is None:
        return 0
    if isinstance(value, (int, Decimal)):
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        text = value.strip(" \t\n\v\f\r\0")
        return Decimal(text) if _DECIMAL.fullmatch(text) else leading_integer(value)
    return 0


def leading_integer(text: str) -> int:
    """Ruby's ``String#to_i``: the digits at the start, 0 without any."""
    match = _LEADING.match(text)
    return _int(match[1], 10) if match else 0


def to_integer(value: Any) -> int:
    """A whole number, for arguments that count (``Utils.to_integer``); raises :class:`FilterError`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = value.strip(" \t\n\v\f\r") if isinstance(value, str) else ""
    if not _INTEGER.fullmatch(text):
        raise FilterError(_("invalid integer"))
    digits = text.lstrip("+-")
    if digits[0] == "0" and (digits[1:2].isdigit() or digits[1:2] == "_"):
        return _int(text.replace("_", "").replace("0", "0o", 1), 0)
    return _int(re.sub("0[dD]", "", text, count=1) if digits[1:2] in ("d", "D") else text, 0)


def _int(text: str, base: int) -> int:
    try:
        return int(text, base)
    except ValueError:  # more digits than Python reads
        raise FilterError(_("the number is too long")) from None


def plain(number: Number) -> int | float:
    """``number`` as templates hold it."""
    return float(number) if isinstance(number, Decimal) else number


def whole(number: Decimal) -> Decimal:
    """``number`` if it is one; raises :class:`FilterError` for infinity and NaN, as rounding them does."""
    if number.is_finite():
        return number
    name = "'NaN' (Not a Number)" if number.is_nan() else "'-Infinity'" if number < 0 else "'Infinity'"
    raise FilterError(_("Computation results in {name}").format(name=name))


def calculate(left: Any, operator: str, right: Any) -> int | float:
    """``left + right`` and so on; whole numbers stay whole, ``/`` and ``%`` round down as in Ruby.

    Raises :class:`FilterError` for a division by zero and for numbers beyond all measure.
    """
    one, other = to_number(left), to_number(right)
    if isinstance(one, int) and isinstance(other, int):
        return _whole_result(one, operator, other)
    return float(_decimal_result(Decimal(one), operator, Decimal(other)))


_WHOLE: dict[str, Callable[[int, int], int]] = {
    "+": int.__add__, "-": int.__sub__, "*": int.__mul__, "/": int.__floordiv__, "%": int.__mod__,
}  # fmt: skip


def _whole_result(one: int, operator: str, other: int) -> int:
    if operator in "/%" and other == 0:
        raise FilterError(_("divided by 0"))
    if operator == "*" and one.bit_length() + other.bit_length() > _MAX_BITS:
        raise FilterError(_("the number is too long"))
    return _WHOLE[operator](one, other)


def _decimal_result(one: Decimal, operator: str, other: Decimal) -> Decimal:
    if operator == "%" and other == 0 and not one.is_nan():
        raise FilterError(_("divided by 0"))
    if one.is_nan() or other.is_nan():
        return Decimal("NaN")
    try:
        if operator == "%":
            return _modulo(one, other)
        if operator == "/":
            return _QUOTIENTS.divide(one, other) if other else _infinite(one)
        return {"+": _DECIMALS.add, "-": _DECIMALS.subtract, "*": _DECIMALS.multiply}[operator](one, other)
    except InvalidOperation:  # infinity minus infinity
        return Decimal("NaN")


def _infinite(one: Decimal) -> Decimal:
    """A decimal number divided by zero is no error."""
    return Decimal("NaN") if one == 0 else Decimal("Infinity").copy_sign(one)


def _modulo(one: Decimal, other: Decimal) -> Decimal:
    """The remainder with the sign of the divisor."""
    rest = _DECIMALS.remainder(one, other)
    return rest + other if rest and (rest < 0) != (other < 0) else rest
