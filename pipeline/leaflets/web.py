"""Where a leaflet is found on the web: its address, the code that a phone reads, what to share.

The only module that imports segno. Everything here needs the project's `base_url`; without one a
leaflet can't know where it will be published, and says nothing about it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

import segno

from pipeline.model import Language

_BLACK = re.compile("1+")
QUIET_ZONE = 4  # modules of white around the code: ISO/IEC 18004, 9.1


def web_address(base_url: str, language: Language, slug: str) -> str:
    """The address of the leaflet's page; "" without a `base_url`."""
    return f"{base_url}/{language.tag}/{quote(slug)}.html" if base_url else ""


@lru_cache(maxsize=256)
def qr_rows(address: str) -> tuple[str, ...]:
    """The QR code of an address, a row of "0" (white) and "1" (black) for each line of modules.

    Without the quiet zone: whoever draws it leaves QUIET_ZONE modules white on every side. Error
    correction M: a leaflet is folded and carried in a pocket, and 15 % may be lost.
    """
    code = segno.make_qr(address, error="m", boost_error=False)
    return tuple("".join(map(str, row)) for row in code.matrix)


def qr_path(rows: Sequence[str]) -> str:
    """The black modules as the `d` of an SVG path, one unit a module, quiet zone included."""
    return "".join(
        f"M{run.start() + QUIET_ZONE} {y}h{run.end() - run.start()}v1H{run.start() + QUIET_ZONE}z"
        for y, row in enumerate(rows, start=QUIET_ZONE)
        for run in _BLACK.finditer(row)
    )


def mail_link(title: str, address: str) -> str:
    """A link that opens a letter with the leaflet's title and address in it (RFC 6068)."""
    body = f"{title}\r\n{address}\r\n"
    return f"mailto:?subject={quote(title, safe='')}&body={quote(body, safe='')}"
