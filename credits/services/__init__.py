"""Writes below the procedure: what the person fills in."""
