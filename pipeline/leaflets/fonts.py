"""The fonts of the PDF: where their packages keep them.

The only module that imports the font packages; nothing is taken from the system, so that a leaflet
is the same on every machine. Which language takes which family: data/typography.toml.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import MachineError

PACKAGES = (
    "manimgx_fonts",
    "manimgx_fonts_cjk",
    "fontpkg_ibm_plex_sans_arabic",
    "fontpkg_almarai",
    "fontpkg_hind_siliguri",
)
HINT = "install the packages of requirements.lock again: make clean && make leaflets"


def font_folders() -> tuple[Path, ...]:
    """The folders of the font packages; MachineError names a package that is not installed."""
    return tuple(_folder(package) for package in PACKAGES)


def require_families(needed: Iterable[str], available: Iterable[str]) -> None:
    """MachineError naming every needed family that is not available."""
    missing = sorted(set(needed) - set(available))
    if missing:
        raise MachineError(f"missing font: {', '.join(missing)}", hint=HINT)


def _folder(package: str) -> Path:
    # Found, not imported: importing fontpkg costs more than all its files.
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise MachineError(f"missing font package: {package.replace('_', '-')}", hint=HINT)
    return Path(spec.origin).parent
