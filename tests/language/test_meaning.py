"""What an edit means: looks, words, or meaning."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.meaning.comparing import Judge, Meaning, cues, without_looks
from pipeline.language.tables import DATA, rows
from pipeline.model import Language

ENGLISH = Language("en")
# Wrong ones without a lost "not" ("off" for "on"), of which the exact lists have few.
CONTRARIES = {"de": 10, "es": 6, "fr": 5, "zh-Hant": 2}
WRONG = Path(__file__).parents[1] / "checks" / "meaning" / "negation"
SAME, CLOSE, CHANGED = Meaning.SAME, Meaning.CLOSE, Meaning.CHANGED


@pytest.mark.parametrize(
    ("old", "new", "meaning"),
    [
        # looks
        pytest.param("Rest  for a while.", "Rest for a while.", SAME, id="doubled-space"),
        pytest.param("It's “fine”…", 'It’s "fine"...', SAME, id="quotes-and-ellipsis"),
        pytest.param("Rest – then walk.", "Rest—then walk.", SAME, id="dashes"),
        pytest.param("For 2-3 days.", "For 2–3 days.", SAME, id="dash-of-a-range"),
        pytest.param("Take 5 mg.", "Take 5\u00a0mg.", SAME, id="no-break-space"),
        pytest.param("Rest.  \nWalk.", "Rest. Walk.", CLOSE, id="a-hard-break-is-more"),
        pytest.param("Rest **now**.", "Rest now.", CLOSE, id="markup-is-more"),
        pytest.param("Use `a  b`.", "Use `a b`.", CLOSE, id="code-is-literal"),
        pytest.param("It is -5 °C.", "It is 5 °C.", CHANGED, id="a-minus-is-more"),
        pytest.param("Rest at home.", "rest at home.", CLOSE, id="case-in-prose"),
        # words
        pytest.param("Keep your back warm.", "Keep your back warm and dry.", CLOSE, id="words"),
        pytest.param("Take two tablets.", "Take 2 tablets.", CLOSE, id="number-in-words"),
        pytest.param("Do not lift.", "Don’t lift.", CLOSE, id="the-same-negation"),
        pytest.param("At most 3 a day.", "No more than 3 a day.", CLOSE, id="the-same-limit"),
        pytest.param("Wait 24 hours.", "Wait 24 h.", CLOSE, id="the-same-unit"),
        # meaning
        pytest.param("Take 5 mg.", "Take 50 mg.", CHANGED, id="ten-times"),
        pytest.param("Take 1.5 mg.", "Take 15 mg.", CHANGED, id="decimal-point"),
        pytest.param("Take 5 mg.", "Take 5 g.", CHANGED, id="unit"),
        pytest.param("Take two tablets.", "Take three tablets.", CHANGED, id="in-words"),
        pytest.param("Thirty minutes.", "Forty minutes.", CHANGED, id="in-longer-words"),
        pytest.param("Rest for two hours.", "Rest for two days.", CHANGED, id="unit-of-words"),
        pytest.param("Twice a day.", "Twice a week.", CHANGED, id="rhythm"),
        pytest.param("1 teaspoon", "1 tablespoon", CHANGED, id="spoons"),
        pytest.param(
            "2 in the morning, 1 at night", "1 in the morning, 2 at night", CHANGED, id="order"
        ),
        pytest.param("Use it if it hurts.", "Do not use it if it hurts.", CHANGED, id="not"),
        pytest.param("Do **not** lift.", "Do lift.", CHANGED, id="not-in-bold"),
        pytest.param("You can't drive.", "You can drive.", CHANGED, id="cannot"),
        pytest.param("It never hurts.", "It hurts.", CHANGED, id="never"),
        pytest.param("Take it with food.", "Take it without food.", CHANGED, id="without"),
        pytest.param("Before meals.", "After meals.", CHANGED, id="before"),
        pytest.param("Stop until it heals.", "Stop unless it heals.", CHANGED, id="until"),
        pytest.param("Use ice.", "Use only ice.", CHANGED, id="only"),
        pytest.param("At least 2 litres.", "At most 2 litres.", CHANGED, id="at-least"),
        pytest.param("You may walk.", "You must walk.", CHANGED, id="may-must"),
        pytest.param("You must walk.", "You must not walk.", CHANGED, id="must-not"),
        pytest.param("Use heat.", "Use ice.", CHANGED, id="opposite"),
        pytest.param("Take ibuprofen.", "Take naproxen.", CHANGED, id="medicine"),
        pytest.param("Ibuprofen, not aspirin.", "Aspirin, not ibuprofen.", CHANGED, id="which"),
        pytest.param("The disc L4–L5.", "The disc L5–S1.", CHANGED, id="code"),
        pytest.param("A herniated disc hurts.", "A bad back hurts.", CHANGED, id="term"),
        pytest.param(
            "Herniated discs hurt.", "Any herniated disc hurts.", CLOSE, id="inflected-term"
        ),
    ],
)
def test_edits(old: str, new: str, meaning: Meaning) -> None:
    judge = Judge(ENGLISH, terms=["herniated disc"])
    assert judge.compare(old, new).meaning is meaning
    assert judge.compare(new, old).meaning is meaning


@pytest.mark.parametrize(
    ("old", "new", "meaning"),
    [
        pytest.param("When to See a Doctor", "When to see a doctor", SAME, id="title-case"),
        pytest.param("WARNING SIGNS", "Warning signs", SAME, id="capitals"),
        pytest.param("Living with AIDS", "Living with aids", CLOSE, id="acronym"),
        pytest.param("For 3 Days", "for 4 days", CHANGED, id="number"),
        pytest.param("Heart Attack", "Heart Failure", CLOSE, id="other-words"),
        pytest.param("Heart attack, stroke", "Heart attack", CLOSE, id="fewer-words"),
        pytest.param("[Read More](a.html)", "[read more](A.html)", CLOSE, id="markup"),
    ],
)
def test_case_of_headings(old: str, new: str, meaning: Meaning) -> None:
    assert Judge(ENGLISH).compare(old, new, heading=True).meaning is meaning


def test_reasons_say_what_differs() -> None:
    compare = Judge(ENGLISH).compare
    assert compare("Take 5 mg.", "Do not take 10 mg.").reasons == (
        "number: 5 milligram → 10 milligram",
        "negation: none → not",
    )
    assert compare("Ibuprofen, not aspirin.", "Aspirin, not ibuprofen.").reasons == (
        "order: ibuprofen, not, aspirin → aspirin, not, ibuprofen",
    )


@pytest.mark.parametrize(
    ("tag", "old", "new"),
    [
        pytest.param("de", "Heben Sie etwas.", "Heben Sie nichts.", id="German"),
        pytest.param("es", "No tome más.", "Tome más.", id="Spanish"),
        pytest.param("fr", "Avec ou sans repas.", "Avec un repas.", id="French"),
        pytest.param("zh-Hans", "不要提重物。", "要提重物。", id="Chinese"),
    ],
)
def test_negations_of_other_source_languages(tag: str, old: str, new: str) -> None:
    assert Judge(Language(tag)).compare(old, new).meaning is CHANGED


def test_where_no_negation_is_known_nothing_but_looks_is_let_through() -> None:
    compare = Judge(Language("fi")).compare
    assert compare("Lepää  kotona.", "Lepää kotona.").meaning is SAME
    assert compare("Lepää kotona.", "Älä lepää kotona.").meaning is CHANGED
    assert compare("Lepää kotona.", "Lepää hyvin kotona.").meaning is CHANGED


@pytest.mark.parametrize(
    ("tag", "old", "new", "meaning"),
    [
        ("ja", "水分を何度も飲ませてください。", "水分は何回も飲ませてください。", CLOSE),
        ("ja", "薬を飲ませてください。", "薬を飲ませないでください。", CHANGED),
        ("ja", "食前に飲みます。", "食後に飲みます。", CHANGED),
        ("ja", "イブプロフェンを飲みます。", "ナプロキセンを飲みます。", CHANGED),
        ("it", "Riposi a casa.", "Si riposi oggi a casa.", CLOSE),
        ("it", "Riposi a casa.", "Non riposi a casa.", CHANGED),
        ("ru", "Пейте много воды.", "Пейте больше воды.", CHANGED),
        ("ru", "Пейте простую воду.", "Пейте чистую воду.", CLOSE),
        ("ar", "اشرب ماءً كثيرًا.", "لا تشرب ماءً كثيرًا.", CHANGED),
        ("sw", "Pumzika nyumbani.", "Usipumzike nyumbani.", CHANGED),
        ("es", "Tome ibuprofeno.", "Tome naproxeno.", CHANGED),
    ],
)
def test_edits_are_judged_by_the_words_that_translations_are_compared_by(
    tag: str, old: str, new: str, meaning: Meaning
) -> None:
    compared = Judge(Language(tag)).compare(old, new)
    assert compared.meaning is meaning
    assert compared.is_sure is (meaning is CHANGED)  # no typo is mended on such a word


@pytest.mark.parametrize("path", sorted(WRONG.glob("*.tsv")), ids=lambda path: path.stem)
def test_a_lost_negation_is_a_change_of_meaning_in_every_language(path: Path) -> None:
    """The tables of the checks, their right translations as an article, and then without a "not"."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [(row[1], row[2]) for row in lines if len(row) == 3 and row[2]]
    judge = Judge(Language.parse(path.stem))
    missed = [pair for pair in pairs if judge.compare(*pair).meaning is not CHANGED]
    assert len(pairs) > 15
    assert len(missed) <= CONTRARIES.get(path.stem, 1), missed


