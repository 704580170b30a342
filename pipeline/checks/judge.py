"""One article, one catalog or one language judged by all the checks that it concerns. No I/O.

Owns what every check would otherwise repeat: which subjects and languages it is asked about, its
severity, suppressions, the place of a finding, and what happens where a check itself fails.
Each `judge_…` is a pure function of its arguments. Read next: `run`, which puts them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath, PurePosixPath
from types import MappingProxyType

from pipeline.checks import suppressions
from pipeline.checks.answers import Answer, Question
from pipeline.checks.check import Check, Context, Placed, Problem, Scope
from pipeline.checks.facts import Facts
from pipeline.checks.names import Names
from pipeline.checks.panel import Bench, Panel
from pipeline.checks.reading import Pair, Passage, Reading, Standing
from pipeline.checks.registry import IDS, NOTICES
from pipeline.checks.suppressions import Suppression
from pipeline.checks.wording import excerpt
from pipeline.language import cldr
from pipeline.model import (
    Block,
    Catalog,
    Document,
    Finding,
    Key,
    Language,
    Resolution,
    Unit,
)

INTERNAL_ERROR = "internal-error"
CRITICAL_REMARK = "Critical: "  # how catalogs mark such an entry, see catalogs.template


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, in no order, and which suppressions of the article were needed."""

    findings: tuple[Finding, ...]
    used: frozenset[Suppression] = frozenset()


class Surroundings:
    """What an article tells about the units of its catalogs, found out once for all languages."""

    def __init__(self, document: Document | None) -> None:
        self.document = document

    @cached_property
    def labels(self) -> frozenset[str]:
        """Of the article's link definitions."""
        if self.document is None:
            return frozenset()
        from pipeline.source.signature import reference_labels

        return reference_labels(self.document)

    @cached_property
    def standings(self) -> Mapping[Key, Standing]:
        """What the article tells about a unit's sentence."""
        resolutions: dict[Key, tuple[Resolution, ...]] = {}
        blocks: dict[Key, list[Block]] = {}
        for block in self.document.blocks if self.document else ():
            for segment in block.segments:
                blocks.setdefault(segment.key, []).append(block)
                if segment.resolutions:
                    known = resolutions.get(segment.key, ())
                    resolutions[segment.key] = known + segment.resolutions
        return MappingProxyType(
            {
                key: Standing(
                    any(block.critical for block in its),
                    frozenset(block.kind for block in its),
                    resolutions.get(key, ()),
                    self.labels,
                )
                for key, its in blocks.items()
            }
        )

    def standing(self, unit: Unit) -> Standing:
        """The same of a unit that is not in the article: what the entry itself tells."""
        is_critical = any(line.startswith(CRITICAL_REMARK) for line in unit.extracted)
        return Standing(is_critical, labels=self.labels)

    @cached_property
    def suppressions(self) -> Mapping[Key, tuple[Suppression, ...]]:
        """The suppressions that the article has for a unit."""
        return suppressions.by_key(self.document) if self.document else MappingProxyType({})


# ---------------------------------------------------------------------------------------- catalogs
def judge_catalog(
    path: str, catalog: Catalog, around: Surroundings, facts: Facts, panel: Panel
) -> Verdict:
    """One catalog, as a whole and unit by unit."""
    language = language_of(path, catalog)
    court = _Court(panel, path, language.tag if language else None, catalog.domain)
    if language is None:
        court.note("language-unknown", 1, LANGUAGE_UNKNOWN)
        return court.verdict()
    context = replace(_context(language, facts, panel), document=around.document)
    above = suppressions.above_header(catalog)
    court.judge(panel.active(Scope.CATALOG, language), catalog, context, 1, above)
    _judge_units(court, catalog, language, around, facts)
    return court.verdict()


def judge_units(
    path: str, catalog: Catalog, around: Surroundings, facts: Facts, panel: Panel
) -> Verdict:
    """The units of a catalog without asking about the catalog as a whole."""
    language = language_of(path, catalog)
    court = _Court(panel, path, language.tag if language else None, catalog.domain)
    if language is not None:
        _judge_units(court, catalog, language, around, facts)
    return court.verdict()


def _context(language: Language, facts: Facts, panel: Panel) -> Context:
    """What is the same for all units of a language: nothing of an article."""
    return Context(
        language=language,
        facts=facts,
        allow=panel.policy.allow,
        spelling=panel.policy.spelling,
        speller=panel.policy.speller(language),
    )


