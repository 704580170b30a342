"""The baseline knows what was there, fails what is new, and only ever shrinks."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.baseline import Baseline, fingerprint, is_blind
from pipeline.errors import UsageError
from pipeline.model import Finding
from tests.builders import make_finding

DOSE = make_finding()
MOVED = make_finding(line=97, span=None)
OTHER = make_finding(msgid="Take 5 mg twice.", message="the source says 5 mg")
TERM = make_finding("term-missing", path="locales/ar/LC_MESSAGES/back-pain.po")
FINDINGS = st.lists(st.sampled_from([DOSE, MOVED, OTHER, TERM]), max_size=8)


def test_a_note_shows_the_beginning_of_a_long_sentence_in_one_line() -> None:
    msgid = "Take one tablet of 200 mg\nwith a full glass of water, and lie down for an hour."
    (known,) = Baseline.of([make_finding(msgid=msgid)]).known.values()
    shown = "[Take one tablet of 200 mg with a full glass of water, and l…]"
    assert known.note.endswith(shown)
    assert len(shown) == 60 + len("[]")


def test_known_finding_is_not_new_after_its_line_has_moved() -> None:
    assert Baseline.of([DOSE]).new([MOVED, OTHER]) == (OTHER,)


def test_second_occurrence_is_new() -> None:
    assert Baseline.of([DOSE]).new([DOSE, MOVED]) == (MOVED,)


@pytest.mark.parametrize("identifier", ["article-broken", "catalog-broken", "internal-error"])
def test_what_hides_everything_else_is_never_known(identifier: str) -> None:
    broken = make_finding(identifier)
    assert Baseline.of([broken]) == Baseline()
    assert Baseline.of([DOSE]).new([broken]) == (broken,)


def test_mended_finding_leaves_the_baseline() -> None:
    assert Baseline.of([DOSE, OTHER]).shrunk([OTHER]) == Baseline.of([OTHER])


def test_file_can_be_read_by_people_and_merged_by_git() -> None:
    text = Baseline.of([DOSE, DOSE, TERM]).render().decode()
    assert json.loads(text)["findings"][fingerprint(DOSE)] == {
        "count": 2,
        "note": "locales/es/LC_MESSAGES/back-pain.po number-mismatch: the source says 5 mg, the "
        "translation says '50 mg' [Take 5 mg.]",
    }
    assert len(text.split("\n")) == 5  # a line a finding


def test_a_note_is_read_in_every_script_and_names_a_file_that_has_no_sentence() -> None:
    finding = make_finding("stray-fragment", message="'腰部' is stray", msgid=None, path="a.md")
    assert '"note": "a.md stray-fragment: \'腰部\' is stray"' in (
        Baseline.of([finding]).render().decode()
    )


def test_a_fingerprint_is_the_same_in_every_version() -> None:
    """Baselines lie in the repositories of those who use us: another digest forgets them all."""
    assert fingerprint(DOSE) == "569c974a41dfc556ffbf89408fb50b17"


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("number-mismatch", "catalog-broken"), True),
        (("article-broken",), True),
        (("number-mismatch",), False),
        ((), False),
    ],
)
def test_what_could_not_be_looked_at_makes_blind(ids: tuple[str, ...], *, expected: bool) -> None:
    assert is_blind(map(make_finding, ids)) is expected


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[]", id="list"),
        pytest.param(b'{"version": 2, "findings": {}}', id="future"),
        pytest.param(b'{"version": 1, "findings": {"a": 3}}', id="shape"),
        pytest.param(
            b'{"version": 1, "findings": {"a": {"count": 1e999, "note": ""}}}', id="endless"
        ),
        pytest.param(b"[" * 200_000, id="deep"),
    ],
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match="no baseline"):
        Baseline.parse(data, "baseline.json")


@given(FINDINGS, FINDINGS)
def test_what_is_known_and_what_is_new_add_up(before: list[Finding], now: list[Finding]) -> None:
    baseline = Baseline.of(before)
    assert Baseline.parse(baseline.render(), "b.json") == baseline
    shrunk = baseline.shrunk(now)
    assert shrunk.new(now) == baseline.new(now)
    assert all(each.count <= baseline.known[key].count for key, each in shrunk.known.items())
