"""Stray fragments of an article: found, resolved through the termbase, or reported.

A careless translation leaves text of another script behind (`and腰部 muscles`). What counts as
stray is `language.scripts`' decision, what is prose at all `protected`'s; here fragments get their
place, the termbase's reading with the right spacing, or a finding. No word is ever guessed: a
fragment that the termbase does not cover wholly stays as it is and is an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import SourceError
from pipeline.language import cldr
from pipeline.language.scripts import StrayRun, stray_runs
from pipeline.model import Article, Finding, Language, Resolution, Severity, Termbase, TermRule
from pipeline.source import gloss
from pipeline.source.protected import prose, without_brackets
from pipeline.source.termbase import readings_in
from pipeline.source.weaving import (
    EMPHASIS,
    FIRST_MARKER,
    MAX_PIECES,
    Piece,
    weave,
)

__all__ = ["FIRST_MARKER", "STRAY_FRAGMENT", "Fragment", "resolve", "scan", "stray_findings"]

STRAY_FRAGMENT = "stray-fragment"  # the id of the finding
SCANNED_FIELDS = ("title", "summary", "author", "publisher", "audience", "keywords")

_JOINERS = " -’'\u00a0"  # what stray_runs lets stand between two words of one run
_BRACKETS = {"(": ")", "（": "）", "[": "]", "［": "］"}
_LISTED_CODE_POINTS = 8
_TOLD_ONE_BY_ONE = 12  # fragments, in an article of which most is stray


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of an article that does not belong to its language."""

    found: str
    line: int  # 1-based, in the article's file
    column: int | None  # 1-based; None in front matter, where only the key's line is known
    start: int  # in the article's body, or in the front-matter value
    end: int
    script: str  # Unicode long name, "Han"
    kind: str  # "letters" or "punctuation"
    field: str = ""  # the front-matter key, or "" in the body
    resolution: Resolution | None = None  # what the termbase puts in its place
    suggestion: str = ""  # a dictionary's gloss; for people, never filled in


# ---------------------------------------------------------------------------------------- interface
def scan(
    article: Article,
    language: Language,
    *,
    termbase: Termbase | None = None,
    allow: frozenset[str] = frozenset(),
) -> tuple[Fragment, ...]:
    """All stray fragments of the article, front matter first, then by position.

    Those that the termbase resolves carry their Resolution. `suggestion` is left empty: only
    `stray_findings` opens the dictionary.
    """
    termbase = termbase or Termbase()
    fragments: list[Fragment] = []
    for key, value in _scanned_values(article):
        line = article.metadata.lines.get(key, 1)
        for fragment in _fragments(value, language, termbase, allow, line):
            fragments.append(replace(fragment, column=None, field=key))
    fragments += _fragments(article.body, language, termbase, allow, article.body_line)
    return tuple(fragments)


def resolve(
    body: str,
    language: Language,
    *,
    termbase: Termbase,
    allow: frozenset[str] = frozenset(),
    first_line: int = 1,
) -> tuple[str, tuple[Resolution, ...]]:
    """`body` with the fragments that the termbase covers replaced, and what was replaced.

    Resolution i is marked in the new body by chr(FIRST_MARKER + i) right before its replacement
    (where a fragment is removed, before what follows). Only fragments and the spaces beside them
    change, with the emphasis of a fragment that is removed; never a line break: line n stays
    line n. Without markers the new body is a fixed point: resolving it again changes nothing.
    `first_line` is the file's line on which `body` starts.
    """
    pieces = [p for p in _pieces(body, language, termbase, allow) if p.replacement is not None]
    if len(pieces) > MAX_PIECES:
        raise SourceError(
            f"{len(pieces)} fragments to resolve, more than {MAX_PIECES} in one article",
            line=first_line,
            hint="set the source language of the project right, or translate the article",
        )
    resolutions = tuple(
        Resolution(body[piece.start : piece.end], _shown(piece), *_place(body, piece, first_line))
        for piece in pieces
    )
    return (weave(body, pieces, language), resolutions) if pieces else (body, ())


