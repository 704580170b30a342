"""A merge of what differs alone gives the very bytes of a merge of everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.catalogs import po, recut
from pipeline.catalogs.merge import Suggestion, merge, merge_some
from pipeline.catalogs.origins import Origins
from pipeline.catalogs.po.glance import glance, glance_along, texts
from pipeline.catalogs.splice import Splice, Splicer
from pipeline.catalogs.template import make_header
from pipeline.language.meaning.comparing import Judge
from pipeline.model import Catalog, Key, Language, State, Unit

PATH = "locales/de/LC_MESSAGES/back.po"
GERMAN = Language("de")
TEXTS = {  # near ones among them, some the same but for their looks, some of one cut and another
    "Take two tablets with water.": "Nehmen Sie zwei Tabletten mit Wasser ein.",
    "Take two tablets with some water.": "Nehmen Sie zwei Tabletten mit etwas Wasser ein.",
    "Take three tablets with water.": "Nehmen Sie drei Tabletten mit Wasser ein.",
    "Take two  tablets with water.": "Nehmen Sie zwei Tabletten\tmit Wasser ein.",
    'Say "no" to pain in the back.': 'Sagen Sie \\ „nein" zu Schmerzen.',
    "Rest for a day.": "Ruhen Sie einen Tag.",
    "Rest for a day. Then walk.": "Ruhen Sie einen Tag. Dann gehen Sie.",
    "Then walk.": "Dann gehen Sie.",
}
HEADINGS = ('Heading: "Causes" › paragraph', "Heading", 'Heading: "Help" › list item')
COMMENTS = {
    "comment": ("Ask the pharmacist.",),
    "suppression": ("leaflets: allow fuzzy: for a test",),
}


def template_of(lines: list[tuple[str, int, str | None]]) -> Catalog:
    header = make_header(
        "back",
        project="Clinic",
        created="2026-11-26 00:00+0000",
        digest=f"d{len(lines)}",
        language=Language("en"),
    )
    units = {
        Key(context, text): Unit(
            Key(context, text), extracted=(HEADINGS[heading],), references=("source/back.md",)
        )
        for text, heading, context in lines
    }
    return Catalog("back", None, header, tuple(units.values()))


def begun(template: Catalog) -> Catalog:
    header = (*template.header, ("Plural-Forms", "nplurals=2; plural=(n != 1);"))
    return replace(merge(template, Catalog("back", GERMAN, header, ())), header=header)


LINE_LISTS = st.lists(
    st.tuples(st.sampled_from(tuple(TEXTS)), st.integers(0, 2), st.sampled_from((None, None, "x"))),
    min_size=1,
    max_size=8,
)
KEPT = st.lists(st.sampled_from((True, True, True, False)), min_size=8, max_size=8)
STATES = ("translated",) * 20 + ("blank", "fuzzy", "offer", "comment", "suppression")
MADE = st.lists(
    st.tuples(st.sampled_from(STATES), st.sampled_from(tuple(TEXTS))), min_size=16, max_size=16
)


def what_people_made(
    template: Catalog, older: Catalog | None, made: list[tuple[str, str]], *, is_approved: bool
) -> Catalog:
    """A catalog of the template, with what the `older` one has left in it."""
    begun_with = begun(older) if older is not None else begun(template)
    filled = merge(template, replace(begun_with, units=translated(begun_with)))
    units = []
    for unit, (what, other) in zip(filled.units, made, strict=False):
        msgstr = "" if what == "blank" else TEXTS[unit.key.msgid]
        each = replace(unit, msgstr=msgstr, fuzzy=what in ("fuzzy", "offer"), previous=None)
        if what == "offer":
            each = replace(each, msgstr=TEXTS[other], previous=Key(unit.key.msgctxt, other))
        each = replace(each, comments=COMMENTS.get(what, ()))
        units.append(each)
    status = (("X-Review-Status", "approved"),) if is_approved else ()
    return replace(filled, units=tuple(units), header=(*filled.header, *status))


def translated(catalog: Catalog) -> tuple[Unit, ...]:
    return tuple(replace(unit, msgstr=TEXTS[unit.key.msgid]) for unit in catalog.units)


def in_full(template: Catalog, data: bytes) -> bytes:
    before = po.parse(data, PATH)
    judge = Judge(Language("en"))
    cut = recut.recut(template, before, GERMAN)
    origins = Origins(template, (before,), judge)
    return po.render(merge(template, cut.catalog, origins=origins, recut=cut.suggest))


def opened(former: Catalog | None, template: Catalog, data: bytes) -> Splice | None:
    now, along = texts(po.render(template)), texts(po.render(former)) if former else None
    assert now is not None
    held = glance_along(data, PATH, along) if along else glance(data, PATH)
    return None if held is None else Splicer(template, now).open(held)


def spliced(template: Catalog, splice: Splice) -> bytes:
    origins = Origins(template, (), Judge(Language("en")), sources=splice.sources())
    merged, gone = merge_some(template, splice.to_merge(), origins=origins)
    return splice.content(merged, gone)


@examples(400)
@given(
    LINE_LISTS, KEPT, LINE_LISTS, st.none() | LINE_LISTS, MADE,
    st.sampled_from((False,) * 9 + (True,)), st.booleans(),
)  # fmt: skip
def test_what_differs_is_merged_as_everything_is(
    before: list[tuple[str, int, str | None]],
    kept: list[bool],
    more: list[tuple[str, int, str | None]],
    long_ago: list[tuple[str, int, str | None]] | None,
    made: list[tuple[str, str]],
    is_approved: bool,  # noqa: FBT001
    is_along: bool,  # noqa: FBT001
) -> None:
    after = [line for line, is_kept in zip(before, kept, strict=False) if is_kept]
    after = after[:2] + more[: 1 + len(more) // 3] + after[2:]
    former, template = template_of(before), template_of(after)
    older = None if long_ago is None else template_of(long_ago)
    data = po.render(what_people_made(former, older, made, is_approved=is_approved))
    splice = opened(former if is_along else None, template, data)
    if splice is not None:
        assert spliced(template, splice) == in_full(template, data)


LINES: list[tuple[str, int, str | None]] = [(text, 0, None) for text in TEXTS][1:6]
EDITED = [(text, 0, None) for text in TEXTS][:1] + LINES[1:3] + [(LINES[3][0], 1, None), *LINES[4:]]
FORMER, NOW = template_of(LINES), template_of(EDITED)
FILLED = replace(begun(FORMER), units=translated(begun(FORMER)))


def test_only_what_an_edit_concerns_becomes_a_unit() -> None:
    splice = opened(FORMER, NOW, po.render(FILLED))
    assert splice is not None
    some = splice.to_merge()
    assert some.numbers == (0, 3)  # the new text, and that which stands under another heading
    assert [unit.key.msgid for unit in some.left] == ["Take two tablets with some water."]
    assert spliced(NOW, splice) == in_full(NOW, po.render(FILLED))


def test_an_offer_that_repeats_what_the_memory_now_says_is_gone() -> None:
    """What came into the catalog in this very merge is looked at, too."""
    new, (gone, *others) = EDITED[0][0], FILLED.units
    offer = replace(gone, msgstr=TEXTS[new], fuzzy=True, previous=Key(None, new))
    data = po.render(replace(FILLED, units=(offer, *others)))

    def certain(number: int) -> Suggestion | None:
        return Suggestion(TEXTS[new], State.TRANSLATED) if number == 0 else None

    splice = opened(FORMER, NOW, data)
    assert splice is not None
    origins = Origins(NOW, (), Judge(Language("en")), sources=splice.sources())
    merged, left = merge_some(NOW, splice.to_merge(), origins=origins, certain=certain)
    assert (merged[0].msgstr, merged[0].state, left) == (TEXTS[new], State.TRANSLATED, ())
    assert splice.content(merged, left) == po.render(
        merge(NOW, po.parse(data, PATH), certain=certain)
    )


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(
            replace(FILLED, header=(*FILLED.header, ("X-Review-Status", "approved"))),
            id="approved",
        ),
        pytest.param(
            replace(
                FILLED,
                units=(
                    replace(FILLED.units[0], comments=COMMENTS["suppression"]),
                    *FILLED.units[1:],
                ),
            ),
            id="suppression",
        ),
        pytest.param(
            replace(FILLED, header=tuple(f for f in FILLED.header if f[0] != "X-Domain")),
            id="no-such-field",
        ),
    ],
)
def test_a_catalog_that_has_to_be_read_in_full_is(held: Catalog) -> None:
    assert opened(FORMER, NOW, po.render(held)) is None


def test_a_text_that_is_cut_in_another_way_has_to_be_read_in_full() -> None:
    joined = template_of([*LINES[:4], ("Rest for a day. Then walk.", 0, None)])
    apart = template_of([*LINES, ("Then walk.", 0, None)])
    filled = replace(begun(apart), units=translated(begun(apart)))
    assert opened(apart, joined, po.render(filled)) is None
