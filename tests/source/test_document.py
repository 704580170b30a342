"""Articles in blocks and segments: what they are, where they stand, and how they come back."""

from __future__ import annotations

import pickle
from dataclasses import replace
from types import MappingProxyType

import pytest

from pipeline.errors import SourceError
from pipeline.leaflets.markup import to_html
from pipeline.model import (
    Article,
    Block,
    BlockKind,
    Document,
    Inline,
    Key,
    Language,
    Metadata,
    Resolution,
    Segment,
    Segmentation,
    Sentence,
    Term,
    Termbase,
    TermRule,
)
from pipeline.source.document import BlockText, parse, render, render_field, segment_lines

ENGLISH, GERMAN = Language("en"), Language("de")


def parsed(
    body: str,
    *,
    language: str = "en",
    segmentation: Segmentation = Segmentation.SENTENCE,
    metadata: Metadata | None = None,
    termbase: Termbase | None = None,
) -> Document:
    article = Article("pain", "source/pain.md", metadata or Metadata("Back pain"), body, 5)
    return parse(article, language=Language(language), segmentation=segmentation, termbase=termbase)


def translated(document: Document, texts: dict[str, str], language: Language = GERMAN) -> str:
    """The page with the blocks of which every segment is in `texts`."""
    shown = {
        block.index: BlockText(
            language, tuple((s.lead, texts[s.key.msgid]) for s in block.segments)
        )
        for block in document.blocks
        if all(s.key.msgid in texts for s in block.segments)
    }
    return to_html(render(document, shown))


# ------------------------------------------------------------------------------------------ parsing
def test_front_matter_comes_first_as_plain_text() -> None:
    metadata = Metadata(
        "Back *pain*. What helps",
        summary="Rest\n  little. Move more.",
        publisher="St. Luke's. Clinic",
        keywords=("back pain", "L. disc. x"),
        audience="Adults. Carers.",
        lines=MappingProxyType({"title": 2, "summary": 3, "keywords": 4}),
    )
    document = parsed("Text.", metadata=metadata)
    assert [(b.kind, tuple(s.key.msgid for s in b.segments)) for b in document.blocks] == [
        (BlockKind.TITLE, ("Back *pain*. What helps",)),
        (BlockKind.SUMMARY, ("Rest little.", "Move more.")),
        (BlockKind.AUDIENCE, ("Adults.", "Carers.")),
        (BlockKind.PUBLISHER, ("St. Luke's. Clinic",)),
        (BlockKind.KEYWORD, ("back pain",)),
        (BlockKind.KEYWORD, ("L. disc. x",)),
        (BlockKind.PARAGRAPH, ("Text.",)),
    ]
    assert segment_lines(document) == (2, 3, 3, 1, 1, 1, 4, 4, 5)


KINDS = """\
# Heading

Paragraph.

- item

    still item

> quote

| head |
|------|
| cell |

Term
: definition

!!! tip "Box title"
    box

    - item in a box

Note[^1]. ABC [ref]

<p title="attribute">raw</p>

[^1]: footnote
[ref]: a.html "link title"
*[ABC]: abbreviation
"""


def test_every_kind_of_block() -> None:
    kinds = [(block.text, block.kind.name) for block in parsed(KINDS).blocks[1:]]
    assert kinds == [
        ("Heading", "HEADING"),
        ("Paragraph.", "PARAGRAPH"),
        ("item", "LIST_ITEM"),
        ("still item", "LIST_ITEM"),
        ("quote", "QUOTE"),
        ("head", "TABLE_HEADER"),
        ("cell", "TABLE_CELL"),
        ("Term", "TERM"),
        ("definition", "DEFINITION"),
        ("Box title", "BOX_TITLE"),
        ("box", "BOX"),
        ("item in a box", "LIST_ITEM"),
        ("Note[^1]. ABC [ref]", "PARAGRAPH"),
        ("attribute", "HTML"),
        ("raw", "HTML"),
        ("footnote", "FOOTNOTE"),
        ("link title", "LINK_TITLE"),
        ("abbreviation", "ABBREVIATION"),
    ]


