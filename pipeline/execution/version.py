"""Which version of us runs here, told by content: what all machines of a cluster must agree on.

A version number says too little: a checkout between two releases has one, too. What `stamps` says
of files differs from machine to machine; this does not.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
# Catalogs that an installed package carries and a checkout has elsewhere: they travel to workers.
_TRAVELS = "leaflets/locales"
# Everything that we need to run: any of it may decide on the bytes of a leaflet, or on a finding.
LIBRARIES = (
    "babel",
    "budoux",
    "charset-normalizer",
    "defusedxml",
    "filelock",
    "fontpkg-almarai",
    "fontpkg-hind-siliguri",
    "fontpkg-ibm-plex-sans-arabic",
    "jinja2",
    "mammoth",
    "manimgx-fonts",
    "manimgx-fonts-cjk",
    "markdown",
    "markdownify",
    "openpyxl",
    "polib",
    "python-docx",
    "pyyaml",
    "rapidfuzz",
    "regex",
    "rich",
    "segno",
    "sentencex",
    "snowballstemmer",
    "typst",
)
ABSENT = "none"


@cache
def ours() -> Mapping[str, str]:
    """Part → its version: our own content, Python ("3.11"), the libraries; asked once a process."""
    found = {
        "leaflets": content_digest(PACKAGE),
        "python": ".".join(platform.python_version_tuple()[:2]),
    }
    found |= {name: _installed(name) for name in LIBRARIES}
    return found


def differing(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """What is not the same on both sides, for a person: "typst 0.15.2 here, 0.14 there"; or ""."""
    told = [
        f"{name} {here.get(name, ABSENT)} here, {there.get(name, ABSENT)} there"
        for name in dict.fromkeys((*here, *there))
        if here.get(name) != there.get(name)
    ]
    return "; ".join(told)


def content_digest(package: Path) -> str:
    """Changes with every byte of code, templates and data, and with nothing else."""
    total = hashlib.sha256()
    for path in _files(package):
        content = path.read_bytes()
        total.update(f"{path.relative_to(package).as_posix()}:{len(content)}:".encode())
        total.update(content)
    return total.hexdigest()[:12]


def _files(package: Path) -> Iterator[Path]:
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if inside.as_posix().startswith(f"{_TRAVELS}/") or "__pycache__" in inside.parts:
            continue
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield path


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ABSENT
