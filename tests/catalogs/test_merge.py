"""What an update does to every kind of unit, and that no sequence of updates loses a translation."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.catalogs import po
from pipeline.catalogs.catalog import coverage
from pipeline.catalogs.merge import Suggestion, merge, new_catalog
from pipeline.catalogs.origins import Origins
from pipeline.language.meaning.comparing import Judge, Meaning, without_looks
from pipeline.model import Catalog, Coverage, Key, Language, State, Unit

GERMAN = Language("de")
JUDGE = Judge(Language("en"))
WALK = "Walk for ten minutes every morning before breakfast."
GEHEN = "Gehen Sie jeden Morgen vor dem Frühstück zehn Minuten."
WALK_GENTLY = "Walk gently for ten minutes every morning before breakfast."
DOSE = "Take one tablet of 200 mg with a full glass of water."
NEHMEN = "Nehmen Sie eine Tablette zu 200 mg mit einem vollen Glas Wasser."


def key(msgid: str, msgctxt: str | None = None) -> Key:
    return Key(msgctxt, msgid)


def template(*units: Unit | str, **header: str) -> Catalog:
    made = [
        Unit(key(unit), extracted=("Paragraph",), references=("source/back.md",))
        if isinstance(unit, str)
        else unit
        for unit in units
    ]
    fields = {"POT-Creation-Date": "2024-10-31 00:00+0000", "X-Source-Digest": "f00d"}
    return Catalog("back", None, (*fields.items(), *header.items()), tuple(made))


def catalog(*units: Unit) -> Catalog:
    return Catalog("back", GERMAN, (("Language", "de"),), units)


def german(msgid: str, msgstr: str, **more: object) -> Unit:
    return replace(Unit(key(msgid), msgstr), **more)  # type: ignore[arg-type]


def place(unit: Unit, *notes: str) -> Unit:
    """The unit as the template describes its place, with what is noted about its offer."""
    return replace(unit, extracted=("Paragraph", *notes), references=("source/back.md",))


CASES = [
    pytest.param(
        template(WALK),
        catalog(german(WALK, GEHEN, comments=("ok, K. B.",), flags=("no-wrap",))),
        (place(german(WALK, GEHEN, comments=("ok, K. B.",), flags=("no-wrap",))),),
        id="same-text-keeps-everything",
    ),
    pytest.param(
        template(WALK),
        catalog(german(WALK, GEHEN, fuzzy=True, previous=key("Walk."))),
        (
            place(
                german(WALK, GEHEN, fuzzy=True, previous=key("Walk.")),
                "Changed: Walk {+for ten minutes every morning before breakfast+}.",
            ),
        ),
        id="a-fuzzy-stays-fuzzy",
    ),
    pytest.param(
        template(WALK),
        catalog(german(WALK, GEHEN, fuzzy=True, previous=key(WALK, "menu"))),
        (place(german(WALK, GEHEN, fuzzy=True, previous=key(WALK, "menu"))),),
        id="the-same-words-of-another-context-are-no-change",
    ),
    pytest.param(
        template("Rest.", WALK),
        catalog(german(WALK, GEHEN), german("Rest.", "Ruhen Sie.")),
        (place(german("Rest.", "Ruhen Sie.")), place(german(WALK, GEHEN))),
        id="order-is-the-template's",
    ),
    pytest.param(
        template("Rest."),
        catalog(
            german("Gone before.", "War schon weg.", obsolete=True),
            place(german(WALK, GEHEN, comments=("ok",))),
            german("Rest.", ""),
        ),
        (
            place(german("Rest.", "")),
            german("Gone before.", "War schon weg.", obsolete=True),
            german(WALK, GEHEN, obsolete=True, comments=("ok",)),
        ),
        id="gone-text-becomes-obsolete",
    ),
    pytest.param(
        template("Rest."),
        catalog(german("Never translated.", ""), german("Nor this.", "", obsolete=True)),
        (place(german("Rest.", "")),),
        id="nothing-is-left-of-what-was-never-translated",
    ),
    pytest.param(
        template("Rest."),
        catalog(german("Never translated.", "", comments=("Ask the clinic.",))),
        (
            place(german("Rest.", "")),
            german("Never translated.", "", comments=("Ask the clinic.",), obsolete=True),
        ),
        id="but-what-a-translator-remarked",
    ),
    pytest.param(
        template(WALK),
        catalog(german(WALK, GEHEN, obsolete=True)),
        (place(german(WALK, GEHEN)),),
        id="returning-text-is-resurrected",
    ),
    pytest.param(
        template(WALK),
        catalog(german(WALK, GEHEN, obsolete=True, fuzzy=True, previous=key("Walk."))),
        (
            place(
                german(WALK, GEHEN, fuzzy=True, previous=key("Walk.")),
                "Changed: Walk {+for ten minutes every morning before breakfast+}.",
            ),
        ),
        id="resurrected-with-its-state",
    ),
    pytest.param(
        template(WALK_GENTLY),
        catalog(german(WALK, GEHEN, comments=("ok", "leaflets: allow negation-mismatch: idiom"))),
        (
            place(
                german(WALK_GENTLY, GEHEN, fuzzy=True, previous=key(WALK), comments=("ok",)),
                "Changed: Walk {+gently+} for ten minutes every …",
            ),
            german(
                WALK,
                GEHEN,
                obsolete=True,
                comments=("ok", "leaflets: allow negation-mismatch: idiom"),
            ),
        ),
        id="changed-text-is-offered-its-translation-without-suppressions",
    ),
    pytest.param(
        template(DOSE.replace("200", "400")),
        catalog(german(DOSE, NEHMEN)),
        (
            place(
                german(DOSE.replace("200", "400"), ""),
                "Changed: Take one tablet of [-200-] {+400+} mg with a full …",
                "Meaning: number: 200 milligram → 400 milligram",
                f"Old translation: {NEHMEN}",
            ),
            german(DOSE, NEHMEN, obsolete=True),
        ),
        id="a-changed-number-is-withheld",
    ),
    pytest.param(
        template("Don’t lift anything heavy — for now…"),
        catalog(german("Don't lift  anything heavy - for now...", "Heben Sie vorerst nichts.")),
        (place(german("Don’t lift anything heavy — for now…", "Heben Sie vorerst nichts.")),),
        id="a-change-of-looks-keeps-the-translation",
    ),
    pytest.param(
        template("Don’t lift anything heavy."),
        catalog(german("Don't lift anything heavy.", "Nichts.", fuzzy=True, previous=key("Lift."))),
        (
            place(
                german("Don’t lift anything heavy.", "Nichts.", fuzzy=True, previous=key("Lift.")),
                "Changed: [-Lift-] {+Don’t lift anything heavy+}.",
            ),
        ),
        id="but-not-more-than-it-was",
    ),
    pytest.param(
        template(
            Unit(key("When to see a doctor"), extracted=("Heading",)), "Ask your doctor about it."
        ),
        catalog(
            german("When To See A Doctor", "Wann zum Arzt?"),
            german("Ask your Doctor about it.", "Fragen Sie."),
        ),
        (
            Unit(key("When to see a doctor"), "Wann zum Arzt?", extracted=("Heading",)),
            place(
                german(
                    "Ask your doctor about it.",
                    "Fragen Sie.",
                    fuzzy=True,
                    previous=key("Ask your Doctor about it."),
                ),
                "Changed: Ask your [-Doctor-] {+doctor+} about it.",
            ),
            german("Ask your Doctor about it.", "Fragen Sie.", obsolete=True),
        ),
        id="case-is-a-matter-of-looks-in-headings-only",
    ),
    pytest.param(
        template("Rest!", "Rest."),
        catalog(german("Rest.", "Ruhen Sie."), german("“Rest!”", "„Ruhe!“")),
        (
            place(
                german("Rest!", "„Ruhe!“", fuzzy=True, previous=key("“Rest!”")),
                "Changed: [-“-]Rest![-”-]",
            ),
            place(german("Rest.", "Ruhen Sie.")),
            german("“Rest!”", "„Ruhe!“", obsolete=True),
        ),
        id="a-text-that-is-gone-is-a-likelier-origin",
    ),
    pytest.param(
        template(WALK),
        catalog(
            replace(
                german(WALK, GEHEN),
                extracted=("Paragraph", "Changed: [-Walk-] {+Go+}.", "Old translation: Gehen."),
            )
        ),
        (place(german(WALK, GEHEN)),),
        id="notes-go-when-the-translator-is-done",
    ),
    pytest.param(
        template(Unit(key("Open now, please.", "door"))),
        catalog(
            replace(
                german("Open now, please.", "Jetzt bitte öffnen."),
                key=key("Open now, please.", "menu"),
            )
        ),
        (
            Unit(key("Open now, please.", "door")),
            Unit(key("Open now, please.", "menu"), "Jetzt bitte öffnen.", obsolete=True),
        ),
        id="contexts-are-never-mixed",
    ),
    pytest.param(
        template("A quite different sentence about sleeping on one side."),
        catalog(german(WALK, GEHEN)),
        (
            place(german("A quite different sentence about sleeping on one side.", "")),
            german(WALK, GEHEN, obsolete=True),
        ),
        id="unlike-text-is-not-offered",
    ),
    pytest.param(
        template(WALK_GENTLY.replace("every", "each")),
        catalog(
            german(WALK_GENTLY, GEHEN, fuzzy=True, previous=key(WALK)),
            german(WALK, GEHEN, obsolete=True),
        ),
        (
            place(
                german(WALK_GENTLY.replace("every", "each"), GEHEN, fuzzy=True, previous=key(WALK)),
                "Changed: Walk {+gently+} for ten minutes [-every-] {+each+} morning before breakfast.",
            ),
            german(WALK, GEHEN, obsolete=True),
        ),
        id="an-offer-nobody-touched-leaves-no-residue",
    ),
    pytest.param(
        template("Rest."),
        catalog(
            german(WALK_GENTLY, "Gehen Sie gemächlich.", fuzzy=True, previous=key(WALK)),
            german(WALK, GEHEN, obsolete=True),
        ),
        (
            place(german("Rest.", "")),
            german(WALK, GEHEN, obsolete=True),
            german(
                WALK_GENTLY,
                "Gehen Sie gemächlich.",
                fuzzy=True,
                previous=key(WALK),
                obsolete=True,
            ),
        ),
        id="an-offer-somebody-worked-on-stays",
    ),
    pytest.param(
        template(Unit(key("%d page"), plural=("%d pages", "", ""))),
        catalog(Unit(key("%d page"), plural=("%d pages", "%d Seite", "%d Seiten"))),
        (Unit(key("%d page"), plural=("%d pages", "%d Seite", "%d Seiten")),),
        id="plural-forms-stay",
    ),
    pytest.param(
        template(Unit(key("%d page"), plural=("%d pages", "", ""))),
        catalog(german("%d page", "%d Seite(n)")),
        (Unit(key("%d page"), plural=("%d pages", "%d Seite(n)", ""), fuzzy=True),),
        id="singular-to-plural",
    ),
    pytest.param(
        template(Unit(key("%d page"))),
        catalog(Unit(key("%d page"), plural=("%d pages", "%d Seite", "%d Seiten"))),
        (
            Unit(
                key("%d page"),
                "%d Seite",
                fuzzy=True,
                comments=("Former plural form: %d Seiten",),
            ),
        ),
        id="plural-to-singular",
    ),
    pytest.param(
        template(Unit(key("%d page"), plural=("%d pages", "", ""))),
        catalog(),
        (Unit(key("%d page"), plural=("%d pages", "", "")),),
        id="a-new-plural-is-empty",
    ),
    pytest.param(
        template(Unit(key("%d page"), plural=("%d pages", "", ""))),
        catalog(
            Unit(key("%d page"), plural=("%d pages", "", "")),
            Unit(key("%d day"), plural=("%d days", "", "")),
        ),
        (Unit(key("%d page"), plural=("%d pages", "", "")),),
        id="nothing-is-left-of-a-plural-that-was-never-translated",
    ),
    pytest.param(
        template(Unit(key("%d page"), plural=("%d full pages", "", ""))),
        catalog(Unit(key("%d page"), plural=("%d pages", "%d Seite", "%d Seiten"))),
        (Unit(key("%d page"), plural=("%d full pages", "%d Seite", "%d Seiten"), fuzzy=True),),
        id="a-plural-of-another-source-is-fuzzy",
    ),
    pytest.param(
        template(Unit(key("%d page"), plural=("%d full pages", "", ""))),
        catalog(Unit(key("%d page"), plural=("%d pages", "", ""))),
        (Unit(key("%d page"), plural=("%d full pages", "", "")),),
        id="but-not-where-it-says-nothing-yet",
    ),
    pytest.param(
        template(Unit(key(WALK), flags=("no-wrap", "c-format"))),
        catalog(german(WALK, GEHEN, flags=("ours", "no-wrap"))),
        (german(WALK, GEHEN, flags=("ours", "no-wrap", "c-format")),),
        id="flags-of-both",
    ),
    pytest.param(
        template("Don’t lift anything heavy."),
        catalog(
            german(
                "Don't lift anything heavy.",
                "Nichts.",
                fuzzy=True,
                previous=key("Lift."),
                extracted=("Changed: [-Lift-] {+Don't lift anything heavy+}.",),
            )
        ),
        (
            place(
                german("Don’t lift anything heavy.", "Nichts.", fuzzy=True, previous=key("Lift.")),
                "Changed: [-Lift-] {+Don’t lift anything heavy+}.",
            ),
        ),
        id="what-has-changed-is-told-of-the-text-as-it-is-now",
    ),
    pytest.param(
        template(DOSE.replace("200", "400").replace("Take", "Swallow")),
        catalog(german(DOSE.replace("200", "400"), NEHMEN, fuzzy=True, previous=key(DOSE))),
        (
            place(
                german(DOSE.replace("200", "400").replace("Take", "Swallow"), ""),
                "Changed: [-Take-] {+Swallow+} one tablet of [-200-] {+400+} mg with a full …",
                "Meaning: number: 200 milligram → 400 milligram",
                f"Old translation: {NEHMEN}",
            ),
            german(
                DOSE.replace("200", "400"), NEHMEN, fuzzy=True, previous=key(DOSE), obsolete=True
            ),
        ),
        id="a-fuzzy-is-no-translation-of-the-text-that-it-stands-under",
    ),
    pytest.param(
        template(WALK_GENTLY.replace("every", "each"), WALK_GENTLY),
        catalog(
            german("Walk.", "Los.", fuzzy=True, previous=key(WALK), obsolete=True),
            german(WALK_GENTLY, GEHEN, fuzzy=True, previous=key(WALK)),
        ),
        (
            place(
                german(WALK_GENTLY.replace("every", "each"), GEHEN, fuzzy=True, previous=key(WALK)),
                "Changed: Walk {+gently+} for ten minutes [-every-] {+each+} morning before breakfast.",
            ),
            place(
                german(WALK_GENTLY, GEHEN, fuzzy=True, previous=key(WALK)),
                "Changed: Walk {+gently+} for ten minutes every …",
            ),
            german("Walk.", "Los.", fuzzy=True, previous=key(WALK), obsolete=True),
        ),
        id="of-two-offers-the-one-that-is-in-use",
    ),
]


@pytest.mark.parametrize(("source", "held", "expected"), CASES)
def test_merge(source: Catalog, held: Catalog, expected: tuple[Unit, ...]) -> None:
    merged = merge(source, held)
    assert merged.units == expected
    assert merge(source, merged) == merged


# ------------------------------------------------------------------------------------- from outside
ELSEWHERE = german(WALK, GEHEN, obsolete=True, comments=("ok",))
CERTAIN = Suggestion(NEHMEN, State.FUZZY, comments=("from memory: neck",))
NEAR = Suggestion(GEHEN, State.FUZZY, key(WALK), ("from memory: hip",))
MEMORY_NOTE = "Suggested: from memory: hip"


@pytest.mark.parametrize(
    ("text", "offers", "expected"),
    [
        pytest.param(
            WALK,
            {"elsewhere": {key(WALK): ELSEWHERE}, "certain": lambda _: CERTAIN},
            place(german(WALK, GEHEN, comments=("ok",))),
            id="moved-here-comes-first",
        ),
        pytest.param(
            DOSE,
            {"elsewhere": {key(WALK): ELSEWHERE}, "certain": lambda _: CERTAIN},
            place(german(DOSE, NEHMEN, fuzzy=True), "Suggested: from memory: neck"),
            id="fuzzy-with-where-it-comes-from",
        ),
        pytest.param(
            WALK,
            {"certain": lambda _: Suggestion(GEHEN, State.TRANSLATED, comments=("trusted",))},
            place(german(WALK, GEHEN)),
            id="translated-where-the-memory-is-trusted",
        ),
        pytest.param(
            WALK,
            {
                "elsewhere": {key(WALK): german(WALK, " ", obsolete=True)},
                "certain": lambda _: CERTAIN,
            },
            place(german(WALK, NEHMEN, fuzzy=True), "Suggested: from memory: neck"),
            id="a-blank-that-moved-here-is-none",
        ),
        pytest.param(
            WALK,
            {"certain": lambda _: Suggestion(GEHEN, State.TRANSLATED, key(WALK))},
            place(german(WALK, GEHEN)),
            id="translated-where-it-says-of-which-text-the-very-one",
        ),
        pytest.param(
            WALK_GENTLY,
            {"memory": lambda _: NEAR},
            place(
                german(WALK_GENTLY, GEHEN, fuzzy=True, previous=key(WALK)),
                "Changed: Walk {+gently+} for ten minutes every …",
                MEMORY_NOTE,
            ),
            id="a-near-text-with-its-diff",
        ),
        pytest.param(
            WALK.replace("ten", "forty"),
            {"memory": lambda _: NEAR},
            place(
                german(WALK.replace("ten", "forty"), ""),
                "Changed: Walk for [-ten-] {+forty+} minutes every morning before breakfast.",
                "Meaning: number: 10 minute → 40 minute",
                f"Old translation: {GEHEN}",
                MEMORY_NOTE,
            ),
            id="another-meaning-is-withheld-here-too",
        ),
        pytest.param(
            WALK,
            {"memory": lambda _: Suggestion(GEHEN, State.FUZZY, key(WALK_GENTLY, "menu"))},
            place(german(WALK, "")),
            id="contexts-are-never-mixed",
        ),
        pytest.param(
            WALK,
            {
                "recut": lambda _: Suggestion("", State.FUZZY, comments=("one part",)),
                "certain": lambda _: CERTAIN,
            },
            place(
                german(WALK, NEHMEN, fuzzy=True),
                "Suggested: one part",
                "Suggested: from memory: neck",
            ),
            id="remarks-add-up",
        ),
    ],
)
def test_offers_from_outside(text: str, offers: dict[str, Any], expected: Unit) -> None:
    source = template(text)
    merged = merge(source, catalog(), **offers)
    assert merged.units == (expected,)
    assert merge(source, merged, **offers) == merged


def test_an_edit_declared_a_typo_keeps_its_translation() -> None:
    held = catalog(german(WALK, GEHEN, comments=("leaflets: allow x: y",)))
    merged = merge(template(WALK_GENTLY), held, fixes={key(WALK_GENTLY): key(WALK)})
    assert merged.units == (place(german(WALK_GENTLY, GEHEN, comments=("leaflets: allow x: y",))),)


def test_the_header_follows_the_template_only_where_the_template_decides() -> None:
    held = replace(
        catalog(german(WALK, GEHEN)),
        header=(
            ("Last-Translator", "Ada Weber <ada@example.org>"),
            ("POT-Creation-Date", "2020-01-01 00:00+0000"),
            ("X-Generator", "Poedit 3.4"),
        ),
        header_comments=("Rückenschmerzen, deutsch.",),
    )
    merged = merge(template(WALK), held)
    assert merged.header == (
        ("Last-Translator", "Ada Weber <ada@example.org>"),
        ("POT-Creation-Date", "2024-10-31 00:00+0000"),
        ("X-Generator", "Poedit 3.4"),
        ("X-Source-Digest", "f00d"),
    )
    assert merged.header_comments == ("Rückenschmerzen, deutsch.",)


def test_a_new_catalog_says_what_it_is_and_claims_no_work() -> None:
    source = template(**{"Project-Id-Version": "Leaflets", "Report-Msgid-Bugs-To": "clinic@x.org"})
    expected = (
        ("Project-Id-Version", "Leaflets"),
        ("Report-Msgid-Bugs-To", "clinic@x.org"),
        ("POT-Creation-Date", "2024-10-31 00:00+0000"),
        ("PO-Revision-Date", "2024-10-31 00:00+0000"),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", "zh_Hans"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Source-Digest", "f00d"),
    )
    assert new_catalog(source, Language("zh-Hans")).header == expected
    named = new_catalog(source, Language("zh-Hans"), project="Clinic")
    assert named.header == (("Project-Id-Version", "Clinic"), *expected[1:])


@pytest.mark.gettext
def test_a_new_catalog_is_a_draft_that_gettext_accepts(tmp_path: Path, msgfmt: str) -> None:
    source = template(WALK, **{"Project-Id-Version": "Leaflets", "Report-Msgid-Bugs-To": ""})
    made = new_catalog(source, Language("zh-Hans"))
    assert made.header_comments == ("Draft: awaiting review by a qualified medical translator.",)
    assert made.header_value("Language") == "zh_Hans"
    assert coverage(made) == Coverage(total=1, untranslated=1)
    assert merge(source, made) == made
    path = tmp_path / "back.po"
    po.write(path, made)
    checked = subprocess.run(
        [msgfmt, "--check", "-o", "/dev/null", str(path)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_coverage_counts_what_is_wanted() -> None:
    held = catalog(
        german("a", "b"),
        german("c", "d", fuzzy=True),
        german("e", " "),
        german("f", "g", obsolete=True),
    )
    assert coverage(held) == Coverage(total=3, translated=1, fuzzy=1, untranslated=1)


def test_an_inserted_sentence_changes_its_own_lines_only() -> None:
    texts = ["Rest.", WALK, DOSE, "Sleep well."]
    first = merge(template(*texts), catalog())
    done = replace(
        first, units=tuple(replace(unit, msgstr=f"„{unit.key.msgid}“") for unit in first.units)
    )
    before = po.render(done).decode().split("\n")
    texts.insert(1, "Lift nothing heavy until the pain is gone.")
    after = po.render(merge(template(*texts), done)).decode().split("\n")
    added = [line for line in after if line not in before]
    assert len(after) - len(before) == 5
    assert added == ['msgid "Lift nothing heavy until the pain is gone."']


# -------------------------------------------------------------------------------------- properties
SENTENCES = [
    WALK,
    WALK_GENTLY,
    WALK.replace("morning", "evening"),
    DOSE,
    DOSE.replace("200", "400"),
    DOSE.replace("glass", "cup"),
    "Do not lift anything heavy for six weeks.",
    "Do not lift anything heavy for four weeks.",
    "Lift anything heavy for six weeks.",
    WALK.replace("every ", "every  "),
    "Don’t lift anything heavy for six weeks.",
    "Rest.",
    "Rests.",
]
TEMPLATES = st.lists(
    st.builds(Key, st.sampled_from([None, "box"]), st.sampled_from(SENTENCES)),
    unique=True,
    max_size=6,
).map(lambda keys: template(*(Unit(key) for key in keys)))
TYPED = st.sampled_from(
    ["", GEHEN, NEHMEN, "Ruhen Sie.", "Heben Sie nichts Schweres.", "不要提重物。"]
)


@examples(150)
@given(st.data(), st.lists(TEMPLATES, min_size=1, max_size=5))
def test_no_sequence_of_updates_loses_a_translation(
    data: st.DataObject, templates: list[Catalog]
) -> None:
    held, withhold = catalog(), data.draw(st.booleans())
    for source in templates:
        before = held
        held = merge(source, before, withhold=withhold)
        assert merge(source, held, withhold=withhold) == held
        assert _words(before) <= _words(held)
        assert {unit.key for unit in held.units if not unit.obsolete} == {
            unit.key for unit in source.units
        }
        assert _approved(held) <= _approved(before)
        if withhold:
            assert _prefilled(held) <= _prefilled(before)
        assert po.parse(po.render(held), "locales/de/LC_MESSAGES/back.po").units == held.units
        held = replace(held, units=tuple(_edited(data, unit) for unit in held.units))


def _words(of: Catalog) -> set[str]:
    return {unit.msgstr for unit in of.units if unit.msgstr}


def _approved(of: Catalog) -> set[tuple[str | None, str, str]]:
    """What counts as translated, now or once its text returns, whatever the text looks like."""
    return {
        (unit.key.msgctxt, without_looks(unit.key.msgid), unit.msgstr)
        for unit in of.units
        if unit.msgstr and not unit.fuzzy
    }


def _prefilled(of: Catalog) -> set[tuple[Key, str]]:
    """Translations that stand under a text that means something else than they translate."""
    return {
        (unit.key, unit.msgstr)
        for unit in of.units
        if unit.fuzzy
        and unit.previous
        and JUDGE.compare(unit.previous.msgid, unit.key.msgid).meaning is Meaning.CHANGED
    }


@examples(50)
@given(st.permutations(SENTENCES), st.integers(1, 4))
def test_origins_do_not_depend_on_the_order_of_catalogs(order: list[str], count: int) -> None:
    done = [catalog(*(german(text, f"„{text}“") for text in order[:n])) for n in (count, 8)]
    source = template(*order[8:])
    forth, back = Origins(source, done), Origins(source, reversed(done))
    assert [forth.of(unit) for unit in source.units] == [back.of(unit) for unit in source.units]
    alone = merge(source, done[1])
    assert merge(source, done[1], origins=Origins(source, done)) == alone


def _edited(data: st.DataObject, unit: Unit) -> Unit:
    """What a translator does to a unit: leave it, approve it, or type over it."""
    deed = data.draw(st.sampled_from(["leave", "approve", "type"]))
    if unit.obsolete or deed == "leave":
        return unit
    if deed == "approve":
        return replace(unit, fuzzy=False, previous=None)
    return replace(unit, msgstr=data.draw(TYPED), fuzzy=False, previous=None)
