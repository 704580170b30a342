"""Files that no leaflet is made of: by their ending, or since their article or language is gone.

They are told and never touched: what a person wrote may be wanted again. And a theme with which no
leaflet can be made at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.model import Finding, Severity
from pipeline.places import LOCALES, MESSAGES, SETTINGS_FILE, SOURCE
from pipeline.stages.project import Project, theme_of

__all__ = ["left_over", "left_under_another_name"]

_LINE = re.compile(r"line ([0-9]+): ")


def left_over(project: Project) -> Iterator[Finding]:
    """A finding for each of them."""
    yield from _overlooked(project)
    yield from _abandoned(project)
    yield from _unlisted(project)
    yield from _look(project)


def _overlooked(project: Project) -> Iterator[Finding]:
    """A finding for every file that its editor takes for an article, and no command does."""
    for name in project.overlooked():
        yield Finding(
            "article-broken",
            Severity.ERROR,
            f"{SOURCE}/{name}",
            1,
            "this is no article: the names of articles end with '.md'",
            hint=f"rename the file to {name.rpartition('.')[0].lower()}.md",
        )
    for name in project.misplaced():
        yield from _notice(
            project,
            "article-misplaced",
            project.root / SOURCE / name,
            f"no leaflet is made of what lies in a folder below {SOURCE}/",
            hint=f"move the file to {SOURCE}/{name.rpartition('/')[2]}",
        )


def _abandoned(project: Project) -> Iterator[Finding]:
    """A finding for every article that is gone and whose catalogs translators still see."""
    for slug, files in project.abandoned().items():
        yield from _notice(
            project,
            "article-gone",
            files[0],
            f"the article '{slug}' is gone, and of its template and catalogs {len(files)} are left",
            hint="keep them while its texts may come back or move to another article; "
            "then remove them, so that nobody translates them in vain",
        )


def _unlisted(project: Project) -> Iterator[Finding]:
    """A finding for every folder of translations that no leaflet is made of."""
    for folder, files in project.unlisted().items():
        yield from _notice(
            project,
            "language-gone",
            files[0],
            f"'{folder}' is no language of {SETTINGS_FILE}: of the catalogs in {LOCALES}/{folder}/ "
            f"({len(files)}) no leaflet is made",
            hint=_how_to_move(project, folder),
        )


def _look(project: Project) -> Iterator[Finding]:
    """A finding for every mistake of the theme, which ends a build with nothing made."""
    if not project.settings.theme:
        return
    try:
        theme_of(project)
    except SettingsError as error:
        for problem in error.problems:
            place = _LINE.match(problem)
            yield Finding(
                "theme-broken",
                Severity.ERROR,
                SETTINGS_FILE,
                int(place[1]) if place else 1,
                problem[place.end() :] if place else problem,
                hint="docs/themes.md has all keys and what they may hold",
            )


def _how_to_move(project: Project, folder: str) -> str:
    called = project.renamed(folder)
    if not called:
        return (
            f"name '{folder.replace('_', '-')}' in {SETTINGS_FILE} again, or remove the folder "
            "once nobody wants its translations"
        )
    tags = " or ".join(f"'{each.tag}'" for each in called)
    new = called[0].directory
    return (
        f"if the language is called {tags} now, move its catalogs to {LOCALES}/{new}/{MESSAGES}/ "
        f'(in place of those there that hold nothing), write "Language: {new}\\n" in their '
        "headers, and update"
    )


def left_under_another_name(project: Project) -> Iterator[str]:
    """What to tell before the catalogs of a language are begun that another folder may have."""
    for folder, files in project.unlisted().items():
        for language in project.renamed(folder):
            if not project.catalog_path(language, "").parent.is_dir():
                yield (
                    f"{LOCALES}/{language.directory}/ begins empty; {LOCALES}/{folder}/ has "
                    f"catalogs ({len(files)}), and '{folder}' is no language of {SETTINGS_FILE}: "
                    + _how_to_move(project, folder)
                )
                break


def _notice(project: Project, name: str, path: Path, message: str, hint: str) -> Iterator[Finding]:
    from pipeline.stages.judging import severity_of  # with all checks: only where it is needed

    severity = severity_of(name, project.settings)
    if severity is not None:
        yield Finding(name, severity, project.relative(path), 1, message, hint=hint)
