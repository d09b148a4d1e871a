"""App configuration."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


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
        # How long what is kept, what is frozen, and what a person is given of his own: each app enters its part.
        for app in ("accounts", "applicants", "credits", "reviews"):
            import_module(f"{app}.services.own_part")
        import_module("accounts.services.retention_rules")
        import_module("reviews.services.retention_rules")
        # What follows here when credits are cancelled there.
        import_module("reviews.services.credit_fraud")
        # The notices on holidays are read once for each request.
        import_module("reviews.selectors.calendar").watch_requests()
        # Changes of rows are recorded by triggers, which know the columns of their tables by name.
        post_migrate.connect(import_module("reviews.services.history").install, sender=self)
