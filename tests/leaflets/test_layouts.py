"""Every layout on every paper: nothing runs out of its place, nothing is lost, all in order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import page as validator
import pypdfium2
import pytest

from pipeline.errors import ExportError
from pipeline.leaflets.layouts import DEFAULT_SHEET, LAYOUTS, PAPERS, Sheet
from pipeline.leaflets.localize import localize
from pipeline.leaflets.pdf import PdfExporter, Printed
from pipeline.leaflets.words import Words
from pipeline.model import Catalog, Document, Language, Leaflet
from tests.builders import default_theme
from tests.printed import MM, Box, collisions, letters, misplaced, panels, shapes, trimmed

EN = Language("en")
GERMAN = {
    "A sprained ankle": "Verstauchtes Sprunggelenk",
    "Most **sprains** heal within 6 weeks.": "Die meisten **Verstauchungen** heilen in 6 Wochen.",
    "Go to hospital at once": "Sofort in die Notaufnahme",
    "you cannot stand on the foot": "Sie können nicht auf dem Fuß stehen",
    "Against the pain": "Gegen die Schmerzen",
    "Medicine": "Medikamentenbezeichnung",
    "Dose": "Dosierung",
    "Ibuprofen": "Ibuprofen-Retardtabletten",
}
HINDI = {
    "A sprained ankle": "टखने में मोच",
    "What helps at home": "घर पर क्या मदद करता है",
    "Most **sprains** heal within 6 weeks.": "ज़्यादातर **मोच** 6 हफ़्तों में ठीक हो जाती हैं।",
    "Rest the ankle for 2–3 days.": "टखने को 2–3 दिन आराम दें।",
    "Go to hospital at once": "तुरंत अस्पताल जाएँ",
    "you cannot stand on the foot": "आप पैर पर खड़े नहीं हो सकते",
    "the toes are cold or blue": "पैर की उँगलियाँ ठंडी या नीली हैं",
    "Against the pain": "दर्द के लिए",
    "Medicine": "दवा",
    "Dose": "ख़ुराक",
    "Cool the ankle.": "टखने को ठंडा करें।",
}

Print = Callable[..., Printed]


@pytest.fixture
def print_it(exporter: PdfExporter, images: Path, words: Callable[[Language], Words]) -> Print:
    def run(leaflet: Leaflet, layout: str = "trifold", sheet: Sheet = DEFAULT_SHEET) -> Printed:
        return exporter.print_leaflet(
            leaflet,
            words=words(leaflet.language),
            theme=default_theme(),
            image_root=images,
            timestamp=1_730_332_800,
            contact="Questions? +44 20 7946 0018",
            layout=layout,
            sheet=sheet,
        )

    return run


@pytest.fixture
def samples(
    leaflets: Mapping[str, Leaflet],
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
) -> Mapping[str, Leaflet]:
    """The sample in five scripts and manners of breaking lines."""
    document = make_document()
    return {
        **leaflets,
        "de": localize(document, make_catalog(GERMAN), language=Language("de")),
        "hi": localize(document, make_catalog(HINDI), language=Language("hi")),
    }


def wrong_places(pdf: bytes, leaflet: Leaflet, layout: str, sheet: Sheet) -> list[str]:
    flap = PAPERS[sheet.paper].flap
    is_rtl = leaflet.language.base == "ar"
    places = panels(pdf, flap=flap, is_rtl=is_rtl) if layout == "trifold" else None
    return misplaced(pdf, default_theme().light, places=places)


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet(),
        pytest.param(Sheet("letter"), marks=pytest.mark.soak),
        Sheet("letter", has_bleed=True),
    ],
    ids=str,
)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("tag", ["en", "de", "ar", "ja", "hi"])
def test_every_letter_stands_in_its_place(
    samples: Mapping[str, Leaflet], print_it: Print, tag: str, layout: str, sheet: Sheet
) -> None:
    pdf = print_it(samples[tag], layout, sheet).pdf
    assert wrong_places(pdf, samples[tag], layout, sheet) == []
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant


LONG = """\
## Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft

Rinderkennzeichnungsfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und
https://example.org/a/very/long/address/that/no/line/of/a/panel/bears/and-that-must-be-cut?where=it-can

- nested
    - deeper: Methionylthreonylthreonylglutaminylarginyltyrosylglutamylserylleucylphenylalanine
        1. deepest: Sozialversicherungsfachangestelltenauszubildende

!!! warning "Bundesausbildungsförderungsgesetzesänderung"
    Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung

| Wort | Kraftfahrzeughaftpflichtversicherung | A | B | C | D | E | F | Arbeiterunfallversicherung |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Eins | zwei | 3 | 4 | 5 | 6 | 7 | 8 | neun |

