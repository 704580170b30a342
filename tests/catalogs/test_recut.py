"""What a change of the cut does to translations, in real prose of five languages."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest

from pipeline.catalogs.merge import Suggestion, merge
from pipeline.catalogs.recut import EARLIER, Recut, Tally, recut
from pipeline.model import Catalog, Key, Language, State, Unit

SPANISH, GERMAN = Language("es"), Language("de")
NEVER = "Never take two doses at once."
NUNCA = "Nunca tome dos dosis a la vez."
CALL = "Call us if the pain lasts longer than 3 days."
LLAME = "Llámenos si el dolor dura más de 3 días."
SLEEP = "Sleep on your side."
DUERMA = "Duerma de lado."


def template(*texts: str, context: str | None = None) -> Catalog:
    units = tuple(Unit(Key(context, text)) for text in texts)
    return Catalog("back", None, (("Language", "en"),), units)


def catalog(*units: Unit, language: Language = SPANISH) -> Catalog:
    return Catalog("back", language, (("Language", language.directory),), units)


def unit(msgid: str, msgstr: str = "", *, context: str | None = None, **more: object) -> Unit:
    return replace(Unit(Key(context, msgid), msgstr), **more)  # type: ignore[arg-type]


def translated(msgstr: str) -> Suggestion:
    return Suggestion(msgstr, State.TRANSLATED)


def carry(new: Catalog, old: Catalog, language: Language = SPANISH) -> tuple[Recut, Catalog]:
    """What is found, and the catalog after the merge."""
    found = recut(new, old, language)
    return found, merge(new, found.catalog, recut=found.suggest)


def suggestions(found: Recut) -> dict[str, Suggestion]:
    return {key.msgid: suggestion for key, suggestion in found.suggestions.items()}


def active(merged: Catalog) -> dict[str, tuple[str, State]]:
    return {u.key.msgid: (u.msgstr, u.state) for u in merged.units if not u.obsolete}


# -------------------------------------------------------------------------- sentences ↔ paragraphs
class Prose(NamedTuple):
    language: str
    source: tuple[str, ...]  # sentences
    target: tuple[str, ...]
    paragraph: str  # the target as one text


PROSE = [
    pytest.param(
        Prose(
            "es",
            (NEVER, CALL, SLEEP),
            (NUNCA, LLAME, DUERMA),
            "Nunca tome dos dosis a la vez. Llámenos si el dolor dura más de 3 días. "
            "Duerma de lado.",
        ),
        id="es",
    ),
    pytest.param(
        Prose(
            "de",
            ("Take 1.5 mg in the evening.", "See **Dr. Weber** first.", "Is it better now?"),
            (
                "Nehmen Sie abends 1,5 mg ein.",
                "Fragen Sie zuerst **Dr. Weber**.",
                "Geht es besser?",
            ),
            "Nehmen Sie abends 1,5 mg ein. Fragen Sie zuerst **Dr. Weber**. Geht es besser?",
        ),
        id="de",
    ),
    pytest.param(
        Prose(
            "zh-Hans",
            ("Take 200 mg after a meal.", "Drink plenty of water.", "Do **not** drive."),
            ("饭后服用200毫克。", "多喝水。", "**不要**开车。"),
            "饭后服用200毫克。多喝水。**不要**开车。",
        ),
        id="zh-Hans",
    ),
    pytest.param(
        Prose(
            "ja",
            ("Apply ice for 15 minutes.", "Then rest.", "Ask your doctor before you exercise."),
            (
                "15分間冷やしてください。",
                "その後は休みましょう。",
                "運動の前に医師に相談してください。",
            ),
            "15分間冷やしてください。その後は休みましょう。運動の前に医師に相談してください。",
        ),
        id="ja",
    ),
    pytest.param(
        Prose(
            "ar",
            ("Take 400 mg of ibuprofen.", "Does it still hurt?", "Wait 8 hours."),
            ("تناول ٤٠٠ مغ من الإيبوبروفين.", "هل ما زال الألم موجودًا؟", "انتظر ٨ ساعات."),
            "تناول ٤٠٠ مغ من الإيبوبروفين. هل ما زال الألم موجودًا؟ انتظر ٨ ساعات.",
        ),
        id="ar",
    ),
]


@pytest.mark.parametrize("prose", PROSE)
def test_sentences_become_a_paragraph_that_is_translated(prose: Prose) -> None:
    language = Language(prose.language)
    old = catalog(*map(unit, prose.source, prose.target), language=language)
    found = recut(template(" ".join(prose.source)), old, language)
    assert suggestions(found) == {" ".join(prose.source): translated(prose.paragraph)}


@pytest.mark.parametrize("prose", PROSE)
def test_a_paragraph_becomes_sentences_that_are_translated(prose: Prose) -> None:
    language = Language(prose.language)
    old = catalog(unit(" ".join(prose.source), prose.paragraph), language=language)
    found = recut(template(*prose.source), old, language)
    assert suggestions(found) == dict(zip(prose.source, map(translated, prose.target), strict=True))


@pytest.mark.parametrize("prose", PROSE)
def test_back_and_forth_changes_nothing(prose: Prose) -> None:
    language = Language(prose.language)
    sentences, paragraph = template(*prose.source), template(" ".join(prose.source))
    old = catalog(*map(unit, prose.source, prose.target), language=language)
    found, there = carry(paragraph, old, language)
    assert found.tally(there) == Tally(kept=3)
    found, back = carry(sentences, there, language)
    assert found.tally(back) == Tally(kept=1)
    assert active(back) == {u.key.msgid: (u.msgstr, State.TRANSLATED) for u in old.units}
    assert carry(sentences, back, language)[1] == back


def test_a_hard_line_break_stays_where_it_stood() -> None:
    source = f"{NEVER}  \n{CALL} {SLEEP}"
    whole = f"{NUNCA}  \n{LLAME} {DUERMA}"
    sentences = catalog(unit(NEVER, NUNCA), unit(CALL, LLAME), unit(SLEEP, DUERMA))
    assert suggestions(recut(template(source), sentences, SPANISH)) == {source: translated(whole)}
    back = recut(template(NEVER, CALL, SLEEP), catalog(unit(source, whole)), SPANISH)
    assert suggestions(back) == {
        NEVER: translated(NUNCA),
        CALL: translated(LLAME),
        SLEEP: translated(DUERMA),
    }


def test_one_fuzzy_part_makes_the_paragraph_fuzzy() -> None:
    old_call = "Call us if the pain lasts longer than 2 days."
    old = catalog(unit(NEVER, NUNCA), unit(CALL, LLAME, fuzzy=True, previous=Key(None, old_call)))
    assert suggestions(recut(template(f"{NEVER} {CALL}"), old, SPANISH)) == {
        f"{NEVER} {CALL}": Suggestion(
            f"{NUNCA} {LLAME}",
            State.FUZZY,
            previous=Key(None, f"{NEVER} {old_call}"),
            comments=("put together from 2 translations",),
        )
    }


def test_an_untranslated_part_leaves_the_paragraph_empty_and_the_others_in_sight() -> None:
    old = catalog(unit(NEVER, NUNCA), unit(CALL), unit(SLEEP, DUERMA))
    whole = f"{NEVER} {CALL} {SLEEP}"
    found, merged = carry(template(whole), old)
    note = f"of its 3 parts, 2 have a translation: “{NUNCA}” · “{DUERMA}”"
    assert suggestions(found) == {whole: Suggestion("", State.FUZZY, comments=(note,))}
    assert found.tally(merged) == Tally(offered=2)
    assert merged.units[0].extracted == (f"Suggested: {note}",)
    assert carry(template(whole), merged)[1] == merged


# ------------------------------------------------------------------------------- the rule, its edge
@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(
            "Llámenos. Si el dolor dura más de 3 días, y nunca tome dos dosis a la vez.",
            State.FUZZY,
            id="lengths-say-that-the-order-is-another",
        ),
        pytest.param(
            "Nunca tome dos dosis a la vez en 3 días. Llámenos si el dolor dura más.",
            State.FUZZY,
            id="a-number-stands-in-another-sentence",
        ),
        pytest.param(
            "Nunca tome dos dosis **a la vez**. Llámenos si el dolor dura más de 3 días.",
            State.TRANSLATED,
            id="what-the-whole-has-too-many-its-part-may-have",
        ),
    ],
)
def test_as_many_sentences_are_not_enough(paragraph: str, expected: State) -> None:
    old = catalog(unit(f"{NEVER} {CALL}", paragraph))
    found = suggestions(recut(template(NEVER, CALL), old, SPANISH))
    assert {offer.state for offer in found.values()} == {expected}
    assert " ".join(offer.msgstr for offer in found.values()) == paragraph


def test_markup_in_another_sentence_is_a_doubt() -> None:
    source = ("Do **not** drive.", "You may walk.")
    old = catalog(unit(" ".join(source), "No conduzca. **Sí** puede andar."))
    found = suggestions(recut(template(*source), old, SPANISH))
    assert [offer.state for offer in found.values()] == [State.FUZZY, State.FUZZY]


def test_another_number_of_sentences_is_only_shown() -> None:
    joined = "Nunca tome dos dosis a la vez y llámenos si el dolor dura más de 3 días."
    old = catalog(unit(f"{NEVER} {CALL}", joined))
    found, merged = carry(template(NEVER, CALL), old)
    note = f"a longer text, of which this is a part, was translated: “{joined}”"
    assert suggestions(found) == {
        NEVER: Suggestion("", State.FUZZY, comments=(note,)),
        CALL: Suggestion("", State.FUZZY, comments=(note,)),
    }
    assert found.tally(merged) == Tally(offered=1)
    assert merged.units[-1] == replace(old.units[0], obsolete=True)


@pytest.mark.parametrize(
    ("other", "state", "comments"),
    [
        pytest.param(
            {"fuzzy": True, "previous": Key(None, "Call us.")}, State.TRANSLATED, (), id="an-offer"
        ),
        pytest.param(
            {},
            State.FUZZY,
            (f"In the cut before this one, of its 2 parts, 1 have a translation: “{LLAME}”",),
            id="somebodys-wording",
        ),
    ],
)
def test_what_was_only_offered_for_the_parts_is_no_newer_wording(
    other: dict[str, object], state: State, comments: tuple[str, ...]
) -> None:
    whole = f"{NEVER} {CALL}"
    joined = "Nunca tome dos dosis a la vez y llámenos si el dolor dura más de 3 días."
    old = catalog(
        unit(NEVER, "Tome una dosis.", fuzzy=True, previous=Key(None, "Take one dose.")),
        unit(CALL, LLAME, **other),
        unit(whole, joined, obsolete=True),
    )
    found = carry(template(whole), old)[1].units[0]
    assert (found.msgstr, found.state, found.comments) == (joined, state, comments)


def test_a_fuzzy_paragraph_never_becomes_translated() -> None:
    old = catalog(unit(f"{NEVER} {CALL}", f"{NUNCA} {LLAME}", fuzzy=True))
    found = suggestions(recut(template(NEVER, CALL), old, SPANISH))
    assert [(o.msgstr, o.state) for o in found.values()] == [
        (NUNCA, State.FUZZY),
        (LLAME, State.FUZZY),
    ]


def test_paragraphs_that_an_author_joins_are_to_be_looked_at() -> None:
    one, other = f"{NEVER} {CALL}", f"{SLEEP} {NEVER}"
    old = catalog(unit(one, f"{NUNCA} {LLAME}"), unit(other, f"{DUERMA} {NUNCA}"))
    found = suggestions(recut(template(f"{one} {other}"), old, SPANISH))
    assert found == {
        f"{one} {other}": Suggestion(
            f"{NUNCA} {LLAME} {DUERMA} {NUNCA}",
            State.FUZZY,
            comments=("put together from 2 translations",),
        )
    }


def test_two_wordings_of_one_sentence_are_for_a_person_to_decide() -> None:
    other = "Acuéstese de lado."
    old = catalog(
        unit(f"{NEVER} {SLEEP}", f"{NUNCA} {DUERMA}"), unit(f"{CALL} {SLEEP}", f"{LLAME} {other}")
    )
    found = suggestions(recut(template(NEVER, SLEEP, CALL), old, SPANISH))
    assert found[NEVER] == translated(NUNCA)
    assert (found[SLEEP].msgstr, found[SLEEP].state) == (DUERMA, State.FUZZY)
    assert found[SLEEP].comments == (f"elsewhere the same was translated: “{other}”",)


# -------------------------------------------------------------------------------------- other cuts
def test_a_new_abbreviation_joins_two_sentences() -> None:
    old = catalog(
        unit("Ask the physio dept.", "Pregunte al servicio de fisioterapia."),
        unit("Smith runs it.", "Lo dirige Smith."),
        unit(SLEEP, DUERMA),
    )
    whole = "Ask the physio dept. Smith runs it."
    found = suggestions(recut(template(whole, SLEEP), old, SPANISH))
    assert found == {whole: translated("Pregunte al servicio de fisioterapia. Lo dirige Smith.")}


def test_borders_that_move_are_followed() -> None:
    old = catalog(
        unit(NEVER, NUNCA),
        unit(f"{CALL} {SLEEP}", f"{LLAME} {DUERMA}"),
    )
    found = suggestions(recut(template(f"{NEVER} {CALL}", SLEEP), old, SPANISH))
    assert [(text, offer.msgstr) for text, offer in found.items()] == [
        (f"{NEVER} {CALL}", f"{NUNCA} {LLAME}"),
        (SLEEP, DUERMA),
    ]


def test_a_chinese_source_has_no_spaces_to_go_by() -> None:
    source = ("饭后服用。", "多喝水。")
    new = Catalog("back", None, (("Language", "zh_Hans"),), (Unit(Key(None, "".join(source))),))
    old = catalog(unit(source[0], "Tómelo después de comer."), unit(source[1], "Beba mucha agua."))
    assert suggestions(recut(new, old, SPANISH)) == {
        "".join(source): translated("Tómelo después de comer. Beba mucha agua.")
    }


def test_no_word_is_put_together_from_others() -> None:
    old = catalog(unit("back", "espalda"), unit("ache", "dolor"))
    assert suggestions(recut(template("backache"), old, SPANISH)) == {}


def test_a_text_that_stands_twice_serves_both_paragraphs() -> None:
    old = catalog(unit(NEVER, NUNCA), unit(SLEEP, DUERMA), unit(CALL, LLAME))
    one, other = f"{NEVER} {SLEEP}", f"{CALL} {SLEEP}"
    assert suggestions(recut(template(one, other), old, SPANISH)) == {
        one: translated(f"{NUNCA} {DUERMA}"),
        other: translated(f"{LLAME} {DUERMA}"),
    }


def test_contexts_are_never_mixed() -> None:
    old = catalog(unit(NEVER, NUNCA, context="box"), unit(CALL, LLAME), unit(SLEEP, DUERMA))
    assert suggestions(recut(template(f"{NEVER} {CALL}"), old, SPANISH)) == {}
    boxed = template(f"{NEVER} {CALL}", context="box")
    assert suggestions(recut(boxed, old, SPANISH)) == {}


def test_plurals_are_left_alone() -> None:
    old = catalog(unit(NEVER, plural=("Never.", NUNCA, NUNCA)), unit(CALL, LLAME))
    assert suggestions(recut(template(f"{NEVER} {CALL}"), old, SPANISH)) == {}


def test_an_unchanged_cut_says_nothing() -> None:
    old = catalog(unit(NEVER, NUNCA), unit(f"{NEVER} {CALL}", f"{NUNCA} {LLAME}", obsolete=True))
    found, merged = carry(template(NEVER), old)
    assert (dict(found.suggestions), found.tally(merged)) == ({}, Tally())
    assert not found.tally(merged)


# ------------------------------------------------------------------- what was corrected in between
CORRECTED = "Llámenos si el dolor dura más de 5 días."


def corrected(**more: object) -> Catalog:
    """Sentences that became a paragraph, in which a translator then changed the second one."""
    return catalog(
        unit(f"{NEVER} {CALL}", f"{NUNCA} {CORRECTED}", **more),
        unit(NEVER, NUNCA, obsolete=True),
        unit(CALL, LLAME, obsolete=True),
    )


def test_a_correction_made_in_the_paragraph_goes_with_it() -> None:
    _, merged = carry(template(NEVER, CALL), corrected())
    assert active(merged)[NEVER] == (NUNCA, State.TRANSLATED)
    assert active(merged)[CALL] == (CORRECTED, State.TRANSLATED)
    assert {u.key.msgid: u.comments for u in merged.units}[CALL] == (EARLIER + LLAME,)
    assert carry(template(NEVER, CALL), merged)[1] == merged


def test_a_correction_that_cannot_be_placed_makes_the_old_sentences_fuzzy() -> None:
    joined = "Nunca tome dos dosis a la vez y llámenos si el dolor dura más de 5 días."
    old = corrected()
    old = replace(old, units=(replace(old.units[0], msgstr=joined), *old.units[1:]))
    _, merged = carry(template(NEVER, CALL), old)
    assert active(merged) == {NEVER: (NUNCA, State.FUZZY), CALL: (LLAME, State.FUZZY)}
    assert all(joined in u.comments[0] for u in merged.units if not u.obsolete)


def test_a_doubt_about_the_paragraph_is_one_about_its_sentences() -> None:
    old = corrected(fuzzy=True)
    old = replace(old, units=(replace(old.units[0], msgstr=f"{NUNCA} {LLAME}"), *old.units[1:]))
    _, merged = carry(template(NEVER, CALL), old)
    assert active(merged) == {NEVER: (NUNCA, State.FUZZY), CALL: (LLAME, State.FUZZY)}


def test_parts_that_only_we_doubted_do_not_cast_doubt_on_the_paragraph() -> None:
    whole = "Nunca tome dos dosis a la vez en 3 días. Llámenos si el dolor dura más."
    start = catalog(unit(f"{NEVER} {CALL}", whole))
    _, sentences = carry(template(NEVER, CALL), start)
    assert {state for _, state in active(sentences).values()} == {State.FUZZY}
    _, back = carry(template(f"{NEVER} {CALL}"), sentences)
    assert active(back) == {f"{NEVER} {CALL}": (whole, State.TRANSLATED)}
