"""Which text a reader sees: whole blocks, never fuzzy, never half a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.leaflets import tree
from pipeline.leaflets.cutting import stencil
from pipeline.leaflets.html import export_html
from pipeline.leaflets.localize import localize, release_problems
from pipeline.leaflets.words import Words
from pipeline.model import (
    Article,
    Catalog,
    Coverage,
    Document,
    Inline,
    Language,
    Leaflet,
    Metadata,
    Segmentation,
)
from pipeline.source.document import parse
from tests.builders import default_theme

AR = Language("ar")
EN = Language("en")
TWO = "Rest for a day. Do not run."


def _shown(leaflet: Leaflet) -> list[tuple[str, str]]:
    """(language, text) of each block of the body."""
    return [
        (node.language.tag, tree.plain_text((node,)))
        for node in tree.walk(leaflet.body)
        if isinstance(node, Inline)
    ]


@pytest.mark.parametrize(
    ("texts", "fuzzy", "language", "expected"),
    [
        pytest.param(
            {"Rest for a day.": "Reposez-vous un jour.", "Do not run.": "Ne courez pas."},
            (),
            "fr",
            [("fr", "Reposez-vous un jour. Ne courez pas.")],
            id="complete",
        ),
        pytest.param(
            {"Rest for a day.": "请休息一天。", "Do not run.": "不要跑步。"},
            (),
            "zh-Hans",
            [("zh-Hans", "请休息一天。不要跑步。")],
            id="chinese-is-joined-without-space",
        ),
        pytest.param(
            {"Rest for a day.": "Reposez-vous un jour.", "Do not run.": ""},
            (),
            "fr",
            [("en", TWO)],
            id="one-missing-sentence-keeps-the-block-whole",
        ),
        pytest.param(
            {"Rest for a day.": "Reposez-vous un jour.", "Do not run.": "Courez."},
            ("Do not run.",),
            "fr",
            [("en", TWO)],
            id="fuzzy-is-never-shown",
        ),
        *(
            pytest.param(
                {"Rest for a day.": "Reposez-vous un jour.", "Do not run.": text},
                (),
                "fr",
                [("en", TWO)],
                id=f"what-nobody-sees-is-no-translation-{text!a}",
            )
            for text in ("\u200b", "\u00a0", "\u00ad\u2060", "\a", "\u202e", "\ue000", "\ud800")
        ),
        pytest.param({}, (), "fr", [("en", TWO)], id="empty-catalog"),
    ],
)
def test_block_is_shown_whole_in_one_language(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    texts: Mapping[str, str],
    fuzzy: tuple[str, ...],
    language: str,
    expected: list[tuple[str, str]],
) -> None:
    leaflet = localize(
        make_document(TWO), make_catalog(texts, fuzzy=fuzzy), language=Language(language)
    )
    assert _shown(leaflet) == expected


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        pytest.param("痛みが\n続く。", "痛みが続く。", id="amid a word"),
        pytest.param("終わる。\n次の文。", "終わる。次の文。", id="between sentences"),
        pytest.param("次の**強調した\n言葉**と\n*別*の", "次の強調した言葉と別の", id="at markup"),
        pytest.param("痛み\nEnglish\nwords\n痛み", "痛み\nEnglish\nwords\n痛み", id="at a space"),
        pytest.param("次の`コード\n続き`です", "次のコード\n続きです", id="not in code"),
        pytest.param("痛み<br>\n続く", "痛み \n続く", id="not behind a line break"),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_line_of_a_japanese_article_ends_in_a_space_amid_words(
    body: str, shown: str, language: str
) -> None:
    article = Article("koshi", "source/koshi.md", Metadata("腰痛"), f"{body}\n", 1)
    document = parse(article, language=Language("ja"), segmentation=Segmentation.SENTENCE)
    leaflet = localize(document, None, language=Language(language))
    assert _shown(leaflet) == [("ja", shown)]
    assert (stencil(document, Language(language)) is None) is ("English" not in body)


def test_hard_line_break_is_kept_in_every_language(
    make_document: Callable[..., Document], make_catalog: Callable[..., Catalog]
) -> None:
    document = make_document("Rest the foot.  \nDo not run.")
    catalog = make_catalog(
        {"Rest the foot.": "足を休めます。", "Do not run.": "走らないでください。"}
    )
    leaflet = localize(document, catalog, language=Language("ja"))
    tags = [node.tag for node in tree.walk(leaflet.body) if hasattr(node, "tag")]
    assert "br" in tags


def test_coverage_counts_a_repeated_sentence_once(
    make_document: Callable[..., Document], make_catalog: Callable[..., Catalog]
) -> None:
    document = make_document("Rest.\n\nDo not run.\n\nRest.\n")
    front = len({segment.key for segment in document.segments}) - 2
    catalog = make_catalog({"Rest.": "Repos.", "Do not run.": "Courez."}, fuzzy=("Do not run.",))
    leaflet = localize(document, catalog, language=Language("fr"))
    assert leaflet.coverage == Coverage(front + 2, 1, 1, front)


@pytest.mark.parametrize("language", ["fr", "ja", "zh-Hans", "th"])
def test_a_title_that_nobody_sees_is_that_of_the_source(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    words: Callable[[Language], Words],
    tmp_path: Path,
    language: str,
) -> None:
    """No page could be made: a title of nothing has no phrases between which it may break."""
    texts = {"A sprained ankle": "\u200b", **dict.fromkeys(TWO.split(". "), "")}
    leaflet = localize(make_document(TWO), make_catalog(texts), language=Language(language))
    assert leaflet.title.children == localize(make_document(TWO), None, language=EN).title.children
    page = export_html(
        leaflet,
        words=words(leaflet.language),
        theme=default_theme(),
        languages=(EN, leaflet.language),
        image_root=tmp_path,
    )
    assert "A sprained ankle" in page.decode()


def test_front_matter_falls_back_by_itself(leaflets: Mapping[str, Leaflet]) -> None:
    japanese = leaflets["ja"]
    assert japanese.summary is not None
    assert (japanese.title.language.tag, japanese.summary.language.tag) == ("ja", "en")
    assert japanese.keywords == ("ankle", "sprain")
    assert leaflets["ar"].keywords == ("كاحل", "التواء")


@pytest.mark.parametrize(
    ("reviewed", "status", "is_complete", "expected"),
    [
        pytest.param("2026-01-02", None, True, False, id="reviewed-source"),
        pytest.param("", None, True, True, id="source-that-nobody-reviewed"),
        pytest.param("2026-01-02", "", True, True, id="translations-are-drafts"),
        pytest.param("2026-01-02", "approved", True, False, id="approved"),
        pytest.param("2026-01-02", "Approved ", True, False, id="spelling-of-approved"),
        pytest.param("2026-01-02", "approved", False, True, id="approved-but-incomplete"),
    ],
)
def test_leaflet_is_a_draft_until_it_is_complete_and_approved(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    *,
    reviewed: str,
    status: str | None,
    is_complete: bool,
    expected: bool,
) -> None:
    document = make_document(TWO)
    article = document.article
    metadata = replace(article.metadata, reviewed=reviewed)
    document = replace(document, article=article._replace(metadata=metadata))
    keys = [segment.key.msgid for segment in document.segments]
    texts = dict.fromkeys(keys if is_complete else keys[1:], "ترجمة")
    catalog = None if status is None else make_catalog(texts, status=status)
    leaflet = localize(document, catalog, language=EN if catalog is None else AR)
    assert leaflet.is_draft is expected


def test_stray_text_is_marked_with_its_language_and_refused_by_a_release(
    make_document: Callable[..., Document],
) -> None:
    document = make_document("Keep the 腰部 warm.")
    leaflet = localize(document, None, language=EN)
    marked = [node for node in tree.walk(leaflet.body) if tree.has_class(node, "stray")]
    assert [(node.get("lang"), node.children) for node in marked] == [("zh", ("腰部",))]  # type: ignore[union-attr]
    assert release_problems(leaflet) == ("stray text in another script: '腰部'",)
    allowed = localize(document, None, language=EN, allow=frozenset({"腰部"}))
    assert release_problems(allowed) == ()


def test_stray_text_of_what_is_not_translated_is_marked_too(
    make_document: Callable[..., Document], make_catalog: Callable[..., Catalog]
) -> None:
    """The paragraph is English, whatever the leaflet is: nobody reads 腰部 there."""
    document = make_document("Keep the 腰部 warm.")
    leaflet = localize(document, make_catalog({}), language=Language("zh-Hans"))
    marked = [node for node in tree.walk(leaflet.body) if tree.has_class(node, "stray")]
    assert [tree.plain_text((node,)) for node in marked] == ["腰部"]


def test_release_says_how_much_is_missing(leaflets: Mapping[str, Leaflet]) -> None:
    assert release_problems(leaflets["en"]) == ()
    assert release_problems(leaflets["ar"]) == (
        "1 of 22 texts are not translated (0 missing, 1 fuzzy)",
    )


@pytest.mark.parametrize("status", ["", "approved"])
def test_nothing_of_an_article_that_says_so_is_more_than_a_draft(
    make_document: Callable[..., Document], make_catalog: Callable[..., Catalog], status: str
) -> None:
    metadata = Metadata(title="Rest", reviewed="2026-02-01", is_draft=True)
    document = make_document("Rest for a day.\n", metadata=metadata)
    texts = {"Rest": "Repos", "Rest for a day.": "Reposez-vous un jour."}
    catalog = make_catalog(texts, status=status)
    for translated, language in ((None, EN), (catalog, Language("fr"))):
        leaflet = localize(document, translated, language=language)
        assert (leaflet.is_draft, leaflet.metadata.reviewed) == (True, "")