| Wort | Kraftfahrzeughaftpflichtversicherungsgesellschaft |
| --- | --- |
| Rechtsschutzversicherungsgesellschaftsvertreter | https://example.org/a/very/long/address |

```
a-line-of-code-that-is-much-too-long-for-any-panel-and-any-page-because-nobody-wrapped-it-in-time-0123456789
```
"""


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("tag", ["en", "de", "hi"])
def test_what_is_too_wide_is_cut_or_made_smaller(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    print_it: Print,
    tag: str,
    layout: str,
) -> None:
    document = make_document(LONG)
    catalog = None if tag == "en" else make_catalog({})
    leaflet = localize(document, catalog, language=Language(tag))
    pdf = print_it(leaflet, layout).pdf
    assert wrong_places(pdf, leaflet, layout, Sheet()) == []
    assert collisions(pdf) == []
    seen = "".join(letter.text for letter in letters(pdf))
    assert seen.count("neun") == 1  # the last cell of the widest table


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PAPERS)
def test_paper_has_its_size_and_the_cut_is_marked(
    leaflets: Mapping[str, Leaflet], print_it: Print, layout: str, paper: str
) -> None:
    width, height = (millimetres * MM for millimetres in Sheet(paper).size(LAYOUTS[layout]))
    plain = pypdfium2.PdfDocument(print_it(leaflets["en"], layout, Sheet(paper)).pdf)
    assert all(page.get_size() == pytest.approx((width, height), abs=0.1) for page in plain)
    pdf = print_it(leaflets["en"], layout, Sheet(paper, has_bleed=True)).pdf
    sheet = trimmed(pdf)
    beyond = 10 * MM  # 3 mm of bleed and 7 mm for the marks
    assert (sheet.left, sheet.bottom) == pytest.approx((beyond, beyond), abs=0.1)
    assert (sheet.right - sheet.left, sheet.top - sheet.bottom) == pytest.approx(
        (width, height), abs=0.1
    )
    # On the edge of the paper colour goes on for the 3 mm of the bleed, and no farther.
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil().convert("RGB")
    x = round((sheet.right - 20 * MM) * 4)
    top = round(beyond * 4)
    assert image.getpixel((x, round(top - 2.5 * MM * 4))) != (255, 255, 255)
    assert image.getpixel((x, round(top - 3.5 * MM * 4))) == (255, 255, 255)


def _reading_order(pdf: bytes) -> list[tuple[str, int]]:
    """The elements right below the document in the order of the tags: (kind, page)."""
    text = pdf.decode("latin-1")
    objects = dict(re.findall(r"(?<!\d)(\d+) 0 obj\n(.*?)\nendobj", text, re.DOTALL))
    kids = re.search(r"/Kids\[([^\]]*)\]", text)
    assert kids is not None
    pages = {ref: number for number, ref in enumerate(re.findall(r"(\d+) 0 R", kids[1]), 1)}
    document = next(body for body in objects.values() if "/S/Document" in body)
    order = re.findall(r"(\d+) 0 R", document.split("/K[")[1])

    def page_of(ref: str) -> int:
        found = re.search(r"/Pg (\d+) 0 R", objects[ref])
        if found:
            return pages[found[1]]
        inside = objects[ref].partition("/K")[2]
        return min((page_of(kid) for kid in re.findall(r"(\d+) 0 R", inside)), default=0)

    found = [(re.findall(r"/S/(\w+)", objects[ref])[0], page_of(ref)) for ref in order]
    return [(kind, page) for kind, page in found if page]


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_trifold_is_read_cover_first_then_inside_then_back(
    leaflets: Mapping[str, Leaflet], print_it: Print, tag: str
) -> None:
    order = _reading_order(print_it(leaflets[tag]).pdf)
    kinds = [kind for kind, _ in order]
    assert kinds.index("Title") < kinds.index("H1")
    pages = [
        page
        for page, previous in zip((p for _, p in order), (0, *(p for _, p in order)), strict=False)
        if page != previous
    ]
    assert pages == [1, 2, 1]


def test_trifold_is_mirrored_for_right_to_left(
    leaflets: Mapping[str, Leaflet], print_it: Print
) -> None:
    """The cover is on the right where reading begins on the left, and the other way round."""
    for tag, side in (("en", -1), ("ar", 0)):
        pdf = print_it(leaflets[tag]).pdf
        cover = panels(pdf, flap=97.0, is_rtl=tag == "ar")[0][side]
        image = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB")
        band = tuple(bytes.fromhex(default_theme().light["band"][1:]))
        assert image.getpixel((round(cover.left) + 8, 100)) in (
            band,
            tuple(bytes.fromhex(default_theme().light["band_shape"][1:])),
        )
        # Its text begins where its language does.
        boxes = [letter.box for letter in letters(pdf) if letter.page == 0]
        text = [box for box in boxes if cover.left <= box.left < cover.right]
        before = min(box.left for box in text) - cover.left
        after = cover.right - max(box.right for box in text)
        assert (before < after) == (tag == "en"), (tag, before, after)


def test_the_title_of_a_box_begins_where_its_text_does(
    make_document: Callable[..., Document], print_it: Print
) -> None:
    """Unless a sign stands before it: of a box without one, no room is left for it."""
    body = '!!! note "Notes"\n    Night.\n\n!!! warning "Wait"\n    Worse.\n'
    pdf = print_it(localize(make_document(body), None, language=EN), "leaflet").pdf
    left = starts(pdf)
    assert left["Notes"] == pytest.approx(left["Night."], abs=1)
    assert left["Wait"] > left["Worse."] + 10


def test_the_title_of_a_box_is_as_large_as_its_longest_phrase_bears(
    make_document: Callable[..., Document], make_catalog: Callable[..., Catalog], print_it: Print
) -> None:
    """Of two words beside a sign on a panel of large letters "飲ませないでくださ" had stood over "い"."""
    document = make_document('!!! warning "Never twice"\n    Wait.\n')
    catalog = make_catalog({"Never twice": "二回は飲ませないでください", "Wait.": "待ちます。"})
    leaflet = localize(document, catalog, language=Language("ja"))
    printed = print_it(leaflet, sheet=Sheet("letter"))
    assert printed.size == 14
    title = {letter.text: letter.box for letter in letters(printed.pdf) if letter.text in "飲い"}
    assert title["飲"].bottom == pytest.approx(title["い"].bottom, abs=2)


def test_terms_of_one_definition_stand_below_one_another(
    make_document: Callable[..., Document], print_it: Print
) -> None:
    body = "Lumbago\nHexenschuss\n:   Pain.\n"
    left = starts(print_it(localize(make_document(body), None, language=EN), "leaflet").pdf)
    assert left["Hexenschuss"] == pytest.approx(left["Lumbago"], abs=1)
    assert left["Pain."] > left["Lumbago"] + 5


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "What is meant by Kraftfahrzeughaftpflichtversicherung\n:   Words.\n",
            id="a word too long for a panel, in a term",
        ),
        pytest.param(
            "| ![One](images/ankle.svg) | B | C | D | E |\n| --- | --- | --- | --- | --- |\n"
            "| ![Two](images/ankle.svg) | ![Three](images/ankle.svg) | Words. | 4 | 5 |\n",
            id="pictures alone in the cells of a table that becomes cards",
        ),
        pytest.param(
            "<table><tr><th>A</th><th>B</th><th>C</th><th>D</th><th>E</th></tr><tr><td><p>Sit.</p>"
            "</td><td><ul><li>Words.</li></ul></td><td>3</td><td>4</td><td>5</td></tr></table>\n",
            id="a list in such a cell",
        ),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_stands_in_terms_and_cells_can_be_printed(
    make_document: Callable[..., Document], print_it: Print, layout: str, body: str
) -> None:
    leaflet = localize(make_document(body), None, language=EN)
    pdf = print_it(leaflet, layout).pdf
    assert wrong_places(pdf, leaflet, layout, Sheet()) == []
    assert "Words." in "".join(letter.text for letter in letters(pdf))


@pytest.mark.parametrize(
    ("tag", "foreign"),
    [
        pytest.param(
            "es", "Llame al 112 si le duele el pecho, y no conduzca usted mismo. " * 3, id="es"
        ),
        pytest.param("ar", "اتصل بالرقم 112 فورًا إذا كان لديك ألم في الصدر. " * 3, id="ar"),
    ],
)
def test_a_long_text_in_another_language_does_not_part_its_paragraph(
    make_document: Callable[..., Document], print_it: Print, tag: str, foreign: str
) -> None:
    body = f'They say: <span lang="{tag}">{foreign.strip()}</span>, XX and so on.\n'
    found = letters(print_it(localize(make_document(body), None, language=EN), "leaflet").pdf)
    after = next(letter.box for letter in found if letter.text == "X")
    before = next(letter.box for letter in found if letter.text == ":")
    assert after.left > before.right  # on the last line of it, not on one of its own
    beside = [letter for letter in found if abs(letter.box.bottom - before.bottom) < 4]
    assert len(beside) > len("Theysay:") + 20


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_heading_stands_below_its_term(
    make_document: Callable[..., Document], print_it: Print, layout: str
) -> None:
    body = "Lumbago\n:   ## Words\n\n    Pain.\n"
    found = letters(print_it(localize(make_document(body), None, language=EN), layout).pdf)
    at = "".join(letter.text for letter in found).index("LumbagoWords")
    term, heading = found[at].box, found[at + len("Lumbago")].box
    assert heading.top < term.bottom - 2


@pytest.mark.parametrize("layout", ["leaflet", "trifold"])
def test_a_number_stands_as_far_from_the_phrase_before_it_as_from_the_one_after(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    print_it: Print,
    layout: str,
) -> None:
    catalog = make_catalog({"Call 112 at once": "すぐに112に電話"})
    document = make_document("## Call 112 at once\n")
    pdf = print_it(localize(document, catalog, language=Language("ja")), layout).pdf
    found = letters(pdf)
    at = "".join(letter.text for letter in found).index("に112に")
    before, one, _, two, after = (letter.box for letter in found[at : at + 5])
    gaps = (one.left - before.right, after.left - two.right)
    assert gaps[0] == pytest.approx(gaps[1], abs=1.5), gaps


DOSES = """\
| Medicine | Dose | What it does to you and to your body | When to call |
| :-- | --: | :-: | --- |
| Angiotensin-converting-enzyme inhibitor | 200–400 mg, | More urine, less swelling, and a \
slower pulse after you have taken it for some days or weeks | If you lose more than you should, \
or if your lips and your tongue swell so that you can hardly speak |
"""


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("tag", ["en", "de", "th"])
def test_a_dose_is_never_parted_in_a_table(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    print_it: Print,
    tag: str,
    layout: str,
) -> None:
    document = make_document(DOSES)
    texts = re.findall(r"[^|\n]+", DOSES)
    catalog = make_catalog({text.strip(): text.strip() for text in texts})
    leaflet = localize(document, catalog, language=Language(tag))
    found = letters(print_it(leaflet, layout).pdf)
    at = "".join(letter.text for letter in found).index("200–400")
    digit, unit = found[at].box, found[at + len("200–400")].box
    assert unit.bottom == pytest.approx(digit.bottom, abs=3), "mg stands below its number"


def starts(pdf: bytes) -> dict[str, float]:
    """The words of the first page, and where each begins, in points from the left."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    text = page.get_text_range()
    found = {
        match.group(): page.get_charbox(match.start(), loose=False)[0]
        for match in re.finditer(r"\S+", text)
    }
    document.close()
    return found


