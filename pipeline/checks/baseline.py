"""The baseline: findings that were there when a project took up a check, and do not fail it.

Only what is new fails. A finding is known again by what it is about, never by its line, so that
the file stays true while articles grow; what has been mended leaves it. Values only: reading and
writing the file is the stage's.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.errors import UsageError
from pipeline.model import Finding

VERSION = 1
EXCERPT_CHARACTERS = 60
# What nobody may get used to: whoever mends one of these changes nothing about the article.
NEVER_KNOWN = frozenset({"article-broken", "catalog-broken", "internal-error"})


# What comes of a file that holds something else: 1e999 is no count, and no list is that deep.
_NOT_OURS = (*(ValueError, KeyError, TypeError, AttributeError), OverflowError, RecursionError)


def fingerprint(finding: Finding) -> str:
    """The same for the same mistake, also after lines have moved; 32 hexadecimal digits.

    Of a translation it names the sentence, not its wording: a second mistake of the same kind in
    a sentence that had one already has the same message only where it is the same mistake.
    """
    parts = (finding.id, finding.path, finding.msgctxt or "", finding.msgid or "", finding.message)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def is_blind(findings: Iterable[Finding]) -> bool:
    """Whether something could not be looked at, so that what was not found may still be there."""
    return any(finding.id in NEVER_KNOWN for finding in findings)


@dataclass(frozen=True, slots=True)
class Known:
    """One finding of the baseline: how often it may occur, and what a person sees of it."""

    count: int
    note: str  # "es number-mismatch: the source says 5 mg, …"


@dataclass(frozen=True, slots=True)
class Baseline:
    """Fingerprint → what is known of it."""

    known: dict[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Baseline:
        """A baseline that knows all of these, but for what must be mended at once."""
        every = [finding for finding in findings if finding.id not in NEVER_KNOWN]
        counts = Counter(fingerprint(finding) for finding in every)
        notes = {fingerprint(finding): _note(finding) for finding in every}
        return cls({key: Known(counts[key], notes[key]) for key in sorted(counts)})

    @classmethod
    def parse(cls, data: bytes, path: str) -> Baseline:
        """Read the file; UsageError for what is none of ours."""
        try:
            content = json.loads(data)
            if not isinstance(content, dict):
                raise ValueError("it holds no object")
            if content["version"] != VERSION:
                raise ValueError(f"version {content['version']}")
            known = {
                str(key): Known(int(entry["count"]), str(entry["note"]))
                for key, entry in content["findings"].items()
            }
        except _NOT_OURS as error:
            raise UsageError(
                f"this is no baseline that this version can read: {error}",
                path=path,
                hint="make it anew: leaflets check --baseline FILE --write-baseline",
            ) from error
        return cls(known)

    def render(self) -> bytes:
        """The file: sorted, a line a finding, so that git merges and shows what has gone."""
        lines = [
            f"  {json.dumps(key)}: "
            + json.dumps({"count": each.count, "note": each.note}, ensure_ascii=False)
            for key, each in sorted(self.known.items(), key=lambda item: (item[1].note, item[0]))
        ]
        body = ",\n".join(lines)
        return f'{{"version": {VERSION}, "findings": {{\n{body}\n}}}}\n'.encode()

    def new(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that the baseline does not know, or not as often; in their order."""
        left = Counter({key: each.count for key, each in self.known.items()})
        fresh = []
        for finding in findings:
            key = fingerprint(finding)
            if left[key] > 0 and finding.id not in NEVER_KNOWN:
                left[key] -= 1
            else:
                fresh.append(finding)
        return tuple(fresh)

    def shrunk(self, findings: Iterable[Finding]) -> Baseline:
        """The baseline without what is no longer found; it never grows by this."""
        counts = Counter(fingerprint(finding) for finding in findings)
        return Baseline(
            {
                key: Known(min(each.count, counts[key]), each.note)
                for key, each in self.known.items()
                if counts[key]
            }
        )


def _note(finding: Finding) -> str:
    """What a reader of the file needs to find the place again."""
    place = f"{finding.path} {finding.id}: {finding.message}"
    about = " ".join((finding.msgid or "").split())
    if not about:
        return place
    cut = about if len(about) <= EXCERPT_CHARACTERS else about[: EXCERPT_CHARACTERS - 1] + "…"
    return f"{place} [{cut}]"
