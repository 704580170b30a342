"""What a project changes of its paper: theme, own templates, the code that leads to the web."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import page as validator
import pypdfium2
import pytest
import zxingcpp

from pipeline.errors import ExportError
from pipeline.leaflets.layouts import DEFAULT_SHEET, LAYOUTS, PAPERS, Sheet
from pipeline.leaflets.localize import localize
from pipeline.leaflets.pdf import PdfExporter, Printed
from pipeline.leaflets.print_templates import LEAFLET_FILE, EngineFolder
from pipeline.leaflets.theme import Theme, make_theme
from pipeline.leaflets.words import Words
from pipeline.model import Document, Language, Leaflet
from tests.builders import default_theme
from tests.printed import MM, collisions, letters, misplaced, panels, shapes

BASE_URL = "https://leaflets.example.org"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">'
    '<rect width="40" height="10" fill="#00FF00"/></svg>'
)
EN = Language("en")

Print = Callable[..., Printed]


@pytest.fixture
def print_it(exporter: PdfExporter, images: Path, words: Callable[[Language], Words]) -> Print:
    def run(
        leaflet: Leaflet,
        layout: str = "leaflet",
        *,
        theme: Theme | None = None,
        base_url: str = "",
        sheet: Sheet = DEFAULT_SHEET,
    ) -> Printed:
        return exporter.print_leaflet(
            leaflet,
            words=words(leaflet.language),
            theme=theme or default_theme(),
            image_root=images,
            timestamp=1_730_332_800,
            base_url=base_url,
            layout=layout,
            sheet=sheet,
        )

    return run


def text_of(pdf: bytes) -> str:
    return "".join(letter.text for letter in letters(pdf))


def fills(pdf: bytes) -> set[str]:
    return {shape.fill for page in shapes(pdf) for shape in page} - {""}


# ----------------------------------------------------------------------------------------- theme
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("tag", ["en", "ar", "ja"])
@pytest.mark.parametrize(
    "sheet",
    [Sheet(), pytest.param(Sheet("letter", has_bleed=True), marks=pytest.mark.soak)],
    ids=str,
)
def test_the_other_theme_keeps_all_in_its_place(
    leaflets: Mapping[str, Leaflet], print_it: Print, tag: str, layout: str, sheet: Sheet
) -> None:
    theme = make_theme({"name": "paper", "logo": "Riverside Clinic"})
    pdf = print_it(leaflets[tag], layout, theme=theme, base_url=BASE_URL, sheet=sheet).pdf
    flap = PAPERS[sheet.paper].flap
    places = panels(pdf, flap=flap, is_rtl=tag == "ar") if layout == "trifold" else None
    assert misplaced(pdf, theme.light, places=places) == []
    assert tag == "ar" or collisions(pdf) == []
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant


@pytest.mark.parametrize("layout", LAYOUTS)
def test_colours_of_the_theme_are_those_of_the_paper(
    leaflets: Mapping[str, Leaflet], print_it: Print, layout: str
) -> None:
    changes = {"band": "#5B2333", "band_shape": "#6E3044", "primary": "#6B2338"}
    theme = make_theme({"light": changes | {"alert_tint": "#FFF4F0"}})
    before, after = (
        fills(print_it(leaflets["en"], layout, theme=each).pdf) for each in (None, theme)
    )
    changed = {role for role in (*changes, "alert_tint") if theme.light[role] in after}
    assert changed >= {"band", "alert_tint"}
    assert ("band_shape" in changed) == (layout != "large-print")  # which has no drawing
    assert before - after == {default_theme().light[role] for role in changed}
    assert after - before == {theme.light[role] for role in changed}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_shapes_of_the_theme_are_those_of_the_paper(
    leaflets: Mapping[str, Leaflet], print_it: Print, layout: str
) -> None:
    """Ruled: no drawing in the band. Framed: the table is no field, the note has a frame."""
    theme = make_theme({"shape": {"band": "ruled", "boxes": "framed"}})
    house, ruled = (
        fills(print_it(leaflets["en"], layout, theme=each).pdf) for each in (None, theme)
    )
    light = theme.light
    assert (light["band_shape"] in house) == (layout != "large-print")
    assert light["band_shape"] not in ruled
    assert light["tint"] in house
    assert light["tint"] not in ruled - {light["figure"]}
    assert light["alert_tint"] in ruled  # a warning keeps its ground


def test_scale_and_spacing_are_those_of_the_paper(
    make_document: Callable[..., Document], print_it: Print
) -> None:
    body = "".join(f"## Part {number}\n\n{'Rest. ' * 60}\n\n" for number in range(4))
    leaflet = localize(make_document(body), None, language=EN)

    def measure(**shape: float) -> tuple[float, float]:
        """How high the first heading's letters are, and how far down the last heading is."""
        found = letters(print_it(leaflet, theme=make_theme({"shape": shape})).pdf)
        heads = [letter.box for letter in found if letter.text == "P" and letter.page == 0]
        heads = [box for box in heads if box.left < 60][:4]
        return heads[0].top - heads[0].bottom, -heads[-1].bottom

    size, place = measure()
    larger, _ = measure(scale=1.3)
    _, lower = measure(spacing=1.2)
    assert larger == pytest.approx(size * (1.3 / 1.19) ** 2, rel=0.02)
    assert lower > place + 20


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_logo_stands_in_the_band_and_is_described(
    leaflets: Mapping[str, Leaflet], print_it: Print, tmp_path: Path, tag: str, layout: str
) -> None:
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    theme = make_theme({"logo": "Riverside Clinic", "logo_image": "logo.svg"}, root=tmp_path)
    pdf = print_it(leaflets[tag], layout, theme=theme).pdf
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB")
    seen = {colour: count for count, colour in image.getcolors(1_000_000) or ()}
    assert seen.get((0, 255, 0), 0) > 500
    assert b"Riverside Clinic" in pdf  # its alternative text
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant


# ------------------------------------------------------------------------------------- templates
@pytest.fixture
def own(tmp_path: Path) -> Callable[[Mapping[str, str]], Theme]:
    """The house theme with templates of the project's own."""

    def make(files: Mapping[str, str]) -> Theme:
        folder = tmp_path / "templates"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return make_theme({"templates": "templates"}, root=tmp_path)

    return make


WHOLE = """\
#import "pieces.typ": *
#import "sheet.typ" as sheet
#set document(..sheet.document-facts)
#show: dressed.with(doc.size * 1pt)
#show: sheet.on-sheet.with(margin: 20mm)
#title-block(20pt, 120mm)
Charity no. 0000
#image("pictures/mark.svg", alt: "Our mark")
#doc.body.map(render).join(parbreak())
#notes-list(doc.notes)
"""


def test_own_template_wins_and_uses_our_pieces(
    leaflets: Mapping[str, Leaflet], print_it: Print, own: Callable[..., Theme]
) -> None:
    theme = own({"leaflet.typ": WHOLE, "pictures/mark.svg": LOGO})
    pdf = print_it(leaflets["en"], theme=theme).pdf
    assert "Charityno.0000" in text_of(pdf)
    assert "Asprainedankle" in text_of(pdf)
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    # The other layouts are still ours.
    other = print_it(leaflets["en"], "large-print", theme=theme).pdf
    assert other == print_it(leaflets["en"], "large-print").pdf


def test_own_pieces_extend_ours_in_every_layout(
    leaflets: Mapping[str, Leaflet], print_it: Print, own: Callable[..., Theme]
) -> None:
    text = (
        '#import "ours/pieces.typ": *\n'
        "#let draft-words() = [Not for wards]\n#let page-number() = [Verso]\n"
    )
    for layout in LAYOUTS:
        pdf = print_it(leaflets["ar"], layout, theme=own({"pieces.typ": text})).pdf
        assert pdf != print_it(leaflets["ar"], layout).pdf


def test_a_change_of_the_template_is_seen(
    leaflets: Mapping[str, Leaflet], print_it: Print, own: Callable[..., Theme]
) -> None:
    files = {"leaflet.typ": WHOLE, "pictures/mark.svg": LOGO}
    first = text_of(print_it(leaflets["en"], theme=own(files)).pdf)
    files["leaflet.typ"] = WHOLE.replace("Charity", "Trust")
    second = text_of(print_it(leaflets["en"], theme=own(files)).pdf)
    assert second == first.replace("Charity", "Trust")


def test_own_folded_leaflet_need_not_say_its_size(
    leaflets: Mapping[str, Leaflet], print_it: Print, own: Callable[..., Theme]
) -> None:
    theme = own({"trifold.typ": WHOLE.replace('#image("pictures/mark.svg", alt: "Our mark")', "")})
    printed = print_it(leaflets["en"], "trifold", theme=theme)
    assert (printed.size, "Charityno.0000" in text_of(printed.pdf)) == (theme.size, True)