@pytest.mark.parametrize(
    ("times", "size"),
    [
        pytest.param(1, 14.0, id="short"),
        pytest.param(11, 10.5, id="longer"),
        pytest.param(15, 9.0, id="just-fits"),
    ],
)
def test_trifold_takes_the_largest_size_that_fits(
    make_document: Callable[..., Document], print_it: Print, times: int, size: float
) -> None:
    section = "## A heading\n\n" + "Rest the ankle for some days. " * 12 + "\n\n- one\n- two\n\n"
    leaflet = localize(make_document(section * times), None, language=EN)
    printed = print_it(leaflet)
    assert printed.size == size
    assert "".join(letter.text for letter in letters(printed.pdf)).count("Aheading") == times


@pytest.mark.parametrize(("sections", "sentences", "items"), [(7, 3, 4), (5, 3, 5), (7, 7, 6)])
def test_the_last_item_of_a_list_is_not_alone_on_a_panel(
    make_document: Callable[..., Document],
    print_it: Print,
    sections: int,
    sentences: int,
    items: int,
) -> None:
    steps = "".join(
        f"{n}. Step {n}: lift the foot and count to ten.\n" for n in range(1, items + 1)
    )
    section = f"## A heading\n\n{'Rest the ankle for some days. ' * sentences}\n\n{steps}\n"
    pdf = print_it(localize(make_document(section * sections), None, language=EN)).pdf
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page, places in zip(document, panels(pdf, flap=97.0, is_rtl=False), strict=True):
            text = page.get_textpage()
            for box in places:
                shown = text.get_text_bounded(box.left, box.bottom, box.right, box.top)
                found.append("".join(re.findall(r"(?<=Step )\d|(?=A heading)", shown)))
    assert "".join(sorted("".join(found))) == "".join(
        str(n) * sections for n in range(1, items + 1)
    )
    assert not [shown for shown in found if shown.startswith(str(items))]


