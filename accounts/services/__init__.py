"""Writes below the procedure: the journal, notices, grants, files."""
