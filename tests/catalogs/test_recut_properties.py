"""Whatever cuts follow one another: no translation is lost, none is approved that was not."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.catalogs.merge import merge
from pipeline.catalogs.recut import recut
from pipeline.catalogs.recut.regrouping import LEAD, Texts, mixed, tiles
from pipeline.model import Catalog, Key, Language, State, Unit

LANGUAGE = Language("es")
SENTENCES = {
    "Take 200 mg with a glass of water.": "Tome 200 mg con un vaso de agua.",
    "Never take two doses at once.": "Nunca tome dos dosis a la vez.",
    "Call us if the pain lasts longer than 3 days.": "Llámenos si el dolor dura más de 3 días.",
    "Sleep on your side.": "Duerma de lado.",
    "Do **not** lift heavy things.": "**No** levante cosas pesadas.",
    "Is it worse at night?": "¿Empeora por la noche?",
    "See [our page](https://example.org/back).": "Consulte [la página](https://example.org/back).",
    "Walk for 10 minutes every day.": "Camine 10 minutos cada día.",
    "Yes.": "Sí.",
}
Article = list[list[str]]  # paragraphs of sentences
Cut = list[list[int]]  # for each paragraph, after how many sentences it is cut

articles = st.lists(
    st.lists(st.sampled_from(sorted(SENTENCES)), min_size=1, max_size=5), min_size=1, max_size=4
)


def cut(article: Article, borders: Cut, context: str | None = None) -> Catalog:
    """The template of the article in this cut; equal texts are one unit."""
    texts: dict[str, None] = {}
    for sentences, own in zip(article, borders, strict=True):
        places = sorted({0, len(sentences), *(min(place, len(sentences)) for place in own)})
        texts.update({" ".join(sentences[a:b]): None for a, b in pairwise(places)})
    units = tuple(Unit(Key(context, text)) for text in texts)
    return Catalog("back", None, (("Language", "en"),), units)


def cuts(article: Article) -> st.SearchStrategy[Cut]:
    return st.tuples(*(st.lists(st.integers(0, len(sentences))) for sentences in article)).map(list)


def in_sentences(article: Article) -> Cut:
    return [list(range(len(sentences))) for sentences in article]


def in_paragraphs(article: Article) -> Cut:
    return [[] for _ in article]


def carry(template: Catalog, catalog: Catalog) -> Catalog:
    found = recut(template, catalog, LANGUAGE)
    merged = merge(template, found.catalog, recut=found.suggest)
    assert found.tally(merged).lost == 0
    return merged


def complete(template: Catalog) -> Catalog:
    """The catalog of a template in sentences, translated."""
    units = tuple(replace(unit, msgstr=SENTENCES[unit.key.msgid]) for unit in template.units)
    return replace(template, language=LANGUAGE, units=units)


def translations(catalog: Catalog) -> set[str]:
    return {unit.msgstr for unit in catalog.units if unit.msgstr}


def is_held(text: str, catalog: Catalog) -> bool:
    comments = (line for unit in catalog.units for line in (*unit.comments, *unit.extracted))
    return text in translations(catalog) or any(" ".join(text.split()) in line for line in comments)


# What a translator does to one unit: (which one of those in use, what).
actions = st.tuples(st.integers(0, 20), st.sampled_from(["write", "doubt", "approve", "clear"]))


def act(catalog: Catalog, action: tuple[int, str], number: int) -> Catalog:
    used = [place for place, unit in enumerate(catalog.units) if not unit.obsolete]
    place = used[action[0] % len(used)]
    unit = catalog.units[place]
    if action[1] == "write":
        unit = replace(unit, msgstr=f"Redacción {number}. {unit.msgstr}".strip())
    elif action[1] == "clear":
        unit = replace(unit, msgstr="", fuzzy=False, previous=None)
    elif unit.msgstr:
        doubted = action[1] == "doubt"
        unit = replace(unit, fuzzy=doubted, previous=unit.previous if doubted else None)
    units = (*catalog.units[:place], unit, *catalog.units[place + 1 :])
    return replace(catalog, units=units)


@examples(60)
@given(st.data())
def test_no_sequence_of_cuts_loses_a_translation(data: st.DataObject) -> None:
    article = data.draw(articles)
    catalog = complete(cut(article, in_sentences(article)))
    for number in range(data.draw(st.integers(1, 4))):
        for action in data.draw(st.lists(actions, max_size=3)):
            catalog = act(catalog, action, number)
        template = cut(article, data.draw(cuts(article)))
        merged = carry(template, catalog)
        for text in translations(catalog):
            assert is_held(text, merged), text
        assert carry(template, merged) == merged
        catalog = merged


@examples(60)
@given(st.data())
def test_what_is_complete_comes_back_as_it_was(data: st.DataObject) -> None:
    article = data.draw(articles)
    start = catalog = complete(cut(article, in_sentences(article)))
    for _ in range(data.draw(st.integers(1, 3))):
        catalog = carry(cut(article, data.draw(cuts(article))), catalog)
    back = carry(cut(article, in_sentences(article)), catalog)
    assert tuple(unit for unit in back.units if not unit.obsolete) == start.units


@examples(60)
@given(articles)
def test_paragraphs_hold_their_sentences_and_give_them_back(article: Article) -> None:
    sentences = complete(cut(article, in_sentences(article)))
    paragraphs = cut(article, in_paragraphs(article))
    joined = {" ".join(own): " ".join(SENTENCES[sentence] for sentence in own) for own in article}
    there = carry(paragraphs, sentences)
    assert {u.key.msgid: u.msgstr for u in there.units if not u.obsolete} == joined
    assert {u.state for u in there.units if not u.obsolete} == {State.TRANSLATED}
    # A colleague who has only the paragraphs, and whatever is certain about their sentences.
    alone = replace(there, units=tuple(unit for unit in there.units if not unit.obsolete))
    found = recut(cut(article, in_sentences(article)), alone, LANGUAGE).suggestions
    for key, suggestion in found.items():
        assert suggestion.msgstr == SENTENCES[key.msgid]


@examples(40)
@given(st.data())
def test_no_fuzzy_translation_is_approved_by_a_cut(data: st.DataObject) -> None:
    article = data.draw(articles)
    start = complete(cut(article, in_sentences(article)))
    catalog = replace(start, units=tuple(replace(unit, fuzzy=True) for unit in start.units))
    for _ in range(data.draw(st.integers(1, 3))):
        catalog = carry(cut(article, data.draw(cuts(article))), catalog)
        assert not [unit for unit in catalog.units if unit.state is State.TRANSLATED]


@examples(40)
@given(st.data())
def test_another_context_is_no_source(data: st.DataObject) -> None:
    article = data.draw(articles)
    catalog = complete(cut(article, in_sentences(article)))
    template = cut(article, data.draw(cuts(article)), context="box")
    assert not recut(template, catalog, LANGUAGE).suggestions
    assert {unit.state for unit in carry(template, catalog).units} == {
        State.UNTRANSLATED,
        State.OBSOLETE,
    }


# ----------------------------------------------------------------------------------- source texts
words = st.text("ab. ", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(words, min_size=2, max_size=6), st.sampled_from([" ", "  \n"]))
def test_a_text_is_tiled_by_its_parts(parts: list[str], lead: str) -> None:
    text = lead.join(parts)
    atoms = tiles(text, Texts(dict.fromkeys(parts, 0)))
    assert "".join(atom.lead + atom.text for atom in atoms) == text
    assert len(atoms) >= 2
    assert {atom.text for atom in atoms} <= set(parts)
    assert all(LEAD.fullmatch(atom.lead) for atom in atoms)


@given(st.lists(words, min_size=1, max_size=8), st.data())
def test_two_cuts_of_one_text_are_followed_to_their_common_border(
    parts: list[str], data: st.DataObject
) -> None:
    places = st.sets(st.integers(1, max(len(parts) - 1, 1)))
    sides = []
    for _ in range(2):
        borders = sorted({0, len(parts), *(p for p in data.draw(places) if p < len(parts))})
        sides.append([" ".join(parts[a:b]) for a, b in pairwise(borders)])
    found = mixed(sides[0], 0, sides[1], 0)
    assert found is not None
    whole = "".join(atom.lead + atom.text for atom in found.atoms)
    for side, own in zip(sides, (found.old, found.new), strict=True):
        assert [text for text, _ in own] == side[: len(own)]
        assert whole == " ".join(text for text, _ in own)
        assert sum(count for _, count in own) == len(found.atoms)
