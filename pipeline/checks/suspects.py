"""Sentences of an article that several languages get wrong in the same way: perhaps it is at fault.

Looks at findings, not at texts: where half of the translators state another number, the source may
state it badly. Only information; the findings themselves stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from pipeline.checks.judge import Surroundings, Verdict, language_of
from pipeline.checks.policy import Policy
from pipeline.checks.registry import CONTENT, NOTICES
from pipeline.checks.suppressions import Suppression
from pipeline.checks.wording import excerpt, listing
from pipeline.model import Catalog, Finding, Key, Language, State

__all__ = ["are_suspect", "judge_suspects"]

SOURCE_SUSPECT = "source-suspect"
MIN_LANGUAGES = 2
MIN_SHARE = 0.5  # of the languages that have a translation of the sentence


def are_suspect(findings: Iterable[Finding]) -> bool:
    """Whether `judge_suspects` could say anything about these: it need not be asked otherwise."""
    return any(len(by_locale) >= MIN_LANGUAGES for by_locale in _groups(findings).values())


def judge_suspects(
    findings: Sequence[Finding],
    catalogs: Mapping[str, Catalog],
    around: Surroundings,
    policy: Policy,
) -> Verdict:
    """What the findings about the catalogs of one article say about its sentences together."""
    if not policy.is_active(SOURCE_SUSPECT):
        return Verdict(())
    groups = {
        group: by_locale
        for group, by_locale in _groups(findings).items()
        if len(by_locale) >= MIN_LANGUAGES
    }
    languages = _languages_with({key for key, _ in groups}, catalogs)
    kept: list[Finding] = []
    used: set[Suppression] = set()
    for (key, identifier), by_locale in groups.items():
        if len(by_locale) < MIN_SHARE * len(languages[key]):
            continue
        needed = {
            each
            for each in around.suppressions.get(key, ())
            if each.check == SOURCE_SUSPECT and each.holds
        }
        used |= needed
        if not needed:
            kept.append(_finding(key, identifier, by_locale, around, policy))
    return Verdict(tuple(kept), frozenset(used))


def _groups(findings: Iterable[Finding]) -> dict[tuple[Key, str], dict[str, Finding]]:
    """(sentence, check) → language → its first finding; content only."""
    groups: dict[tuple[Key, str], dict[str, Finding]] = {}
    for finding in findings:
        if finding.id in CONTENT and finding.locale is not None and finding.msgid is not None:
            group = groups.setdefault((Key(finding.msgctxt, finding.msgid), finding.id), {})
            other = group.get(finding.locale)
            if other is None or (finding.path, finding.line) < (other.path, other.line):
                group[finding.locale] = finding
    return groups


def _languages_with(
    keys: Set[Key], catalogs: Mapping[str, Catalog]
) -> Mapping[Key, set[Language | None]]:
    """The languages that have a translation of each of these sentences."""
    found: dict[Key, set[Language | None]] = {key: set() for key in keys}
    for path, catalog in catalogs.items() if keys else ():
        language = language_of(path, catalog)
        for unit in catalog.units:
            if unit.key in keys and unit.state is State.TRANSLATED:
                found[unit.key].add(language)
    return found


def _finding(
    key: Key,
    identifier: str,
    by_locale: Mapping[str, Finding],
    around: Surroundings,
    policy: Policy,
) -> Finding:
    first = min(by_locale.values(), key=lambda finding: (finding.path, finding.line))
    path, line = _place(key, first, around)
    notice = NOTICES[SOURCE_SUSPECT]
    return Finding(
        id=SOURCE_SUSPECT,
        severity=policy.severities.get(SOURCE_SUSPECT, notice.severity),
        path=path,
        line=line,
        message=f"'{identifier}' was found in {listing(sorted(by_locale))} for "
        f"{excerpt(key.msgid)}: perhaps the sentence itself is at fault",
        hint="read it as a translator would: is it clear, and is it right",
        article=first.article,
        msgctxt=key.msgctxt,
        msgid=key.msgid,
    )


def _place(key: Key, finding: Finding, around: Surroundings) -> tuple[str, int]:
    """Where the sentence stands in the article; without one, where its translation does."""
    from pipeline.source.document import segment_lines

    document = around.document
    for segment in document.segments if document else ():
        if document is not None and segment.key == key:
            return document.article.path, segment_lines(document)[segment.index]
    return finding.path, finding.line
