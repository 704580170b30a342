"""The leaflet on paper: accessible by the standard, the same every time, no dose turned round."""

from __future__ import annotations

import hashlib
import pickle
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import page as validator
import pypdfium2
import pytest
from PIL import Image as Bitmap

from pipeline.errors import ExportError, MachineError
from pipeline.leaflets import fonts, tree
from pipeline.leaflets.localize import localize
from pipeline.leaflets.pdf import PdfExporter
from pipeline.leaflets.words import Words
from pipeline.model import (
    Article,
    Catalog,
    Document,
    Element,
    Inline,
    Language,
    Leaflet,
    Metadata,
    Segmentation,
)
from pipeline.source.document import parse
from tests.builders import default_theme
from tests.visual import printed

EN = Language("en")
LINE = 14.0  # points: about the height of a line
TIMESTAMP = 1_730_332_800


@pytest.fixture
def export(
    exporter: PdfExporter, images: Path, words: Callable[[Language], Words]
) -> Callable[[Leaflet], bytes]:
    def run(leaflet: Leaflet) -> bytes:
        return exporter.print_leaflet(
            leaflet,
            words=words(leaflet.language),
            theme=default_theme(),
            image_root=images,
            timestamp=TIMESTAMP,
            contact="Questions? +44 20 7946 0018",
        ).pdf

    return run


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("tag", ["en", "ar", "ja"])
def test_pdf_is_accessible_by_the_standard(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes], tag: str
) -> None:
    assert validator.validate_pdf_bytes(export(leaflets[tag]), profile="ua1").is_compliant


@pytest.mark.parametrize(
    ("tag", "floor"),
    [
        pytest.param("en", 0.99, id="en"),
        pytest.param("ar", 0.85, id="ar"),  # lam-alef and vowel marks come out in another order
        pytest.param("ja", 0.98, id="ja"),
    ],
)
def test_text_can_be_copied_and_searched(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes], tag: str, floor: float
) -> None:
    leaflet = leaflets[tag]
    blocks = [node for node in tree.walk(leaflet.body) if isinstance(node, Inline)]
    wanted = sum((_pairs(_without_pictures(block)) for block in blocks), Counter())
    found = wanted & _pairs(_text(export(leaflet)))
    assert found.total() / wanted.total() >= floor


def _pairs(text: str) -> Counter[str]:
    """How often which two letters stand side by side, white space left out."""
    letters = "".join(unicodedata.normalize("NFKC", text).split())
    return Counter(map("".join, pairwise(letters)))


def _without_pictures(inline: Inline) -> str:
    return "".join(node for node in tree.walk(inline.children) if isinstance(node, str))


@pytest.mark.parametrize(
    ("text", "run"),
    [
        pytest.param("تناول 200–400 mg مع الطعام.", "200–400mg", id="range-with-latin-unit"),
        pytest.param("شق طوله 2–3 مم.", "2–3", id="range-with-arabic-unit"),
        pytest.param("تناول Ibuprofen 400 mg الآن.", "Ibuprofen400mg", id="drug-and-dose"),
        pytest.param("اتصل على +44 20 7946 0018 الآن.", "+442079460018", id="telephone"),
        pytest.param("بين L4–L5 فقط.", "L4–L5", id="code"),
        pytest.param(
            "انظر https://example.org/back/pain/what-to-do/now الآن.",
            "https://example.org/back/pain/what-to-do/now",
            id="long-address",
        ),
    ],
)
def test_numbers_stand_from_left_to_right_in_arabic(
    export: Callable[[Leaflet], bytes], leaflets: Mapping[str, Leaflet], text: str, run: str
) -> None:
    """By the places of the glyphs on the page, as a reader sees them."""
    arabic = Language("ar")
    paragraph = Element("p", (), (Inline(0, arabic, (text,)),))
    leaflet = replace(leaflets["ar"], body=(paragraph,), publisher=None, summary=None)
    assert run in _seen(export(leaflet))