def test_heading_path_is_plain_text_of_the_headings_above() -> None:
    body = "# A *big* `one` &amp; \\*\n\n### Deep\n\na\n\n## Next [link](x)\n\nb\n\n# 二\n\nc[^1]\n\n[^1]: d\n"
    paths = {block.text: block.heading_path for block in parsed(body).blocks[1:]}
    assert paths == {
        "A *big* `one` &amp; \\*": (),
        "Deep": ("A big one *",),
        "a": ("A big one *", "Deep"),
        "Next [link](x)": ("A big one *",),
        "b": ("A big one *", "Next link"),
        "二": (),
        "c[^1]": ("二",),
        "d": (),
    }


def test_block_holds_its_segments() -> None:
    assert parsed("Lie *down*.  Call  \nus.").blocks[1] == Block(
        index=1,
        kind=BlockKind.PARAGRAPH,
        text="Lie *down*.  Call  \nus.",
        segments=(
            Segment(1, Key(None, "Lie *down*."), 1, ""),
            Segment(2, Key(None, "Call"), 1, "  "),
            Segment(3, Key(None, "us."), 1, "  \n"),
        ),
    )


@pytest.mark.parametrize(
    ("body", "msgids"),
    [
        pytest.param("One\nline\n   here.", ["One line here."], id="soft-breaks-are-spaces"),
        pytest.param("多走动，\n少弯腰。\n好", ["多走动，少弯腰。", "好"], id="none-between-han"),
        pytest.param("用 *MRI*\n检查", ["用 *MRI* 检查"], id="but-beside-latin"),
        pytest.param("허리가\n아파요", ["허리가 아파요"], id="and-in-korean"),
        pytest.param("Text\n{: .lead #x}", ["Text"], id="attribute-list-apart"),
        pytest.param("## Text ## {#x}", ["Text"], id="closing-marks-apart"),
        pytest.param("Text <!-- aside -->", ["Text"], id="comment-apart"),
        pytest.param("![](a.png) `code` [^1]\n\n[^1]: `x`", [], id="nothing-to-read"),
        pytest.param("![Alt.](a.png)", ["![Alt.](a.png)"], id="alternative-text"),
        pytest.param('[](a.html "Title")', ['[](a.html "Title")'], id="title-only"),
        pytest.param("<https://example.org>", ["<https://example.org>"], id="address-shown"),
        pytest.param("    code\n\n```\ncode\n```", [], id="code"),
        pytest.param("**One. Two.** Three.", ["**One. Two.**", "Three."], id="not-inside-markup"),
    ],
)
def test_msgids(body: str, msgids: list[str]) -> None:
    language = "zh-Hans" if "多" in body or "用" in body else "en"
    document = parsed(body, language=language)
    assert [segment.key.msgid for segment in document.segments[1:]] == msgids


def test_paragraph_segmentation_keeps_blocks_whole() -> None:
    document = parsed("One. Two.\n\nThree.", segmentation=Segmentation.PARAGRAPH)
    assert [s.key.msgid for s in document.segments] == ["Back pain", "One. Two.", "Three."]


def test_digest_depends_on_keys_alone() -> None:
    first, second = parsed("One. Two."), parsed("One.\nTwo.\n{: .lead}\n\n---")
    assert first.digest == second.digest
    assert first.digest != parsed("One. Too.").digest
    context = "<!-- leaflets: context x -->\nOne. Two."
    assert first.digest != parsed(context).digest


def test_document_tree_survives_a_process_boundary() -> None:
    document = parsed(KINDS)
    copied = replace(document, tree=pickle.loads(pickle.dumps(document.tree)))
    assert to_html(render(copied, {})) == to_html(render(document, {}))


# --------------------------------------------------------------------------------------- resolutions
def test_a_fragment_of_the_front_matter_has_the_line_of_its_field() -> None:
    termbase = Termbase(
        (Term("腰部", Language("zh-Hans"), TermRule.RESOLVE, {"en": ("lower back",)}),)
    )
    metadata = Metadata("Back", summary="The 腰部 at rest", lines={"title": 2, "summary": 3})
    document = parsed("Rest.", metadata=metadata, termbase=termbase)
    assert [s.key.msgid for s in document.segments] == ["Back", "The lower back at rest", "Rest."]
    assert document.resolutions == (Resolution("腰部", "lower back", 3, 5),)


