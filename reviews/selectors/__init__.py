"""Reads about cases, plans, publicities and meetings."""
