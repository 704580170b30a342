from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.catalogs.alignment import Alignment, Link
from pipeline.catalogs.alignment.filling import Fate, fill
from pipeline.catalogs.merge import new_catalog
from pipeline.catalogs.template import make_template
from pipeline.model import Catalog, Document, Key, Language, Segmentation, State, Unit
from pipeline.source.document import parse
from pipeline.source.reading import parse_article

SPANISH = Language("es")
DOSE, REST = "Take 5 mg twice a day.", "Never take more than your doctor says."


def article(*sentences: str) -> Document:
    text = "---\ntitle: Dose\n---\n\n" + " ".join(sentences) + "\n"
    parsed = parse_article(text, path="source/dose.md", slug="dose")
    return parse(parsed, language=Language("en"), segmentation=Segmentation.SENTENCE)


def catalog_of(source: Document, language: Language, **translations: Unit) -> Catalog:
    made = new_catalog(make_template(source, project="Clinic", created=""), language)
    held = {unit.key: unit for unit in translations.values()}
    units = tuple(
        replace(unit, msgstr=held[unit.key].msgstr, fuzzy=held[unit.key].fuzzy)
        if unit.key in held
        else unit
        for unit in made.units
    )
    return replace(made, units=units)


def fates(source: Document, catalog: Catalog, *links: Link) -> tuple[list[Fate], Catalog]:
    alignment = Alignment(links, (), ())
    language = catalog.language
    assert language is not None
    filled = fill(catalog, alignment, source, language, origin="old.docx")
    again = fill(filled.catalog, alignment, source, language, origin="old.docx")
    assert again.catalog == filled.catalog
    assert not again.count(Fate.FILLED)
    assert not again.count(Fate.OFFERED)
    return [fate for _, fate in filled.fates], filled.catalog


def unit_of(catalog: Catalog, msgid: str) -> Unit:
    unit = next(unit for unit in catalog.units if unit.key.msgid == msgid)
    return Unit(unit.key, unit.msgstr, unit.fuzzy, comments=unit.comments)


def link(text: str, *source: int, confidence: float = 0.93, sentences: int = 1) -> Link:
    return Link(source, tuple(range(sentences)), text, confidence)


@pytest.mark.parametrize(
    ("made", "fate", "expected"),
    [
        pytest.param(
            link("Tome 5 mg dos veces al día.", 1),
            Fate.FILLED,
            Unit(
                Key(None, DOSE),
                "Tome 5 mg dos veces al día.",
                fuzzy=True,
                comments=("Aligned from old.docx, confidence 0.93",),
            ),
            id="sound",
        ),
        pytest.param(
            link("Tome 5 mg. Hágalo dos veces al día.", 1, sentences=2),
            Fate.FILLED,
            Unit(
                Key(None, DOSE),
                "Tome 5 mg. Hágalo dos veces al día.",
                fuzzy=True,
                comments=("Aligned from old.docx, confidence 0.93",),
            ),
            id="two-sentences-of-the-translation",
        ),
        pytest.param(
            link("Tome 50 mg dos veces al día.", 1),
            Fate.OFFERED,
            Unit(
                Key(None, DOSE),
                comments=(
                    "Aligned from old.docx, confidence 0.93, not used because the numbers differ: "
                    "Tome 50 mg dos veces al día.",
                ),
            ),
            id="other-dose",
        ),
        pytest.param(
            link("Tome 5 g dos veces al día.", 1),
            Fate.OFFERED,
            Unit(
                Key(None, DOSE),
                comments=(
                    "Aligned from old.docx, confidence 0.93, not used because the numbers differ: "
                    "Tome 5 g dos veces al día.",
                ),
            ),
            id="other-unit",
        ),
        pytest.param(
            link("Tome 5 mg dos veces al día.", 1, confidence=0.6),
            Fate.OFFERED,
            Unit(
                Key(None, DOSE),
                comments=(
                    "Aligned from old.docx, confidence 0.60, not used because it is doubtful: "
                    "Tome 5 mg dos veces al día.",
                ),
            ),
            id="doubtful",
        ),
        pytest.param(
            link("Tome 5 mg. Cada día. Dos veces.", 1, sentences=3),
            Fate.OFFERED,
            Unit(
                Key(None, DOSE),
                comments=(
                    "Aligned from old.docx, confidence 0.93, not used because it is 3 sentences: "
                    "Tome 5 mg. Cada día. Dos veces.",
                ),
            ),
            id="three-sentences",
        ),
        pytest.param(
            link("Tome 5 mg dos veces al día.", 1, confidence=0.3),
            Fate.REFUSED,
            Unit(Key(None, DOSE)),
            id="too-doubtful",
        ),
        pytest.param(link(DOSE, 1), Fate.REFUSED, Unit(Key(None, DOSE)), id="source-text"),
        pytest.param(
            link("每日两次，每次5 mg。", 1), Fate.REFUSED, Unit(Key(None, DOSE)), id="other-script"
        ),
    ],
)
def test_fate_of_a_link(made: Link, fate: Fate, expected: Unit) -> None:
    source = article(DOSE, REST)
    found, filled = fates(source, catalog_of(source, SPANISH), made)
    assert found == [fate]
    assert unit_of(filled, DOSE) == expected


