"""Our frozen dataclasses are the library's, as far as anybody can tell."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field

import pytest

from pipeline import values
from pipeline.model import Key, Segment, Unit


@values.dataclass(frozen=True, slots=True)
class Ours:
    """One of every kind of field."""

    text: str
    names: list[str] = field(default_factory=list)
    line: int = field(default=0, compare=False)
    secret: str = field(default="", repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """One of every kind of field."""

    text: str
    names: list[str] = field(default_factory=list)
    line: int = field(default=0, compare=False)
    secret: str = field(default="", repr=False)


@values.dataclass(frozen=True, slots=True)
class Checked:
    """Knows more than it is told, and what it may not be told."""

    text: str
    words: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("no text")
        object.__setattr__(self, "words", tuple(self.text.split()))


@values.dataclass(frozen=True, slots=True, eq=False)
class Itself:
    """Equal to nothing else."""

    text: str


def test_values_look_and_describe_themselves_as_those_of_the_library() -> None:
    ours, theirs = Ours("Ruhe", line=3), Theirs("Ruhe", line=3)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert Ours.__match_args__ == Theirs.__match_args__
    assert Ours.__slots__ == Theirs.__slots__


def test_a_default_is_made_anew_for_every_value() -> None:
    one, other = Ours("Ruhe"), Ours("Ruhe")
    one.names.append("a")
    assert other.names == []


def test_values_compare_by_the_fields_that_count() -> None:
    assert Segment(0, Key(None, "Rest."), 1, "") == Segment(0, Key(None, "Rest."), 1, "")
    assert Unit(Key(None, "Rest."), line=3) == Unit(Key(None, "Rest."), line=4)
    assert Unit(Key(None, "Rest.")) != Unit(Key(None, "Rest."), fuzzy=True)
    assert Ours("Ruhe") != Theirs("Ruhe")
    assert Itself("Ruhe") != Itself("Ruhe")


def test_equal_values_are_one_in_a_set() -> None:
    units = {Unit(Key(None, "Rest."), line=line) for line in range(3)}
    assert units == {Unit(Key(None, "Rest."))}
    with pytest.raises(TypeError, match="unhashable type: 'list'"):
        hash(Ours("Ruhe"))


def test_nobody_changes_a_value() -> None:
    value = Ours("Ruhe")
    for name in ("text", "other"):
        with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(value, name, "Eile")
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'text'"):
        del value.text
    assert value == Ours("Ruhe")


def test_a_value_with_other_fields_leaves_the_first_as_it_was() -> None:
    before = Unit(Key(None, "Rest."), "Ruhe.", line=7)
    after = values.replace(before, fuzzy=True)
    assert (after, after.line) == (dataclasses.replace(before, fuzzy=True), 7)
    assert not before.fuzzy
    with pytest.raises(TypeError, match="unexpected keyword argument 'fussy'"):
        values.replace(before, fussy=True)  # type: ignore[call-arg]


def test_what_a_value_finds_out_is_found_out_again_with_other_fields() -> None:
    assert Checked("take rest").words == ("take", "rest")
    with pytest.raises(ValueError, match="no text"):
        Checked("")


def test_values_travel_to_other_processes() -> None:
    value = Unit(Key(None, "Rest."), "Ruhe.", extracted=("Title",), line=3)
    for found in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):
        assert (found, found.line) == (value, 3)


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(TypeError, match=r"Ours.__init__\(\) missing 1 required .*: 'text'"):
        Ours()  # type: ignore[call-arg]