def _judge_units(
    court: _Court, catalog: Catalog, language: Language, around: Surroundings, facts: Facts
) -> None:
    panel, context = court.panel, _context(language, facts, court.panel)
    benches, answers = panel.benches(language), panel.answers
    standings, allowed_in = around.standings, around.suppressions
    names = Names(catalog)
    for unit in catalog.units:
        if unit.obsolete:
            continue
        state = unit.state
        standing = standings.get(unit.key) or around.standing(unit)
        if unit.plural:
            standing = standing._replace(is_plural=True)
        bench = benches[state, standing.is_plural]
        question = Question(unit.key.msgid, unit.msgstr, standing, state, language, facts)
        found = answers.known(question)
        if found is None:
            found = _answered(question, bench, context)
            answers.keep(question, found)
        if found:
            found = names.without_names(found)
        allowed = allowed_in.get(unit.key, ()) if allowed_in else ()
        if unit.comments:
            allowed = suppressions.in_unit(unit) + allowed
            for comment in suppressions.misspelt(unit):
                court.note("directive-unknown", unit.line or 1, _misspelt(comment), unit)
        if found or allowed:
            court.judge_unit(found, unit, allowed, asked=bench.checks)


def _answered(question: Question, bench: Bench, context: Context) -> Answer:
    """What the checks say about a unit; they are given nothing of it but the question."""
    pair = Pair(
        context.facts.reading(question.msgid),
        Reading(question.msgstr, question.language),
        question.standing,
    )
    return _asked(_concerned(bench, pair, context), pair, context)


def language_of(path: str, catalog: Catalog) -> Language | None:
    """The language of a catalog's translations, if CLDR knows it.

    Where neither folder nor header tell, the file's name may: "es.po".
    """
    language = catalog.language or Language.parse(PurePosixPath(path).stem)
    return language if cldr.is_known(language) else None


# --------------------------------------------------------------------------------------- languages
def judge_language(
    placed: Sequence[Placed], language: Language, facts: Facts, panel: Panel
) -> tuple[Finding, ...]:
    """What only all catalogs of a language together can tell."""
    context = Context(language=language, facts=facts, allow=panel.policy.allow)
    court = _Court(panel, "", locale=language.tag)
    checks = panel.active(Scope.LANGUAGE, language)
    for check in checks:
        for problem in _ask(check, tuple(placed), context):
            if problem.place is None:
                court.keep(check, 1, problem, None, ())
                continue
            court.path, court.article = problem.place.path, problem.place.domain
            unit = problem.place.unit
            allowed = suppressions.in_unit(unit)
            court.keep(check, unit.line or 1, problem, unit, allowed)
    return court.verdict().findings


# ---------------------------------------------------------------------------------------- articles
def judge_article(document: Document, facts: Facts, panel: Panel) -> Verdict:
    """An article: its stray fragments, its directives, its structure and its sentences."""
    from pipeline.source import fragments  # what reads articles, only where there is one
    from pipeline.source.document import directive_findings

    article = document.article
    court = _Court(panel, article.path, article=article.slug)
    if panel.policy.is_active("directive-unknown"):
        for finding in directive_findings(document):
            court.take(finding, ())
    for suppression in dict.fromkeys(suppressions.in_document(document)):
        line = suppressions.line_in(article, suppression.check)
        if not suppression.reason:
            court.note("suppression-without-reason", line, _without_reason(suppression))
        elif suppression.outdated:
            court.note("suppression-outdated", line, _outdated(suppression))
    if panel.policy.is_active(fragments.STRAY_FRAGMENT):
        found = fragments.stray_findings(
            article, document.language, termbase=facts.termbase, allow=panel.policy.allow
        )
        for finding in found:
            court.take(finding, suppressions.around(finding, document))
    context = Context(
        language=document.language,
        facts=facts,
        allow=panel.policy.allow,
        spelling=panel.policy.spelling,
        document=document,
    )
    _judge_structure(court, document, context, panel)
    _judge_passages(court, document, context, panel)
    return court.verdict()


def _judge_structure(court: _Court, document: Document, context: Context, panel: Panel) -> None:
    rows = document.article.body.split("\n")
    for check in panel.active(Scope.ARTICLE, document.language):
        for problem in _ask(check, document, context):
            line = problem.line or document.article.body_line
            row = line - document.article.body_line
            text = rows[row] if 0 <= row < len(rows) else ""
            blocks = {b.index for b in document.blocks if text and b.text and b.text in text}
            allowed = [
                each
                for each in suppressions.in_document(document)
                if not blocks or each.block in blocks
            ]
            court.keep(check, line, problem, None, tuple(allowed))


