"""Showing a whole list anew: when it has to be, and who is in it."""

from reviews.enums import ObjectionStage
from reviews.models import Publicity


def reasons_to_show_anew(publicity: Publicity) -> bool:
    """Whether an objection to the whole list was upheld, or its publisher has held it."""
    return publicity.is_held or publicity.objections.filter(entry=None, stage=ObjectionStage.UPHELD).exists()
