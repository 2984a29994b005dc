"""What the lines around a view say: how far the work in the background is, and what tabs count."""

from __future__ import annotations

import contextlib
from itertools import islice
from typing import TYPE_CHECKING, cast

from analyzer.tui.bridge import Bridge
from analyzer.tui.widgets.status_line import duration, grouped, progress_bar

if TYPE_CHECKING:
    from analyzer.tui.app import DlmscopeApp
    from analyzer.tui.main_screen import MainScreen


def progress_text(bridge: Bridge) -> str:
    """``indexing ████░░ 41 %  21 440 messages  12 s left``; empty where nothing is on its way."""
    for job in bridge.jobs.values():
        if job.total and job.done < job.total:
            return f"{job.name} {progress_bar(job.done, job.total)}"
    if bridge.document.complete or bridge.stopped:
        return ""
    done, total = bridge.progress
    count = f"{grouped(bridge.count)} messages"
    if not total:
        return count
    spent = bridge.clock.tick() - bridge.started
    left = f"  {duration(spent * (total - done) / done)} left" if done and spent > 1 else ""
    return f"indexing {progress_bar(done, total)}  {count}{left}  Esc stops here"


class Counts:
    """What the tabs of views say that were not looked at yet; a view that was says it itself."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self._seen = 0  # findings
        self._codes: set[str] = set()

    def of(self, name: str) -> str:
        document = cast("DlmscopeApp", self.main.app).document
        if name == "Sessions":
            return str(len(document.associations) or "")
        if name == "Findings":
            findings = document.index.findings
            with contextlib.suppress(RuntimeError):  # the indexer added one meanwhile: the next look counts it
                for found in islice(findings.values(), self._seen, None):
                    self._codes.update(finding.code for finding in found)
                self._seen = len(findings)
            return str(len(self._codes) or "")
        return ""
