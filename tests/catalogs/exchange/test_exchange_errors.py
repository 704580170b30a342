"""Files that must not be taken: broken, foreign, or made to harm. Path, line, what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.catalogs.exchange import xml
from pipeline.catalogs.exchange.formats import parse_parcels
from pipeline.errors import CatalogError

LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE xliff [
 <!ENTITY lol "lol">
 <!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
 <!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">
]>
<xliff version="1.2">&lol3;</xliff>"""
OUTSIDE = (
    '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/hostname">]><xliff version="1.2">&x;</xliff>'
)
PARAMETER = '<!DOCTYPE xliff [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]><xliff/>'
XLIFF1 = """<xliff version="1.2">
<file original="a.po" source-language="en" target-language="es"><body>
<trans-unit id="1">
{}
</trans-unit></body></file></xliff>"""
XLIFF2 = """<xliff version="2.0" srcLang="en" trgLang="es"><file id="f1"><unit id="u1"><segment>
<source>Rest.</source>{}
</segment></unit></file></xliff>"""


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\0\0"])
def test_an_empty_file_is_called_so(data: bytes) -> None:
    with pytest.raises(CatalogError, match=r"back\.csv: the file is empty"):
        parse_parcels(data, "back.csv")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param(LAUGHS, 2, "a DTD or entities of its own", id="billion-laughs"),
        pytest.param(OUTSIDE, 1, "a DTD or entities of its own", id="external-entity"),
        pytest.param(PARAMETER, 1, "a DTD or entities of its own", id="external-parameter-entity"),
        pytest.param(
            '<!DOCTYPE xliff SYSTEM "file:///etc/hostname">\n<xliff>&x;</xliff>', 2,
            "undefined entity", id="entity-of-a-named-dtd",
        ),
        pytest.param(
            '<!DOCTYPE xliff SYSTEM "x.dtd">\n<xliff a="&x;"/>', 2,
            "undefined entity", id="entity-in-an-attribute",
        ),
        pytest.param("<xliff version='1.2'>\n<file>\n</xliff>", 3, "mismatched tag", id="broken"),
        pytest.param("<a>" * 300, 1, "more than 200 elements", id="too-deep"),
        pytest.param('<?xml version="1.0" encoding="klingon"?><a/>', 1, "encoding", id="charset"),
        pytest.param('<xliff version="3.0"/>', 1, "XLIFF version '3.0'", id="unknown-version"),
        pytest.param("<xliff/>", 1, "XLIFF version ''", id="no-version"),
        pytest.param("\n\n<html/>", 3, "<html> is no exchange format", id="another-format"),
        pytest.param('<tmx version="2.0"/>', 1, "TMX version '2.0'", id="unknown-tmx"),
        pytest.param(
            '# Ana\n#, fuzzy\nmsgid "Rest."\nmsgstr ""\n', 3, "this is a PO file", id="po"
        ),
        pytest.param(
            '<xliff version="2.0" srcLang="en"/>', 1, "<xliff> has no trgLang", id="no-language"
        ),
        pytest.param(
            '<xliff version="1.2">\n<file original="a.po" source-language="en"/></xliff>', 2,
            "<file> has no target-language", id="no-target-language",
        ),
        pytest.param(XLIFF1.format("<target/>"), 3, "has no <source>", id="no-source"),
        pytest.param(
            XLIFF1.format('<source>Rest.</source>\n<target>a <x id="1"/></target>'), 5,
            "the inline code <x>", id="inline-code",
        ),
        pytest.param(
            XLIFF1.format(
                '<source>Rest.</source>\n<target>a <mrk mtype="x-sdl-deleted">b</mrk></target>'
            ), 5, "a deletion that nobody has accepted", id="tracked-change",
        ),
        pytest.param(
            XLIFF2.format('<target>a <ph id="1"/></target>'), 2, "the inline code <ph>",
            id="inline-code-2",
        ),
        pytest.param(XLIFF2.format('<target><cp hex="x"/></target>'), 2, "<cp hex='x'/>", id="cp"),
        pytest.param(
            '<tmx version="1.4"><header srclang="en"/><body><tu>\n<tuv><seg>a</seg></tuv>'
            '<tuv xml:lang="es"><seg>b</seg></tuv></tu></body></tmx>', 2,
            "<tuv> has no xml:lang", id="tuv-without-language",
        ),
        pytest.param("locale,text\na,b\n", 1, "no column 'article'", id="another-table"),
        pytest.param("502 Bad Gateway\n", 1, "this is no XML", id="what-a-website-said"),
        pytest.param('"locale","arti\n', 1, "no well-formed CSV", id="open-quote"),
    ],
)  # fmt: skip
def test_refused_with_path_and_line(text: str, line: int, message: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_parcels(text.encode(), "in/es.xlf")
    assert (caught.value.path, caught.value.line) == ("in/es.xlf", line)
    assert message in caught.value.message


def test_a_table_in_an_old_charset_is_refused() -> None:
    with pytest.raises(CatalogError, match="0xE9 is no utf-8") as caught:
        parse_parcels("locale\ncaf\u00e9\n".encode("cp1252"), "es.csv")
    assert caught.value.line == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_name_of_a_dtd_is_skipped_in_any_encoding(encoding: str) -> None:
    text = (
        ('<?xml version="1.0" encoding="UTF-16"?>\n' if encoding == "utf-16" else "")
        + '<!-- a -->\n<!DOCTYPE tmx\n  PUBLIC "-//LISA OSCAR:1998//DTD for TMX" "tmx14.dtd">\n<tmx>é</tmx>'
    )
    root = xml.parse(text.encode(encoding), "x.tmx")
    assert (root.name, root.text, root.line) == ("tmx", "é", 5 if encoding == "utf-16" else 4)


def workbook(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"xl/{name}.xml", content)
    return stream.getvalue()


WORKBOOK = workbook(workbook=b"<a>Rest.</a>")
BOMB = 200 << 20


def test_a_workbook_that_unpacks_to_too_much_is_not_opened() -> None:
    with pytest.raises(CatalogError, match="unpacks to 200 MiB") as caught:
        parse_parcels(workbook(workbook=b" " * BOMB), "es.xlsx")
    assert str(caught.value.path).startswith("es.xlsx")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(workbook(workbook=LAUGHS.encode()), "a DTD or entities", id="laughs"),
        pytest.param(workbook(workbook=b"<a/>"), "no workbook that can be read", id="another-zip"),
        pytest.param(b"PK\x03\x04 torn", "no workbook that can be read", id="torn"),
        pytest.param(
            WORKBOOK[:45] + b"\xff" + WORKBOOK[46:], "can be read: Error -3", id="a-byte-changed"
        ),
        pytest.param(WORKBOOK[:8] + WORKBOOK[12:], "can be read: negative", id="bytes-missing"),
    ],
)
def test_workbooks_that_are_not_opened(data: bytes, message: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_parcels(data, "es.xlsx")
    assert message in caught.value.message
    assert caught.value.path is not None
    assert caught.value.path.startswith("es.xlsx")
