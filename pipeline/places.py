"""Where everything of a content project lies: the names of its folders and files.

Loads nothing, so that a run which finds that it has nothing to do can ask it.
"""

from __future__ import annotations

import os

SETTINGS_FILE = "leaflets.toml"
SOURCE = "source"
LOCALES = "locales"
MESSAGES = "LC_MESSAGES"  # gettext's name for the folder of catalogs in a language's folder
TEMPLATES = "locales/templates"
OUTPUT = "dist"
WORK = ".leaflets"  # what can be made again: the lock and the record of finished work
SPELLING_FILE = "source/spelling.txt"  # words that no dictionary has, for the check misspelt-word
ABBREVIATIONS_FILE = "source/abbreviations.txt"
WORDS_DOMAIN = "leaflet"  # the leaflet's own words, a domain like an article's


def find_root(start: str) -> str | None:
    """The nearest folder from `start` upwards that holds a leaflets.toml; None where there is none.

    Symbolic links are followed first.
    """
    folder = os.path.realpath(start)
    while not os.path.isfile(os.path.join(folder, SETTINGS_FILE)):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder
