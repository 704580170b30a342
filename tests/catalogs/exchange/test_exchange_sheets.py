"""The review sheet: text stays text, reviewers may do what reviewers do, spreadsheets are met."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from exchange_strategies import ENGLISH, SPANISH
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.catalogs.exchange.csv import read_csv, render_csv
from pipeline.catalogs.exchange.formats import FORMATS, parse_parcels
from pipeline.catalogs.exchange.parcel import pack
from pipeline.catalogs.exchange.receive import Kind, Received, receive
from pipeline.catalogs.exchange.rows import COLUMNS
from pipeline.catalogs.exchange.xlsx import render_xlsx
from pipeline.errors import CatalogError, ExportError
from pipeline.model import Catalog, Key, Language, Unit

REST = Unit(Key(None, "Rest for 10 minutes."), msgstr="Descanse 10 minutos.")
DOUBTFUL = Unit(Key(None, "Keep warm."), msgstr="Abríguese.", fuzzy=True)
EMPTY = Unit(Key("heading", "When it hurts"))
CATALOG = Catalog("back-pain", SPANISH, (), (REST, DOUBTFUL, EMPTY))
SHEET = FORMATS["csv"].render([pack(CATALOG, source_language=ENGLISH)])
BOOK = FORMATS["xlsx"].render([pack(CATALOG, source_language=ENGLISH)])

Rows = list[list[str]]


def rows_of(data: bytes) -> Rows:
    """As any spreadsheet reads it."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def saved(rows: Rows, *, delimiter: str = ",", end: str = "\r\n") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def came_back(data: bytes) -> Received:
    (parcel,) = parse_parcels(data, "es.csv")
    return receive(parcel, CATALOG)


def filled_in(**cells: str) -> Received:
    """The sheet with cells of its first unit filled in; `_` in a name is a blank."""
    rows = rows_of(SHEET)
    for name, text in cells.items():
        rows[1][COLUMNS.index(name.replace("_", " ").replace("reviewer ", "reviewer's "))] = text
    return came_back(saved(rows))


def test_the_sheet_shows_what_a_reviewer_needs() -> None:
    header, first, second, third = rows_of(SHEET)
    assert tuple(header) == COLUMNS
    assert first[:8] == [
        "es", "back-pain", "", "", "Rest for 10 minutes.", "Descanse 10 minutos.", "translated", "",
    ]  # fmt: skip
    assert second[6] == "needs review"
    assert (third[2], third[6]) == ("heading", "untranslated")


@pytest.mark.parametrize(
    ("cells", "expected", "kinds"),
    [
        pytest.param(
            {"reviewer_wording": "Repose 10 minutos."}, replace(REST, msgstr="Repose 10 minutos."),
            [Kind.TAKEN], id="reviewer's wording",
        ),
        pytest.param(
            {"translation": "Repose 10 minutos."}, replace(REST, msgstr="Repose 10 minutos."),
            [Kind.TAKEN], id="typed over the translation",
        ),
        pytest.param(
            {"state": "Needs review"}, replace(REST, fuzzy=True), [Kind.TAKEN], id="doubted",
        ),
        pytest.param(
            {"comment": "¿Usted o tú?"}, replace(REST, comments=("¿Usted o tú?",)), [],
            id="commented",
        ),
        pytest.param(
            {"reviewer_wording": "Repose.", "translation": "Descansa."},
            replace(
                REST, msgstr="Repose.", fuzzy=True,
                comments=("Other wording from an exchange (fuzzy): Descansa.",),
            ),
            [Kind.TAKEN, Kind.CONFLICT], id="two wordings in one row",
        ),
        pytest.param({"translation": ""}, replace(REST, fuzzy=True), [Kind.EMPTIED], id="emptied"),
        pytest.param({"state": ""}, REST, [], id="state taken out: nothing said"),
        pytest.param(
            {"state": "", "reviewer_wording": "Repose."},
            replace(
                REST, msgstr="Repose.", fuzzy=True,
                comments=("Approved before the exchange: Descanse 10 minutos.",),
            ),
            [Kind.TAKEN], id="state taken out: nobody said that the wording is right",
        ),
        pytest.param(
            {"state": " APPROVED ", "reviewer_wording": "Repose."},
            replace(REST, msgstr="Repose."), [Kind.TAKEN], id="another word for translated",
        ),
        pytest.param(
            {"state": "needs_review"}, replace(REST, fuzzy=True), [Kind.TAKEN], id="as tools say it",
        ),
    ],
)  # fmt: skip
def test_what_a_reviewer_fills_in(cells: dict[str, str], expected: Unit, kinds: list[Kind]) -> None:
    received = filled_in(**cells)
    assert received.catalog.units == (expected, DOUBTFUL, EMPTY)
    assert [outcome.kind for outcome in received.outcomes] == kinds


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda rows: saved(rows, delimiter=";"), id="semicolons"),
        pytest.param(lambda rows: saved(rows, delimiter="\t", end="\n"), id="tabs"),
        pytest.param(lambda rows: saved(rows).removeprefix(b"\xef\xbb\xbf"), id="no-bom"),
        pytest.param(lambda rows: saved([row[::-1] for row in rows]), id="columns-moved"),
        pytest.param(lambda rows: saved([["x", *row] for row in rows]), id="column-added"),
        pytest.param(lambda rows: saved([rows[0], *rows[:0:-1]]), id="rows-sorted"),
        pytest.param(lambda rows: saved([*rows, [], [""] * len(rows[0])]), id="blank-rows"),
        pytest.param(lambda rows: saved([*rows[:2]]), id="rows-deleted"),
        pytest.param(lambda rows: saved(rows).decode("utf-8-sig").encode("utf-16"), id="utf-16"),
        pytest.param(lambda rows: saved([[*map(str.upper, rows[0])], *rows[1:]]), id="capitals"),
    ],
)
def test_what_spreadsheets_do_changes_nothing(change: Callable[[Rows], bytes]) -> None:
    received = came_back(change(rows_of(SHEET)))
    assert (received.catalog, received.outcomes) == (CATALOG, ())