def test_no_word_of_our_own_is_parted_in_korean(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    words: Callable[[Language], Words],
    print_it: Print,
) -> None:
    korean = Language("ko")
    leaflet = localize(make_document("Wait.\n"), make_catalog({}), language=korean)
    found = letters(print_it(leaflet, sheet=Sheet("letter")).pdf)
    said = words(korean).text(
        "This text still has to be checked. Do not rely on it: ask a doctor, nurse or pharmacist."
    )
    start = "".join(letter.text for letter in found).index(said.replace(" ", ""))
    for word in said.split():
        first, last = found[start].box, found[start + len(word) - 1].box
        assert first.left <= last.left, f"{word} goes on on the next line"
        start += len(word)


@pytest.mark.parametrize("sentences", [4, 6])
def test_a_section_is_not_parted_where_the_next_panel_has_room_for_it(
    make_document: Callable[..., Document], print_it: Print, sentences: int
) -> None:
    rest = "Rest the ankle for some days. "
    body = (
        f"First. {rest * sentences}\n\n## One\n\n{rest * sentences}\n\n## Two\n\n{rest * 3}\n\n"
        f"## Three\n\n{rest * 3}\n\nLast. {rest * 3}\n\n## Four\n\n{rest * 2 * sentences}\n"
    )
    pdf = print_it(localize(make_document(body), None, language=EN)).pdf
    found = {}
    for letter in letters(pdf):
        found.setdefault((letter.page, int(letter.box.left * 3 / 842)), []).append(letter.text)
    texts = ["".join(panel) for panel in found.values()]
    assert [text for text in texts if "Three" in text] == [
        text for text in texts if "Last." in text
    ]


