"""The Wireshark dissector: declarations as Lua tables, and one fixed runtime that interprets them."""

from analyzer.export.lua.generate import generate, runtime, specifications

__all__ = ["generate", "runtime", "specifications"]