def test_resolved_fragment_is_noted_on_its_segment_and_nowhere_else() -> None:
    termbase = Termbase(
        (Term("腰部", Language("zh-Hans"), TermRule.RESOLVE, {"en": ("lower back",)}),)
    )
    document = parsed("Sit straight. Rest the **neck and腰部** muscles.", termbase=termbase)
    assert [(s.key.msgid, s.resolutions) for s in document.segments[1:]] == [
        ("Sit straight.", ()),
        ("Rest the **neck and lower back** muscles.", (Resolution("腰部", "lower back", 5, 34),)),
    ]
    assert document.resolutions == (Resolution("腰部", "lower back", 5, 34),)

    assert to_html(render(document, {})) == (
        "<p>Sit straight. Rest the <strong>neck and lower back</strong> muscles.</p>"
    )


# ------------------------------------------------------------------------------------------ errors
def test_deep_lists_are_refused_with_their_line() -> None:
    body = "Text.\n\n" + "\n".join("    " * level + f"- level {level}" for level in range(25))
    with pytest.raises(SourceError) as caught:
        parsed(body)
    assert (caught.value.path, caught.value.message) == (
        "source/pain.md",
        "lists or quotations are nested more than 20 deep",
    )
    assert caught.value.line is not None
    assert "level 2" in body.split("\n")[caught.value.line - 5]


def test_endless_lists_are_refused_too() -> None:
    with pytest.raises(SourceError, match="nested more than 20 deep"):
        parsed("\n".join("    " * level + f"- {level}" for level in range(120)))
    assert parsed("Fine again.").blocks[1].text == "Fine again."


@pytest.mark.parametrize(
    ("notes", "line"),
    [
        pytest.param("[^1]: First.\n\n    [^2]: Moved in.\n\n[^3]: Third.", 9, id="moved in"),
        pytest.param("[^1]: First.\n\n    [^2]: Moved in.", 9, id="moved in, at the end"),
        pytest.param("[^1]: [^2]: Two.", 7, id="in one line"),
        pytest.param("[^1]: One\n    > [^2]: Two.\n\n[^3]: Three.", 8, id="in a quotation"),
    ],
)
def test_a_footnote_inside_another_is_refused_with_its_line(notes: str, line: int) -> None:
    """Python-Markdown loses its text, or fails."""
    with pytest.raises(SourceError, match="a footnote is defined inside another one") as caught:
        parsed(f"Text[^1].\n\n{notes}")
    assert (caught.value.path, caught.value.line) == ("source/pain.md", line)
    assert parsed("Fine[^1] again.\n\n[^1]: So.").blocks[1].text == "Fine[^1] again."


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"])
def test_private_use_characters_are_refused(character: str) -> None:
    with pytest.raises(SourceError, match="private-use character") as caught:
        parsed(f"One.\n\nTwo {character}.")
    assert caught.value.line == 7


# --------------------------------------------------------------------------------------- rendering
def test_untranslated_blocks_stay_as_they_are() -> None:
    document = parsed("Rest.\n\nMove *more*.")
    assert translated(document, {"Rest.": "Ruhe."}) == "<p>Ruhe.</p>\n<p>Move <em>more</em>.</p>"


def test_heading_ids_are_those_of_the_source() -> None:
    document = parsed("[TOC]\n\n# Improper massage\n\n## Same\n\n## Same\n\n## Own {#mine}")
    texts = {"Improper massage": "不当按摩", "Same": "相同", "Own": "自己的"}
    assert translated(document, texts, Language("zh-Hans")) == (
        '<div class="toc">\n<ul>\n<li><a href="#improper-massage">不当按摩</a><ul>\n'
        '<li><a href="#same">相同</a></li>\n<li><a href="#same_1">相同</a></li>\n'
        '<li><a href="#mine">自己的</a></li>\n</ul>\n</li>\n</ul>\n</div>\n'
        '<h1 id="improper-massage">不当按摩</h1>\n<h2 id="same">相同</h2>\n'
        '<h2 id="same_1">相同</h2>\n<h2 id="mine">自己的</h2>'
    )


