"""The root of all addresses; each app names its own."""

from django.urls import include, path

from zcps.health import health, ready

handler400 = "zcps.errors.bad_request"
handler403 = "zcps.errors.permission_denied"
handler404 = "zcps.errors.page_not_found"
handler500 = "zcps.errors.server_error"

urlpatterns = [
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
    path("", include("accounts.urls")),
    path("", include("employers.urls")),
    path("", include("applicants.urls")),
    path("", include("credits.urls")),
    path("", include("reviews.urls")),
]
