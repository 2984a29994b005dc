"""The Wireshark dissector: declarations as Lua tables, and one fixed runtime that interprets them."""

from analyzer.export.lua.generate import Options, generate, runtime, specifications

__all__ = ["Options", "generate", "runtime", "specifications"]
