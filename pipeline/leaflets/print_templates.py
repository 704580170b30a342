"""The Typst templates of a build: the project's own before ours, and where a mistake in them is.

Own files are handed to the engine by name, never as a folder: a template reaches what lies beside
it and nothing else. How they are filled is `leaflets.pdf`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.errors import ExportError
from pipeline.leaflets.pages import OURS, TEMPLATES, template_path
from pipeline.leaflets.words import words_in

MAIN = "main"  # the engine's name for the file that it begins with
_WEB = (".j2", ".css", ".js")  # not for paper
# Where the engine says that a mistake is: "  ┌─ sheet.typ:3:11".
_PLACE = re.compile(r"^ *┌─ (?P<path>.+?):(?P<line>\d+):\d+$", re.MULTILINE)
_SEARCHED = re.compile(r" \(searched at .*?\)")
_HINT = "compare it with the template that comes with leaflets (docs/themes.md)"


def own_files(folder: Path | None) -> Mapping[str, bytes]:
    """The project's own files for paper, by their names in `folder`; none without a template.

    What a symbolic link brings from outside the folder is left out.
    """
    if folder is None or not any(folder.rglob("*.typ")):
        return {}
    root = folder.resolve()
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() not in _WEB
        and path.resolve().is_relative_to(root)
    }


def engine_files(name: str, folder: Path, own: Mapping[str, bytes]) -> dict[str, bytes]:
    """All files for the layout whose template is `name`; each of ours also under "ours/"."""
    ours = {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}
    main = template_path(name, folder).read_bytes()
    return {f"{OURS}/{file}": text for file, text in ours.items()} | ours | dict(own) | {MAIN: main}


def template_words(own: Mapping[str, bytes]) -> tuple[str, ...]:
    """The leaflet's own words that our templates and those in `own` say, each once."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.typ"))]
    texts += [text.decode("utf-8", "replace") for name, text in own.items() if _is_typst(name)]
    return tuple(dict.fromkeys(word for text in texts for word in words_in(text)))


def broken_template(
    diagnostic: str, message: str, *, name: str, folder: Path, own: Mapping[str, bytes]
) -> ExportError | None:
    """The engine's complaint as one about a template in `own`; None where it is about none."""
    for path, line in _places(diagnostic, name):
        if path in own:
            said = _SEARCHED.sub("", message)
            shown = f"{folder.name}/{path}"
            return ExportError(f"broken template: {said}", path=shown, line=line, hint=_HINT)
    return None


def _places(diagnostic: str, name: str) -> Iterator[tuple[str, int]]:
    """Where the mistake is, then from where that was called, and so on."""
    for found in _PLACE.finditer(diagnostic):
        path = found["path"].replace("\\", "/").removeprefix("/")
        yield (name if path == MAIN else path), int(found["line"])


def _is_typst(name: str) -> bool:
    return name.endswith(".typ")
