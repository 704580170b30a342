"""What a typographer would object to: found with articles that are none of ours."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import page as validator
import pypdfium2
import pytest
from PIL import Image as Bitmap

from pipeline.leaflets.layouts import DEFAULT_SHEET, LAYOUTS, PAPERS
from pipeline.leaflets.localize import localize
from pipeline.leaflets.pdf import PdfExporter
from pipeline.leaflets.print_text import MAX_PIECE, long_words
from pipeline.leaflets.words import Words
from pipeline.model import Catalog, Document, Language, Leaflet
from tests.builders import default_theme
from tests.printed import MM, Box, letters, misplaced, panels, shapes

EN = Language("en")
Make = Callable[..., bytes]


@pytest.fixture
def make(
    exporter: PdfExporter,
    images: Path,
    words: Callable[[Language], Words],
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
) -> Make:
    """A PDF of an article's body in a language, what has no translation in English."""

    def run(
        body: str, tag: str = "en", layout: str = "leaflet", texts: dict[str, str] | None = None
    ) -> bytes:
        document = make_document(body)
        catalog = None if tag == "en" else make_catalog(texts or {})
        leaflet: Leaflet = localize(document, catalog, language=Language(tag))
        pdf = exporter.print_leaflet(
            leaflet,
            words=words(leaflet.language),
            theme=default_theme(),
            image_root=images,
            timestamp=1_730_332_800,
            layout=layout,
            sheet=DEFAULT_SHEET,
            base_url="https://example.org/leaflets",
        ).pdf
        is_rtl = tag in ("ar", "he")
        flap = PAPERS["a4"].flap
        places = panels(pdf, flap=flap, is_rtl=is_rtl) if layout == "trifold" else None
        assert misplaced(pdf, default_theme().light, places=places) == []
        assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant
        return pdf

    return run


def boxes_of(pdf: bytes, text: str) -> list[Box]:
    """Where the letters of a piece of text stand, spaces left out."""
    found = [(sign, letter.box) for letter in letters(pdf) for sign in letter.text]  # "لا" is one
    seen = "".join(sign for sign, _ in found)
    assert text in seen, seen
    at = seen.index(text)
    return [box for _, box in found[at : at + len(text)]]


# ----------------------------------------------------------------------------------------- tables
KIDNEYS = """\
*[GFR]: glomerular filtration rate

## Dose

| GFR (ml/min) | Highest dose a day | How often to check |
|---|--:|--:|
| ≥ 60 | 2,000 mg | 12 months |
| < 30 | None | – |
"""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_an_abbreviation_means_has_room_in_its_column(make: Make, layout: str) -> None:
    """The column was as wide as the cell in the article: "Filtrationsrate" lay over the next."""
    texts = {
        "glomerular filtration rate": "glomeruläre Filtrationsrate",
        "Highest dose a day": "Tageshöchstdosis",
        "How often to check": "Nierenfunktionskontrolle alle",
        "GFR (ml/min)": "GFR (ml/min)",
        "≥ 60": "≥ 60",
        "< 30": "< 30",
        "2,000 mg": "2.000 mg",
        "12 months": "12 Monate",
        "None": "Nehmen Sie kein Metformin",
        "Dose": "Dosis",
    }
    pdf = make(KIDNEYS, "de", layout, texts)
    boxes_of(pdf, "Filtra")  # and a hyphen, or not


WORDS = """\
## Groups

| Group | Examples | Taken |
|---|---|---|
| Leukotriene receptor antagonists | montelukast, zafirlukast | by mouth |
| Immunoglobulin-E-antibodies | omalizumab | under the skin, every 2–4 weeks |
| Phosphodiesteraseinhibitors | aminophylline, theophylline | by mouth |
"""


@pytest.mark.parametrize("tag", ["ar", "de"])
def test_the_line_beside_what_is_not_translated_has_room_in_its_cell(make: Make, tag: str) -> None:
    pdf = make(WORDS, tag)
    ink = default_theme().light["primary"]
    heads = [box for box in (s.box for s in shapes(pdf)[0] if s.fill == ink) if box.left > 10]
    word = boxes_of(pdf, "Phosphodiesteraseinhibitors")
    columns = [box for box in heads if box.left < word[0].left < box.right]  # none: these are cards
    assert all(max(box.right for box in word) < column.right - 5 for column in columns)


