"""What physical text do a number, its scaler and its unit give?

Units are the codes of the standard (Blue Book 4.3.2). Text is exact: integers are shifted by moving the point, so the
zeros that the scaler promises stay, and nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

UNITS: dict[int, tuple[str, str]] = {
    1: ("a", "year"),
    2: ("mo", "month"),
    3: ("wk", "week"),
    4: ("d", "day"),
    5: ("h", "hour"),
    6: ("min", "minute"),
    7: ("s", "second"),
    8: ("°", "phase angle, degree (rad*180/pi)"),
    9: ("°C", "temperature, degree Celsius (K - 273.15)"),
    10: ("currency", "local currency"),
    11: ("m", "length, metre"),
    12: ("m/s", "speed, metre per second"),
    13: ("m³", "volume, cubic metre (r_V, meter constant or pulse value)"),
    14: ("m³", "corrected volume, cubic metre"),
    15: ("m³/h", "volume flux, cubic metre per hour"),
    16: ("m³/h", "corrected volume flux, cubic metre per hour"),
    17: ("m³/d", "volume flux, cubic metre per day"),
    18: ("m³/d", "corrected volume flux, cubic metre per day"),
    19: ("l", "volume, litre (10^-3 m3)"),
    20: ("kg", "mass, kilogram"),
    21: ("N", "force, newton"),
    22: ("Nm", "energy, newton metre (J = Nm = Ws)"),
    23: ("Pa", "pressure, pascal (N/m2)"),
    24: ("bar", "pressure, bar (10^5 N/m2)"),
    25: ("J", "energy, joule"),
    26: ("J/h", "thermal power, joule per hour"),
    27: ("W", "active power, watt"),
    28: ("VA", "apparent power, volt-ampere"),
    29: ("var", "reactive power, var"),
    30: ("Wh", "active energy, watt-hour (r_W, active energy meter constant or pulse value)"),
    31: ("VAh", "apparent energy, volt-ampere-hour (r_S)"),
    32: ("varh", "reactive energy, var-hour (r_B)"),
    33: ("A", "current, ampere"),
    34: ("C", "electrical charge, coulomb"),
    35: ("V", "voltage, volt"),
    36: ("V/m", "electric field strength, volt per metre"),
    37: ("F", "capacitance, farad"),
    38: ("Ω", "resistance, ohm"),
    39: ("Ωm²/m", "resistivity, ohm metre"),
    40: ("Wb", "magnetic flux, weber"),
    41: ("T", "magnetic flux density, tesla"),
    42: ("A/m", "magnetic field strength, ampere per metre"),
    43: ("H", "inductance, henry"),
    44: ("Hz", "frequency, hertz (r_f ...)"),
    45: ("1/(Wh)", "active energy meter constant or pulse value R_W"),
    46: ("1/(varh)", "reactive energy meter constant or pulse value R_B"),
    47: ("1/(VAh)", "apparent energy meter constant or pulse value R_S"),
    48: ("V²h", "volt-squared hours (r_U2h)"),
    49: ("A²h", "ampere-squared hours (r_I2h)"),
    50: ("kg/s", "mass flux, kilogram per second"),
    51: ("S", "conductance, siemens (mho)"),
    52: ("K", "temperature, kelvin"),
    53: ("1/(V²h)", "volt-squared hour meter constant or pulse value R_U2h"),
    54: ("1/(A²h)", "ampere-squared hour meter constant or pulse value R_I2h"),
    55: ("1/m³", "volume meter constant or pulse value R_V"),
    56: ("%", "percentage"),
    57: ("Ah", "ampere-hours"),
    60: ("Wh/m³", "energy per volume"),
    61: ("J/m³", "calorific value, Wobbe"),
    62: ("Mol%", "molar fraction of gas composition, mole percent"),
    63: ("g/m³", "mass density, quantity of material"),
    64: ("Pa s", "dynamic viscosity, pascal second"),
    65: ("J/kg", "specific energy, joule per kilogram"),
    66: ("g/cm²", "pressure, gram per square centimetre"),
    67: ("atm", "pressure, atmosphere (1.01325*10^5 Pa)"),
    70: ("dBm", "signal strength, dB milliwatt"),
    71: ("dBµV", "signal strength, dB microvolt"),
    72: ("dB", "logarithmic ratio, decibel"),
    128: ("in", "length, inch"),
    129: ("ft", "length, foot"),
    130: ("lb", "mass, pound"),
    131: ("°F", "temperature, degree Fahrenheit"),
    132: ("°R", "temperature, degree Rankine"),
    133: ("in²", "area, square inch"),
    134: ("ft²", "area, square foot"),
    135: ("ac", "area, acre"),
    136: ("in³", "volume, cubic inch"),
    137: ("ft³", "volume, cubic foot"),
    138: ("acre ft", "volume, acre-foot"),
    139: ("gal (imp)", "volume, gallon (imperial)"),
    140: ("gal (US)", "volume, gallon (US)"),
    141: ("lbf", "force, pound-force"),
    142: ("psi", "pressure, pound-force per square inch"),
    143: ("lb/ft³", "density, pound per cubic foot"),
    144: ("lb/(ft s)", "dynamic viscosity, pound per (foot second)"),
    145: ("ft²/s", "kinematic viscosity, square foot per second"),
    146: ("Btu", "energy, British thermal unit"),
    147: ("thm (EC)", "energy, therm (EU)"),
    148: ("thm (US)", "energy, therm (US)"),
    149: ("Btu/lb", "calorific value, Btu per pound"),
    150: ("Btu/ft³", "calorific value, Btu per cubic foot"),
    151: ("ft³", "volume meter constant or pulse value, cubic feet"),
    152: ("ft/s", "speed, foot per second"),
    153: ("ft³/s", "volume flux, cubic foot per second"),
    154: ("ft³/min", "volume flux, cubic foot per minute"),
    155: ("ft³/h", "volume flux, cubic foot per hour"),
    156: ("ft³/d", "volume flux, cubic foot per day"),
    157: ("acre ft/s", "volume flux, acre-foot per second"),
    158: ("acre ft/min", "volume flux, acre-foot per minute"),
    159: ("acre ft/h", "volume flux, acre-foot per hour"),
    160: ("acre ft/d", "volume flux, acre-foot per day"),
    161: ("gal (imp)", "volume meter constant or pulse value, imperial gallon"),
    162: ("gal (imp)/s", "volume flux, imperial gallon per second"),
    163: ("gal (imp)/min", "volume flux, imperial gallon per minute"),
    164: ("gal (imp)/h", "volume flux, imperial gallon per hour"),
    165: ("gal (imp)/d", "volume flux, imperial gallon per day"),
    166: ("gal (US)", "volume meter constant or pulse value, US gallon"),
    167: ("gal (US)/s", "volume flux, US gallon per second"),
    168: ("gal (US)/min", "volume flux, US gallon per minute"),
    169: ("gal (US)/h", "volume flux, US gallon per hour"),
    170: ("gal (US)/d", "volume flux, US gallon per day"),
    171: ("Btu/s", "power / energy flux, Btu per second"),
    172: ("Btu/min", "power / energy flux, Btu per minute"),
    173: ("Btu/h", "power / energy flux, Btu per hour"),
    174: ("Btu/d", "power / energy flux, Btu per day"),
    253: ("", "reserved for extended table of units"),
    254: ("other", "other unit"),
    255: ("count", "no unit, unitless, count"),
}

COUNT, OTHER = 255, 254
_PREFIXED = frozenset((27, 28, 29, 30, 31, 32))  # W, VA, var, Wh, VAh, varh
_KILO_FROM, _MEGA_FROM = 10**4, 10**9
_PLAIN_SCALER = 18  # beyond it zeros would only hide the digits


def symbol(unit: int) -> str:
    """What stands behind a number: ``"kg"``; ``"unit 200"`` for a code without one, nothing for a bare count."""
    if unit == COUNT:
        return ""
    known = UNITS.get(unit)
    return known[0] if known is not None and known[0] else f"unit {unit}"


def name(unit: int) -> str:
    """The unit's name in words: ``"volume, cubic metre"``; ``"unit 200"`` for an unassigned code."""
    known = UNITS.get(unit)
    return known[1] if known is not None else f"unit {unit}"


