"""Findings and coverage, for people and for machines."""