@pytest.mark.parametrize("lines", range(24, 30))
def test_no_page_ends_between_a_term_and_what_is_not_translated(make: Make, lines: int) -> None:
    """A heading and its first term stood alone at the foot of a page of large print."""
    filler = "\n\n".join(["Ruhe."] * lines)
    body = f"{filler}\n\n## Words\n\nSuspension\n:   Small grains float in it.\n"
    texts = {"Ruhe.": "Ruhe.", "Words": "Wörter", "Suspension": "Suspension"}
    document = pypdfium2.PdfDocument(make(body, "de", "large-print", texts))
    pages = [page.get_textpage().get_text_range() for page in document]
    found = {
        word: [number for number, text in enumerate(pages) if word in text]
        for word in ("Wörter", "Suspension", "Small grains")
    }
    assert found["Wörter"] == found["Suspension"] == found["Small grains"] != []


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep")
ARABIC = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر")
HEIGHTS = tuple(range(81, 90))
GROWTH = f"""\
## Height

| Age | {" | ".join(MONTHS)} |
|{"---|" * 10}
| 2 | {" | ".join(f"{height} cm" for height in HEIGHTS)} |
"""


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_table_of_many_short_columns_stands_across_the_page(make: Make, tag: str) -> None:
    """It was a card in the column of text, beside an empty margin: no row could be read across."""
    texts = dict(zip(MONTHS, ARABIC, strict=True))
    texts |= {"Height": "الطول", "Age": "العمر"}
    texts |= {f"{height} cm": f"{height} سم" for height in HEIGHTS}
    pdf = make(GROWTH, tag, texts=texts)
    places = [boxes_of(pdf, str(height))[0] for height in HEIGHTS]
    onwards = -1 if tag == "ar" else 1
    steps = [onwards * (b.left - a.left) for a, b in itertools.pairwise(places)]
    assert len({round(place.bottom) for place in places}) == 1
    assert min(steps) > 10 * MM
    assert sum(steps) > 120 * MM


def test_a_note_in_the_head_of_a_table_can_be_read(make: Make) -> None:
    """ "Not translated yet" was grey on the dark ground of the head."""
    document = pypdfium2.PdfDocument(make(WORDS, "de"))
    channels = [ctypes.c_uint() for _ in range(4)]
    seen = set()
    for text in document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, top = text.get_bounds()
        pypdfium2.raw.FPDFPageObj_GetFillColor(text.raw, *channels)
        if "noch nicht" in document[0].get_textpage().get_text_bounded(left, bottom, right, top):
            seen.add("#" + "".join(f"{channel.value:02X}" for channel in channels[:3]))
    document.close()
    assert default_theme().light["paper"] in seen
    assert default_theme().light["muted"] not in seen


def test_a_title_that_is_not_translated_stands_at_the_edge_of_the_others(make: Make) -> None:
    pdf = make("Rest.\n", "ar")
    title, publisher = boxes_of(pdf, "ankle")[-1], boxes_of(pdf, "Health")[-1]
    assert title.right == pytest.approx(publisher.right, abs=2)


@pytest.mark.parametrize("layout", ["trifold", "large-print"])
def test_a_card_says_what_its_title_is_a_number_of(make: Make, layout: str) -> None:
    pdf = make(KIDNEYS, layout=layout)
    boxes_of(pdf, "(ml/min)≥60")
    for value in ("2,000mg", "12months"):
        boxes = boxes_of(pdf, value)
        assert max(box.top for box in boxes) - min(box.bottom for box in boxes) < 20, value


def test_a_table_of_many_columns_stands_across_the_page(make: Make) -> None:
    head = "| Medicine | Kind | Usual starting dose | Most in 24 hours | How taken | Effects |\n"
    row = "| Salbutamol | Reliever | 100–200 micrograms | 800 micrograms | At need | Headache |\n"
    pdf = make(f"## Inhalers\n\nThere are two kinds.\n\n{head}|---|---|--:|--:|---|---|\n{row}")
    assert boxes_of(pdf, "Headache")[0].bottom == pytest.approx(
        boxes_of(pdf, "Salbutamol")[0].bottom, abs=3
    )  # a table, no cards
    assert boxes_of(pdf, "Salbutamol")[0].left < boxes_of(pdf, "Therearetwo")[0].left - 100


