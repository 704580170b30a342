"""How many of msgmerge's fuzzy matches we offer too, among those whose meaning has not changed."""

from __future__ import annotations

from typing import TypedDict

from benchmarks.side_by_side.tools import leaflets
from benchmarks.side_by_side.tools.tool import Tool
from pipeline.catalogs import po
from pipeline.language.meaning.comparing import Judge, Meaning
from pipeline.model import Language, State


class Fuzzies(TypedDict):
    """Counted in one language, after an update that both have done."""

    shared: int  # msgmerge's, of the same meaning, for which we offer a translation too
    same_meaning: int  # msgmerge's, where the text it found means the same
    other_meaning: int  # msgmerge's where it does not: withheld by us


def shared(ours: Tool, gettext: Tool) -> Fuzzies:
    """In the first language, as the last update has left the catalogs of both."""
    tag = ours.languages[0]
    offered = set()
    for path in leaflets.catalogs(ours.folder, tag).glob("a*.po"):
        for unit in po.read(path, root=ours.folder).units:
            if unit.state in (State.FUZZY, State.TRANSLATED):
                offered.add(unit.key)
    before = po.read(gettext.folder / f"{tag}.po", root=gettext.folder)
    texts = {unit.msgstr: unit.key.msgid for unit in before.units}
    merged = po.read(gettext.folder / f"{tag}.merged.po", root=gettext.folder)
    judge = Judge(Language("en"))
    fuzzy = [unit for unit in merged.units if unit.state is State.FUZZY]
    same = [
        unit
        for unit in fuzzy
        if judge.compare(texts[unit.msgstr], unit.key.msgid).meaning is not Meaning.CHANGED
    ]
    return Fuzzies(
        shared=sum(unit.key in offered for unit in same),
        same_meaning=len(same),
        other_meaning=len(fuzzy) - len(same),
    )
