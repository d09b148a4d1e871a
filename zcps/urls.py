"""The root of all addresses; each app lists its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("reviews.urls")),
    path("", include("accounts.urls")),
    path("", include("employers.urls")),
    path("", include("applicants.urls")),
    path("", include("credits.urls")),
]
