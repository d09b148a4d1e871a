"""Writes that several acts share."""
