"""Files that commands write: whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from analyzer.cli.common import fail


@contextmanager
def replacing(name: str, force: bool) -> Iterator[str]:
    """A path to write to, which takes the place of ``name`` when all went well. A failure is one clear line."""
    if os.path.exists(name) and not force:
        fail(f"{name}: exists; --force replaces it")
    temporary = f"{name}.part"
    try:
        yield temporary
        os.replace(temporary, name)
    except OSError as error:
        fail(f"{name}: cannot be written: {error.strerror or error}")
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)
