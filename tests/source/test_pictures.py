"""Labels of drawings: texts of the article, and back in the drawing with its other bytes kept."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from builders import ENGLISH, make_article

from pipeline.catalogs.template import make_template
from pipeline.model import BlockKind, Document, Language, Segmentation
from pipeline.source.document import BlockText, parse, render, segment_lines
from pipeline.source.pictures import (
    addresses,
    labelled,
    labels_shown,
    with_labels,
    words_left,
)

GERMAN, ARABIC = Language("de"), Language("ar")
SVG = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- <text>no label</text> -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
  <title>A disc &amp; a nerve</title>
  <desc>It slips. It hurts.</desc>
  <style>text { fill: red }</style>
  <metadata><title>Drawn by us</title></metadata>
  <text x="1"
        y='2' >
    Nerve
    root
  </text>
  <text><tspan class="a">Soft core</tspan></text>
  <text><tspan x="1">Outer</tspan> <tspan x="1" dy="2">ring</tspan></text>
  <text/><text> — </text>
</svg>
"""
FOUND = [
    ("picture description", "A disc &amp; a nerve"),
    ("picture description", "It slips."),
    ("picture description", "It hurts."),
    ("picture label", "Nerve root"),
    ("picture label", "Soft core"),
    ("picture label", '<tspan x="1">Outer</tspan> <tspan x="1" dy="2">ring</tspan>'),
]
BODY = "Rest.\n\n![A disc](images/disc.svg)\n"


def parsed(body: str = BODY) -> Document:
    return parse(make_article(body), language=ENGLISH, segmentation=Segmentation.SENTENCE)


def drawn(svg: str = SVG, body: str = BODY) -> Document:
    return with_labels(parsed(body), {"images/disc.svg": svg.encode()})


def in_language(document: Document, language: Language, **translations: str) -> bytes:
    """The drawing with the labels that are given by the first word of their source."""
    texts = {
        block.index: BlockText(
            language,
            tuple((s.lead, translations[s.key.msgid.split()[0]]) for s in block.segments),
        )
        for block in document.blocks
        if all(s.key.msgid.split()[0] in translations for s in block.segments)
    }
    shown = labels_shown(document, texts)["images/disc.svg"]
    new = labelled(SVG.encode(), shown, language=language, source=ENGLISH)
    assert new is not None
    ElementTree.fromstring(new)
    return new


def test_labels_are_the_last_texts_of_the_article() -> None:
    document = drawn()
    labels = [block for block in document.blocks if block.picture]
    assert [(b.kind, s.key.msgid) for b in labels for s in b.segments] == FOUND
    assert document.blocks[: -len(labels)] == parsed().blocks
    assert [s.index for s in document.segments] == list(range(len(document.segments)))
    assert segment_lines(document)[-len(FOUND) :] == (6,) * len(FOUND)


def test_the_template_says_where_a_label_stands() -> None:
    template = make_template(drawn(), project="Test", created="2024-10-31 00:00+0000")
    places = {unit.key.msgid: unit.extracted for unit in template.units}
    assert places["Nerve root"] == ("Label in images/disc.svg",)
    assert places["It hurts."] == ("Description of images/disc.svg",)


def test_only_drawings_with_labels_change_an_article() -> None:
    document = parsed()
    assert with_labels(document, {"images/disc.svg": b"<svg><rect/></svg>"}) is document
    assert drawn().digest != document.digest


@pytest.mark.parametrize(
    "svg",
    [
        pytest.param("<svg><text>Open", id="no XML"),
        pytest.param("<svg><text>\udcff</text></svg>", id="no UTF-8"),
        pytest.param("<svg><text><![CDATA[Nerve]]></text></svg>", id="CDATA"),
        pytest.param(
            '<svg><switch><text systemLanguage="de">Nerv</text><text>Nerve</text></switch></svg>',
            id="a choice of languages",
        ),
    ],
)
def test_what_can_not_be_read_for_sure_has_no_labels(svg: str) -> None:
    document = parsed()
    data = svg.encode("utf-8", "surrogateescape")
    assert with_labels(document, {"images/disc.svg": data}) is document


def test_the_page_does_not_show_labels() -> None:
    document = drawn()
    texts = {
        block.index: BlockText(GERMAN, tuple((s.lead, "Wort") for s in block.segments))
        for block in document.blocks
        if block.picture
    }
    assert render(document, texts) == render(parsed(), {})


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("![A](a.svg) and ![B](b.png)\n\n![again](a.svg)", ("a.svg",)),
        ('<img src="a.svg" alt="A">', ("a.svg",)),
        ("![A][a]\n\n[a]: x/a.SVG", ("x/a.SVG",)),
        ("`![A](a.svg)` and [a link](a.svg)", ()),
    ],
)
def test_the_drawings_of_an_article(body: str, found: tuple[str, ...]) -> None:
    assert addresses(parsed(body)) == found