def test_footnotes_keep_their_numbers_when_a_translation_changes_their_order() -> None:
    document = parsed("One[^a] two[^b].\n\n[^a]: First.\n[^b]: Second.")
    html = translated(document, {"One[^a] two[^b].": "Zwei[^b] eins[^a]."})
    assert html.startswith(
        '<p>Zwei<sup id="fnref:b"><a class="footnote-ref" href="#fn:b">2</a></sup>'
        ' eins<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>.</p>'
    )


def test_abbreviations_and_reference_titles_are_translated() -> None:
    document = parsed(
        'The WHO says [so][r].\n\n*[WHO]: World Health Organization\n[r]: a.html "The report"'
    )
    html = translated(
        document,
        {
            "The WHO says [so][r].": "Die WHO sagt [es][r].",
            "World Health Organization": "Weltgesundheits\norganisation",
            "The report": 'Der "Bericht"',
        },
    )
    assert html == (
        '<p>Die <abbr title="Weltgesundheits organisation">WHO</abbr> sagt '
        '<a href="a.html" title="Der &quot;Bericht&quot;">es</a>.</p>'
    )


def test_translators_are_told_which_abbreviation_a_long_form_explains() -> None:
    """ "AINE" for "NSAID" is explained to no reader, and who translated it did not know."""
    document = parsed(
        'NSAID [help][r].\n\n*[NSAID]: non-steroidal anti-inflammatory drug\n[r]: a.html "How"'
    )
    note = "explains NSAID, and is shown only where the translation keeps NSAID"
    assert {block.text: block.notes for block in document.blocks} == {
        "Back pain": (),
        "NSAID [help][r].": (),
        "How": (),
        "non-steroidal anti-inflammatory drug": (note,),
    }


@pytest.mark.parametrize(
    ("translation", "shown"),
    [
        pytest.param("HbA1cは大切です。", "{}は大切です。", id="ja"),
        pytest.param("您的HbA1c应稳定。", "您的{}应稳定。", id="zh"),
        pytest.param("HbA1c는 중요합니다.", "{}는 중요합니다.", id="ko"),
        pytest.param("ค่าHbA1cของคุณ", "ค่า{}ของคุณ", id="th"),
        pytest.param("قس وHbA1c أيضًا.", "قس و{} أيضًا.", id="ar"),
        pytest.param(
            "Der HbA1cwert zählt.", "Der HbA1cwert zählt.", id="one word in Latin letters"
        ),
    ],
)
def test_an_abbreviation_is_found_beside_letters_of_another_script(
    translation: str, shown: str
) -> None:
    document = parsed("Your HbA1c matters.\n\n*[HbA1c]: glycated haemoglobin")
    html = translated(document, {"Your HbA1c matters.": translation})
    marked = '<abbr title="glycated haemoglobin">HbA1c</abbr>'
    assert html == f"<p>{shown.format(marked)}</p>"


def test_broken_markup_stays_in_its_sentence() -> None:
    document = parsed("Lie down. Call us.")
    html = translated(document, {"Lie down.": "Legen Sie *sich.", "Call us.": "Rufen* Sie [an."})
    assert html == "<p>Legen Sie *sich. Rufen* Sie [an.</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param(" \n Ruhe. \t", "Ruhe.", id="edges"),
        pytest.param("Ru\x02wzxhzdk:0\x03he.", "Ruwzxhzdk:0he.", id="placeholder"),
        pytest.param("\ue000Ru\U000f0001he.\U0010fffd", "Ruhe.", id="private-use"),
        pytest.param("Ruhe. {: .x #y}", "Ruhe. {: .x #y}", id="attribute-list"),
        pytest.param("Ruhe\n{: .x #y}", "Ruhe\n{: .x #y}", id="attribute-list-on-its-line"),
    ],
)
def test_hostile_translations_are_shown_as_text(text: str, html: str) -> None:
    document = parsed("Rest.\n{: .lead}")
    assert translated(document, {"Rest.": text}) == f'<p class="lead">{html}</p>'


