"""Addresses of those who watch over reviews."""

from django.urls import path

from reviews.views import history, spot_checks, supervision

urlpatterns = [
    path("supervision/", supervision.supervision, name="supervision"),
    path("cases/<int:pk>/history/", history.case_history, name="case_history"),
    path("cases/<int:pk>/history/export/", history.case_history_export, name="case_history_export"),
    path("statistics/", supervision.seasons, name="seasons"),
    path("statistics/<int:pk>/", supervision.season, name="season"),
    path("archive-ratios/", supervision.archive_ratios, name="archive_ratios"),
    path("spot-checks/", spot_checks.spot_checks, name="spot_checks"),
    path("spot-checks/new/<int:pk>/", spot_checks.spot_check_new, name="spot_check_new"),
    path("spot-checks/<int:pk>/", spot_checks.spot_check, name="spot_check"),
    path("spot-checks/<int:pk>/close/", spot_checks.spot_check_close, name="spot_check_close"),
    path("spot-checks/<int:pk>/bundle/", spot_checks.spot_check_bundle, name="spot_check_bundle"),
    path("spot-checks/items/<int:pk>/finding/", spot_checks.spot_check_finding, name="spot_check_finding"),
    path("spot-checks/items/<int:pk>/answer/", spot_checks.spot_check_answer, name="spot_check_answer"),
]
