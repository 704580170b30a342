"""Seeded errors are real errors, one at a time, and what the checks say to them is counted."""

from __future__ import annotations

import pytest

from pipeline.checks.run import run
from pipeline.checks.selftest import KINDS, measure, rows
from pipeline.checks.selftest.negations import without_negation
from pipeline.checks.selftest.seeds import SEEDS, Specimen
from pipeline.model import Catalog, Finding, Language
from tests.builders import make_catalog, make_finding, make_term, make_termbase, make_unit

DISC = make_term("disc", es="disco")
NERVE = make_term("nerve", es="nervio")

# kind, language, source, right translation, what the seeds make of it
SEEDED = [
    pytest.param(
        "digit changed", "ar", "Wait 18 hours.", "انتظر ١٨ ساعة.", ["انتظر ١٩ ساعة."], id="digit-ar"
    ),
    pytest.param(
        "digit changed", "hi", "9 days", "9 दिन", ["0 दिन"], id="digit-wraps"
    ),
    pytest.param(
        "dose times ten", "fa", "Take 5 mg.", "۵ میلی‌گرم بخورید.", ["۵۰ میلی‌گرم بخورید."], id="dose"
    ),
    pytest.param(
        "decimal mark moved", "de", "38.5 °C", "38,5 °C", ["3,85 °C"], id="decimal"
    ),
    pytest.param(
        "decimal mark moved", "fr", "0.5 ml", "0,5 ml", ["0,05 ml"], id="decimal-after-zero"
    ),
    pytest.param("unit swapped", "es", "Take 5 mg.", "Tome 5 mg.", ["Tome 5 g."], id="unit"),
    pytest.param(
        "unit swapped", "ja", "2 hours", "2時間", ["2日間"], id="unit-in-words"
    ),
    pytest.param(
        "amount lost", "es", "Take 5 mg now.", "Tome 5 mg ahora.", ["Tome ahora."], id="amount"
    ),
    pytest.param(
        "term replaced", "es", "The disc hurts.", "El disco duele.", ["El nervio duele."], id="term"
    ),
    pytest.param(
        "link target changed", "es", "See [this](a.html).", "Vea [esto](a.html).",
        ["Vea [esto](a.htmlx)."], id="target",
    ),
    pytest.param(
        "link lost", "es", "See [this](a.html).", "Vea [esto](a.html).", ["Vea esto."], id="link"
    ),
    pytest.param(
        "emphasis lost", "zh-Hans", "**Stop** *now*.", "*现在***停止**。",
        ["现在**停止**。", "*现在*停止。"], id="emphasis",
    ),
    pytest.param(
        "emphasis broken", "de", "**Stop** now.", "**Halt** jetzt.", ["**Halt jetzt."], id="broken"
    ),
    pytest.param(
        "footnote mark lost", "de", "Rest.[^1]", "Ruhe.[^1]", ["Ruhe."], id="footnote"
    ),
    pytest.param("stray script", "es", "Move it.", "Mueva la zona.", ["Mueva la 腰部 zona."], id="han"),
    pytest.param("stray script", "ja", "Move.", "動かす。", ["動かすпоясница。"], id="cyrillic"),
    pytest.param("homoglyph", "ru", "Walk.", "Ходите.", ["Хoдите."], id="latin-o-in-cyrillic"),
    pytest.param(
        "ASCII mark for the language's own", "es", "Does it hurt?", "¿Le duele?", ["Le duele?"],
        id="inverted",
    ),
    pytest.param(
        "final mark lost", "hi", "Rest.", "**आराम करें।**", ["**आराम करें**"], id="danda-in-bold"
    ),
    pytest.param(
        "word doubled", "de", "Take a rest.", "Machen eine Pause.", ["Machen eine eine Pause."],
        id="word",
    ),
    pytest.param("space doubled", "ja", "Rest.", "休む。", [], id="no-space-to-double"),
    pytest.param(
        "bracket lost", "zh-Hans", "Rest (now).", "休息（现在）。", ["休息（现在。"], id="bracket"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "language", "source", "right", "wrong"), SEEDED)
def test_seed_makes_one_mistake(
    kind: str, language: str, source: str, right: str, wrong: list[str]
) -> None:
    specimen = Specimen(make_unit(source, right), Language(language), (DISC, NERVE))
    assert list(SEEDS[kind](specimen)) == wrong


def test_negation_is_what_a_person_wrote_above_the_entry() -> None:
    unit = make_unit("Do not run.", "No corra.", comments=["opposite: Corra.", "a remark"])
    specimen = Specimen(unit, Language("es"))
    assert list(SEEDS["negation dropped or added"](specimen)) == ["Corra."]


def test_the_texts_of_other_catalogs_are_seeded_where_there_are_words_enough() -> None:
    unit = make_unit("Keep the wound dry.", "Mantenga seca la herida.")
    elsewhere = [{unit.key: "Houd de wond droog."}, {}, {unit.key: "Halten Sie die Wunde trocken."}]
    score = measure(make_catalog(unit), Language("es"), judge, neighbours=elsewhere)
    kind = "another language's sentence"
    assert (score.seeded[kind], score.found[kind]) == (2, 2)
    few = make_unit("Dry wound", "Herida seca")
    score = measure(make_catalog(few), Language("es"), judge, neighbours=[{few.key: "Droge wond"}])
    assert score.seeded[kind] == 0


def judge(catalog: Catalog) -> tuple[Finding, ...]:
    return run({"es.po": catalog})


