"""Keys: what each opens, what stays closed and why; more keys are tried, taken and taken back here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from analyzer.keys import BESIDE, KeysError, load_keys, save_meter
from analyzer.survey.key_report import Closed, Report, Use, key_files, removable, report
from analyzer.survey.why import Why, why_closed, why_key
from analyzer.tui.bridge import Job
from analyzer.tui.dialogs.confirm import Confirm
from analyzer.tui.dialogs.key_form import KeyForm, Typed
from analyzer.tui.follow import Follower
from analyzer.tui.views.base import View
from analyzer.tui.widgets.key_list import KeyList, KeySummary
from analyzer.tui.widgets.row_list import RowList
from analyzer.tui.widgets.status_line import grouped, progress_bar
from analyzer.tui.widgets.why_card import WhyCard
from dissectors.security.key_ring import KeyEntry, KeyRef

JOB = "decrypting again"


class KeysView(View):
    """The list at the left, what the cursor's line means at the right (below, where it is narrow)."""

    NAME = "Keys"
    DEFAULT_CSS = """
    KeysView > Horizontal { height: 1fr; }
    KeysView #key-list { width: 2fr; height: 1fr; }
    KeysView #key-card { width: 1fr; height: 1fr; border-left: solid $secondary; }
    KeysView.-low > Horizontal { layout: vertical; }
    KeysView.-low #key-list { width: 1fr; }
    KeysView.-low #key-card { width: 1fr; height: 7; border-left: none; border-top: solid $secondary; }
    """

    def compose(self) -> ComposeResult:
        self.follower = Follower(self.bridge, "counting keys", self._report, self._take)
        self.summary = KeySummary()
        self.list = KeyList()
        self.card = WhyCard(id="key-card")
        yield self.summary
        with Horizontal():
            yield self.list
            yield self.card

    def on_mount(self) -> None:
        self.set_interval(1 / 5, self._advance)
        self.recount()

    def on_resize(self) -> None:
        self.set_class(self.size.width < 140, "-low")

    def on_batch(self) -> None:
        self.follower.batch()

    def on_reset(self) -> None:
        self.recount()

    def explanation(self) -> Why | None:
        return self.card.why

    def tab_count(self) -> str:
        found = self.list.report
        closed = found.failed + found.no_key
        return f"{grouped(closed)} closed" if closed else ""

    # --- what there is ----------------------------------------------------------------------------

    def recount(self) -> None:
        """Count again, in a worker."""
        self.follower.look()

    def _report(self) -> Callable[[Job], Report]:
        return lambda job: report(self.document)

    def _take(self, found: Report) -> None:
        here = self.list.entry
        self.list.report = found
        listed: list[Use | Closed] = [*found.uses, *found.closed]
        places = [at for at, each in enumerate(listed) if here is not None and _same(each, here)]
        self.list.renew(places[0] if places else max(0, self.list.cursor))
        parts = [f"{grouped(found.verified)} verified"]
        parts += [f"{grouped(found.unverified)} not verified"] if found.unverified else []
        parts += [f"{grouped(found.failed)} not opened by the keys at hand"] if found.failed else []
        parts += [f"{grouped(found.no_key)} without a key"] if found.no_key else []
        entries = self.document.ring.entries if self.document.ring is not None else []
        origins = {entry.origin for entry in entries}
        self.summary.text = f"{_plural(len(origins), 'meter')} with keys   {' · '.join(parts)}"
        self.summary.refresh()
        self.main.chrome()

    def _advance(self) -> None:
        job = self.bridge.jobs.get(JOB)
        progress = f"{JOB} {progress_bar(job.done, job.total)}" if job is not None and job.total else ""
        if progress != self.summary.progress:
            self.summary.progress = progress
            self.summary.refresh()

    @on(RowList.Highlighted, "#key-list")
    def _highlighted(self) -> None:
        entry = self.list.entry
        if isinstance(entry, Closed):
            self.card.explain(why_closed(self.document, entry))
        else:
            self.card.explain(why_key(entry) if entry is not None else None)

        self._tell()

    def _tell(self) -> None:
        """What the status line says of the selection."""
        entry = self.list.entry
        if not self.display:
            return
        if isinstance(entry, Use):
            self.main.select_text(f"{entry.field} of {entry.meter or 'a device'} · from {entry.origin}")
        else:
            self.main.select_text(f"closed from message {entry.first} on" if entry is not None else "")

    def focus_first(self) -> None:
        self.list.focus()
        self._tell()

    @on(WhyCard.Followed)
    async def _followed(self, event: WhyCard.Followed) -> None:
        event.stop()
        if event.row:
            await self.main.goto(event.row)
        elif "add-key" in event.actions:
            await self.do_add_key()

    @on(RowList.Selected, "#key-list")
    def _selected(self) -> None:
        self.main.run_worker(self.do_add_key(), exit_on_error=False)

    def selected_row(self) -> int | None:
        entry = self.list.entry
        return entry.first if isinstance(entry, Closed) else None

    # --- what can be done -------------------------------------------------------------------------

    async def do_add_key(self) -> None:
        """Ask for keys, for the sender that the cursor is on, and take them."""
        entry = self.list.entry
        title = entry.title if entry is not None else None
        meter = entry.meter if entry is not None else ""
        typed: Typed | None = await self.main.open_dialog(KeyForm(meter, title, self._file()))
        if typed is None:
            return
        if typed.save is not None:
            try:
                save_meter(typed.save, typed.fields)
                self.main.toast(f"saved to {typed.save}")
            except KeysError as error:
                self.main.toast(str(error), "error")
        self.take(typed.entries)

    def take(self, entries: list[KeyEntry]) -> None:
        """Take keys, and decrypt again: rows change in place."""
        document = self.document

        def work(job: Job) -> None:
            for rows in document.add_keys(entries):
                job.progress(rows, document.count)

        self.bridge.run(JOB, work, lambda _: self._changed())

    def load(self, path: str) -> None:
        """Take the keys of a key file."""
        try:
            entries = load_keys(path)
        except KeysError as error:
            self.main.status(str(error), "error")
            return
        self.take(entries)
        self.main.toast(f"{_plural(len(entries), 'entry', 'entries')} of {path}")

    async def do_remove_key(self) -> None:
        """Take the key that the cursor is on back, after asking."""
        entry = self.list.entry
        if not isinstance(entry, Use):
            return
        if not removable(entry.ref):
            self.main.status(
                "learnt from the capture, or used for more than opening: it cannot be taken back", "warning"
            )
            return
        opens = entry.verified + entry.unverified
        question = f"{entry.field} of {entry.meter} opens {_plural(opens, 'message')}, which may close. Key files stay as they are."
        if await self.main.open_dialog(Confirm("Take this key back?", question)):
            self._withdraw(entry.ref)

    def _withdraw(self, ref: KeyRef) -> None:
        document = self.document

        def work(job: Job) -> None:
            for rows in document.withdraw_key(ref):
                job.progress(rows, document.count)

        self.bridge.run(JOB, work, lambda _: self._changed())

    def _changed(self) -> None:
        """Rows say other things now."""
        self.bridge.filter_again()
        self.main.reset_views()
        self.recount()
        self.main.toast("decrypted again")

    def _file(self) -> Path | None:
        """The key file in use, else the one that would lie beside the capture."""
        for path in key_files(self.document):
            return path
        name = Path(self.document.capture.name)
        return name.parent / BESIDE if name.is_file() else None


def _plural(count: int, one: str, many: str = "") -> str:
    return f"{grouped(count)} {one if count == 1 else many or one + 's'}"


def _same(one: Use | Closed, other: Use | Closed) -> bool:
    if isinstance(one, Use) and isinstance(other, Use):
        return one.ref == other.ref
    return isinstance(one, Closed) and isinstance(other, Closed) and one[:4] == other[:4]
