"""What two people made of one catalog, in one catalog: whole units, the header, and no work lost."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.catalogs import po
from pipeline.catalogs.threeway import Dispute, merge
from pipeline.catalogs.threeway.header import merge_lines
from pipeline.catalogs.threeway.unit import forms
from pipeline.model import Catalog, Key, Language, State, Unit
from tests.builders import other_translations

WALK = "Walk for ten minutes every morning."
GEHEN = "Gehen Sie jeden Morgen zehn Minuten."
SPAZIEREN = "Spazieren Sie jeden Morgen zehn Minuten."
LAUFEN = "Laufen Sie jeden Morgen zehn Minuten."
WALK_SLOWLY = "Walk slowly for ten minutes every morning."
OLDER, NEWER = "2026-03-01 09:00+0000", "2026-04-01 09:00+0000"


def key(msgid: str, msgctxt: str | None = None) -> Key:
    return Key(msgctxt, msgid)


def unit(msgstr: str = "", msgid: str = WALK, **more: object) -> Unit:
    return replace(Unit(key(msgid), msgstr), **more)  # type: ignore[arg-type]


def catalog(*units: Unit, **header: str) -> Catalog:
    fields = tuple((name.replace("_", "-"), value) for name, value in header.items())
    return Catalog("back", Language("de"), fields, units)


UNIT_CASES = [
    pytest.param(unit(), unit(GEHEN), unit(), unit(GEHEN), id="ours-translated"),
    pytest.param(unit(), unit(), unit(GEHEN), unit(GEHEN), id="theirs-translated"),
    pytest.param(unit(GEHEN), unit(LAUFEN), unit(GEHEN), unit(LAUFEN), id="ours-reworded"),
    pytest.param(unit(GEHEN), unit(LAUFEN), unit(LAUFEN), unit(LAUFEN), id="both-to-the-same"),
    pytest.param(None, unit(GEHEN), unit(), unit(GEHEN), id="added-on-both-translated-on-one"),
    pytest.param(
        unit(GEHEN, fuzzy=True, previous=key("Walk.")),
        unit(GEHEN),
        unit(GEHEN, fuzzy=True, previous=key("Walk.")),
        unit(GEHEN),
        id="approved-on-one-side",
    ),
    pytest.param(
        unit(GEHEN),
        unit(LAUFEN),
        unit(GEHEN, fuzzy=True),
        unit(LAUFEN, fuzzy=True),
        id="a-doubt-about-the-old-wording-counts-for-the-new-one",
    ),
    pytest.param(
        unit(GEHEN, fuzzy=True),
        unit(LAUFEN, fuzzy=True),
        unit(GEHEN),
        unit(LAUFEN, fuzzy=True),
        id="approving-the-old-wording-does-not-approve-the-new-one",
    ),
    pytest.param(
        None,
        unit(GEHEN, fuzzy=True),
        unit(GEHEN),
        unit(GEHEN, fuzzy=True),
        id="same-wording-added-but-one-side-doubts",
    ),
    pytest.param(
        unit(GEHEN, comments=("Ask Dr. Weber.", "Old note.")),
        unit(GEHEN, comments=("Ask Dr. Weber.", "Old note.", "He agrees.")),
        unit(GEHEN, comments=("Ask Dr. Weber.", "Checked, A. K.")),
        unit(GEHEN, comments=("Ask Dr. Weber.", "He agrees.", "Checked, A. K.")),
        id="comments-of-both-without-what-one-took-out",
    ),
    pytest.param(
        unit(GEHEN),
        unit(GEHEN, comments=("Formal.", "Checked, A. K.")),
        unit(GEHEN, comments=("Formal.", "He agrees.")),
        unit(GEHEN, comments=("Formal.", "Checked, A. K.", "He agrees.")),
        id="a-comment-of-both-stands-once",
    ),
    pytest.param(
        None,
        unit(GEHEN, fuzzy=True, previous=key("Walk.")),
        unit(GEHEN, fuzzy=True, previous=key("Go.")),
        unit(GEHEN, fuzzy=True, previous=key("Walk.")),
        id="the-same-wording-made-of-two-sources",
    ),
    pytest.param(
        unit(plural=("%d days", "", "")),
        unit(
            plural=("%d days", "%d Tag", ""),
            comments=("leaflets: allow number-mismatch: said in words",),
        ),
        unit(plural=("%d days", "", "%d Tage")),
        unit(
            plural=("%d days", "%d Tag", "%d Tage"),
            comments=(
                "For another wording: leaflets: allow number-mismatch: said in words",
            ),
        ),
        id="a-suppression-of-one-form-does-not-pass-to-both",
    ),
    pytest.param(
        unit(GEHEN, flags=("no-wrap",)),
        unit(GEHEN, flags=("no-wrap", "ours")),
        unit(GEHEN),
        unit(GEHEN, flags=("ours",)),
        id="flags",
    ),
    pytest.param(
        unit(GEHEN, references=("source/a.md",), extracted=("Paragraph",)),
        unit(LAUFEN, obsolete=True),
        unit(GEHEN, references=("source/b.md",), extracted=("Paragraph",)),
        unit(LAUFEN, obsolete=True),
        id="gone-on-one-side-moved-on-the-other",
    ),
    pytest.param(
        unit(GEHEN, obsolete=True),
        unit(GEHEN, references=("source/a.md",)),
        unit(LAUFEN, obsolete=True),
        unit(LAUFEN, references=("source/a.md",)),
        id="came-back-on-one-side-reworded-on-the-other",
    ),
    pytest.param(
        unit(GEHEN),
        unit(GEHEN, comments=("leaflets: allow number-mismatch: said in words",)),
        unit(LAUFEN),
        unit(
            LAUFEN,
            comments=(
                "For another wording: leaflets: allow number-mismatch: said in words",
            ),
        ),
        id="a-suppression-does-not-pass-to-a-wording-it-was-not-given-for",
    ),
    pytest.param(
        unit(plural=("%d days", "", "")),
        unit(plural=("%d days", "%d Tag", "")),
        unit(plural=("%d days", "", "%d Tage")),
        unit(plural=("%d days", "%d Tag", "%d Tage")),
        id="two-forms-of-a-plural",
    ),
    pytest.param(
        None,
        unit(plural=("%d days", "%d Tag", "")),
        unit(plural=("%d days", "", "%d Tage")),
        unit(plural=("%d days", "%d Tag", "%d Tage")),
        id="two-forms-of-a-plural-that-both-added",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), UNIT_CASES)
def test_what_one_side_changed_is_taken(
    base: Unit | None, ours: Unit, theirs: Unit, expected: Unit
) -> None:
    before = catalog(base) if base else None
    merged = merge(before, catalog(ours), catalog(theirs))
    assert (merged.catalog.units, merged.disputes) == ((expected,), ())


DISPUTE_CASES = [
    pytest.param(
        unit(GEHEN), unit(LAUFEN), unit(SPAZIEREN),
        unit(LAUFEN, fuzzy=True, comments=(f'Other translation: "{SPAZIEREN}"',)),
        Dispute(key(WALK), (LAUFEN,), (SPAZIEREN,)),
        id="ours-stands",
    ),
    pytest.param(
        unit(GEHEN), unit(LAUFEN),
        unit(SPAZIEREN, comments=(f'Other translation: "{SPAZIEREN}"',)),
        unit(LAUFEN, fuzzy=True, comments=(f'Other translation: "{SPAZIEREN}"',)),
        Dispute(key(WALK), (LAUFEN,), (SPAZIEREN,)),
        id="a-wording-that-lost-before-stands-in-the-comments-once",
    ),
    pytest.param(
        None, unit(LAUFEN), unit(SPAZIEREN),
        unit(LAUFEN, fuzzy=True, comments=(f'Other translation: "{SPAZIEREN}"',)),
        Dispute(key(WALK), (LAUFEN,), (SPAZIEREN,)),
        id="added-on-both-sides",
    ),
    pytest.param(
        unit(GEHEN), unit(LAUFEN, fuzzy=True), unit(SPAZIEREN),
        unit(SPAZIEREN, fuzzy=True, comments=(f'Other translation: "{LAUFEN}"',)),
        Dispute(key(WALK), (SPAZIEREN,), (LAUFEN,)),
        id="the-side-that-is-sure-stands",
    ),
    pytest.param(
        unit(GEHEN), unit(), unit(SPAZIEREN),
        unit(SPAZIEREN, fuzzy=True),
        Dispute(key(WALK), (SPAZIEREN,), ("",)),
        id="taken-out-on-one-side-reworded-on-the-other",
    ),
    pytest.param(
        unit(GEHEN), unit(LAUFEN), unit('Gehen Sie „früh“.\nMit "Stock"\\.'),
        unit(LAUFEN, fuzzy=True, comments=('Other translation: "Gehen Sie „früh“.\\nMit \\"Stock\\"\\\\."',)),
        Dispute(key(WALK), (LAUFEN,), ('Gehen Sie „früh“.\nMit "Stock"\\.',)),
        id="several-lines-and-quotes",
    ),
    pytest.param(
        unit(plural=("%d days", "%d Tag", "%d Tage")),
        unit(plural=("%d days", "ein Tag", "%d Tage")),
        unit(plural=("%d days", "1 Tag", "%d Tagen")),
        unit(
            plural=("%d days", "ein Tag", "%d Tagen"),
            fuzzy=True,
            comments=('Other translation [0]: "1 Tag"',),
        ),
        Dispute(key(WALK), ("ein Tag", "%d Tagen"), ("1 Tag", "%d Tagen")),
        id="one-form-of-a-plural",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "expected", "dispute"), DISPUTE_CASES)
def test_a_dispute_keeps_both_wordings_and_publishes_none(
    base: Unit | None, ours: Unit, theirs: Unit, expected: Unit, dispute: Dispute
) -> None:
    before = catalog(base) if base else None
    merged = merge(before, catalog(ours), catalog(theirs))
    assert (merged.catalog.units, merged.disputes) == ((expected,), (dispute,))
    assert merged.catalog.units[0].state is State.FUZZY
    for wording in other_translations(merged.catalog.units[0]):
        assert wording in dispute.other


def test_a_wording_that_waits_is_read_among_the_remarks_of_people() -> None:
    remarks = ("Ask Ana.", 'Other translation: "Ruhen Sie."', 'Other translation: none "yet"')
    assert other_translations(unit(comments=remarks)) == ("Ruhen Sie.",)


# ---------------------------------------------------------------------------------- added and gone
def test_an_entry_deleted_on_one_side_stays_obsolete_where_it_is_translated() -> None:
    base = catalog(unit(), unit("Ruhen Sie.", "Rest."), unit("", "Sit."))
    ours = catalog(unit(GEHEN), unit("Ruhen Sie.", "Rest."), unit("", "Sit."))
    assert merge(base, ours, catalog()).catalog.units == (
        unit(GEHEN, obsolete=True),
        unit("Ruhen Sie.", "Rest.", obsolete=True),
    )


@pytest.mark.parametrize(
    ("before", "now", "stays"),
    [
        pytest.param((), ("Ask Ana.",), True, id="written-since"),
        pytest.param(("Ask Ana.",), ("Ask Ana.", "She says no."), True, id="written-to-since"),
        pytest.param(("Ask Ana.",), ("Ask Ana.",), False, id="nobody-wrote"),
        pytest.param(("Ask Ana.",), (), False, id="taken-out"),
    ],
)
def test_a_remark_on_an_entry_that_was_deleted_is_kept(
    before: tuple[str, ...], now: tuple[str, ...], *, stays: bool
) -> None:
    held = unit("", "Sit.", comments=now)
    merged = merge(catalog(unit("", "Sit.", comments=before)), catalog(held), catalog())
    assert merged.catalog.units == ((replace(held, obsolete=True),) if stays else ())


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        pytest.param("ab", "abx", "aby", "abxy", id="both-at-the-end"),
        pytest.param("ab", "xab", "yab", "xyab", id="both-at-the-start"),
        pytest.param("abc", "axbc", "abyc", "axbyc", id="at-different-places"),
        pytest.param("abc", "cab", "abxc", "cabx", id="ours-moved-theirs-added"),
        pytest.param("abc", "abxc", "bca", "bxca", id="ours-added-theirs-moved"),
        pytest.param("", "ab", "bcd", "abcd", id="no-base"),
        pytest.param("abc", "ab", "abc", "ab", id="gone"),
    ],
)
def test_order(base: str, ours: str, theirs: str, expected: str) -> None:
    sides = [catalog(*[unit("", letter) for letter in side]) for side in (base, ours, theirs)]
    merged = merge(*sides).catalog
    assert "".join(each.key.msgid for each in merged.units) == expected


# ------------------------------------------------------------------------------------------ offers
OFFER = unit(GEHEN, WALK_SLOWLY, fuzzy=True, previous=key(WALK))


def test_an_offer_that_nobody_touched_gives_way_to_a_translation() -> None:
    base = catalog(unit(GEHEN))
    updated = catalog(OFFER, unit(GEHEN, obsolete=True))
    langsam = unit("Gehen Sie jeden Morgen langsam zehn Minuten.", WALK_SLOWLY)
    translated = catalog(langsam, unit(GEHEN, obsolete=True))
    for ours, theirs in ((updated, translated), (translated, updated)):
        merged = merge(base, ours, theirs)
        assert (merged.catalog.units, merged.disputes) == (translated.units, ())


@pytest.mark.parametrize(
    ("reworded", "offered"),
    [
        pytest.param(unit(SPAZIEREN), SPAZIEREN, id="approved"),
        pytest.param(unit(SPAZIEREN, fuzzy=True), SPAZIEREN, id="in-doubt"),
        pytest.param(
            unit(SPAZIEREN, fuzzy=True, previous=key("Stroll.")), GEHEN, id="of-another-source"
        ),
    ],
)
def test_an_offer_follows_its_origin_that_the_other_side_reworded(
    reworded: Unit, offered: str
) -> None:
    base = catalog(unit(GEHEN))
    updated = catalog(OFFER, unit(GEHEN, obsolete=True))
    for ours, theirs in ((updated, catalog(reworded)), (catalog(reworded), updated)):
        merged = merge(base, ours, theirs)
        assert (merged.catalog.units, merged.disputes) == (
            (replace(OFFER, msgstr=offered), replace(reworded, obsolete=True)),
            (),
        )


def test_of_two_offers_that_nobody_touched_none_is_disputed() -> None:
    base = catalog(unit(GEHEN), POT_Creation_Date=OLDER)
    sides = [
        catalog(
            replace(OFFER, msgstr=wording), unit(wording, obsolete=True), POT_Creation_Date=date
        )
        for wording, date in ((GEHEN, OLDER), (LAUFEN, NEWER))
    ]
    for ours, theirs in (sides, reversed(sides)):
        merged = merge(base, ours, theirs)
        assert (merged.catalog.units, merged.disputes) == (
            (replace(OFFER, msgstr=LAUFEN), unit(LAUFEN, obsolete=True)),
            (),
        )


def test_an_offer_stays_where_the_other_side_took_its_origin_out() -> None:
    base = catalog(unit(GEHEN))
    updated = catalog(OFFER, unit(GEHEN, obsolete=True))
    for ours, theirs in ((updated, catalog(unit())), (catalog(unit()), updated)):
        merged = merge(base, ours, theirs)
        assert (merged.catalog.units, merged.disputes) == ((OFFER, unit(obsolete=True)), ())


def test_two_offers_of_one_another_keep_the_wording_that_only_they_have() -> None:
    circular = replace(unit(GEHEN), fuzzy=True, previous=OFFER.key)
    for sides in ((unit(LAUFEN), circular), (circular, unit(LAUFEN))):
        ours, theirs = (catalog(each, OFFER) for each in sides)
        assert {GEHEN, LAUFEN} <= every_wording(merge(None, ours, theirs).catalog)


def test_an_offer_that_stood_before_both_sides_stays_as_it_is() -> None:
    before = catalog(unit(GEHEN), OFFER)
    ours = catalog(unit(LAUFEN), OFFER)
    for sides in ((ours, before), (before, ours)):
        assert merge(before, *sides).catalog.units == ours.units


def test_a_wording_taken_out_is_not_left_fuzzy() -> None:
    doubted, emptied = unit(GEHEN, fuzzy=True), unit("")
    for ours, theirs in ((doubted, emptied), (emptied, doubted)):
        merged = merge(catalog(unit(GEHEN)), catalog(ours), catalog(theirs))
        assert merged.catalog.units == (emptied,)


def test_an_offer_that_a_translator_worked_on_is_no_offer_any_more() -> None:
    base = catalog(OFFER, unit(GEHEN, obsolete=True))
    ours = catalog(replace(OFFER, msgstr=LAUFEN), unit(GEHEN, obsolete=True))
    theirs = catalog(replace(OFFER, msgstr=SPAZIEREN), unit(GEHEN, obsolete=True))
    merged = merge(base, ours, theirs)
    assert merged.disputes == (Dispute(key(WALK_SLOWLY), (LAUFEN,), (SPAZIEREN,)),)
    assert merged.catalog.units[0].msgstr == LAUFEN  # what was typed, and not its origin's


def test_a_translation_of_another_source_that_nobody_offered_keeps_its_wording() -> None:
    typed = replace(OFFER, msgstr=LAUFEN)
    sides = (catalog(typed, unit(GEHEN)), catalog(typed, unit(GEHEN, comments=("ok",))))
    assert merge(catalog(unit(GEHEN)), *sides).catalog.units[0] == typed


def test_a_wording_carried_over_to_a_retouched_source_is_doubted_where_it_was_replaced() -> None:
    """The update keeps a translation when only a quote mark changed; the other side mended it."""
    curly = WALK.replace("ten", "“ten”")
    base = catalog(unit(GEHEN))
    note = (f'Other translation: "{SPAZIEREN}"',)
    mended = catalog(unit(SPAZIEREN))
    for comments, turned in itertools.product(((), note), (False, True)):
        updated = catalog(unit(GEHEN, curly, comments=comments), unit(GEHEN, obsolete=True))
        ours, theirs = (mended, updated) if turned else (updated, mended)
        merged = merge(base, ours, theirs)
        assert merged.catalog.units == (
            unit(GEHEN, curly, fuzzy=True, comments=note),
            unit(SPAZIEREN, obsolete=True),
        )
        assert merged.disputes == (Dispute(key(curly), (GEHEN,), (SPAZIEREN,)),)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected", "other"),
    [
        pytest.param(
            unit("Tage"),
            unit(plural=("%d days", "%d Tag", "%d Tage")),
            unit("Tage"),
            unit(plural=("%d days", "%d Tag", "%d Tage")),
            (),
            id="ours-made-it-a-plural",
        ),
        pytest.param(
            unit("Tage"),
            unit(plural=("%d days", "%d Tag", "%d Tage")),
            unit("Tagen"),
            unit(
                plural=("%d days", "%d Tag", "%d Tage"),
                fuzzy=True,
                comments=('Other translation: "Tagen"',),
            ),
            ("Tagen",),
            id="theirs-reworded-it-meanwhile",
        ),
    ],
)
def test_plural_on_one_side_only(
    base: Unit, ours: Unit, theirs: Unit, expected: Unit, other: tuple[str, ...]
) -> None:
    merged = merge(catalog(base), catalog(ours), catalog(theirs))
    assert merged.catalog.units == (expected,)
    assert tuple(each.other for each in merged.disputes) == ((other,) if other else ())


# ------------------------------------------------------------------------------------------ header
ANNA, BO = "Anna Kern <anna@example.org>", "Bo Lind <bo@example.org>"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        pytest.param(
            {"PO_Revision_Date": "2026-01-01 10:00+0000", "Last_Translator": ""},
            {"PO_Revision_Date": NEWER, "Last_Translator": ANNA},
            {"PO_Revision_Date": OLDER, "Last_Translator": BO},
            {"PO_Revision_Date": NEWER, "Last_Translator": ANNA},
            id="later-revision-with-its-translator",
        ),
        pytest.param(
            {},
            {"PO_Revision_Date": "2026-03-01 23:30+0000", "Last_Translator": ANNA},
            {"PO_Revision_Date": "2026-03-01T22:00:00-02:00", "Last_Translator": BO},
            {"PO_Revision_Date": "2026-03-01T22:00:00-02:00", "Last_Translator": BO},
            id="time-zones-and-iso-dates",
        ),
        pytest.param(
            {},
            {"PO_Revision_Date": "2026-03-01 10:00:10+0000", "Last_Translator": ANNA},
            {"PO_Revision_Date": "2026-03-01 10:00:40+0000", "Last_Translator": BO},
            {"PO_Revision_Date": "2026-03-01 10:00:40+0000", "Last_Translator": BO},
            id="later-by-seconds",
        ),
        pytest.param(
            {"PO_Revision_Date": NEWER, "Last_Translator": ANNA},
            {"PO_Revision_Date": NEWER, "Last_Translator": ANNA},
            {"PO_Revision_Date": NEWER, "Last_Translator": BO},
            {"PO_Revision_Date": NEWER, "Last_Translator": BO},
            id="of-one-moment-whoever-changed-it",
        ),
        pytest.param(
            {"PO_Revision_Date": ""},
            {"PO_Revision_Date": "YEAR-MO-DA HO:MI+ZONE"},
            {"PO_Revision_Date": "2026-13-45 10:00+0000"},
            {"PO_Revision_Date": "YEAR-MO-DA HO:MI+ZONE"},
            id="dates-that-are-none",
        ),
        pytest.param(
            {"POT_Creation_Date": OLDER, "X_Source_Digest": "aa"},
            {"POT_Creation_Date": OLDER, "X_Source_Digest": "aa", "PO_Revision_Date": NEWER},
            {"POT_Creation_Date": NEWER, "X_Source_Digest": "bb"},
            {"POT_Creation_Date": NEWER, "X_Source_Digest": "bb", "PO_Revision_Date": NEWER},
            id="template-and-revision-from-different-sides",
        ),
        pytest.param(
            {"POT_Creation_Date": "2026-01-01 10:00+0000", "X_Source_Digest": "aa"},
            {"POT_Creation_Date": NEWER, "X_Source_Digest": "bb"},
            {"POT_Creation_Date": OLDER, "X_Source_Digest": "cc", "X_Domain": "back"},
            {"POT_Creation_Date": NEWER, "X_Source_Digest": "bb"},
            id="of-two-new-templates-the-newer-one",
        ),
        pytest.param(
            {"Language_Team": "", "X_Note": "a"},
            {"Language_Team": "Deutsch", "X_Note": "a"},
            {"Language_Team": "", "X_Note": "b", "X_New": "1"},
            {"Language_Team": "Deutsch", "X_Note": "b", "X_New": "1"},
            id="others-three-way",
        ),
        pytest.param(
            {"X_Generator": "Poedit 3.4", "PO_Revision_Date": OLDER},
            {"X_Generator": "Poedit 3.5", "PO_Revision_Date": OLDER},
            {"X_Generator": "Weblate 5.9", "PO_Revision_Date": NEWER},
            {"X_Generator": "Weblate 5.9", "PO_Revision_Date": NEWER},
            id="tools",
        ),
        pytest.param(
            {"X_Note": "a", "X_Old": "1"}, {"X_Note": "a", "X_Old": "1"}, {"X_Note": "a"},
            {"X_Note": "a"},
            id="taken-out",
        ),
    ],
)  # fmt: skip
def test_header_fields(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str], expected: dict[str, str]
) -> None:
    merged = merge(catalog(**base), catalog(**ours), catalog(**theirs))
    assert merged.catalog.header == catalog(**expected).header
    assert (merged.catalog.header_comments, merged.disputes) == ((), ())


def test_a_header_comment_that_one_side_took_out_is_gone() -> None:
    """ "Draft", which an update takes away once the catalog is approved."""
    draft = replace(catalog(), header_comments=("Rückenschmerzen.", "Draft."))
    approved = replace(draft, header_comments=("Rückenschmerzen.",))
    for ours, theirs in ((draft, approved), (approved, draft)):
        assert merge(draft, ours, theirs).catalog.header_comments == ("Rückenschmerzen.",)


def test_a_field_that_both_sides_changed_keeps_the_other_value_in_a_comment() -> None:
    merged = merge(
        catalog(Language_Team="?"),
        replace(catalog(Language_Team="Klinik Nord"), header_comments=("Draft.",)),
        catalog(Language_Team="Klinik Süd", PO_Revision_Date=NEWER),
    )
    assert merged.catalog.header_value("Language-Team") == "Klinik Süd"
    assert merged.catalog.header_comments == ("Draft.", "Other Language-Team: Klinik Nord")
    noted = replace(
        catalog(Language_Team="Klinik Nord"), header_comments=merged.catalog.header_comments
    )
    again = merge(catalog(Language_Team="?"), noted, merged.catalog)
    assert again.catalog.header_comments == merged.catalog.header_comments


def test_lines_without_a_field_name_are_merged_like_comments() -> None:
    sides = [replace(catalog(), header=(("", line),)) for line in ("a", "a", "b")]
    assert merge(*sides).catalog.header == (("", "b"),)


# -------------------------------------------------------------------------------------- properties
MSGIDS = ["Rest.", "Sit down.", "Stand up.", "Take 5 mg.", "Do **not** bend."]
WORDINGS = st.sampled_from(
    ["", "Ruhe.", "腰を曲げないでください。", 'تناول "5" ملغ.\n', "a\\", "खड़े हो जाइए।", "Setzen!"]
)
COMMENT_LINES = st.lists(
    st.sampled_from(["ok", "leaflets: allow number-mismatch: words", "", "Ask Dr. Weber."]),
    max_size=2,
    unique=True,
).map(tuple)
PREVIOUS = st.none() | st.sampled_from([key(msgid) for msgid in MSGIDS])


@st.composite
def units(draw: st.DrawFn, msgid: str) -> Unit:
    msgstr = draw(WORDINGS)
    fuzzy = draw(st.booleans()) and bool(msgstr)
    return Unit(
        key(msgid),
        msgstr,
        fuzzy=fuzzy,
        obsolete=draw(st.booleans()) and bool(msgstr),
        previous=draw(PREVIOUS) if fuzzy else None,
        comments=draw(COMMENT_LINES),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    msgids = draw(st.lists(st.sampled_from(MSGIDS), unique=True))
    made = sorted([draw(units(msgid)) for msgid in msgids], key=lambda each: each.obsolete)
    date = draw(st.sampled_from([OLDER, NEWER]))
    fields = (("POT-Creation-Date", date), ("Content-Type", "text/plain; charset=UTF-8"))
    return Catalog("back", Language("de"), fields, tuple(made))


@st.composite
def descendants(draw: st.DrawFn, base: Catalog) -> Catalog:
    """The catalog after somebody worked on it: most units stay as they are."""
    other = draw(catalogs())
    held = {each.key: each for each in base.units}
    for each in other.units:
        if draw(st.booleans()):
            held[each.key] = each
    gone = draw(st.sets(st.sampled_from([*held, key("none")])))
    kept = draw(st.permutations([each for each in held.values() if each.key not in gone]))
    return replace(other, units=tuple(sorted(kept, key=lambda each: each.obsolete)))


MERGES = catalogs().flatmap(
    lambda base: st.tuples(st.just(base) | st.none(), descendants(base), descendants(base))
)


def every_wording(merged: Catalog) -> set[str]:
    inside = {form for each in merged.units for form in forms(each)}
    return inside | {other for each in merged.units for other in other_translations(each)}


@examples(200)
@given(MERGES)
def test_no_wording_that_a_side_typed_is_lost(
    sides: tuple[Catalog | None, Catalog, Catalog],
) -> None:
    base, ours, theirs = sides
    found = every_wording(merge(base, ours, theirs).catalog)
    before = {each.key: each.msgstr for each in base.units} if base else {}
    for side in (ours, theirs):
        held = {each.key: each.msgstr for each in side.units}
        typed = {
            each.msgstr
            for each in side.units
            if each.msgstr
            and before.get(each.key) != each.msgstr
            and not (each.previous in held and held[each.previous] == each.msgstr)  # an offer
        }
        assert typed <= found


@examples(120)
@given(MERGES)
def test_what_is_published_after_a_merge_was_sure_on_a_side(
    sides: tuple[Catalog | None, Catalog, Catalog],
) -> None:
    base, ours, theirs = sides
    sure = {
        (each.key, each.msgstr)
        for side in (ours, theirs)
        for each in side.units
        if each.msgstr and not each.fuzzy
    }
    result = merge(base, ours, theirs)
    assert {
        (each.key, each.msgstr) for each in result.catalog.units if each.state is State.TRANSLATED
    } <= sure
    assert all(
        each.fuzzy
        for each in result.catalog.units
        if each.key in {dispute.key for dispute in result.disputes}
    )


@examples(60)
@given(MERGES)
def test_a_side_that_did_nothing_changes_nothing(
    sides: tuple[Catalog | None, Catalog, Catalog],
) -> None:
    _, ours, theirs = sides
    assert merge(ours, ours, ours).catalog == ours
    for result in (merge(theirs, ours, theirs), merge(theirs, theirs, ours)):
        assert result.disputes == ()
        held = {each.key: each for each in result.catalog.units}
        assert [held[each.key].msgstr for each in ours.units] == [
            each.msgstr for each in ours.units
        ]


@examples(60)
@given(MERGES)
def test_the_result_is_a_catalog_that_reads_back(
    sides: tuple[Catalog | None, Catalog, Catalog],
) -> None:
    merged = merge(*sides).catalog
    assert po.parse(po.render(merged), "locales/de/LC_MESSAGES/back.po").units == merged.units


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        pytest.param("ab", "ab", "a", "a", id="one-took-out"),
        pytest.param("ab", "b", "a", "", id="both-took-out"),
        pytest.param("a", "ax", "ay", "axy", id="both-put-in"),
        pytest.param("a", "ax", "ax", "ax", id="the-same"),
    ],
)
def test_merge_lines(base: str, ours: str, theirs: str, expected: str) -> None:
    assert merge_lines(base, ours, theirs) == tuple(expected)
