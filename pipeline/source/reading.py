"""An article's file → `Article`: front matter validated, body normalised, nothing else touched.

It does not look into the Markdown: blocks are `document`'s business, stray fragments those of
`fragments`, and what front matter may say stands in `front_matter`. Every mistake of a file is
reported at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from pipeline import files
from pipeline.errors import SourceError, counted, unreadable
from pipeline.model import Article, Metadata
from pipeline.source.decoding import (
    Problem,
    combined,
    decode_utf8,
    describe,
    forbidden_characters,
    project_path,
)
from pipeline.source.front_matter import EXAMPLE, plain_metadata, split_front_matter

__all__ = ["parse_article", "read_article", "slugify"]

_LONGEST_SLUG = 80
# Letters of a file's name: a file system takes 255, and of a temporary file 39 are ours (`files`).
_LONGEST_NAME = 200
_CHARACTERS_TOLD = 10  # one by one: of a picture named .md there are thousands
# Where git leaves both sides of a conflict: to Markdown "<<<<<<< HEAD" is a heading, or text.
_CONFLICT_MARK = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_article(path: Path, *, root: Path) -> Article:
    """The article in the UTF-8 file `path`; its slug is the file's stem.

    Raises SourceError with every mistake of the file: undecodable bytes, broken or unknown front
    matter, no title, no text, characters that no text may hold, marks of a merge.
    """
    shown = project_path(path, root)
    try:
        data = files.read(path)
    except FileNotFoundError as error:
        if path.is_symlink():
            raise SourceError(
                f"a link to '{path.readlink()}', where nothing is",
                path=shown,
                hint="mend the link, or remove it",
            ) from error
        raise SourceError(
            "there is no such article", path=shown, hint="articles are source/<name>.md"
        ) from error
    except OSError as error:
        raise unreadable(SourceError, shown, error) from error
    text = decode_utf8(data, shown)
    return parse_article(text, path=shown, slug=path.stem, is_taken=lambda slug: _has(path, slug))


def _has(path: Path, slug: str) -> bool:
    """Whether another article of this slug lies beside the file; some disks know no capitals."""
    other = path.with_name(f"{slug}.md")
    return other.exists() and not other.samefile(path)


def parse_article(
    text: str,
    *,
    path: str,
    slug: str,
    needs_title: bool = True,
    is_taken: Callable[[str], bool] = lambda slug: False,
) -> Article:
    """The article that a file's `text` is; `path` is what messages show.

    With `needs_title=False` front matter may be missing, for Markdown that belongs to no project.
    `is_taken`: whether a slug is no use for another name, because an article has it.
    Raises SourceError as `read_article` does.
    """
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise SourceError("the article is empty", path=path, line=1, hint=EXAMPLE)
    problems = [*_character_problems(text), *_conflict_problems(text)]
    if not _SLUG.fullmatch(slug):
        problems.append(_slug_problem(slug, is_taken))
    elif len(slug) > _LONGEST_NAME:
        message = f"the file name has {len(slug)} letters, more than {_LONGEST_NAME}"
        problems.append(Problem(1, message, "give the file a shorter name"))
    if problems:
        raise combined(problems, path)
    front = split_front_matter(text, path)
    metadata = _metadata(front.yaml or "", path, problems, needs_title=needs_title)
    if not front.body.strip():
        problems.append(
            Problem(front.body_line, "the article has no text after its front matter", "write it")
        )
    if problems:
        raise combined(problems, path)
    return Article(slug, path, metadata, front.body, front.body_line)


def _metadata(
    front_matter: str, path: str, problems: list[Problem], *, needs_title: bool
) -> Metadata:
    """The validated front matter; mistakes are added to `problems`."""
    found = plain_metadata(front_matter)
    if found is None:
        from pipeline.source import yaml_front_matter  # with YAML, which most articles do without

        found = yaml_front_matter.metadata(front_matter, path, problems, needs_title=needs_title)
    return found


def _character_problems(text: str) -> list[Problem]:
    """The first characters that no text may hold, and how many more there are."""
    found = forbidden_characters(text)
    told, rest = found[:_CHARACTERS_TOLD], found[_CHARACTERS_TOLD:]
    problems = []
    for offset, character in told:
        line = 1 + text.count("\n", 0, offset)
        column = offset - text.rfind("\n", 0, offset)
        message = f"{describe(character)} in column {column}"
        problems.append(Problem(line, message, "delete it, or type the character that was meant"))
    if rest:
        line = 1 + text.count("\n", 0, rest[0][0])
        message = f"{counted(len(rest), 'more character')} that no text may hold, from here on"
        problems.append(Problem(line, message, "if this is no text at all, take the file away"))
    return problems


def _conflict_problems(text: str) -> list[Problem]:
    """The marks of a merge that nobody finished: both wordings would be published, one as true."""
    return [
        Problem(
            1 + text.count("\n", 0, mark.start()),
            f"a mark of a merge that is not finished: '{mark[0]}'",
            "keep the wording that is right, and delete the other one and the lines <<<<<<<, "
            "=======, >>>>>>>",
        )
        for mark in _CONFLICT_MARK.finditer(text)
    ]


def slugify(text: str) -> str:
    """`text` as a slug, [a-z0-9] and single hyphens, or "" where nothing of it is ASCII."""
    spelled = text.replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("œ", "oe")
    folded = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]


def _slug_problem(slug: str, is_taken: Callable[[str], bool]) -> Problem:
    proposal = slugify(slug)
    hint = f"rename the file to {proposal}.md" if proposal else "rename the file"
    if proposal and is_taken(proposal):
        hint = f"rename the file, or remove it: another article is {proposal}.md"
    return Problem(
        1, f"the file name {slug!r} has characters other than a–z, 0–9 and single hyphens", hint
    )