def test_the_last_card_of_a_table_is_not_alone_on_a_panel(
    make_document: Callable[..., Document], print_it: Print
) -> None:
    rows = "".join(f"| Row{n} | {n} years | {n} ml | {4 * n} ml |\n" for n in range(1, 6))
    table = f"| Weight | Age | Dose | Most a day |\n| --- | --- | --- | --- |\n{rows}"
    rest = "## A heading\n\n" + "Rest the ankle for some days. " * 8 + "\n\n"
    pdf = print_it(localize(make_document(f"{table}\n{rest * 5}"), None, language=EN)).pdf
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page, places in zip(document, panels(pdf, flap=97.0, is_rtl=False), strict=True):
            text = page.get_textpage()
            for box in places:
                shown = text.get_text_bounded(box.left, box.bottom, box.right, box.top)
                found.append("".join(re.findall(r"(?<=Row)\d", shown)))
    assert "".join(sorted("".join(found))) == "12345"
    assert "5" not in found


def test_text_too_long_for_a_trifold_is_an_error_that_says_by_how_much(
    make_document: Callable[..., Document], print_it: Print
) -> None:
    section = "## A heading\n\n" + "Rest the ankle for some days. " * 12 + "\n\n"
    leaflet = localize(make_document(section * 30), None, language=EN)
    with pytest.raises(ExportError) as caught:
        print_it(leaflet)
    told = re.search(
        r"'ankle' in en does not fit the trifold: needs ([\d.]+) panels more"
        r" \((\d+)% of the text, about (\d+) words\) even in 9 pt",
        str(caught.value),
    )
    assert told is not None, str(caught.value)
    panels_more, share, words = float(told[1]), int(told[2]), int(told[3])
    assert 2 < panels_more < 6
    assert words == pytest.approx(share / 100 * 30 * 74, rel=0.1)
    assert caught.value.hint


def test_one_block_too_high_for_a_panel_is_named_as_such(
    make_document: Callable[..., Document], print_it: Print
) -> None:
    box = "!!! note\n    " + "Rest the ankle for some days. " * 90
    leaflet = localize(make_document(box), None, language=EN)
    with pytest.raises(
        ExportError, match=r"a box, list item or paragraph alone is 0\.\d panels too high"
    ):
        print_it(leaflet)


SPANS = """\
## Doses

<table>
<thead><tr><th rowspan="2">Age</th><th colspan="2">Dose of ibuprofen</th></tr>
<tr><th>by day</th><th>at night</th></tr></thead>
<tbody><tr><td rowspan="2">6 to 9 years</td><td>200 mg</td><td>100 mg</td></tr>
<tr><td colspan="2">none with asthma</td></tr></tbody>
</table>
"""


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        pytest.param(
            "leaflet",
            "Age Dose of ibuprofen by day at night 6 to 9 years 200 mg 100 mg none with asthma",
            id="table",
        ),
        pytest.param(
            "large-print",
            "Age 6 to 9 years Dose of ibuprofen: by day 200 mg Dose of ibuprofen: at night 100 mg"
            " Age 6 to 9 years Dose of ibuprofen: by day none with asthma",
            id="cards",
        ),
    ],
)
def test_cells_that_cover_several_places_keep_their_meaning(
    make_document: Callable[..., Document], print_it: Print, layout: str, expected: str
) -> None:
    leaflet = localize(make_document(SPANS), None, language=EN)
    pdf = print_it(leaflet, layout).pdf
    assert wrong_places(pdf, leaflet, layout, DEFAULT_SHEET) == []
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    assert expected in text


