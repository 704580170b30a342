"""A Word document (DOCX) → HTML, which `html` turns into a draft; the one module with mammoth."""

from __future__ import annotations

import html
import io
import re
import zipfile

import mammoth

from pipeline.errors import SourceError

LARGEST = 200_000_000  # bytes, unpacked: a document of text has a thousandth of it
# A field without formatting: a date, a number of a page, a reference. What it shows is in it.
_FIELD = re.compile(rb"</?w:fldSimple\b[^>]*>")
_BODY = "word/document.xml"
_MARGIN = re.compile(r"word/(header|footer)\d*\.xml")
_SHOWN = re.compile(rb"<w:t(?:\s[^>]*)?>([^<]*)</w:t>")
_HIDDEN = re.compile(
    rb"<w:r(?:\s[^>]*)?>(?:(?!</?w:r[ >]).)*?<w:vanish/>(?:(?!</?w:r[ >]).)*</w:r>", re.DOTALL
)
_CHANGE = re.compile(rb"<w:(ins|del)(?:\s[^>]*)?(?<!/)>(.*?)</w:\1>", re.DOTALL)
_CHANGED = re.compile(rb"<w:(?:t|delText)(?:\s[^>]*)?>([^<]*)</w:(?:t|delText)>")
_KINDS = {b"ins": "inserted", b"del": "deleted"}
_COMMENTS = "word/comments.xml"
_COMMENT = re.compile(rb"<w:comment(?:\s[^>]*)?>(.*?)</w:comment>", re.DOTALL)
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"


def to_html(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """(HTML, notes) of the document; images have no address and are left out further on.

    Raises SourceError where `data` is no DOCX file.
    """
    try:
        opened, margins = _opened(data, name)
        result = mammoth.convert_to_html(
            opened,
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _image: {"src": ""}),
        )
    except SourceError:
        raise
    except Exception as error:  # whatever the readers of ZIP, XML and Word stumble over in it
        raise SourceError(
            "this is no Word document in the DOCX format",
            path=name,
            hint="open it in a word processor and save it as .docx, not as .doc",
        ) from error
    notes = dict.fromkeys(f"Word: {message.message}" for message in result.messages)
    return f"<html><body>{result.value}</body></html>", (*notes, *margins)


def _opened(data: bytes, name: str) -> tuple[io.BytesIO, tuple[str, ...]]:
    """The document with its fields as mere text; notes of what its pages say at the margins."""
    done = io.BytesIO()
    margins = []
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(done, "w") as after:
        size = sum(entry.file_size for entry in before.infolist())
        if size > LARGEST:
            raise SourceError(
                f"the document is {size // 1_000_000} MB large once it is unpacked, of which"
                f" {LARGEST // 1_000_000} MB are read",
                path=name,
                hint="save it without its pictures, or in parts",
            )
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename.startswith("word/") and b"w:fldSimple" in content:
                content = _FIELD.sub(b"", content)
            for hidden in _HIDDEN.findall(content) if entry.filename == _BODY else ():
                said = b"".join(_SHOWN.findall(hidden)).decode("utf-8", "replace").strip()
                margins += [f"left out: the hidden text {html.unescape(said)!r}"] if said else []
                content = content.replace(hidden, b"", 1)
            if entry.filename == _BODY:
                margins += _changes(content)
            if entry.filename == _COMMENTS:
                said_there = (_words(_SHOWN, each) for each in _COMMENT.findall(content))
                margins += [f"left out: the comment {words!r}" for words in said_there if words]
            if margin := _MARGIN.fullmatch(entry.filename):
                shown = _words(_SHOWN, content)
                margins += [f"left out: the {margin[1]} {shown!r}"] if shown else []
            after.writestr(entry, content)
    return done, tuple(margins)


def _words(pattern: re.Pattern[bytes], content: bytes) -> str:
    said = b" ".join(pattern.findall(content)).decode("utf-8", "replace")
    return html.unescape(" ".join(said.split()))


def _changes(content: bytes) -> list[str]:
    """Notes of what was changed with "track changes", which nobody has accepted or rejected yet."""
    return [
        f"a change that nobody has accepted, taken as accepted: {_KINDS[match[1]]} {words!r}"
        for match in _CHANGE.finditer(content)
        if (words := _words(_CHANGED, match[2]))
    ]