def test_a_short_cell_is_not_broken_where_there_is_room(make: Make) -> None:
    """A dose by weight: "10 kg to" stood on one line and "15 kg" on the next."""
    syrup = "In millilitres of syrup (120 mg in 5 mL)"
    head = f"| Weight of the child | One dose | {syrup} | At most in 24 hours |\n"
    row = "| 20 kg to 29 kg | 360 mg | 15 mL | 1,440 mg |\n"
    pdf = make(f"## Doses\n\n{head}|:--|--:|--:|--:|\n{row}\n*[mg]: milligrams\n")
    boxes = boxes_of(pdf, "20kgto29kg")
    assert max(box.top for box in boxes) - min(box.bottom for box in boxes) < 15


def test_a_note_stands_on_the_page_of_what_is_not_translated(make: Make) -> None:
    """It was the last line of a page, below a table that was translated."""
    notes, texts = [], []
    for lines in range(25, 28):
        said = {f"Rest for {number} days.": f"{number}日休みます。" for number in range(lines)}
        body = "\n\n".join([*said, "Stop and call your doctor."])
        found = letters(make(body + "\n", "ja", texts=said))
        notes.append(next(each.page for each in found if each.text == "訳"))
        texts.append(next(each.page for each in found if each.text == "S"))
    assert notes == texts
    assert {0, 1} <= set(texts)  # the end of the page is among them


SIX = """\
Rest the ankle.

| Medicine | Dose | At most | How often | Where | Watch for |
|---|---|---|---|---|---|
| Ibuprofen | two tablets | six tablets | every 6 hours | by mouth | heartburn |
| Cream | a thin layer | four times | every 4 hours | on the skin | itching |
"""
MEDICINES = {
    "Rest the ankle.": "Descanse el tobillo.",
    "Medicine": "Medicamento",
    "Dose": "Dosis",
    "At most": "Como máximo",
    "How often": "Cada cuánto",
    "Where": "Dónde",
    "Watch for": "Vigile",
    "Ibuprofen": "Ibuprofeno",
    "two tablets": "dos comprimidos",
    "six tablets": "seis comprimidos",
    "every 6 hours": "cada 6 horas",
    "by mouth": "por la boca",
    "heartburn": "ardor",
    "Cream": "Crema",
    "a thin layer": "una capa fina",
    "four times": "cuatro veces",
    "every 4 hours": "cada 4 horas",
    "on the skin": "en la piel",
    "itching": "picor",
}


@pytest.mark.parametrize("layout", ["trifold", "large-print"])
@pytest.mark.parametrize(
    ("missing", "lines"),
    [
        (("six tablets",), 1),
        (("Where",), 2),  # in both cards, and told once
        (("Cream", "itching"), 2),  # told once in a card
        (tuple(MEDICINES)[1:], 12),
    ],
    ids=["a value", "a head", "a title and a value", "the table"],
)
def test_a_card_tells_what_is_not_translated(
    make: Make, layout: str, missing: tuple[str, ...], lines: int
) -> None:
    """In cards nothing told it, and where the table came first, nothing in the leaflet did."""
    texts = {english: said for english, said in MEDICINES.items() if english not in missing}
    pdf = make(SIX, "es", layout, texts)
    assert _said(pdf).count("Esta parte aún no se ha traducido.") == 1
    assert len(_dotted(pdf)) == lines


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_term_tells_what_is_not_translated(make: Make, layout: str) -> None:
    """The line that says so was the term's, which has no room for one."""
    body = "Rest the ankle.\n\nBursa\n:   A small bag of fluid.\n"
    pdf = make(body, "es", layout, {"Rest the ankle.": "Descanse el tobillo."})
    assert _said(pdf).count("Esta parte aún no se ha traducido.") == 1
    assert len(_dotted(pdf)) == 1


