"""Whether an update of a catalog would change nothing, found out without making it.

Most catalogs of most updates are as the last one left them. Such a file is its template, entry by
entry, with a translation in each: then `merge` would give the same units, and `po.render` the same
bytes. "Not sure" is answered as "no": then the catalog is read, merged and compared.
"""

from __future__ import annotations

from pipeline.catalogs import review
from pipeline.catalogs.merge import FROM_TEMPLATE, is_kept_as_it_is
from pipeline.catalogs.po.glance import Entries, Header, Texts
from pipeline.model import Catalog

__all__ = ["is_unchanged"]


def is_unchanged(template: Catalog, texts: Texts, held: Entries) -> bool:
    """Whether `held` lacks no translation, and the template merged into it leaves every byte.

    `texts` are those of the template as it is rendered.
    """
    return (
        held.is_ours
        and held.msgids == texts.msgids
        and held.above == texts.above
        and held.is_translated
        and not any(head.previous or head.comments for head in held.heads.values())
        and all(map(is_kept_as_it_is, held.obsolete))
        and _header_stays(template, held.header)
        and review.is_settled(held)
    )


def _header_stays(template: Catalog, header: Header) -> bool:
    fields = {name.lower(): value for name, value in template.header}
    return all(
        header.has(name) and header.value(name) == fields[name.lower()]
        for name in FROM_TEMPLATE
        if name.lower() in fields
    )