def stray_findings(
    article: Article,
    language: Language,
    *,
    termbase: Termbase | None = None,
    allow: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """An error for each stray fragment that the termbase does not resolve, in scan's order.

    One for all of them where most of the article is stray: it is in another language.
    """
    termbase = termbase or Termbase()
    found = scan(article, language, termbase=termbase, allow=allow)
    stray = [fragment for fragment in found if fragment.resolution is None]
    letters = sum(len(each.found) for each in stray if each.kind == "letters" and not each.field)
    if len(stray) > _TOLD_ONE_BY_ONE and letters > sum(map(str.isalpha, article.body)) / 2:
        return (_of_all(stray, article, language),)
    return tuple(_finding(fragment, article, language, termbase) for fragment in stray)


def _of_all(stray: Sequence[Fragment], article: Article, language: Language) -> Finding:
    """That the article as a whole is in other letters than those of its language."""
    letters = [fragment for fragment in stray if fragment.kind == "letters"]
    scripts = Counter(fragment.script for fragment in letters)
    script, _ = scripts.most_common(1)[0]
    first = next(fragment for fragment in letters if not fragment.field)
    name = cldr.name_in(language, Language("en"))
    return Finding(
        STRAY_FRAGMENT,
        Severity.ERROR,
        article.path,
        first.line,
        f"most of the article is in {script} letters, and its language is {name}:"
        f" {len(stray)} fragments",
        hint="set [project] source_language in leaflets.toml, or put the article into a project of"
        " its language",
        article=article.slug,
    )


# ------------------------------------------------------------------------------------------ finding
def _scanned_values(article: Article) -> Iterator[tuple[str, str]]:
    for key in SCANNED_FIELDS:
        value = getattr(article.metadata, key)
        for text in (value,) if isinstance(value, str) else value:
            yield key, text


def _fragments(
    text: str, language: Language, termbase: Termbase, allow: frozenset[str], first_line: int
) -> Iterator[Fragment]:
    for piece in _pieces(text, language, termbase, allow):
        line, column = _place(text, piece, first_line)
        found = text[piece.start : piece.end]
        resolution = (
            Resolution(found, _shown(piece), line, column)
            if piece.replacement is not None
            else None
        )
        yield Fragment(
            found,
            line,
            column,
            piece.start,
            piece.end,
            piece.script,
            piece.kind,
            resolution=resolution,
        )


def _shown(piece: Piece) -> str:
    return piece.replacement or ""


def _place(text: str, piece: Piece, first_line: int) -> tuple[int, int]:
    """(line, column), both 1-based, of the piece's first character."""
    return (
        first_line + text.count("\n", 0, piece.start),
        piece.start - text.rfind("\n", 0, piece.start),
    )


def _finding(
    fragment: Fragment, article: Article, language: Language, termbase: Termbase
) -> Finding:
    listed = [f"U+{ord(character):04X}" for character in fragment.found]
    points = " ".join(listed[:_LISTED_CODE_POINTS]) + " …" * (len(listed) > _LISTED_CODE_POINTS)
    what = f"{fragment.script} characters" if fragment.kind == "letters" else "punctuation"
    where = f" (front matter: {fragment.field})" if fragment.field else ""
    name = cldr.name_in(language, Language("en"))
    start = None if fragment.column is None else fragment.column - 1
    return Finding(
        id=STRAY_FRAGMENT,
        severity=Severity.ERROR,
        path=article.path,
        line=fragment.line,
        column=fragment.column,
        article=article.slug,
        message=f"{what} {fragment.found!r} ({points}) in {_article(name)} {name} sentence{where}",
        hint=_hint(fragment, termbase),
        span=None if start is None else (start, start + len(fragment.found)),
    )


def _hint(fragment: Fragment, termbase: Termbase) -> str:
    if fragment.kind != "letters":
        return f"type the punctuation of the sentence's language, or resolve it in {termbase.path}"
    marked = f'<span lang="…">{fragment.found}</span>'
    hint = f"translate it, resolve it in {termbase.path}, or mark its language: {marked}"
    suggestion = fragment.suggestion or (
        gloss.suggest(fragment.found) if fragment.script == "Han" else ""
    )
    return f"{hint}; {suggestion}" if suggestion else hint


def _article(name: str) -> str:
    """The indefinite article before an English language name: "an English", "a Ukrainian"."""
    return "an" if name[:1] in "AEIO" or name.startswith(("Ur", "Uz", "Um")) else "a"


# ------------------------------------------------------------------------------------------- pieces
def _pieces(
    text: str, language: Language, termbase: Termbase, allow: frozenset[str]
) -> list[Piece]:
    """The fragments of `text` by position, each with its replacement where there is one."""
    allow = allow | {term.term for term in termbase.with_rule(TermRule.KEEP)}
    if not stray_runs(without_brackets(text), language, allow=allow):
        return []
    visible = prose(text, language)
    runs = _joined(stray_runs(visible, language, allow=allow), visible)
    if not runs:
        return []
    readings = _readings(termbase, language, allow)
    matches = _matches(visible, runs, readings)
    pieces = [_resolved(run, text, matches, readings) for run in runs]
    return _without_glosses(text, pieces)


def _joined(runs: Iterable[StrayRun], text: str) -> list[Piece]:
    """The runs as pieces: letters that touch are one (Han and kana), marks stay by themselves."""
    pieces: list[Piece] = []
    for run in runs:
        last = pieces[-1] if pieces else None
        if last and last.end == run.start and last.kind == run.kind == "letters":
            pieces[-1] = replace(last, end=run.end)
        elif run.kind == "letters":
            pieces.append(Piece(run.start, run.end, run.script, run.kind))
        else:
            pieces += [
                Piece(position, position + 1, run.script, run.kind)
                for position in range(run.start, run.end)
                if not text[position].isspace() or text[position] == "\u3000"
            ]
    return pieces


def _readings(
    termbase: Termbase, language: Language, allow: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """fragment → its readings in `language`, longest fragment first.

    A reading that would itself be stray is left out, so that resolving comes to an end.
    """
    readings = {
        term.term: usable
        for term in termbase.with_rule(TermRule.RESOLVE)
        if (
            usable := tuple(
                reading
                for reading in readings_in(term, language)
                if not stray_runs(reading, language, allow=allow)
            )
        )
    }
    return dict(sorted(readings.items(), key=lambda item: -len(item[0])))


def _matches(
    text: str, runs: Sequence[Piece], readings: Iterable[str]
) -> dict[int, tuple[int, str]]:
    """start → (end, term) of terms in stray text, longest first, none overlapping."""
    stray = {position for run in runs for position in range(run.start, run.end)}
    taken: set[int] = set()
    matches: dict[int, tuple[int, str]] = {}
    for term in readings:
        for found in re.finditer(re.escape(term), text):
            positions = range(found.start(), found.end())
            if stray.issuperset(positions) and taken.isdisjoint(positions):
                taken.update(positions)
                matches[found.start()] = (found.end(), term)
    return matches


def _resolved(
    run: Piece,
    text: str,
    matches: dict[int, tuple[int, str]],
    readings: dict[str, tuple[str, ...]],
) -> Piece:
    """The run with its replacement, if terms cover it from end to end: never half of it."""
    position = run.start
    terms: list[str] = []
    while position < run.end:
        if text[position] in _JOINERS and terms:
            position += 1
        elif position in matches and matches[position][0] <= run.end:
            position, term = matches[position]
            terms.append(term)
        else:
            return run
    parts = [readings[term][0] for term in terms]
    if run.kind == "punctuation" and _between_digits(text, run) and parts[0] in {*",.:;", ""}:
        return run  # `3，5 mg`: a decimal comma or a list? a person decides
    return replace(
        run,
        replacement=" ".join(part for part in parts if part),
        alternatives=readings[terms[0]] if len(terms) == 1 else (),
    )


def _between_digits(text: str, piece: Piece) -> bool:
    before, after = text[: piece.start].rstrip(" ")[-1:], text[piece.end :].lstrip(" ")[:1]
    return before.isdigit() and after.isdigit()


def _without_glosses(text: str, pieces: list[Piece]) -> list[Piece]:
    """Glosses in brackets that say again what stands before them become removals, brackets too."""
    removals = [removal for piece in pieces if (removal := _removal(text, piece)) is not None]
    if not removals:
        return pieces
    kept = [
        piece
        for piece in pieces
        if not any(gone.start <= piece.start < gone.end for gone in removals)
    ]
    return sorted([*kept, *removals], key=lambda piece: piece.start)


def _removal(text: str, piece: Piece) -> Piece | None:
    if piece.replacement is None or piece.kind != "letters":
        return None
    inside_start = len(text[: piece.start].rstrip(" " + EMPHASIS))
    inside_end = len(text) - len(text[piece.end :].lstrip(" " + EMPHASIS))
    opening, closing = (
        text[max(inside_start - 1, 0) : inside_start],
        text[inside_end : inside_end + 1],
    )
    if not closing or _BRACKETS.get(opening) != closing:
        return None
    if text[inside_end + 1 : inside_end + 2] in {"(", "["} and opening == "[":
        return None  # a link's text, not a gloss
    before = text[: inside_start - 1].rstrip(" " + EMPHASIS)
    said = any(_ends_with(before, words) for words in piece.alternatives or (piece.replacement,))
    if piece.replacement and not said:
        return None
    return replace(piece, start=inside_start - 1, end=inside_end + 1, replacement="")


def _ends_with(text: str, words: str) -> bool:
    """Whether `text` ends with `words` as whole words, in any case; a plural -s may follow them."""
    tail = text.casefold().removesuffix("s")
    wanted = words.casefold().removesuffix("s")
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}$", tail) is not None