@pytest.mark.parametrize("state", [State.TRANSLATED, State.FUZZY], ids=str)
def test_existing_translation_stays(state: State) -> None:
    source = article(DOSE)
    held = Unit(Key(None, DOSE), "Tome 5 mg cada 12 horas.", fuzzy=state is State.FUZZY)
    before = catalog_of(source, SPANISH, held=held)
    assert fates(source, before, link("Tome 5 mg cada 12 horas.", 1)) == ([Fate.KNOWN], before)
    found, filled = fates(source, before, link("Tome 5 mg dos veces al día.", 1))
    assert found == [Fate.OFFERED]
    comment = (
        "Aligned from old.docx, confidence 0.93, differs from the translation here: "
        "Tome 5 mg dos veces al día."
    )
    assert unit_of(filled, DOSE) == replace(held, comments=(comment,))


def test_wording_of_two_sentences_is_offered_to_both() -> None:
    source = article(DOSE, REST)
    text = "Tome 5 mg dos veces al día y nunca más de lo que diga su médico."
    found, filled = fates(source, catalog_of(source, SPANISH), link(text, 1, 2))
    comment = f"Aligned from old.docx, confidence 0.93, translates 2 sentences together: {text}"
    assert found == [Fate.OFFERED]
    for msgid in (DOSE, REST):
        assert unit_of(filled, msgid) == Unit(Key(None, msgid), comments=(comment,))


@pytest.mark.parametrize(
    ("source", "text", "tag", "fate"),
    [
        pytest.param(
            "Do not rub the wound.", "Reiben Sie die Wunde.", "de", Fate.OFFERED, id="lost"
        ),
        pytest.param("Rub the wound.", "Reiben Sie die Wunde nicht.", "de", Fate.OFFERED, id="new"),
        pytest.param(
            "Do not rub the wound.", "Nie an der Wunde reiben.", "de", Fate.FILLED, id="other"
        ),
        pytest.param("Avoid alcohol.", "No tome alcohol.", "es", Fate.FILLED, id="avoid-as-not"),
        pytest.param(
            "It rarely causes harm.", "很少引起不适。", "zh-Hans", Fate.FILLED, id="rarely"
        ),
        pytest.param(
            "Do not rub it.", "Nu frecați rana.", "ro", Fate.FILLED, id="language-without-cues"
        ),
    ],
)
def test_negation_of_one_side_alone_is_never_filled(
    source: str, text: str, tag: str, fate: Fate
) -> None:
    made = article(source)
    found, filled = fates(made, catalog_of(made, Language(tag)), link(text, 1))
    assert found == [fate]
    if fate is Fate.OFFERED:
        assert "only one of them has a negation" in unit_of(filled, source).comments[0]


def test_nothing_aligned_is_called_certain() -> None:
    source = article(DOSE)
    certain = link("Tome 5 mg dos veces al día.", 1, confidence=1.0)
    _, filled = fates(source, catalog_of(source, SPANISH), certain)
    assert unit_of(filled, DOSE).comments == ("Aligned from old.docx, confidence 0.99",)


def test_second_wording_of_a_repeated_sentence_is_offered() -> None:
    source = article(DOSE, REST, DOSE)
    found, filled = fates(
        source,
        catalog_of(source, SPANISH),
        link("Tome 5 mg dos veces al día.", 1),
        link("Tómese 5 mg dos veces al día.", 3),
    )
    assert found == [Fate.FILLED, Fate.OFFERED]
    assert unit_of(filled, DOSE).msgstr == "Tome 5 mg dos veces al día."


def test_offer_is_not_repeated_when_its_confidence_moves() -> None:
    source = article(DOSE)
    first = link("Tome 50 mg dos veces al día.", 1, confidence=0.91)
    _, once = fates(source, catalog_of(source, SPANISH), first)
    found, twice = fates(source, once, replace(first, confidence=0.88))
    assert (found, twice) == ([Fate.KNOWN], once)


def test_once_a_day_is_a_1_in_japanese() -> None:
    source = article("Take it once a day.")
    found, _ = fates(
        source, catalog_of(source, Language("ja")), link("1日1回服用してください。", 1)
    )
    assert found == [Fate.FILLED]


def test_line_break_of_an_offer_stays_inside_its_comment() -> None:
    source = article(DOSE)
    _, filled = fates(source, catalog_of(source, SPANISH), link("Tome 50 mg  \nal día.", 1))
    assert all("\n" not in comment for unit in filled.units for comment in unit.comments)
