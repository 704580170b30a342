from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from clinic import SPANISH, Site

from pipeline.catalogs import po
from pipeline.model import Catalog, State

MARKDOWN = """# Cómo tomar ibuprofeno con seguridad

Tome 5 mg dos veces al día.
**No** tome más. Pregunte antes a [su farmacéutico](https://example.org/ask).

## Cuando duele

- Descanse 10 minutos.
- Mantenga la espalda abrigada.

Este folleto se imprimió en papel reciclado de la imprenta municipal.
"""

TEXT = """Cómo tomar ibuprofeno con seguridad

Tome 5 mg dos veces al día. No tome más. Pregunte antes a su farmacéutico.

Cuando duele

• Descanse 10 minutos.
• Mantenga la espalda abrigada.
"""

HTML = """<!doctype html><html lang="es"><head><title>Ibuprofeno</title></head><body>
<h1>Cómo tomar ibuprofeno con seguridad</h1>
<p>Tome 5 mg dos veces al día. <b>No</b> tome más.
Pregunte antes a <a href="https://example.org/ask">su farmacéutico</a>.</p>
<h2>Cuando duele</h2><ul><li>Descanse 10 minutos.</li>
<li>Mantenga la espalda abrigada.</li></ul></body></html>
"""


def docx(*paragraphs: str) -> bytes:
    """A Word document; a paragraph that begins with "# " is a heading."""
    schemas = "http://schemas.openxmlformats.org"

    def xml(text: str) -> str:
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if text.startswith("# ") else ""
        return f"<w:p>{style}<w:r><w:t xml:space='preserve'>{text.removeprefix('# ')}</w:t></w:r></w:p>"

    body = "".join(map(xml, paragraphs))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{schemas}/package/2006/relationships"><Relationship Id="r1" Type="{schemas}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{schemas}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


WORD_TEXT = (
    "# Cómo tomar ibuprofeno con seguridad",
    "Tome 5 mg dos veces al día. No tome más. Pregunte antes a su farmacéutico.",
    "# Cuando duele",
    "Descanse 10 minutos.",
    "Mantenga la espalda abrigada.",
)
WORD = docx(*WORD_TEXT)


@pytest.fixture
def untranslated(site: Site) -> Site:
    """The site as if nobody had translated anything."""
    site.catalog.unlink()
    assert site.run("update").code == 0
    return site


def translation(site: Site, name: str, content: str | bytes) -> Path:
    path = site.root.parent / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def catalog(site: Site) -> Catalog:
    return po.read(site.catalog, root=site.root)


def filled(site: Site) -> dict[str, str]:
    return {unit.key.msgid: unit.msgstr for unit in catalog(site).units if unit.msgstr}


BODY = [
    msgid
    for msgid in SPANISH
    if msgid not in ("What to know before the first tablet.", "Riverside Clinic")
]
PLAIN = {
    "Do **not** take more.": "No tome más.",
    "Ask [your pharmacist](https://example.org/ask) first.": "Pregunte antes a su farmacéutico.",
}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("old.md", MARKDOWN, {}, id="markdown"),
        pytest.param("old.html", HTML, {}, id="html"),
        pytest.param("old.txt", TEXT, PLAIN, id="plain-text"),
        pytest.param("old.docx", WORD, PLAIN, id="word"),
    ],
)
def test_every_format_fills_the_catalog(
    untranslated: Site, name: str, content: str | bytes, expected: dict[str, str]
) -> None:
    path = translation(untranslated, name, content)
    result = untranslated.run("align", "ibuprofen", str(path), "--locale", "es")
    assert result.code == 0
    assert "wrote locales/es/LC_MESSAGES/ibuprofen.po" in result.out
    assert filled(untranslated) == {**{msgid: SPANISH[msgid] for msgid in BODY}, **expected}
    for unit in catalog(untranslated).units:
        if unit.msgstr:
            assert unit.state is State.FUZZY
            assert unit.comments[-1].startswith(f"Aligned from {name}, confidence ")


def test_what_does_not_align_is_listed_with_its_line(untranslated: Site) -> None:
    path = translation(untranslated, "old.md", MARKDOWN)
    result = untranslated.run("align", "source/ibuprofen.md", str(path), "--locale", "es")
    last = "Este folleto se imprimió en papel reciclado de la imprenta municipal."
    assert result.out.split("\n") == [
        f"{path}:11: not aligned: {last}",
        "source/ibuprofen.md:3: no translation found: What to know before the first tablet.",
        "source/ibuprofen.md:4: no translation found: Riverside Clinic",
        "wrote locales/es/LC_MESSAGES/ibuprofen.po",
        "",
    ]
    assert "7 filled in as fuzzy, 0 offered in comments, 0 known already" in result.err
    assert last not in untranslated.catalog.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        pytest.param(
            "old.md", f"{MARKDOWN}\nReservados todos\nlos derechos.\n", ":13", id="markdown"
        ),
        pytest.param(
            "old.txt", f"{TEXT}\r\n\r\nReservados todos los derechos.\r\n", ":11", id="plain-text"
        ),
        pytest.param(
            "old.html",
            HTML.replace("</body>", "\n<p>Reservados <i>todos</i>\nlos derechos.</p></body>"),
            ":7",
            id="html",
        ),
        pytest.param(
            "old.docx", docx(*WORD_TEXT, "Reservados todos los derechos."), ": block 6", id="word"
        ),
    ],
)
def test_place_of_a_leftover(
    untranslated: Site, name: str, content: str | bytes, place: str
) -> None:
    path = translation(untranslated, name, content)
    result = untranslated.run("align", "ibuprofen", str(path), "--locale", "es")
    (line,) = (line for line in result.out.split("\n") if "Reservados" in line)
    assert line.startswith(f"{path}{place}: not aligned: Reservados")