def _judge_passages(court: _Court, document: Document, context: Context, panel: Panel) -> None:
    from pipeline.source.document import segment_lines

    checks = panel.active(Scope.SEGMENT, document.language)
    lines: tuple[int, ...] = ()
    for block in document.blocks:
        allowed = suppressions.in_block(block)
        for segment in block.segments:
            passage = Passage(context.facts.reading(segment.key.msgid), segment, block)
            characters = passage.reading.characters
            for check in checks:
                if check.needs and check.needs.isdisjoint(characters):
                    continue
                for problem in _ask(check, passage, context):
                    lines = lines or segment_lines(document)
                    placed = _in_line(problem, segment.key.msgid, document, lines[segment.index])
                    court.keep(check, placed.line, placed, None, allowed)


def _in_line(problem: Problem, msgid: str, document: Document, line: int) -> Problem:
    """The problem with its line, and its span there instead of in the sentence."""
    if problem.span is None:
        return replace(problem, line=line)
    marked = msgid[slice(*problem.span)]
    rows = document.article.body.split("\n")
    first = line - document.article.body_line
    for row in range(max(first, 0), min(first + msgid.count(" ") + 2, len(rows))):
        sentence = rows[row].find(msgid)
        column = problem.span[0] + sentence if sentence >= 0 else rows[row].find(marked)
        if column >= 0 and marked.strip():
            span = (column, column + len(marked))
            return replace(problem, span=span, line=row + document.article.body_line)
    return replace(problem, span=None, line=line)


def judge_unused(document: Document, used: frozenset[Suppression], panel: Panel) -> Verdict:
    """The suppressions of an article, after everything that could have needed them."""
    article = document.article
    court = _Court(panel, article.path, article=article.slug)
    for suppression in dict.fromkeys(suppressions.in_document(document)):
        judged = suppression.check not in IDS or panel.policy.is_active(suppression.check)
        if suppression.holds and suppression not in used and judged:
            line = suppressions.line_in(article, suppression.check)
            court.note("unused-suppression", line, _unused(suppression))
    return court.verdict()


# --------------------------------------------------------------------------------------- the court
@dataclass(slots=True)
class _Court:
    """Where the findings about one file are kept, unless they are suppressed."""

    panel: Panel
    path: str
    locale: str | None = None
    article: str | None = None
    findings: list[Finding] = field(default_factory=list)
    used: set[Suppression] = field(default_factory=set)

    def verdict(self) -> Verdict:
        return Verdict(tuple(self.findings), frozenset(self.used))

    def judge(
        self,
        checks: Sequence[Check],
        subject: Catalog,
        context: Context,
        line: int,
        allowed: tuple[Suppression, ...],
    ) -> None:
        """Ask each of the checks about the catalog, then judge the suppressions above it."""
        needed: set[Suppression] = set()
        for check in checks:
            for problem in _ask(check, subject, context):
                needed |= self.keep(check, line, problem, None, allowed)
        self._judge_suppressions(allowed, needed, {check.id for check in checks}, line, None)

    def judge_unit(
        self,
        found: Answer,
        unit: Unit,
        allowed: tuple[Suppression, ...],
        *,
        asked: list[Check],
    ) -> None:
        """Keep what the checks found about the unit, then judge the suppressions beside it."""
        line = unit.line or 1
        needed: set[Suppression] = set()
        for check, problem in found:
            needed |= self.keep(check, line, problem, unit, allowed)
        if allowed:
            ids = {check.id for check in asked}
            self._judge_suppressions(allowed, needed, ids, line, unit)

    def _judge_suppressions(
        self,
        allowed: tuple[Suppression, ...],
        needed: set[Suppression],
        asked: set[str],
        line: int,
        unit: Unit | None,
    ) -> None:
        for suppression in allowed:
            if suppression.block is not None:
                continue  # stands in the article: judged once, after all languages
            if not suppression.reason:
                self.note("suppression-without-reason", line, _without_reason(suppression), unit)
            elif suppression.outdated:
                self.note("suppression-outdated", line, _outdated(suppression), unit)
            elif suppression not in needed and (
                suppression.check in asked or suppression.check not in IDS
            ):
                self.note("unused-suppression", line, _unused(suppression), unit)

    def keep(
        self,
        check: Check,
        line: int,
        problem: Problem,
        unit: Unit | None,
        allowed: tuple[Suppression, ...],
    ) -> set[Suppression]:
        """Keep a problem as a finding unless it is suppressed; what suppressed it."""
        identifier, severity = check.id, problem.severity or check.severity
        if isinstance(problem, _Failure):
            identifier, severity = INTERNAL_ERROR, NOTICES[INTERNAL_ERROR].severity
        return self.take(
            Finding(
                id=identifier,
                severity=severity,
                path=self.path,
                line=line,
                message=problem.message,
                hint=problem.hint,
                column=None if unit or problem.span is None else problem.span[0] + 1,
                locale=self.locale,
                article=self.article,
                msgctxt=unit.key.msgctxt if unit else None,
                msgid=unit.key.msgid if unit else None,
                msgstr=unit.msgstr if unit else None,
                span=problem.span,
                fix=problem.fix,
            ),
            allowed,
        )

    def take(self, finding: Finding, allowed: tuple[Suppression, ...]) -> set[Suppression]:
        """Keep a finding unless it is suppressed; returns the suppressions that it needed."""
        needed = {
            suppression
            for suppression in allowed
            if suppression.check == finding.id
            and suppression.holds
            and finding.id != INTERNAL_ERROR
        }
        self.used |= {each for each in needed if each.block is not None}
        if not needed:
            severity = self.panel.policy.severities.get(finding.id, finding.severity)
            self.findings.append(replace(finding, severity=severity))
        return needed

    def note(self, identifier: str, line: int, problem: Problem, unit: Unit | None = None) -> None:
        """A finding with the id of a notice."""
        if self.panel.policy.is_active(identifier):
            notice = NOTICES[identifier]
            self.take(
                Finding(
                    id=identifier,
                    severity=notice.severity,
                    path=self.path,
                    line=line,
                    message=problem.message,
                    hint=problem.hint,
                    locale=self.locale,
                    article=self.article,
                    msgctxt=unit.key.msgctxt if unit else None,
                    msgid=unit.key.msgid if unit else None,
                    msgstr=unit.msgstr if unit else None,
                ),
                (),
            )