@pytest.mark.parametrize(
    ("rows", "pages"),
    [pytest.param(6, [2], id="short"), pytest.param(70, [1, 2, 3], id="long")],
)
def test_only_a_long_table_is_parted_by_the_end_of_a_page(
    make_document: Callable[..., Document], print_it: Print, rows: int, pages: list[int]
) -> None:
    table = "".join(f"| Row {row}. | Rest the ankle |\n" for row in range(rows))
    before = "Rest the ankle for some days.\n\n" * 25
    source = f"## Doses\n\n{before}| When | What |\n| --- | --- |\n{table}"
    leaflet = localize(make_document(source), None, language=EN)
    pdf = print_it(leaflet, "leaflet").pdf
    document = pypdfium2.PdfDocument(pdf)
    found = [re.findall(r"Row (\d+)\.", page.get_textpage().get_text_range()) for page in document]
    document.close()
    assert [number for number, on_page in enumerate(found, 1) if on_page] == pages
    assert [int(row) for on_page in found for row in on_page] == list(range(rows))
    assert wrong_places(pdf, leaflet, "leaflet", DEFAULT_SHEET) == []


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("| Age | Dose |\n| --- | --- |\n" + "| Row | 5 ml |\n" * 6, id="table"),
        pytest.param("- Row\n" * 3, id="list"),
    ],
)
@pytest.mark.parametrize("layout", ["leaflet", "large-print"])
def test_what_introduces_a_table_or_a_list_stands_on_its_page(
    make_document: Callable[..., Document], print_it: Print, layout: str, block: str
) -> None:
    """Wherever the page ends: a dose that is introduced on the page before is looked for there."""
    parted = 0
    for number in range(8, 30, 3):
        before = "Rest the ankle for some days.\n\n" * number
        source = f"## Rest\n\n{before}Give so much in a day:\n\n{block}\nCool it.\n"
        leaflet = localize(make_document(source), None, language=EN)
        document = pypdfium2.PdfDocument(print_it(leaflet, layout).pdf)
        texts = [page.get_textpage().get_text_range() for page in document]
        document.close()
        first = next(text for text in texts if "Row" in text)
        assert "Give so much in a day:" in first
        parted += len(texts) > 1
    assert parted


def test_the_head_of_a_long_table_may_hold_links(
    make_document: Callable[..., Document], print_it: Print
) -> None:
    rows = "| Morning | Rest the ankle for a day |\n" * 60
    head = "| [When](https://example.org) | What[^1] |\n| --- | --- |\n"
    leaflet = localize(make_document(f"{head}{rows}\n[^1]: Words.\n"), None, language=EN)
    pdf = print_it(leaflet, "leaflet").pdf
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    assert (
        "".join(letter.text for letter in letters(pdf)).replace("\u2060", "").count("WhenWhat1") > 1
    )


@pytest.mark.parametrize("layout", ["trifold", "large-print"])
def test_an_empty_row_makes_no_card(
    make_document: Callable[..., Document], print_it: Print, layout: str
) -> None:
    table = "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n"
    grounds = []
    for body in (table, f"{table}| | | |\n"):
        pages = shapes(print_it(localize(make_document(body), None, language=EN), layout).pdf)
        tint = default_theme().light["tint"]
        grounds.append([shape.box for page in pages for shape in page if shape.fill == tint])
    assert grounds[0] == grounds[1] != []


@pytest.mark.parametrize("layout", ["trifold", "large-print"])
def test_what_is_to_be_filled_in_by_hand_has_a_line_on_its_card(
    make_document: Callable[..., Document], print_it: Print, layout: str
) -> None:
    body = "| Day | Weight | Pulse | Note |\n| --- | --- | --- | --- |\n| Monday | | | 1 |\n| | | | |\n"
    leaflet = localize(make_document(body), None, language=EN)
    printed = print_it(leaflet, layout).pdf
    assert wrong_places(printed, leaflet, layout, DEFAULT_SHEET) == []
    seen = "".join(letter.text for letter in letters(printed))
    assert seen.count("MondayWeightPulseNote1") == 1
    assert seen.count("Weight") == 1  # the empty row makes no card
    drawn = [shape for page in shapes(printed) for shape in page]
    tint = default_theme().light["tint"]
    grounds = [shape.box for shape in drawn if shape.fill == tint]
    lines = [
        shape.box
        for shape in drawn
        if shape.box.top - shape.box.bottom < 2
        and any(ground.holds(shape.box) for ground in grounds)
    ]
    assert len(lines) == 2  # for the weight and the pulse


