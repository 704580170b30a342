"""Safe fixes applied: what checks offer with a Problem's `fix`, until nothing is offered any more.

A fix is taken only where the checks, asked again, find less than before and nothing new: a wrong
fix would be worse than the mistake, because nobody reads it. None is taken in a text that is not
translated to its end or is in another language, nor one that changes a number, code, an address or
a placeholder. Values only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline.language import inline
from pipeline.language.amounts.numerals import fold
from pipeline.model import Catalog, Finding, Key, Unit

MAX_ROUNDS = 4  # a fix may uncover another: a doubled space behind a mark that was replaced

Judge = Callable[[Catalog], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A catalog with its fixes applied, and the findings that they settled."""

    catalog: Catalog
    settled: tuple[Finding, ...]


def fix_catalog(catalog: Catalog, judge: Judge, findings: Iterable[Finding]) -> Fixed:
    """The catalog with every safe fix that `findings`, which are `judge(catalog)`, offer.

    Only msgstr changes, and only of units that are neither fuzzy nor obsolete. Idempotent: fixing
    the result again settles nothing.
    """
    before = tuple(findings)
    asked = _by_key(before, set())
    refused = {u.key for u in catalog.units if u.key in asked and _is_half_translated(u)}
    refused |= {
        Key(each.msgctxt, each.msgid)
        for each in before
        if each.msgid is not None and _may_be_foreign(each)
    }
    settled: list[Finding] = []
    for _ in range(MAX_ROUNDS):
        offered = _by_key(before, refused)
        if not offered:
            break
        proposed = replace(catalog, units=tuple(_fixed(u, offered) for u in catalog.units))
        after = judge(proposed)
        worse = _worsened(before, after, offered) | _harmed(catalog, proposed, offered)
        if worse:
            refused |= worse
            offered = {key: found for key, found in offered.items() if key not in worse}
            proposed = replace(catalog, units=tuple(_fixed(u, offered) for u in catalog.units))
            after = judge(proposed)
        settled += [finding for found in offered.values() for finding in found]
        catalog, before = proposed, after
    return Fixed(catalog, tuple(settled))


def _is_half_translated(unit: Unit) -> bool:
    """Whether a stretch of the source was left standing: nothing is certain in a mixed text.

    Told by three words in a row, all small: a quotation mark or a stop that is right in the
    source's language may stand in it.
    """
    words = unit.key.msgid.split()
    small = [word.isalpha() and word.islower() for word in words]
    return any(
        all(small[at : at + STRETCH]) and " ".join(words[at : at + STRETCH]) in unit.msgstr
        for at in range(len(words) - STRETCH + 1)
    )


STRETCH = 3  # words


def _may_be_foreign(finding: Finding) -> bool:
    """Whether the text may be in another language than its catalog, where its letters are right.

    Persian in an Arabic catalog has letters that Arabic has no other for.
    """
    return finding.id == "wrong-language" or (finding.id == "foreign-letter" and not finding.fix)


def _by_key(findings: Iterable[Finding], refused: set[Key]) -> dict[Key, list[Finding]]:
    """The findings that offer a fix, by unit."""
    offered: dict[Key, list[Finding]] = {}
    for finding in findings:
        if finding.fix is None or finding.span is None or finding.msgid is None:
            continue
        key = Key(finding.msgctxt, finding.msgid)
        if key not in refused:
            offered.setdefault(key, []).append(finding)
    return offered


def _fixed(unit: Unit, offered: dict[Key, list[Finding]]) -> Unit:
    found = offered.get(unit.key)
    if not found or unit.obsolete or unit.fuzzy or unit.plural:
        return unit
    return replace(unit, msgstr=apply_fixes(unit.msgstr, found))


def apply_fixes(text: str, findings: Iterable[Finding]) -> str:
    """The text with these fixes; of two that overlap the first, the other waits for its turn."""
    chosen: list[tuple[int, int, str]] = []
    for finding in sorted(findings, key=lambda each: each.span or (0, 0)):
        assert finding.span is not None
        assert finding.fix is not None
        start, end = finding.span
        if not chosen or start > chosen[-1][1] or (start == chosen[-1][1] and end > start):
            chosen.append((start, end, finding.fix))
    for start, end, wanted in reversed(chosen):
        text = text[:start] + wanted + text[end:]
    return text


def _worsened(
    before: tuple[Finding, ...], after: tuple[Finding, ...], offered: dict[Key, list[Finding]]
) -> set[Key]:
    """The units that have a finding of a kind that they did not have as often before the fix."""
    old, new = _counted(before), _counted(after)
    return {key for (key, identifier), count in new.items() if count > old[key, identifier]} & set(
        offered
    )


def _harmed(catalog: Catalog, proposed: Catalog, offered: dict[Key, list[Finding]]) -> set[Key]:
    """The units of which a fix would change what a reader does not see, or a number."""
    return {
        unit.key
        for unit, other in zip(catalog.units, proposed.units, strict=True)
        if unit is not other
        and any(
            what(unit.msgstr) != what(other.msgstr)
            for what, identifier in _UNTOUCHED.items()
            if all(finding.id != identifier for finding in offered[unit.key])
        )
    }


def _hidden(text: str) -> list[str]:
    """What is blanked for a reader: code, addresses, tags, placeholders."""
    runs = (text[slice(*gap.span())] for gap in re.finditer(r"\s+", inline.blank(text)))
    return [run.strip() for run in runs if not run.isspace()]


def _numbers(text: str) -> list[str]:
    return re.findall("[0-9]+", fold(text))


# What no fix may change, and the finding that is about just that: mangled markup, a digit for a
# letter.
_UNTOUCHED: Mapping[Callable[[str], object], str] = MappingProxyType(
    {_hidden: "markup-mismatch", _numbers: "look-alike"}
)


def _counted(findings: Iterable[Finding]) -> Counter[tuple[Key, str]]:
    return Counter(
        (Key(finding.msgctxt, finding.msgid), finding.id)
        for finding in findings
        if finding.msgid is not None
    )
