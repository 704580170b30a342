"""What `leaflets build` was asked for: which leaflets, as which files, where to.

Knows what is right to ask; makes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import UsageError
from pipeline.execution.storage import Disk, Storage, shared_storage
from pipeline.leaflets.layouts import LAYOUTS
from pipeline.places import LOCALES, SOURCE
from pipeline.settings import FORMATS, Settings
from pipeline.stages import standing
from pipeline.stages.offered import Offer, offer
from pipeline.stages.project import Project


class BuildRequest(NamedTuple):
    """What `leaflets build` was asked for."""

    locales: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()  # (): those of leaflets.toml
    layouts: tuple[str, ...] = ()  # of PDFs; (): those of leaflets.toml
    out: Path | str | None = None  # None: dist/; a text: the address of shared storage
    release: bool = False
    dry_run: bool = False  # only say what would be made
    epoch: int | None = None  # SOURCE_DATE_EPOCH: instead of each article's date
    jobs: int | None = None  # processes at most; None: as many as pay
    cluster: str | None = None  # the address of a scheduler: on its workers instead

    @property
    def kind(self) -> str:
        """The same for builds that make the same files from the same sources."""
        out = str(self.out) if self.out else None
        return standing.kind(
            self.locales, self.articles, self.formats, self.layouts, out, self.epoch
        )

    def storage(self, project: Project) -> Storage:
        """Where the leaflets go; UsageError where that is among the sources."""
        if isinstance(self.out, str):
            return shared_storage(self.out)
        out = (self.out or project.output).absolute()
        if out == project.root or any(
            out == inside or inside in out.parents
            for inside in (project.root / SOURCE, project.root / LOCALES)
        ):
            raise UsageError(
                "leaflets can't be built among the sources",
                path=str(self.out),
                hint="name another --out",
            )
        return Disk(out, project.root)

    def offer(self, settings: Settings) -> Offer:
        """The files that are asked for.

        UsageError where a format or a layout is unknown.
        """
        formats = _valid("format", self.formats or settings.formats, FORMATS)
        layouts = _valid("layout", self.layouts or settings.layouts, tuple(LAYOUTS))
        return offer(formats, layouts, settings.omit)


def usual_offer(settings: Settings) -> Offer:
    """The same of a build that asks for nothing: what the settings say."""
    return BuildRequest().offer(settings)


def _valid(kind: str, asked: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """What was asked for, in the order of what is known."""
    wanted = tuple(asked)
    for name in wanted:
        if name not in known:
            raise UsageError(f"there is no {kind} '{name}'", hint=f"use {', '.join(known)}")
    return tuple(name for name in known if name in wanted)
