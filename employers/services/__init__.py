"""Writes about employers that are no acts of a procedure."""
