"""How far the translations are: the contract of `leaflets status`, as JSON and as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipeline.model import Coverage

# language tag → slug → coverage, in the order in which to show them
CoverageByLocale = Mapping[str, Mapping[str, Coverage]]


def render_json(coverage: CoverageByLocale) -> str:
    """`{"locales": {tag: {"total", …, "articles": {slug: {"total", …}}}}}`."""
    locales = {
        tag: _counts(total(articles))
        | {"articles": {slug: _counts(each) for slug, each in articles.items()}}
        for tag, articles in coverage.items()
    }
    return json.dumps({"locales": locales}, ensure_ascii=False, indent=2) + "\n"


def total(articles: Mapping[str, Coverage]) -> Coverage:
    """All articles together."""
    return sum(articles.values(), Coverage())


def _counts(coverage: Coverage) -> dict[str, object]:
    return {
        "total": coverage.total,
        "translated": coverage.translated,
        "fuzzy": coverage.fuzzy,
        "untranslated": coverage.untranslated,
    }


HEADINGS = ("language", "article", "translated", "fuzzy", "missing", "of")


def rows(coverage: CoverageByLocale) -> list[tuple[str, ...]]:
    """The cells below HEADINGS: for each language its articles, then, if several, all together."""
    found: list[tuple[str, ...]] = []
    for tag, articles in coverage.items():
        found += [_row(tag, slug, each) for slug, each in articles.items()]
        if len(articles) != 1:
            found.append(_row(tag, "all", total(articles)))
    return found


def _row(tag: str, name: str, coverage: Coverage) -> tuple[str, ...]:
    return (
        tag,
        name,
        coverage.shown,
        str(coverage.fuzzy),
        str(coverage.untranslated),
        str(coverage.total),
    )


def render_text(coverage: CoverageByLocale) -> str:
    """The table as plain text: columns aligned, numbers to the right."""
    table = [HEADINGS, *rows(coverage)]
    widths = [max(len(row[column]) for row in table) for column in range(len(HEADINGS))]
    return "".join(f"{_aligned(row, widths)}\n" for row in table)


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        cell.ljust(width) if column < 2 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
