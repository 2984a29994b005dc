"""The Scapy face covers the declarations: a row per kind, a class per APDU, and no import that nobody asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest
from scapy.packet import Packet

from dissectors import layers
from dissectors.core import ops
from dissectors.core.ops import KINDS, Op
from dissectors.core.reader import decode
from dissectors.layers.fields import DEFAULTS, FIELDS, fields_of
from dissectors.reading import service_node
from dissectors.spec import APDU
from dissectors.spec.link import FRAME_REJECT, FRAMES, PARAMETER_NEGOTIATION


def _reachable() -> list[Op]:
    found: dict[int, Op] = {}
    waiting = [APDU, PARAMETER_NEGOTIATION, FRAME_REJECT, *FRAMES]
    while waiting:
        op = waiting.pop()
        if id(op) not in found:
            found[id(op)] = op
            waiting += [*op.children, *op.table.values(), *([op.child] if op.child is not None else [])]
    return list(found.values())


ELEMENTS = _reachable()
SERVICES = [
    (bytes((tag, number)), alternative)
    for tag, op in APDU.table.items()
    for number, alternative in (op.table.items() if op.kind == ops.CHOICE else {-1: op}.items())
    if number >= 0
] + [(bytes((tag,)), op) for tag, op in APDU.table.items() if op.kind != ops.CHOICE]


def test_every_kind_has_a_row_and_nothing_else_has() -> None:
    assert set(FIELDS) == set(DEFAULTS) == set(KINDS)


def test_every_kind_is_met_among_the_declarations() -> None:
    assert {KINDS[op.kind] for op in ELEMENTS} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_elements_of_every_kind_build_and_dissect_alone(kind: str) -> None:
    for op in ELEMENTS:
        if KINDS[op.kind] != kind:
            continue
        alone = type("Alone", (Packet,), {"name": "alone", "fields_desc": fields_of(op)})
        octets = bytes(alone())
        again = alone(octets)
        assert not again.payload, op
        again.clear_cache()
        assert bytes(again) == octets, op


def test_names_of_fields_differ_within_a_packet() -> None:
    for packet_class in layers.CLASSES.values():
        names = [field.name for field in packet_class.fields_desc]
        assert len(names) == len(set(names)), packet_class


@pytest.mark.parametrize(("octets", "op"), SERVICES, ids=[op.name for _, op in SERVICES])
def test_every_apdu_has_a_class_that_builds_an_intact_one(octets: bytes, op: Op) -> None:
    packet_class = layers.apdu_class(octets + b"\0")
    assert packet_class.op is op
    assert getattr(layers, packet_class.__name__) is packet_class
    assert packet_class.__name__ in layers.__all__
    built = bytes(packet_class())
    assert built.startswith(octets)
    node = decode(APDU, built)
    assert node.note is None and node.end == len(built)
    assert service_node(node).spec.name == op.name
    again = packet_class(built)
    assert not again.undecoded and not again.payload
    again.clear_cache()
    assert bytes(again) == built


@pytest.mark.parametrize("module", ["scapy", "cryptography"])
def test_importing_the_library_does_not_import(module: str) -> None:
    code = f"import sys, dissectors, dissectors.apdu; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_importing_the_layers_leaves_the_configuration_of_scapy_alone() -> None:
    code = """
from scapy.all import conf
before = {name: repr(getattr(conf, name)) for name in ("debug_dissector", "verb", "padding_layer", "raw_layer", "l2types")}
import dissectors.layers
assert before == {name: repr(getattr(conf, name)) for name in before}
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
