from __future__ import annotations

import pytest
from alignment_gold import EDITIONS, ENGLISH, LANGUAGES, aligned, as_it_is

from pipeline.catalogs.alignment import Link, align
from pipeline.model import Document, Language, Segmentation, Term, Termbase, TermRule
from pipeline.source.document import parse
from pipeline.source.reading import parse_article

MIN_PRECISION = 0.95  # of what is filled: the contract of `leaflets align`
MIN_RECALL = 0.75  # measured: 0.76 to 0.93; lower is a change for the worse


def document_of(text: str, language: Language, title: str = "Title") -> Document:
    article = parse_article(f"---\ntitle: {title}\n---\n\n{text}\n", path="a.md", slug="a")
    return parse(article, language=language, segmentation=Segmentation.SENTENCE)


def linked(source: str, target: str, tag: str) -> list[tuple[list[str], str]]:
    """(source sentences, wording) of every link, but the title's."""
    article = document_of(source, ENGLISH)
    found = align(article, document_of(target, Language(tag)))
    texts = [segment.key.msgid for segment in article.segments]
    return [([texts[index] for index in link.source], link.text) for link in found.links[1:]]


# ------------------------------------------------------------------------------------- gold cases
@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_filled_pairs_of_gold_cases_are_right(language: Language) -> None:
    scores = [aligned(language, edition, seed=1)[0] for edition in EDITIONS]
    right = sum(score.right for score in scores)
    wrong = [pair for score in scores for pair in score.wrong]
    assert right / (right + len(wrong)) >= MIN_PRECISION, wrong
    assert right / sum(score.possible for score in scores) >= MIN_RECALL - 0.02


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.__name__)
def test_every_kind_of_edit_keeps_its_precision(edition) -> None:
    scores = [aligned(language, edition, seed=2)[0] for language in LANGUAGES]
    right = sum(score.right for score in scores)
    wrong = [pair for score in scores for pair in score.wrong]
    assert right / (right + len(wrong)) >= MIN_PRECISION, wrong


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_every_segment_is_linked_once_or_alone(language: Language) -> None:
    for edition in EDITIONS:
        _, filled, alignment = aligned(language, edition, seed=0)
        source = [index for link in alignment.links for index in link.source]
        target = [index for link in alignment.links for index in link.target]
        assert len(set(source)) == len(source)
        assert len(set(target)) == len(target)
        assert not set(source) & set(alignment.source_alone)
        assert not set(target) & set(alignment.target_alone)
        assert all(0.0 <= link.confidence <= 1.0 for link in alignment.links)
        assert [link for link, _ in filled.fates] == list(alignment.links)


def test_alignment_is_deterministic() -> None:
    assert aligned(LANGUAGES[0], as_it_is, 0) == aligned(LANGUAGES[0], as_it_is, 0)


# -------------------------------------------------------------------------------------- structure
def test_two_target_sentences_are_joined_as_their_language_does() -> None:
    source = (
        "Put the cuff of the monitor on your bare upper arm so that it sits level with the heart."
    )
    target = "把血压计的袖带绑在裸露的上臂上。袖带应与心脏同高。"
    assert linked(source, target, "zh-Hans") == [([source], target)]
    spanish = (
        "Ponga el manguito en el brazo desnudo. Debe quedar a la altura del corazón, como siempre."
    )
    assert linked(source, spanish, "es") == [([source], spanish)]


def test_block_that_is_kept_together_takes_the_whole_block() -> None:
    source = (
        "<!-- leaflets: keep-together -->\n\nStop. Sit down. Call 112 if the pain does not go away."
    )
    target = "Pare. Siéntese. Llame al 112 si el dolor no desaparece."
    article = document_of(source, ENGLISH)
    found = align(article, document_of(target, Language("es")))
    assert [block.text for block in article.blocks][1:] == [
        "Stop. Sit down. Call 112 if the pain does not go away."
    ]
    (link,) = found.links[1:]
    assert (link.text, link.is_block) == (target, True)


def test_heading_never_becomes_a_keyword_or_the_title() -> None:
    article = parse_article(
        "---\ntitle: Back pain\nkeywords: [back, disc]\n---\n\n## Exercises\n",
        path="a.md",
        slug="a",
    )
    source = parse(article, language=ENGLISH, segmentation=Segmentation.SENTENCE)
    found = align(source, document_of("## Ejercicios", Language("es"), title="Dolor de espalda"))
    assert [(link.source, link.text) for link in found.links] == [
        ((0,), "Dolor de espalda"),
        ((3,), "Ejercicios"),
    ]
    assert found.source_alone == (1, 2)


def test_made_up_title_is_left_out() -> None:
    source = document_of("Rest for 10 minutes.", ENGLISH)
    target = document_of("Descanse 10 minutos.", Language("es"), title="Old leaflet")
    found = align(source, target, has_title=False)
    assert [link.text for link in found.links] == ["Descanse 10 minutos."]


def test_table_cells_answer_table_cells() -> None:
    source = "| Weight | Dose |\n|---|---|\n| under 40 kg | 200 mg |\n| over 40 kg | 400 mg |"
    target = "| Gewicht | Dosis |\n|---|---|\n| unter 40 kg | 200 mg |\n| über 40 kg | 400 mg |"
    assert linked(source, target, "de") == [
        (["Weight"], "Gewicht"),
        (["Dose"], "Dosis"),
        (["under 40 kg"], "unter 40 kg"),
        (["200 mg"], "200 mg"),
        (["over 40 kg"], "über 40 kg"),
        (["400 mg"], "400 mg"),
    ]


def test_moved_section_is_found_by_its_numbers() -> None:
    source = (
        "## Dose\n\nTake 5 mg in the morning.\n\n## Storage\n\nKeep it below 25 °C.\n\n"
        "## Questions\n\nCall us on weekdays between 8 and 17 o'clock."
    )
    target = (
        "## Lagerung\n\nUnter 25 °C aufbewahren.\n\n"
        "## Fragen\n\nRufen Sie uns werktags zwischen 8 und 17 Uhr an.\n\n"
        "## Dosis\n\nNehmen Sie morgens 5 mg."
    )
    found = {each[0]: text for each, text in linked(source, target, "de")}
    assert found["Take 5 mg in the morning."] == "Nehmen Sie morgens 5 mg."
    assert found["Keep it below 25 °C."] == "Unter 25 °C aufbewahren."


def test_terms_tell_sentences_apart() -> None:
    terms = (("liver", "肝脏"), ("kidney", "肾脏"))
    rows = tuple(
        Term(term, ENGLISH, TermRule.USE, {"zh-Hans": (reading,)}) for term, reading in terms
    )
    source = document_of("It harms the liver. It harms the kidney.", ENGLISH)
    target = document_of("会损害肾脏。会损害肝脏。", Language("zh-Hans"))

    def confidence(found: tuple[Link, ...]) -> float:
        return max((link.confidence for link in found[1:] if len(link.source) == 1), default=0.0)

    without = confidence(align(source, target).links)
    with_terms = confidence(align(source, target, termbase=Termbase(rows)).links)
    assert with_terms < 0.5 < without
