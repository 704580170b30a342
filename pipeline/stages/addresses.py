"""What only the other articles, or the day, can tell of one: of its links, title, review."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.model import Finding, Language
from pipeline.stages.project import Project

if TYPE_CHECKING:
    from pipeline.stages.offered import Offer

PAGES = frozenset({"html", "md"})  # in which a link can lead to a place
TOP = frozenset({"", "top"})  # fragments that lead to the top of any page
# Of articles by slug, with their lines; None: as the articles themselves have them.
Titles = dict[Language | None, dict[str, tuple[str, int]]]
OWN_FOLDER = "-"  # that of the leaflet's language, whichever it is


def missing_pages(
    project: Project,
    slug_of_article: str,
    links: Iterable[tuple[str, str, int]],
    ids_of: Callable[[str], frozenset[str] | None],
) -> Iterator[Finding]:
    """A finding for every link to a file that is not among the leaflets, or to no place in one.

    `ids_of`: the ids that an article's page has; None where nobody knows.

    Where the articles are made as Markdown and as no pages, for a site built elsewhere, nobody
    knows here what that site has.
    """
    settings = project.settings
    links = tuple(links)
    is_elsewhere = "md" in settings.formats and "html" not in settings.formats
    if not links or is_elsewhere:
        return
    from pipeline.stages.build_request import usual_offer
    from pipeline.stages.judging import severity_of  # with all checks: only where it is needed

    severity = severity_of("page-missing", settings)
    if severity is None:
        return
    made = usual_offer(settings)
    for address, fragment, line in links:
        mistake = _mistake_in(address, fragment, project, made, ids_of)
        if mistake is not None:
            message, hint = mistake
            yield Finding(
                "page-missing",
                severity,
                project.relative(project.article_path(slug_of_article)),
                line,
                message,
                hint=hint,
                article=slug_of_article,
            )


def _mistake_in(
    address: str,
    fragment: str,
    project: Project,
    made: Offer,
    ids_of: Callable[[str], frozenset[str] | None],
) -> tuple[str, str] | None:
    """What to say of a link, and what to do; None where it leads somewhere."""
    folder, slug, kind = _parts(address)
    if (folder, slug, kind) == ("", "index", "html"):
        return None
    settings = project.settings
    languages = {each.tag: each for each in (settings.source_language, *settings.languages)}
    is_article = bool(slug) and os.path.isfile(project.article_path(slug))
    # A link within a language's folder stands in the pages of all languages.
    at = [languages[folder]] if folder in languages else languages.values()
    is_leaflet = (
        folder in {OWN_FOLDER, *languages}
        and is_article
        and all(kind in made.of(slug, language) for language in at)
    )
    if not is_leaflet:
        return f"the link '{address}' leads to no file of the leaflets", (
            f"write {slug}.html"
            if is_article
            else "write the name of another leaflet (knee.html), or the whole address: https://…"
        )
    ids = ids_of(slug) if kind in PAGES and fragment not in TOP else None
    if ids is None or fragment in ids:
        return None
    return (
        f"the link leads to '#{fragment}' of '{address}', which has no such place",
        f"write the id behind the heading in {slug}.md that is meant: {{#{fragment}}}",
    )


def review_to_come(
    project: Project, slug: str, reviewed: str, line: int, *, latest: str
) -> Iterator[Finding]:
    """A finding where an article says that it was reviewed after the day `latest`.

    Both days are in ISO 8601; "" is none.
    """
    if not latest or reviewed <= latest:
        return
    from pipeline.stages.judging import severity_of  # with all checks: only where it is needed

    severity = severity_of("review-to-come", project.settings)
    if severity is None:
        return
    yield Finding(
        "review-to-come",
        severity,
        project.relative(project.article_path(slug)),
        line,
        f"the article says it was reviewed on {reviewed}, a day that is still to come",
        hint="write the day on which a professional has reviewed it, or take the line away",
        article=slug,
    )


def shared_titles(project: Project, titles: Titles) -> Iterator[Finding]:
    """A finding for every article whose title another one has, the first of them excepted.

    In a language only where the articles themselves have titles that differ.
    """
    own = {slug: _folded(title) for slug, (title, _) in titles.get(None, {}).items()}
    shared = []
    for language, of_language in titles.items():
        first: dict[str, str] = {}
        for slug, (title, line) in sorted(of_language.items()):
            known = first.setdefault(_folded(title), slug)
            if known != slug and (language is None or own.get(slug) != own.get(known)):
                shared.append((language, slug, title, line, known))
    if not shared:
        return
    from pipeline.stages.judging import severity_of  # with all checks: only where it is needed

    severity = severity_of("title-shared", project.settings)
    if severity is None:
        return
    for language, slug, title, line, known in shared:
        path, other = (
            project.relative(
                project.article_path(each)
                if language is None
                else project.catalog_path(language, each)
            )
            for each in (slug, known)
        )
        yield Finding(
            "title-shared",
            severity,
            path,
            line,
            f"'{title}' is the title in {other} too",
            hint="say in the titles for whom or for what each of them is",
            locale=language.tag if language is not None else None,
            article=slug,
        )


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _parts(address: str) -> tuple[str, str, str]:
    """What a leaflet's link leads to: a folder below that of all, a name, what stands behind it."""
    path = posixpath.normpath(posixpath.join(OWN_FOLDER, address))
    folder, _, name = path.rpartition("/")
    stem, _, kind = name.partition(".")
    return folder, stem, kind