def test_template_that_is_no_text_is_told_with_its_line(
    leaflets: Mapping[str, Leaflet], print_it: Print, own: Callable[..., Theme], tmp_path: Path
) -> None:
    theme = own({"sheet.typ": ""})
    (tmp_path / "templates" / "sheet.typ").write_bytes(b"// R\xc3\xbccken\n// R\xfccken\n")
    with pytest.raises(ExportError) as caught:
        print_it(leaflets["en"], theme=theme)
    assert str(caught.value).split("\n")[0] == (
        "templates/sheet.typ:2: broken template: byte 0xFC is no utf-8"
    )


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        pytest.param("leaflet.typ", "A\n#(", 2, "unclosed delimiter", id="syntax"),
        pytest.param("leaflet.typ", "\n\n#titel", 3, "unknown variable: titel", id="name"),
        pytest.param("sheet.typ", '\n#import "no.typ"', 2, "file not found", id="import"),
        pytest.param(
            "sheet.typ",
            '#import "ours/sheet.typ": *\n#let rule = 1 + "a"',
            2,
            "cannot add",
            id="use",
        ),
        pytest.param("leaflet.typ", '#read("../leaflets.toml")', 1, "", id="out-of-the-folder"),
    ],
)
def test_broken_template_is_told_with_its_line(
    leaflets: Mapping[str, Leaflet],
    print_it: Print,
    own: Callable[..., Theme],
    name: str,
    text: str,
    line: int,
    message: str,
) -> None:
    with pytest.raises(ExportError) as caught:
        print_it(leaflets["en"], theme=own({name: text}))
    assert (caught.value.path, caught.value.line) == (f"templates/{name}", line)
    assert caught.value.message.startswith("broken template: ")
    assert message in caught.value.message
    assert str(Path(__file__).parents[2]) not in caught.value.message


# --------------------------------------------------------------------------------------- QR code
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "tag", ["en", *(pytest.param(tag, marks=pytest.mark.soak) for tag in ("ar", "ja"))]
)
def test_a_phone_reads_the_leaflets_address_from_paper(
    leaflets: Mapping[str, Leaflet], print_it: Print, tag: str, layout: str
) -> None:
    address = f"{BASE_URL}/{tag}/ankle.html"
    pdf = print_it(leaflets[tag], layout, base_url=BASE_URL).pdf
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=3).to_pil().convert("L") for page in document]
    found = [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
    assert found == [address]
    # In Arabic the reader that we test with gives the address back from its end.
    assert tag == "ar" or address in text_of(pdf)
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant


def test_without_an_address_there_is_no_code(
    leaflets: Mapping[str, Leaflet], print_it: Print
) -> None:
    pdf = print_it(leaflets["en"]).pdf
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil().convert("L")
    assert zxingcpp.read_barcodes(image) == []


# --------------------------------------------------------------------------------------- economy
def test_no_page_is_opened_for_two_lines(
    make_document: Callable[..., Document], print_it: Print
) -> None:
    """However long the text is: a last page has something on it, or closeness would not do."""
    shares = {}
    section = "## A heading\n\n" + "Rest the ankle for some days. " * 14 + "\n\n"
    for times in range(5, 14):
        leaflet = localize(make_document(section * times), None, language=EN)
        found = letters(print_it(leaflet).pdf)
        last = max(letter.page for letter in found)
        shares[times] = (last, sum(letter.page == last for letter in found))
    assert {last for last, _ in shares.values()} == {0, 1, 2}
    assert min(count for _, count in shares.values()) > 600


def test_no_hole_is_left_before_a_table_that_a_closer_setting_takes_in(
    make_document: Callable[..., Document], print_it: Print
) -> None:
    """A third of the first page was empty: the table, which stays whole, stood on the second."""
    paragraph = "Rest the ankle for some days. " * 5 + "\n\n"
    rows = "".join(
        f"| Day {day} | Keep the foot up and cool it | Do not run |\n" for day in range(11)
    )
    table = f"| Day | Do | Do not |\n| --- | --- | --- |\n{rows}\n"
    body = "## A heading\n\n" + paragraph * 6 + table + paragraph * 6
    found = letters(print_it(localize(make_document(body), None, language=EN)).pdf)
    foot = 25 * MM
    assert min(each.box.bottom for each in found if each.page == 0 and each.box.bottom > foot) < 100


def test_shorter_leaflet_leaves_nothing_of_a_longer_one() -> None:
    folder = EngineFolder({})
    folder.write(LEAFLET_FILE, {"title": "Ein langer Titel über kaltes Wasser"})
    folder.write(LEAFLET_FILE, {"title": "Kühlen"})
    assert (folder.path / LEAFLET_FILE).read_text("utf-8") == '{"title": "Kühlen"}'
