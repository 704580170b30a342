"""The contact lines of leaflets.toml: they stand at the end of every leaflet, and in no catalog.

Who can be asked is another telephone for each language, and rightly so. What is asked here is
whether the lines are of their language and hold nothing that is still to be filled in, and whether
the same telephone is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.checks import judge, run
from pipeline.checks.facts import Facts
from pipeline.checks.panel import Panel
from pipeline.checks.registry import CHECKS
from pipeline.language.amounts.figures import Figures, figures
from pipeline.language.amounts.telephones import scrambled
from pipeline.language.gaps import gaps, may_have_gaps
from pipeline.model import Catalog, Finding, Key, Language, Unit
from pipeline.places import SETTINGS_FILE
from pipeline.settings import Settings

__all__ = ["contact_findings"]

ASKED = frozenset(
    {
        "stray-fragment",
        "wrong-language",
        "han-variant",
        "foreign-letter",
        "look-alike",
        "mojibake",
        "control-character",
        "bidi-control",
        "private-character",
    }
)
HINT = "mend the line in contact: it stands at the end of leaflets"


def contact_findings(settings: Settings, facts: Facts, panel: Panel) -> Iterator[Finding]:
    """What is wrong with them, in the lines of leaflets.toml where they begin."""
    source = settings.contact_in(settings.source_language)
    asked = panel.only(ASKED)
    lines = zip(settings.contacts.items(), settings.contact_places(), strict=True)
    for (tag, text), line in lines:
        language = Language.parse(tag) if tag else settings.source_language
        if not text or tag == settings.source_language.tag:  # that is the one for all languages
            continue
        yield from _filled_in(text, language, line, panel)
        yield from _scrambled(
            figures(source, settings.source_language), text, language, line, panel
        )
        unit = Unit(Key(None, source if tag else ""), text, line=line)
        catalog = Catalog("", language, (), (unit,))
        found = judge.judge_units(SETTINGS_FILE, catalog, run.NO_ARTICLE, facts, asked).findings
        for finding in found:
            yield replace(finding, article=None, hint=HINT, fix=None)


def _scrambled(
    source: Figures, text: str, language: Language, line: int, panel: Panel
) -> Iterator[Finding]:
    """A finding for every number of the line for all languages whose groups are turned round."""
    policy, check = panel.policy, CHECKS["phone-mismatch"]
    if not policy.is_active(check.id):
        return
    for (start, end), there in scrambled(source, figures(text, language)):
        said = f"'{text[slice(*there)]}'" if there else "its groups in another order"
        yield Finding(
            check.id,
            policy.severities.get(check.id, check.severity),
            SETTINGS_FILE,
            line,
            f"contact says {source.text[start:end]}, in {language} it says {said}",
            hint="copy the number: an editor may show its groups turned round, leaflets do not",
            locale=language.tag,
        )


def _filled_in(text: str, language: Language, line: int, panel: Panel) -> Iterator[Finding]:
    """A finding for everything that is still to be filled in."""
    policy, check = panel.policy, CHECKS["placeholder-left"]
    if not policy.is_active(check.id) or not may_have_gaps(text, language):
        return
    for gap in dict.fromkeys(text[start:end] for start, end in gaps(text, language)):
        if gap not in policy.allow:
            yield Finding(
                check.id,
                policy.severities.get(check.id, check.severity),
                SETTINGS_FILE,
                line,
                f"'{gap}' is still to be filled in, and stands at the end of leaflets",
                hint="write what belongs there into contact",
            )