LONG_TEXT = "Take the tablet with water and do not stop it. "


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            '!!! warning "Stop these"\n' + "    - aspirin\n" * 70 + "\n    The end.\n",
            id="many short items in a box",
        ),
        pytest.param(
            '!!! note "Doses"\n' + "        5 mg\n" * 90 + "\n    The end.\n", id="lines in a box"
        ),
        pytest.param(
            '!!! note "Words"\n' + "    Pus\n    :   Matter\n\n" * 40 + "    The end.\n",
            id="terms in a box",
        ),
        pytest.param(
            '!!! note "Where"\n    One' + "<br>street" * 90 + "<br>The end.\n",
            id="breaks in a box: more than its letters say",
        ),
        pytest.param(
            f"| A | B |\n| --- | --- |\n| One | {LONG_TEXT * 80} The end. |\n",
            id="one long cell in a row",
        ),
        pytest.param(
            "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | One"
            + "<br>two" * 90
            + "<br>The end. |\n",
            id="breaks in a short table",
        ),
        pytest.param(
            f"|{' A |' * 8}\n|{' --- |' * 8}\n|{' b |' * 6} {LONG_TEXT * 70} | The end. |\n",
            id="a card",
        ),
        pytest.param("Read.[^1]\n\n[^1]: One" + "<br>two" * 90 + "<br>The end.\n", id="a footnote"),
    ],
)
@pytest.mark.parametrize("layout", ["leaflet", "large-print"])
def test_what_is_higher_than_a_page_goes_on_on_the_next(
    make_document: Callable[..., Document], print_it: Print, layout: str, body: str
) -> None:
    leaflet = localize(make_document(body), None, language=EN)
    pdf = print_it(leaflet, layout).pdf
    assert wrong_places(pdf, leaflet, layout, DEFAULT_SHEET) == []
    assert collisions(pdf) == []
    assert "Theend." in "".join(letter.text for letter in letters(pdf))


RHYTHM = {
    "Rest the ankle for some days.": {
        "ar": "أرح كاحلك بضعة أيام.",
        "hi": "टखने को कुछ दिन आराम दें।",
        "th": "พักข้อเท้าสักสองสามวัน",
        "zh-Hans": "让脚踝休息几天。",
    },
    "Cool it.": {"ar": "برّده.", "hi": "उसे ठंडा करें।", "th": "ประคบเย็น", "zh-Hans": "冷敷。"},
}


@pytest.mark.parametrize("layout", ["leaflet", "large-print"])
@pytest.mark.parametrize("tag", ["en", "ar", "hi", "th", "zh-Hans"])
def test_blocks_stand_farther_apart_than_lines_in_every_script(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    print_it: Print,
    tag: str,
    layout: str,
) -> None:
    long, short = RHYTHM
    body = f"## {short}\n\n{(long + ' ') * 12}\n\n{short}\n\n- {short}\n- {short}\n\n{short}\n"
    texts = {msgid: texts[tag] for msgid, texts in RHYTHM.items()} if tag != "en" else {}
    leaflet = localize(make_document(body), make_catalog(texts), language=Language(tag))
    printed = print_it(leaflet, layout)
    lines = baselines(printed.pdf, printed.size if layout == "leaflet" else 18.0)[-7:]
    steps = [round(high - low, 1) for high, low in itertools.pairwise(lines)]
    pitch = min(steps)
    # The last lines: two of the long paragraph, then each of the other blocks is one line.
    assert [step > pitch + 0.1 * printed.size for step in steps[-4:]] == [True] * 4, steps
    assert pitch in steps[:-4]


@pytest.mark.parametrize("tag", ["hi", "bn", "he"])
def test_lines_are_as_high_whatever_families_stand_in_them(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    print_it: Print,
    tag: str,
) -> None:
    word = {"hi": "दवा", "bn": "ওষুধ", "he": "תרופה"}[tag]
    texts = {
        "Medicine.": word,
        "Take it.": f"{word} {word}",
        "Vitamin B1.": f"{word} B1",
        "B1.": "B1",
        "One, two.": f"{word}, {word}",
        "Stop.": word,
    }
    body = "## Doses\n\n" + "\n\n".join(texts)
    leaflet = localize(make_document(body), make_catalog(texts), language=Language(tag))
    printed = print_it(leaflet, "leaflet")
    lines = baselines(printed.pdf, printed.size)[-len(texts) :]
    steps = [high - low for high, low in itertools.pairwise(lines)]
    assert max(steps) - min(steps) < 0.15, steps


