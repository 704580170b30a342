"""Document → template: one unit a key, with what a translator needs to know about its place.

Nothing in a unit depends on its position (no line numbers, no "sentence 2 of 4"), so an inserted
paragraph changes its own entries only. No clock: the date is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.catalogs import review
from pipeline.catalogs.catalog import with_header
from pipeline.model import Block, BlockKind, Catalog, Document, Key, Language, Segment, Unit

__all__ = [
    "is_heading",
    "keep_date",
    "keep_review",
    "make_header",
    "make_template",
    "with_date_of_catalog",
    "with_dates",
]

PLACES = {
    BlockKind.TITLE: "Title of the leaflet",
    BlockKind.SUMMARY: "Summary below the title",
    BlockKind.AUDIENCE: "Whom the leaflet is for",
    BlockKind.PUBLISHER: "Name of the publisher",
    BlockKind.KEYWORD: "Keyword, for search engines",
}
CRITICAL = "Critical: a mistake here can harm a patient"

REMARKS = (CRITICAL, "Note: ", 'The source had the stray fragment "')
HEADINGS = (PLACES[BlockKind.TITLE], BlockKind.HEADING.capitalize())
UNDER_HEADINGS = f'" › {BlockKind.HEADING}'

DATES = ("POT-Creation-Date", "PO-Revision-Date")  # of a template: the same
DATE = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date): ([^"\\\n]+)\\n"$', re.MULTILINE)


def make_template(
    document: Document,
    *,
    project: str,
    created: str,
) -> Catalog:
    """The template of `document`: units in document order, equal keys joined to one unit.

    `created` is a PO date ("2024-10-31 00:00+0000"), see `keep_date`. `project` only goes into the
    header.
    """
    article = document.article
    units: dict[Key, Unit] = {}
    references = (article.path,)
    for block in document.blocks:
        of_block = _of_block(block)
        for segment in block.segments:
            lines = (*of_block, *_of_segment(segment)) if segment.resolutions else of_block
            unit = units.get(segment.key)
            if unit is None:
                units[segment.key] = Unit(segment.key, extracted=lines, references=references)
            else:
                joined = tuple(dict.fromkeys(unit.extracted + lines))
                units[segment.key] = replace(unit, extracted=joined)
    header = make_header(
        article.slug,
        project=project,
        created=created,
        language=document.language,
        digest=document.digest,
    )
    reviewed = review.review_of(article.metadata.reviewed, units)
    return Catalog(
        domain=article.slug,
        language=None,
        header=(*header, (review.WORDING, reviewed)) if reviewed else header,
        units=tuple(units.values()),
        header_comments=(f"Template for translations of “{article.metadata.title}”.",),
    )


def keep_review(template: Catalog, file: bytes) -> Catalog:
    """The template with what a file of it says of the review, if that was on the same day."""
    noted, now = review.review_in(file), template.header_value(review.WORDING)
    if not noted or not review.is_same_day(noted, now):
        return template
    return with_header(template, {review.WORDING: noted})


def keep_date(template: Catalog, before: Catalog | None) -> Catalog:
    """The template with the dates of the one `before` it, unless a msgid changed.

    Reordered units, other comments and another layout are no reason for a new date: the date is
    what every catalog copies, and would be a line of diff in each.
    """
    if before is None or _keys(template) != _keys(before):
        return template
    dates = {name: before.header_value(name) for name in DATES}
    return with_header(template, {name: date for name, date in dates.items() if date})


def with_dates(template: Catalog, file: bytes) -> Catalog:
    """The template with the dates that a file of it names, whatever else that says."""
    beginning = file.partition(b"\n\n")[0].decode(errors="replace")
    return with_header(template, dict(DATE.findall(beginning)))


def with_date_of_catalog(template: Catalog, catalog: Catalog | None) -> Catalog | None:
    """The template with the date that a catalog has of it; None where that has other msgids."""
    date = catalog.header_value("POT-Creation-Date") if catalog is not None else ""
    if catalog is None or not date or _keys(template) != _keys(catalog):
        return None
    return with_header(template, dict.fromkeys(DATES, date))


def _keys(catalog: Catalog) -> frozenset[Key]:
    return frozenset(unit.key for unit in catalog.units if not unit.obsolete)


def make_header(
    domain: str,
    *,
    project: str,
    created: str,
    digest: str = "",
    language: Language | None = None,
) -> tuple[tuple[str, str], ...]:
    """The header of a template; `digest` says for which text it was made, where that is known.

    `language` is that of the msgids: msgfmt warns of a header that names none.
    """
    fields = (
        ("Project-Id-Version", project),
        ("Report-Msgid-Bugs-To", ""),
        ("POT-Creation-Date", created),
        ("PO-Revision-Date", created),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", language.directory if language else ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Domain", domain),
    )
    return (*fields, ("X-Source-Digest", digest)) if digest else fields


def _of_block(block: Block) -> tuple[str, ...]:
    """The `#.` lines of every segment of a block: where it stands, then what its author says."""
    lines = [_place(block)]
    if block.critical:
        lines.append(CRITICAL)
    lines += [f"Note: {note}" for note in block.notes]
    return tuple(map(_on_one_line, lines))


def _of_segment(segment: Segment) -> Iterator[str]:
    """What we have to say besides: what was mended in its text."""
    for resolution in segment.resolutions:
        mended = resolution.replacement
        yield _on_one_line(
            f'The source had the stray fragment "{resolution.found}" here; '
            + (f'it now reads "{mended}".' if mended else "left out.")
        )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def is_heading(unit: Unit) -> bool:
    """Whether a unit of a template is a title or heading wherever its text stands."""
    places = [line for line in unit.extracted if not line.startswith(REMARKS)]
    return bool(places) and all(
        line in HEADINGS or line.endswith(UNDER_HEADINGS) for line in places
    )


def _place(block: Block) -> str:
    """`Heading: "Causes" › "1. Stress" › list item`."""
    if block.kind in PLACES:
        return PLACES[block.kind]
    if block.picture:
        what = "Label in" if block.kind is BlockKind.PICTURE_LABEL else "Description of"
        return f"{what} {block.picture}"
    if not block.heading_path:
        return block.kind.capitalize()
    path = " › ".join(f'"{heading}"' for heading in block.heading_path)
    return f"Heading: {path} › {block.kind}"
