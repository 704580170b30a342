"""A theme that can't be read is no theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.leaflets.theme import contrast, contrast_problems, default_theme, make_theme


def test_house_theme_can_be_read_in_light_and_dark() -> None:
    assert contrast_problems(default_theme()) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("#000000", "#FFFFFF", 21.0, id="black-on-white"),
        pytest.param("#FFFFFF", "#FFFFFF", 1.0, id="white-on-white"),
        pytest.param("#767676", "#FFFFFF", 4.54, id="the-grey-that-just-passes"),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)


def test_three_lines_change_the_look() -> None:
    theme = make_theme({"logo": "Clinic", "light": {"band": "#5B2333", "band_shape": "#6B2F40"}})
    assert (theme.logo, theme.light["band"]) == ("Clinic", "#5B2333")
    assert theme.light["ink"] == default_theme().light["ink"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param({"name": "baroque"}, "there is no theme 'baroque'", id="unknown-theme"),
        pytest.param({"name": "../house"}, "there is no theme", id="path-as-name"),
        pytest.param({"lite": {}}, "theme.lite: unknown key", id="unknown-key"),
        pytest.param({"light": {"inc": "#000000"}}, "theme.light.inc: unknown key", id="role"),
        pytest.param({"light": {"ink": "red;}"}}, "expected a colour", id="not-a-colour"),
        pytest.param({"light": "#000000"}, "theme.light: expected a table", id="not-a-table"),
        pytest.param({"print": {"size": "big"}}, "expected a size in points", id="not-a-size"),
        pytest.param({"light": {"ink": "#CCCCCC"}}, "ink on paper has a contrast", id="too-pale"),
    ],
)
def test_mistake_in_a_theme_is_named(changes: Mapping[str, Any], problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        make_theme(changes)
    assert problem in str(caught.value)
