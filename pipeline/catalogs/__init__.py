"""Segments ↔ catalogs: everything that keeps translations.

`po` is the one door to PO files, `template` and `merge` make catalogs and keep them up to date
(`splice` where an edit concerns few entries; `origins` finds where a changed sentence came from,
`recut` follows a change of the cut, `memory` knows what was translated elsewhere), `alignment`
takes over translations that exist already,
`threeway` merges two people's work, `exchange` speaks to other tools, `mo` to other programs.
"""
