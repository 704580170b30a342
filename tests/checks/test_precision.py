"""Correct translations have no findings; a mistake put into one of them is found.

The corpus (corpus/<language>.tsv: source, tab, translation) is prose of leaflets that we wrote.
On their first run the six that came last (cs, hy, km, my, de-CH, fr-CH) had 7 findings on 204
sentences, 34 per 1,000: decimal commas (km, de-CH), "400mg tableta" (cs), "before" as a negation
(my), and one that was right, of a number that the translation had added (fr-CH).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.run import run
from pipeline.checks.selftest import KINDS, measure
from pipeline.model import Catalog, Finding, Language
from tests.builders import make_catalog, make_term, make_termbase, make_unit

CORPUS = Path(__file__).parent / "corpus"
TERMBASE = make_termbase(
    make_term(
        "herniated disc",
        es="hernia discal",
        fr="hernie discale",
        de="Bandscheibenvorfall",
        zh_Hans="椎间盘突出",
        ja="椎間板ヘルニア",
        ar="انزلاق غضروفي|الانزلاق الغضروفي",
    )
)


def pairs(language: str) -> list[tuple[str, str]]:
    lines = (CORPUS / f"{language}.tsv").read_text(encoding="utf-8").strip().split("\n")
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(source, target) for source, target in rows]


def findings(source: str, target: str, language: str) -> tuple[Finding, ...]:
    catalog = make_catalog(make_unit(source, target), language=language)
    return run({f"locales/{language}/LC_MESSAGES/back-pain.po": catalog}, termbase=TERMBASE)


LANGUAGES = sorted(path.stem for path in CORPUS.glob("*.tsv"))


def test_corpus_covers_the_languages_that_have_no_larger_one() -> None:
    project, least_tried = {"ar", "de", "es", "fr", "ja", "zh-Hans"}, {"cs", "hy", "km", "my"}
    assert set(LANGUAGES) == project | least_tried | {"de-CH", "fr-CH"}
    assert all(len(pairs(language)) >= 12 for language in LANGUAGES)


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        pytest.param(language, source, target, id=f"{language}-{number}")
        for language in LANGUAGES
        for number, (source, target) in enumerate(pairs(language))
    ],
)
def test_correct_translation_has_no_findings(language: str, source: str, target: str) -> None:
    assert findings(source, target, language) == ()


@pytest.mark.soak
@pytest.mark.parametrize("language", ["cs", "hy", "km", "my", "fr-CH", "de-CH"])
def test_seeded_mistakes_are_found_in_the_least_tried_languages(language: str) -> None:
    spoken = Language.parse(language)
    units = [make_unit(source, target) for source, target in pairs(language)]
    catalog = make_catalog(*units, language=language)

    def judge(part: Catalog) -> tuple[Finding, ...]:
        return run({f"{language}.po": part})

    score = measure(catalog, spoken, judge)
    assert score.alarms == []
    exact = [kind for kind in KINDS if "neighbours" not in kind and score.seeded[kind]]
    missed = {kind for kind in exact if score.found[kind] < score.seeded[kind]}
    assert missed <= {"negation dropped or added", "source copied"}
    assert (score.recall("negation dropped or added") or 0) >= 0.85


# language, what stands in the correct translation, what is put in its place, the finding, its span
SEEDED = [
    pytest.param("es", "400 mg", "40 mg", "number-mismatch", "40 mg", id="es-dose"),
    pytest.param("es", "38,5 °C", "3,85 °C", "number-mismatch", "3,85 °C", id="es-decimal-moved"),
    pytest.param("es", "38,5 °C", "38.5 °C", "number-mismatch", "38.5 °C", id="es-decimal-mark"),
    pytest.param("es", "0,5 ml", "5 ml", "number-mismatch", "5 ml", id="es-decimal-lost"),
    pytest.param("es", "0,5 ml", "0,5 mg", "number-mismatch", "0,5 mg", id="es-unit-swapped"),
    pytest.param("de", "1.500 Personen", "1,500 Personen", "number-mismatch", "1,500", id="de-group"),
    pytest.param("de", "12 Wochen", "21 Wochen", "number-mismatch", "21 Wochen", id="de-digits"),
    pytest.param("fr", "8 heures", "6 heures", "number-mismatch", "6 heures", id="fr-hours"),
    pytest.param("ar", "٣٨٫٥", "٣٨٫٦", "number-mismatch", "٣٨٫٦", id="ar-native-digit"),
    pytest.param("ar", "٥٠٪", "٥٪", "number-mismatch", "٥٪", id="ar-percent"),
    pytest.param("zh-Hans", "6至12周", "6至20周", "number-mismatch", "20周", id="zh-range"),
    pytest.param("ja", "6～12週間", "6～10週間", "number-mismatch", "10週間", id="ja-range"),
    pytest.param("de", "L5", "L3", "number-mismatch", "L3", id="de-code"),
    pytest.param(
        "es", "[ejercicios para la espalda](exercises.html)", "ejercicios para la espalda",
        "markup-mismatch", None, id="es-link-lost",
    ),
    pytest.param(
        "fr", "(exercises.html)", "(exercices.html)", "markup-mismatch", "exercices.html",
        id="fr-link-target",
    ),
    pytest.param("de", "**", "", "markup-mismatch", None, id="de-bold-lost"),
    pytest.param("ja", "**すぐ", "** すぐ", "markup-mismatch", "**", id="ja-bold-broken"),
    pytest.param("zh-Hans", "*椎间盘突出*", "**椎间盘突出**", "markup-mismatch", None, id="zh-kind"),
    pytest.param("ar", "[^2]", "", "markup-mismatch", None, id="ar-footnote-lost"),
    pytest.param("fr", "[^2]", "[^3]", "markup-mismatch", "3", id="fr-footnote-changed"),
    pytest.param("es", "la espalda", "la 腰部", "stray-fragment", "腰部", id="es-stray-han"),
    pytest.param("ar", "تمارين الظهر", "تمارين lower back", "stray-fragment", "lower back", id="ar-english"),
    pytest.param("zh-Hans", "神经恢复", "nerves恢复", "stray-fragment", "nerves", id="zh-english"),
    pytest.param("ja", "ビタミン", "비타민", "stray-fragment", "비타민", id="ja-hangul"),
    pytest.param("fr", "Arrêtez-vous et", "Arrêtez-vous，et", "stray-fragment", "，", id="fr-full-width"),
    pytest.param("es", "hernia discal", "disco roto", "term-missing", None, id="es-term"),
    pytest.param("ja", "椎間板ヘルニア", "椎間板の問題", "term-missing", None, id="ja-term"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "right", "wrong", "identifier", "marked"), SEEDED)
def test_seeded_mistake_is_found(
    language: str, right: str, wrong: str, identifier: str, marked: str | None
) -> None:
    source, target = next(pair for pair in pairs(language) if right in pair[1])
    broken = target.replace(right, wrong)
    found = findings(source, broken, language)
    assert {finding.id for finding in found} == {identifier}
    spans = [broken[slice(*finding.span)] for finding in found if finding.span]
    if marked is not None:
        assert any(marked in span or span in marked for span in spans)
