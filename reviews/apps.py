"""App configuration."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Registers the app with Django."""

    name = "reviews"
    verbose_name = "申报与评审"
