"""Data: every type, its sizes and lengths, nested ones, compact arrays (Blue Book 4.1.5, IEC 61334-6)."""

from __future__ import annotations

from typing import Any

from dissectors.spec import DATA
from tests.rows import Row


def _data(name: str, value: Any, text: str, canonical: bool = True, note: str = "") -> Row:
    return Row(f"data {name}", DATA, value, text, canonical, note)


def _compact(name: str, description: Any, contents: list[Any], text: str, canonical: bool = True) -> Row:
    value = {"compact-array": {"type-description": description, "contents": contents}}
    return Row(f"compact array {name}", DATA, value, text, canonical)


SCALARS = [
    _data("null", {"null-data": None}, "00"),
    _data("boolean true", {"boolean": True}, "03 01"),
    _data("boolean false", {"boolean": False}, "03 00"),
    _data("boolean true as FF", {"boolean": True}, "03 FF", canonical=False),
    _data("bit string", {"bit-string": "1010"}, "04 04 A0"),
    _data("bit string of whole bytes", {"bit-string": "0000000111111110"}, "04 10 01 FE"),
    _data("bit string of nine bits", {"bit-string": "101000001"}, "04 09 A0 80"),
    _data("bit string of no bits", {"bit-string": ""}, "04 00"),
    _data("bit string of many bits", {"bit-string": "10" * 100}, "04 81 C8" + "AA" * 25),
    _data("bit string with unused bits set", {"bit-string": "1010"}, "04 04 AF", canonical=False),
    _data("bit string with a long length", {"bit-string": "1"}, "04 82 0001 80", canonical=False),
    _data("double long", {"double-long": -2}, "05 FFFFFFFE"),
    _data("double long, least", {"double-long": -(1 << 31)}, "05 80000000"),
    _data("double long unsigned", {"double-long-unsigned": 123456}, "06 0001E240"),
    _data("octet string", {"octet-string": "deadbeef"}, "09 04 DEADBEEF"),
    _data("octet string, empty", {"octet-string": ""}, "09 00"),
    _data("octet string of 127 bytes", {"octet-string": "5a" * 127}, "09 7F" + "5A" * 127),
    _data("octet string of 128 bytes", {"octet-string": "5a" * 128}, "09 81 80" + "5A" * 128),
    _data("octet string of 256 bytes", {"octet-string": "5a" * 256}, "09 82 0100" + "5A" * 256),
    _data("octet string, length in two", {"octet-string": "beef"}, "09 81 02 BEEF", canonical=False),
    _data("octet string, length in five", {"octet-string": "beef"}, "09 84 00000002 BEEF", canonical=False),
    _data("octet string, length in nine", {"octet-string": "beef"}, "09 88 0000000000000002 BEEF", canonical=False),
    _data("visible string", {"visible-string": "AB"}, "0A 02 41 42"),
    _data("visible string of other bytes", {"visible-string": "\\xffA"}, "0A 02 FF 41", canonical=False),
    _data("utf8 string", {"utf8-string": "€"}, "0C 03 E282AC"),
    _data("bcd", {"bcd": 0x12}, "0D 12"),
    _data("integer", {"integer": -1}, "0F FF"),
    _data("long", {"long": -2}, "10 FFFE"),
    _data("unsigned", {"unsigned": 200}, "11 C8"),
    _data("long unsigned", {"long-unsigned": 1000}, "12 03E8"),
    _data("long64", {"long64": -2}, "14 FFFFFFFFFFFFFFFE"),
    _data("long64 unsigned", {"long64-unsigned": (1 << 64) - 1}, "15 FFFFFFFFFFFFFFFF"),
    _data("enum", {"enum": 30}, "16 1E"),
    _data("float32", {"float32": 1.0}, "17 3F800000"),
    _data("float32, minus zero", {"float32": -0.0}, "17 80000000"),
    _data("float32, infinity", {"float32": "inf"}, "17 7F800000"),
    _data("float32, NaN", {"float32": "nan"}, "17 7FC00000"),
    _data("float32, signalling NaN", {"float32": "nan"}, "17 7F800001", canonical=False),
    _data("float64", {"float64": -2.5}, "18 C004000000000000"),
    _data("float64, minus infinity", {"float64": "-inf"}, "18 FFF0000000000000"),
    _data("date-time", {"date-time": "2025-03-30T07:15:00.00+02:00"}, "19 07E9 03 1E 07 07 0F 00 00 FF88 00"),
    _data(
        "date-time with a clock status",
        {"date-time": "2025-03-30T07:15:00.00+02:00"},
        "19 07E9 03 1E 07 07 0F 00 00 FF88 80",
        canonical=False,
    ),
    _data("date-time, nothing specified", {"date-time": "*-*-*T*:*:*.*"}, "19 FFFF FF FF FF FF FF FF FF 8000 00"),
    _data("date", {"date": "2025-12-31"}, "1A 07E9 0C 1F 03"),
    _data("date of a rule", {"date": "*-dst-begin-last"}, "1A FFFF FE FE FF"),
    _data("date with a day of week", {"date": "*-10-last"}, "1A FFFF 0A FE 07", canonical=False),
    _data("time", {"time": "23:59:00.*"}, "1B 17 3B 00 FF"),
    _data("delta integer", {"delta-integer": -3}, "1C FD"),
    _data("delta long", {"delta-long": -3}, "1D FFFD"),
    _data("delta double long", {"delta-double-long": -3}, "1E FFFFFFFD"),
    _data("delta unsigned", {"delta-unsigned": 253}, "1F FD"),
    _data("delta long unsigned", {"delta-long-unsigned": 65533}, "20 FFFD"),
    _data("delta double long unsigned", {"delta-double-long-unsigned": 4294967293}, "21 FFFFFFFD"),
    _data("dont care", {"dont-care": None}, "FF"),
]
CONSTRUCTED = [
    _data("array", {"array": [{"unsigned": 1}, {"unsigned": 2}]}, "01 02 11 01 11 02"),
    _data("array, empty", {"array": []}, "01 00"),
    _data("array, count in three", {"array": [{"unsigned": 1}]}, "01 82 0001 11 01", canonical=False),
    _data("array of 130 nulls", {"array": [{"null-data": None}] * 130}, "01 81 82" + "00" * 130),
    _data("structure", {"structure": [{"integer": 0}, {"enum": 30}]}, "02 02 0F 00 16 1E"),
    _data("structure, empty", {"structure": []}, "02 00"),
    _data(
        "structures in a structure",
        {"structure": [{"unsigned": 1}, {"structure": [{"long-unsigned": 10}, {"array": [{"null-data": None}]}]}]},
        """02 02            # structure of two
           11 01            # unsigned 1
           02 02 12 000A    # structure of two: long-unsigned 10
           01 01 00         # array of a null""",
    ),
    _data(
        "compact array in a structure",
        {
            "structure": [
                {"compact-array": {"type-description": "unsigned", "contents": [{"unsigned": 7}]}},
                {"enum": 1},
            ]
        },
        "02 02  13 11 01 07  16 01",
    ),
]
_PAIR = {"structure": ["unsigned", "long-unsigned"]}
COMPACT = [
    _compact("of unsigned", "unsigned", [{"unsigned": 1}, {"unsigned": 2}, {"unsigned": 3}], "13 11 03 01 02 03"),
    _compact("of nothing", "null-data", [], "13 00 00"),
    _compact("of no elements", "double-long", [], "13 05 00"),
    _compact("with a long length", "unsigned", [{"unsigned": 5}], "13 11 81 01 05", canonical=False),
    _compact(
        "of structures",
        _PAIR,
        [
            {"structure": [{"unsigned": 1}, {"long-unsigned": 258}]},
            {"structure": [{"unsigned": 2}, {"long-unsigned": 772}]},
        ],
        """13 02 02 11 12      # structure { unsigned, long-unsigned }
           06 01 0102 02 0304  # two of them""",
    ),
    _compact(
        "of structures, count of types in two",
        {"structure": ["unsigned"]},
        [{"structure": [{"unsigned": 9}]}],
        "13 02 81 01 11  01 09",
        canonical=False,
    ),
    _compact(
        "of arrays",
        {"array": [2, "long"]},
        [{"array": [{"long": 1}, {"long": -1}]}, {"array": [{"long": 2}, {"long": -2}]}],
        """13 01 0002 10             # array of two long
           08 0001 FFFF 0002 FFFE    # two of them""",
    ),
    _compact(
        "of arrays of arrays",
        {"array": [2, {"array": [1, "enum"]}]},
        [{"array": [{"array": [{"enum": 1}]}, {"array": [{"enum": 2}]}]}],
        "13 01 0002 01 0001 16  02 01 02",
    ),
    _compact(
        "of structures with an array",
        {"structure": ["date-time", {"array": [2, {"structure": ["boolean", "null-data"]}]}]},
        [
            {
                "structure": [
                    {"date-time": "2025-12-31T23:59:59.00+00:00"},
                    {
                        "array": [
                            {"structure": [{"boolean": True}, {"null-data": None}]},
                            {"structure": [{"boolean": False}, {"null-data": None}]},
                        ]
                    },
                ]
            }
        ],
        """13 02 02 19                            # structure of date-time and
           01 0002 02 02 03 00                    # array of two structures { boolean, null }
           0E                                     # 14 bytes
           07E9 0C 1F 03 17 3B 3B 00 0000 00      # date-time
           01 00                                  # true, false""",
    ),
    _compact(
        "of octet strings",
        "octet-string",
        [{"octet-string": "aabb"}, {"octet-string": ""}, {"octet-string": "cc"}],
        "13 09 06  02 AABB 00 01 CC",
    ),
    _compact(
        "of texts",
        {"structure": ["visible-string", "utf8-string"]},
        [{"structure": [{"visible-string": "a"}, {"utf8-string": "ß"}]}],
        "13 02 02 0A 0C  05 01 61 02 C39F",
    ),
    _compact("of bit strings", "bit-string", [{"bit-string": "101"}, {"bit-string": ""}], "13 04 03  03 A0 00"),
    _compact(
        "of numbers",
        {"structure": ["long64", "float32", "delta-integer", "bcd", "dont-care"]},
        [{"structure": [{"long64": -1}, {"float32": 1.0}, {"delta-integer": -1}, {"bcd": 9}, {"dont-care": None}]}],
        """13 02 05 14 17 1C 0D FF              # the types
           0E FFFFFFFFFFFFFFFF 3F800000 FF 09   # 14 bytes""",
    ),
    _compact(
        "of dates and times",
        {"structure": ["date", "time"]},
        [{"structure": [{"date": "2025-12-31"}, {"time": "00:00:00.00"}]}],
        "13 02 02 1A 1B  09  07E9 0C 1F 03  00 00 00 00",
    ),
]
ROWS = SCALARS + CONSTRUCTED + COMPACT
