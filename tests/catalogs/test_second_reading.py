from __future__ import annotations

import pytest

from pipeline.catalogs import po
from pipeline.catalogs.po import second_reading
from pipeline.errors import CatalogError

HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
BEFORE = HEADER + '\nmsgid "Rest."\nmsgstr "休息。"\n\n#~ msgid "Old."\n#~ msgstr "旧。"\n'.encode()


def test_translations_are_those_of_active_and_obsolete_entries() -> None:
    assert second_reading.translations(BEFORE) == {
        ("", "Rest.", "休息。"),
        ("", "Old.", "旧。"),
    }


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        pytest.param(BEFORE.replace("休息。".encode(), b""), "休息。", id="active"),
        pytest.param(BEFORE.split(b"\n#~")[0], "旧。", id="obsolete"),
        pytest.param(BEFORE.replace("息".encode(), "眠".encode()), "休息。", id="changed"),
    ],
)
def test_lost_translation_is_refused_by_name(after: bytes, lost: str) -> None:
    with pytest.raises(
        CatalogError, match=f"es.po: rewriting it would lose the translation '{lost}'"
    ):
        second_reading.require_every_translation(BEFORE, after, "es.po")


def test_moved_translations_are_not_lost() -> None:
    second_reading.require_every_translation(BEFORE, po.format_catalog(BEFORE, "es.po"), "es.po")


def test_what_was_never_translated_may_go() -> None:
    idle = b'\n#~ msgid "Idle."\n#~ msgstr ""\n\nmsgid "New."\nmsgstr ""\n'
    assert second_reading.translations(BEFORE + idle) == second_reading.translations(BEFORE)
    formatted = po.format_catalog(BEFORE + idle, "es.po")
    assert b"Idle" not in formatted


def test_plural_forms_count() -> None:
    plural = HEADER + b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    with pytest.raises(CatalogError, match="'d'"):
        second_reading.require_every_translation(plural, plural.replace(b'"d"', b'""'), "es.po")


def test_what_polib_cannot_read_is_left_to_our_reader() -> None:
    assert second_reading.translations(b'msgid "a" "b"\nmsgstr "c"\n') is None
