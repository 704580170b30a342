"""A small content project, and the command line as its users type it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import main

ARTICLE = """---
title: Taking ibuprofen safely
summary: What to know before the first tablet.
publisher: Riverside Clinic
date: 2025-03-04
---

Take 5 mg twice a day. Do **not** take more. Ask [your pharmacist](https://example.org/ask) first.

## When it hurts

- Rest for 10 minutes.
- Keep your back warm.
"""

TERMBASE = "term\tlanguage\trule\tnote\ten\tes\n腰部\tzh\tresolve\t\tlower back\tzona lumbar\n"

SPANISH = {
    "Taking ibuprofen safely": "Cómo tomar ibuprofeno con seguridad",
    "What to know before the first tablet.": "Lo que hay que saber antes del primer comprimido.",
    "Riverside Clinic": "Clínica Riverside",
    "Take 5 mg twice a day.": "Tome 5 mg dos veces al día.",
    "Do **not** take more.": "**No** tome más.",
    "Ask [your pharmacist](https://example.org/ask) first.": "Pregunte antes a [su farmacéutico](https://example.org/ask).",
    "When it hurts": "Cuando duele",
    "Rest for 10 minutes.": "Descanse 10 minutos.",
    "Keep your back warm.": "Mantenga la espalda abrigada.",
}

LONG_AGO = 1_700_000_000
SETTINGS = '[project]\nname = "Clinic"\nlanguages = ["es"]\n'


def write_article(root: Path, slug: str, texts: tuple[str, ...]) -> None:
    """An article of these paragraphs, in a project of any kind."""
    head = f"---\ntitle: About the {slug}\ndate: 2025-03-04\n---\n\n"
    body = "\n\n".join(texts)
    (root / "source" / f"{slug}.md").write_text(f"{head}{body}\n", encoding="utf-8")


def catalog_path(root: Path, slug: str, tag: str) -> Path:
    """Where its catalog in a language lies."""
    return root / "locales" / tag / "LC_MESSAGES" / f"{slug}.po"


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Site:
    """A content project in a folder of its own, and `leaflets` run in it."""

    root: Path
    run: Callable[..., Result]

    @property
    def article(self) -> Path:
        return self.root / "source" / "ibuprofen.md"

    @property
    def catalog(self) -> Path:
        return self.root / "locales" / "es" / "LC_MESSAGES" / "ibuprofen.po"

    def page(self, tag: str) -> str:
        return (self.root / "dist" / tag / "ibuprofen.html").read_text(encoding="utf-8")

    def main_of(self, tag: str) -> str:
        found = re.search(r'<main id="article"[^>]*>(.*)</main>', self.page(tag), re.DOTALL)
        assert found is not None
        return found[1]

    def edit(self, path: Path, old: str, new: str) -> int:
        """Replace text that is there exactly once; returns its 1-based line."""
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (old, text.count(old))
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def state(self) -> dict[str, tuple[bytes, int]]:
        """Content and modification time of every file, but the lock and record of our own."""
        return {
            path.relative_to(self.root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".leaflets" not in path.parts
        }


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """The project with its Spanish catalog complete."""
    root = tmp_path / "clinic"
    (root / "source").mkdir(parents=True)
    (root / "leaflets.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "source" / "ibuprofen.md").write_text(ARTICLE, encoding="utf-8")
    (root / "source" / "termbase.tsv").write_text(TERMBASE, encoding="utf-8")

    def run(*arguments: str) -> Result:
        capsys.readouterr()
        command, *rest = arguments
        code = main([command, "--root", str(root), *rest])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    made = Site(root, run)
    assert run("update").code == 0
    text = made.catalog.read_text(encoding="utf-8")
    for msgid, msgstr in SPANISH.items():
        entry = f'msgid "{msgid}"\nmsgstr ""'
        assert entry in text
        text = text.replace(entry, f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    made.catalog.write_text(text, encoding="utf-8")
    return made


def settle(site: Site, time: int = LONG_AGO) -> None:
    """Let the sources be old: what was changed a moment ago is looked at again in any case."""
    sources = (path for name in ("source", "locales") for path in (site.root / name).rglob("*"))
    for path in (site.root / "leaflets.toml", *sources):
        if path.stat().st_mtime > time:
            os.utime(path, (time, time))
