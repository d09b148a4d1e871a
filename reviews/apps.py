"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Registers the app with Django."""

    name = "reviews"
    verbose_name = "申报与评审"

    def ready(self) -> None:
        """Load the procedure: the acts that services perform enter themselves there."""
        import_module("reviews.workflow")
        # Long work enters itself where a job's kind is looked up.
        import_module("reviews.tasks")
        import_module("reviews.checks")
        # What follows here when credits are cancelled there.
        import_module("reviews.services.credit_fraud")
        # The notices on holidays are read once for each request.
        import_module("reviews.selectors.calendar").watch_requests()
