"""Addresses of the procedure, a module for each workbench."""

from reviews.urls import applicant, bodies, committee, credits, demo, manual, papers, public, tables

urlpatterns = [
    *public.urlpatterns,
    *applicant.urlpatterns,
    *bodies.urlpatterns,
    *committee.urlpatterns,
    *tables.urlpatterns,
    *credits.urlpatterns,
    *papers.urlpatterns,
    *manual.urlpatterns,
    *demo.urlpatterns,
]
