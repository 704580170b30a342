"""Catalogs of one language against each other, and languages against each other."""

from __future__ import annotations

import pytest

from pipeline.checks.run import Policy, run
from pipeline.model import Finding, Severity
from tests.builders import (
    make_block,
    make_catalog,
    make_document,
    make_term,
    make_termbase,
    make_unit,
)

RULE = "Do not drive after you have taken this medicine."
OTHER = "Keep the tablets in their package."


def of(language: str, *articles: tuple[tuple[str, str], ...]) -> list[Finding]:
    """Findings of the checks of consistency about these articles: (source, translation) each."""
    catalogs = {
        f"locales/{language}/LC_MESSAGES/a{number}.po": make_catalog(
            *(make_unit(source, target, line=row) for row, (source, target) in enumerate(units, 1)),
            language=language,
            domain=f"a{number}",
        )
        for number, units in enumerate(articles)
    }
    names = ("inconsistent-translation", "shared-translation")
    return [each for each in run(catalogs) if each.id in names]


@pytest.mark.parametrize(
    ("language", "first", "second", "expected"),
    [
        ("es", "No conduzca después de tomar este medicamento.", "No maneje tras tomar este medicamento.", 1),
        ("de", "Fahren Sie nach der Einnahme nicht.", "Nach der Einnahme nicht Auto fahren.", 1),
        ("ru", "Не садитесь за руль после приёма.", "После приёма не водите машину.", 1),
        ("ja", "服用後は運転しないでください。", "服用したら運転は避けてください。", 1),
        ("ar", "لا تقد السيارة بعد تناول هذا الدواء.", "تجنب القيادة بعد تناول هذا الدواء.", 1),
        ("fr", "Ne conduisez pas !", "Ne conduisez pas\u202f!", 0),
        ("fr", "Ne conduisez pas.", "**Ne conduisez pas**", 0),
        ("zh-Hans", "服药后请勿驾车。", "服药后请勿驾车", 0),
    ],
)  # fmt: skip
def test_one_sentence_in_two_articles(
    language: str, first: str, second: str, expected: int
) -> None:
    found = of(language, ((RULE, first),), ((RULE, second),))
    assert [each.id for each in found] == ["inconsistent-translation"] * expected


def test_rarer_wording_is_reported_where_it_stands() -> None:
    usual, rare = "Fahren Sie danach nicht.", "Danach nicht fahren."
    [found] = of("de", ((RULE, rare),), ((RULE, usual),), ((RULE, usual),))
    assert (found.path, found.line, found.article) == ("locales/de/LC_MESSAGES/a0.po", 1, "a0")
    assert usual in found.message


def test_short_label_is_only_information() -> None:
    [found] = of("de", (("See also", "Siehe auch"),), (("See also", "Weiterlesen"),))
    assert found.severity is Severity.INFO


@pytest.mark.parametrize(
    ("language", "source", "other", "shared", "expected"),
    [
        ("de", RULE, OTHER, "Bewahren Sie die Tabletten in der Packung auf.", 1),
        ("es", RULE, OTHER, "Guarde los comprimidos en su envase original.", 1),
        ("zh-Hans", RULE, OTHER, "请将药片存放在原包装中。", 1),
        ("hi", RULE, OTHER, "गोलियों को उनके पैकेट में ही रखें।", 1),
        ("de", "Take it twice a day with food.", "Take it two times a day with food.", "Zweimal täglich zum Essen einnehmen.", 0),
        ("de", "Call a doctor at once.", "CALL A DOCTOR AT ONCE!", "Rufen Sie sofort einen Arzt an.", 0),
        ("de", "Warning", "Caution", "Achtung, bitte unbedingt lesen und aufbewahren", 0),
        ("ja", "Summary of it all", "In short, what counts", "まとめ", 0),
    ],
)  # fmt: skip
def test_two_sentences_with_one_translation(
    language: str, source: str, other: str, shared: str, expected: int
) -> None:
    found = of(language, ((source, shared), (other, shared)))
    assert [each.id for each in found] == ["shared-translation"] * expected


def test_entry_that_fits_worse_is_the_one_reported() -> None:
    long = (
        "If you forget a dose, do not take a double one, but wait until the next and tell your "
        "doctor about it when you see each other again."
    )
    right = (
        "Wenn Sie eine Dosis vergessen, nehmen Sie nicht die doppelte, sondern warten Sie auf die "
        "nächste und sagen Sie es Ihrem Arzt beim nächsten Besuch."
    )
    [found] = of("de", ((OTHER, right), (long, right)))
    assert (found.msgid, found.line) == (OTHER, 1)


