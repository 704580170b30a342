"""The shells of web pages, kept with finished work: what is on record need not be filled again.

To load Jinja2 and compile a template takes longer than to make a leaflet, and with one changed text
there is one leaflet to make. Only the process that holds the record keeps shells; workers send it
those that they have made. What a shell is made from, and so the key that it is kept by, is what a
page is made from but its article.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.leaflets.html import Kind, make_shell
from pipeline.leaflets.shell import Shell
from pipeline.stages.keys import Keys

Kept = Callable[[str], bytes | None]  # what the record holds for a key


class Shells:
    """Shells by the kind of page, as they were kept or newly made."""

    def __init__(self, keys: Keys, kept: Kept = lambda key: None) -> None:
        self._keys, self._kept = keys, kept
        self._found: dict[Kind, Shell] = {}
        self._new: dict[str, bytes] = {}

    def __call__(self, kind: Kind) -> Shell:
        """The shell of pages of this kind."""
        if kind not in self._found:
            self._found[kind] = self._shell(kind)
        return self._found[kind]

    def taken(self) -> dict[str, bytes]:
        """Those made since this was last asked, by key, as they are to be kept."""
        new, self._new = self._new, {}
        return new

    def _shell(self, kind: Kind) -> Shell:
        key = self._keys.of_shell(kind)
        kept = self._kept(key)
        if kept is not None:
            return Shell.from_json(kept)
        shell = make_shell(kind)
        self._new[key] = shell.to_json()
        return shell
