"""Findings and coverage, for people and for machines.

`formats.render` renders findings; `coverage` how far the translations are; `table` ends a build;
`console` is what a terminal can do (colours, progress) and the only module that imports rich.
"""
