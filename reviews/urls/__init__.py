"""Addresses of the procedure, a module for each workbench."""

from reviews.urls import (
    api,
    applicant,
    bodies,
    calendar,
    clear_reading,
    committee,
    demo,
    entrusting,
    hours,
    manual,
    papers,
    plans,
    public,
    rules,
    supervision,
    tables,
)

urlpatterns = [
    *public.urlpatterns,
    *applicant.urlpatterns,
    *bodies.urlpatterns,
    *committee.urlpatterns,
    *rules.urlpatterns,
    *plans.urlpatterns,
    *tables.urlpatterns,
    *calendar.urlpatterns,
    *clear_reading.urlpatterns,
    *supervision.urlpatterns,
    *hours.urlpatterns,
    *entrusting.urlpatterns,
    *papers.urlpatterns,
    *manual.urlpatterns,
    *demo.urlpatterns,
    *api.urlpatterns,
]
