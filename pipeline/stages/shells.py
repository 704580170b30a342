"""The shells of web pages, kept with finished work: what is on record need not be filled again.

To load Jinja2 and compile a template takes longer than to make a leaflet, and with one changed text
there is one leaflet to make. Only the process that holds the record keeps shells; what a shell is
made from, and so the key that it is kept by, is what a page is made from but its article.
"""

from __future__ import annotations

from pipeline.execution.finished import FinishedWork
from pipeline.leaflets.html import Kind, make_shell
from pipeline.leaflets.shell import Shell
from pipeline.stages.keys import Keys


class KeptShells:
    """Shells by the kind of page."""

    def __init__(self, work: FinishedWork, keys: Keys) -> None:
        self._work, self._keys = work, keys
        self._found: dict[Kind, Shell] = {}

    def __call__(self, kind: Kind) -> Shell:
        """The shell of this kind, as it was kept or newly made."""
        if kind not in self._found:
            self._found[kind] = self._kept(kind)
        return self._found[kind]

    def _kept(self, kind: Kind) -> Shell:
        key = self._keys.of_shell(kind)
        kept = self._work.result(key)
        if kept is not None:
            return Shell.from_json(kept.content)
        shell = make_shell(kind)
        self._work.keep(key, {}, shell.to_json())
        return shell
