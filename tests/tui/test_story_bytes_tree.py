"""A user walks between bytes and tree, across the frame, the reassembled and the decrypted bytes."""

from __future__ import annotations

from analyzer.document import open_document
from analyzer.tui.app import DlmscopeApp
from analyzer.tui.views.messages import MessagesView
from dissectors.security.key_ring import KeyEntry, KeyRing
from tests.tui.views import CAPTURES, opened, screen_text, settle, typed


def ring() -> KeyRing:
    keys = {"guek": [bytes(range(16))], "gak": [bytes(range(0xD0, 0xE0))]}
    return KeyRing(
        [KeyEntry("lab", keys, bytes.fromhex("504C4D0000000001")), KeyEntry("lab", keys, b"GRX12345", sap=16)]
    )


async def test_a_node_marks_its_bytes_and_a_byte_finds_its_node() -> None:
    async with opened("w-none-plain.pcap", *["j"] * 11, "tab") as (app, pilot):
        view = app.main.view
        assert isinstance(view, MessagesView)
        await typed(app, pilot, "G")
        line = view.nodes.current()
        assert line is not None and line.node is not None
        assert view.hex.marked == (line.node.start, line.node.end)
        assert f"bytes {line.node.start}–{line.node.end - 1} of frame" in screen_text(app)
        await typed(app, pilot, "tab", "g")
        root = view.nodes.current()
        assert root is not None and root.node is not None and root.node.start == 0
        for _ in range(12):
            await typed(app, pilot, "l")
        found = view.nodes.current()
        assert found is not None and found.node is not None
        assert found.node.start <= view.hex.at_byte < found.node.end
        await typed(app, pilot, "enter")
        assert app.focused is view.nodes


async def test_sources_run_from_the_frame_to_the_decrypted_bytes() -> None:
    app = DlmscopeApp(open_document(str(CAPTURES / "w-gmac-glo-authenc-s0.pcap"), ring()))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(app, pilot)
        await typed(app, pilot, *["j"] * 5)
        view = app.main.view
        assert isinstance(view, MessagesView)
        names = [source.name.partition(" ")[0] for source in view.hex.sources]
        assert names == ["frame", "decrypted"]
        assert view.hex.source is view.hex.sources[1]  # what can be read lies in front
        await typed(app, pilot, "tab", "g")
        assert view.hex.source is view.hex.sources[0]  # a node of the frame brings its tab to the front
        await typed(app, pilot, ")")
        line = view.nodes.current()
        assert view.hex.source is view.hex.sources[1]
        assert line is not None and line.node is not None and line.node.source is view.hex.sources[1]
        assert "✓ protection" in screen_text(app)


async def test_segments_are_several_frames_and_one_reassembled_apdu() -> None:
    async with opened("h-info64-win1.pcap", size=(160, 50)) as (app, pilot):
        view = app.main.view
        assert isinstance(view, MessagesView)
        row = next(row for row in range(1, app.document.count + 1) if len(app.document.frames(row)) > 1)
        view.select_row(row)
        await settle(app, pilot)
        assert [source.kind for source in view.hex.sources].count("frame") == len(app.document.frames(row))
        assert any(source.kind == "joined" for source in view.hex.sources)
        assert view.hex.source is view.hex.sources[-1]


async def test_bytes_as_hex_bits_and_decimal() -> None:
    async with opened("w-none-plain.pcap", "tab", "tab") as (app, pilot):
        view = app.main.view
        assert isinstance(view, MessagesView)
        seen = []
        for _ in range(3):
            seen.append(view.hex.render_line(1).text[7:18])
            await typed(app, pilot, "#")
        assert seen == ["00 01 00 10", "00000000 00", "  0   1   0"]