def _said(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def _dotted(pdf: bytes) -> list[Box]:
    """The lines beside what is not translated."""
    drawn = [shape for page in shapes(pdf) for shape in page]
    return [shape.box for shape in drawn if shape.line == 1.2 and not shape.fill]


# ------------------------------------------------------------------------------- Chinese, Japanese
def test_a_full_width_colon_keeps_its_width_behind_a_counted_word(make: Make) -> None:
    """At the end of a box the engine cut it in half, and the next number stood on it."""
    texts = {"Week 1: once a day.": "第1週：1日1回服用します。"}
    _, colon, one = boxes_of(make("Week 1: once a day.\n", "ja", texts=texts), "週：1")
    assert one.left - colon.right > 2.5


@pytest.mark.parametrize(
    ("tag", "translation", "place"),
    [
        pytest.param("ja", "夕食時に**500 mg**を服用します。", ("に5", "gを"), id="ja"),
        pytest.param("zh-Hans", "晚餐时服用**500 mg**的药片。", ("用5", "g的"), id="zh-Hans"),
    ],
)
def test_a_dose_in_bold_stands_off_from_the_letters_beside_it(
    make: Make, tag: str, translation: str, place: tuple[str, str]
) -> None:
    pdf = make("Take **500 mg**.\n", tag, texts={"Take **500 mg**.": translation})
    for pair in place:
        before, after = boxes_of(pdf, pair)
        assert after.left - before.right > 2.5, pair


def test_no_line_of_a_panel_is_torn_apart(make: Make) -> None:
    """Flush lines of a few letters beside a telephone number had gaps of two letters."""
    texts = {
        "Call us.": "次のような場合は、+44 20 7946 0018（昼間）または0800 555 0199（夜間）へ。"
    }
    found = letters(make("Call us.\n", "ja", "trifold", texts))
    seen = "".join(letter.text for letter in found)
    at = seen.index("次のような")
    first = [letter.box for letter in found[at : at + 8]]
    gaps = [right.left - left.right for left, right in itertools.pairwise(first)]
    assert max(gaps) < 6, gaps


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_telephone_number_stays_on_a_line_in_korean(make: Make, layout: str) -> None:
    """Each of its groups was a word, between which a line may end."""
    texts = {
        "Call us.": "다음과 같은 경우에는 +44 20 7946 0018(낮) 또는 0800 555 0199(밤)로 전화하십시오.",
        "Where": "다음과 같은 경우에는 기다리지 마시고 곧바로 전화하십시오",
        "When": "언제 어디에서나",
        "020 7946 0018": "020 7946 0018(낮)",
    }
    body = "Call us.\n\n| Where | When |\n| --- | --- |\n| Call us. | 020 7946 0018 |\n"
    pdf = make(body, "ko", layout, texts)
    for number in ("+442079460018(낮)", "08005550199(밤)로", "02079460018(낮)"):
        boxes = boxes_of(pdf, number)
        assert max(box.bottom for box in boxes) - min(box.bottom for box in boxes) < 8, number


@pytest.mark.parametrize(
    ("tag", "meaning", "expected"),
    [
        pytest.param("ja", "糖化ヘモグロビン", "HbA1c（糖化ヘモグロビン）", id="ja"),
        pytest.param("zh-Hant", "糖化血色素", "HbA1c（糖化血色素）", id="zh-Hant"),
        pytest.param("ko", "당화혈색소", "HbA1c(당화혈색소)", id="ko"),
        pytest.param("de", "Langzeitzucker", "HbA1c(Langzeitzucker)", id="de"),
    ],
)
def test_brackets_are_those_of_the_language(
    make: Make, tag: str, meaning: str, expected: str
) -> None:
    body = "*[HbA1c]: glycated haemoglobin\n\nAsk for your HbA1c.\n"
    texts = {"glycated haemoglobin": meaning, "Ask for your HbA1c.": f"{meaning[:1]} HbA1c."}
    boxes_of(make(body, tag, texts=texts), expected)


# ------------------------------------------------------------------------------------------ rhythm
NESTED = """\
## How

1. Start low.
    1. Take one.
        1. Take half of it.
2. Go on.

Ask us.
"""


def test_numbers_of_lists_within_lists_look_their_depth(make: Make) -> None:
    pdf = make(NESTED)
    ink = default_theme().light["primary"]
    round_shapes = [
        shape
        for shape in shapes(pdf)[0]
        if 12 < shape.box.right - shape.box.left < 20
        and shape.box.top - shape.box.bottom
        == pytest.approx(shape.box.right - shape.box.left, abs=1)
    ]
    assert [shape.fill for shape in round_shapes].count(ink) == 2  # discs: 1 and 2
    assert [shape.fill for shape in round_shapes].count("") == 1  # a ring; the third has nothing


@pytest.mark.parametrize("tag", ["en", "ar", "ja"])
def test_bullets_of_lists_within_lists_look_their_depth(make: Make, tag: str) -> None:
    pdf = make("- Sit down.\n    - Slowly.\n        - Now.\n- Stand up.\n", tag)
    shown = [letter.text for letter in letters(pdf) if letter.text in ("•", "–")]
    assert shown == ["•", "–", "•", "•"]


def test_what_follows_a_list_stands_off_from_it(make: Make) -> None:
    pdf = make("## How\n\n- Sit down.\n- Stand up.\n\nAsk us.\n")
    one, two, after = (boxes_of(pdf, text)[0].bottom for text in ("Sit", "Stand", "Askus"))
    assert two - after > 1.15 * (one - two)


@pytest.mark.parametrize("layout", ["large-print", "trifold"])
def test_a_quotation_stands_below_its_heading(make: Make, layout: str) -> None:
    pdf = make("## Cough\n\nKeep.\n\n## Fever\n\n> Sleep.\n", layout=layout)
    words = ("Cou", "Kee", "Fev", "Sle")
    cough, keep, fever, sleep = (boxes_of(pdf, word)[0].bottom for word in words)
    assert cough - keep < fever - sleep < 1.8 * (cough - keep)


@pytest.mark.parametrize(
    ("layout", "tag", "heading", "last"),
    [
        ("trifold", "en", "How long does a cough last?", "coughlast?"),
        ("leaflet", "hi", "खाँसी कितने दिन रहती है?", "रहतीहै?"),
    ],
)
def test_the_last_line_of_a_heading_is_not_one_word(
    make: Make, layout: str, tag: str, heading: str, last: str
) -> None:
    texts = {heading: heading, "Wait.": "1"}
    pdf = make(f"## {heading}\n\nWait.\n", tag, layout, texts)
    start, *_, end = boxes_of(pdf, last)
    assert start.bottom == pytest.approx(end.bottom, abs=6)
    assert start.bottom < boxes_of(pdf, heading[:2])[0].bottom - 9


@pytest.mark.parametrize(
    ("tag", "heading", "letters"),
    [
        ("ja", "せき、かぜのとき", "き、か"),
        ("ja", "薬（錠剤）のとき", "剤）の"),
        ("ja", "使い方と「副作用」", "と「副"),
        ("zh-Hans", "咳嗽：何时求医", "嗽：何"),
    ],
)
def test_a_full_width_mark_in_a_heading_is_as_wide_as_a_letter(
    make: Make, tag: str, heading: str, letters: str
) -> None:
    pdf = make("## Cough\n\nWait.\n", tag, texts={"Cough": heading, "Wait.": "1"})
    before, _, after = boxes_of(pdf, letters)
    size = 1.3 * 10.5
    assert after.left - before.left == pytest.approx(2 * size, abs=0.35 * size)


@pytest.mark.parametrize("layout", ["leaflet", "trifold"])
def test_no_paragraph_ends_with_a_line_of_one_letter(make: Make, layout: str) -> None:
    """Of many lengths one at least would: behind しましょ a line is full."""
    lengths = range(1, 24)
    texts = {
        f"Text {n}.": f"{'と水の飲み方' * 12}"[: 60 + n] + f"を{n}回しましょう。" for n in lengths
    }
    pdf = make("\n\n".join(texts), "ja", layout, texts | {"A sprained ankle": "足"})
    found = letters(pdf)
    shown = "".join(letter.text for letter in found)
    ends = [match.start() for match in re.finditer("回しましょう。", shown)]
    assert len(ends) == len(texts)
    for at in ends:
        assert found[at + 4].box.left < found[at + 5].box.left, shown[at - 3 : at + 5]


@pytest.mark.parametrize("before", range(1, 9))
def test_no_line_ends_at_the_hyphen_of_an_address(make: Make, before: int) -> None:
    body = f"Write to {'us ' * before}at [side-effects.example](https://a.example).\n"
    hyphen, after = boxes_of(make(body, layout="trifold"), "-e")
    assert hyphen.left < after.left


def test_an_address_stands_off_from_the_kana_beside_it(make: Make) -> None:
    texts = {"Tell us.": "副作用は[side-effects.example](https://a.example)で報告できます。"}
    last, after = boxes_of(make("## A\n\nTell us.\n", "ja", texts=texts | {"A": "1"}), "eで")
    assert after.left - last.right > 2


@pytest.mark.parametrize(("tag", "said"), [("ja", "詳しくは"), ("zh-Hans", "详情请见")])
def test_no_line_is_spread_because_an_address_does_not_fit_on_it(
    make: Make, tag: str, said: str
) -> None:
    addresses = "https://example.org/antibiotics、information.desk@example.org"
    texts = {"More": "1", "Ask.": f"{said}{addresses}。"}
    pdf = make("## More\n\nAsk.\n", tag, texts=texts)
    places = boxes_of(pdf, said)
    steps = [after.left - before.left for before, after in itertools.pairwise(places)]
    assert max(steps) < 16
    assert boxes_of(pdf, "information")[0].bottom < places[0].bottom - 9


def test_the_day_of_an_item_stands_on_the_page_of_its_text(make: Make) -> None:
    """Items of many heights over many pages: some page would end behind a day, whatever a line measures."""
    days = range(10, 90)
    items = (
        f"1. **Day{n}**\n\n    Eat{n} {'bread and rest a while ' * (n % 7)}.\n\n    Or not.\n"
        for n in days
    )
    pdf = make("\n".join(items), layout="large-print")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    assert len(pages) > 10
    days_on, texts_on = (
        [re.findall(rf"(?<={word})\d\d", text) for text in pages] for word in ("Day", "Eat")
    )
    assert days_on == texts_on
    assert sum(map(len, days_on)) == len(days)


def test_an_item_of_several_paragraphs_stands_off_from_the_next(make: Make) -> None:
    pdf = make("1. Monday\n\n    Eat bread.\n\n2. Tuesday\n\n    Drink tea.\n")
    day, bread, next_day = (boxes_of(pdf, word)[0].bottom for word in ("Mon", "Eat", "Tue"))
    assert bread - next_day > 1.1 * (day - bread)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("- ☐ A letter\n- ☐ A list", ["□", "□"]),
        ("- ☑ A letter\n- ☑ A list", ["☑", "☑"]),
        ("- ☐ A letter\n- A list", ["•", "□", "•"]),
        ("- ☐ A letter\n- ☑ A list", ["•", "□", "•", "☑"]),
    ],
)
def test_a_box_to_tick_stands_for_the_bullet(make: Make, body: str, shown: list[str]) -> None:
    pdf = make(body)
    assert [letter.text for letter in letters(pdf) if letter.text in "•□☑"] == shown


