"""What can go wrong outside the content: one small tree.

    LeafletsError
    ├── UsageError        the command was called wrongly                         (exit code 2)
    ├── MachineError      a font, a folder that can't be written                 (exit code 2)
    ├── SettingsError     leaflets.toml: every mistake in it, at once            (exit code 2)
    ├── SourceError       an article or termbase that can't be read              (a failed task: 1)
    ├── CatalogError      a PO file that can't be read                           (a failed task: 1)
    └── ExportError       a leaflet that can't be made                           (a failed task: 1)

Mistakes *in* the content (a number that differs, a stray fragment) are not exceptions but
`model.Finding` values. Anything else that is raised is a bug and keeps its traceback.
"""

from __future__ import annotations


class LeafletsError(Exception):
    """A problem that its reader can mend: where it is, what is wrong, what to do.

    `path` is as the user would type it (relative to the project where possible), `line` 1-based.
    `message` is one lower-case sentence without a final stop; `hint` says what to do.
    """

    exit_code = 2

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        """`path:line: message`, then the hint on a line of its own."""
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class UsageError(LeafletsError):
    """The command line asks for something that does not exist or makes no sense."""


class MachineError(LeafletsError):
    """The machine lacks something: a font, a right to write, space on the disk."""


class SettingsError(LeafletsError):
    """leaflets.toml is wrong; `problems` lists every mistake, a sentence each."""

    def __init__(self, problems: tuple[str, ...], *, path: str) -> None:
        super().__init__("; ".join(problems), path=path)
        self.problems = problems

    def __reduce__(self) -> tuple[object, ...]:
        """Made anew in another process: an exception knows only what its base was given."""
        return (_settings_error, (self.problems, self.path))

    def __str__(self) -> str:
        """One line a problem."""
        return "\n".join(f"{self.path}: {problem}" for problem in self.problems)


def _settings_error(problems: tuple[str, ...], path: str) -> SettingsError:
    return SettingsError(problems, path=path)


class SourceError(LeafletsError):
    """An article, an import or the termbase can't be read.

    Where a file has several mistakes, `parts` holds an error for each, in file order.
    """

    exit_code = 1
    parts: tuple[SourceError, ...] = ()


class CatalogError(LeafletsError):
    """A PO file can't be read without losing something."""

    exit_code = 1


class ExportError(LeafletsError):
    """A leaflet can't be made, or must not be."""

    exit_code = 1


def counted(number: int, noun: str) -> str:
    """ "1 file", "2 files": for messages, whose nouns all take an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def unreadable(kind: type[LeafletsError], path: str, error: OSError) -> LeafletsError:
    """The error of this kind about a file that the machine does not let us read."""
    return kind(
        f"cannot be read: {error.strerror or error}",
        path=path,
        hint="check that it is a file and that you may read it",
    )
