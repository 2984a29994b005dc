"""Fixtures shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "captures"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real captures that stand beside the project on some machines; tests that need them are skipped elsewhere."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared/captures beside the project")
    return SHARED