def _seen(pdf: bytes) -> list[str]:
    """What stands between Arabic words, each run in the order of its glyphs from the left."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    glyphs = [(page.get_text_range(i, 1), page.get_charbox(i)) for i in range(page.count_chars())]
    document.close()
    lines: dict[float, list[tuple[float, str]]] = {}
    for letter, (left, bottom, right, top) in glyphs:
        if not letter.isspace() and left < right:
            middle = (bottom + top) / 2
            line = next((height for height in lines if abs(height - middle) < LINE / 2), middle)
            lines.setdefault(line, []).append((left, letter))
    seen = ("".join(letter for _, letter in sorted(line)) for line in lines.values())
    return [
        run.strip(".") for line in seen for run in re.split("[\u0600-\u06ff\ufb50-\ufefe]+", line)
    ]


@pytest.mark.parametrize(
    ("tag", "filling", "counted"),
    [
        pytest.param("en", "a", "77 weeks", id="words"),
        pytest.param("en", "a", "7–77 months", id="range"),
        pytest.param("ru", "и", "77 недель", id="cyrillic"),
        pytest.param("ko", "그", "77 분", id="words kept whole"),
        pytest.param("ja", "の", "77分間", id="no space"),
        pytest.param("zh-Hans", "的", "77分钟", id="no space, Chinese"),
    ],
)
def test_no_line_ends_between_a_number_and_what_it_counts(
    export: Callable[[Leaflet], bytes],
    leaflets: Mapping[str, Leaflet],
    tag: str,
    filling: str,
    counted: str,
) -> None:
    """Wherever in the line it comes to stand."""
    language = Language(tag)
    body = tuple(
        Element(
            "p",
            (),
            (
                Inline(
                    0, language, (f"{f'{filling} ' * (20 + length)}{counted} {f'{filling} ' * 20}",)
                ),
            ),
        )
        for length in range(60)
    )
    lines = printed(export(replace(leaflets["en"], language=language, body=body)))
    number = re.match(r"[\d–]+", counted)[0]  # type: ignore[index]
    assert len([line for line in lines if number in line]) >= 60
    assert [line for line in lines if line.endswith(number)] == []


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("長引く腰痛のお灸と鍼", id="last phrase"),
        pytest.param(
            "アイウエオカキクケコサシスセソタチツテ", id="one word, of two lines and a letter"
        ),
    ],
)
def test_no_heading_in_the_margin_ends_with_one_letter_alone(
    export: Callable[[Leaflet], bytes], leaflets: Mapping[str, Leaflet], title: str
) -> None:
    japanese = Language("ja")
    body = (
        Element("h2", (("id", "a"),), (Inline(0, japanese, (title,)),)),
        Element("p", (), (Inline(1, japanese, ("休む。" * 99,)),)),
    )
    lines = printed(export(replace(leaflets["ja"], language=japanese, body=body)))
    beside = [line[: -len(line.lstrip(title))] if line.lstrip(title) else line for line in lines]
    shown = [line for line in beside if line and line in title]
    assert "".join(shown) == title
    assert min(map(len, shown)) > 1


def test_two_processes_make_the_same_bytes(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes], tmp_path: Path
) -> None:
    leaflet = leaflets["ja"]
    first = hashlib.sha256(export(leaflet)).hexdigest()
    assert hashlib.sha256(export(leaflet)).hexdigest() == first
    script = tmp_path / "again.py"
    script.write_text(_AGAIN, encoding="utf-8")
    (tmp_path / "leaflet.pickle").write_bytes(pickle.dumps(leaflet))
    again = subprocess.run(
        [sys.executable, str(script)],
        cwd=Path(__file__).parents[2],
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert again.stdout.strip() == first


_AGAIN = """
import hashlib, pickle
from pathlib import Path
from pipeline.catalogs import po
from pipeline.leaflets.pdf import PdfExporter
from pipeline.leaflets.theme import make_theme
from pipeline.leaflets.words import Words, shipped_catalog
here = Path(__file__).parent
leaflet = pickle.loads((here / "leaflet.pickle").read_bytes())
path = shipped_catalog(leaflet.language)
words = Words(po.read(path, root=path.parent), leaflet.language)
pdf = PdfExporter().print_leaflet(leaflet, words=words, theme=make_theme({}), image_root=here,
    timestamp=1_730_332_800, contact="Questions? +44 20 7946 0018").pdf
