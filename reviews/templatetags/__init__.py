"""Pieces of pages that belong to the procedure."""