def test_score_counts_what_was_seeded_and_what_was_found() -> None:
    catalog = make_catalog(make_unit("Take 5 mg.", "Tome 5 mg."), make_unit("Rest.", "Descanse."))
    score = measure(catalog, Language("es"), judge)
    assert (score.segments, score.alarms) == (2, [])
    for kind in ("digit changed", "dose times ten", "unit swapped", "neighbours swapped"):
        assert (score.seeded[kind], score.found[kind]) == (1, 1), kind
    assert set(score.seeded) <= set(KINDS)
    assert len(score.missed) == sum((score.seeded - score.found).values())


def test_finding_on_right_text_is_an_alarm_and_finds_no_seed() -> None:
    def always(catalog: Catalog) -> tuple[Finding, ...]:
        return tuple(make_finding(msgid=unit.key.msgid) for unit in catalog.units)

    score = measure(make_catalog(make_unit("Take 5 mg.", "Tome 5 mg.")), Language("es"), always)
    assert len(score.alarms) == 1
    assert score.alarms_per_thousand == 1000
    assert sum(score.found.values()) == 0


def test_fuzzy_and_obsolete_units_are_not_measured() -> None:
    catalog = make_catalog(
        make_unit("Take 5 mg.", "Tome 5 mg.", fuzzy=True),
        make_unit("Take 6 mg.", "Tome 6 mg.", obsolete=True),
        make_unit("Rest.", ""),
    )
    assert measure(catalog, Language("es"), judge).segments == 0


def test_rows_show_whole_percents_rounded_down() -> None:
    score = measure(make_catalog(make_unit("Rest.", "Descanse.")), Language("es"), judge)
    score.seeded["digit changed"], score.found["digit changed"] = 300, 299
    table = dict(rows({Language("es"): score}, ["digit changed", "link lost"]))
    assert table == {
        "digit changed": "99",
        "link lost": "–",
        "findings on right text, per 1,000": "0.0",
        "segments": "1",
    }


def test_termbase_is_used() -> None:
    termbase = make_termbase(DISC, NERVE)
    catalog = make_catalog(make_unit("The disc hurts.", "El disco duele."))

    def with_terms(part: Catalog) -> tuple[Finding, ...]:
        return run({"es.po": part}, termbase=termbase)

    score = measure(catalog, Language("es"), with_terms, termbase)
    assert (score.seeded["term replaced"], score.found["term replaced"]) == (1, 1)


NEGATION = "negation dropped or added"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "You must not drive.", "You must drive."),
        ("de", "Trinken Sie **keinen** Alkohol.", "Trinken Sie Alkohol."),
        ("fr", "N’arrêtez pas le médicament.", "Arrêtez le médicament."),
        ("es", "No conduzca.", "Conduzca."),
        ("cs", "Neužívejte lék.", "Užívejte lék."),
        ("ru", "Не курите.", "Курите."),
        ("el", "Μην οδηγείτε.", "Οδηγείτε."),
        ("ar", "لا تدخن.", "تدخن."),
        ("he", "אין לעשן.", "לעשן."),
        ("fa", "رانندگی نکنید.", "رانندگی کنید."),
        ("hi", "गाड़ी न चलाएँ।", "गाड़ी चलाएँ।"),
        ("bn", "গাড়ি চালাবেন না।", "গাড়ি চালাবেন।"),
        ("hy", "Մի՛ վարեք։", "Վարեք։"),
        ("th", "ห้ามขับรถ", "ขับรถ"),
        ("km", "កុំបើកបរ។", "បើកបរ។"),
        ("zh-Hans", "请勿驾驶。", "请驾驶。"),
        ("ja", "運転しないでください。", "運転してください。"),
        ("ko", "운전하지 마세요.", "운전하세요."),
        ("de", "Fahren Sie nicht und trinken Sie keinen Alkohol.", None),  # which of them?
        ("de", "Fahren Sie Auto.", None),
        ("tr", "Araba kullanmayın.", None),  # its ending says it: we can't tell what is left
    ],
)
def test_negation_lost_by_rule(language: str, text: str, expected: str | None) -> None:
    assert without_negation(text, Language.parse(language)) == expected


@pytest.mark.parametrize(
    ("language", "target", "seeded"),
    [
        ("es", "No conduzca.", 2),  # once in each text
        ("tr", "Araba kullanmayın.", 1),  # in the source alone
        ("zh-Hans", "请勿驾驶。", 2),
        ("my", "ကားမမောင်းပါနှင့်။", 1),
    ],
)
def test_users_catalogs_have_negations_lost_by_rule(
    language: str, target: str, seeded: int
) -> None:
    def judge_it(part: Catalog) -> tuple[Finding, ...]:
        return run({f"{language}.po": part})

    catalog = make_catalog(make_unit("Do not drive.", target), language=language)
    score = measure(catalog, Language.parse(language), judge_it)
    assert (score.seeded[NEGATION], score.found[NEGATION]) == (seeded, seeded)


def test_where_people_wrote_opposites_no_rule_is_asked() -> None:
    catalog = make_catalog(
        make_unit("Do not run.", "No corra.", comments=["opposite: Corra."]),
        make_unit("Do not jump.", "No salte."),
    )
    assert measure(catalog, Language("es"), judge).seeded[NEGATION] == 1


def test_what_else_a_changed_source_does_is_no_answer() -> None:
    def always(catalog: Catalog) -> tuple[Finding, ...]:
        return tuple(
            make_finding("length-ratio", msgid=unit.key.msgid, message=unit.key.msgid)
            for unit in catalog.units
        )

    catalog = make_catalog(make_unit("Do not drive.", "Araba kullanmayın."), language="tr")
    score = measure(catalog, Language("tr"), always)
    assert (score.seeded[NEGATION], score.found[NEGATION]) == (1, 0)