# ---------------------------------------------------------------------------- the source is suspect
TERMS = make_termbase(make_term("disc", es="disco", fr="disque", de="Bandscheibe", ja="椎間板"))
RIGHT = {"es": "El disco sana solo.", "fr": "Le disque guérit seul.", "de": "Die Bandscheibe heilt.", "ja": "椎間板は自然に治ります。"}  # fmt: skip
WRONG = {"es": "La rueda sana sola.", "fr": "La roue guérit seule.", "de": "Die Scheibe heilt.", "ja": "円板は自然に治ります。"}  # fmt: skip


def suspects(*wrong: str) -> list[Finding]:
    source = "The disc heals by itself."
    catalogs = {
        f"locales/{tag}/LC_MESSAGES/back-pain.po": make_catalog(
            make_unit(source, (WRONG if tag in wrong else RIGHT)[tag], line=3), language=tag
        )
        for tag in RIGHT
    }
    found = run(catalogs, termbase=TERMS, policy=Policy())
    assert sum(each.id == "term-missing" for each in found) == len(wrong)
    return [each for each in found if each.id == "source-suspect"]


@pytest.mark.parametrize("wrong", [(), ("es",), ("ja",)])
def test_mistake_in_one_language_is_that_languages(wrong: tuple[str, ...]) -> None:
    assert suspects(*wrong) == []


def test_mistake_in_half_of_the_languages_makes_the_source_suspect() -> None:
    [found] = suspects("es", "ja")
    assert (found.severity, found.locale, found.article) == (Severity.INFO, None, "back-pain")
    assert "'term-missing' was found in es and ja" in found.message
    assert (found.path, found.line) == ("locales/es/LC_MESSAGES/back-pain.po", 3)


def with_article(reason: str = "") -> list[Finding]:
    """What is found where both languages are wrong and the article allows it for this reason."""
    allows = (("source-suspect", reason),) if reason else ()
    document = make_document(make_block("The disc heals by itself.", allows=allows))
    catalogs = {
        f"locales/{tag}/LC_MESSAGES/back-pain.po": make_catalog(
            make_unit("The disc heals by itself.", WRONG[tag]), language=tag
        )
        for tag in ("es", "fr")
    }
    return list(run(catalogs, documents=[document], termbase=TERMS))


def test_suspect_sentence_is_shown_where_the_article_has_it() -> None:
    [suspect] = [each for each in with_article() if each.id == "source-suspect"]
    assert suspect.path == "source/back-pain.md"


def test_suspicion_can_be_allowed_for_the_text_that_was_looked_at() -> None:
    def ids(reason: str) -> list[str]:
        return sorted(each.id for each in with_article(reason) if each.id != "term-missing")

    assert ids("both are right") == []
    assert ids("both are right [text 00000000]") == ["source-suspect", "suppression-outdated"]


def test_missing_translations_say_nothing_about_the_source() -> None:
    catalogs = {
        f"locales/{tag}/LC_MESSAGES/back-pain.po": make_catalog(make_unit("Rest."), language=tag)
        for tag in ("es", "fr")
    }
    assert {each.id for each in run(catalogs)} == {"untranslated"}


@pytest.mark.parametrize(
    ("source", "wrong", "identifier"),
    [
        (
            "Rest does not help.",
            {"es": "El reposo ayuda.", "de": "Ruhe hilft."},
            "negation-mismatch",
        ),
        (
            "Take it after a meal.",
            {"es": "Tómelo antes de comer.", "de": "Vor dem Essen einnehmen."},
            "condition-mismatch",
        ),
        (
            "Call 0800 123 456.",
            {"es": "Llame al 0800 123 457.", "de": "Rufen Sie 0800 123 465 an."},
            "phone-mismatch",
        ),
    ],
)
def test_what_a_sentence_means_makes_it_suspect_too(
    source: str, wrong: dict[str, str], identifier: str
) -> None:
    catalogs = {
        f"locales/{tag}/LC_MESSAGES/a.po": make_catalog(make_unit(source, text), language=tag)
        for tag, text in wrong.items()
    }
    found = [each.message for each in run(catalogs) if each.id == "source-suspect"]
    assert [each.split(" for ")[0] for each in found] == [f"'{identifier}' was found in de and es"]


def test_emergency_numbers_of_several_countries_say_nothing_about_the_source() -> None:
    wrong = {"es": "En una urgencia, llame al 112.", "de": "Rufen Sie im Notfall 112 an."}
    catalogs = {
        f"locales/{tag}/LC_MESSAGES/a.po": make_catalog(
            make_unit("In an emergency, call 999.", text), language=tag
        )
        for tag, text in wrong.items()
    }
    assert {each.id for each in run(catalogs)} == {"emergency-number-localised"}