# ------------------------------------------------------------------------------------ in a language
def test_nothing_but_words_changes() -> None:
    outer = '<tspan x="1">Äußerer</tspan> <tspan x="1" dy="2">Ring</tspan>'
    german = {"A": "Scheibe &nbsp;& Nerv", "It": "Sie rutscht.", "Nerve": "Nervenwurzel"}
    new = in_language(drawn(), GERMAN, **german, **{"Soft": "Kern <b>", "<tspan": outer})
    assert new.decode() == (
        SVG.replace("<svg xmlns", '<svg xml:lang="de" xmlns')
        .replace("A disc &amp; a nerve", "Scheibe \u00a0&amp; Nerv")
        .replace("It slips. It hurts.", "Sie rutscht. Sie rutscht.")
        .replace("Nerve\n    root", "Nervenwurzel")
        .replace("Soft core", "Kern &lt;b&gt;")
        .replace("Outer", "Äußerer")
        .replace(">ring", ">Ring")
    )


def test_a_label_that_stays_says_its_language() -> None:
    new = in_language(drawn(), GERMAN, Nerve="Nervenwurzel").decode()
    assert '<title xml:lang="en">A disc &amp; a nerve</title>' in new
    assert '<text xml:lang="en"><tspan class="a">Soft core</tspan></text>' in new
    assert ">\n    Nervenwurzel\n  </text>" in new


def test_a_drawing_without_translations_keeps_its_bytes() -> None:
    document = drawn()
    shown = labels_shown(document, {})["images/disc.svg"]
    assert shown == (None,) * 5
    assert labelled(SVG.encode(), shown, language=GERMAN, source=ENGLISH) == SVG.encode()


def test_labels_run_right_to_left_and_their_numbers_do_not() -> None:
    ring = '<tspan x="1">الحلقة</tspan> <tspan x="1" dy="2">الخارجية</tspan>'
    new = in_language(drawn(), ARABIC, A="قرص", Nerve="خذ 200–400 mg!", **{"<tspan": ring}).decode()
    assert "<title>قرص</title>" in new
    assert "\u2067خذ \u2066200–400 mg\u2069!\u2069\n" in new
    assert (
        '<tspan x="1">\u2067الحلقة\u2069</tspan> <tspan x="1" dy="2">\u2067الخارجية\u2069</tspan>'
    ) in new


def test_what_would_be_no_svg_is_refused() -> None:
    document = drawn()
    ring = next(block for block in document.blocks if block.text.startswith("<tspan"))
    texts = {ring.index: BlockText(GERMAN, (("", '<tspan x="1">Ring'),))}
    shown = labels_shown(document, texts)["images/disc.svg"]
    assert labelled(SVG.encode(), shown, language=GERMAN, source=ENGLISH) is None
    assert labelled(b"<svg/>", shown, language=GERMAN, source=ENGLISH) is None


def test_kinds_of_labels() -> None:
    assert {b.kind for b in drawn().blocks if b.picture} == {
        BlockKind.PICTURE_LABEL,
        BlockKind.PICTURE_DESCRIPTION,
    }


NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:i="http://ns.adobe.com/AdobeIllustrator/"'


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        pytest.param("<text>Nerve <tspan>root</tspan></text><title>Disc</title>", (), id="labels"),
        pytest.param("<text>5&#160;mg &amp; more</text><text> </text>", (), id="references"),
        pytest.param("<text><![CDATA[Nerve]]></text><desc>Disc</desc>", ("Nerve",), id="CDATA"),
        pytest.param("<text>Ner<!-- v --> root</text>", ("Ner root",), id="comment"),
        pytest.param(
            "<switch><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Take <b>two</b></p>"
            "</foreignObject><text>Take two</text></switch>",
            ("Take two",),
            id="draw.io",
        ),
        pytest.param(
            "<switch><foreignObject><i:aipgfRef/></foreignObject><g><text>Nerve</text></g></switch>"
            "<i:pgf>eJzsvQ</i:pgf>",
            (),
            id="Illustrator",
        ),
        pytest.param(
            '<switch><text systemLanguage="de">Nerv</text><text>Nerve</text></switch>',
            ("Nerv", "Nerve"),
            id="a choice of languages",
        ),
        pytest.param(
            "<flowRoot><flowPara>Nerve</flowPara></flowRoot><style>.a{color:red}</style>",
            ("Nerve",),
            id="flowed text of old Inkscape",
        ),
    ],
)
def test_words_that_nobody_can_translate(inside: str, left: tuple[str, ...]) -> None:
    assert words_left(f"<svg {NAMESPACES}>{inside}</svg>".encode()) == left


def test_words_in_another_encoding_can_not_be_translated() -> None:
    svg = f'<?xml version="1.0" encoding="utf-16"?><svg {NAMESPACES}><text>Nerve</text></svg>'
    assert words_left(svg.encode("utf-16")) == ("Nerve",)


def test_labels_of_illustrator_are_translated() -> None:
    svg = "<svg><switch><foreignObject/><g><text>Nerve</text></g></switch></svg>"
    document = with_labels(parsed(), {"images/disc.svg": svg.encode()})
    assert [block.text for block in document.blocks if block.picture] == ["Nerve"]
