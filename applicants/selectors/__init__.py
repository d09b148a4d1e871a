"""Reads about the person."""