print(hashlib.sha256(pdf).hexdigest())
"""


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        pytest.param(
            "Tick \N{BALLOT BOX WITH X} if you take aspirin.",
            ("leaflet 'ankle' in en", "U+2612", "Tick \N{BALLOT BOX WITH X} if you take aspirin."),
            id="sign-that-no-font-has",
        ),
        pytest.param(
            "## Rest {#a}\n\n[Walk](#a)\n\n## Walk {#a}",
            ("leaflet 'ankle' in en", "'#a'", "give one of them an id"),
            id="two headings of one name",
        ),
        pytest.param(
            "## ![An ankle](images/ankle.svg)\n\nRest.",
            ("leaflet 'ankle' in en", "a heading", "has no words"),
            id="a heading that is a picture",
        ),
        pytest.param(
            "\n".join("    " * level + "- Rest" for level in range(18)),
            ("leaflet 'ankle' in en", "lists, boxes, tables or emphasis are nested too deep"),
            id="lists in lists in lists",
        ),
        pytest.param("Say ꔀ twice.", ("U+A500", "Say ꔀ twice."), id="script-without-a-font"),
    ],
)
def test_what_can_not_be_printed_is_an_error_that_names_it(
    make_document: Callable[..., Document],
    export: Callable[[Leaflet], bytes],
    body: str,
    parts: tuple[str, ...],
) -> None:
    with pytest.raises(ExportError) as caught:
        export(localize(make_document(body), None, language=EN))
    for part in parts:
        assert part in str(caught.value)
    assert caught.value.hint


def test_a_language_that_paper_has_no_font_for_can_be_left_out_of_it(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    export: Callable[[Leaflet], bytes],
) -> None:
    catalog = make_catalog({"Rest.": "ངལ་གསོས་ཤིག"})
    with pytest.raises(ExportError) as caught:
        export(localize(make_document("Rest."), catalog, language=Language("bo")))
    assert "no font has the character 'ང' (U+0F44)" in caught.value.message
    assert caught.value.hint.startswith("the fonts for paper lack the script of this language")
    assert caught.value.hint.endswith('[print] omit = { leaflet = ["bo/ankle"] }')


@pytest.mark.parametrize(
    "html",
    [
        "<table></table>",
        "<table><tr></tr></table>",
        "<table><thead></thead></table>",
        "<dl></dl>",
        "<ol></ol>",
        "<table><tr><td colspan=99999>Walk</td></tr></table>",
    ],
)
def test_what_holds_nothing_is_left_out(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes], html: str
) -> None:
    assert export(localize(make_document(f"Rest.\n\n{html}\n"), None, language=EN))


@pytest.mark.parametrize("missing", ["Bruise", "Sprain", "Meaning."])
def test_of_several_terms_one_may_be_untranslated(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    export: Callable[[Leaflet], bytes],
    missing: str,
) -> None:
    texts = {"Bruise": "كدمة", "Sprain": "التواء", "Meaning.": "المعنى."} | {missing: ""}
    document = make_document("Bruise\nSprain\n:   Meaning.\n")
    assert export(localize(document, make_catalog(texts), language=Language("ar")))


CONSTRUCTS = """\
# Not a title

- one
    - two
        1. three

> A saying
> of two lines.

Term
:   What it means.

    Said twice.

```
code 5 mg
```

A line\\
and H~2~O, <sup>2</sup>, `code`, MRI, [mail](mailto:a@example.org), [a page](other.html).[^b][^b]

<div class="x" lang="fr"><p>Raw <b>HTML</b> <img src="images/ankle.svg" alt=""></p></div>

---

!!! note
    A box without a title.

| A | B |
| :-: | --: |
| 1 | |

#### Deep

*[MRI]: magnetic resonance imaging

[^b]: A note.

    With two paragraphs.
"""


def test_every_construct_can_be_printed(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    pdf = export(localize(make_document(CONSTRUCTS), None, language=EN))
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    text = " ".join(_text(pdf).split())
    for expected in (
        "Not a title", "three", "of two lines.", "What it means.", "code 5 mg", "and H", "Raw HTML",
        "MRI (magnetic resonance imaging)", "a page", "A box without a title.", "With two paragraphs.",
    ):  # fmt: skip
        assert expected in text


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            '## One\n\n### Two\n\n!!! note "Box"\n    Text.\n\n#### Three\n\nText.\n',
            id="a deep heading behind a box",
        ),
        pytest.param("Text.\n\n<h4>One</h4>\n\n<div><h6>Two</h6></div>\n", id="in raw HTML"),
    ],
)
def test_headings_of_any_level_can_be_printed(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes], body: str
) -> None:
    pdf = export(localize(make_document(body), None, language=EN))
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant


def test_footnote_survives_every_page_break(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    """Typst's own footnotes stayed behind when a heading took their text to the next page."""
    for lines in range(18, 34, 2):
        body = (
            "Text.\n\n" * lines
            + "## A heading over two lines in the margin\n\nDose.[^1]\n\n[^1]: Note."
        )
        pdf = export(localize(make_document(body), None, language=EN))
        assert "Note." in _text(pdf)


