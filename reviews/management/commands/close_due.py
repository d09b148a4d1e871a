"""manage.py close_due: the sweep, by the name of what it does."""

from reviews.management.commands.sweep import Command

__all__ = ["Command"]
