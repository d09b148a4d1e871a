"""Reads: who is who."""
