"""Units: exact physical text from a number, its scaler and its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissectors.cosem.units import UNITS, name, pretty, scale, shower, symbol

SCALED: list[tuple[int | float, int, int, str]] = [
    (2315, -1, 35, "231.5 V"),
    (2300, -1, 35, "230.0 V"),
    (12345678, 0, 30, "12345678 Wh"),
    (12345, 2, 30, "1234500 Wh"),
    (-5, -3, 33, "-0.005 A"),
    (0, -2, 33, "0.00 A"),
    (5, -1, 33, "0.5 A"),
    (-15, -1, 9, "-1.5 °C"),
    (12, 0, 255, "12"),
    (7, 0, 200, "7 unit 200"),
    (7, 0, 253, "7 unit 253"),
    (7, 0, 254, "7 other"),
    (49998, -3, 44, "49.998 Hz"),
    (3, -127, 30, "3e-127 Wh"),
    (3, 127, 30, "3e+127 Wh"),
    (2**64 - 1, -6, 30, "18446744073709.551615 Wh"),
    (1.5, 0, 35, "1.5 V"),
    (0.1, -1, 35, "0.01 V"),
    (230.25, 1, 35, "2302.5 V"),
    (float("nan"), 0, 35, "nan V"),
    (float("-inf"), -1, 35, "-inf V"),
]


@pytest.mark.parametrize(("value", "scaler", "unit", "text"), SCALED)
def test_scale(value: float, scaler: int, unit: int, text: str) -> None:
    assert scale(value, scaler, unit) == text


PRETTY: list[tuple[int | float, int, int, str]] = [
    (12345, 2, 30, "1234.5 kWh"),
    (12345678, 0, 30, "12345.678 kWh"),
    (9999, 0, 30, "9999 Wh"),
    (10000, 0, 30, "10.000 kWh"),
    (1234, 3, 30, "1234 kWh"),
    (-12345, 0, 27, "-12.345 kW"),
    (1234567890, 0, 32, "1234.567890 Mvarh"),
    (100000, -1, 30, "10.0000 kWh"),
    (99999, -1, 30, "9999.9 Wh"),
    (123456, -1, 35, "12345.6 V"),
    (12345.0, 0, 30, "12345.0 Wh"),
    (3, 127, 30, "3e+127 Wh"),
]


@pytest.mark.parametrize(("value", "scaler", "unit", "text"), PRETTY)
def test_pretty(value: float, scaler: int, unit: int, text: str) -> None:
    assert pretty(value, scaler, unit) == text


@given(st.integers(-(2**63), 2**64 - 1), st.integers(-128, 127))
def test_the_text_is_the_exact_number(value: int, scaler: int) -> None:
    text = scale(value, scaler, 255)
    assert Decimal(text) == Decimal(value).scaleb(scaler)
    if -18 <= scaler < 0:
        assert len(text.partition(".")[2]) == -scaler


@given(st.floats(), st.integers(-128, 127), st.integers(0, 255))
def test_floats_never_raise(value: float, scaler: int, unit: int) -> None:
    assert scale(value, scaler, unit) and len(pretty(value, scaler, unit)) < 100


def test_symbols_and_names() -> None:
    assert (symbol(30), name(30)[:13], symbol(255), symbol(99), name(99)) == (
        "Wh",
        "active energy",
        "",
        "unit 99",
        "unit 99",
    )
    assert len(UNITS) == 118 and all(text for _, text in UNITS.values())


@given(
    st.integers(-(1 << 64), 1 << 64) | st.floats() | st.booleans(),
    st.integers(-128, 127),
    st.sampled_from([*UNITS, 200, 255]),
)
def test_the_fast_way_says_the_same(value: int | float, scaler: int, unit: int) -> None:
    assert shower(scaler, unit)(value) == scale(value, scaler, unit)
