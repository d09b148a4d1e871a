"""Reads about employers."""