@pytest.mark.parametrize(
    ("source", "text", "html"),
    [
        # What may come: what stands inside a sentence, and what the source has.
        ("Rest.", "<kbd>Esc</kbd> Ruhe<br>", "<kbd>Esc</kbd> Ruhe<br>"),
        ("Rest.", '<span lang="en">Rest</span>', '<span lang="en">Rest</span>'),
        ("Rest.", '<a href="a.html">Ruhe</a>', '<a href="a.html">Ruhe</a>'),
        ("Rest.", "Ruhe <!-- so -->.", "Ruhe <!-- so -->."),
        ("Rest.", "`<script>` Ruhe", "<code>&lt;script&gt;</code> Ruhe"),
        ("Rest.", "*Ruhe*{.warm lang=de}", '<em class="warm" lang="de">Ruhe</em>'),
        ('<u style="x">Rest</u>.', '<u style="x">Ruhe</u>.', '<u style="x">Ruhe</u>.'),
        ("*Rest*{#r}.", "*Ruhe*{#r}.", '<em id="r">Ruhe</em>.'),
        ("<b>Rest.", "<b>Ruhe.", "<b>Ruhe."),
        ("[Rest](javascript:a)", "[Ruhe](javascript:a)", '<a href="javascript:a">Ruhe</a>'),
        # What may not: programs, blocks, what is left open or crosses.
        ("Rest.", "<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("Type `<script>`", "<script>x", "&lt;script&gt;x"),
        ("Rest.", "*a <iframe> b*", "<em>a &lt;iframe&gt; b</em>"),
        ("Rest.", '<b onclick="x">Ruhe</b>', '&lt;b onclick="x"&gt;Ruhe&lt;/b&gt;'),
        ("Rest.", '<b style="x">Ruhe</b>', '&lt;b style="x"&gt;Ruhe&lt;/b&gt;'),
        ("Rest.", "<b/onclick=x>Ruhe</b>", "&lt;b/onclick=x&gt;Ruhe&lt;/b&gt;"),
        (
            "Rest.",
            '<a href=" java&#115;cript:x">Ruhe</a>',
            '&lt;a href=" java&#115;cript:x"&gt;Ruhe&lt;/a&gt;',
        ),
        ("Rest.", "</p><div>Ruhe</div>", "&lt;/p&gt;&lt;div&gt;Ruhe&lt;/div&gt;"),
        ("Rest.", '<img src="b.png">', '&lt;img src="b.png"&gt;'),
        ("Rest.", "<svg><b>Ruhe", "&lt;svg&gt;&lt;b&gt;Ruhe"),
        ("Rest.", "Ruhe</b>", "Ruhe&lt;/b&gt;"),
        ("Rest.", "<b>a <i>b</b> c</i>", "<b>a &lt;i&gt;b</b> c&lt;/i&gt;"),
        ("Rest.", "*a <b>b* c</b>", "<em>a &lt;b&gt;b</em> c&lt;/b&gt;"),
        ("Rest.", "<b/>Ruhe", "&lt;b/&gt;Ruhe"),
        ("<b>Rest</b>.", "<b>Ruhe.", "&lt;b&gt;Ruhe."),
        ("Rest.", "[Ruhe](javascript:a)", "<a>Ruhe</a>"),
        ("Rest.", "[Ruhe](JavaScript:a(1))", "<a>Ruhe</a>"),
        ("Rest.", "*Ruhe*{onclick=x}", "<em>Ruhe</em>{onclick=x}"),
        ("Rest.", "*a **b**{onclick=x}*", "<em>a <strong>b</strong>{onclick=x}</em>"),
        ("Rest.", "[Ruhe](a.html){#doses}", '<a href="a.html">Ruhe</a>{#doses}'),
    ],
)
def test_a_translation_brings_no_program_no_block_and_no_tag_left_open(
    source: str, text: str, html: str
) -> None:
    document = parsed(f"{source}\n\nMove.")
    shown = translated(document, {source: text, "Move.": "Los."})
    assert shown == f"<p>{html}</p>\n<p>Los.</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>Ruhe</b> jetzt.", "<b>Ruhe</b> jetzt."),
        ("<b>Ruhe jetzt.", "&lt;b&gt;Ruhe jetzt."),
        ("Ruhe</b> <b>jetzt</b>.", "Ruhe&lt;/b&gt; <b>jetzt</b>."),
        ("<kbd>Ruhe</kbd> jetzt.", "&lt;kbd&gt;Ruhe&lt;/kbd&gt; jetzt."),
    ],
)
def test_raw_html_is_left_by_no_tag_open(text: str, html: str) -> None:
    document = parsed("<p><b>Rest</b> now.</p>")
    assert translated(document, {"<b>Rest</b> now.": text}) == f"<p>{html}</p>"