def scale(value: int | float, scaler: int, unit: int) -> str:
    """``value`` times ten to the ``scaler`` in ``unit``, as the meter says it: 2315, -1, 35 give ``"231.5 V"``."""
    return _with_unit(_digits(value, scaler), symbol(unit))


@lru_cache(maxsize=1024)
def shower(scaler: int, unit: int) -> Callable[[int | float], str]:
    """:func:`scale` for many values of one scaler and unit, several times as fast for whole numbers."""
    behind = _with_unit("", symbol(unit))
    places = -scaler
    if not 0 <= places <= _PLAIN_SCALER:
        return lambda value: scale(value, scaler, unit)

    if not places:
        return lambda value: f"{value}{behind}" if type(value) is int else scale(value, scaler, unit)

    def show(value: int | float) -> str:
        if type(value) is not int or value < 0:
            return scale(value, scaler, unit)
        digits = str(value)
        if len(digits) <= places:
            digits = digits.rjust(places + 1, "0")
        return f"{digits[:scaler]}.{digits[scaler:]}{behind}"

    return show


def scaled(value: int | float, scaler: int) -> int | float:
    """``value`` times ten to the ``scaler``; whole where it is, else the nearest float."""
    if scaler == 0:
        return value
    if scaler > 0:
        return value * 10**scaler if scaler <= _WHOLE else float(value) * 10.0**scaler
    return float(f"{value!r}e{scaler}")


_WHOLE = 18


def pretty(value: int | float, scaler: int, unit: int) -> str:
    """As :func:`scale`, but W, VA, var and their hours in thousands from 10^4 on and in millions from 10^9 on.

    Digits stay: ``pretty(12345, 2, 30)`` is ``"1234.5 kWh"``.
    """
    if unit in _PREFIXED and isinstance(value, int) and -_PLAIN_SCALER <= scaler <= _PLAIN_SCALER:
        size = abs(value) * 10**scaler if scaler >= 0 else abs(value) // 10**-scaler
        for limit, shift, prefix in ((_MEGA_FROM, 6, "M"), (_KILO_FROM, 3, "k")):
            if size >= limit:
                return _with_unit(_digits(value, scaler - shift), prefix + symbol(unit))
    return scale(value, scaler, unit)


def _with_unit(digits: str, unit: str) -> str:
    return f"{digits} {unit}" if unit else digits


def _digits(value: int | float, scaler: int) -> str:
    if isinstance(value, float):
        return _float_digits(value, scaler)
    if scaler == 0:
        return str(value)
    if not -_PLAIN_SCALER <= scaler <= _PLAIN_SCALER:
        return f"{value}e{scaler:+d}"
    if scaler > 0:
        return str(value * 10**scaler)
    text = str(abs(value)).rjust(1 - scaler, "0")
    return f"{'-' if value < 0 else ''}{text[:scaler]}.{text[scaler:]}"


def _float_digits(value: float, scaler: int) -> str:
    if value - value != 0:  # NaN, infinities
        return str(value)
    scaled = Decimal(repr(value)).scaleb(scaler)
    return f"{scaled:f}" if -_PLAIN_SCALER <= scaled.adjusted() <= _PLAIN_SCALER else str(scaled)
