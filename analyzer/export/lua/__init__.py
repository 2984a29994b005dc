"""The Wireshark dissector: declarations as Lua tables, and one fixed runtime that interprets them."""

from analyzer.export.lua.generate import generate, specifications

__all__ = ["generate", "specifications"]
