"""The Typst templates of a build: the project's own before ours, and where a mistake in them is.

The engine gets a folder of its own with copies of all of them, and with the leaflet as data: a
template reaches what lies beside it and nothing else. What is in the data is `print_data`'s.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import ExportError
from pipeline.leaflets.pages import BROKEN_HINT, OURS, TEMPLATES, no_text
from pipeline.leaflets.print_text import Data
from pipeline.leaflets.words import words_in

LEAFLET_FILE = "leaflet.json"  # what it says
SETTING_FILE = "setting.json"  # how it is set; the same for many leaflets
_WEB = (".j2", ".css", ".js")  # not for paper
# Where the engine says that a mistake is: "  ┌─ sheet.typ:3:11".
_PLACE = re.compile(r"^ *┌─ (?P<path>.+?):(?P<line>\d+):\d+$", re.MULTILINE)
_SEARCHED = re.compile(r" \(searched at .*?\)")


def own_files(folder: Path | None) -> Mapping[str, bytes]:
    """The project's own files for paper, by their names in `folder`; none without a template.

    What a symbolic link brings from outside the folder is left out. ExportError for a template that
    is no UTF-8.
    """
    if folder is None or not any(folder.rglob("*.typ")):
        return {}
    root = folder.resolve()
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() not in _WEB
        and path.resolve().is_relative_to(root)
    }
    for name, text in found.items():
        if _is_typst(name):
            try:
                text.decode("utf-8")
            except UnicodeDecodeError as error:
                raise no_text(error, folder / name, folder) from error
    return found


class EngineFolder:
    """A folder for the engine as long as this object lives: our templates, `own` over them, data.

    Each of ours is also under "ours/", so that one that takes its place can import it. It is made
    in `scratch`, or where the system keeps temporary files.
    """

    def __init__(self, own: Mapping[str, bytes], scratch: str | None = None) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="leaflets-", dir=scratch)).resolve()
        self._written: dict[str, str] = {}  # by name
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
        (self.path / OURS).mkdir()
        for template in TEMPLATES.glob("*.typ"):
            shutil.copyfile(template, self.path / template.name)
            shutil.copyfile(template, self.path / OURS / template.name)
        for name, content in own.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def write(self, name: str, data: Data) -> None:
        """What the templates set next, in one of the two files that they read.

        Files, and no inputs of the engine's: inputs are part of its library, on which all depends
        that it remembers from one leaflet to the next. What is there already is not written anew.
        """
        text = json.dumps(data, ensure_ascii=False)
        if self._written.get(name) == text:
            return
        self._written.pop(name, None)  # a disk that is full leaves half a file
        with open(f"{self.path}/{name}", "w", encoding="utf-8", opener=_opened_as_it_is) as file:
            file.write(text)
            file.truncate()
        self._written[name] = text


def _opened_as_it_is(path: str, flags: int) -> int:
    """The file with what is in it.

    Emptied and written again, ext4 brings a file to the disk at once: 5 ms by the clock, and 0.3 ms
    of CPU time where this takes 0.06 (Linux, auto_da_alloc).
    """
    return os.open(path, flags & ~os.O_TRUNC, 0o600)


def template_words(own: Mapping[str, bytes]) -> tuple[str, ...]:
    """The leaflet's own words that our templates and those in `own` say, each once."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.typ"))]
    texts += [text.decode("utf-8") for name, text in own.items() if _is_typst(name)]
    return tuple(dict.fromkeys(word for text in texts for word in words_in(text)))


def broken_template(
    diagnostic: str, message: str, *, root: Path, folder: Path, own: Mapping[str, bytes]
) -> ExportError | None:
    """The engine's complaint as one about a template in `own`; None where it is about none.

    Told is where the mistake is, or else the place in `own` from where that was called. `root` is
    the engine's folder, which it names from the working folder; `folder` is where `own` is from.
    """
    for found in _PLACE.finditer(diagnostic):
        path = found["path"].replace("\\", "/").rpartition(f"{root.name}/")[2]
        if path in own:
            said = _SEARCHED.sub("", message)
            shown = f"{folder.name}/{path}"
            return ExportError(
                f"broken template: {said}", path=shown, line=int(found["line"]), hint=BROKEN_HINT
            )
    return None


def _is_typst(name: str) -> bool:
    return name.endswith(".typ")