def test_no_line_ends_between_a_number_and_its_unit_explained(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    """Wherever in the line it comes to stand."""
    texts = (f"{'a ' * (20 + more)}50 mL {'a ' * 20}" for more in range(30))
    body = "\n\n".join(texts) + "\n\n*[mL]: 50 mL\n"
    lines = printed(export(localize(make_document(body), None, language=EN)))
    assert len([line for line in lines if "50" in line]) == 30
    assert [line for line in lines if "mL" in line and "50" not in line] == []


def test_the_mark_of_a_footnote_begins_no_line(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    """Behind a dose that is boxed in a cell of an Arabic table it stood below, alone."""
    cells = [
        f"| البالغون {'ه' * more} تحت 50 كغ[^1] | كل 6 ساعات | 4 جرعات |" for more in range(1, 20)
    ]
    body = "\n".join(("| من | متى | كم |", "|---|---|---|", *cells)) + "\n\n[^1]: Rest.\n"
    arabic = Language("ar")
    article = make_document(body).article
    document = parse(article, language=arabic, segmentation=Segmentation.SENTENCE)
    lines = printed(export(localize(document, None, language=arabic)))
    assert len([line for line in lines if "50" in line]) == len(cells)
    assert [line for line in lines if line in ("1", "¹")] == []


@pytest.mark.parametrize(
    ("wanted", "width"),
    [
        pytest.param("{ width=120 }", 90.0, id="pixels"),
        pytest.param('{ width="200px" }', 150.0, id="pixels, said so"),
        pytest.param('{ width="50%" }', 0.5, id="part of the text"),
        pytest.param("", 1.0, id="nothing"),
        pytest.param("{ width=9000 }", 1.0, id="more than there is"),
        pytest.param("{ width=wide }", 1.0, id="no width"),
    ],
)
def test_a_picture_is_as_wide_as_its_author_says(
    make_document: Callable[..., Document],
    export: Callable[[Leaflet], bytes],
    images: Path,
    wanted: str,
    width: float,
) -> None:
    """A mask of 120 pixels was as wide as the text on paper, and 120 on the screen."""
    Bitmap.new("RGB", (20, 4), "navy").save(images / "images" / "mask.png")
    body = f"Rest.\n\n## Why\n\n![A mask](images/mask.png){wanted}\n\nTalk.\n"
    document = pypdfium2.PdfDocument(export(localize(make_document(body), None, language=EN)))
    shown = [
        each for page in document for each in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    ]
    widths = [right - left for left, _, right, _ in (each.get_bounds() for each in shown)]
    assert len(widths) == 1
    measure = 309 / 0.9  # of the text, in points
    assert widths[0] == pytest.approx(width if width > 1 else width * measure, rel=0.01)


def test_signs_that_editors_paste_can_be_printed(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    """As on web pages; a box to tick, which no font has, is drawn as the square that looks so."""
    body = "✅ Walk. ❌ Do not run. **⚠️ Call 📞 ☎️ 112.**\n\n- ☐ Pain\n- ☑ Fever\n- ✔ None\n"
    pdf = export(localize(make_document(body), None, language=EN))
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant
    text = " ".join(_text(pdf).replace("\ufe0f", "").split())
    for expected in ("✅ Walk. ❌ Do not run. ⚠ Call 📞 ☎ 112.", "□ Pain", "☑ Fever", "✔ None"):
        assert expected in text


def test_missing_family_and_missing_package_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MachineError, match="missing font: Noto Sans Thai"):
        fonts.require_families(("Noto Sans", "Noto Sans Thai"), ("Noto Sans",))
    monkeypatch.setattr(fonts, "PACKAGES", ("no_such_font_package",))
    with pytest.raises(MachineError, match="missing font package: no-such-font-package"):
        fonts.font_folders()


def test_date_of_the_original_is_written_for_the_reader(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    assert "2023年2月1日" in "".join(_text(export(leaflets["ja"])).split())


@pytest.mark.parametrize("tag", ["es", "pl", "pt", "de"])
def test_an_address_is_cut_without_a_hyphen_that_is_not_its_own(
    exporter: PdfExporter, words: Callable[[Language], Words], tmp_path: Path, tag: str
) -> None:
    """Spanish, Polish and Portuguese repeat a word's hyphen on the next line."""
    addresses = (
        "https://www.hospital-central-de-la-ciudad-de-barcelona.example.org/pacientes-externos/a",
        "informacion-al-paciente-externo@hospital-universitario-central.example.org",
        "a-b-c@d-e.org",
    )
    body = " ".join(f"{'x' * n} {address}," for n in range(1, 20, 3) for address in addresses)
    metadata = Metadata(title="A", lines={})
    article = Article("case", "source/case.md", metadata, body, 1)
    language = Language(tag)
    document = parse(article, language=language, segmentation=Segmentation.SENTENCE)
    pdf = exporter.print_leaflet(
        localize(document, None, language=language),
        words=words(language),
        theme=default_theme(),
        image_root=tmp_path,
        timestamp=TIMESTAMP,
    ).pdf
    shown = "".join(printed(pdf)).replace("\ufffe", "-")  # so pdfium reads it at the end of a line
    assert [shown.count(address) for address in addresses] == [7, 7, 7]
