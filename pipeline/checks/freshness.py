"""Checks of freshness: whether a catalog belongs to the article as it stands today."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.wording import excerpt, listing
from pipeline.errors import counted
from pipeline.model import Catalog, Severity

DIGEST_HEADER = "X-Source-Digest"


@check(
    "catalog-stale",
    Scope.CATALOG,
    Severity.ERROR,
    examples=(
        Passes("Rest.", "Reposo.", "es", article=("Rest.",)),
        Fires("Rest.", "Reposo.", "es", "'Stretch daily.'", article=("Rest.", "Stretch daily.")),
    ),
)
def catalog_stale(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """The catalog was made from another state of the article.

    Sentences that it does not have can't be translated, and nobody would notice.
    """
    if context.document is None:
        return
    wanted = dict.fromkeys(segment.key for segment in context.document.segments)
    held = dict.fromkeys(unit.key for unit in catalog.units if not unit.obsolete)
    missing = [key.msgid for key in wanted if key not in held]
    surplus = [key.msgid for key in held if key not in wanted]
    digest = catalog.header_value(DIGEST_HEADER)
    if missing:
        sentences = counted(len(missing), "sentence")
        message = f"{sentences} of the article not in the catalog: {_listed(missing)}"
    elif surplus:
        sentences = counted(len(surplus), "sentence")
        message = f"{sentences} of the catalog no longer in the article: {_listed(surplus)}"
    elif digest and digest != context.document.digest:
        message = "the order of the article's sentences has changed since the catalog was made"
    else:
        return
    yield Problem(message, hint="run `leaflets update`, then translate what is new")


def _listed(texts: list[str]) -> str:
    return listing(excerpt(text) for text in texts)
