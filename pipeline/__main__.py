"""`python -m pipeline` is `leaflets`."""

from pipeline.cli import run

run()
