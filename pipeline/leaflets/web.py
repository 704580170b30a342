"""Where a leaflet is found on the web: its address, the code that a phone reads, what to share.

The only module that imports segno. Everything here needs the project's `base_url`; without one a
leaflet can't know where it will be published, and says nothing about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

from pipeline.model import Language

QUIET_ZONE = 4  # modules of white around the code: ISO/IEC 18004, 9.1
_LETTERS = str.maketrans("01", "wb")
_LONGEST = 7  # modules in a row, in one piece of the path: a side of the finder patterns


def web_address(base_url: str, language: Language, slug: str) -> str:
    """The address of the leaflet's page; "" without a `base_url`."""
    return f"{base_url}/{language.tag}/{quote(slug)}.html" if base_url else ""


@lru_cache(maxsize=256)
def qr_rows(address: str) -> tuple[str, ...]:
    """The QR code of an address, a row of "0" (white) and "1" (black) for each line of modules.

    Without the quiet zone: whoever draws it leaves QUIET_ZONE modules white on every side. Error
    correction M: a leaflet is folded and carried in a pocket, and 15 % may be lost.
    """
    import segno  # with xml.sax, which loads urllib, http and ssl

    code = segno.make_qr(address, error="m", boost_error=False)
    return tuple("".join(map(str, row)) for row in code.matrix)


def qr_path(rows: Sequence[str]) -> str:
    """The black modules as the `d` of an SVG path, one unit a module, quiet zone included.

    To be drawn with crisp edges: a long run is in several pieces. Only replacements, which take a
    tenth of the time of a loop over the runs, and a leaflet is made in two milliseconds.
    """
    text = "\n".join(rows).translate(_LETTERS)
    for length in range(_LONGEST, 0, -1):
        text = text.replace("b" * length, f"h{length}v1h-{length}zm{length} 0")
        text = text.replace("w" * length, f"m{length} 0")
    return "".join(
        f"M{QUIET_ZONE} {y}{row}" for y, row in enumerate(text.split("\n"), start=QUIET_ZONE)
    )


def mail_link(title: str, address: str) -> str:
    """A link that opens a letter with the leaflet's title and address in it (RFC 6068)."""
    body = f"{title}\r\n{address}\r\n"
    return f"mailto:?subject={quote(title, safe='')}&body={quote(body, safe='')}"
