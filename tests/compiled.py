"""`python -m tests.compiled`: build the core with mypyc into an environment of its own and run the core's tests there.

Nothing is written into the tree: sources are copied, compiled to a wheel, and installed beside the tests elsewhere.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ("tests/property", "tests/unit/test_apdu.py", "tests/unit/test_cli.py", "tests/golden", "tests/contract")
SETUP = """
from mypyc.build import mypycify
from setuptools import setup

modules = {modules!r}
setup(ext_modules=mypycify(["--ignore-missing-imports", *modules], opt_level="3"))
"""
# Modules left pure: tables filled across modules, and names that callers patch.
PURE = ("__init__.py",)


def main() -> None:
    """Copy, build, install, test. Raises CalledProcessError where a step fails."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "source"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "*_cache", "__pycache__", "build"))
        modules = [
            str(path.relative_to(copy))
            for path in sorted((copy / "dissectors/core").glob("*.py"))
            if path.name not in PURE
        ]
        (copy / "mypy.ini").write_text("[mypy]\npython_version = 3.11\nfollow_imports = silent\n")
        (copy / "setup.py").write_text(SETUP.format(modules=modules))
        home = Path(folder) / "environment"
        venv.create(home, with_pip=True)
        python = home / "bin" / "python"
        run(
            python,
            "-m",
            "pip",
            "install",
            "-q",
            "--upgrade",
            "setuptools>=77",
            "wheel",
            "mypy",
            "pytest",
            "pytest-asyncio",
            "hypothesis",
        )
        run(python, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, str(copy))
        (wheel,) = Path(folder).glob("dlmscope-*.whl")
        run(python, "-m", "pip", "install", "-q", str(wheel))
        elsewhere = Path(folder) / "tests-only"
        elsewhere.mkdir()
        for name in ("tests", "captures", "pyproject.toml"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, elsewhere / name)
        probe = "import dissectors.core.reader as r; assert r.__file__.endswith('.so'), r.__file__; print(r.__file__)"
        run(python, "-c", probe, cwd=elsewhere)
        run(python, "-m", "pytest", "-q", *TESTS, cwd=elsewhere)


def run(*arguments: object, cwd: Path | None = None) -> None:
    subprocess.run([str(argument) for argument in arguments], check=True, cwd=cwd)


if __name__ == "__main__":
    sys.exit(main())
