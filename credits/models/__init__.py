"""Continuing-education credits."""

from credits.models.batch import CreditImport
from credits.models.card import CardUpload, CreditCard
from credits.models.decision import CreditDecision
from credits.models.entry import CreditEntry

__all__ = ["CardUpload", "CreditCard", "CreditDecision", "CreditEntry", "CreditImport"]
