"""Out and back loses nothing, in every format, whatever a catalog holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_strategies import ENGLISH, catalogs
from hypothesis import given
from properties import examples

from pipeline.catalogs.exchange.characters import escape, unescape
from pipeline.catalogs.exchange.formats import FORMATS, parse_parcels
from pipeline.catalogs.exchange.parcel import Parcel, pack
from pipeline.catalogs.exchange.receive import receive
from pipeline.model import Catalog, State

EXAMPLES = {"xlsx": 25}  # openpyxl takes its time
NAMES = sorted(FORMATS)


def travelling(name: str, packed: Parcel) -> Parcel:
    """What of a parcel a format carries: a memory only approved translations."""
    if name != "tmx":
        return packed
    return replace(
        packed, units=tuple(each for each in packed.units if each.state is State.TRANSLATED)
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_back_is_what_went_out(name: str) -> None:
    @examples(EXAMPLES.get(name, 100))
    @given(catalogs())
    def holds(catalog: Catalog) -> None:
        sent = travelling(name, pack(catalog, source_language=ENGLISH))
        data = FORMATS[name].render([sent])
        assert data == FORMATS[name].render([sent])
        came = parse_parcels(data, f"es{FORMATS[name].suffix}")
        if not sent.units and name in ("tmx", "csv", "xlsx"):
            assert came == ()
            return
        assert came == (sent,)
        received = receive(came[0], catalog)
        assert received.catalog == catalog
        assert received.outcomes == ()

    holds()


@examples(150)
@given(catalogs())
def test_escape_is_undone_exactly(catalog: Catalog) -> None:
    for unit in catalog.units:
        text = unit.key.msgid + unit.msgstr
        assert unescape(escape(text)) == text
        assert unescape(escape(escape(text))) == escape(text)


@pytest.mark.parametrize("name", NAMES)
def test_several_catalogs_travel_in_one_file(name: str) -> None:
    from pipeline.model import Key, Language, Unit

    sent = tuple(
        pack(
            Catalog(domain, Language("zh-Hans"), (), (Unit(Key(None, "Rest."), msgstr=text),)),
            source_language=ENGLISH,
        )
        for domain, text in (("neck-pain", "休息。"), ("low-back-pain", "请休息。"))
    )
    assert parse_parcels(FORMATS[name].render(sent), "zh") == sent
