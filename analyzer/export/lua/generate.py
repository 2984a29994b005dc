"""The exported file: the tables that declarations are lowered to, and the fixed runtime behind them, as one Lua chunk."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

from analyzer.export.lua import facts, names
from analyzer.export.lua.tables import ROOTS, Lowered, elements_of, fields_of, table_text, value_text

# Files of the runtime in the order they build on one another. The first one's locals are seen by all others, which are
# blocks of their own: Lua allows a chunk 200 locals.
READER = ("reader", "scalars", "constructed", "compact", "ber", "frames")
MEANING = ("forms", "names", "values")
SESSION = (
    *("crypto", "keys", "ring", "opener", "services", "conversation"),
    *("transfers", "association", "protection", "tracker", "hdlc"),
)
WIRESHARK = ("flows", "fields", "tree", "messages", "carriers", "dissector")
_HEAD = """-- dlmscope.lua: DLMS/COSEM for Wireshark and tshark, decrypting.
-- Made by dlmscope {version} (`dlmscope export lua`); do not edit.
--
-- Install: put this file into the personal Lua plugin folder (Help > About Wireshark > Folders), or for one run
--   tshark -X lua_script:dlmscope.lua -r capture.pcapng
-- As root, Wireshark 4.4 and later skip scripts silently unless they lie in the global Lua plugin folder.
-- Keys: preference dlmscope.key_file names a keys.toml, or for one run -X lua_script1:keyfile=keys.toml
--
-- SPDX-License-Identifier: GPL-2.0-or-later
"""


class Options(NamedTuple):
    """What goes into the file: country packs of OBIS names; names of objects at all; names of classes and units, too."""

    packs: tuple[str, ...] = ()
    obis_names: bool = True
    service_only: bool = False


def generate(version: str = "0", options: Options = Options()) -> str:  # noqa: B008 - never changed
    """The whole dissector as one Lua file. Raises ValueError for a pack that is not installed."""
    return _HEAD.format(version=version) + specifications(options) + runtime()


def runtime(wireshark: bool = True) -> str:
    """The fixed part; without ``wireshark`` what runs in any Lua. It ends by returning its table."""
    parts = READER + MEANING + SESSION + (WIRESHARK if wireshark else ())
    blocks = "".join(f"\ndo -- {name}\n{_text(name)}end\n" for name in parts[1:])
    return f"\n{_text(parts[0])}{blocks}return dlmscope\n"


def specifications(options: Options = Options()) -> str:  # noqa: B008 - never changed
    """The tables alone."""
    named = options.obis_names and not options.service_only
    lowered = Lowered()
    services = facts.services_of(lowered)
    return "\n".join(
        (
            value_text("FLAGS", facts.flags()),
            value_text("FACTS", facts.session_facts()),
            table_text("ELEMENTS", elements_of(lowered)),
            value_text("ROOTS", {name: lowered.number[id(op)] for name, op in ROOTS.items()}),
            table_text("FIELDS", fields_of(lowered)),
            value_text("SERVICES", services),
            value_text("DATA_SIZES", facts.data_sizes()),
            value_text("RESULT_NAMES", facts.result_names(lowered)),
            value_text("CONFORMANCE", facts.conformance()),
            value_text("WEAK", facts.weak()),
            value_text("KEY_IDS", facts.key_ids()),
            value_text("KEY_FILE", facts.key_file()),
            value_text("FINDINGS", facts.findings()),
            value_text("CLOCK_WORDS", facts.clock_words()),
            _text_value("OBIS_RULES", names.rule_text(options.packs) if named else ""),
            _text_value("OBIS_CELLS", names.cell_text() if named else ""),
            value_text("OBIS_FACTS", names.obis_facts(options.packs)),
            value_text("CLASSES", {} if options.service_only else names.classes()),
            value_text("UNITS", {} if options.service_only else names.unit_symbols()),
            table_text("NAMES", [dict(table.items()) for table in lowered.tables]),
            "",
        )
    )


def _text_value(name: str, text: str) -> str:
    return f"local {name} = [=[{text}]=]"


def _text(name: str) -> str:
    return (files(__package__) / f"{name}.lua").read_text(encoding="utf-8")
