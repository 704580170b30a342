"""The library built by us and by our peers, side by side: `make bench` writes docs/benchmarks.md.

`tools` has a module for each tool: what it is called with, for each job. `jobs` runs them in turn
and measures, `results` keeps what was measured, `goals` says what it must show, and `document`
and `plot` tell it.
"""
