"""Every element kind has an implementation on every face; every declaration is whole."""

from __future__ import annotations

import pytest

from dissectors import plain
from dissectors.core import ops
from dissectors.layers.fields import FIELDS
from dissectors.spec import APDU, DATA, catalog
from dissectors.spec.link import FRAMES
from dissectors.spec.model import elements, validate


@pytest.mark.parametrize("kind", range(len(ops.KINDS)), ids=ops.KINDS.__getitem__)
def test_kind_is_read_written_shown_and_layered(kind: int) -> None:
    assert callable(ops.READ[kind])
    assert callable(ops.WRITE[kind])
    assert callable(plain._PLAIN[kind])
    assert callable(FIELDS[ops.KINDS[kind]])


def test_no_face_has_kinds_of_its_own() -> None:
    assert len(ops.READ) == len(ops.WRITE) == len(plain._PLAIN) == len(ops.KINDS)
    assert set(FIELDS) == set(ops.KINDS)


@pytest.mark.parametrize("kind", ops.KINDS)
def test_every_kind_is_used_by_a_declaration(kind: str) -> None:
    used = {ops.KINDS[op.kind] for op in elements(APDU, DATA, *FRAMES)}
    assert kind in used


def test_declarations_do_not_contradict_themselves() -> None:
    assert validate(APDU, DATA, *FRAMES) == []


def test_every_protected_form_protects_an_apdu() -> None:
    assert set(catalog.PROTECTS) == set(catalog.GLO) | set(catalog.DED)
    assert set(catalog.PROTECTS.values()) <= set(catalog.PLAIN)
