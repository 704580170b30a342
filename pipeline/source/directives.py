"""What an author tells the pipeline in HTML comments: `<!-- leaflets: keep-together -->`.

A directive stands on a line of its own before the block that it is about, or at either end of
that block. This module reads comments; which block they are about is decided by `source.outline`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

__all__ = [
    "BEFORE_NOTHING",
    "COMMENT",
    "DIRECTIVES",
    "IN_A_TEXT",
    "NOTHING",
    "Scope",
    "place",
    "read",
    "without_comments",
]

COMMENT = re.compile(r"<!--(?P<text>.*?)-->", re.DOTALL)
_DIRECTIVE = re.compile(r"\s*leaflets\s*:\s*(?P<name>[\w-]*)\s*(?P<rest>.*?)\s*\Z", re.DOTALL)
# To whoever wrote it a directive, to `_DIRECTIVE` a comment: "leaflet: skip", "Leaflets: note …".
_NEAR = re.compile(
    r"\s*leaflets?(?:\s*[:：]\s*(?:keep-together|skip|critical|note|context|allow)\b"
    r"|\s+(?:keep-together|skip|critical)\s*\Z)",
    re.IGNORECASE,
)
# Without a reason it is read too: that is another mistake, told by the checks.
_ALLOW = re.compile(r"(?P<check>[a-z]+(?:-[a-z]+)*)\s*(?::\s*(?P<reason>.*))?", re.DOTALL)

# name → how it is written; also the text of the hint when one is written wrongly
DIRECTIVES = MappingProxyType(
    {
        "keep-together": "<!-- leaflets: keep-together -->",
        "skip": "<!-- leaflets: skip -->",
        "critical": "<!-- leaflets: critical -->",
        "note": "<!-- leaflets: note what translators should know -->",
        "context": "<!-- leaflets: context name -->",
        "allow": "<!-- leaflets: allow check-id: reason -->",
    }
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for a block because directives say so; the scope inside adds to that around."""

    keep_together: bool = False
    skip: bool = False
    critical: bool = False
    context: str | None = None
    notes: tuple[str, ...] = ()
    allows: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether it says anything at all."""
        return self is not NOTHING and self != NOTHING

    def __add__(self, inner: Scope) -> Scope:
        """Both; of two contexts the inner one."""
        if not inner:
            return self
        return Scope(
            self.keep_together or inner.keep_together,
            self.skip or inner.skip,
            self.critical or inner.critical,
            self.context if inner.context is None else inner.context,
            self.notes + inner.notes,
            self.allows + inner.allows,
        )


NOTHING = Scope()


def without_comments(text: str) -> str:
    """`text` without its HTML comments."""
    return COMMENT.sub("", text) if "<!--" in text else text


def read(text: str) -> tuple[Scope, tuple[tuple[str, str], ...], str]:
    """The directives among the comments in `text`.

    Returns what they say, (comment, problem) for each that is wrong, and the last of them as it
    is written ("" where there is none).
    """
    scope, problems, last = NOTHING, [], ""
    if "<!--" not in text:
        return scope, (), ""
    for comment in COMMENT.finditer(text):
        match = _DIRECTIVE.match(comment["text"])
        if match is None:
            if _NEAR.match(comment["text"]):
                problems.append(
                    (comment.group(), "a directive that begins otherwise than leaflets:")
                )
            continue
        last = comment.group()
        rest = " ".join(match["rest"].split())
        one = _directive(match["name"], rest)
        if one is None:
            problems.append((comment.group(), _problem(match["name"], rest)))
        else:
            scope += one
    return scope, tuple(problems), last


def _directive(name: str, rest: str) -> Scope | None:
    """What one directive says, or None where it is wrong."""
    if name == "note":
        return Scope(notes=(rest,)) if rest else None
    if name == "context":
        return Scope(context=rest) if rest else None
    if name == "allow":
        allow = _ALLOW.fullmatch(rest)
        return Scope(allows=((allow["check"], allow["reason"] or ""),)) if allow else None
    plain = {
        "keep-together": Scope(keep_together=True),
        "skip": Scope(skip=True),
        "critical": Scope(critical=True),
    }
    return None if rest else plain.get(name)


_BEGINS_OTHERWISE = "a directive that begins otherwise than leaflets:"
IN_A_TEXT = "a directive in the middle of a text; put it before the block"
BEFORE_NOTHING = "a directive that stands before nothing"


def place(body: str, comment: str, problem: str, taken: set[int]) -> int:
    """Where in `body` the comment with this problem begins, of those not `taken`; 0: nowhere.

    The same words may stand in other places, where they are right: with something else on their
    line they are in a text, and before nothing there is only what comes last.
    """
    found = [match.start() for match in re.finditer(re.escape(comment), body)]
    free = [start for start in found if start not in taken]
    if problem == BEFORE_NOTHING:
        free.reverse()
    elif problem == IN_A_TEXT:
        free.sort(key=lambda start: _is_alone(body, start, comment))
    return free[0] if free else 0


def _is_alone(body: str, start: int, comment: str) -> bool:
    before = body[:start].rpartition("\n")[2]
    after = body[start + len(comment) :].partition("\n")[0]
    return not before.strip() and not after.strip()


def _problem(name: str, rest: str) -> str:
    if name not in DIRECTIVES:
        return f"unknown directive {name!r}"
    if name == "allow":
        return "the directive 'allow' takes the id of one check, a colon and a reason"
    if rest:
        return f"the directive {name!r} takes nothing after its name, found {rest!r}"
    return f"the directive {name!r} says nothing"