def baselines(pdf: bytes, size: float) -> list[float]:
    """How high the lines of this size stand on their page, from the first to the last."""
    document = pypdfium2.PdfDocument(pdf)
    found = [
        (number, -round(text.get_matrix().get()[5], 1))
        for number, page in enumerate(document)
        for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        if text.get_font_size() == pytest.approx(size, abs=0.01)
    ]
    document.close()
    return [-height for _, height in sorted(set(found))]


FIRST_AID = """\
| What happened | Do | Do not | How long | When to call 112 | Who can help |
| --- | --- | --- | --- | --- | --- |
| Burn | Cool it. | Do not put ice on it. | 20 minutes | The burn is on the face. | Any teacher |
| Allergic reaction | Use the pen. | Do not let anybody stand up. | 5 minutes | Always | Everybody |
| Fainting | Lie down. | Nothing by mouth | 15 minutes | No better | Any nurse |
"""
ARABIC_FIRST_AID = {
    "What happened": "ماذا حدث",
    "Do": "افعل",
    "Do not": "لا تفعل",
    "How long": "كم من الوقت",
    "When to call 112": "متى تتصل بالرقم 112",
    "Who can help": "من يستطيع المساعدة",
    "Burn": "حرق",
    "Cool it.": "برّده بالماء الجاري.",
    "Do not put ice on it.": "لا تضع عليه الثلج أو معجون الأسنان.",
    "20 minutes": "20 دقيقة",
    "The burn is on the face.": "الحرق أكبر من يدك، أو على الوجه.",
    "Any teacher": "أي معلم",
    "Allergic reaction": "رد فعل تحسسي (تأق)",
    "Use the pen.": "استخدم قلم الأدرينالين: 0.3 ملغ للبالغين، و0.15 ملغ للأطفال بوزن 15–30 كغ.",
    "Do not let anybody stand up.": "لا تدع الشخص يقف.",
    "5 minutes": "مرة أخرى بعد 5 دقائق، إذا لم يحدث تغيّر",
    "Always": "دائمًا",
    "Everybody": "الجميع",
    "Fainting": "أنزل الشخص مستلقيًا مع رفع ساقيه.",
    "Lie down.": "لا تنتظر.",
    "Nothing by mouth": "لا شيء عن طريق الفم إذا لم يكن مستيقظًا",
    "15 minutes": "15 دقيقة",
    "No better": "لا تحسّن بعد جرعتين",
    "Any nurse": "ممرضة المدرسة، +44 113 496 0001",
}


def test_no_cell_runs_into_the_next_where_a_shorter_word_is_the_wider(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    print_it: Print,
) -> None:
    """A column as wide as "مستلقيًا" has no room for "تحسسي", which has fewer letters."""
    document = make_document(f"## Do not wait\n\n{FIRST_AID}")
    leaflet = localize(document, make_catalog(ARABIC_FIRST_AID), language=Language("ar"))
    pdf = print_it(leaflet, "leaflet").pdf
    assert collisions(pdf) == []


def test_a_page_ends_between_cards(make_document: Callable[..., Document], print_it: Print) -> None:
    """A table too wide for its place was moved to the next page whole, however much was empty."""
    before = "Rest the ankle for some days.\n\n" * 14
    wide = FIRST_AID.replace("Cool it.", "Otorhinolaryngologically")
    wide = wide.replace("Always", "Electroencephalographically")
    wide = wide.replace("Any nurse", "Gastroenterologically").replace("5 minutes", "Continuously")
    leaflet = localize(make_document(f"## Do not wait\n\n{before}{wide}"), None, language=EN)
    found = letters(print_it(leaflet, "leaflet").pdf)
    text = ["".join(each.text for each in found if each.page == number) for number in (0, 1)]
    assert ["Whocanhelp" in page for page in text] == [True, True]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_struck_out_has_a_line_through_it(
    make_document: Callable[..., Document], print_it: Print, layout: str
) -> None:
    """The dose that an editor had struck out in Word was printed like the one that holds."""
    document = make_document("Take <del>5 mg</del> 20 mg.\n")
    pdf = print_it(localize(document, None, language=EN), layout).pdf
    found = letters(pdf)
    at = "".join(each.text for each in found).index("5mg20mg")
    lines = [shape.box for page in shapes(pdf) for shape in page if shape.line > 0]

    def is_struck(letter: Box) -> bool:
        middle = (letter.left + letter.right) / 2
        return any(
            line.left <= middle <= line.right and letter.bottom < line.bottom < letter.top
            for line in lines
        )

    dose = [is_struck(each.box) for each in found[at : at + 7]]
    assert dose == [True, True, True, False, False, False, False]
