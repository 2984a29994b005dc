"""Fixtures shared by all tests."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import settings

# A run that a shell started in the background inherits Ctrl-C ignored, and so would every program under test.
signal.signal(signal.SIGINT, signal.default_int_handler)

# What an example takes depends on what runs beside it: tests that are about time say so themselves.
settings.register_profile("dlmscope", settings(), deadline=None)
settings.load_profile("dlmscope")

# Tests that watch programs and screens in real time are tried once more: a busy machine is no fault of the program, and what is
# one fails again.
IN_REAL_TIME = ("tui", "e2e")
ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "captures"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real captures that stand beside the project on some machines; tests that need them are skipped elsewhere."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared/captures beside the project")
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.relative_to(ROOT / "tests").parts[0] in IN_REAL_TIME:
            item.add_marker(pytest.mark.flaky(reruns=1))