def test_line_breaks_of_spreadsheets_are_ours() -> None:
    unit = Unit(Key(None, "One.  \nTwo."), msgstr="Uno.  \nDos.")
    catalog = Catalog("a", SPANISH, (), (unit,))
    data = FORMATS["csv"].render([pack(catalog, source_language=ENGLISH)])
    data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    (parcel,) = parse_parcels(data, "a.csv")
    assert receive(parcel, catalog).catalog == catalog


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+34 900", "-5 mg", "@x", "\tx", "＝1", "'=1", "''=1", "'quoted'", "a=1", "- *item*"],
)
def test_no_cell_is_run_as_a_formula(text: str) -> None:
    data = render_csv([["a", text]])
    ((_, cell),) = rows_of(data)
    assert cell[0] not in "=+-@\t\r＝＋－＠"
    assert list(read_csv(data, "x.csv")) == [(1, ["a", text])]
    catalog = Catalog("a", SPANISH, (), (Unit(Key(None, text), msgstr=text),))
    book = FORMATS["xlsx"].render([pack(catalog, source_language=ENGLISH)])
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert isinstance(sheet, Worksheet)
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    (parcel,) = parse_parcels(book, "x.xlsx")
    assert parcel.units[0].source == text


def edited(change: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    sheet = book["review"]
    change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_that_openpyxl_saved_comes_back() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(4, COLUMNS.index("reviewer's wording") + 1).value = "Cuando duele"
        sheet.cell(4, COLUMNS.index("state") + 1).value = "translated"

    received = came_back(edited(change))
    assert received.catalog.units == (REST, DOUBTFUL, replace(EMPTY, msgstr="Cuando duele"))


def test_a_format_at_the_end_of_the_sheet_makes_no_million_rows() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(4, COLUMNS.index("reviewer's wording") + 1).value = "Cuando duele"
        sheet.cell(4, COLUMNS.index("state") + 1).value = "translated"
        sheet.cell(1_048_576, 16_384).font = Font(bold=True)

    received = came_back(edited(change))
    assert received.catalog.units == (REST, DOUBTFUL, replace(EMPTY, msgstr="Cuando duele"))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param("=A1", "cell H2 holds a formula", id="formula"),
        pytest.param(1.1, "cell H2 holds 1.1, which is no text", id="a dose of 1.10 mg"),
        pytest.param(datetime(2025, 5, 1), "which is no text", id="the ratio 1/5"),  # noqa: DTZ001
        pytest.param("#REF!", "cell H2 holds the error '#REF!'", id="a formula's error"),
        pytest.param(
            CellRichText("Descanse ", TextBlock(InlineFont(strike=True), "no "), "10 minutos."),
            "cell H2 holds words that are struck out: 'no '",
            id="words struck out",
        ),
    ],
)
def test_what_a_spreadsheet_made_of_a_text_is_refused(value: object, message: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["H2"] = value

    with pytest.raises(CatalogError) as caught:
        parse_parcels(edited(change), "es.xlsx")
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == ("es.xlsx", 2)


def test_every_row_that_cannot_be_read_is_told_at_once() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(2, COLUMNS.index("reviewer's wording") + 1).value = 1.1
        sheet.cell(2, COLUMNS.index("state") + 1).value = "done"
        sheet.cell(3, COLUMNS.index("translation") + 1).value = datetime(2025, 5, 1)  # noqa: DTZ001
        sheet.cell(4, COLUMNS.index("article") + 1).value = None
        sheet.cell(5, COLUMNS.index("translation") + 1).value = "Una frase mía."

    with pytest.raises(CatalogError) as caught:
        parse_parcels(edited(change), "es.xlsx")
    assert str(caught.value) == (
        "es.xlsx:2: cell H2 holds 1.1, which is no text\n"
        "es.xlsx:2: 'done' is no state\n"
        "es.xlsx:3: cell F3 holds 2025-05-01 00:00:00, which is no text\n"
        "es.xlsx:4: the row has no article\n"
        "es.xlsx:5: the row has no locale\n"
        "  hint: format the cell as text and type it again, so that the spreadsheet changes "
        "nothing\n"
        "  hint: the states are: untranslated, needs review, translated\n"
        "  hint: fill in what the rows above have, or delete the row"
    )


def test_of_a_column_filled_in_wrongly_the_first_rows_are_told_and_how_many_more() -> None:
    units = tuple(Unit(Key(None, f"Rest {n} minutes."), msgstr="") for n in range(50))
    data = (
        FORMATS["csv"]
        .render([pack(Catalog("a", SPANISH, (), units), source_language=ENGLISH)])
        .replace(b'"untranslated"', b'"done"')
    )
    with pytest.raises(CatalogError) as caught:
        parse_parcels(data, "es.csv")
    lines = str(caught.value).split("\n")
    assert (lines[0], lines[19], lines[20]) == (
        "es.csv:2: 'done' is no state",
        "es.csv:21: 'done' is no state",
        "and 30 more",
    )
    assert lines[21:] == ["  hint: the states are: untranslated, needs review, translated"]


def test_a_number_in_a_column_that_is_not_ours_is_of_no_interest() -> None:
    place = len(COLUMNS) + 1

    def change(sheet: Worksheet) -> None:
        sheet.cell(1, place).value = "minutes spent"
        sheet.cell(2, place).value = 12.5
        sheet.cell(3, place).value = "=1/0"

    received = came_back(edited(change))
    assert (received.catalog, received.outcomes) == (CATALOG, ())


def test_words_in_bold_are_words_and_a_copied_line_break_of_windows_is_one() -> None:
    def change(sheet: Worksheet) -> None:
        bold = TextBlock(InlineFont(b=True), "duele")
        sheet.cell(4, COLUMNS.index("reviewer's wording") + 1).value = CellRichText("Si ", bold)
        sheet.cell(2, COLUMNS.index("translation") + 1).value = "Descanse_x000D_\n10 minutos."

    units = came_back(edited(change)).catalog.units
    assert [each.msgstr for each in units] == ["Descanse\n10 minutos.", "Abríguese.", "Si duele"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        pytest.param({"locale": ""}, "the row has no locale", id="locale"),
        pytest.param({"article": ""}, "the row has no article", id="article"),
        pytest.param({"source": ""}, "the row has no source", id="source"),
        pytest.param({"source_language": ""}, "the row has no source language", id="language"),
        pytest.param({"article": "", "source": ""}, "the row has no article", id="the-first"),
    ],
)
def test_a_row_that_does_not_say_whose_it_is_is_refused(
    cells: dict[str, str], message: str
) -> None:
    with pytest.raises(CatalogError) as caught:
        filled_in(**cells)
    assert (caught.value.message, caught.value.line) == (message, 2)


