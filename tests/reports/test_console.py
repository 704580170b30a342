from __future__ import annotations

import io

import pytest

from pipeline.reports import console, terminal, text
from tests.builders import make_finding


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "expected"),
    [
        pytest.param(Terminal(), {}, True, id="terminal"),
        pytest.param(Terminal(), {"NO_COLOR": "1"}, False, id="no-color"),
        pytest.param(Terminal(), {"NO_COLOR": ""}, True, id="empty-no-color-has-no-effect"),
        pytest.param(Terminal(), {"TERM": "dumb"}, False, id="dumb-terminal"),
        pytest.param(io.StringIO(), {}, False, id="pipe"),
    ],
)
def test_colours_only_where_wanted(
    stream: io.StringIO, environment: dict[str, str], *, expected: bool
) -> None:
    assert terminal.has_colours(stream, environment) is expected


def test_painted_text_holds_the_same_words() -> None:
    finding = make_finding()
    painted = text.render([finding], paint=console.painter(colours=True))
    assert "\x1b[1;31merror number-mismatch:\x1b[0m" in painted
    assert text.render([finding], paint=console.painter(colours=False)) == text.render([finding])


def test_progress_is_shown_on_a_terminal_only() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        with console.progress(stream, {"TERM": "xterm", "NO_COLOR": "1"}) as show:
            show(1, 14, "back-pain · [es]")
            show(14, 14, "")
    assert "14/14" in terminal.getvalue()
    assert pipe.getvalue() == ""
