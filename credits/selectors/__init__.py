"""Reads about credits."""
