"""compile: catalogs → .mo files, for programs that are not ours.

Nothing of ours reads them: leaflets are built from the catalogs themselves. A catalog that can't
be compiled is reported, the others go on.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.catalogs import mo
from pipeline.files import lock
from pipeline.model import Language
from pipeline.places import LOCALES, WORDS_DOMAIN
from pipeline.stages.cataloguing import Attempt, Changes, Save
from pipeline.stages.project import Project


def compile_catalogs(
    project: Project,
    *,
    locales: tuple[str, ...] = (),
    articles: tuple[str, ...] = (),
    out: Path | None = None,
    dry_run: bool = False,
) -> Changes:
    """Write a .mo for every catalog: of `articles`, or of all and of the leaflet's own words.

    They lie beside the catalogs, or as <out>/<lang>/LC_MESSAGES/<domain>.mo: either way a folder
    that `gettext.translation(domain, folder, [lang])` and bindtextdomain() understand.
    """
    changes = Changes()
    save = Save(project, changes, dry_run)
    domains = (*project.slugs(articles), *(() if articles else (WORDS_DOMAIN,)))
    with lock(project.work / "lock"):
        for language in project.targets(locales):
            for domain in domains:
                target = _target(project, language, domain, out)
                with Attempt(f"{domain} in {language}", changes.failures):
                    save(target, mo.render(project.required_catalog(language, domain)))
    return changes


def _target(project: Project, language: Language, domain: str, out: Path | None) -> Path:
    beside = project.catalog_path(language, domain).with_suffix(".mo")
    return beside if out is None else out / beside.relative_to(project.root / LOCALES)
