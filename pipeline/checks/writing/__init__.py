"""Whether a translation is written as its language is: script, characters, spaces, marks, words."""