def test_an_item_to_tick_hangs_beside_its_box(make: Make) -> None:
    pdf = make(f"- ☐ Bring {'the letter and the list ' * 6}along\n- ☐ Rest")
    box, *_ = boxes_of(pdf, "□")
    words = [place for place in boxes_of(pdf, "l") if abs(place.bottom - box.bottom) > 10]
    assert words
    assert all(place.left > box.right for place in words)


def test_the_code_for_the_phone_stands_below_the_footnotes(make: Make) -> None:
    note = "For some days. " * 40 + "End."
    pdf = make(f"Rest.[^1]\n\n## Why\n\nIt heals.\n\n[^1]: {note}\n")
    (code,) = [
        shape.box for shape in shapes(pdf)[0] if shape.fill == "#FFFFFF" and shape.box.left < 200
    ][:1]
    assert code.top < boxes_of(pdf, "End.")[0].bottom


def test_a_term_that_is_not_translated_stands_where_its_explanation_does(make: Make) -> None:
    pdf = make("Peak flow\n:   You blow into a small tube twice a day.\n", "ar")
    term, text = boxes_of(pdf, "Peak")[0], boxes_of(pdf, "You")[0]
    assert 0 < text.left - term.left < 30


# ----------------------------------------------------------------------------- what is too large
@pytest.mark.parametrize(
    ("layout", "highest"),
    [pytest.param("leaflet", 110, id="leaflet"), pytest.param("trifold", 90, id="trifold")],
)
def test_a_tall_picture_leaves_room_for_words(
    make: Make, images: Path, layout: str, highest: float
) -> None:
    Bitmap.new("RGB", (20, 80), "navy").save(images / "images" / "tall.png")
    document = pypdfium2.PdfDocument(make("## Why\n\n![A man](images/tall.png)\n", layout=layout))
    shown = [
        each for page in document for each in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    ]
    heights = [top - bottom for _, bottom, _, top in (each.get_bounds() for each in shown)]
    document.close()
    assert len(heights) == 1
    assert heights[0] <= highest * MM + 1


def test_an_address_is_cut_into_pieces_of_like_length() -> None:
    """ "hydrochloride" was cut before its last letter."""
    (address,) = long_words("https://www.example.org/metformin-hydrochloride-prolonged")
    assert isinstance(address, dict)
    pieces = address["pieces"]
    assert isinstance(pieces, list)
    assert "".join(map(str, pieces)) == address["text"]
    assert [piece for piece in pieces if str(piece) in "hydrochloride-"] == ["hydroch", "loride-"]
    assert max(len(str(piece).rstrip("/-.:")) for piece in pieces) <= MAX_PIECE
