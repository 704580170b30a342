"""The fixtures of these tests; what they are made of is in `clinic`."""

from clinic import site

__all__ = ["site"]
