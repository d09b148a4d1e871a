"""Continuing-education credits."""

from credits.models.entry import CreditEntry

__all__ = ["CreditEntry"]
