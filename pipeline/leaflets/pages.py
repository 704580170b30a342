"""Finding and filling the templates of web pages: the project's own before ours.

The only module that imports Jinja2, and only when a template is filled. A project's template may
replace ours of the same name, or extend it: `{% extends "ours/leaflet.html.j2" %}`. One that is
broken is told with its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExportError
from pipeline.leaflets.theme import Theme

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
PIECES = 4096  # of a filled template that are put together at a time
OURS = "ours"  # the folder under which a project's template finds the one that it replaces
BROKEN_HINT = "compare it with the template that comes with leaflets (docs/themes.md)"


def render(name: str, theme: Theme, **values: object) -> str:
    """The template `name` filled with `values`; ExportError where the project's own is broken."""
    return "".join(_filled(name, theme, values))


def render_long(name: str, theme: Theme, **values: object) -> bytes:
    """The same as UTF-8, for a page of megabytes: its million pieces are never held at once."""
    return b"".join(piece.encode() for piece in _filled(name, theme, values))


def _filled(name: str, theme: Theme, values: Mapping[str, object]) -> Iterator[str]:
    own = theme.templates
    try:
        stream = environment(own).get_template(name).stream(values, theme=theme)
        stream.enable_buffering(PIECES)
        yield from stream
    except Exception as error:
        broken = own and _broken(error, own)
        if not broken:
            raise
        raise broken from error


def is_ours(name: str, theme: Theme) -> bool:
    """Whether the template `name` is the one that comes with us."""
    return theme.templates is None or template_path(name, theme.templates).parent == TEMPLATES


def sheet(name: str, theme: Theme) -> str:
    """The style sheet `name`: the project's own, where it has one."""
    if is_ours(name, theme):
        return _ours(name)
    assert theme.templates is not None
    path = template_path(name, theme.templates)
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise no_text(error, path, theme.templates) from error


def no_text(error: UnicodeDecodeError, path: Path, own: Path) -> ExportError:
    """The error about a template in the project's folder `own` that is no UTF-8, with its line."""
    message, line = _no_text(error)
    return _told(message, path, line, own)


def template_path(name: str, own: Path | None) -> Path:
    """Where the template `name` is: in the project's folder `own`, else among ours."""
    return own / name if own and (own / name).is_file() else TEMPLATES / name


@cache
def _ours(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def environment(own: Path | None) -> Environment:
    """The templates, compiled once a process; undefined names are errors, text is escaped.

    Those of a project run in a sandbox: they show what they are given, and reach nothing else.
    """
    from jinja2 import (
        ChoiceLoader,
        Environment,
        FileSystemLoader,
        PrefixLoader,
        StrictUndefined,
        TemplateSyntaxError,
    )
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Loader(FileSystemLoader):
        """Tells where a template of the project is no UTF-8, and what of it is never shown."""

        def get_source(self, environment: Environment, template: str) -> Any:
            try:
                found = super().get_source(environment, template)
            except UnicodeDecodeError as error:
                message, line = _no_text(error)
                path = str(Path(self.searchpath[0], template))
                raise TemplateSyntaxError(message, line, template, path) from error
            for message, line in _never_shown(environment, template, found[0]):
                raise TemplateSyntaxError(message, line, template, found[1])
            return found

    ours = FileSystemLoader(TEMPLATES)
    if own is None:
        return Environment(
            loader=ours,
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            keep_trailing_newline=True,
        )
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([Loader(own), ours, PrefixLoader({OURS: ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=True,
        keep_trailing_newline=True,
    )


def _never_shown(environment: Environment, name: str, text: str) -> Iterator[tuple[str, int]]:
    """What of a template that extends another one Jinja passes over: a message and a line each."""
    from jinja2 import TemplateSyntaxError, nodes

    try:
        parsed = environment.parse(text)
    except TemplateSyntaxError:  # told where it is compiled
        return
    extends = next((node for node in parsed.body if isinstance(node, nodes.Extends)), None)
    if extends is None or not isinstance(extends.template, nodes.Const):
        return
    base = str(extends.template.value)
    if base == name:
        yield f"it extends itself: write '{OURS}/{name}'", extends.lineno
    ours = TEMPLATES / base.removeprefix(f"{OURS}/")
    if not base.startswith(f"{OURS}/") or not ours.is_file():
        return
    blocks = environment.parse(ours.read_text(encoding="utf-8")).find_all(nodes.Block)
    there = ", ".join(dict.fromkeys(block.name for block in blocks)) or "none"
    for node in parsed.body[parsed.body.index(extends) + 1 :]:
        if isinstance(node, nodes.Block) and node.name not in there.split(", "):
            yield f"{base} has no block '{node.name}' (it has: {there})", node.lineno
        if isinstance(node, nodes.Output):
            for said in node.nodes:
                if not isinstance(said, nodes.TemplateData) or said.data.strip():
                    words = said.data.split() if isinstance(said, nodes.TemplateData) else ["{{…}}"]
                    yield (
                        f"what stands outside of blocks is shown nowhere: '{' '.join(words)[:40]}'",
                        _line_of(said),
                    )


def _line_of(said: Any) -> int:
    """The line in which the words of a template's text begin."""
    text = getattr(said, "data", "")
    return int(said.lineno) + text[: len(text) - len(text.lstrip())].count("\n")


def _broken(error: Exception, own: Path) -> ExportError | None:
    """What is wrong with a template in `own`; None where the mistake is not there."""
    import traceback

    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        path, line = Path(error.filename or ""), error.lineno
    else:
        # The innermost line of the traceback that lies in the project's folder.
        frames = traceback.extract_tb(error.__traceback__)
        inside = [frame for frame in frames if Path(frame.filename).is_relative_to(own)]
        if not inside:
            return None
        path, line = Path(inside[-1].filename), inside[-1].lineno or 1
    if not path.is_relative_to(own):
        return None
    message = str(error)
    if isinstance(error, TemplateNotFound):
        message = f"there is no template '{error.name}'"
    elif not isinstance(error, TemplateError):
        message = f"{type(error).__name__}: {error}"
    return _told(message, path, line, own)


def _told(message: str, path: Path, line: int, own: Path) -> ExportError:
    shown = (Path(own.name) / path.relative_to(own)).as_posix()
    return ExportError(f"broken template: {message}", path=shown, line=line, hint=BROKEN_HINT)


def _no_text(error: UnicodeDecodeError) -> tuple[str, int]:
    """What to say of a file that is no UTF-8, and in which line it is not."""
    line = error.object.count(b"\n", 0, error.start) + 1
    return f"byte 0x{error.object[error.start]:02X} is no utf-8", line