@dataclass(frozen=True, slots=True)
class _Failure(Problem):
    """Not a mistake of the content but of a check."""


def _concerned(bench: Bench, pair: Pair, context: Context) -> list[Check]:
    """The checks that can have anything to say; all of them where that can't be found out."""
    try:
        return bench.about(pair, context)
    except Exception:  # told with its place by the check that fails in the same way
        return bench.checks


def _asked(checks: list[Check], pair: Pair, context: Context) -> list[tuple[Check, Problem]]:
    """What the checks say about a unit; asked one by one only where one of them fails."""
    try:
        return [(check, problem) for check in checks for problem in check.function(pair, context)]
    except Exception:  # told with its place by _ask
        return [(check, problem) for check in checks for problem in _ask(check, pair, context)]


def _ask(
    check: Check,
    subject: Pair | Catalog | Document | Passage | tuple[Placed, ...],
    context: Context,
) -> Iterator[Problem]:
    """The problems that one check has with one subject; its own failure is one too."""
    try:
        yield from check.function(subject, context)
    except Exception as error:  # whatever it is, the other checks and units go on
        import traceback

        frame = traceback.extract_tb(error.__traceback__)[-1]
        yield _Failure(
            f"the check '{check.id}' failed here: {type(error).__name__}: {error}",
            hint="read this translation with care, and report the failure with the entry "
            f"({PurePath(frame.filename).name}:{frame.lineno})",
        )


# -------------------------------------------------------------------------------------- the notices
LANGUAGE_UNKNOWN = Problem(
    "the catalog does not say which language it is in, or CLDR does not know that language",
    hint='write its tag into the header: "Language: pt_BR\\n"',
)


def _misspelt(comment: str) -> Problem:
    return Problem(
        f"the comment {excerpt(comment)} says nothing that is known here",
        hint="write: # leaflets: allow CHECK-ID: reason",
    )


def _without_reason(suppression: Suppression) -> Problem:
    if suppression.check.endswith(","):
        return Problem(
            "a suppression of several checks is not obeyed",
            hint="give each check a line of its own",
        )
    return Problem(
        f"the suppression of '{suppression.check}' gives no reason and is not obeyed",
        hint=f"write it behind a colon: leaflets: allow {suppression.check}: reason",
    )


def _outdated(suppression: Suppression) -> Problem:
    return Problem(
        f"the text has changed since '{suppression.check}' was allowed here: "
        f"{excerpt(suppression.reason)}",
        hint="read it again; if it still holds, remove the mark '[text …]', else the whole line",
    )


def _unused(suppression: Suppression) -> Problem:
    return Problem(
        f"the suppression of '{suppression.check}' suppresses nothing here: "
        f"{excerpt(suppression.reason)}",
        hint=suppressions.advice(suppression.check, IDS),
    )
