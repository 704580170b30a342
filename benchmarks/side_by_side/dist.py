"""What a build has made, to be compared byte by byte."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path


def digests(folder: Path) -> Mapping[str, str]:
    """Every file below the folder, with what is in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    """How many files are not the same, or only on one side."""
    return sum(one.get(name) != other.get(name) for name in one.keys() | other.keys())
