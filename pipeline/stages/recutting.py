"""What a change of the cut does to an article's catalogs, told before anything is written.

The cut changes with `segmentation`, with source/abbreviations.txt and with a newer splitter; what
becomes of the translations is decided in `catalogs.recut`.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.catalogs import recut
from pipeline.model import Catalog, Language
from pipeline.stages.project import Project

Tallies = Mapping[Language, recut.Tally]


def recut_catalog(
    project: Project, fresh: Catalog, existing: Catalog, language: Language
) -> recut.Recut:
    """What the catalog `existing` says for the cut of the template `fresh`."""
    return recut.recut(fresh, existing, language, abbreviations=project.abbreviations())


def report(article: str, tallies: Tallies) -> str:
    """`lumbar-disc-herniation: the cut has changed: es 40 kept, 2 offered, 0 lost; de …`."""
    each = "; ".join(f"{language} {tally}" for language, tally in tallies.items())
    return f"{article}: the cut has changed: {each}"