def test_an_unknown_state_is_refused_with_its_row() -> None:
    with pytest.raises(CatalogError, match="'done' is no state") as caught:
        filled_in(state="done")
    assert caught.value.line == 2


def test_workbooks_have_no_date_and_know_the_direction_of_the_text() -> None:
    arabic = Catalog("a", Language("ar"), (), (Unit(Key(None, "Rest."), msgstr="استرح."),))
    data = FORMATS["xlsx"].render([pack(arabic, source_language=ENGLISH)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["review"]
    orders = [sheet.cell(2, n).alignment.readingOrder for n in range(1, len(COLUMNS) + 1)]
    assert [COLUMNS[n] for n, order in enumerate(orders) if order == 2] == [
        "translation",
        "reviewer's wording",
    ]
    assert sheet.column_dimensions["O"].hidden


def test_a_text_too_long_for_a_cell_is_told() -> None:
    with pytest.raises(ExportError, match="too long for a cell"):
        render_xlsx([["es", "x" * 40_000]])


# ---- notes that are pinned to cells
CONVERSATION = (
    "[Hilo]\n\nSu versión de Excel le permite leer este hilo.\n\nComentario:\n    Is it a tablet?\n"
    "Respuesta:\n    No, a capsule."
)


def _noted(text: str, *, is_threaded: bool) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.cell(2, COLUMNS.index("translation") + 1).comment = Comment(text, "Ana")
    stream = io.BytesIO()
    book.save(stream)
    if is_threaded:
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        pytest.param("Ana:\r\nIs it a tablet?", ("Ana:", "Is it a tablet?"), id="note"),
        pytest.param("One.\n\nTwo.\n\nThree.", ("One.", "Two.", "Three."), id="long"),
        pytest.param(
            CONVERSATION,
            ("Comentario:", "Is it a tablet?", "Respuesta:", "No, a capsule."),
            id="conversation",
        ),
    ],
)
def test_a_note_on_a_cell_is_a_comment_of_its_row(text: str, comments: tuple[str, ...]) -> None:
    """Where people who work in a spreadsheet say what they think; it was dropped unsaid."""
    (parcel,) = parse_parcels(_noted(text, is_threaded=text == CONVERSATION), "es.xlsx")
    assert [each.comments for each in parcel.units] == [comments, (), ()]
    catalog = receive(parcel, CATALOG).catalog
    assert catalog.units[0] == replace(REST, comments=comments)
    assert receive(parcel, catalog).catalog == catalog
