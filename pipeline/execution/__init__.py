"""Doing work: only what is not done yet, on as many processes or machines as it pays for.

`stamps` says what files look like from outside, `version` which code of ours runs, `finished` which
tasks are done and with what result. `executor` is the one way in which tasks are run: one after
another, in a `pool` of processes, or on a `cluster`. `storage` is where leaflets are laid.
"""