def test_raw_html_takes_translations_without_breaking() -> None:
    document = parsed(
        '<figure><img src="a.png" alt="A back"><figcaption>See <b>here</b>. Now &amp; then'
        "</figcaption></figure>"
    )
    html = translated(
        document,
        {
            "A back": 'Ein "Rücken"',
            "See <b>here</b>.": "<b>Hier</b></figcaption> 5 < 7 & so.",
            "Now &amp; then": "<script>x</script>",
        },
    )
    assert html == (
        '<figure><img src="a.png" alt="Ein &quot;Rücken&quot;"><figcaption>'
        "<b>Hier</b>&lt;/figcaption&gt; 5 &lt; 7 &amp; so. &lt;script&gt;x&lt;/script&gt;"
        "</figcaption></figure>"
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param('<img src="a.png" alt="Ein Rücken">', "Ein Rücken", id="other-words"),
        pytest.param('<img src="b.png" alt="Ein Rücken">', "A back", id="another-picture"),
        pytest.param("Ein Rücken", "A back", id="no-picture"),
        pytest.param('<img src="a.png" alt="Ein Rücken"></p>', "A back", id="one-more-tag"),
    ],
)
def test_of_a_tag_alone_only_what_is_read_can_change(text: str, html: str) -> None:
    source = '<img src="a.png" alt="A back">'
    document = parsed(f"- {source}")
    assert translated(document, {source: text}) == (
        f'<ul>\n<li><img src="a.png" alt="{html}"></li>\n</ul>'
    )


def test_fields_render_as_plain_text() -> None:
    document = parsed("x", metadata=Metadata("Title", summary="Rest *little*. Move."))
    texts = {1: BlockText(GERMAN, (("", "Wenig *ruhen*. "), (" ", "Bewegen.")))}
    assert render_field(document, 1, texts) == Inline(
        1, GERMAN, (Sentence(1, ("Wenig *ruhen*.",)), " ", Sentence(2, ("Bewegen.",)))
    )
    assert render_field(document, 0, texts) == Inline(0, ENGLISH, (Sentence(0, ("Title",)),))


def test_text_with_too_few_parts_is_a_mistake_of_the_caller() -> None:
    document = parsed("One. Two.")
    with pytest.raises(ValueError, match="shorter"):
        render(document, {1: BlockText(GERMAN, (("", "Eins."),))})


def test_rendering_leaves_the_document_as_it_was() -> None:
    document = parsed(KINDS)
    before = to_html(render(document, {}))
    for block in document.blocks:
        render(
            document, {block.index: BlockText(GERMAN, tuple((s.lead, "X") for s in block.segments))}
        )
    assert to_html(render(document, {})) == before


# ------------------------------------------------------------------------------------------- lines
def test_lines_of_sentences_that_occur_twice() -> None:
    document = parsed(
        "Rest. Move.\n\n- Rest.\n- Rest.\n\n| Rest. | x |\n|---|---|\n| Rest. | Rest. |"
    )
    assert segment_lines(document)[1:] == (5, 5, 7, 8, 10, 10, 12, 12)


def test_lines_of_wrapped_sentences() -> None:
    document = parsed("One wrapped\nsentence. Two\nmore. Three\n\n> Vier\n> fünf. Sechs")
    assert segment_lines(document)[1:] == (5, 6, 7, 9, 10)
