"""What comes back over a catalog that went on: merged, told, never lost, never wrongly right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_strategies import ENGLISH, SPANISH, TEXTS, catalogs
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.catalogs.exchange.parcel import Parcel, pack
from pipeline.catalogs.exchange.receive import Kind, receive
from pipeline.model import Catalog, Key, State, Unit

REST = Key(None, "Rest for 10 minutes.")


def catalog(*units: Unit) -> Catalog:
    return Catalog("back", SPANISH, (), units)


def back(sent: Catalog, target: str | None, state: State | None) -> Parcel:
    """The parcel of `sent`, its first unit changed by a translator."""
    packed = pack(sent, source_language=ENGLISH)
    first, *others = packed.units
    return replace(packed, units=(replace(first, target=target, state=state), *others))


OLD = Unit(REST, msgstr="Descanse 10 minutos.")
DOUBTFUL = replace(OLD, fuzzy=True, previous=Key(None, "Rest for 5 minutes."))
EMPTY = Unit(REST)
APPROVED_NOTE = "Approved before the exchange: Descanse 10 minutos."
RIVAL_NOTE = "Other wording from an exchange (translated): Repose 10 minutos."


@pytest.mark.parametrize(
    ("sent", "now", "target", "state", "expected", "kinds"),
    [
        pytest.param(
            EMPTY, EMPTY, "Repose 10 minutos.", State.TRANSLATED,
            Unit(REST, msgstr="Repose 10 minutos."), [Kind.TAKEN], id="translated",
        ),
        pytest.param(
            DOUBTFUL, DOUBTFUL, "Descanse 10 minutos.", State.TRANSLATED,
            OLD, [Kind.TAKEN], id="approved: no previous source any more",
        ),
        pytest.param(
            DOUBTFUL, DOUBTFUL, "Repose.", State.FUZZY,
            replace(DOUBTFUL, msgstr="Repose."), [Kind.TAKEN], id="still fuzzy: previous source stays",
        ),
        pytest.param(
            OLD, OLD, "Descanse 10 minutos.", State.FUZZY,
            replace(OLD, fuzzy=True), [Kind.TAKEN], id="a reviewer doubts it",
        ),
        pytest.param(
            OLD, OLD, "Repose 10 minutos.", State.FUZZY,
            replace(OLD, msgstr="Repose 10 minutos.", fuzzy=True, comments=(APPROVED_NOTE,)),
            [Kind.TAKEN], id="a draft over approved wording keeps that findable",
        ),
        pytest.param(
            OLD, OLD, "Repose 10 minutos.", None,
            replace(OLD, msgstr="Repose 10 minutos.", fuzzy=True, comments=(APPROVED_NOTE,)),
            [Kind.TAKEN], id="nobody said that it is right",
        ),
        pytest.param(OLD, OLD, "Descanse 10 minutos.", None, OLD, [], id="state dropped by a tool"),
        pytest.param(OLD, OLD, None, None, OLD, [], id="target dropped by a tool"),
        pytest.param(
            OLD, OLD, "", State.UNTRANSLATED,
            replace(OLD, fuzzy=True), [Kind.EMPTIED], id="deleted by a person: kept, not published",
        ),
        pytest.param(
            OLD, replace(OLD, msgstr="Descansa."), "Descanse 10 minutos.", State.TRANSLATED,
            replace(OLD, msgstr="Descansa."), [], id="changed here only",
        ),
        pytest.param(
            OLD, replace(OLD, msgstr="Descansa."), "Repose 10 minutos.", State.TRANSLATED,
            Unit(REST, msgstr="Descansa.", fuzzy=True, comments=(RIVAL_NOTE,)),
            [Kind.CONFLICT], id="changed on both sides",
        ),
        pytest.param(
            OLD, Unit(REST, msgstr="Descansa.", comments=(RIVAL_NOTE,)), "Repose 10 minutos.",
            State.TRANSLATED, Unit(REST, msgstr="Descansa.", comments=(RIVAL_NOTE,)),
            [], id="a conflict that a person has decided",
        ),
        pytest.param(
            replace(OLD, fuzzy=True), OLD, "Repose 10 minutos.", State.TRANSLATED,
            replace(OLD, fuzzy=True, comments=(RIVAL_NOTE,)),
            [Kind.CONFLICT], id="approved here meanwhile: no second receiving takes that away",
        ),
        pytest.param(
            replace(OLD, fuzzy=True, comments=(RIVAL_NOTE,)),
            replace(OLD, fuzzy=True, comments=(RIVAL_NOTE,)), "Repose 10 minutos.",
            State.TRANSLATED, Unit(REST, msgstr="Repose 10 minutos.", comments=(RIVAL_NOTE,)),
            [Kind.TAKEN], id="the other side of a conflict, chosen by a translator who saw both",
        ),
        pytest.param(
            OLD, replace(OLD, msgstr="Repose 10 minutos."), "Repose 10 minutos.", State.TRANSLATED,
            replace(OLD, msgstr="Repose 10 minutos."), [], id="the same change on both sides",
        ),
        pytest.param(
            EMPTY, replace(OLD, fuzzy=True), "Descanse 10 minutos.", State.TRANSLATED,
            replace(OLD, fuzzy=True), [], id="the same wording, doubted on one side",
        ),
        pytest.param(
            OLD, EMPTY, "Descanse 10 minutos.", State.TRANSLATED,
            replace(OLD, fuzzy=True), [Kind.MISSED], id="lost or deleted here, untouched there",
        ),
        pytest.param(
            DOUBTFUL, EMPTY, "Descanse 10 minutos.", State.FUZZY,
            EMPTY, [], id="an offer that was taken back here",
        ),
        pytest.param(
            OLD, replace(OLD, obsolete=True), "Repose 10 minutos.", State.TRANSLATED,
            Unit(REST, msgstr="Repose 10 minutos.", obsolete=True), [Kind.STALE], id="obsolete here",
        ),
    ],
)  # fmt: skip
def test_receive_one_unit(
    sent: Unit,
    now: Unit,
    target: str | None,
    state: State | None,
    expected: Unit,
    kinds: list[Kind],
) -> None:
    parcel = back(catalog(sent), target, state)
    received = receive(parcel, catalog(now))
    assert received.catalog == catalog(expected)
    assert [outcome.kind for outcome in received.outcomes] == kinds
    assert receive(parcel, received.catalog).catalog == received.catalog


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rest for 10 minutes now.", ("Repose 10 minutos.", True)),
        ("Rest for 20 minutes.", ("", False)),  # another number: its old translation is shown only
    ],
)
def test_a_wording_for_an_obsolete_text_is_offered_where_that_lives_on(
    text: str, expected: tuple[str, bool]
) -> None:
    parcel = back(catalog(OLD), "Repose 10 minutos.", State.TRANSLATED)
    received = receive(parcel, catalog(Unit(Key(None, text)), replace(OLD, obsolete=True)))
    offered, gone = received.catalog.units
    assert gone == Unit(REST, msgstr="Repose 10 minutos.", obsolete=True)
    assert (offered.msgstr, offered.fuzzy) == expected
    shown = offered.msgstr or "\n".join(offered.extracted)
    assert "Repose 10 minutos." in shown
    assert [outcome.kind for outcome in received.outcomes] == [Kind.STALE]
    assert receive(parcel, received.catalog).catalog == received.catalog


def test_a_source_that_is_gone_is_kept_and_offered_where_its_text_lives_on() -> None:
    parcel = back(catalog(EMPTY), "Descanse 10 minutos.", State.TRANSLATED)
    edited = Unit(Key(None, "Rest for 10 minutes now."), comments=("Ask Ana.",))
    received = receive(parcel, catalog(edited))
    offered, gone = received.catalog.units
    assert gone == Unit(REST, msgstr="Descanse 10 minutos.", obsolete=True)
    assert offered == replace(
        edited,
        msgstr="Descanse 10 minutos.",
        fuzzy=True,
        previous=REST,
        extracted=offered.extracted,  # merge shows there what changed
    )
    assert [outcome.kind for outcome in received.outcomes] == [Kind.STALE]


def test_a_changed_number_is_never_prefilled() -> None:
    parcel = back(catalog(EMPTY), "Descanse 10 minutos.", State.TRANSLATED)
    received = receive(parcel, catalog(Unit(Key(None, "Rest for 20 minutes."))))
    assert [unit.msgstr for unit in received.catalog.units] == ["", "Descanse 10 minutos."]


def test_contexts_are_never_mixed() -> None:
    parcel = back(catalog(EMPTY), "Descanse 10 minutos.", State.TRANSLATED)
    other = Unit(Key("heading", REST.msgid))
    received = receive(parcel, catalog(other))
    assert received.catalog.units[0] == other


FIFTEEN = "Descanse 15 minutos."


@pytest.mark.parametrize(
    ("sent", "expected", "kinds"),
    [
        pytest.param(
            EMPTY, replace(EMPTY, msgstr=FIFTEEN, fuzzy=True), [Kind.ALTERED], id="fills-a-gap"
        ),
        pytest.param(
            OLD,
            replace(
                OLD,
                fuzzy=True,
                comments=(f"Other wording from an exchange (translated): {FIFTEEN}",),
            ),
            [Kind.ALTERED],
            id="does-not-take-the-place-of-a-translation",
        ),
        pytest.param(
            replace(OLD, msgstr=FIFTEEN, fuzzy=True),
            replace(OLD, msgstr=FIFTEEN, fuzzy=True),
            [],
            id="does-not-approve-the-same-wording",
        ),
    ],
)
def test_a_source_edited_on_the_way_is_fuzzy_for_the_unit_that_it_was(
    sent: Unit, expected: Unit, kinds: list[Kind]
) -> None:
    packed = pack(catalog(sent), source_language=ENGLISH)
    altered = replace(
        packed.units[0],
        key=Key(None, "Rest for 15 minutes."),
        target=FIFTEEN,
        state=State.TRANSLATED,
    )
    parcel = replace(packed, units=(altered,))
    received = receive(parcel, catalog(sent))
    assert received.catalog == catalog(expected)
    assert [outcome.kind for outcome in received.outcomes] == kinds
    again = receive(parcel, received.catalog)
    assert (again.catalog, again.outcomes) == (received.catalog, ())


@pytest.mark.parametrize(
    ("now", "expected", "kinds"),
    [
        pytest.param(
            catalog(OLD),
            Unit(REST, "Repose.", fuzzy=True),
            [Kind.TAKEN, Kind.CONFLICT],
            id="as-it-left",
        ),
        pytest.param(
            catalog(),
            Unit(REST, "Repose.", fuzzy=True, obsolete=True),
            [Kind.STALE],
            id="its-source-is-gone",
        ),
    ],
)
def test_of_two_wordings_for_one_unit_neither_is_right_and_none_is_lost(
    now: Catalog, expected: Unit, kinds: list[Kind]
) -> None:
    packed = pack(catalog(OLD), source_language=ENGLISH)
    both = replace(packed.units[0], target="Repose.", rival="Descansa.", state=State.TRANSLATED)
    parcel = replace(packed, units=(both,))
    note = "Other wording from an exchange (fuzzy): Descansa."
    received = receive(parcel, now)
    assert received.catalog == catalog(replace(expected, comments=(note,)))
    assert [outcome.kind for outcome in received.outcomes] == kinds
    decided = catalog(Unit(REST, "Repose.", comments=(note,), obsolete=expected.obsolete))
    again = receive(parcel, decided)
    assert (again.catalog, again.outcomes) == (decided, ())


def test_comments_written_on_the_way_are_added_and_none_is_taken_away() -> None:
    sent = catalog(replace(OLD, comments=("Ana: formal.",)))
    packed = pack(sent, source_language=ENGLISH)
    came = replace(packed.units[0], comments=("Ana: formal.", "Luis: agreed."))
    parcel = replace(packed, units=(came,))
    assert receive(parcel, sent).catalog.units[0].comments == ("Ana: formal.", "Luis: agreed.")
    without = replace(packed, units=(replace(packed.units[0], comments=()),))
    assert receive(without, sent).catalog == sent


def test_a_comment_deleted_here_meanwhile_does_not_come_back() -> None:
    sent = catalog(replace(OLD, comments=("Ask Ana.",)))
    assert receive(pack(sent, source_language=ENGLISH), catalog(OLD)).catalog == catalog(OLD)


def test_plural_forms_come_back_one_by_one() -> None:
    days = Unit(Key(None, "one day"), plural=("%d days", "un día", ""), flags=("c-format",))
    packed = pack(catalog(days), source_language=ENGLISH)
    came = replace(packed.units[1], target="%d días", state=State.TRANSLATED)
    received = receive(replace(packed, units=(packed.units[0], came)), catalog(days))
    assert received.catalog.units[0].plural == ("%d days", "un día", "%d días")


def test_all_forms_of_a_plural_that_is_gone_are_kept() -> None:
    """Those too that nobody touched on the way: the catalog has them no more."""
    days = Unit(
        Key(None, "one day"), plural=("%d days", "un día", "%d días"), comments=("Ask Ana.",)
    )
    parcel = pack(catalog(days), source_language=ENGLISH)
    received = receive(parcel, catalog())
    assert received.catalog == catalog(replace(days, obsolete=True))
    assert [outcome.kind for outcome in received.outcomes] == [Kind.STALE, Kind.STALE]
    assert receive(parcel, received.catalog).catalog == received.catalog


def test_a_form_is_not_approved_while_another_of_its_entry_waits_for_a_person() -> None:
    key = Key(None, "One tablet.")
    draft = Unit(key, fuzzy=True, plural=("%d tablets.", "Una tableta.", "%d tabletas."))
    one, more = pack(catalog(draft), source_language=ENGLISH).units
    parcel = Parcel(
        "back", SPANISH, ENGLISH,
        (
            replace(one, state=State.TRANSLATED),
            replace(more, target="%d comprimidos.", state=State.TRANSLATED),
        ),
    )  # fmt: skip
    meanwhile = replace(draft, plural=("%d tablets.", "Una tableta.", "%d pastillas."))
    waiting = replace(
        meanwhile, comments=("Other wording from an exchange (translated): %d comprimidos.",)
    )
    once = receive(parcel, catalog(meanwhile)).catalog
    assert once.units == (waiting,)
    assert receive(parcel, once).catalog.units == (waiting,)


def test_a_plural_that_is_none_here_goes_into_a_comment() -> None:
    days = Unit(Key(None, "one day"), plural=("%d days", "un día", "%d días"))
    plain = Unit(Key(None, "one day"), msgstr="un día")
    received = receive(pack(catalog(days), source_language=ENGLISH), catalog(plain))
    notes = tuple(f"Other wording from an exchange (translated): {t}" for t in days.plural[1:])
    assert received.catalog == catalog(replace(plain, comments=notes))
    assert [outcome.kind for outcome in received.outcomes] == [Kind.CONFLICT, Kind.CONFLICT]


def test_one_unit_twice_in_a_file_is_a_dispute() -> None:
    packed = pack(catalog(EMPTY), source_language=ENGLISH)
    first, second = (
        replace(packed.units[0], target=text, state=State.TRANSLATED)
        for text in ("Descanse 10 minutos.", "Repose 10 minutos.")
    )
    received = receive(replace(packed, units=(first, second)), catalog(EMPTY))
    assert received.catalog == catalog(replace(OLD, fuzzy=True, comments=(RIVAL_NOTE,)))
    assert [outcome.is_problem for outcome in received.outcomes] == [False, True]


@st.composite
def journeys(draw: st.DrawFn) -> tuple[Catalog, Catalog, Parcel]:
    """A catalog when it left, the same when it went on, and its parcel, worked on meanwhile."""
    sent = draw(catalogs())
    packed = pack(sent, source_language=ENGLISH)
    states = st.sampled_from([None, State.FUZZY, State.TRANSLATED])
    worked = [
        replace(unit, target=draw(TEXTS), state=draw(states)) if draw(st.booleans()) else unit
        for unit in packed.units
    ]
    still_there = [unit for unit in sent.units if draw(st.integers(0, 3))]
    now = [
        replace(unit, msgstr=draw(TEXTS), fuzzy=draw(st.booleans()))
        if draw(st.booleans()) and not unit.plural
        else unit
        for unit in still_there
    ]
    return sent, replace(sent, units=tuple(now)), replace(packed, units=tuple(worked))


def says(unit: Unit, wording: str) -> bool:
    """Whether the unit has the wording as a translation, or in a comment, line by line."""
    lines = [line.strip() for comment in unit.comments for line in comment.split("\n")]
    first, *rest = (line.strip() for line in wording.split("\n"))
    noted = any(line.endswith(first) for line in lines) and all(line in lines for line in rest)
    return noted or wording in (unit.msgstr, *unit.plural[1:])


@examples(100)
@given(journeys())
def test_no_wording_of_either_side_is_ever_lost(journey: tuple[Catalog, Catalog, Parcel]) -> None:
    sent, now, parcel = journey
    result = {unit.key: unit for unit in receive(parcel, now).catalog.units}
    went_out = pack(sent, source_language=ENGLISH)
    for before, came in zip(went_out.units, parcel.units, strict=True):
        if came.target and came.target.strip() and came.target != before.target:
            assert says(result[came.key], came.target)
    had = {unit.key: unit for unit in sent.units}
    for unit in now.units:
        assert set(unit.comments) <= set(result[unit.key].comments)
        if unit != had[unit.key] and unit.msgstr.strip():
            assert says(result[unit.key], unit.msgstr)


@examples(100)
@given(journeys())
def test_nothing_becomes_right_that_nobody_called_right(
    journey: tuple[Catalog, Catalog, Parcel],
) -> None:
    _, now, parcel = journey
    called_right = {(u.key, u.msgstr) for u in now.units if u.state is State.TRANSLATED}
    called_right |= {(u.key, u.target) for u in parcel.units if u.state is State.TRANSLATED}
    for unit in receive(parcel, now).catalog.units:
        if unit.state is State.TRANSLATED and not unit.plural:
            assert (unit.key, unit.msgstr) in called_right


@examples(100)
@given(journeys())
def test_receiving_twice_is_receiving_once(journey: tuple[Catalog, Catalog, Parcel]) -> None:
    _, now, parcel = journey
    once = receive(parcel, now).catalog
    assert receive(parcel, once).catalog == once