def test_cues_have_places_and_names_that_are_the_same_in_every_language() -> None:
    text = "Do **not** take no  more than two."
    assert [(text[c.start : c.end], c.kind, c.name) for c in cues(text, ENGLISH)] == [
        ("not", "negation", "not"),
        ("no  more than", "limit", "at-most"),
    ]
    english = {(kind, name) for kind, name, _ in rows("cues/en.txt")}
    for path in sorted((DATA / "cues").glob("*.txt")):
        found = rows(f"cues/{path.name}")
        assert {(kind, name) for kind, name, _ in found} <= english, path.name
        forms = [form for _, _, listed in found for form in listed.split(", ")]
        assert len(forms) == len(set(forms)), path.name


PROSE = st.lists(
    st.sampled_from(
        [
            "rest",
            "not",
            "never",
            "5",
            "mg",
            "–",
            "—",
            "-",
            "“",
            "”",
            '"',
            "'",
            "’",
            "…",
            "...",
            "walk",
            "**now**",
            "2–3",
            "\n",
            "不",
            "休息",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(PROSE, PROSE)
def test_the_same_looks_never_hide_a_fact(old: str, new: str) -> None:
    judge = Judge(ENGLISH)
    forth, back = judge.compare(old, new), judge.compare(new, old)
    assert forth.meaning is back.meaning
    assert judge.compare(old, old).meaning is SAME
    if forth.meaning is SAME:
        values = [[(f.kind, f.value) for f in judge.facts(text)] for text in (old, new)]
        assert values[0] == values[1]
    assert without_looks(without_looks(old)) == without_looks(old)
