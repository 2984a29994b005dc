"""The mouse: select, open, drag a header's edge, tabs, footer, bytes, menus, wheel."""

from __future__ import annotations

from analyzer.tui.views.messages import MessagesView
from analyzer.tui.widgets.footer import FooterLine
from analyzer.tui.widgets.menu import Menu
from analyzer.tui.widgets.tabs_bar import TabsBar
from tests.tui.views import opened, screen_text, settle

PLAIN = "w-none-plain.pcap"


async def test_a_click_selects_and_a_double_click_opens() -> None:
    async with opened(PLAIN) as (app, pilot):
        view = app.main.view
        assert isinstance(view, MessagesView)
        await pilot.click(view.list, offset=(20, 5))
        await settle(app, pilot)
        assert view.selected_row() == 5 and app.focused is view.list
        await pilot.click(view.list, offset=(20, 7), times=2)
        await settle(app, pilot)
        assert view.selected_row() == 7 and app.focused is view.nodes


async def test_a_click_on_a_sign_opens_a_node_and_on_a_byte_finds_it() -> None:
    async with opened(PLAIN) as (app, pilot):
        view = app.main.view
        assert isinstance(view, MessagesView)
        assert "version  1" not in screen_text(app)
        await pilot.click(view.nodes, offset=(1, 1))
        await settle(app, pilot)
        assert "version  1" in screen_text(app)
        await pilot.click(view.hex, offset=(7, 1))
        await settle(app, pilot)
        line = view.nodes.current()
        assert view.hex.at_byte == 0 and line is not None and line.text.startswith("version")


async def test_the_other_button_asks_what_to_do() -> None:
    async with opened(PLAIN) as (app, pilot):
        view = app.main.view
        assert isinstance(view, MessagesView)
        await pilot.click(view.list, offset=(20, 4), button=3)
        await settle(app, pilot)
        assert isinstance(app.screen, Menu) and view.selected_row() == 4
        await pilot.press("escape")
        await settle(app, pilot)
        assert app.screen is app.main


async def test_tabs_and_footer_take_clicks() -> None:
    async with opened(PLAIN) as (app, pilot):
        tabs = app.main.query_one(TabsBar)
        start = next(start for start, _, number in tabs._spans if number == 4)
        await pilot.click(tabs, offset=(start + 1, 0))
        await settle(app, pilot)
        assert app.main.number == 4
        await app.main.show_view(1)
        await settle(app, pilot)
        footer = app.main.query_one(FooterLine)
        at = next(start for start, _, action in footer._spans if action.id == "answer")
        await pilot.click(footer, offset=(at + 1, 0))
        await settle(app, pilot)
        assert app.main.view is not None and app.main.view.selected_row() == 2


async def test_a_headers_edge_is_dragged() -> None:
    async with opened(PLAIN, size=(160, 36)) as (app, pilot):
        view = app.main.view
        assert isinstance(view, MessagesView)
        place = next(place for place in view.list.places() if place.column.id == "service")
        edge = 1 + place.x + place.width
        await pilot.mouse_down(view.list, offset=(edge, 0))
        await pilot.hover(view.list, offset=(edge + 8, 0))
        await pilot.mouse_up(view.list, offset=(edge + 8, 0))
        await settle(app, pilot)
        wider = next(each for each in view.list.places() if each.column.id == "service")
        assert wider.width == place.width + 8
        assert wider.x == next(each.x for each in view.list.places() if each.column.id == "service")


async def test_borders_between_panes_are_dragged() -> None:
    async with opened(PLAIN) as (app, pilot):
        view = app.main.view
        assert isinstance(view, MessagesView)
        before = view.list.size.height, view.nodes.size.width
        await pilot.mouse_down(view.nodes, offset=(10, 0))
        await pilot.hover(view.list, offset=(10, 6))
        await pilot.mouse_up(view.list, offset=(10, 6))
        await settle(app, pilot)
        assert view.list.size.height < before[0] - 5
        await pilot.mouse_down(view.hex, offset=(0, 0))
        await pilot.hover(view.nodes, offset=(30, 3))
        await pilot.mouse_up(view.nodes, offset=(30, 3))
        await settle(app, pilot)
        assert view.nodes.size.width < before[1] - 20


async def test_a_click_takes_a_candidate() -> None:
    async with opened(PLAIN, "/", *"serv") as (app, pilot):
        popup = app.main.filtering.popup
        assert popup.display
        wanted = popup.choices[1]
        await pilot.click(popup, offset=(3, 1))
        await settle(app, pilot)
        assert app.main.filtering.bar.input.value.startswith(wanted.text)
        assert app.main.filtering.bar.input.has_focus