def test_second_run_changes_nothing(untranslated: Site) -> None:
    path = translation(untranslated, "old.md", MARKDOWN.replace("5 mg", "50 mg"))
    assert untranslated.run("align", "ibuprofen", str(path), "--locale", "es").code == 0
    before = untranslated.state()
    result = untranslated.run("align", "ibuprofen", str(path), "--locale", "es")
    assert result.code == 0
    assert "wrote" not in result.out
    assert untranslated.state() == before
    assert untranslated.run("update").code == 0
    assert untranslated.state() == before


def test_other_dose_is_offered_and_never_filled(untranslated: Site) -> None:
    path = translation(untranslated, "old.md", MARKDOWN.replace("5 mg", "50 mg"))
    assert untranslated.run("align", "ibuprofen", str(path), "--locale", "es").code == 0
    unit = next(u for u in catalog(untranslated).units if u.key.msgid == "Take 5 mg twice a day.")
    assert (unit.msgstr, unit.state) == ("", State.UNTRANSLATED)
    (comment,) = unit.comments
    assert "the numbers differ: Tome 50 mg dos veces al día." in comment


def test_translations_of_people_stay(site: Site) -> None:
    before = {unit.key: (unit.msgstr, unit.state) for unit in catalog(site).units}
    path = translation(site, "old.md", MARKDOWN.replace("Cuando duele", "Si le duele"))
    assert site.run("align", "ibuprofen", str(path), "--locale", "es").code == 0
    units = catalog(site).units
    assert {unit.key: (unit.msgstr, unit.state) for unit in units} == before
    commented = {unit.key.msgid: unit.comments for unit in units if unit.comments}
    assert list(commented) == ["When it hurts"]
    assert commented["When it hurts"][0].endswith("differs from the translation here: Si le duele")


def test_dry_run_writes_nothing(untranslated: Site) -> None:
    path = translation(untranslated, "old.md", MARKDOWN)
    before = untranslated.state()
    result = untranslated.run("align", "ibuprofen", str(path), "--locale", "es", "--dry-run")
    assert result.code == 0
    assert "would write locales/es/LC_MESSAGES/ibuprofen.po" in result.out
    assert untranslated.state() == before


def test_catalog_that_is_not_there_is_made(untranslated: Site) -> None:
    untranslated.catalog.unlink()
    path = translation(untranslated, "old.md", MARKDOWN)
    assert untranslated.run("align", "ibuprofen", str(path), "--locale", "es").code == 0
    assert set(filled(untranslated)) == set(BODY)


def test_title_made_from_the_file_name_is_no_translation(untranslated: Site) -> None:
    path = translation(untranslated, "folleto-viejo.md", MARKDOWN.split("\n", 2)[2])
    result = untranslated.run("align", "ibuprofen", str(path), "--locale", "es")
    assert result.code == 0
    assert "Taking ibuprofen safely" not in filled(untranslated)
    assert "Folleto" not in untranslated.catalog.read_text(encoding="utf-8")


def test_paragraph_units_take_paragraphs(untranslated: Site) -> None:
    untranslated.edit(untranslated.article, "date: 2025-03-04", "segmentation: paragraph")
    path = translation(untranslated, "old.md", MARKDOWN)
    assert untranslated.run("align", "ibuprofen", str(path), "--locale", "es").code == 0
    paragraph = next(text for msgid, text in filled(untranslated).items() if "twice" in msgid)
    assert paragraph == " ".join(SPANISH[msgid] for msgid in BODY[1:4])


@pytest.mark.parametrize(
    ("arguments", "content", "code", "message"),
    [
        pytest.param(
            ("ibuprofen", "--locale", "es"),
            None,
            1,
            "sentences stand in the article itself",
            id="the-article-itself",
        ),
        pytest.param(
            ("ibuprofen", "--locale", "es"),
            "# 布洛芬\n\n每日两次，每次5毫克。\n",
            1,
            "written in Han letters",
            id="other-script",
        ),
        pytest.param(("ibuprofen", "--locale", "es"), "", 1, "the file is empty", id="empty"),
        pytest.param(
            ("ibuprofen", "--locale", "fr"),
            MARKDOWN,
            2,
            "no language of this project",
            id="no-language-of-ours",
        ),
        pytest.param(
            ("ibuprofen", "--locale", "en"),
            MARKDOWN,
            2,
            "written in 'en' themselves",
            id="source-language",
        ),
        pytest.param(
            ("aspirin", "--locale", "es"),
            MARKDOWN,
            2,
            "there is no article 'aspirin'",
            id="no-article",
        ),
    ],
)
def test_refusals_write_nothing(
    untranslated: Site, arguments: tuple[str, ...], content: str | None, code: int, message: str
) -> None:
    own = untranslated.article.read_text(encoding="utf-8")
    path = translation(untranslated, "old.md", own if content is None else content)
    before = untranslated.state()
    article, *rest = arguments
    result = untranslated.run("align", article, str(path), *rest)
    assert (result.code, message in result.err) == (code, True), result.err
    assert untranslated.state() == before


def test_file_that_is_not_there(untranslated: Site) -> None:
    missing = untranslated.root.parent / "none.docx"
    result = untranslated.run("align", "ibuprofen", str(missing), "--locale", "es")
    assert (result.code, "cannot be read" in result.err) == (2, True)
