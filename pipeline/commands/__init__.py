"""The commands: for each its arguments and what it does with them, one module a stage.

A command calls one stage (`make` several), tells what came of it, and returns an exit code; what
there is to decide is decided in `stages`. A module is loaded when one of its commands is called,
so that `leaflets --help` stays fast. The list of all commands is in `cli`.
"""
