"""The page of findings, made from their catalogue: `python -m analyzer.export.findings > docs/findings.md`."""

from __future__ import annotations

from dissectors.session.findings import CATALOGUE, ERROR, NOTE, WARNING

_HEAD = """# Findings

Made from the catalogue in `dissectors/session/findings.py`. A *note* is information, a refusal, or a known deviation; a
*warning* a rule broken with everything still decoded; an *error* something not decoded, not checked or not completed.
"""


def page() -> str:
    """The Markdown page, worst first."""
    parts = [_HEAD]
    for severity in (ERROR, WARNING, NOTE):
        for entry in sorted(CATALOGUE.values()):
            if entry.severity == severity:
                clause = f" ({entry.clause})" if entry.clause else ""
                advice = f" {entry.advice}" if entry.advice else ""
                parts.append(f"**`{entry.code}`** · {severity} · {entry.title}{clause}\n: {entry.meaning}{advice}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(page(), end="")
