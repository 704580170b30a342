"""What pictures say that no catalog holds, and so no other check sees.

`figure.es.svg` wins over the labels that were translated: but for this nobody would see that it
still has the dose of last year. And what a drawing says outside its labels, all languages have in
the words of the article. Of a photograph nothing is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.checks import judge, run
from pipeline.checks.facts import Facts
from pipeline.checks.panel import Panel
from pipeline.checks.registry import NOTICES
from pipeline.checks.wording import excerpt
from pipeline.errors import LeafletsError
from pipeline.leaflets import images
from pipeline.model import Catalog, Document, Finding, Key, Language, Unit
from pipeline.places import SOURCE
from pipeline.source import pictures
from pipeline.source.pictures import Words
from pipeline.stages.project import Project

__all__ = ["Judge", "words_left"]

# Who draws a picture anew may put its labels into another order, make two of one or leave one out.
# These checks ask what both pictures say as a whole, or about each character.
OF_A_WHOLE = frozenset(
    {
        "number-mismatch",
        "frequency-mismatch",
        "weekday-mismatch",
        "negation-mismatch",
        "limit-mismatch",
        "medicine-mismatch",
        "phone-mismatch",
        "url-mismatch",
        "email-mismatch",
        "term-forbidden",
        "unchanged",
        "source-residue",
        "wrong-language",
        "stray-fragment",
        "han-variant",
        "foreign-letter",
        "look-alike",
        "mojibake",
        "control-character",
        "private-character",
    }
)
# About the room that a label has, and the picture was drawn for these words.
NOT_OF_PICTURES = frozenset({"text-too-long", "text-too-short"})
# Parts clauses for every check, no sentences: these keep their order. No two numbers become one.
JOINT = " · "


@dataclass(frozen=True, slots=True)
class _Pair:
    """What a drawing for a language says, and what the article's drawing says."""

    path: Path
    address: str  # of the article's drawing, as the article names it
    here: tuple[Words, ...]
    there: tuple[Words, ...]

    @property
    def is_in_order(self) -> bool:
        """Whether label stands for label: as many, and of the numbers at most one is another."""
        if len(self.here) != len(self.there):
            return False
        others = (
            Counter(_digits(one.text)) != Counter(_digits(other.text))
            for one, other in zip(self.here, self.there, strict=True)
        )
        return sum(others) <= 1

    def units(self) -> Iterator[Unit]:
        """Label by label."""
        for one, other in zip(self.here, self.there, strict=True):
            yield _unit(one.text, [other])

    def whole(self) -> Unit:
        """All labels as one text each."""
        return _unit(JOINT.join(each.text for each in self.here), self.there)

    def is_copy(self) -> bool:
        """Whether nothing of it is translated."""
        return [each.text for each in self.here] == [each.text for each in self.there]


def _digits(text: str) -> Iterator[str]:
    """Those of any script, as 0 to 9."""
    return (str(int(each)) for each in text if each.isdecimal())


def _unit(source: str, labels: Sequence[Words]) -> Unit:
    """As in a catalog; the comments in the drawing are those of a translator."""
    return Unit(
        Key(None, source),
        JOINT.join(each.text for each in labels),
        comments=tuple(remark for each in labels for remark in each.remarks),
        line=labels[0].line,
    )


def _pairs(project: Project, document: Document, language: Language) -> Iterator[_Pair]:
    """The drawings for `language` whose words can be compared: both have some."""
    source, slug = project.root / SOURCE, document.article.slug
    for address in dict.fromkeys(block.picture for block in document.blocks if block.picture):
        try:
            own = images.image_path(address, root=source, slug=slug)
            path = images.image_path(address, root=source, slug=slug, language=language)
            if path == own or not own.is_file():
                continue
            images.look_at(path, address, slug=slug)
        except LeafletsError:
            continue  # has a finding of its own
        here, there = pictures.words(own.read_bytes()), pictures.words(path.read_bytes())
        if here and there:
            yield _Pair(path, address, here, there)


class Judge:
    """Asks the checks about drawings, as the policy of a panel wants them."""

    def __init__(self, panel: Panel) -> None:
        self._of_a_whole, self._of_labels = panel.only(OF_A_WHOLE), panel.without(NOT_OF_PICTURES)

    def findings(
        self, project: Project, document: Document, language: Language, facts: Facts
    ) -> Iterator[Finding]:
        """What is wrong with the drawings of an article for `language`, at their labels."""
        for pair in _pairs(project, document, language):
            by_label = pair.is_in_order and not pair.is_copy()
            units = tuple(pair.units()) if by_label else (pair.whole(),)
            catalog = Catalog(document.article.slug, language, (), units)
            panel = self._of_labels if by_label else self._of_a_whole
            shown = project.relative(pair.path)
            found = judge.judge_units(shown, catalog, run.NO_ARTICLE, facts, panel).findings
            # Of a mere copy that says all: what else it lacks follows from it.
            copies = [each for each in found if each.id == "unchanged" and not by_label]
            for finding in copies or found:
                yield replace(
                    finding,
                    message=f"{finding.message} (this picture beside '{pair.address}')",
                    hint="mend the words of one of the two pictures",
                    fix=None,  # fixes are for catalogs
                )


def words_left(
    drawings: Mapping[str, bytes], lines: Mapping[str, int], path: str, slug: str, panel: Panel
) -> Iterator[Finding]:
    """A finding for every drawing of an article with words that can't be translated.

    `drawings` and `lines`: what each address leads to, and where it stands in the article `path`.
    """
    policy, notice = panel.policy, NOTICES["picture-words-left"]
    if not policy.is_active(notice.id):
        return
    for address, data in drawings.items():
        left = pictures.words_left(data)
        if left:
            more = f" and {len(left) - 1} more" if len(left) > 1 else ""
            yield Finding(
                notice.id,
                policy.severities.get(notice.id, notice.severity),
                path,
                lines.get(address, 1),
                f"nobody can translate {excerpt(left[0])}{more} in the picture '{address}'",
                hint="let the program that it was drawn with save words as plain text (<text>), "
                "in UTF-8",
                article=slug,
            )
