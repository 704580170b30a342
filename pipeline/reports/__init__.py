"""Findings and coverage, for people and for machines.

`formats.render` renders findings; `coverage` how far the translations are; `console` is what a
terminal can do (colours, tables) and the only module that imports rich.
"""
