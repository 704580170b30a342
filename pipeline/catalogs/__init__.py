"""Segments ↔ catalogs: template, merge, and the one door to PO files."""
