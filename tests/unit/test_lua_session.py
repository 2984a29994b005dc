"""The Lua session says what the Python session says: services, pairs, protection, blocks and bytes, message by message."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from analyzer.document import Document, open_document
from analyzer.export.lua import runtime, specifications
from analyzer.keys import load_keys
from dissectors.security.key_ring import KeyRing
from dissectors.session import replay
from tests.captured import hex_logs, key_file, label, pcaps
from tests.unit.test_lua_runtime import LUAS, STRICT

HARNESS = """
local flows = {}
local function start(text)
  flows = {}
  local entries, fault = {}, nil
  if text ~= "" then entries, fault = dlmscope.keys.parse(text, "keys.toml") end
  assert(entries, fault)
  dlmscope.tracker.reset(entries)
end
local function feed(row, time, flow, places, sender, client, server, physical, gateway, kind, data, ends, codes)
  flows[flow] = flows[flow] or { places = places, conversations = {} }
  local c = dlmscope.conversation.of(flows[flow], client, server, physical, gateway)
  if data == "" then
    if ends then dlmscope.conversation.ended(c) end
    return
  end
  local findings
  if codes ~= "" then
    findings = {}
    for code in codes:gmatch("%S+") do findings[#findings + 1] = { code, code } end
  end
  local m, layers = dlmscope.tracker.feed(c, sender, data, row, time, findings)
  local again = dlmscope.tracker.layers(m, data)
  for at, bytes in ipairs(layers) do assert(again[at] == bytes, "an opening repeated gives other bytes") end
  assert(#again == #layers)
  local blocks = {}
  for _, each in ipairs(m.blocks or {}) do blocks[#blocks + 1] = each.frame end
  local said = {}
  for _, each in ipairs(m.findings or {}) do said[#said + 1] = each[1] end
  local p = m.protection or { status = "none" }
  return dlmscope.services.name(m), m.invoke_id or -1, m.answers and m.answers.frame or 0, p.status, p.reason or "", m.counter or -1,
    layers[#layers] or "", table.concat(blocks, " "), p.policy or "", p.title or "", table.concat(said, " ")
end
return start, feed
"""
# What only the Python session watches, or tells when the capture has ended.
NOT_IN_LUA = {
    *("hls-verified", "hls-proof-wrong", "unprotected", "clock-drift", "no-answer", "transfer-incomplete"),
    *("image-transferred", "image-block-repeated", "image-blocks-missing", "signature-wrong"),
    *("key-agreed", "key-agreed-unseen", "association-refused", "mechanism-unchecked", "retry", "ciphered-outside"),
    *("gbt-window-exceeded", "gbt-acknowledge-wrong", "gbt-recovery", "transfer-aborted", "other-layout"),
    *("exception", "service-error", "keys-untried"),
}


CAPTURED = [*pcaps(), *hex_logs()]


@pytest.fixture(scope="module", params=[LUAS[0], LUAS[-1]])
def lua(request: pytest.FixtureRequest) -> Any:
    loaded = importlib.import_module(f"lupa.{request.param}").LuaRuntime(encoding=None)
    loaded.execute(STRICT)
    text = specifications() + runtime(wireshark=False).replace("\nreturn dlmscope\n", HARNESS)
    return (*loaded.execute(text.encode()), loaded)


@pytest.mark.parametrize("capture", CAPTURED, ids=label)
def test_messages_are_those_of_python(lua: Any, capture: Path, tmp_path: Path) -> None:
    start, feed, loaded = lua
    text = key_file(capture)
    file = tmp_path / "keys.toml"
    file.write_text(text)
    document = open_document(str(capture), KeyRing(load_keys(file))).load()
    start(text.encode())
    for row in range(1, document.count + 1):
        context, data = document.context(row), document.captured(row)
        places = loaded.table(*(place.encode() for place in document.engine.stage.places(context.flow)))
        gateway = f"{context.gateway[0]}/{context.gateway[1].hex()}".encode() if context.gateway else None
        codes = " ".join(note.code for note in document.engine.stage.notes.get(row, ()))
        ends = context.kind in ("snrm", "disc")
        time = document.time(row)
        told = feed(
            row,
            time / 1e9 if time is not None else None,
            context.flow,
            places,
            context.sender and context.sender.encode(),
            context.client,
            context.server,
            context.physical,
            gateway,
            context.kind.encode(),
            data,
            ends,
            codes.encode(),
        )
        key = document.protection(row).key
        if not data or (key is not None and key.origin == "agreed"):  # Lua has no elliptic curves
            continue
        ours, theirs = said(document, row), said_by_lua(told)
        if any(finding.code == "transfer-incomplete" for finding in document.findings(row)):
            ours["last"] = theirs["last"]  # what stands before a hole is told when the capture has ended
        assert theirs == ours, f"row {row}"


def said_by_lua(told: Any) -> dict[str, Any]:
    service, invoke_id, answers, status, reason, counter, last, blocks, policy, title, codes = told
    return {
        "service": service.decode(),
        "invoke_id": invoke_id,
        "answers": answers,
        "protection": (status.decode(), reason.decode(), policy.decode(), title),
        "counter": counter,
        "last": last,
        "blocks": [int(row) for row in blocks.split()],
        "findings": sorted(code for code in codes.decode().split() if code not in NOT_IN_LUA),
    }


def said(document: Document, row: int) -> dict[str, Any]:
    index = document.index
    invoke_id = document.invoke_id(row)
    steps, _ = index.openings[index.opening[row - 1]]
    ring = document.ring or KeyRing()
    layers = replay.layers(steps, document.captured(row), ring, document.fetch)
    protection = document.protection(row)
    counter = protection.invocation_counter
    return {
        "service": document.service(row),
        "invoke_id": -1 if invoke_id is None else invoke_id,
        "answers": index.answers[row - 1],
        "protection": (
            protection.status,
            protection.reason or "",
            protection.policy or "",
            protection.system_title or b"",
        ),
        "counter": -1 if counter is None else counter,
        "last": layers[-1].data if layers else b"",
        "blocks": list(index.blocks.get(row, ())),
        "findings": sorted(each.code for each in document.findings(row) if each.code not in NOT_IN_LUA),
    }
